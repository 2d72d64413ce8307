//! Reading request bodies within a bound.
//!
//! Clients and functions have room of their own, so that a function that uploads, or stalls, keeps no client waiting.

use crate::front::Sender;
use bytes::{Bytes, BytesMut};
use clock::{Clock, HostInstant};
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use std::pin::pin;
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
    pub(crate) async fn read(
        &self,
        body: Incoming,
        bytes_max: u64,
        sender: &Sender,
    ) -> Result<Read, Unread> {
        let announced = body.size_hint().exact();
        if announced.is_some_and(|bytes| bytes > bytes_max) {
            tokio::spawn(forget(body));
            return Err(Unread::TooLarge);
        }
        // Most bodies are small and come with their head: they need neither a place nor a timer.
        if announced.is_some_and(|bytes| bytes <= SMALL_BYTES) {
            return read(body, announced, bytes_max, |_| {}).await.map(|bytes| Read { bytes, place: None });
        }
        let room = match sender {
            Sender::Client => &self.clients,
            Sender::Function(_) => &self.functions,
        };
        let bytes = announced.unwrap_or(bytes_max);
        let place = room.take(bytes).await;
        let bytes = self.read_in_time(body, announced, bytes_max).await?;
        let place = place.filter(|_| announced.unwrap_or(bytes_max) > UPLOAD_BYTES);
        Ok(Read { bytes, place })
    }

    async fn read_in_time(
        &self,
        body: Incoming,
        announced: Option<u64>,
        bytes_max: u64,
    ) -> Result<Bytes, Unread> {
        let last = LastByte::new(self.clock.host_now());
        let reading = pin!(read(body, announced, bytes_max, |_| last.set(self.clock.host_now())));
        tokio::select! {
            biased;
            read = reading => read,
            () = self.late(&last) => Err(Unread::Broken),
        }
    }
}
