//! Log lines: cut out of what processes write ([`splitter`]), kept per group ([`Logs`]), remembered per invocation
//! for `LogType=Tail` ([`Tail`]).

mod kept;
mod splitter;
mod tail;

pub use kept::{Event, Logs};
pub(crate) use splitter::Splitter;
pub(crate) use tail::Tail;
