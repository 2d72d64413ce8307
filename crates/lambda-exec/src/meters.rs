//! What the data plane tells of itself: events for the bus, and the metrics of AWS/Lambda as AWS emits them.
//!
//! Every metric goes to each of AWS's sets of dimensions: the function, the version or alias that was called, and the
//! whole account in its region. Values are of a minute. `Duration` leaves init out; a throttled invocation counts
//! under `Throttles` alone; an invocation that went well counts as an error of 0, so that a rate can be computed.

use crate::function::Function;
use clock::Timestamp;
use service::Bus;
use service::bus::{Event, Outcome, Settled, Subject};
use service::metrics::{Dimensions, Points, Series, SeriesName, Unit};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// From this share of a limit on it counts as approached, in hundredths.
const NEAR_PERCENT: u64 = 90;

pub(crate) struct Meters {
    bus: Bus,
    running: Mutex<HashMap<Counted, u64>>,
    known: Mutex<Known>,
}

/// What invocations that run are counted by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Counted {
    /// Account, region.
    Account(Arc<str>, Arc<str>),
    /// By ARN.
    Function(Arc<str>),
    /// ARN and what was called.
    Resource(Arc<str>, Arc<str>),
}

/// The series of what was called in this minute. They are looked up again in the next, so that this neither grows
/// nor holds on to series that were dropped.
#[derive(Default)]
struct Known {
    minute: i64,
    called: HashMap<(Arc<str>, Arc<str>), Arc<Called>>,
}

/// The series to which one function's metrics go when it is called in one way: one for each set of dimensions.
struct Called {
    invocations: Vec<Arc<Series>>,
    errors: Vec<Arc<Series>>,
    throttles: Vec<Arc<Series>>,
    duration: Vec<Arc<Series>>,
    concurrent: [Option<Arc<Series>>; 3],
    unreserved: Option<Arc<Series>>,
}

/// An invocation counts as running for as long as this lives.
pub(crate) struct Runs {
    counted: [Counted; 3],
    meters: Arc<Meters>,
}

impl Drop for Runs {
    fn drop(&mut self) {
        let mut running = self.meters.running();
        for counted in &self.counted {
            if let Some(count) = running.get_mut(counted) {
                *count -= 1;
                if *count == 0 {
                    running.remove(counted);
                }
            }
        }
    }
}

impl Meters {
    pub(crate) fn new(bus: Bus) -> Arc<Meters> {
        Arc::new(Meters { bus, running: Mutex::default(), known: Mutex::default() })
    }

    pub(crate) fn bus(&self) -> &Bus {
        &self.bus
    }

    /// An invocation begins, as one of so many of functions without a reservation if it has none itself.
    pub(crate) fn begin(
        self: &Arc<Self>,
        function: &Function,
        invoked_arn: &str,
        unreserved: u64,
        concurrency_max: u64,
        at: Timestamp,
    ) -> Runs {
        let resource = resource(function, invoked_arn);
        let counted = [
            Counted::Function(function.arn.clone()),
            Counted::Resource(function.arn.clone(), resource.clone()),
            Counted::Account(function.account.clone(), function.region.clone()),
        ];
        let counts = {
            let mut running = self.running();
            counted.each_ref().map(|counted| {
                let count = running.entry(counted.clone()).or_default();
                *count += 1;
                *count
            })
        };
        if let Some(called) = self.called(function, &resource, at) {
            for (series, count) in called.concurrent.iter().zip(counts) {
                put(series, at, count as f64);
            }
            put(&called.unreserved, at, unreserved as f64);
        }
        if is_near(counts[2], concurrency_max) && !is_near(counts[2] - 1, concurrency_max) {
            self.near("ConcurrentExecutions", function.account.clone(), counts[2], concurrency_max);
        }
        Runs { counted, meters: self.clone() }
    }

    /// An invocation is refused.
    pub(crate) fn throttled(
        &self,
        function: &Function,
        invoked_arn: &str,
        reason: &'static str,
        at: Timestamp,
    ) {
        if let Some(called) = self.called(function, &resource(function, invoked_arn), at) {
            put(&called.throttles, at, 1.0);
        }
        self.bus.emit(Event::InvocationThrottled { subject: subject(function), reason, at });
    }

    /// An invocation is over.
    pub(crate) fn settled(&self, function: &Function, settled: Settled) {
        if let Some(called) = self.called(function, &settled.resource, settled.began) {
            // AWS stamps what it counts with the time at which the function was invoked.
            let at = settled.began;
            put(&called.invocations, at, 1.0);
            put(&called.errors, at, f64::from(u8::from(settled.outcome != Outcome::Success)));
            put(&called.throttles, at, 0.0);
            put(&called.duration, at, settled.duration.as_micros() as f64 / 1e3);
        }
        let (timeout_ms, took_ms) =
            (u64::from(function.timeout_s) * 1_000, settled.duration.as_millis() as u64);
        if settled.outcome == Outcome::Success && is_near(took_ms, timeout_ms) {
            self.near("Timeout", function.arn.clone(), took_ms, timeout_ms);
        }
        if let Some(peak) = settled.memory_peak_bytes
            && is_near(peak, function.memory_bytes())
        {
            self.near("MemorySize", function.arn.clone(), peak, function.memory_bytes());
        }
        self.bus.emit(Event::InvocationSettled(settled));
    }

    fn near(&self, limit: &'static str, subject: Arc<str>, used: u64, allowed: u64) {
        self.bus.emit(Event::LimitApproached { limit, subject, used, allowed });
    }

    fn called(&self, function: &Function, resource: &Arc<str>, at: Timestamp) -> Option<Arc<Called>> {
        let points = self.bus.metrics()?.points();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let minute = at.as_secs().div_euclid(60);
        if known.minute != minute {
            *known = Known { minute, called: HashMap::new() };
        }
        let key = (function.arn.clone(), resource.clone());
        Some(known.called.entry(key).or_insert_with(|| Called::new(points, function, resource, at)).clone())
    }

    fn running(&self) -> MutexGuard<'_, HashMap<Counted, u64>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Called {
    fn new(points: &Points, function: &Function, resource: &Arc<str>, at: Timestamp) -> Arc<Called> {
        let named: (Arc<str>, Arc<str>) = ("FunctionName".into(), function.name.clone());
        let sets: [Dimensions; 3] =
            [vec![named.clone()], vec![named, ("Resource".into(), resource.clone())], Vec::new()];
        let one = |metric: &str, unit, dimensions: &Dimensions| {
            let name = SeriesName {
                account: function.account.clone(),
                region: function.region.clone(),
                namespace: "AWS/Lambda".into(),
                metric: metric.into(),
                dimensions: dimensions.clone(),
            };
            points.series(name, unit, at)
        };
        let all = |metric, unit| sets.iter().filter_map(|set| one(metric, unit, set)).collect();
        Arc::new(Called {
            invocations: all("Invocations", Unit::Count),
            errors: all("Errors", Unit::Count),
            throttles: all("Throttles", Unit::Count),
            duration: all("Duration", Unit::Milliseconds),
            concurrent: sets.each_ref().map(|set| one("ConcurrentExecutions", Unit::Count, set)),
            // Of the account alone.
            unreserved: one("UnreservedConcurrentExecutions", Unit::Count, &sets[2]),
        })
    }
}

fn put<'a>(series: impl IntoIterator<Item = &'a Arc<Series>>, at: Timestamp, value: f64) {
    series.into_iter().for_each(|series| series.put(at, value));
}

fn is_near(used: u64, allowed: u64) -> bool {
    used * 100 >= allowed * NEAR_PERCENT
}

pub(crate) fn subject(function: &Function) -> Subject {
    Subject {
        account: function.account.clone(),
        region: function.region.clone(),
        function: function.name.clone(),
        version: function.version.clone(),
    }
}

/// `name`, or `name:qualifier` if the caller named one.
pub(crate) fn resource(function: &Function, invoked_arn: &str) -> Arc<str> {
    match invoked_arn.split_once(":function:") {
        Some((_, resource)) => resource.into(),
        None => function.name.clone(),
    }
}
