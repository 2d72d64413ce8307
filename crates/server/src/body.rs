//! Reading request bodies within a bound.

use bytes::{Bytes, BytesMut};
use clock::Clock;
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A client that was refused may have this much of its body still on the way; it is read and forgotten, so that the
/// client gets to read the answer instead of a reset.
const FORGOTTEN_BYTES_MAX: u64 = 256 << 20;

/// What costs nobody anything while it is on its way.
const SMALL_BYTES: u64 = 64 << 10;
/// A larger body has this long to arrive.
const ARRIVAL: Duration = Duration::from_secs(300);
/// Bodies above this size are uploads of packages, of which only so many are in memory at a time.
const UPLOAD_BYTES: u64 = 8 << 20;
const UPLOADS_MAX: usize = 8;

/// Reads bodies, and holds back uploads when there are many.
pub(crate) struct Bodies {
    clock: Clock,
    uploads: Arc<Semaphore>,
}

/// A body, and for an upload the place that it takes until it is worked off.
pub(crate) struct Read {
    pub bytes: Bytes,
    pub place: Option<OwnedSemaphorePermit>,
}

impl Bodies {
    pub(crate) fn new(clock: Clock) -> Bodies {
        Bodies { clock, uploads: Arc::new(Semaphore::new(UPLOADS_MAX)) }
    }

    /// The whole body, if it has at most `bytes_max`. One that announces more is refused before any of it is read.
    pub(crate) async fn read(&self, body: Incoming, bytes_max: u64) -> Result<Read, Unread> {
        let announced = body.size_hint().exact();
        if announced.is_some_and(|bytes| bytes > bytes_max) {
            tokio::spawn(forget(body));
            return Err(Unread::TooLarge);
        }
        // Most bodies are small and come with their head: they need neither a place nor a timer.
        if announced.is_some_and(|bytes| bytes <= SMALL_BYTES) {
            return read(body, announced, bytes_max).await.map(|bytes| Read { bytes, place: None });
        }
        let place = match announced.unwrap_or(bytes_max) > UPLOAD_BYTES {
            true => self.uploads.clone().acquire_owned().await.ok(),
            false => None,
        };
        let deadline = self.clock.host_now() + ARRIVAL;
        tokio::select! {
            biased;
            read = read(body, announced, bytes_max) => read.map(|bytes| Read { bytes, place }),
            () = self.clock.host_sleep_until(deadline) => Err(Unread::Broken),
        }
    }
}

#[derive(Debug)]
pub(crate) enum Unread {
    TooLarge,
    /// The client went away, or took too long.
    Broken,
}

async fn read(mut body: Incoming, announced: Option<u64>, bytes_max: u64) -> Result<Bytes, Unread> {
    let mut first = Bytes::new();
    let mut rest = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| Unread::Broken)?.into_data() else { continue };
        if first.is_empty() && rest.is_empty() {
            // Most bodies come in one piece, which is then not copied.
            first = data;
        } else {
            if rest.is_empty() {
                rest.reserve(announced.unwrap_or_default() as usize);
                rest.extend_from_slice(&first);
            }
            rest.extend_from_slice(&data);
        }
        if first.len().max(rest.len()) as u64 > bytes_max {
            tokio::spawn(forget(body));
            return Err(Unread::TooLarge);
        }
    }
    Ok(if rest.is_empty() { first } else { rest.freeze() })
}

async fn forget(mut body: Incoming) {
    let mut forgotten = 0;
    while let Some(Ok(frame)) = body.frame().await {
        forgotten += frame.data_ref().map_or(0, |data| data.len() as u64);
        if forgotten > FORGOTTEN_BYTES_MAX {
            return;
        }
    }
}
