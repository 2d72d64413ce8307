//! The AWS protocols over the schemas, each once for every service.
//!
//! A protocol is two functions over a schema: a request becomes a [`shape::Value`], a value becomes a response. Which
//! operation a request means is the [`Router`]'s business for REST services. Adding a protocol adds a module and an
//! arm in [`Protocol`]; no service changes.

mod bindings;
mod json;
mod message;
mod protocol;
mod query;
mod rest_json;
mod router;
mod scalar;
mod time;

pub use message::{Request, Response};
pub use protocol::Protocol;
pub use router::{Labels, Route, Router};
