//! What can happen.

use clock::Timestamp;
use std::sync::Arc;
use std::time::Duration;

/// Something that has happened, in the words of AWS where it has some.
#[derive(Debug, Clone)]
pub enum Event {
    /// A request of an offered operation was answered.
    RequestServed {
        service: &'static str,
        operation: &'static str,
        status: u16,
        took: Duration,
    },
    /// A request was turned away before any operation had to do with it.
    RequestRefused {
        why: &'static str,
    },
    /// An invocation is over, its report written.
    InvocationSettled(Settled),
    /// An invocation was refused with a 429; `reason` is AWS's.
    InvocationThrottled {
        subject: Subject,
        reason: &'static str,
        at: Timestamp,
    },
    /// An environment stands, and its init phase has succeeded or failed.
    EnvironmentStarted {
        subject: Subject,
    },
    EnvironmentFrozen {
        subject: Subject,
    },
    EnvironmentGone {
        subject: Subject,
        why: Gone,
    },
    /// A function was created, changed or deleted.
    Deployed {
        subject: Subject,
        change: Change,
        at: Timestamp,
    },
    /// The store takes no more writes.
    StoreStopped {
        why: Arc<str>,
    },
    /// Something has come near to a limit of AWS's.
    LimitApproached {
        limit: &'static str,
        subject: Arc<str>,
        used: u64,
        allowed: u64,
    },
}

/// Which function, as whoever called it named it.
#[derive(Debug, Clone)]
pub struct Subject {
    pub account: Arc<str>,
    pub region: Arc<str>,
    pub function: Arc<str>,
    /// `$LATEST` or a number.
    pub version: Arc<str>,
}

/// An invocation that is over.
#[derive(Debug, Clone)]
pub struct Settled {
    pub subject: Subject,
    /// `name`, `name:alias` or `name:version`, as the caller qualified it: the dimension `Resource`.
    pub resource: Arc<str>,
    pub request_id: Arc<str>,
    /// Platform time of START.
    pub began: Timestamp,
    /// Without the init phase.
    pub duration: Duration,
    pub billed_ms: u64,
    /// Whether the environment was made for this invocation.
    pub cold: bool,
    /// Duration of the init phase, for the first invocation of an environment alone.
    pub init: Option<Duration>,
    pub memory_mb: u32,
    /// `None` where this host cannot measure it.
    pub memory_peak_bytes: Option<u64>,
    pub outcome: Outcome,
}

/// How an invocation came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Success,
    /// The function's code, or its runtime, has reported an error.
    Error,
    Timeout,
    OutOfMemory,
    /// The runtime went away without an answer.
    Exit,
}

impl Outcome {
    pub const ALL: [Outcome; 5] =
        [Outcome::Success, Outcome::Error, Outcome::Timeout, Outcome::OutOfMemory, Outcome::Exit];

    /// As a label of a metric.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Success => "success",
            Outcome::Error => "error",
            Outcome::Timeout => "timeout",
            Outcome::OutOfMemory => "out_of_memory",
            Outcome::Exit => "exit",
        }
    }
}

/// Why an environment is no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gone {
    /// Nobody has used it for a while.
    Idle,
    /// Its function was changed or deleted.
    Outdated,
    /// It could not be made ready, or was lost.
    Failed,
    /// The platform stops, or was emptied.
    Stopped,
}

impl Gone {
    pub const ALL: [Gone; 4] = [Gone::Idle, Gone::Outdated, Gone::Failed, Gone::Stopped];

    /// As a label of a metric.
    pub fn name(self) -> &'static str {
        match self {
            Gone::Idle => "idle",
            Gone::Outdated => "outdated",
            Gone::Failed => "failed",
            Gone::Stopped => "stopped",
        }
    }
}

/// What was done to a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    Created,
    Updated,
    Published,
    Deleted,
}

impl Change {
    pub const ALL: [Change; 4] = [Change::Created, Change::Updated, Change::Published, Change::Deleted];

    /// As a label of a metric.
    pub fn name(self) -> &'static str {
        match self {
            Change::Created => "created",
            Change::Updated => "updated",
            Change::Published => "published",
            Change::Deleted => "deleted",
        }
    }
}
