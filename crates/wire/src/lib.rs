//! The AWS protocols over the schemas, each once for every service.
//!
//! A protocol is two functions over a schema: a request becomes a [`shape::Value`], a value becomes a response. Which
//! operation a request means is the [`Directory`]'s business, and for REST services its [`Router`]'s. Adding a protocol adds a module and an
//! arm in [`Protocol`]; no service changes.

mod aws_json;
mod aws_query;
mod bindings;
mod cbor;
mod compression;
mod directory;
pub mod event_stream;
mod form;
mod json;
mod message;
mod protocol;
mod query;
mod rest_json;
mod rest_xml;
mod router;
mod rpc_v2_cbor;
mod scalar;
mod time;
mod xml;

pub use directory::{Call, Directory, Meant, Refusal};
pub use message::{Request, Response};
pub use protocol::Protocol;
pub use router::{Labels, Route, Router};
