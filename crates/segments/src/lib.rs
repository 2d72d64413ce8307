//! Log events: written by one thread, kept within bounds, read by group, stream and time.
//!
//! What comes is in memory at once, where readers see it, and within [`LINGER`] in the journal, an append-only file. When
//! the journal has some megabytes, its events are sorted by group, compressed in blocks with an index at the end, and
//! sealed: a segment is written under another name, synced, and renamed, so that it is there whole or not at all. The
//! oldest segments go when the bound of the disk is reached.
//!
//! **What survives.** A killed process loses at most what came in the last [`LINGER`]. A machine that loses power loses
//! at most what was not sealed: the journal is not synced, since no answer waits for a log line. A journal that was torn
//! is cut at the first frame that does not check; a damaged block of a segment is skipped and counted.
//!
//! **What is full.** A stream that writes faster than the disk takes it is told that it has no room
//! ([`Stream::room`]), so that its source can wait; what it writes nevertheless is kept up to a bound for all
//! streams, and beyond it dropped and counted ([`Stream::take_dropped`]).
//!
//! Numbers count the events of all groups in the order in which they came. They rise over restarts, and are the position
//! from which reading goes on.

mod codec;
mod event;
mod files;
mod journal;
mod query;
mod recent;
mod segment;
mod store;
mod stream;
mod writer;

pub use event::{Event, Group};
pub use files::{Copyable, copyable};
pub use query::{Order, Page, Query, StreamSummary};
pub use store::{Bounds, Figures, LogStore};
pub use stream::{Dropped, Stream};
pub use writer::LINGER;

/// Why logs could not be opened.
#[derive(Debug, thiserror::Error)]
#[error("{what} {path}: {cause}")]
pub struct Error {
    what: &'static str,
    path: String,
    cause: std::io::Error,
}

impl Error {
    pub(crate) fn new(what: &'static str, path: &std::path::Path, cause: std::io::Error) -> Error {
        Error { what, path: path.display().to_string(), cause }
    }
}
