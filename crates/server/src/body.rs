//! Reading request bodies within a bound.
//!
//! Clients and functions have room of their own, so that a function that uploads, or stalls, keeps no client waiting.

use crate::activity::Busy;
use crate::front::Sender;
use crate::refused::{Refusals, Refused};
use bytes::{Bytes, BytesMut};
use clock::{Clock, HostInstant};
use http_body_util::BodyExt;
use hyper::body::{Body, Frame, Incoming};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A client that was refused may have this much of its body still on the way; it is read and forgotten, so that the
/// client gets to read the answer instead of a reset,
const FORGOTTEN_BYTES_MAX: u64 = 256 << 20;
/// and for no longer than this.
const FORGOTTEN_TIME_MAX: Duration = Duration::from_secs(60);

/// What costs nobody anything while it is on its way.
const SMALL_BYTES: u64 = 64 << 10;
/// Bodies above this size are uploads of packages, of which only so many are in memory at a time, until they are
/// worked off.
const UPLOAD_BYTES: u64 = 8 << 20;
const UPLOADS_MAX: usize = 4;
/// Bodies between the two may together have this size while they are read; the next one waits,
const READING_KIB_MAX: u32 = 256 << 10;
/// and is refused if it has waited for this long. A client that waits reads nothing, so that nobody would notice when
/// it hangs up.
const ROOM_TIMEOUT: Duration = Duration::from_secs(60);

/// A body never rests for longer than this,
const STALL: Duration = Duration::from_secs(20);
/// and after a while has to come at least so fast: 70 MB take at most 36 minutes.
const BYTES_PER_SECOND_MIN: u64 = 32 << 10;
const GRACE: Duration = Duration::from_secs(60);

/// Reads bodies, and holds back large ones when there are many.
pub(crate) struct Bodies {
    clock: Clock,
    refusals: Arc<Refusals>,
    clients: Room,
    functions: Room,
}

/// What bodies of one kind of sender may take up.
struct Room {
    uploads: Arc<Semaphore>,
    /// In KiB, of which a semaphore can count enough.
    reading: Arc<Semaphore>,
}

/// A body on its way. Its connection is busy for as long as this lives.
pub(crate) struct Arriving {
    incoming: Incoming,
    /// The client sends it only if it is asked to.
    waits_to_be_asked: bool,
    ended: bool,
    /// It came too slowly already.
    given_up: bool,
    pub bytes: u64,
    _busy: Busy,
}

/// A body, and for an upload the place that it takes until it is worked off.
pub(crate) struct Read {
    pub bytes: Bytes,
    pub place: Option<OwnedSemaphorePermit>,
}

#[derive(Debug)]
pub(crate) enum Unread {
    TooLarge,
    /// The client went away, or took too long.
    Broken,
    /// Others took up all the room for too long.
    NoRoom,
}

impl Arriving {
    pub(crate) fn new(incoming: Incoming, waits_to_be_asked: bool, busy: Busy) -> Arriving {
        Arriving { incoming, waits_to_be_asked, ended: false, given_up: false, bytes: 0, _busy: busy }
    }

    fn announced(&self) -> Option<u64> {
        self.incoming.size_hint().exact()
    }

    async fn frame(&mut self) -> Option<hyper::Result<Frame<Bytes>>> {
        self.waits_to_be_asked = false;
        let frame = self.incoming.frame().await;
        match &frame {
            Some(Ok(frame)) => self.bytes += frame.data_ref().map_or(0, |data| data.len() as u64),
            Some(Err(_)) | None => self.ended = true,
        }
        frame
    }

    fn is_over(&self) -> bool {
        self.ended || self.incoming.is_end_stream()
    }
}

impl Bodies {
    pub(crate) fn new(clock: Clock, refusals: Arc<Refusals>) -> Bodies {
        Bodies { clock, refusals, clients: Room::new(), functions: Room::new() }
    }

    /// The whole body, if it has at most `bytes_max`. One that announces more is refused before any of it is read.
    pub(crate) async fn read(
        &self,
        body: &mut Arriving,
        bytes_max: u64,
        sender: &Sender,
    ) -> Result<Read, Unread> {
        let announced = body.announced();
        if announced.is_some_and(|bytes| bytes > bytes_max) {
            return self.refuse(Refused::LargeBody, Unread::TooLarge);
        }
        // Most bodies are small and come with their head: they need no place.
        if announced.is_some_and(|bytes| bytes <= SMALL_BYTES) {
            return self.collect(body, bytes_max).await.map(|bytes| Read { bytes, place: None });
        }
        let room = match sender {
            Sender::Client => &self.clients,
            Sender::Function(_) => &self.functions,
        };
        let expected = announced.unwrap_or(bytes_max);
        let place = tokio::select! {
            biased;
            place = room.take(expected) => place,
            () = self.clock.host_sleep_until(self.clock.host_now() + ROOM_TIMEOUT) => {
                return self.refuse(Refused::NoRoom, Unread::NoRoom);
            }
        };
        let bytes = self.collect(body, bytes_max).await?;
        Ok(Read { bytes, place: place.filter(|_| expected > UPLOAD_BYTES) })
    }

    fn refuse<T>(&self, refused: Refused, unread: Unread) -> Result<T, Unread> {
        self.refusals.count(refused);
        Err(unread)
    }

    async fn collect(&self, body: &mut Arriving, bytes_max: u64) -> Result<Bytes, Unread> {
        let patience = Patience::begin(&self.clock);
        let announced = body.announced();
        let mut first = Bytes::new();
        let mut rest = BytesMut::new();
        loop {
            let Ok(frame) = patience.next(body).await else {
                body.given_up = true;
                return self.refuse(Refused::SlowBody, Unread::Broken);
            };
            let Some(frame) = frame else { break };
            let Ok(data) = frame.map_err(|_| Unread::Broken)?.into_data() else { continue };
            if body.bytes > bytes_max {
                return self.refuse(Refused::LargeBody, Unread::TooLarge);
            }
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
        }
        Ok(if rest.is_empty() { first } else { rest.freeze() })
    }

    /// What happens to the rest of a body whose request is answered. Most clients read no answer before they have sent
    /// everything, and lose it if the connection is reset meanwhile. Answers whether the connection can be used again.
    pub(crate) async fn leave(&self, mut body: Arriving) -> bool {
        if body.is_over() {
            return true;
        }
        if body.waits_to_be_asked || body.given_up {
            return false;
        }
        // What is small is here at once or never.
        if body.announced().is_some_and(|bytes| bytes <= SMALL_BYTES) {
            return forget(&mut body, &self.clock).await;
        }
        let clock = self.clock.clone();
        tokio::spawn(async move { forget(&mut body, &clock).await });
        false
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

/// How long a body is waited for.
struct Patience<'a> {
    clock: &'a Clock,
    begun: HostInstant,
}

struct Slow;

impl Patience<'_> {
    fn begin(clock: &Clock) -> Patience<'_> {
        Patience { clock, begun: clock.host_now() }
    }

    async fn next(&self, body: &mut Arriving) -> Result<Option<hyper::Result<Frame<Bytes>>>, Slow> {
        let fast_enough = self.begun + GRACE + Duration::from_secs(body.bytes / BYTES_PER_SECOND_MIN);
        let stalled = self.clock.host_now() + STALL;
        tokio::select! {
            biased;
            frame = body.frame() => Ok(frame),
            () = self.clock.host_sleep_until(stalled.min(fast_enough)) => Err(Slow),
        }
    }
}

/// Reads what is left; whether all of it came.
async fn forget(body: &mut Arriving, clock: &Clock) -> bool {
    let (bytes_max, until) = (body.bytes + FORGOTTEN_BYTES_MAX, clock.host_now() + FORGOTTEN_TIME_MAX);
    while body.bytes <= bytes_max {
        let stalled = until.min(clock.host_now() + STALL);
        let frame = tokio::select! {
            biased;
            frame = body.frame() => frame,
            () = clock.host_sleep_until(stalled) => return false,
        };
        match frame {
            None => return true,
            Some(Ok(_)) => {}
            Some(Err(_)) => return false,
        }
    }
    false
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

    /// A request whose body is read as its test wants, over a connection in memory. What the reading ended with, and
    /// the client's end.
    async fn reading(
        clock: &Clock,
        head: &str,
    ) -> (tokio::io::DuplexStream, mpsc::UnboundedReceiver<Result<usize, Unread>>) {
        let bodies = Arc::new(Bodies::new(clock.clone(), Arc::default()));
        let activity = crate::activity::Activity::new(clock);
        let (tell, told) = mpsc::unbounded_channel();
        let service = service_fn(move |request: hyper::Request<Incoming>| {
            let (bodies, tell, activity) = (bodies.clone(), tell.clone(), activity.clone());
            async move {
                let mut body = Arriving::new(request.into_body(), false, Busy::on(&activity));
                let read = bodies.read(&mut body, 80_000_000, &Sender::Client).await;
                let _ = tell.send(read.map(|read| read.bytes.len()));
                Err::<hyper::Response<String>, _>("nobody reads an answer")
            }
        });
        let (mut ours, theirs) = tokio::io::duplex(1 << 20);
        let serving =
            hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(theirs), service);
        tokio::spawn(serving);
        ours.write_all(head.as_bytes()).await.unwrap();
        (ours, told)
    }

    async fn settle() {
        for _ in 0..32 {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn a_stalled_body_is_given_up_however_small() {
        for length in ["100", "100000", "70000000"] {
            let (clock, hand) = Clock::virtual_at(Timestamp::from_secs(0));
            let head = format!("POST / HTTP/1.1\r\ncontent-length: {length}\r\n\r\nhalf");
            let (_ours, mut told) = reading(&clock, &head).await;
            settle().await;
            hand.advance_host(STALL - Duration::from_millis(1));
            settle().await;
            assert!(told.try_recv().is_err(), "{length}");
            hand.advance_host(Duration::from_millis(1));
            assert!(matches!(told.recv().await, Some(Err(Unread::Broken))), "{length}");
        }
    }

    #[tokio::test]
    async fn a_large_upload_over_a_slow_line_arrives_and_a_trickle_does_not() {
        // 70 MB at 64 KiB/s, and the same in single bytes every ten seconds.
        for (piece_bytes, every, whole) in [(64 << 10, 1, true), (1, 10, false)] {
            let (clock, hand) = Clock::virtual_at(Timestamp::from_secs(0));
            let head = "POST / HTTP/1.1\r\ncontent-length: 70000000\r\n\r\n";
            let (mut ours, mut told) = reading(&clock, head).await;
            let mut left = 70_000_000_usize;
            let read = loop {
                let piece = vec![b'x'; piece_bytes.min(left)];
                let _ = ours.write_all(&piece).await;
                left -= piece.len();
                settle().await;
                if let Ok(read) = told.try_recv() {
                    break read;
                }
                hand.advance_host(Duration::from_secs(every));
                settle().await;
            };
            match whole {
                true => assert_eq!(read.unwrap(), 70_000_000),
                false => {
                    assert!(matches!(read, Err(Unread::Broken)));
                    assert!(left > 69_999_990, "{left}");
                }
            }
        }
    }
}
