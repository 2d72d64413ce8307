//! What a service is made of. A service crate implements [`Handle`] for each operation that it offers and lists them
//! in one [`Service`]; it never sees HTTP and never imports another service.

pub mod bus;
mod ctx;
mod error;
mod guard;
mod jobs;
pub mod metrics;
mod registry;

pub use bus::Bus;
pub use ctx::{Caller, Ctx};
pub use error::{Error, Result, internal_failure};
pub use guard::CaughtPanic;
pub use jobs::Jobs;
pub use registry::{BodyLimit, Handle, Offered, Registry, Service};
