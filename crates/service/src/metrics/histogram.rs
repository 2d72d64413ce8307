//! How often a duration fell between fixed bounds.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Upper bounds in seconds: from a warm invocation to the longest that AWS allows.
const BOUNDS_S: [f64; 18] = [
    0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0, 10.0,
    30.0, 100.0, 900.0,
];

/// Durations, counted without a lock.
#[derive(Default)]
pub struct Histogram {
    /// Not cumulative; the last one is what lies above every bound.
    counts: [AtomicU64; BOUNDS_S.len() + 1],
    micros: AtomicU64,
}

impl Histogram {
    pub fn record(&self, took: Duration) {
        let seconds = took.as_secs_f64();
        let bucket = BOUNDS_S.partition_point(|bound| *bound < seconds);
        self.counts[bucket].fetch_add(1, Ordering::Relaxed);
        self.micros.fetch_add(took.as_micros() as u64, Ordering::Relaxed);
    }

    /// Upper bounds and how many lie at or below each; the last bound is infinity, and its number is the total.
    pub(super) fn cumulative(&self) -> Vec<(f64, u64)> {
        let mut total = 0;
        let bounds = BOUNDS_S.iter().copied().chain([f64::INFINITY]);
        bounds
            .zip(&self.counts)
            .map(|(bound, count)| {
                total += count.load(Ordering::Relaxed);
                (bound, total)
            })
            .collect()
    }

    pub(super) fn sum_s(&self) -> f64 {
        self.micros.load(Ordering::Relaxed) as f64 / 1e6
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_belongs_to_what_lies_below_it() {
        let histogram = Histogram::default();
        for millis in [1, 2, 1_000, 1_001, 2_000_000] {
            histogram.record(Duration::from_millis(millis));
        }
        let cumulative = histogram.cumulative();
        let at = |bound: f64| cumulative.iter().find(|(upper, _)| *upper == bound).unwrap().1;
        assert_eq!(
            [at(0.001), at(0.002_5), at(1.0), at(3.0), at(900.0), at(f64::INFINITY)],
            [1, 2, 3, 4, 4, 5]
        );
        assert_eq!(histogram.sum_s(), 2_002.004);
    }
}
