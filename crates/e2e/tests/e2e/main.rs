//! Real clients against the real binary. Each test starts a server of its own, on a port of its own, with a data
//! directory of its own, and looks at the end for what that server left behind.
//!
//! Sandboxes need root. A client or an interpreter that is not here is skipped, and `cargo xtask test`, which installs
//! them, counts what was skipped.
#![expect(clippy::disallowed_methods, reason = "these tests wait for a real server, in real time")]
#![expect(clippy::unwrap_used, reason = "all of this is a test, its helpers too")]

mod support;

mod access;
mod backups;
mod broken;
mod clients;
mod commands;
mod disks;
mod edge;
mod identity;
mod limits;
mod load;
mod logs;
mod metrics;
mod privileges;
mod runtimes;
mod sdk;
mod stops;
mod updates;
mod walls;
