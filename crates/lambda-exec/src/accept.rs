//! Accepting connections of an environment, within a bound.

use clock::Clock;
use sandbox::{Connection, Listener};
use std::future::Future;
use std::io::ErrorKind;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// How long to wait when the host has no descriptor left for another connection.
const NO_ROOM: Duration = Duration::from_millis(50);

/// Serves every connection in a task of its own, until the listener is gone. One above `connections_max` is closed.
pub(crate) async fn accept<S>(
    mut listener: Listener,
    connections_max: usize,
    clock: Clock,
    serve: impl Fn(Connection) -> S,
) where
    S: Future<Output = ()> + Send + 'static,
{
    let places = Arc::new(Semaphore::new(connections_max));
    loop {
        match listener.accept().await {
            Ok(connection) => {
                let Ok(place) = places.clone().try_acquire_owned() else { continue };
                let serving = serve(connection);
                tokio::spawn(async move {
                    serving.await;
                    drop(place);
                });
            }
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return,
            Err(error) => {
                tracing::warn!(%error, "could not accept a connection from an environment");
                clock.host_sleep_until(clock.host_now() + NO_ROOM).await;
            }
        }
    }
}
