//! Functions in a network fall asleep when nobody invokes them for two weeks: AWS takes their network interfaces away,
//! and the invocation that then comes is refused and wakes them. Here there is no interface to make again, so that
//! they are awake at once.
//!
//! What was invoked when is remembered, not stored: after a start, everybody counts as just used.
//! Source: Lambda developer guide, "Lambda function states".

use clock::Timestamp;
use limits::lambda::IDLE_S;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

/// When the versions of functions in networks were last used.
pub(crate) struct Idle {
    started: Timestamp,
    /// By account, region and name, then by version. As many as there are such versions.
    used: Mutex<HashMap<String, HashMap<String, Timestamp>>>,
}

impl Idle {
    pub(crate) fn new(started: Timestamp) -> Idle {
        Idle { started, used: Mutex::default() }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, HashMap<String, Timestamp>>> {
        self.used.lock().expect("no panic holds this lock")
    }

    /// A version was made or used then, if not later.
    pub(crate) fn note(&self, function: &str, version: &str, at: Timestamp) {
        let mut used = self.lock();
        let last = used.entry(function.to_owned()).or_default().entry(version.to_owned()).or_insert(at);
        *last = at.max(*last);
    }

    /// Whether a version is asleep. `made` is when it was changed last.
    pub(crate) fn is_asleep(&self, function: &str, version: &str, made: Timestamp, now: Timestamp) -> bool {
        let used = self.lock().get(function).and_then(|versions| versions.get(version).copied());
        let last = used.unwrap_or(self.started).max(self.started).max(made);
        now.since(last) >= Duration::from_secs(IDLE_S.value)
    }

    /// A version is used now; answers whether it was asleep.
    pub(crate) fn wake(&self, function: &str, version: &str, now: Timestamp) -> bool {
        let asleep = self.is_asleep(function, version, self.started, now);
        self.note(function, version, now);
        asleep
    }

    pub(crate) fn forget(&self, function: &str) {
        self.lock().remove(function);
    }
}
