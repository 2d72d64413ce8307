//! The platform's edge: listen, refuse what must not come in, recognise, decode, call, encode. The admin API stands
//! under `/_hikeshi/`, and nowhere inside environments.

mod access;
mod admin;
pub mod backup;
mod body;
mod credentials;
mod detach;
mod edge;
mod front;
mod function_policies;
mod gateway;
mod identity;
mod listen;
mod metrics;
mod platform;
mod unknown_service;

pub use credentials::RoleCredentials;
pub use edge::Edge;
pub use function_policies::FunctionPolicies;
pub use listen::{Listening, listen};
pub use platform::{Platform, PlatformParts};
