//! Metrics as AWS keeps them for its users: values by the minute, per account, region, namespace, name and dimensions.
//!
//! What is kept is bounded: so many series, of each so many minutes. Nothing is lost within that bound, and what does
//! not fit is counted. The CloudWatch service reads from here what the platform itself has measured.

use clock::Timestamp;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Series that are kept at a time. One that is full of old minutes makes room for a new one.
pub const SERIES_MAX: usize = 4_096;
/// Minutes that a series keeps: three hours. (AWS keeps points of a minute for fifteen days.)
const MINUTES_MAX: usize = 180;

/// Dimensions, sorted by name.
pub type Dimensions = Vec<(Arc<str>, Arc<str>)>;

/// What a series is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeriesName {
    pub account: Arc<str>,
    pub region: Arc<str>,
    /// Such as `AWS/Lambda`.
    pub namespace: Arc<str>,
    pub metric: Arc<str>,
    pub dimensions: Dimensions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Count,
    Milliseconds,
    None,
}

impl Unit {
    /// AWS's word.
    pub fn name(self) -> &'static str {
        match self {
            Unit::Count => "Count",
            Unit::Milliseconds => "Milliseconds",
            Unit::None => "None",
        }
    }
}

/// Every series.
#[derive(Default)]
pub struct Points {
    series: Mutex<HashMap<SeriesName, Arc<Series>>>,
    /// The minute in which old series were last looked for: there are no more of them until the next.
    swept: AtomicI64,
    refused: AtomicU64,
}

/// The values of one series.
pub struct Series {
    pub unit: Unit,
    minutes: Mutex<VecDeque<Minute>>,
}

/// The values of one minute.
#[derive(Debug, Clone, PartialEq)]
pub struct Minute {
    /// Its beginning.
    pub at: Timestamp,
    pub values: Distribution,
}

impl Points {
    /// The series of this name, made if there is room for it.
    pub fn series(&self, name: SeriesName, unit: Unit, now: Timestamp) -> Option<Arc<Series>> {
        let mut all = self.lock();
        if let Some(series) = all.get(&name) {
            return Some(series.clone());
        }
        let minute = minute_of(now).as_micros();
        if all.len() >= SERIES_MAX && self.swept.swap(minute, Ordering::Relaxed) != minute {
            let oldest = minute - MINUTES_MAX as i64 * MINUTE_MICROS;
            all.retain(|_, series| series.last().is_some_and(|last| last.as_micros() >= oldest));
        }
        if all.len() >= SERIES_MAX {
            self.refused.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        let series = Arc::new(Series { unit, minutes: Mutex::default() });
        all.insert(name, series.clone());
        Some(series)
    }

    /// The names of an account's series in a region.
    pub fn names(&self, account: &str, region: &str) -> Vec<SeriesName> {
        let all = self.lock();
        let mut names: Vec<SeriesName> =
            all.keys().filter(|name| *name.account == *account && *name.region == *region).cloned().collect();
        drop(all);
        names.sort_unstable();
        names
    }

    /// The minutes of a series that begin between two times, the second excluded, oldest first.
    pub fn minutes(&self, name: &SeriesName, from: Timestamp, to: Timestamp) -> Vec<Minute> {
        let Some(series) = self.lock().get(name).cloned() else { return Vec::new() };
        let minutes = series.lock();
        minutes.iter().filter(|minute| minute.at >= from && minute.at < to).cloned().collect()
    }

    /// Forgets everything.
    pub fn clear(&self) {
        self.lock().clear();
    }

    pub(super) fn len(&self) -> usize {
        self.lock().len()
    }

    pub(super) fn refused(&self) -> u64 {
        self.refused.load(Ordering::Relaxed)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<SeriesName, Arc<Series>>> {
        self.series.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Series {
    /// Adds a value to the minute in which it was measured. One that is older than all that is kept is left out.
    pub fn put(&self, at: Timestamp, value: f64) {
        let at = minute_of(at);
        let mut minutes = self.lock();
        // Nearly always the last one.
        let place = minutes.iter().rposition(|minute| minute.at <= at);
        match place {
            Some(place) if minutes[place].at == at => minutes[place].values.add(value),
            None if minutes.len() >= MINUTES_MAX => {}
            place => {
                let mut values = Distribution::default();
                values.add(value);
                minutes.insert(place.map_or(0, |place| place + 1), Minute { at, values });
                if minutes.len() > MINUTES_MAX {
                    minutes.pop_front();
                }
            }
        }
    }

    fn last(&self) -> Option<Timestamp> {
        self.lock().back().map(|minute| minute.at)
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Minute>> {
        self.minutes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const MINUTE_MICROS: i64 = 60_000_000;

fn minute_of(at: Timestamp) -> Timestamp {
    Timestamp::from_micros(at.as_micros().div_euclid(MINUTE_MICROS) * MINUTE_MICROS)
}

/// Values as AWS's statistics need them: exact sums, and percentiles to within one per cent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Distribution {
    pub count: u64,
    pub sum: f64,
    pub min: f64,
    pub max: f64,
    /// How many values fell into each step of two per cent. Values of 0 and below are the first of them, and of all
    /// the steps between a microsecond and a year there are not two thousand.
    steps: BTreeMap<i16, u64>,
}

/// A value is at most one per cent off the middle of its step.
const STEP: f64 = 1.02;
const BELOW_ALL: i16 = i16::MIN;

impl Distribution {
    pub fn add(&mut self, value: f64) {
        if self.count == 0 {
            (self.min, self.max) = (value, value);
        }
        self.count += 1;
        self.sum += value;
        self.min = self.min.min(value);
        self.max = self.max.max(value);
        *self.steps.entry(step_of(value)).or_default() += 1;
    }

    /// Adds everything of another one: of another minute, or of another series.
    pub fn merge(&mut self, other: &Distribution) {
        if other.count == 0 {
            return;
        }
        if self.count == 0 {
            (self.min, self.max) = (other.min, other.max);
        }
        self.count += other.count;
        self.sum += other.sum;
        self.min = self.min.min(other.min);
        self.max = self.max.max(other.max);
        for (step, count) in &other.steps {
            *self.steps.entry(*step).or_default() += count;
        }
    }

    /// The value below which this share of all values lies; `None` if there is none.
    pub fn percentile(&self, percent: f64) -> Option<f64> {
        let wanted = (percent / 100.0 * self.count as f64).ceil().max(1.0) as u64;
        if wanted >= self.count {
            return (self.count > 0).then_some(self.max);
        }
        let mut seen = 0;
        let (step, _) = self.steps.iter().find(|(_, count)| {
            seen += **count;
            seen >= wanted
        })?;
        let middle = if *step == BELOW_ALL { self.min } else { STEP.powf(f64::from(*step) - 0.5) };
        Some(middle.clamp(self.min, self.max))
    }
}

fn step_of(value: f64) -> i16 {
    match value > 0.0 {
        true => (value.ln() / STEP.ln()).ceil().clamp(-32_000.0, 32_000.0) as i16,
        false => BELOW_ALL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn name(metric: &str) -> SeriesName {
        SeriesName {
            account: "000000000000".into(),
            region: "us-east-1".into(),
            namespace: "AWS/Lambda".into(),
            metric: metric.into(),
            dimensions: vec![("FunctionName".into(), "f".into())],
        }
    }

    const START: Timestamp = Timestamp::from_secs(1_795_392_000);

    #[test]
    fn values_are_kept_by_the_minute() {
        let points = Points::default();
        let series = points.series(name("Duration"), Unit::Milliseconds, START).unwrap();
        for (seconds, value) in [(0, 1.0), (59, 3.0), (60, 10.0), (30, 2.0)] {
            series.put(START + Duration::from_secs(seconds), value);
        }
        let minutes = points.minutes(&name("Duration"), START, START + Duration::from_secs(3_600));
        let summed: Vec<(u64, f64, f64, f64)> =
            minutes.iter().map(|m| (m.values.count, m.values.sum, m.values.min, m.values.max)).collect();
        assert_eq!(summed, [(3, 6.0, 1.0, 3.0), (1, 10.0, 10.0, 10.0)]);
        let first = points.minutes(&name("Duration"), START, START + Duration::from_secs(60));
        assert_eq!(first.len(), 1);
        assert_eq!(points.names("000000000000", "us-east-1"), [name("Duration")]);
        assert!(points.names("111111111111", "us-east-1").is_empty());
    }

    #[test]
    fn a_series_forgets_what_is_old_and_does_not_take_what_is_older() {
        let points = Points::default();
        let series = points.series(name("Errors"), Unit::Count, START).unwrap();
        for minute in 1..=MINUTES_MAX as u64 + 10 {
            series.put(START + Duration::from_secs(60 * minute), 1.0);
        }
        series.put(START, 1.0);
        let minutes = series.lock();
        assert_eq!(minutes.len(), MINUTES_MAX);
        assert_eq!(minutes[0].at, START + Duration::from_secs(60 * 11));
    }

    #[test]
    fn series_are_bounded_and_old_ones_make_room() {
        let points = Points::default();
        for number in 0..SERIES_MAX {
            let series = points.series(name(&number.to_string()), Unit::Count, START).unwrap();
            series.put(START, 1.0);
        }
        assert!(points.series(name("more"), Unit::Count, START).is_none());
        assert_eq!(points.refused(), 1);
        assert!(points.series(name("0"), Unit::Count, START).is_some());
        let later = START + Duration::from_secs(4 * 3_600);
        assert!(points.series(name("more"), Unit::Count, later).is_some());
        assert_eq!(points.len(), 1);
    }

    #[test]
    fn percentiles_are_within_one_per_cent() {
        let mut distribution = Distribution::default();
        (1..=1_000).for_each(|value| distribution.add(f64::from(value)));
        for percent in [1.0, 50.0, 90.0, 99.0] {
            let got = distribution.percentile(percent).unwrap();
            assert!((got / (percent * 10.0) - 1.0).abs() <= 0.011, "p{percent}: {got}");
        }
        assert_eq!(distribution.percentile(100.0), Some(1_000.0));
        assert_eq!(Distribution::default().percentile(50.0), None);
        let mut zeros = Distribution::default();
        zeros.add(0.0);
        zeros.add(0.0);
        assert_eq!(zeros.percentile(99.0), Some(0.0));
        let mut merged = zeros.clone();
        merged.merge(&distribution);
        assert_eq!((merged.count, merged.min, merged.max), (1_002, 0.0, 1_000.0));
    }
}
