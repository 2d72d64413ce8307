//! The platform's edge: listen, refuse what must not come in, recognise, decode, call, encode. The admin API stands
//! under `/_hikeshi/`, and nowhere inside environments.

mod admin;
mod body;
mod detach;
mod edge;
mod front;
mod gateway;
mod identity;
mod listen;
mod metrics;
mod platform;
mod unknown_service;

pub use edge::Edge;
pub use listen::{Listening, listen};
pub use platform::{Platform, PlatformParts};
