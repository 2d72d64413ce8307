//! The platform in one process, for stories: a virtual clock, seeded identifiers, the memory engine, and sandboxes
//! whose processes are fake. All else is real: a request of a story goes over HTTP through the front, the wire and
//! the control plane, and a fake process is a client of the real Runtime API.
//!
//! [`check`] runs a story; [`steps`] says what one is made of, and [`program`] what a function of one can do.

pub mod program;
pub mod steps;

mod caller;
mod client;
mod compare;
mod expected;
mod ground;
mod operation;
mod packages;
mod query;
mod quiet;
mod raw;
mod story;
mod world;

pub use raw::{Raw, Wire};
pub use story::{Story, check};
