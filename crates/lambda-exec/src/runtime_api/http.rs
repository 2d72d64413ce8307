//! The Runtime API over HTTP/1.1.
//! Source: AWS's Runtime API reference; statuses and texts of refusals as in AWS's runtime interface emulator.

use super::state::{Answer, Delivery, Refused, Side};
use crate::accept::accept;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::{Bytes, BytesMut};
use clock::Clock;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use sandbox::{Connection, Listener};
use std::convert::Infallible;
use std::sync::Arc;

type Answered = Response<Full<Bytes>>;

/// A runtime has few headers to send; an error cause is the largest at 1 MB, and we read none of it.
const READ_BUFFER_BYTES: usize = 64 * 1024;
/// So much of an answer that is too large is read and forgotten; a runtime that sends more loses its connection.
const FORGOTTEN_BYTES_MAX: u64 = 256 << 20;
/// Error bodies are stored and passed on whole.
const ERROR_BODY_BYTES_MAX: u64 = 1 << 20;

/// A runtime uses one or two.
const CONNECTIONS_MAX: usize = 64;

/// Accepts the environment's connections until it is torn down and its listener with it.
pub(crate) async fn serve(listener: Listener, side: Arc<Side>, response_bytes_max: u64, clock: Clock) {
    accept(listener, CONNECTIONS_MAX, clock, |connection| {
        let side = side.clone();
        let tree = side.tree();
        serve_connection(connection, side, tree, response_bytes_max)
    })
    .await;
}

async fn serve_connection(connection: Connection, side: Arc<Side>, tree: u64, response_bytes_max: u64) {
    let service = service_fn(|request| {
        let call = Call { side: side.clone(), tree, response_bytes_max };
        async move { Ok::<_, Infallible>(call.answer(request).await) }
    });
    // A runtime that breaks its connection, or is killed, ends it with an error that nobody needs to hear.
    let _ = hyper::server::conn::http1::Builder::new()
        .max_buf_size(READ_BUFFER_BYTES)
        .serve_connection(TokioIo::new(connection), service)
        .await;
}

struct Call {
    side: Arc<Side>,
    tree: u64,
    response_bytes_max: u64,
}

impl Call {
    async fn answer(&self, request: Request<Incoming>) -> Answered {
        let path = request.uri().path().to_owned();
        let Some(rest) = path.strip_prefix("/2018-06-01/") else { return not_found() };
        let is = |method: Method| *request.method() == method;
        match rest {
            "ping" if is(Method::GET) => plain(StatusCode::OK, "pong"),
            "runtime/invocation/next" if is(Method::GET) => self.next().await,
            "runtime/init/error" if is(Method::POST) => self.init_error(request).await,
            _ => match rest.strip_prefix("runtime/invocation/").and_then(|rest| rest.split_once('/')) {
                Some((id, "response")) if is(Method::POST) => self.response(id, request).await,
                Some((id, "error")) if is(Method::POST) => self.error(id, request).await,
                _ => not_found(),
            },
        }
    }

    async fn next(&self) -> Answered {
        let parked = match self.side.next(self.tree) {
            Ok(parked) => parked,
            Err(refused) => return refusal(&refused),
        };
        match parked.await {
            Ok(delivery) => event(delivery),
            // The environment is going down; the runtime goes with it.
            Err(_) => {
                failure(StatusCode::INTERNAL_SERVER_ERROR, "InternalServerError", "Internal Server Error")
            }
        }
    }

    async fn response(&self, id: &str, request: Request<Incoming>) -> Answered {
        const TO: &str = "InvocationResponse";
        let _turn = self.side.reading().await;
        if let Err(refused) = self.side.may_answer(id, TO) {
            return refusal(&refused);
        }
        if let Some(mode) = request.headers().get("lambda-runtime-function-response-mode")
            && mode != "streaming"
        {
            let answer = failure(
                StatusCode::BAD_REQUEST,
                "InvalidFunctionResponseMode",
                "Invalid function response mode",
            );
            return self.settle(id, TO, Answer::InvalidMode, answer);
        }
        match read(request.into_body(), self.response_bytes_max).await {
            Ok((body, trailers)) => {
                let answer = streamed_error(&trailers).unwrap_or(Answer::Response(body));
                self.settle(id, TO, answer, accepted())
            }
            Err(Unread::TooLarge) => {
                let text =
                    format!("Exceeded maximum allowed payload size ({} bytes).", self.response_bytes_max);
                let answer = failure(StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLarge", &text);
                self.settle(id, TO, Answer::TooLarge, answer)
            }
            Err(Unread::Truncated) => {
                let answer = failure(
                    StatusCode::BAD_REQUEST,
                    "TruncatedHTTPRequest",
                    "HTTP request detected as truncated",
                );
                self.settle(id, TO, Answer::Truncated, answer)
            }
        }
    }

    async fn error(&self, id: &str, request: Request<Incoming>) -> Answered {
        const TO: &str = "InvocationErrorResponse";
        let _turn = self.side.reading().await;
        if let Err(refused) = self.side.may_answer(id, TO) {
            return refusal(&refused);
        }
        let (error_type, body) = match read_error(request).await {
            Ok(read) => read,
            Err(answer) => return answer,
        };
        self.settle(id, TO, Answer::Error { body, error_type }, accepted())
    }

    async fn init_error(&self, request: Request<Incoming>) -> Answered {
        let _turn = self.side.reading().await;
        let (error_type, body) = match read_error(request).await {
            Ok(read) => read,
            Err(answer) => return answer,
        };
        match self.side.init_error(self.tree, body, error_type) {
            Ok(()) => accepted(),
            Err(refused) => refusal(&refused),
        }
    }

    fn settle(&self, id: &str, to: &'static str, answer: Answer, reply: Answered) -> Answered {
        match self.side.answer(id, to, answer) {
            Ok(()) => reply,
            Err(refused) => refusal(&refused),
        }
    }
}

enum Unread {
    TooLarge,
    Truncated,
}

/// Reads a body of at most `bytes_max`; a small one in one piece is not copied.
async fn read(mut body: Incoming, bytes_max: u64) -> Result<(Bytes, HeaderMap), Unread> {
    use hyper::body::Body;
    if body.size_hint().exact().is_some_and(|bytes| bytes > bytes_max) {
        forget(&mut body).await;
        return Err(Unread::TooLarge);
    }
    let mut first = Bytes::new();
    let mut rest = BytesMut::new();
    let mut trailers = HeaderMap::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Unread::Truncated)?;
        match frame.into_data() {
            Ok(data) if first.is_empty() && rest.is_empty() => first = data,
            Ok(data) => {
                if rest.is_empty() {
                    rest.extend_from_slice(&first);
                }
                rest.extend_from_slice(&data);
            }
            Err(other) => trailers = other.into_trailers().unwrap_or_default(),
        }
        if first.len().max(rest.len()) as u64 > bytes_max {
            forget(&mut body).await;
            return Err(Unread::TooLarge);
        }
    }
    Ok((if rest.is_empty() { first } else { rest.freeze() }, trailers))
}

/// Reads what is still on its way of a body that is refused. Most clients read no answer before they have sent
/// everything, and hyper's never uses a connection again whose answer came earlier.
async fn forget(body: &mut Incoming) {
    let mut forgotten = 0;
    while let Some(Ok(frame)) = body.frame().await {
        forgotten += frame.data_ref().map_or(0, |data| data.len() as u64);
        if forgotten > FORGOTTEN_BYTES_MAX {
            return;
        }
    }
}

async fn read_error(request: Request<Incoming>) -> Result<(String, Bytes), Answered> {
    let header = request.headers().get("lambda-runtime-function-error-type");
    let error_type = reported_type(header.and_then(|value| value.to_str().ok()));
    match read(request.into_body(), ERROR_BODY_BYTES_MAX).await {
        Ok((body, _)) => Ok((error_type, body)),
        Err(Unread::TooLarge) => {
            let text = format!("Exceeded maximum allowed payload size ({ERROR_BODY_BYTES_MAX} bytes).");
            Err(failure(StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLarge", &text))
        }
        Err(Unread::Truncated) => {
            let text = "HTTP request detected as truncated";
            Err(failure(StatusCode::BAD_REQUEST, "TruncatedHTTPRequest", text))
        }
    }
}

/// A streaming response that failed half-way says so in its trailers.
fn streamed_error(trailers: &HeaderMap) -> Option<Answer> {
    let error_type = trailers.get("lambda-runtime-function-error-type")?.to_str().ok()?;
    let body =
        trailers.get("lambda-runtime-function-error-body").map(HeaderValue::as_bytes).unwrap_or_default();
    let body = BASE64_STANDARD.decode(body).unwrap_or_default();
    Some(Answer::Error { body: Bytes::from(body), error_type: reported_type(Some(error_type)) })
}

/// `(Runtime|Function)\.[A-Z][a-zA-Z]+` is kept; anything else becomes one of two unknowns.
fn reported_type(header: Option<&str>) -> String {
    let text = header.unwrap_or_default();
    let known = text.split_once('.').is_some_and(|(scope, name)| {
        matches!(scope, "Runtime" | "Function")
            && name.len() > 1
            && name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.chars().all(|c| c.is_ascii_alphabetic())
    });
    match known {
        true => text.to_owned(),
        false if text.starts_with("Function.") => "Function.Unknown".to_owned(),
        false => "Runtime.Unknown".to_owned(),
    }
}

fn event(delivery: Delivery) -> Answered {
    let mut response = Response::new(Full::new(delivery.payload));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert("lambda-runtime-deadline-ms", HeaderValue::from(delivery.deadline_ms));
    let texts = [
        ("lambda-runtime-aws-request-id", Some(&*delivery.request_id)),
        ("lambda-runtime-invoked-function-arn", Some(delivery.invoked_arn.as_str())),
        ("lambda-runtime-trace-id", Some(delivery.trace.as_str())),
        ("lambda-runtime-client-context", delivery.client_context.as_deref()),
    ];
    for (name, text) in texts {
        // A text that cannot stand in a header was refused before it got here, or is none of the runtime's business.
        if let Some(Ok(value)) = text.filter(|text| !text.is_empty()).map(HeaderValue::from_str) {
            headers.insert(name, value);
        }
    }
    response
}

fn plain(status: StatusCode, text: &'static str) -> Answered {
    let mut response = Response::new(Full::from(text));
    *response.status_mut() = status;
    response
}

fn accepted() -> Answered {
    json(StatusCode::ACCEPTED, Bytes::from_static(b"{\"status\":\"OK\"}\n"))
}

fn not_found() -> Answered {
    plain(StatusCode::NOT_FOUND, "404 page not found\n")
}

fn refusal(refused: &Refused) -> Answered {
    match refused {
        Refused::InvalidRequestId => {
            failure(StatusCode::BAD_REQUEST, "InvalidRequestID", "Invalid request ID")
        }
        Refused::InvalidTransition { from, to } => {
            let text = format!(
                "State transition from {from} to {to} failed for runtime. Error: State transition is not allowed"
            );
            failure(StatusCode::FORBIDDEN, "InvalidStateTransition", &text)
        }
    }
}

fn failure(status: StatusCode, error_type: &str, text: &str) -> Answered {
    let body = serde_json::json!({"errorMessage": text, "errorType": error_type});
    json(status, Bytes::from(format!("{body}\n")))
}

fn json(status: StatusCode, body: Bytes) -> Answered {
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_types_are_kept_or_made_unknown() {
        for (given, kept) in [
            ("Runtime.ImportModuleError", "Runtime.ImportModuleError"),
            ("Function.Oops", "Function.Oops"),
            ("Function.oops", "Function.Unknown"),
            ("Function.A1", "Function.Unknown"),
            ("ValueError", "Runtime.Unknown"),
            ("", "Runtime.Unknown"),
        ] {
            assert_eq!(reported_type(Some(given)), kept);
        }
    }
}
