//! Shards, transactions, typed tables, the in-memory engine, and the suite that every engine must pass.
//!
//! ```
//! use store::{Memory, Record, Shard, Store, Table, TableId};
//!
//! static QUEUES: Table<(String, String), Queue> = Table::new(TableId(1), "queues");
//!
//! #[derive(serde::Serialize, serde::Deserialize)]
//! struct Queue { delay_s: u32 }
//! impl Record for Queue { const VERSION: u8 = 1; }
//!
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), store::Error> {
//! let store = Store::new(Memory::new());
//! let shard = Shard::of("000000000000", "us-east-1", "queue", "orders");
//! store.write(shard, |tx| tx.put(&QUEUES, ("us-east-1", "orders"), &Queue { delay_s: 5 })).await?;
//! let queue = store.read(shard, |tx| tx.get(&QUEUES, ("us-east-1", "orders"))).await?;
//! assert_eq!(queue.unwrap().delay_s, 5);
//! # Ok(()) }
//! ```
//!
//! What must be true: a transaction touches one shard (it owns the shard; a key cannot name another); a shard has
//! one writer, so that its transactions are serial by construction; [`Store::write`] answers after the commit that
//! holds its rows is on disk; a commit that fails stops the store, and nothing that was acknowledged is lost.

pub mod backup;
mod engine;
mod error;
mod key;
mod lane;
mod memory;
mod merge;
mod shard;
mod span;
mod store;
#[cfg(any(test, feature = "suite"))]
pub mod suite;
mod table;
mod tx;

pub use engine::{Batch, BoxFuture, Engine, Epoch, Order, Row, Rows, RowsIter, Snapshot};
pub use error::Error;
pub use key::{Key, KeyOf, PrefixOf};
pub use memory::Memory;
pub use shard::Shard;
pub use span::Span;
pub use store::{Counts, Store};
pub use table::{Record, Table, TableId};
pub use tx::Tx;
