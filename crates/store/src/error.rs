//! What can go wrong, as fragments that read after "could not".

use crate::Shard;
use std::sync::Arc;

/// Why the store could not do as asked. Cheap to clone: one failed commit is told to everyone who waits for it.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// A commit failed, or the process is going down. What was acknowledged before is safe; nothing is written from
    /// then on, because it is unknown what of the failed commit reached the disk.
    #[error("write: the store takes no more writes: {0}")]
    Stopped(Arc<str>),
    /// There is not enough free disk: this write was refused before anything of it was written, and the next may succeed.
    #[error("write: {0}")]
    NoRoom(Arc<str>),
    /// The engine could not read or write.
    #[error("use the store: {0}")]
    Engine(Arc<str>),
    /// The lease that this writer holds was given to another.
    #[error("write to shard {0}: it has a newer owner")]
    Fenced(Shard),
    /// A stored row is not what its table says.
    #[error("read a row of table {table}: {why}")]
    Corrupt { table: &'static str, why: Arc<str> },
    /// A row was written by a later hikeshi.
    #[error("read a row of table {table}: it has version {version}, which this hikeshi does not know")]
    UnknownVersion { table: &'static str, version: u8 },
    /// A record does not serialise to JSON.
    #[error("write a row of table {table}: {why}")]
    Encode { table: &'static str, why: Arc<str> },
}

impl Error {
    /// An engine's own error, by its text.
    pub fn engine(cause: impl std::fmt::Display) -> Error {
        Error::Engine(cause.to_string().into())
    }
}
