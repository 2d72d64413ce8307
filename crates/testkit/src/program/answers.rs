//! The words that answer an event.

use super::runtime::{Event, Process, spaced};
use crate::client::Client;
use auth::sigv4;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use http::Request;
use http_body_util::Full;
use sandbox::{Exit, Port};
use serde_json::{Map, Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const FORM: &str = "application/x-www-form-urlencoded; charset=utf-8";

impl Process {
    /// Answers as the word says; `None` if there is no such word.
    pub(super) async fn answer_with(
        &mut self,
        verb: &str,
        rest: &str,
        event: &mut Event,
    ) -> Result<Option<()>, Exit> {
        let body = match verb {
            "echo" => event.payload.clone(),
            "answer" => Bytes::from(spaced(rest)),
            "size" => json_of_size(rest.parse().unwrap_or(2)),
            "code" => Value::String(self.code()).to_string().into(),
            "count" => self.count().to_string().into(),
            "variables" => self.variables().to_string().into(),
            "context" => context(event).to_string().into(),
            "call" => {
                let mut parts = rest.splitn(3, ':');
                let (method, path) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
                self.platform("lambda", method, path, parts.next().unwrap_or_default())
                    .await
                    .to_string()
                    .into()
            }
            "query" => {
                let (service, form) = rest.split_once(':').unwrap_or((rest, ""));
                self.platform(service, "POST", "/", form).await.to_string().into()
            }
            "mode" => {
                let body = event.payload.clone();
                let mode = [("lambda-runtime-function-response-mode", rest)];
                return self.answer_in(event, body, &mode).await.map(Some);
            }
            "truncate" => return self.raw(event, "content-length: 100\r\n\r\nabc", true).await.map(Some),
            "break" => {
                let (error_type, text) = rest.split_once(':').unwrap_or((rest, ""));
                return self.raw(event, &broken_stream(error_type, &spaced(text)), false).await.map(Some);
            }
            _ => return Ok(None),
        };
        self.answer(event, body).await.map(Some)
    }

    fn code(&self) -> String {
        let task = self.world.binds().iter().find(|bind| bind.target == "/var/task");
        task.and_then(|task| std::fs::read_to_string(task.source.join("bootstrap")).ok()).unwrap_or_default()
    }

    fn count(&self) -> Value {
        let environment = self.files(|files| {
            let events = files.entry("events".into()).or_default();
            events.push(b'.');
            events.len()
        });
        json!({"process": self.events, "environment": environment})
    }

    fn variables(&self) -> Value {
        let variables = self.world.process.variables.iter();
        Value::Object(variables.map(|(name, value)| (name.clone(), json!(value))).collect::<Map<_, _>>())
    }

    /// Calls the platform as an AWS client in a function does: signed with the credentials that it was handed.
    async fn platform(&self, service: &str, method: &str, path: &str, body: &str) -> Value {
        let variable = |name| self.world.variable(name).unwrap_or_default();
        let now = self.clock().host_wall();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", variable("AWS_ENDPOINT_URL").trim_start_matches("http://"))
            .header("x-amz-date", sigv4::basic(now))
            .header("x-amz-security-token", variable("AWS_SESSION_TOKEN"))
            .header("content-type", if service == "lambda" { "application/json" } else { FORM })
            .body(Full::from(body.to_owned()))
            .expect("a story writes methods and paths");
        let signed = sigv4::Request {
            method,
            path: request.uri().path(),
            query: request.uri().query().unwrap_or_default(),
            headers: request.headers(),
        };
        let (id, secret) = (variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY"));
        let scope = (variable("AWS_REGION"), service);
        let header = sigv4::authorization(&signed, body.as_bytes(), (id, secret), scope, now);
        request.headers_mut().insert("authorization", header.parse().expect("a signature is a header"));
        let connection = self.world.connect(Port::Platform).await;
        let mut client = Client::over(connection).await.expect("a connection in memory is there at once");
        match client.call(request).await {
            Ok(answer) => {
                let body = serde_json::from_slice(&answer.body).unwrap_or_else(|_| json!(answer.text()));
                json!({"status": answer.status.as_u16(), "body": body})
            }
            Err(error) => json!({"error": error.to_string()}),
        }
    }

    /// Answers in so many words what no HTTP client would; `hang_up` without having heard the reply.
    async fn raw(&self, event: &mut Event, text: &str, hang_up: bool) -> Result<(), Exit> {
        event.answered = true;
        let mut connection = self.world.connect(Port::RuntimeApi).await;
        let path = format!("/2018-06-01/runtime/invocation/{}/response", event.request_id);
        let request = format!("POST {path} HTTP/1.1\r\nhost: x\r\n{text}");
        connection.write_all(request.as_bytes()).await.map_err(|_| Exit::Code(1))?;
        if hang_up {
            connection.shutdown().await.map_err(|_| Exit::Code(1))?;
        }
        // Until it is dealt with: the next event is asked for on another connection.
        let _ = connection.read(&mut [0; 1_024]).await;
        Ok(())
    }
}

/// A streamed answer that fails half-way, and says so in its trailers.
fn broken_stream(error_type: &str, text: &str) -> String {
    let body = json!({"errorMessage": text, "errorType": error_type}).to_string();
    let body = BASE64_STANDARD.encode(body);
    let head = "lambda-runtime-function-response-mode: streaming\r\ntransfer-encoding: chunked\r\n\r\n";
    let trailers = format!(
        "lambda-runtime-function-error-type: {error_type}\r\nlambda-runtime-function-error-body: {body}\r\n"
    );
    format!("{head}4\r\npart\r\n0\r\n{trailers}\r\n")
}

/// What the Runtime API says of an event, by header.
fn context(event: &Event) -> Value {
    let headers = event.headers.iter().filter_map(|(name, value)| {
        let name = name.as_str().strip_prefix("lambda-runtime-")?;
        Some((name.to_owned(), json!(value.to_str().ok()?)))
    });
    Value::Object(headers.collect::<Map<_, _>>())
}

fn json_of_size(bytes: usize) -> Bytes {
    format!("\"{}\"", "x".repeat(bytes.saturating_sub(2))).into()
}
