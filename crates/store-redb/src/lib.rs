//! The embedded on-disk engine: one redb file in the data directory, and one thread that writes it.
//!
//! Commits of all shards that arrive while the disk is busy go to it together (group commit). redb is pinned to one
//! version, because its file is our disk format; `quick_repair` stays off, because it lets files grow without bound
//! (cberner/redb#934).

mod layout;
mod lease;
mod open;
mod snapshot;
mod writer;

pub use open::{FILE_NAME, OpenError, open};

use lease::Leases;
use redb::{Database, ReadableDatabase};
use std::sync::Arc;
use store::{Batch, BoxFuture, Engine, Epoch, Error, Shard, Snapshot};
use writer::Writer;

/// An open data directory. Dropping it finishes what was sent to the disk, and gives the directory free.
pub struct Redb {
    writer: Writer,
    leases: Arc<Leases>,
    database: Arc<Database>,
}

impl Redb {
    /// `opening` counts how often this store was opened; it makes epochs greater than those of earlier processes.
    fn start(database: Database, opening: u64) -> std::io::Result<Redb> {
        let database = Arc::new(database);
        let leases = Arc::new(Leases::new(opening));
        let writer = Writer::start(database.clone(), leases.clone())?;
        Ok(Redb { writer, leases, database })
    }
}

impl Engine for Redb {
    // Nobody else can have the file open, so a lease is always granted, and lasts as long as the process.
    fn acquire(&self, shard: Shard) -> BoxFuture<'_, Result<Epoch, Error>> {
        Box::pin(async move { Ok(self.leases.acquire(shard)) })
    }

    fn renew(&self, shard: Shard, epoch: Epoch) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async move { self.leases.check(shard, epoch) })
    }

    fn release(&self, shard: Shard, epoch: Epoch) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async move { self.leases.release(shard, epoch) })
    }

    fn commit(&self, shard: Shard, epoch: Epoch, batch: Batch) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(self.writer.commit(shard, epoch, batch))
    }

    fn snapshot<'a>(&'a self, shard: Shard) -> Result<Box<dyn Snapshot + 'a>, Error> {
        let read = self.database.begin_read().map_err(Error::engine)?;
        let rows = read.open_table(layout::ROWS).map_err(Error::engine)?;
        Ok(Box::new(snapshot::Still { shard, rows }))
    }
}
