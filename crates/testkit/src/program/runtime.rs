//! A process: init, then event after event, word by word.

use crate::client::{Answer, Client};
use crate::steps::duration;
use bytes::Bytes;
use clock::{Clock, HostInstant};
use http::Request;
use http_body_util::Full;
use sandbox::fake::FakeProcess;
use sandbox::{Exit, Port};
use serde_json::{Value, json};
use std::convert::Infallible;
use std::future::pending;

/// Status of a process that was told to do what it cannot: the shell's for a usage error.
const UNKNOWN_WORD: Exit = Exit::Code(64);
/// Status of a process whose Runtime API is gone.
const NO_API: Exit = Exit::Code(69);

pub(super) struct Process {
    pub world: FakeProcess,
    clock: Clock,
    api: Client,
    /// Events that it has had.
    pub events: u64,
    /// When it exits by itself while it waits for an event.
    dies_at: Option<HostInstant>,
}

/// What is being served: nothing, during init, or an event.
pub(super) struct Event {
    pub request_id: String,
    pub payload: Bytes,
    pub headers: http::HeaderMap,
    pub answered: bool,
}

impl Process {
    pub(super) fn clock(&self) -> &Clock {
        &self.clock
    }

    pub(super) async fn start(world: FakeProcess, clock: Clock) -> Process {
        let connection = world.connect(Port::RuntimeApi).await;
        let api = Client::over(connection).await.expect("a connection in memory is there at once");
        Process { world, clock, api, events: 0, dies_at: None }
    }

    pub(super) async fn live(mut self) -> Result<Infallible, Exit> {
        let handler = self.world.variable("_HANDLER").unwrap_or_default().to_owned();
        let (init, serve): (Vec<&str>, Vec<&str>) =
            handler.split(',').partition(|word| word.starts_with("init:"));
        let mut nothing = Event {
            request_id: String::new(),
            payload: Bytes::new(),
            headers: Default::default(),
            answered: true,
        };
        for word in init {
            self.act(word.trim_start_matches("init:"), &mut nothing).await?;
        }
        loop {
            let mut event = self.next().await?;
            self.events += 1;
            for word in &serve {
                self.act(word, &mut event).await?;
            }
            if !event.answered {
                let echo = event.payload.clone();
                self.answer(&mut event, echo).await?;
            }
        }
    }

    async fn next(&mut self) -> Result<Event, Exit> {
        let (clock, dies_at) = (self.clock.clone(), self.dies_at.take());
        let dies = async move {
            match dies_at {
                Some(at) => clock.host_sleep_until(at).await,
                None => pending().await,
            }
        };
        let answer = tokio::select! {
            answer = self.call("GET", "runtime/invocation/next", "") => answer?,
            () = dies => return Err(Exit::Code(1)),
        };
        if answer.status != http::StatusCode::OK {
            return Err(NO_API);
        }
        let request_id = answer.header("lambda-runtime-aws-request-id").unwrap_or_default().to_owned();
        Ok(Event { request_id, payload: answer.body, headers: answer.headers, answered: false })
    }

    async fn act(&mut self, word: &str, event: &mut Event) -> Result<(), Exit> {
        if let Some(word) = word.strip_prefix("once:") {
            let first = self.files(|files| files.insert(format!("did {word}"), Vec::new()).is_none());
            return if first { Box::pin(self.act(word, event)).await } else { Ok(()) };
        }
        let (verb, rest) = word.split_once(':').unwrap_or((word, ""));
        match verb {
            "do" => {
                let asked: Value = serde_json::from_slice(&event.payload).unwrap_or_default();
                for word in
                    asked["do"].as_str().unwrap_or_default().split(',').filter(|word| !word.is_empty())
                {
                    Box::pin(self.act(word, event)).await?;
                }
                Ok(())
            }
            "fail" => self.fail(rest, event).await,
            "exit" => Err(Exit::Code(rest.parse().unwrap_or(1))),
            "signal" => Err(Exit::Signal { number: rest.parse().unwrap_or(9), core_dumped: false }),
            "crash" => Err(Exit::Signal { number: rest.parse().unwrap_or(11), core_dumped: true }),
            "oom" => {
                self.world.use_up(|usage| usage.oom_kills += 1);
                Err(Exit::Signal { number: 9, core_dumped: false })
            }
            "hang" => pending().await,
            "sleep" => {
                self.clock.host_sleep_until(self.after(rest)?).await;
                Ok(())
            }
            "dies" => {
                self.dies_at = Some(self.after(rest)?);
                Ok(())
            }
            "print" => self.print(&(spaced(rest) + "\n")).await,
            "write" => self.print(&spaced(rest)).await,
            "memory" => {
                let mb: u64 = rest.parse().map_err(|_| UNKNOWN_WORD)?;
                self.world.use_up(|usage| usage.memory_peak_bytes = Some(mb << 20));
                Ok(())
            }
            "api" => {
                let rest = rest.replace("ID", &event.request_id);
                let mut parts = rest.splitn(3, ':');
                let (method, path) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
                let answer = self.call(method, path, parts.next().unwrap_or_default()).await?;
                self.print_answer(&answer).await
            }
            _ => self.answer_with(verb, rest, event).await?.ok_or(UNKNOWN_WORD),
        }
    }

    fn after(&self, time: &str) -> Result<HostInstant, Exit> {
        Ok(self.clock.host_now() + duration(time).ok_or(UNKNOWN_WORD)?)
    }

    /// Reports an error, of the event or of the init; runtimes exit after the latter.
    async fn fail(&mut self, rest: &str, event: &mut Event) -> Result<(), Exit> {
        let (error_type, text) = rest.split_once(':').unwrap_or((rest, ""));
        let body = json!({"errorMessage": spaced(text), "errorType": error_type}).to_string();
        let path = match event.request_id.as_str() {
            "" => "runtime/init/error".to_owned(),
            id => format!("runtime/invocation/{id}/error"),
        };
        let headers = [("lambda-runtime-function-error-type", error_type)];
        let answer = self.send("POST", &path, &headers, body.into()).await?;
        self.print_refusal(&answer).await?;
        event.answered = true;
        if event.request_id.is_empty() { Err(Exit::Code(1)) } else { Ok(()) }
    }

    pub(super) async fn answer(&mut self, event: &mut Event, body: Bytes) -> Result<(), Exit> {
        self.answer_in(event, body, &[]).await
    }

    pub(super) async fn answer_in(
        &mut self,
        event: &mut Event,
        body: Bytes,
        headers: &[(&str, &str)],
    ) -> Result<(), Exit> {
        event.answered = true;
        let path = format!("runtime/invocation/{}/response", event.request_id);
        let answer = self.send("POST", &path, headers, body).await?;
        self.print_refusal(&answer).await
    }

    /// What the Runtime API does not take is worth a line in the log.
    async fn print_refusal(&self, answer: &Answer) -> Result<(), Exit> {
        match answer.status {
            http::StatusCode::ACCEPTED => Ok(()),
            _ => self.print_answer(answer).await,
        }
    }

    async fn print_answer(&self, answer: &Answer) -> Result<(), Exit> {
        self.print(&format!("{} {}\n", answer.status.as_u16(), answer.text().trim_end())).await
    }

    async fn print(&self, text: &str) -> Result<(), Exit> {
        self.world.print(text).await;
        Ok(())
    }

    async fn call(&mut self, method: &str, path: &str, body: &str) -> Result<Answer, Exit> {
        self.send(method, path, &[], Bytes::copy_from_slice(body.as_bytes())).await
    }

    async fn send(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Bytes,
    ) -> Result<Answer, Exit> {
        let mut request = Request::builder().method(method).uri(format!("/2018-06-01/{path}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Full::new(body)).map_err(|_| UNKNOWN_WORD)?;
        self.api.call(request).await.map_err(|_| NO_API)
    }

    /// Works on `/tmp`.
    pub(super) fn files<T>(
        &self,
        work: impl FnOnce(&mut std::collections::BTreeMap<String, Vec<u8>>) -> T,
    ) -> T {
        work(&mut self.world.files().lock().expect("no panic holds this lock"))
    }
}

pub(super) fn spaced(text: &str) -> String {
    text.replace('_', " ")
}
