//! The engine for tests and throw-away CI: everything in memory, gone with the process.

use crate::backup::Everything;
use crate::engine::{Batch, BoxFuture, Engine, Epoch, Order, Row, RowsIter, Snapshot};
use crate::{Error, Shard};
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard};

type Map = BTreeMap<Vec<u8>, Vec<u8>>;

/// Sorted maps, one for each shard.
pub struct Memory {
    shards: Vec<RwLock<Map>>,
    /// The epoch of each shard's holder; zero while nobody holds it.
    leases: Mutex<Leases>,
}

struct Leases {
    last: u64,
    held: [u64; Shard::COUNT],
}

impl Memory {
    pub fn new() -> Memory {
        let shards = Shard::all().map(|_| RwLock::default()).collect();
        Memory { shards, leases: Mutex::new(Leases { last: 0, held: [0; Shard::COUNT] }) }
    }

    fn check(&self, shard: Shard, epoch: Epoch) -> Result<(), Error> {
        let held = self.leases.lock().unwrap_or_else(PoisonError::into_inner).held[shard.index()];
        if held == epoch.0 { Ok(()) } else { Err(Error::Fenced(shard)) }
    }

    fn apply(&self, shard: Shard, epoch: Epoch, batch: &Batch) -> Result<(), Error> {
        self.check(shard, epoch)?;
        let mut map = self.shards[shard.index()].write().unwrap_or_else(PoisonError::into_inner);
        for (key, value) in batch.iter() {
            match value {
                Some(value) => map.insert(key.clone(), value.clone()),
                None => map.remove(key),
            };
        }
        Ok(())
    }
}

impl Default for Memory {
    fn default() -> Self {
        Memory::new()
    }
}

impl Engine for Memory {
    fn acquire(&self, shard: Shard) -> BoxFuture<'_, Result<Epoch, Error>> {
        Box::pin(async move {
            let mut leases = self.leases.lock().unwrap_or_else(PoisonError::into_inner);
            leases.last += 1;
            leases.held[shard.index()] = leases.last;
            Ok(Epoch(leases.last))
        })
    }

    fn renew(&self, shard: Shard, epoch: Epoch) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async move { self.check(shard, epoch) })
    }

    fn release(&self, shard: Shard, epoch: Epoch) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async move {
            self.check(shard, epoch)?;
            self.leases.lock().unwrap_or_else(PoisonError::into_inner).held[shard.index()] = 0;
            Ok(())
        })
    }

    fn commit(&self, shard: Shard, epoch: Epoch, batch: Batch) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async move { self.apply(shard, epoch, &batch) })
    }

    fn everything(&self) -> Result<Everything, Error> {
        // A commit takes one of these locks, so all of them together are one moment.
        let shards: Vec<_> =
            self.shards.iter().map(|shard| shard.read().unwrap_or_else(PoisonError::into_inner)).collect();
        Ok(Box::new(copy(&shards).into_iter()))
    }

    fn snapshot<'a>(&'a self, shard: Shard) -> Result<Box<dyn Snapshot + 'a>, Error> {
        // A commit waits while a snapshot is looked at, which keeps the snapshot still without a copy.
        Ok(Box::new(Still(self.shards[shard.index()].read().unwrap_or_else(PoisonError::into_inner))))
    }
}

/// In memory there is room for all of it once more, or there was none for it.
fn copy(shards: &[RwLockReadGuard<'_, Map>]) -> Vec<Result<(Shard, Row), Error>> {
    let rows = Shard::all().zip(shards).flat_map(|(shard, map)| {
        map.iter().map(move |(key, value)| Ok((shard, (key.clone(), value.clone()))))
    });
    rows.collect()
}

struct Still<'a>(RwLockReadGuard<'a, Map>);

impl Snapshot for Still<'_> {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Error> {
        Ok(self.0.get(key).cloned())
    }

    fn scan<'a>(&'a self, from: Bound<&[u8]>, to: Bound<&[u8]>, order: Order) -> Result<RowsIter<'a>, Error> {
        let range = self.0.range::<[u8], _>((from, to)).map(|(key, value)| Ok((key.clone(), value.clone())));
        Ok(match order {
            Order::Ascending => Box::new(range),
            Order::Descending => Box::new(range.rev()),
        })
    }
}
