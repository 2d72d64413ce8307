//! Counts by function, of which there may be many more than a scraper can stand.

use super::Text;
use crate::bus::{Outcome, Settled, Subject};
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// Functions that are counted by name. Those that are first seen later are counted together, as `other`.
const FUNCTIONS_MAX: usize = 200;

/// Writes the samples of one function, given its labels.
type WriteOne<'a> = &'a dyn Fn(&mut Text, &[(&str, &str); 3], &Counts);

/// Account, region, name.
type Key = (Arc<str>, Arc<str>, Arc<str>);

#[derive(Default)]
pub(super) struct Functions {
    named: RwLock<HashMap<Key, Arc<Counts>>>,
    other: Arc<Counts>,
    /// Invocations and throttles that were counted under `other`.
    overflowed: AtomicU64,
}

#[derive(Default)]
struct Counts {
    outcomes: [AtomicU64; Outcome::ALL.len()],
    cold: AtomicU64,
    throttled: Mutex<BTreeMap<&'static str, u64>>,
    duration_micros: AtomicU64,
    billed_ms: AtomicU64,
}

impl Functions {
    pub(super) fn settled(&self, settled: &Settled) {
        let counts = self.of(&settled.subject);
        counts.outcomes[settled.outcome as usize].fetch_add(1, Ordering::Relaxed);
        counts.cold.fetch_add(u64::from(settled.cold), Ordering::Relaxed);
        counts.duration_micros.fetch_add(settled.duration.as_micros() as u64, Ordering::Relaxed);
        counts.billed_ms.fetch_add(settled.billed_ms, Ordering::Relaxed);
    }

    pub(super) fn throttled(&self, subject: &Subject, reason: &'static str) {
        let counts = self.of(subject);
        *counts.throttled.lock().unwrap_or_else(PoisonError::into_inner).entry(reason).or_default() += 1;
    }

    fn of(&self, subject: &Subject) -> Arc<Counts> {
        let key = (subject.account.clone(), subject.region.clone(), subject.function.clone());
        {
            let named = self.named.read().unwrap_or_else(PoisonError::into_inner);
            match named.get(&key) {
                Some(counts) => return counts.clone(),
                None if named.len() >= FUNCTIONS_MAX => {
                    self.overflowed.fetch_add(1, Ordering::Relaxed);
                    return self.other.clone();
                }
                None => {}
            }
        }
        let mut named = self.named.write().unwrap_or_else(PoisonError::into_inner);
        // Somebody may have come first.
        if named.len() >= FUNCTIONS_MAX && !named.contains_key(&key) {
            return self.other.clone();
        }
        named.entry(key).or_default().clone()
    }

    pub(super) fn write(&self, text: &mut Text) {
        let mut named: Vec<(Key, Arc<Counts>)> = {
            let named = self.named.read().unwrap_or_else(PoisonError::into_inner);
            named.iter().map(|(key, counts)| (key.clone(), counts.clone())).collect()
        };
        named.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let overflowed = self.overflowed.load(Ordering::Relaxed);
        if overflowed > 0 {
            let other: Arc<str> = "other".into();
            named.push((("".into(), "".into(), other), self.other.clone()));
        }
        let each = |text: &mut Text, write: WriteOne<'_>| {
            for ((account, region, function), counts) in &named {
                write(text, &[("account", account), ("region", region), ("function", function)], counts);
            }
        };
        text.family("hikeshi_invocations", "Invocations that are over, by how they came out.");
        each(text, &|text, labels, counts| {
            for outcome in Outcome::ALL {
                let count = counts.outcomes[outcome as usize].load(Ordering::Relaxed);
                // Both sides of a ratio are there from the first invocation on; the rest once it has happened.
                if count > 0 || outcome <= Outcome::Error {
                    text.counter(&with(labels, ("outcome", outcome.name())), count);
                }
            }
        });
        text.family("hikeshi_cold_starts", "Invocations for which an environment had to be made.");
        each(text, &|text, labels, counts| text.counter(labels, counts.cold.load(Ordering::Relaxed)));
        text.family("hikeshi_throttles", "Invocations that were refused, by AWS's reason.");
        each(text, &|text, labels, counts| {
            for (reason, count) in counts.throttled.lock().unwrap_or_else(PoisonError::into_inner).iter() {
                text.counter(&with(labels, ("reason", reason)), *count);
            }
        });
        text.family("hikeshi_function_duration_seconds", "Time that invocations have taken, without init.");
        each(text, &|text, labels, counts| {
            let seconds = counts.duration_micros.load(Ordering::Relaxed) as f64 / 1e6;
            text.counter_f64(labels, seconds);
        });
        text.family("hikeshi_billed_duration_seconds", "Time that AWS would have billed.");
        each(text, &|text, labels, counts| {
            text.counter_f64(labels, counts.billed_ms.load(Ordering::Relaxed) as f64 / 1e3);
        });
        text.family(
            "hikeshi_functions_overflowed",
            "What was counted for functions that have no series of their own.",
        );
        text.counter(&[], overflowed);
    }
}

fn with<'a>(labels: &[(&'a str, &'a str); 3], more: (&'a str, &'a str)) -> [(&'a str, &'a str); 4] {
    [labels[0], labels[1], labels[2], more]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Format;

    fn subject(function: &str) -> Subject {
        Subject {
            account: "000000000000".into(),
            region: "us-east-1".into(),
            function: function.into(),
            version: "$LATEST".into(),
        }
    }

    #[test]
    fn functions_beyond_the_bound_are_counted_together() {
        let functions = Functions::default();
        for number in 0..FUNCTIONS_MAX + 50 {
            functions.throttled(&subject(&format!("f{number}")), "Reason");
        }
        functions.throttled(&subject("f0"), "Reason");
        let mut text = Text::new(Format::Prometheus);
        functions.write(&mut text);
        let text = text.finish();
        let lines: Vec<&str> =
            text.lines().filter(|line| line.starts_with("hikeshi_throttles_total{")).collect();
        assert_eq!(lines.len(), FUNCTIONS_MAX + 1);
        assert!(text.contains("function=\"f0\",reason=\"Reason\"} 2\n"), "{text}");
        assert!(text.contains("function=\"other\",reason=\"Reason\"} 50\n"), "{text}");
        assert!(text.contains("hikeshi_functions_overflowed_total 50\n"), "{text}");
    }
}
