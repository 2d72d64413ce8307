//! What was refused at the edge, counted by reason.

use std::sync::atomic::{AtomicU64, Ordering};

/// Why a connection or a request went no further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// More connections than there may be, and none of them idle.
    Connection,
    /// An idle connection had to make room for a new one.
    Evicted,
    /// A connection was idle for too long.
    Idle,
    /// A head took too long to arrive.
    SlowHead,
    /// A body rested for too long, or came too slowly.
    SlowBody,
    /// A client did not read its answer.
    SlowReader,
    /// Not HTTP, or HTTP that could be understood in two ways.
    Malformed,
    /// Too many headers, or too large ones.
    LargeHead,
    LongUri,
    LargeBody,
    /// An upload waited too long for others to end.
    NoRoom,
}

const ALL: [(Refused, &str); 11] = [
    (Refused::Connection, "connection"),
    (Refused::Evicted, "evicted"),
    (Refused::Idle, "idle"),
    (Refused::SlowHead, "slow_head"),
    (Refused::SlowBody, "slow_body"),
    (Refused::SlowReader, "slow_reader"),
    (Refused::Malformed, "malformed"),
    (Refused::LargeHead, "large_head"),
    (Refused::LongUri, "long_uri"),
    (Refused::LargeBody, "large_body"),
    (Refused::NoRoom, "no_room"),
];

#[derive(Default)]
pub(crate) struct Refusals([AtomicU64; ALL.len()]);

impl Refusals {
    pub(crate) fn count(&self, refused: Refused) {
        self.0[refused as usize].fetch_add(1, Ordering::Relaxed);
        tracing::debug!(why = ALL[refused as usize].1, "refused");
    }

    /// Every reason and how often it was one.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'static str, u64)> {
        ALL.iter().zip(&self.0).map(|((_, name), count)| (*name, count.load(Ordering::Relaxed)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_has_its_place() {
        for (at, (refused, _)) in ALL.iter().enumerate() {
            assert_eq!(*refused as usize, at);
        }
        let refusals = Refusals::default();
        refusals.count(Refused::Idle);
        let counted: Vec<_> = refusals.all().filter(|(_, count)| *count > 0).collect();
        assert_eq!(counted, [("idle", 1)]);
    }
}
