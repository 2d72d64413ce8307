//! The public listener: HTTP/1.1 and h2c on one port, and a stop that lets requests end.

use crate::connections::{Connections, Place};
use crate::front::Sender;
use crate::platform::Platform;
use crate::serve::{Origin, serve};
use clock::HostInstant;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// How long to wait when there is no descriptor left for another connection.
const NO_ROOM: Duration = Duration::from_millis(50);

/// Where a client is, as its connection says.
#[derive(Clone, Copy)]
pub(crate) struct Peer(pub IpAddr);

/// A listener that is being served.
pub struct Listening {
    platform: Platform,
    connections: Arc<Connections>,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

/// Serves the platform from now on. The listener was bound by whoever needed its address before; clients that came in
/// the meantime have waited.
pub fn listen(platform: Platform, listener: TcpListener) -> Listening {
    let (stop, stopped) = oneshot::channel();
    let connections = platform.0.connections.clone();
    let serving = tokio::spawn(accept(platform.clone(), listener, connections.clone(), stopped));
    Listening { platform, connections, stop, serving }
}

impl Listening {
    /// Accepts no more connections, refuses new requests, and waits for those under way, at most until `deadline`.
    pub async fn stop(self, deadline: HostInstant) {
        self.platform.refuse_clients();
        drop(self.stop);
        // It ends because it was told to.
        let _ = self.serving.await;
        self.connections.close();
        let clock = &self.platform.0.parts.clock;
        tokio::select! {
            () = self.connections.none() => {}
            () = clock.host_sleep_until(deadline) => tracing::warn!("closed connections that did not end in time"),
        }
    }
}

async fn accept(
    platform: Platform,
    listener: TcpListener,
    connections: Arc<Connections>,
    mut stopped: oneshot::Receiver<()>,
) {
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = &mut stopped => return,
        };
        match accepted {
            Ok((stream, address)) => {
                // One too many is closed at once.
                if let Some(place) = connections.enter().await {
                    tokio::spawn(serve_client(platform.clone(), stream, address, place));
                }
            }
            // Descriptors ran out, or the client is gone already; the next one may have more luck.
            Err(error) => {
                tracing::warn!(%error, "could not accept a connection");
                let clock = &platform.0.parts.clock;
                clock.host_sleep_until(clock.host_now() + NO_ROOM).await;
            }
        }
    }
}

async fn serve_client(platform: Platform, stream: TcpStream, address: SocketAddr, place: Place) {
    // Answers are single writes; waiting for more of them to come would only delay them.
    let _ = stream.set_nodelay(true);
    let origin = Origin { sender: Sender::Client, address: Some(address), reserved: place.reserved };
    serve(platform, stream, origin, place.activity.clone(), place.closing()).await;
}
