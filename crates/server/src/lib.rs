//! The platform's edge: listen, refuse what must not come in, recognise, decode, call, encode. The admin API stands
//! under `/_hikeshi/`, and nowhere inside environments.

mod access;
mod access_log;
mod activity;
mod admin;
pub mod backup;
mod body;
mod connections;
mod credentials;
mod detach;
mod edge;
mod front;
mod function_policies;
mod gateway;
mod head;
mod identity;
mod listen;
mod metrics;
mod platform;
mod refused;
mod serve;
mod unknown_service;
mod watched;

pub use access_log::{AccessForm, AccessLog};
pub use connections::CONNECTIONS_MAX;
pub use credentials::RoleCredentials;
pub use edge::Edge;
pub use function_policies::FunctionPolicies;
pub use listen::{Listening, listen};
pub use platform::{Platform, PlatformParts};
