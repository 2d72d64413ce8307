//! The Runtime API as a process inside an environment sees it: what it may do when ([`state`]), over HTTP ([`http`]).

mod http;
mod patience;
mod state;

pub(crate) use http::serve;
pub(crate) use state::{Answer, Delivery, Side, Signal};
