//! Sandboxes of Linux: namespaces, control groups of both versions, rlimits, seccomp, mounts. The only unsafe code.
//!
//! Three processes: the **server** ([`LinuxEngine`], here only a client, no privilege needed once it runs), the
//! **helper** ([`helper_main`]: our binary executed again, one thread; it forks and mounts), and the helper's
//! **maker** of `/tmp` file systems.

mod cgroup;
mod client;
mod engine;
#[doc(hidden)]
pub mod fuzzing;
mod handle;
mod helper;
mod meters;
mod privileges;
mod probe;
mod protocol;
mod seccomp;
mod sys;

pub use engine::{LinuxEngine, Options};
pub use helper::helper_main;
pub use privileges::{User, give_up_privileges};
