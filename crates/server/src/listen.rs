//! The public listener: HTTP/1.1 and h2c on one port, and a stop that lets requests end.

use crate::front::Sender;
use crate::platform::Platform;
use bytes::Bytes;
use clock::HostInstant;
use http::{Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use std::convert::Infallible;
use std::net::IpAddr;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A client has this long to send the head of a request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);
/// Request line and headers together.
const HEAD_BYTES_MAX: usize = 1 << 20;

/// How long to wait when there is no descriptor left for another connection.
const NO_ROOM: Duration = Duration::from_millis(50);

/// Where a client is, as its connection says.
#[derive(Clone, Copy)]
pub(crate) struct Peer(pub IpAddr);

/// A listener that is being served.
pub struct Listening {
    platform: Platform,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<GracefulShutdown>,
}

/// Serves the platform from now on. The listener was bound by whoever needed its address before; clients that came in
/// the meantime have waited.
pub fn listen(platform: Platform, listener: TcpListener) -> Listening {
    let (stop, stopped) = oneshot::channel();
    let serving = tokio::spawn(accept(platform.clone(), listener, stopped));
    Listening { platform, stop, serving }
}

impl Listening {
    /// Accepts no more connections, refuses new requests, and waits for those under way, at most until `deadline`.
    pub async fn stop(self, deadline: HostInstant) {
        self.platform.refuse_clients();
        drop(self.stop);
        let Ok(connections) = self.serving.await else { return };
        let clock = &self.platform.0.parts.clock;
        tokio::select! {
            () = connections.shutdown() => {}
            () = clock.host_sleep_until(deadline) => tracing::warn!("closed connections that did not end in time"),
        }
    }
}

async fn accept(
    platform: Platform,
    listener: TcpListener,
    mut stopped: oneshot::Receiver<()>,
) -> GracefulShutdown {
    let connections = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = &mut stopped => return connections,
        };
        match accepted {
            Ok((stream, _)) => serve(&platform, stream, &connections),
            // Descriptors ran out, or the client is gone already; the next one may have more luck.
            Err(error) => {
                tracing::warn!(%error, "could not accept a connection");
                let clock = &platform.0.parts.clock;
                clock.host_sleep_until(clock.host_now() + NO_ROOM).await;
            }
        }
    }
}

fn serve(platform: &Platform, stream: TcpStream, connections: &GracefulShutdown) {
    // Answers are single writes; waiting for more of them to come would only delay them.
    let _ = stream.set_nodelay(true);
    let (platform, counted) = (platform.clone(), platform.0.connections.clone());
    let peer = stream.peer_addr().ok().map(|peer| Peer(peer.ip()));
    let service = service_fn(move |mut request: Request<Incoming>| {
        peer.map(|peer| request.extensions_mut().insert(peer));
        answer(platform.clone(), request)
    });
    let connection = speaking().serve_connection(TokioIo::new(stream), service).into_owned();
    let watched = connections.watch(connection);
    let open = counted.open();
    tokio::spawn(async move {
        if let Err(error) = watched.await {
            tracing::debug!(%error, "a connection ended badly");
        }
        drop(open);
    });
}

impl Platform {
    /// Serves a client's connection until it ends, however it came: tests bring theirs through memory.
    pub async fn serve_connection(&self, io: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) {
        let service = service_fn(|request| answer(self.clone(), request));
        if let Err(error) = speaking().serve_connection(TokioIo::new(io), service).await {
            tracing::debug!(%error, "a connection ended badly");
        }
    }
}

async fn answer(platform: Platform, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    Ok(platform.answer(request, &Sender::Client).await)
}

/// HTTP/1.1 and HTTP/2, within bounds.
fn speaking() -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT).max_buf_size(HEAD_BYTES_MAX);
    builder.http2().timer(TokioTimer::new()).max_concurrent_streams(1_024);
    builder
}
