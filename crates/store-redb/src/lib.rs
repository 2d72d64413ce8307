//! The embedded on-disk engine: one redb file in the data directory, and one thread that writes it.
//!
//! Commits of all shards that arrive while the disk is busy go to it together (group commit): as one record of a
//! journal, which is synced, and then into the file of rows, which is not. When the journal is full a checkpoint
//! makes the rows durable, and the journal begins anew. Both files are a disk format, so redb is pinned to one version.
//!
//! After a crash redb walks its whole file unless its last durable commit was one with `quick_repair`, which takes two
//! syncs and writes the allocator's state. Done for each commit, that would double what a write costs; here only
//! checkpoints are durable commits, so all of them can afford it. A store therefore opens in a time that its size has no
//! part in: a look at redb's header, and at most one journal to read.

mod file;
mod journal;
mod layout;
mod lease;
mod open;
mod room;
mod snapshot;
mod writer;

pub use open::{FILE_NAME, JOURNAL_FILE_NAME, OpenError, Options, open, open_on, open_with};

use journal::Journal;
use lease::Leases;
use redb::{Database, ReadableDatabase};
use room::Room;
use std::sync::Arc;
use store::backup::Everything;
use store::{Batch, BoxFuture, Engine, Epoch, Error, Shard, Snapshot};
use writer::{Ground, Writer};

/// An open data directory. Dropping it finishes what was sent to the disk, and gives the directory free.
pub struct Redb {
    writer: Writer,
    leases: Arc<Leases>,
    database: Arc<Database>,
    room: Arc<Room>,
}

impl Redb {
    /// `opening` counts how often this store was opened; it makes epochs greater than those of earlier processes.
    fn start(database: Database, journal: Journal, room: Room, opening: u64) -> std::io::Result<Redb> {
        let database = Arc::new(database);
        let leases = Arc::new(Leases::new(opening));
        let room = Arc::new(room);
        let ground = Ground { database: database.clone(), journal, room: room.clone() };
        let writer = Writer::start(ground, leases.clone())?;
        Ok(Redb { writer, leases, database, room })
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

    fn room(&self) -> Result<(), Error> {
        self.room.check(0)
    }

    fn everything(&self) -> Result<Everything, Error> {
        let read = self.database.begin_read().map_err(Error::engine)?;
        let rows = read.open_table(layout::ROWS).map_err(Error::engine)?;
        Ok(Box::new(rows.range::<&[u8]>(..).map_err(Error::engine)?.map(snapshot::row_of_any_shard)))
    }

    fn snapshot<'a>(&'a self, shard: Shard) -> Result<Box<dyn Snapshot + 'a>, Error> {
        let read = self.database.begin_read().map_err(Error::engine)?;
        let rows = read.open_table(layout::ROWS).map_err(Error::engine)?;
        Ok(Box::new(snapshot::Still { shard, rows }))
    }
}
