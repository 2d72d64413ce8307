//! Log lines: cut out of what processes write ([`splitter`]), remembered per invocation for `LogType=Tail` ([`Tail`]).
//! What keeps them is `segments`.

mod splitter;
mod tail;

pub(crate) use splitter::Splitter;
pub(crate) use tail::Tail;
