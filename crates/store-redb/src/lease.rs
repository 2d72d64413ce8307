//! Who may write a shard: within one process, whoever asked last.

use std::sync::{Mutex, MutexGuard, PoisonError};
use store::{Epoch, Error, Shard};

/// Leases that one opening of the file can grant before its epochs reach those of the next.
const LEASES_PER_OPENING: u64 = 1 << 32;

pub(crate) struct Leases(Mutex<Held>);

struct Held {
    last: u64,
    /// The epoch of each shard's holder; zero while nobody holds it.
    by_shard: [u64; Shard::COUNT],
}

impl Leases {
    pub fn new(opening: u64) -> Leases {
        Leases(Mutex::new(Held { last: opening * LEASES_PER_OPENING, by_shard: [0; Shard::COUNT] }))
    }

    pub fn acquire(&self, shard: Shard) -> Epoch {
        let mut held = self.held();
        held.last += 1;
        held.by_shard[shard.index()] = held.last;
        Epoch(held.last)
    }

    pub fn check(&self, shard: Shard, epoch: Epoch) -> Result<(), Error> {
        if self.held().by_shard[shard.index()] == epoch.0 { Ok(()) } else { Err(Error::Fenced(shard)) }
    }

    pub fn release(&self, shard: Shard, epoch: Epoch) -> Result<(), Error> {
        self.check(shard, epoch)?;
        self.held().by_shard[shard.index()] = 0;
        Ok(())
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
