//! The Runtime API over HTTP/1.1.
//! Source: AWS's Runtime API reference; statuses and texts of refusals as in AWS's runtime interface emulator.

use super::patience::{Answering, Patient};
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
use std::time::Duration;

type Answered = Response<Full<Bytes>>;

/// A runtime has few headers to send; an error cause is the largest at 1 MB, and we read none of it.
const READ_BUFFER_BYTES: usize = 64 * 1024;
/// So much of an answer that is too large is read and forgotten; a runtime that sends more loses its connection.
const FORGOTTEN_BYTES_MAX: u64 = 256 << 20;
/// Error bodies are stored and passed on whole.
const ERROR_BODY_BYTES_MAX: u64 = 1 << 20;

/// An error is one small document. A response may take as long as its invocation, whose end is that of the process that
/// sends it.
const ERROR_BODY_MAX: Duration = Duration::from_secs(10);

/// A runtime uses one or two.
const CONNECTIONS_MAX: usize = 64;

/// Accepts the environment's connections until it is torn down and its listener with it.
pub(crate) async fn serve(listener: Listener, side: Arc<Side>, response_bytes_max: u64, clock: Clock) {
    accept(listener, CONNECTIONS_MAX, clock.clone(), |connection| {
        let tree = side.tree();
        serve_connection(
            connection,
            Call { side: side.clone(), tree, response_bytes_max, clock: clock.clone() },
        )
    })
    .await;
}

async fn serve_connection(connection: Connection, call: Call) {
    let answering = Answering::default();
    let connection = Patient::new(connection, call.clock.clone(), answering.clone());
    let service = service_fn(|request| {
        let (call, answer) = (call.clone(), answering.begin());
        async move {
            let answered = call.answer(request).await;
            drop(answer);
            Ok::<_, Infallible>(answered)
        }
    });
    // A runtime that breaks its connection, or is killed, ends it with an error that nobody needs to hear.
    let _ = hyper::server::conn::http1::Builder::new()
        .max_buf_size(READ_BUFFER_BYTES)
        .serve_connection(TokioIo::new(connection), service)
        .await;
}

#[derive(Clone)]
struct Call {
    side: Arc<Side>,
    tree: u64,
    response_bytes_max: u64,
    clock: Clock,
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
        let (error_type, body) = match read_error(request, &self.clock).await {
            Ok(read) => read,
            Err(answer) => return answer,
        };
        self.settle(id, TO, Answer::Error { body, error_type }, accepted())
    }

    async fn init_error(&self, request: Request<Incoming>) -> Answered {
        let _turn = self.side.reading().await;
        if let Err(refused) = self.side.may_fail_init(self.tree) {
            return refusal(&refused);
        }
        let (error_type, body) = match read_error(request, &self.clock).await {
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

async fn read_error(request: Request<Incoming>, clock: &Clock) -> Result<(String, Bytes), Answered> {
    let header = request.headers().get("lambda-runtime-function-error-type");
    let error_type = reported_type(header.and_then(|value| value.to_str().ok()));
    let read = tokio::select! {
        biased;
        read = read(request.into_body(), ERROR_BODY_BYTES_MAX) => read,
        () = clock.host_sleep_until(clock.host_now() + ERROR_BODY_MAX) => Err(Unread::Truncated),
    };
    match read {
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

    use super::super::patience::HEAD_MAX;
    use clock::{Hand, Timestamp};
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};

    /// A connection to the Runtime API of an environment whose process has just begun.
    fn connected() -> (DuplexStream, Arc<Side>, Hand) {
        let (clock, hand) = Clock::virtual_at(Timestamp::from_millis(0));
        let side = Side::new();
        side.begin();
        let (ours, theirs) = tokio::io::duplex(1 << 20);
        let call = Call { side: side.clone(), tree: 1, response_bytes_max: 1 << 20, clock };
        tokio::spawn(serve_connection(Connection::Memory(theirs), call));
        (ours, side, hand)
    }

    async fn settle() {
        for _ in 0..32 {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn a_head_that_comes_too_slowly_loses_its_connection() {
        let (mut runtime, _side, hand) = connected();
        for piece in [&b"GET /2018-06-01/ping HTTP/1.1\r\n"[..], b"Host: r\r\n", b"X-Slow: 1\r\n"] {
            runtime.write_all(piece).await.unwrap();
            settle().await;
            hand.advance_host(HEAD_MAX / 3 - Duration::from_millis(1));
            settle().await;
        }
        runtime.write_all(b"X-Slower: 1\r\n").await.unwrap();
        hand.advance_host(Duration::from_millis(10));
        let mut rest = Vec::new();
        // The end, without an answer, or a refusal: hyper chooses.
        let _ = runtime.read_to_end(&mut rest).await;
        assert!(!String::from_utf8_lossy(&rest).contains("pong"), "{rest:?}");
    }

    #[tokio::test]
    async fn a_runtime_may_rest_on_its_connection_for_ever() {
        let (mut runtime, side, hand) = connected();
        let ask = b"GET /2018-06-01/ping HTTP/1.1\r\nHost: r\r\n\r\n";
        let mut heard = [0; 4096];
        for _ in 0..3 {
            hand.advance_host(HEAD_MAX * 100);
            settle().await;
            // In two pieces, quickly.
            runtime.write_all(&ask[..10]).await.unwrap();
            settle().await;
            runtime.write_all(&ask[10..]).await.unwrap();
            let length = runtime.read(&mut heard).await.unwrap();
            assert!(heard[..length].ends_with(b"pong"));
        }
        // And wait for an event as long as it takes.
        let next = b"GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: r\r\n\r\n";
        runtime.write_all(next).await.unwrap();
        side.heard().await;
        hand.advance_host(HEAD_MAX * 100);
        settle().await;
        side.deliver(Delivery {
            request_id: "r-1".into(),
            deadline_ms: 0,
            invoked_arn: String::new(),
            trace: String::new(),
            client_context: None,
            payload: Bytes::from_static(b"{}"),
        })
        .unwrap();
        let length = runtime.read(&mut heard).await.unwrap();
        assert!(heard[..length].starts_with(b"HTTP/1.1 200 OK"));
    }

    #[tokio::test]
    async fn the_body_of_an_error_is_waited_for_so_long_and_not_longer() {
        let (mut runtime, side, hand) = connected();
        let head = b"POST /2018-06-01/runtime/init/error HTTP/1.1\r\nHost: r\r\nContent-Length: 10\r\n\r\n{";
        runtime.write_all(head).await.unwrap();
        settle().await;
        hand.advance_host(ERROR_BODY_MAX + Duration::from_millis(1));
        let mut heard = [0; 4096];
        let length = runtime.read(&mut heard).await.unwrap();
        let heard = String::from_utf8_lossy(&heard[..length]).into_owned();
        assert!(heard.starts_with("HTTP/1.1 400 ") && heard.contains("TruncatedHTTPRequest"), "{heard}");
        // Nobody else has to wait for it.
        assert!(side.init_error(1, Bytes::new(), "Runtime.Unknown".into()).is_ok());
    }

    #[tokio::test]
    async fn huge_heads_are_refused() {
        let (mut runtime, _side, _hand) = connected();
        let head = format!(
            "GET /2018-06-01/ping HTTP/1.1\r\nHost: r\r\nX-Huge: {}\r\n\r\n",
            "x".repeat(4 * READ_BUFFER_BYTES)
        );
        runtime.write_all(head.as_bytes()).await.unwrap();
        let mut heard = [0; 4096];
        let length = runtime.read(&mut heard).await.unwrap();
        assert!(heard[..length].starts_with(b"HTTP/1.1 431 "), "{}", String::from_utf8_lossy(&heard));
    }

    #[tokio::test]
    async fn what_is_out_of_turn_is_refused_before_its_body_has_come() {
        let (mut runtime, _side, _hand) = connected();
        for path in ["invocation/other/response", "invocation/other/error"] {
            let head = format!(
                "POST /2018-06-01/runtime/{path} HTTP/1.1\r\nHost: r\r\nContent-Length: 100\r\n\r\n{{"
            );
            let (mut own, _side, _hand) = connected();
            own.write_all(head.as_bytes()).await.unwrap();
            let mut heard = [0; 4096];
            let length = own.read(&mut heard).await.unwrap();
            assert!(heard[..length].starts_with(b"HTTP/1.1 403 "), "{path}");
        }
        runtime.shutdown().await.unwrap();
    }

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
