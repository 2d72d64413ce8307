//! How many invocations of an account run at a time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// Invocations that run, by account and region.
#[derive(Default, Clone)]
pub(crate) struct InFlight(Arc<Mutex<HashMap<Quota, u64>>>);

/// Account and region: each has a quota of its own.
pub(crate) type Quota = (Arc<str>, Arc<str>);

/// Counts an invocation against its account's concurrency for as long as it lives.
pub(crate) struct Admitted {
    quota: Quota,
    among: InFlight,
}

impl InFlight {
    /// `None`: as many as may run at a time do.
    pub(crate) fn admit(&self, quota: Quota, concurrency_max: u64) -> Option<Admitted> {
        let mut counts = self.0.lock().expect("no panic holds this lock");
        let count = counts.entry(quota.clone()).or_default();
        if *count >= concurrency_max {
            return None;
        }
        *count += 1;
        drop(counts);
        Some(Admitted { quota, among: self.clone() })
    }
}

impl Drop for Admitted {
    fn drop(&mut self) {
        let mut counts = self.among.0.lock().expect("no panic holds this lock");
        if let Some(count) = counts.get_mut(&self.quota) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.quota);
            }
        }
    }
}
