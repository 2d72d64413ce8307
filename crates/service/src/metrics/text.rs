//! Metrics as text: Prometheus's format 0.0.4, and OpenMetrics 1.0.

use super::histogram::Histogram;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Which of the two forms is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Prometheus,
    OpenMetrics,
}

impl Format {
    /// What the `Accept` header of a scraper asks for.
    pub fn wanted(accept: Option<&str>) -> Format {
        match accept.is_some_and(|accept| accept.contains("application/openmetrics-text")) {
            true => Format::OpenMetrics,
            false => Format::Prometheus,
        }
    }

    pub fn content_type(self) -> &'static str {
        match self {
            Format::Prometheus => "text/plain; version=0.0.4; charset=utf-8",
            Format::OpenMetrics => "application/openmetrics-text; version=1.0.0; charset=utf-8",
        }
    }
}

/// Writes families of metrics, one after the other: first what the family is, then its samples.
pub struct Text {
    format: Format,
    out: String,
    name: &'static str,
    help: &'static str,
    /// Whether the head of the family is written: it is with the first sample, which tells of what kind they are.
    begun: bool,
}

type Labels<'a> = &'a [(&'a str, &'a str)];

impl Text {
    pub fn new(format: Format) -> Text {
        Text { format, out: String::new(), name: "", help: "", begun: false }
    }

    /// Begins a family. A counter's name is given without its `_total`. A family without samples is not written.
    pub fn family(&mut self, name: &'static str, help: &'static str) {
        (self.name, self.help, self.begun) = (name, help, false);
    }

    pub fn counter(&mut self, labels: Labels<'_>, value: u64) {
        self.head("counter");
        self.sample("_total", labels, None, value as f64);
    }

    /// A counter whose unit is not whole.
    pub fn counter_f64(&mut self, labels: Labels<'_>, value: f64) {
        self.head("counter");
        self.sample("_total", labels, None, value);
    }

    pub fn gauge(&mut self, labels: Labels<'_>, value: f64) {
        self.head("gauge");
        self.sample("", labels, None, value);
    }

    pub fn histogram(&mut self, labels: Labels<'_>, histogram: &Histogram) {
        self.head("histogram");
        let cumulative = histogram.cumulative();
        for (bound, count) in &cumulative {
            self.sample("_bucket", labels, Some(*bound), *count as f64);
        }
        let total = cumulative.last().map_or(0, |(_, count)| *count);
        self.sample("_sum", labels, None, histogram.sum_s());
        self.sample("_count", labels, None, total as f64);
    }

    pub(super) fn counters(&mut self, label: &str, counts: &BTreeMap<&'static str, u64>) {
        for (value, count) in counts {
            self.counter(&[(label, value)], *count);
        }
    }

    pub fn finish(mut self) -> String {
        if self.format == Format::OpenMetrics {
            self.out += "# EOF\n";
        }
        self.out
    }

    // Writing to a string cannot fail.
    fn head(&mut self, kind: &str) {
        if std::mem::replace(&mut self.begun, true) {
            return;
        }
        // OpenMetrics names the family, Prometheus the samples.
        let suffix = if kind == "counter" && self.format == Format::Prometheus { "_total" } else { "" };
        let (name, help) = (self.name, escaped(self.help, false));
        let _ = writeln!(self.out, "# HELP {name}{suffix} {help}");
        let _ = writeln!(self.out, "# TYPE {name}{suffix} {kind}");
        let unit = ["seconds", "bytes"].into_iter().find(|unit| name.ends_with(unit));
        if let (Some(unit), Format::OpenMetrics) = (unit, self.format) {
            let _ = writeln!(self.out, "# UNIT {name} {unit}");
        }
    }

    fn sample(&mut self, suffix: &str, labels: Labels<'_>, upper_bound: Option<f64>, value: f64) {
        let _ = write!(self.out, "{}{suffix}", self.name);
        let bound = upper_bound.map(number);
        let all = labels.iter().copied().chain(bound.iter().map(|bound| ("le", bound.as_str())));
        let mut separator = '{';
        for (name, value) in all {
            let _ = write!(self.out, "{separator}{name}=\"{}\"", escaped(value, true));
            separator = ',';
        }
        if separator == ',' {
            self.out.push('}');
        }
        let _ = writeln!(self.out, " {}", number(value));
    }
}

fn number(value: f64) -> String {
    match value {
        f64::INFINITY => "+Inf".into(),
        value => value.to_string(),
    }
}

fn escaped(text: &str, quotes: bool) -> String {
    let text = text.replace('\\', "\\\\").replace('\n', "\\n");
    if quotes { text.replace('"', "\\\"") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn written(format: Format) -> String {
        let mut text = Text::new(format);
        text.family("hikeshi_things", "Things \\ and\nmore.");
        text.counter(&[("name", "a\"b\\c\nd"), ("kind", "x")], 3);
        text.family("hikeshi_empty", "Nothing.");
        text.family("hikeshi_size_bytes", "A size.");
        text.gauge(&[], 1.5);
        text.finish()
    }

    #[test]
    fn prometheus_names_samples_and_open_metrics_families() {
        assert_eq!(
            written(Format::Prometheus),
            "# HELP hikeshi_things_total Things \\\\ and\\nmore.\n# TYPE hikeshi_things_total counter\n\
             hikeshi_things_total{name=\"a\\\"b\\\\c\\nd\",kind=\"x\"} 3\n\
             # HELP hikeshi_size_bytes A size.\n# TYPE hikeshi_size_bytes gauge\nhikeshi_size_bytes 1.5\n"
        );
        assert_eq!(
            written(Format::OpenMetrics),
            "# HELP hikeshi_things Things \\\\ and\\nmore.\n# TYPE hikeshi_things counter\n\
             hikeshi_things_total{name=\"a\\\"b\\\\c\\nd\",kind=\"x\"} 3\n\
             # HELP hikeshi_size_bytes A size.\n# TYPE hikeshi_size_bytes gauge\n# UNIT hikeshi_size_bytes bytes\n\
             hikeshi_size_bytes 1.5\n# EOF\n"
        );
    }

    #[test]
    fn a_histogram_ends_with_infinity_sum_and_count() {
        let histogram = Histogram::default();
        histogram.record(Duration::from_millis(2));
        let mut text = Text::new(Format::Prometheus);
        text.family("hikeshi_wait_seconds", "Waits.");
        text.histogram(&[("start", "warm")], &histogram);
        let text = text.finish();
        assert!(text.contains("hikeshi_wait_seconds_bucket{start=\"warm\",le=\"0.001\"} 0\n"), "{text}");
        assert!(text.contains("hikeshi_wait_seconds_bucket{start=\"warm\",le=\"0.0025\"} 1\n"), "{text}");
        let end = "le=\"+Inf\"} 1\nhikeshi_wait_seconds_sum{start=\"warm\"} 0.002\nhikeshi_wait_seconds_count{start=\"warm\"} 1\n";
        assert!(text.ends_with(end), "{text}");
    }
}
