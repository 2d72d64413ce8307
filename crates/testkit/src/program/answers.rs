//! The words that answer an event.

use super::runtime::{Event, Process, spaced};
use crate::client::Client;
use bytes::Bytes;
use http::Request;
use http_body_util::Full;
use sandbox::{Exit, Port};
use serde_json::{Map, Value, json};
use tokio::io::AsyncWriteExt;

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
            "call" => self.platform(rest).await.to_string().into(),
            "mode" => {
                let body = event.payload.clone();
                let mode = [("lambda-runtime-function-response-mode", rest)];
                return self.answer_in(event, body, &mode).await.map(Some);
            }
            "truncate" => {
                event.answered = true;
                return self.truncated(event).await.map(Some);
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

    /// Calls the platform as an AWS client in a function does.
    async fn platform(&self, rest: &str) -> Value {
        let mut parts = rest.splitn(3, ':');
        let (method, path) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let variable = |name| self.world.variable(name).unwrap_or_default();
        let scope = format!("{}/20260820/{}", variable("AWS_ACCESS_KEY_ID"), variable("AWS_REGION"));
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", variable("AWS_ENDPOINT_URL").trim_start_matches("http://"))
            .header("authorization", format!("AWS4-HMAC-SHA256 Credential={scope}/lambda/aws4_request"))
            .body(Full::from(parts.next().unwrap_or_default().to_owned()))
            .expect("a story writes methods and paths");
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

    /// Declares more than it sends.
    async fn truncated(&self, event: &Event) -> Result<(), Exit> {
        let mut connection = self.world.connect(Port::RuntimeApi).await;
        let path = format!("/2018-06-01/runtime/invocation/{}/response", event.request_id);
        let head = format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nabc");
        connection.write_all(head.as_bytes()).await.map_err(|_| Exit::Code(1))?;
        connection.shutdown().await.map_err(|_| Exit::Code(1))
    }
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
