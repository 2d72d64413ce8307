//! Reading request bodies within a bound.
//!
//! Clients and functions have room of their own, so that a function that uploads, or stalls, keeps no client waiting.

use crate::front::Sender;
use bytes::{Bytes, BytesMut};
use clock::{Clock, HostInstant};
use http_body_util::BodyExt;
use hyper::body::{Body, Frame, Incoming};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A client that was refused may have this much of its body still on the way; it is read and forgotten, so that the
/// client gets to read the answer instead of a reset.
const FORGOTTEN_BYTES_MAX: u64 = 256 << 20;

/// What costs nobody anything while it is on its way.
const SMALL_BYTES: u64 = 64 << 10;
/// Bodies above this size are uploads of packages, of which only so many are in memory at a time, until they are
/// worked off.
const UPLOAD_BYTES: u64 = 8 << 20;
const UPLOADS_MAX: usize = 4;
/// Bodies between the two may together have this size while they are read; the next one waits.
const READING_KIB_MAX: u32 = 256 << 10;

/// A body that is not small has this long to arrive,
const ARRIVAL: Duration = Duration::from_secs(300);
/// and never rests for longer than this, or it loses its room to the next one.
const STALL: Duration = Duration::from_secs(20);

/// Reads bodies, and holds back large ones when there are many.
pub(crate) struct Bodies {
    clock: Clock,
    clients: Room,
    functions: Room,
}

/// What bodies of one kind of sender may take up.
struct Room {
    uploads: Arc<Semaphore>,
    /// In KiB, of which a semaphore can count enough.
    reading: Arc<Semaphore>,
}

/// A body, and for an upload the place that it takes until it is worked off.
pub(crate) struct Read {
    pub bytes: Bytes,
    pub place: Option<OwnedSemaphorePermit>,
}

impl Bodies {
    pub(crate) fn new(clock: Clock) -> Bodies {
        Bodies { clock, clients: Room::new(), functions: Room::new() }
    }

    /// The whole body, if it has at most `bytes_max`. One that announces more is refused before any of it is read.
    pub(crate) async fn read(&self, body: Incoming, bytes_max: u64, sender: &Sender) -> Result<Read, Unread> {
        let announced = body.size_hint().exact();
        if announced.is_some_and(|bytes| bytes > bytes_max) {
            tokio::spawn(forget(body));
            return Err(Unread::TooLarge);
        }
        // Most bodies are small and come with their head: they need neither a place nor a timer.
        if announced.is_some_and(|bytes| bytes <= SMALL_BYTES) {
            return read(body, announced, bytes_max, None).await.map(|bytes| Read { bytes, place: None });
        }
        let room = match sender {
            Sender::Client => &self.clients,
            Sender::Function(_) => &self.functions,
        };
        let expected = announced.unwrap_or(bytes_max);
        let place = room.take(expected).await;
        let patience = Patience { clock: &self.clock, until: self.clock.host_now() + ARRIVAL };
        let bytes = read(body, announced, bytes_max, Some(patience)).await?;
        Ok(Read { bytes, place: place.filter(|_| expected > UPLOAD_BYTES) })
    }
}

impl Room {
    fn new() -> Room {
        let reading = Semaphore::new(READING_KIB_MAX as usize);
        Room { uploads: Arc::new(Semaphore::new(UPLOADS_MAX)), reading: Arc::new(reading) }
    }

    /// Waits until there is room for a body. `None` cannot come: nobody closes the semaphores.
    async fn take(&self, bytes: u64) -> Option<OwnedSemaphorePermit> {
        if bytes > UPLOAD_BYTES {
            return self.uploads.clone().acquire_owned().await.ok();
        }
        let kib = u32::try_from(bytes.div_ceil(1 << 10)).unwrap_or(READING_KIB_MAX);
        self.reading.clone().acquire_many_owned(kib).await.ok()
    }
}

#[derive(Debug)]
pub(crate) enum Unread {
    TooLarge,
    /// The client went away, or took too long.
    Broken,
}

/// How long a body is waited for.
struct Patience<'a> {
    clock: &'a Clock,
    until: HostInstant,
}

impl Patience<'_> {
    async fn next(&self, body: &mut Incoming) -> Result<Option<Framed>, Unread> {
        let stalled = self.until.min(self.clock.host_now() + STALL);
        tokio::select! {
            biased;
            frame = body.frame() => Ok(frame),
            () = self.clock.host_sleep_until(stalled) => Err(Unread::Broken),
        }
    }
}

type Framed = hyper::Result<Frame<Bytes>>;

async fn read(
    mut body: Incoming,
    announced: Option<u64>,
    bytes_max: u64,
    patience: Option<Patience<'_>>,
) -> Result<Bytes, Unread> {
    let mut first = Bytes::new();
    let mut rest = BytesMut::new();
    loop {
        let frame = match &patience {
            None => body.frame().await,
            Some(patience) => patience.next(&mut body).await?,
        };
        let Some(frame) = frame else { break };
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

#[cfg(test)]
mod tests {
    use super::*;
    use clock::Timestamp;
    use hyper::service::service_fn;
    use hyper_util::rt::TokioIo;
    use std::future::poll_fn;
    use std::task::Poll;
    use tokio::io::AsyncWriteExt;
    use tokio::sync::mpsc;

    /// Whether something that was not polled yet has to wait.
    async fn waits<T>(work: impl Future<Output = T>) -> bool {
        let mut work = std::pin::pin!(work);
        poll_fn(|cx| Poll::Ready(work.as_mut().poll(cx).is_pending())).await
    }

    #[tokio::test]
    async fn large_bodies_wait_for_large_ones_and_others_for_others() {
        let room = Room::new();
        let mut uploads = Vec::new();
        for _ in 0..UPLOADS_MAX {
            uploads.push(room.take(UPLOAD_BYTES + 1).await);
        }
        assert!(waits(room.take(UPLOAD_BYTES + 1)).await);
        let mut reading = Vec::new();
        for _ in 0..u64::from(READING_KIB_MAX) * 1024 / UPLOAD_BYTES {
            reading.push(room.take(UPLOAD_BYTES).await);
        }
        assert!(waits(room.take(SMALL_BYTES + 1)).await);
        reading.pop();
        assert!(!waits(room.take(SMALL_BYTES + 1)).await);
        uploads.pop();
        assert!(!waits(room.take(UPLOAD_BYTES + 1)).await);
    }

    #[tokio::test]
    async fn a_stalled_body_is_given_up() {
        let (clock, hand) = Clock::virtual_at(Timestamp::from_secs(0));
        let bodies = Arc::new(Bodies::new(clock));
        let (tell, mut told) = mpsc::unbounded_channel();
        let service = service_fn(move |request: hyper::Request<Incoming>| {
            let (bodies, tell) = (bodies.clone(), tell.clone());
            async move {
                let read = bodies.read(request.into_body(), 1 << 20, &Sender::Client).await;
                let _ = tell.send(read.err());
                Err::<hyper::Response<String>, _>("nobody reads an answer")
            }
        });
        let (mut ours, theirs) = tokio::io::duplex(1 << 10);
        let serving =
            hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(theirs), service);
        tokio::spawn(serving);
        ours.write_all(b"POST / HTTP/1.1\r\ncontent-length: 100000\r\n\r\nhalf").await.unwrap();
        while hand.until_host_due().is_none() {
            tokio::task::yield_now().await;
        }
        // The last byte may have come in only now, and has then begun the wait anew.
        for _ in 0..8 {
            tokio::task::yield_now().await;
        }
        hand.advance_host(STALL - Duration::from_millis(1));
        tokio::task::yield_now().await;
        assert!(told.try_recv().is_err());
        hand.advance_host(Duration::from_millis(1));
        assert!(matches!(told.recv().await, Some(Some(Unread::Broken))));
    }
}
