//! Medians and the table.

use std::time::Duration;

pub const HEAD: &str = "measure                                   value        floor        ratio    goal";

/// The value below which a share of the samples lies.
pub fn quantile(samples: &mut [Duration], share: f64) -> Duration {
    samples.sort_unstable();
    let at = ((samples.len() as f64 * share) as usize).min(samples.len() - 1);
    samples[at]
}

pub fn median(samples: &mut [Duration]) -> Duration {
    quantile(samples, 0.5)
}

pub fn median_of(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}

/// One line; `floor` is in the same unit, and the ratio is what can be compared between machines.
pub fn line(name: &str, value: f64, unit: &str, floor: Option<f64>, goal: &str) {
    let shown = format!("{} {unit}", rounded(value));
    let (floor, ratio) = match floor {
        Some(floor) => (format!("{} {unit}", rounded(floor)), format!("{:.2}", value / floor)),
        None => ("–".into(), "–".into()),
    };
    println!("{name:<40}  {shown:<11}  {floor:<11}  {ratio:<7}  {goal}");
}

fn rounded(value: f64) -> String {
    if value >= 100.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

pub fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

pub fn micros(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}
