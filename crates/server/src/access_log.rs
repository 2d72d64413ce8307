//! The access log: a line for each request, without anything that is secret, written by a thread of its own.

use crate::platform::Platform;
use crate::serve::Origin;
use clock::{HostInstant, Timestamp};
use http::request::Parts;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use shape::{ApiError, ServiceSchema};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;
use wire::Protocol;

/// Lines that wait to be written. One that finds no room is dropped, counted, and the log says so.
const WAITING_LINES_MAX: usize = 8_192;
/// What clients choose themselves is cut after so many bytes.
const TEXT_BYTES_MAX: usize = 1_024;

/// How lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessForm {
    /// `key=value`, separated by spaces.
    Text,
    /// An object per line.
    Json,
}

/// Where lines go. Cheap to clone; written out when the last clone is dropped.
#[derive(Clone)]
pub struct AccessLog(Arc<Shared>);

struct Shared {
    /// `None` only while this is dropped.
    lines: Option<SyncSender<Line>>,
    dropped: Arc<AtomicU64>,
    writer: Option<JoinHandle<()>>,
}

/// What a request turned out to be, filled in on its way.
#[derive(Default)]
pub(crate) struct Told {
    pub request_id: Option<Arc<str>>,
    pub service: Option<&'static str>,
    pub operation: Option<&'static str>,
    pub account: Option<Arc<str>>,
    pub region: Option<Arc<str>>,
    /// Of the error that was answered.
    pub code: Option<&'static str>,
    access_key: Option<String>,
    /// What the client has signed for, which need not be a service that anybody has.
    signed_for: Option<String>,
}

impl Told {
    pub(crate) fn signed_by(&mut self, access_key: &str, service: &str) {
        self.access_key = Some(cut(access_key).to_owned());
        self.signed_for = Some(cut(service).to_owned());
    }

    /// The answer that is an error.
    pub(crate) fn failed(
        &mut self,
        protocol: Protocol,
        service: Option<&ServiceSchema>,
        error: &ApiError,
        request_id: &str,
    ) -> wire::Response {
        self.code = Some(error.shape.code);
        self.service = service.map(|service| service.signing_name);
        protocol.encode_error(service, error, request_id)
    }
}

/// A request under way. Its line is written when it is over, also if its client has left.
pub(crate) struct Visit {
    platform: Platform,
    begun: HostInstant,
    /// Taken when it is written.
    line: Option<Line>,
}

#[derive(Default)]
struct Line {
    at: Timestamp,
    from: Option<SocketAddr>,
    /// The function whose environment the request came from.
    function: Option<Arc<str>>,
    method: Method,
    path: String,
    /// `None` if the client left before there was an answer.
    status: Option<StatusCode>,
    bytes_in: u64,
    bytes_out: u64,
    duration_us: u64,
    told: Told,
}

impl Visit {
    /// `None` if nobody wants to know.
    pub(crate) fn begin(platform: &Platform, head: &Parts, origin: &Origin) -> Option<Visit> {
        let parts = &platform.0.parts;
        parts.access_log.as_ref()?;
        let line = Line {
            at: parts.clock.host_wall(),
            from: origin.address,
            function: origin.sender.function().map(|function| function.arn.clone()),
            method: head.method.clone(),
            path: cut(head.uri.path()).to_owned(),
            ..Line::default()
        };
        Some(Visit { platform: platform.clone(), begun: parts.clock.host_now(), line: Some(line) })
    }

    pub(crate) fn answered(mut self, status: StatusCode, told: Told, bytes_in: u64) -> Visit {
        if let Some(line) = &mut self.line {
            (line.status, line.told, line.bytes_in) = (Some(status), told, bytes_in);
        }
        self
    }

    pub(crate) fn sent(&mut self, bytes: u64) {
        if let Some(line) = &mut self.line {
            line.bytes_out += bytes;
        }
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        let parts = &self.platform.0.parts;
        let (Some(log), Some(mut line)) = (&parts.access_log, self.line.take()) else { return };
        line.duration_us = parts.clock.host_now().since(self.begun).as_micros() as u64;
        log.put(line);
    }
}

impl AccessLog {
    /// A log that is written to `to`, in a thread of its own.
    ///
    /// # Errors
    /// There can be no more threads.
    pub fn start(form: AccessForm, to: impl Write + Send + 'static) -> io::Result<AccessLog> {
        AccessLog::holding(WAITING_LINES_MAX, form, to)
    }

    fn holding(lines_max: usize, form: AccessForm, to: impl Write + Send + 'static) -> io::Result<AccessLog> {
        let (lines, written) = sync_channel(lines_max);
        let dropped = Arc::<AtomicU64>::default();
        let writer = Writer { form, dropped: dropped.clone(), to: io::BufWriter::new(to) };
        let thread = std::thread::Builder::new().name("access-log".into());
        let writer = Some(thread.spawn(move || writer.write_all_of(&written))?);
        Ok(AccessLog(Arc::new(Shared { lines: Some(lines), dropped, writer })))
    }

    fn put(&self, line: Line) {
        if self.0.lines.as_ref().is_none_or(|lines| lines.try_send(line).is_err()) {
            self.0.dropped.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.lines = None;
        if let Some(writer) = self.writer.take() {
            // It has only written; there is nobody left to tell.
            let _ = writer.join();
        }
    }
}

struct Writer<W: Write> {
    form: AccessForm,
    dropped: Arc<AtomicU64>,
    to: io::BufWriter<W>,
}

impl<W: Write> Writer<W> {
    fn write_all_of(mut self, lines: &Receiver<Line>) {
        while let Ok(line) = lines.recv() {
            self.write(&line);
            while let Ok(line) = lines.try_recv() {
                self.write(&line);
            }
            self.tell_dropped();
            // A log that cannot be written keeps no request from being served.
            let _ = self.to.flush();
        }
        self.tell_dropped();
        let _ = self.to.flush();
    }

    fn write(&mut self, line: &Line) {
        let written = match self.form {
            AccessForm::Text => line.text(),
            AccessForm::Json => line.json().to_string(),
        };
        let _ = writeln!(self.to, "{written}");
    }

    fn tell_dropped(&mut self) {
        let dropped = self.dropped.swap(0, Ordering::Relaxed);
        if dropped > 0 {
            tracing::warn!(dropped, "the access log could not be written as fast as requests came");
            let _ = match self.form {
                AccessForm::Text => writeln!(self.to, "dropped={dropped}"),
                AccessForm::Json => writeln!(self.to, "{}", json!({"dropped": dropped})),
            };
        }
    }
}

impl Line {
    /// Names and values, in the order of the text; what is not known is left out.
    fn fields(&self) -> Vec<(&'static str, Value)> {
        let told = &self.told;
        let service = told.service.or(told.signed_for.as_deref());
        let from = self.from.map(|from| from.to_string()).or(self.function.as_deref().map(str::to_owned));
        let all = [
            ("time", Some(json!(self.at.iso8601_millis()))),
            ("requestId", told.request_id.as_deref().map(Value::from)),
            ("from", from.map(Value::from)),
            ("method", Some(json!(self.method.as_str()))),
            ("path", Some(json!(self.path))),
            ("service", service.map(Value::from)),
            ("operation", told.operation.map(Value::from)),
            ("status", self.status.map(|status| json!(status.as_u16()))),
            ("error", told.code.map(Value::from)),
            ("bytesIn", Some(json!(self.bytes_in))),
            ("bytesOut", Some(json!(self.bytes_out))),
            ("durationMs", Some(json!(self.duration_us as f64 / 1e3))),
            ("account", told.account.as_deref().map(Value::from)),
            ("region", told.region.as_deref().map(Value::from)),
            ("accessKeyId", told.access_key.as_deref().map(Value::from)),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    fn json(&self) -> Value {
        Value::Object(self.fields().into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    fn text(&self) -> String {
        let mut text = String::with_capacity(256);
        for (name, value) in self.fields() {
            if !text.is_empty() {
                text.push(' ');
            }
            text += name;
            text.push('=');
            match value {
                Value::String(value) => escape(&value, &mut text),
                value => write!(text, "{value}").expect("writing to a string cannot fail"),
            }
        }
        text
    }
}

/// What could end a value, or a line, or speak to a terminal, is written as its bytes.
fn escape(value: &str, text: &mut String) {
    for char in value.chars() {
        if char.is_ascii_graphic() && char != '\\' {
            text.push(char);
        } else {
            let mut bytes = [0; 4];
            for byte in char.encode_utf8(&mut bytes).bytes() {
                write!(text, "\\x{byte:02x}").expect("writing to a string cannot fail");
            }
        }
    }
}

fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(TEXT_BYTES_MAX)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl Paper {
        fn text(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }
    }

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn line(path: &str) -> Line {
        let mut told = Told { service: Some("lambda"), operation: Some("Invoke"), ..Told::default() };
        told.signed_by("AKIA\n\"x\"=1 y", "lambda");
        Line {
            path: path.to_owned(),
            status: Some(StatusCode::OK),
            duration_us: 1_250,
            told,
            ..Line::default()
        }
    }

    fn written(form: AccessForm, lines: Vec<Line>) -> String {
        let paper = Paper::default();
        let log = AccessLog::start(form, paper.clone()).unwrap();
        lines.into_iter().for_each(|line| log.put(line));
        drop(log);
        paper.text()
    }

    #[test]
    fn a_line_is_one_line_whatever_clients_send() {
        let text = written(AccessForm::Text, vec![line("/a\r\nb c\u{1b}[31m\\é")]);
        assert_eq!(
            text,
            "time=1970-01-01T00:00:00.000Z method=GET path=/a\\x0d\\x0ab\\x20c\\x1b[31m\\x5c\\xc3\\xa9 \
             service=lambda operation=Invoke status=200 bytesIn=0 bytesOut=0 durationMs=1.25 \
             accessKeyId=AKIA\\x0a\"x\"=1\\x20y\n"
        );
        let text = written(AccessForm::Json, vec![line("/a\r\nb c\u{1b}[31m"), line("/")]);
        assert_eq!(text.lines().count(), 2);
        assert!(!text.contains('\u{1b}'));
        for line in text.lines() {
            assert_eq!(serde_json::from_str::<Value>(line).unwrap()["accessKeyId"], "AKIA\n\"x\"=1 y");
        }
    }

    #[test]
    fn what_finds_no_room_is_counted_and_said() {
        let paper = Paper::default();
        let held = paper.0.lock().unwrap();
        let log = AccessLog::holding(1, AccessForm::Json, paper.clone()).unwrap();
        // The writer holds back at most a buffer's worth, then waits for the paper; then one line waits for it.
        for _ in 0..1_000 {
            log.put(line(&"x".repeat(900)));
        }
        drop(held);
        drop(log);
        let text = paper.text();
        let dropped: u64 = text
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).unwrap()["dropped"].as_u64())
            .sum();
        let kept = text.lines().filter(|line| line.contains("xxx")).count() as u64;
        assert!(dropped > 0);
        assert_eq!(kept + dropped, 1_000);
    }

    #[test]
    fn what_clients_choose_is_cut() {
        assert_eq!(cut(&"é".repeat(1_000)).len(), TEXT_BYTES_MAX);
        let mut told = Told::default();
        told.signed_by(&"A".repeat(5_000), &"s".repeat(5_000));
        assert_eq!(told.access_key.unwrap().len(), TEXT_BYTES_MAX);
    }
}
