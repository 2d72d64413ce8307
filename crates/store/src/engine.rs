//! The seam to what keeps the bytes: small, object-safe, and all that an engine has to offer.
//!
//! `watch` and `nodes` of the cluster design are not here yet: nothing is added before its first user.

use crate::backup::Everything;
use crate::{Error, Shard};
use std::collections::BTreeMap;
use std::ops::Bound;
use std::pin::Pin;
use std::sync::Arc;

pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Which lease of a shard a commit belongs to. A later lease has a greater epoch, also after a restart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Epoch(pub u64);

/// Rows in key order; `None` deletes.
pub type Rows = BTreeMap<Vec<u8>, Option<Vec<u8>>>;

/// The rows of one commit, of one shard. Shared, because readers look through it while it is being committed.
pub type Batch = Arc<Rows>;

/// A stored row: key, value.
pub type Row = (Vec<u8>, Vec<u8>);

pub type RowsIter<'a> = Box<dyn Iterator<Item = Result<Row, Error>> + 'a>;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    Ascending,
    Descending,
}

/// Keeps the bytes of 256 shards. Every engine passes [`crate::suite`].
pub trait Engine: Send + Sync + 'static {
    /// Takes the lease of a shard; an earlier holder's commits fail with [`Error::Fenced`] from now on.
    fn acquire(&self, shard: Shard) -> BoxFuture<'_, Result<Epoch, Error>>;

    /// Keeps the lease. [`Error::Fenced`] if somebody else took it.
    fn renew(&self, shard: Shard, epoch: Epoch) -> BoxFuture<'_, Result<(), Error>>;

    /// Gives the lease back; commits under `epoch` fail from now on.
    fn release(&self, shard: Shard, epoch: Epoch) -> BoxFuture<'_, Result<(), Error>>;

    /// Writes all rows or none, and answers when they are durable. The caller has one commit of a shard under way at
    /// a time. After an error other than [`Error::Fenced`] it is unknown whether the rows will be there.
    fn commit(&self, shard: Shard, epoch: Epoch, batch: Batch) -> BoxFuture<'_, Result<(), Error>>;

    /// What is committed in a shard now, standing still while it is looked at. It may read from a local disk; it
    /// must not wait for anything else. (An engine whose rows are far away will fetch what a transaction lacked and
    /// run it again, which is why a transaction's closure is pure.)
    fn snapshot<'a>(&'a self, shard: Shard) -> Result<Box<dyn Snapshot + 'a>, Error>;

    /// Whether there is room for a commit: [`Error::NoRoom`] is what the next would be refused with.
    fn room(&self) -> Result<(), Error> {
        Ok(())
    }

    /// What is committed in all shards, at one moment.
    fn everything(&self) -> Result<Everything, Error>;
}

/// A shard at one moment.
pub trait Snapshot {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Error>;

    /// The rows between two keys, lazily: whoever wants ten rows of ten million takes ten.
    fn scan<'a>(&'a self, from: Bound<&[u8]>, to: Bound<&[u8]>, order: Order) -> Result<RowsIter<'a>, Error>;
}
