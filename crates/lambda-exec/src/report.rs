//! The platform's own log lines: INIT_START, START, END, REPORT, INIT_REPORT, in text or as JSON.

use crate::failure::Failure;
use crate::function::{LogFormat, Logging};
use clock::Timestamp;
use serde_json::json;
use service::bus::Outcome;
use std::fmt::Write;
use std::time::Duration;

/// How an invocation or an init ended, as the report words it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Status {
    Success,
    /// `Error Type` of the report.
    Error(String),
    Timeout,
}

impl Status {
    pub(crate) fn of(failure: &Failure) -> Status {
        match failure {
            Failure::TimedOut { .. } => Status::Timeout,
            other => Status::Error(other.error_type().to_owned()),
        }
    }

    pub(crate) fn outcome(&self) -> Outcome {
        match self {
            Status::Success => Outcome::Success,
            Status::Timeout => Outcome::Timeout,
            Status::Error(error_type) => match error_type.as_str() {
                "Runtime.OutOfMemory" => Outcome::OutOfMemory,
                "Runtime.ExitError" => Outcome::Exit,
                _ => Outcome::Error,
            },
        }
    }

    fn word(&self) -> &'static str {
        match self {
            Status::Success => "success",
            Status::Error(_) => "error",
            Status::Timeout => "timeout",
        }
    }
}

/// What REPORT says. Every figure was measured.
pub(crate) struct Report<'a> {
    pub request_id: &'a str,
    pub duration: Duration,
    /// Only on the first invocation of an environment whose init succeeded before it.
    pub init: Option<Duration>,
    pub memory_mb: u32,
    /// Peak of the environment over its life, in bytes; `None` if this host cannot measure it.
    pub memory_peak_bytes: Option<u64>,
    pub status: &'a Status,
}

impl Report<'_> {
    /// On-demand init time is billed since August 2025.
    pub(crate) fn billed_ms(&self) -> u64 {
        let total = self.duration + self.init.unwrap_or_default();
        total.as_micros().div_ceil(1_000) as u64
    }

    /// Peak of the environment in MB, rounded up; an OOM kill reports the limit, and so does what lies above it.
    fn max_memory_mb(&self) -> Option<u64> {
        let peak = self.memory_peak_bytes?;
        Some(peak.div_ceil(1 << 20).min(u64::from(self.memory_mb)))
    }

    fn text(&self) -> String {
        let mut line = format!(
            "REPORT RequestId: {}\tDuration: {:.2} ms\tBilled Duration: {} ms\tMemory Size: {} MB\t",
            self.request_id,
            millis(self.duration),
            self.billed_ms(),
            self.memory_mb
        );
        // Writing to a string cannot fail.
        if let Some(peak) = self.max_memory_mb() {
            let _ = write!(line, "Max Memory Used: {peak} MB\t");
        }
        if let Some(init) = self.init {
            let _ = write!(line, "Init Duration: {:.2} ms\t", millis(init));
        }
        match self.status {
            Status::Success => {}
            Status::Timeout => line.push_str("Status: timeout\t"),
            Status::Error(error_type) => {
                let _ = write!(line, "Status: error\tError Type: {error_type}\t");
            }
        }
        line.push('\n');
        line
    }

    fn json(&self) -> serde_json::Value {
        let mut metrics = json!({
            "durationMs": rounded(self.duration),
            "billedDurationMs": self.billed_ms(),
            "memorySizeMB": self.memory_mb,
        });
        if let Some(peak) = self.max_memory_mb() {
            metrics["maxMemoryUsedMB"] = peak.into();
        }
        if let Some(init) = self.init {
            metrics["initDurationMs"] = rounded(init).into();
        }
        let mut record =
            json!({"requestId": self.request_id, "metrics": metrics, "status": self.status.word()});
        if let Status::Error(error_type) = self.status {
            record["errorType"] = error_type.as_str().into();
        }
        record
    }
}

/// Writes the platform's lines in the function's format.
#[derive(Clone, Copy)]
pub(crate) struct Lines {
    pub format: LogFormat,
    /// `SystemLogLevel` is WARN: a line about what went well is empty, and an empty line is not written.
    pub failures_only: bool,
}

impl Lines {
    pub(crate) fn of(logging: &Logging) -> Lines {
        // Levels belong to JSON logs alone.
        let failures_only = logging.system_level.as_deref() == Some("WARN");
        Lines { format: logging.format, failures_only }
    }

    pub(crate) fn init_start(self, at: Timestamp, runtime_version: &str, arn: &str) -> String {
        match self.format {
            _ if self.failures_only => String::new(),
            LogFormat::Text => {
                format!("INIT_START Runtime Version: {runtime_version}\tRuntime Version ARN: {arn}\n")
            }
            LogFormat::Json => envelope(
                at,
                "platform.initStart",
                json!({"initializationType": "on-demand", "phase": "init",
                       "runtimeVersion": runtime_version, "runtimeVersionArn": arn}),
            ),
        }
    }

    /// Only written for an init that did not succeed.
    pub(crate) fn init_report(self, at: Timestamp, duration: Duration, status: &Status) -> String {
        match self.format {
            LogFormat::Text => {
                let error_type = match status {
                    Status::Error(error_type) => format!("\tError Type: {error_type}"),
                    _ => String::new(),
                };
                format!(
                    "INIT_REPORT Init Duration: {:.2} ms\tPhase: init\tStatus: {}{error_type}\n",
                    millis(duration),
                    status.word()
                )
            }
            LogFormat::Json => {
                let mut record = json!({"initializationType": "on-demand", "phase": "init",
                    "status": status.word(), "metrics": {"durationMs": rounded(duration)}});
                if let Status::Error(error_type) = status {
                    record["errorType"] = error_type.as_str().into();
                }
                envelope(at, "platform.initReport", record)
            }
        }
    }

    pub(crate) fn start(self, at: Timestamp, request_id: &str, version: &str) -> String {
        match self.format {
            _ if self.failures_only => String::new(),
            LogFormat::Text => format!("START RequestId: {request_id} Version: {version}\n"),
            LogFormat::Json => {
                envelope(at, "platform.start", json!({"requestId": request_id, "version": version}))
            }
        }
    }

    /// There is no END among the JSON lines.
    pub(crate) fn end(self, request_id: &str) -> Option<String> {
        (self.format == LogFormat::Text).then(|| format!("END RequestId: {request_id}\n"))
    }

    /// In JSON as the Telemetry API has it; for text AWS has no such line, and this one is ours.
    pub(crate) fn logs_dropped(self, at: Timestamp, events: u64, bytes: u64) -> String {
        let reason = "they came faster than they could be kept";
        match self.format {
            LogFormat::Text => format!("{events} log events ({bytes} bytes) were dropped: {reason}\n"),
            LogFormat::Json => envelope(
                at,
                "platform.logsDropped",
                json!({"reason": reason, "droppedRecords": events, "droppedBytes": bytes}),
            ),
        }
    }

    pub(crate) fn report(self, at: Timestamp, report: &Report<'_>) -> String {
        match self.format {
            _ if self.failures_only && *report.status == Status::Success => String::new(),
            LogFormat::Text => report.text(),
            LogFormat::Json => envelope(at, "platform.report", report.json()),
        }
    }
}

fn envelope(at: Timestamp, kind: &str, record: serde_json::Value) -> String {
    format!(r#"{{"time":"{}","type":"{kind}","record":{record}}}"#, at.iso8601_millis()) + "\n"
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// Milliseconds with three decimals, as the telemetry records have them.
fn rounded(duration: Duration) -> f64 {
    duration.as_micros() as f64 / 1e3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report<'a>(init: Option<Duration>, status: &'a Status) -> Report<'a> {
        let duration = Duration::from_micros(3_010);
        Report {
            request_id: "r-1",
            duration,
            init,
            memory_mb: 128,
            memory_peak_bytes: Some(36 << 20),
            status,
        }
    }

    #[test]
    fn report_lines_are_those_of_aws() {
        let at = Timestamp::from_millis(0);
        let lines = Lines { format: LogFormat::Text, failures_only: false };
        let init = Some(Duration::from_micros(110_100));
        assert_eq!(
            lines.report(at, &report(init, &Status::Success)),
            "REPORT RequestId: r-1\tDuration: 3.01 ms\tBilled Duration: 114 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB\tInit Duration: 110.10 ms\t\n"
        );
        assert!(lines.report(at, &report(None, &Status::Timeout)).ends_with("36 MB\tStatus: timeout\t\n"));
        let status = Status::Error("Runtime.ExitError".into());
        assert!(
            lines
                .report(at, &report(None, &status))
                .ends_with("Status: error\tError Type: Runtime.ExitError\t\n")
        );
    }

    #[test]
    fn json_lines_are_envelopes_and_have_no_end() {
        let lines = Lines { format: LogFormat::Json, failures_only: false };
        let line = lines.report(Timestamp::from_millis(0), &report(None, &Status::Success));
        let value: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(value["type"], "platform.report");
        assert_eq!(value["record"]["metrics"]["billedDurationMs"], 4);
        assert_eq!(lines.end("r-1"), None);
    }
}
