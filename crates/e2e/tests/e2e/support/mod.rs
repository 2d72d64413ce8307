//! What the tests are written with.

mod api;
pub mod have;
pub mod http;
mod left;
mod package;
mod server;
mod wait;

pub use api::{Function, Invoked};
pub use left::Traces;
pub use package::{Entry, Files, files_below, zip};
pub use server::{Data, Server, hikeshi};
pub use wait::{patiently, until};
