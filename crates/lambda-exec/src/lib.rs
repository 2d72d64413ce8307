//! Lambda's data plane: environments and their life, the Runtime API, log lines, reports.
//!
//! An invocation enters at [`Exec::invoke`], gets an environment from [`pool`], is driven through it by
//! [`environment`], and is reported by [`report`]. What stands around the processes is a [`sandbox::Sandbox`];
//! nothing here knows how it is built.

mod accept;
mod admission;
mod credentials;
mod deadline;
mod environment;
mod environment_log;
mod exec;
mod failure;
mod function;
#[doc(hidden)]
pub mod fuzzing;
mod invocation;
mod logs;
mod meters;
mod pool;
mod report;
mod runtime_api;
pub mod runtimes;
mod variables;

pub use credentials::{Credentials, Handed};
pub use environment::Idle;
pub use exec::{Exec, Gateway, Parts, Settings};
pub use function::{Function, LogFormat, Logging};
pub use invocation::{Invocation, Refusal, Reply};
pub use pool::IdleCounts;
