//! What is counted, and how it is told.
//!
//! Counters of the platform itself are [`Metrics`], fed by the bus and written by [`Text`]. The metrics that AWS keeps
//! for its users, such as AWS/Lambda's, are [`Points`]: per account, by the minute.

mod functions;
mod histogram;
mod points;
mod text;

pub use histogram::Histogram;
pub use points::{Dimensions, Distribution, Minute, Points, SERIES_MAX, Series, SeriesName, Unit};
pub use text::{Format, Text};

use crate::bus::{Change, Event, Gone};
use functions::Functions;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// Counters that only rise, from the start of the process.
#[derive(Default)]
pub struct Metrics {
    /// The keys are names of the model's, so there are as many as there are offered operations.
    requests: RwLock<BTreeMap<(&'static str, &'static str), Arc<Requests>>>,
    refused: Tally<&'static str>,
    functions: Functions,
    cold: Histogram,
    warm: Histogram,
    init: Histogram,
    environments_started: AtomicU64,
    environments_frozen: AtomicU64,
    environments_gone: Tally<Gone>,
    deployed: Tally<Change>,
    limits_approached: Tally<&'static str>,
    events_dropped: Tally<&'static str>,
    points: Points,
}

/// Requests of one operation.
#[derive(Default)]
struct Requests {
    statuses: Tally<u16>,
    took: Histogram,
}

/// Counts by a label with few values.
struct Tally<K>(Mutex<BTreeMap<K, u64>>);

impl<K> Default for Tally<K> {
    fn default() -> Self {
        Tally(Mutex::new(BTreeMap::new()))
    }
}

impl<K: Ord + Copy> Tally<K> {
    fn add(&self, key: K) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default() += 1;
    }

    fn of(&self, key: K) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied().unwrap_or(0)
    }

    fn all(&self) -> BTreeMap<K, u64> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Metrics {
    /// Metrics as AWS keeps them for its users.
    pub fn points(&self) -> &Points {
        &self.points
    }

    /// Environments that were made and are not gone.
    pub fn environments(&self) -> u64 {
        let gone: u64 = self.environments_gone.all().values().sum();
        self.environments_started.load(Ordering::Relaxed).saturating_sub(gone)
    }

    pub(crate) fn note(&self, event: &Event) {
        match event {
            Event::RequestServed { service, operation, status, took } => {
                let requests = self.requests(service, operation);
                requests.statuses.add(*status);
                requests.took.record(*took);
            }
            Event::RequestRefused { why } => self.refused.add(why),
            Event::InvocationSettled(settled) => {
                let durations = if settled.cold { &self.cold } else { &self.warm };
                durations.record(settled.duration);
                if let Some(init) = settled.init {
                    self.init.record(init);
                }
                self.functions.settled(settled);
            }
            Event::InvocationThrottled { subject, reason, .. } => self.functions.throttled(subject, reason),
            Event::EnvironmentStarted { .. } => {
                self.environments_started.fetch_add(1, Ordering::Relaxed);
            }
            Event::EnvironmentFrozen { .. } => {
                self.environments_frozen.fetch_add(1, Ordering::Relaxed);
            }
            Event::EnvironmentGone { why, .. } => self.environments_gone.add(*why),
            Event::Deployed { change, .. } => self.deployed.add(*change),
            // A state, which the store itself tells.
            Event::StoreStopped { .. } => {}
            Event::LimitApproached { limit, .. } => self.limits_approached.add(limit),
        }
    }

    pub(crate) fn dropped_event(&self, subscriber: &'static str) {
        self.events_dropped.add(subscriber);
    }

    fn requests(&self, service: &'static str, operation: &'static str) -> Arc<Requests> {
        let known = self.requests.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(requests) = known.get(&(service, operation)) {
            return requests.clone();
        }
        drop(known);
        let mut known = self.requests.write().unwrap_or_else(PoisonError::into_inner);
        known.entry((service, operation)).or_default().clone()
    }

    /// Everything in one text.
    pub fn text(&self, format: Format) -> String {
        let mut text = Text::new(format);
        self.write(&mut text);
        text.finish()
    }

    /// Writes everything that was counted.
    pub fn write(&self, text: &mut Text) {
        self.write_requests(text);
        self.functions.write(text);
        text.family("hikeshi_invocation_duration_seconds", "Durations of invocations, without init.");
        text.histogram(&[("start", "cold")], &self.cold);
        text.histogram(&[("start", "warm")], &self.warm);
        text.family("hikeshi_init_duration_seconds", "Durations of init phases that succeeded.");
        text.histogram(&[], &self.init);
        self.write_environments(text);
        text.family("hikeshi_deployments", "Changes of functions.");
        for change in Change::ALL {
            text.counter(&[("change", change.name())], self.deployed.of(change));
        }
        text.family("hikeshi_limits_approached", "How often something came near to a limit of AWS's.");
        text.counters("limit", &self.limits_approached.all());
        text.family("hikeshi_events_dropped", "Events that a subscriber's queue had no room for.");
        text.counters("subscriber", &self.events_dropped.all());
        text.family(
            "hikeshi_metric_series",
            "Series of metric points that are kept, by account, name and dimensions.",
        );
        text.gauge(&[], self.points.len() as f64);
        text.family(
            "hikeshi_metric_points_refused",
            "Metric points for which there was no room for another series.",
        );
        text.counter(&[], self.points.refused());
    }

    fn write_requests(&self, text: &mut Text) {
        let requests = self.requests.read().unwrap_or_else(PoisonError::into_inner).clone();
        text.family("hikeshi_requests", "Requests of offered operations that were answered.");
        for ((service, operation), requests) in &requests {
            for (status, count) in requests.statuses.all() {
                let status = status.to_string();
                text.counter(&[("service", service), ("operation", operation), ("status", &status)], count);
            }
        }
        text.family(
            "hikeshi_request_duration_seconds",
            "Time from the end of a request's body to its answer.",
        );
        for ((service, operation), requests) in &requests {
            text.histogram(&[("service", service), ("operation", operation)], &requests.took);
        }
        text.family(
            "hikeshi_requests_refused",
            "Requests that were turned away before any operation saw them.",
        );
        text.counters("reason", &self.refused.all());
    }

    fn write_environments(&self, text: &mut Text) {
        text.family("hikeshi_environments_started", "Environments that were made.");
        text.counter(&[], self.environments_started.load(Ordering::Relaxed));
        text.family("hikeshi_environments_frozen", "How often an environment was frozen.");
        text.counter(&[], self.environments_frozen.load(Ordering::Relaxed));
        text.family("hikeshi_environments_gone", "Environments that were removed.");
        for why in Gone::ALL {
            text.counter(&[("why", why.name())], self.environments_gone.of(why));
        }
    }
}
