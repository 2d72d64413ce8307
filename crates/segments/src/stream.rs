//! One stream as whoever writes to it sees it.

use crate::store::Shared;
use crate::{Event, Group};
use clock::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use tokio::sync::Notify;

/// What a stream may have written that is not in the journal yet. From then on its source does well to wait.
const PENDING_BYTES_MAX: usize = 1 << 20;

/// Writes to one stream of a group. Cheap to clone.
#[derive(Clone)]
pub struct Stream {
    pub(crate) shared: Arc<Shared>,
    group: Arc<Group>,
    name: Arc<str>,
    source: Arc<Source>,
}

/// What is on its way from a stream to the journal.
#[derive(Default)]
pub(crate) struct Source {
    pending: AtomicUsize,
    room: Notify,
    dropped_events: AtomicU64,
    dropped_bytes: AtomicU64,
}

impl Source {
    pub(crate) fn pending(&self, bytes: usize) {
        self.pending.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(crate) fn written(&self, bytes: usize) {
        let before = self.pending.fetch_sub(bytes, Ordering::Relaxed);
        if before > PENDING_BYTES_MAX && before - bytes <= PENDING_BYTES_MAX {
            self.room.notify_waiters();
        }
    }

    pub(crate) fn dropped(&self, bytes: usize) {
        self.dropped_events.fetch_add(1, Ordering::Relaxed);
        self.dropped_bytes.fetch_add(bytes as u64, Ordering::Relaxed);
    }
}

/// What did not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dropped {
    pub events: u64,
    pub bytes: u64,
}

impl Stream {
    pub(crate) fn new(shared: Arc<Shared>, group: Arc<Group>, name: Arc<str>) -> Stream {
        Stream { shared, group, name, source: Arc::default() }
    }

    pub fn group(&self) -> &Arc<Group> {
        &self.group
    }

    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// Writes an event. Never waits; what does not fit is dropped and counted.
    pub fn write(&self, at: Timestamp, ingested: Timestamp, message: &str) {
        let event = Event { number: 0, at, ingested, stream: self.name.clone(), message: message.into() };
        self.shared.write(&self.group, event, &self.source);
    }

    /// Whether what was written before is nearly all in the journal.
    pub fn has_room(&self) -> bool {
        self.source.pending.load(Ordering::Relaxed) <= PENDING_BYTES_MAX
    }

    /// Waits until there is room.
    pub async fn room(&self) {
        loop {
            let room = self.source.room.notified();
            if self.has_room() {
                return;
            }
            room.await;
        }
    }

    /// What was dropped since this was last asked.
    pub fn take_dropped(&self) -> Option<Dropped> {
        if self.source.dropped_events.load(Ordering::Relaxed) == 0 {
            return None;
        }
        let events = self.source.dropped_events.swap(0, Ordering::Relaxed);
        Some(Dropped { events, bytes: self.source.dropped_bytes.swap(0, Ordering::Relaxed) })
    }
}
