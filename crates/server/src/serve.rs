//! A connection from its first byte to its end, and what holds for every request on it whatever it asks.

use crate::access_log::{Told, Visit};
use crate::activity::{Activity, Busy, Overdue};
use crate::admin::is_health;
use crate::body::Arriving;
use crate::front::{Answered, Sender, refusal};
use crate::listen::Peer;
use crate::platform::Platform;
use crate::refused::Refused;
use crate::watched::Watched;
use bytes::Bytes;
use http::header::{CONNECTION, EXPECT, HeaderValue};
use http::request::Parts;
use http::{Request, Response, Version};
use http_body_util::Full;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use service::CaughtPanic;
use shape::{ApiError, framework};
use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};

/// Headers of a request, and the bytes of their names and values: what AWS's load balancers take.
const HEADERS_MAX: usize = 100;
const HEADER_BYTES_MAX: usize = 64 << 10;
/// Path and query: what AWS's load balancers take for the request line.
const URI_BYTES_MAX: usize = 16 << 10;
/// So much more of all these is read, so that the client gets an answer that it can read; beyond it is cut short.
const HEADERS_PARSED_MAX: usize = 256;
const HEAD_BYTES_MAX: usize = 512 << 10;

/// Requests of one HTTP/2 connection at a time, as with AWS's load balancers.
const STREAMS_MAX: u32 = 128;
/// Streams that a client may reset before they were served, and that we may have to reset for a client that breaks
/// rules; one that goes on is told to calm down and disconnected.
const RESET_STREAMS_MAX: usize = 20;
const ERROR_STREAMS_MAX: usize = 128;
/// What a client may send before it is read: of one request, and of all of a connection.
const STREAM_WINDOW_BYTES: u32 = 1 << 20;
const CONNECTION_WINDOW_BYTES: u32 = 4 << 20;
/// What is kept of an answer that a client does not read yet.
const SEND_BYTES_MAX: usize = 256 << 10;
/// A silent HTTP/2 client is asked whether it is there, and has so long to say so.
const PING_INTERVAL: Duration = Duration::from_secs(30);
const PING_TIMEOUT: Duration = Duration::from_secs(20);
/// An HTTP/2 connection that was idle for too long is said goodbye to, and has this long to end.
const GOODBYE: Duration = Duration::from_secs(10);

/// Where a connection comes from, and what it may ask.
pub(crate) struct Origin {
    pub sender: Sender,
    pub address: Option<SocketAddr>,
    /// Nothing but health is served.
    pub reserved: bool,
}

impl Platform {
    /// Serves a client's connection until it ends, however it came: tests bring theirs through memory.
    pub async fn serve_connection(&self, io: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) {
        let origin = Origin { sender: Sender::Client, address: None, reserved: false };
        let activity = Activity::new(&self.0.parts.clock);
        serve(self.clone(), io, origin, activity, std::future::pending()).await;
    }
}

/// Serves a connection until it ends by itself, has taken too long, or `closing` is over and what is under way is
/// answered.
pub(crate) async fn serve(
    platform: Platform,
    io: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    origin: Origin,
    activity: Arc<Activity>,
    closing: impl Future<Output = ()>,
) {
    let origin = Arc::new(origin);
    let io = TokioIo::new(Watched::new(io, activity.clone(), platform.0.refusals.clone()));
    let service = service_fn(|request| {
        let (platform, origin, activity) = (platform.clone(), origin.clone(), activity.clone());
        async move { Ok::<_, Infallible>(answer(&platform, request, &origin, &activity).await) }
    });
    let builder = speaking();
    let mut connection = pin!(builder.serve_connection(io, service));
    let mut closing = pin!(closing);
    let mut closes = false;
    let overdue = loop {
        tokio::select! {
            ended = connection.as_mut() => return ended_with(&platform, ended),
            overdue = activity.overdue() => break overdue,
            // It had nothing under way, and its place is needed.
            () = activity.evicted() => return,
            () = closing.as_mut(), if !closes => {
                closes = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    };
    platform.0.refusals.count(match overdue {
        Overdue::Head => Refused::SlowHead,
        Overdue::Idle => Refused::Idle,
        Overdue::Reader => Refused::SlowReader,
    });
    if overdue == Overdue::Idle {
        connection.as_mut().graceful_shutdown();
        let clock = &platform.0.parts.clock;
        tokio::select! {
            _ = connection => {}
            () = clock.host_sleep_until(clock.host_now() + GOODBYE) => {}
        }
    }
}

/// HTTP/1.1 and HTTP/2, within bounds. Heads are timed by [`Activity`].
fn speaking() -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder.http1().header_read_timeout(None).max_headers(HEADERS_PARSED_MAX).max_buf_size(HEAD_BYTES_MAX);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(STREAMS_MAX)
        .max_header_list_size(HEADER_BYTES_MAX as u32)
        .max_pending_accept_reset_streams(RESET_STREAMS_MAX)
        .max_local_error_reset_streams(ERROR_STREAMS_MAX)
        .initial_stream_window_size(STREAM_WINDOW_BYTES)
        .initial_connection_window_size(CONNECTION_WINDOW_BYTES)
        .max_send_buf_size(SEND_BYTES_MAX)
        .keep_alive_interval(PING_INTERVAL)
        .keep_alive_timeout(PING_TIMEOUT);
    builder
}

fn ended_with(platform: &Platform, ended: Result<(), Box<dyn std::error::Error + Send + Sync>>) {
    let Err(error) = ended else { return };
    if let Some(error) = error.downcast_ref::<hyper::Error>() {
        if error.is_parse_too_large() {
            platform.0.refusals.count(Refused::LargeHead);
        } else if error.is_parse() {
            platform.0.refusals.count(Refused::Malformed);
        }
    }
    tracing::debug!(%error, "a connection ended badly");
}

async fn answer(
    platform: &Platform,
    request: Request<Incoming>,
    origin: &Origin,
    activity: &Arc<Activity>,
) -> Response<Leaving> {
    let busy = Busy::on(activity);
    let (mut head, incoming) = request.into_parts();
    if let Some(address) = origin.address {
        head.extensions.insert(Peer(address.ip()));
    }
    let http1 = head.version < Version::HTTP_2;
    let visit = Visit::begin(platform, &head, origin);
    let waits_to_be_asked = head.headers.contains_key(EXPECT);
    let mut body = Arriving::new(incoming, waits_to_be_asked, busy.clone());
    let mut told = Told::default();
    let mut response = match refused(&head, origin) {
        Some((why, error)) => {
            platform.0.refusals.count(why);
            refusal(&error, &platform.0.parts.ids.uuid(), &mut told)
        }
        None => caught(platform, head, &mut body, origin, &mut told).await,
    };
    let bytes_in = body.bytes;
    let again = platform.0.bodies.leave(body).await;
    if http1 && !again {
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    let status = response.status();
    let visit = visit.map(|visit| visit.answered(status, told, bytes_in));
    response.map(|body| Leaving { body, visit, _busy: busy })
}

/// The answer, whatever breaks on the way to it.
async fn caught(
    platform: &Platform,
    head: Parts,
    body: &mut Arriving,
    origin: &Origin,
    told: &mut Told,
) -> Answered {
    let answering = Box::pin(platform.answer(head, body, &origin.sender, told));
    match CaughtPanic::new(answering).await {
        Ok(answered) => answered,
        Err(panic) => {
            let request_id = platform.0.parts.ids.uuid();
            tracing::error!(request_id, cause = %format_args!("panicked: {panic}"), "could not serve a request");
            let text = "The request processing has failed because of an unknown error.";
            refusal(&framework::INTERNAL_FAILURE.with(text), &request_id, told)
        }
    }
}

/// What no request may be, whoever it is for.
fn refused(head: &Parts, origin: &Origin) -> Option<(Refused, ApiError)> {
    if origin.reserved && !is_health(head.uri.path()) {
        let text = "hikeshi serves as many connections as it can.";
        return Some((Refused::Connection, framework::SERVICE_UNAVAILABLE.with(text)));
    }
    if head.uri.path_and_query().is_some_and(|uri| uri.as_str().len() > URI_BYTES_MAX) {
        let text = format!("The request URI must have at most {URI_BYTES_MAX} bytes.");
        return Some((Refused::LongUri, framework::REQUEST_URI_TOO_LONG_EXCEPTION.with(text)));
    }
    let header_bytes: usize =
        head.headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if head.headers.len() > HEADERS_MAX || header_bytes > HEADER_BYTES_MAX {
        let text =
            format!("A request may have at most {HEADERS_MAX} headers of together {HEADER_BYTES_MAX} bytes.");
        return Some((Refused::LargeHead, framework::REQUEST_HEADER_FIELDS_TOO_LARGE_EXCEPTION.with(text)));
    }
    None
}

/// The body of an answer. Its connection is busy until it has left, and only then is its request over.
pub(crate) struct Leaving {
    body: Full<Bytes>,
    visit: Option<Visit>,
    _busy: Busy,
}

impl Body for Leaving {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let polled = Pin::new(&mut self.body).poll_frame(cx);
        if let (Poll::Ready(Some(Ok(frame))), Some(visit)) = (&polled, &mut self.visit) {
            visit.sent(frame.data_ref().map_or(0, |data| data.len() as u64));
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
