//! `/_hikeshi/metrics`: what was counted, and how things stand now.

use crate::platform::Platform;
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, Response};
use http_body_util::Full;
use service::metrics::{Format, Text};
use std::fs;
use std::sync::atomic::Ordering;

impl Platform {
    pub(crate) fn metrics(&self, headers: &HeaderMap) -> Response<Full<Bytes>> {
        let format = Format::wanted(headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()));
        let mut text = Text::new(format);
        text.family("hikeshi_build_info", "The version that runs.");
        text.gauge(&[("version", self.0.parts.version)], 1.0);
        if let Some(metrics) = self.0.parts.bus.metrics() {
            metrics.write(&mut text);
            let idle = self.0.parts.exec.idle_counts();
            let busy = metrics.environments().saturating_sub((idle.frozen + idle.resting) as u64);
            text.family("hikeshi_environments", "Environments that stand.");
            text.gauge(&[("state", "busy")], busy as f64);
            text.gauge(&[("state", "resting")], idle.resting as f64);
            text.gauge(&[("state", "frozen")], idle.frozen as f64);
        }
        self.write_edge(&mut text);
        self.write_store(&mut text);
        self.write_logs(&mut text);
        self.write_processes(&mut text);
        let mut response = Response::new(Full::from(text.finish()));
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(format.content_type()));
        response
    }

    fn write_edge(&self, text: &mut Text) {
        let connections = &self.0.connections;
        text.family("hikeshi_connections_accepted", "Connections of clients that were accepted.");
        text.counter(&[], connections.accepted());
        text.family("hikeshi_connections", "Connections of clients that are open.");
        text.gauge(&[], connections.count() as f64);
        text.family("hikeshi_edge_refused", "What the edge has refused or ended, by reason.");
        for (why, count) in self.0.refusals.all() {
            text.counter(&[("why", why)], count);
        }
        text.family("hikeshi_jobs", "Work under way that no request waits for, or that would outlive it.");
        text.gauge(&[("of", "control_plane")], self.0.parts.jobs.count() as f64);
        text.gauge(&[("of", "data_plane")], self.0.parts.exec.jobs_count() as f64);
    }

    fn write_store(&self, text: &mut Text) {
        let store = &self.0.parts.store;
        let counts = store.counts();
        text.family("hikeshi_store_commits", "Groups of transactions that went to the disk together.");
        text.counter(&[], counts.commits.load(Ordering::Relaxed));
        text.family("hikeshi_store_transactions", "Transactions in these groups.");
        text.counter(&[], counts.transactions.load(Ordering::Relaxed));
        text.family("hikeshi_store_committed_bytes", "Keys and values that were written.");
        text.counter(&[], counts.bytes.load(Ordering::Relaxed));
        text.family("hikeshi_store_stopped", "1 once the store takes no more writes.");
        text.gauge(&[], f64::from(u8::from(store.stopped().is_some())));
    }

    fn write_logs(&self, text: &mut Text) {
        let logs = self.0.parts.exec.logs().figures();
        text.family("hikeshi_log_events", "Log events that were taken in.");
        text.counter(&[], logs.events);
        text.family("hikeshi_log_message_bytes", "Their messages.");
        text.counter(&[], logs.bytes);
        text.family("hikeshi_log_events_dropped", "Log events that were not kept, or not any more.");
        text.counter(&[("why", "overflow")], logs.dropped_overflow);
        text.counter(&[("why", "bound")], logs.dropped_removed);
        text.family("hikeshi_log_events_unwritten", "Log events that the disk did not take.");
        text.counter(&[], logs.unwritten);
        text.family("hikeshi_log_damaged_blocks", "Damaged blocks of log segments that were skipped.");
        text.counter(&[], logs.damaged_blocks);
        text.family("hikeshi_log_segments", "Log segments on disk.");
        text.gauge(&[], logs.segments as f64);
        text.family("hikeshi_log_disk_bytes", "What they take up.");
        text.gauge(&[], logs.disk_bytes as f64);
        text.family("hikeshi_log_memory_bytes", "Log events in memory.");
        text.gauge(&[], logs.memory_bytes as f64);
        text.family("hikeshi_log_failing", "1 while the disk does not take logs.");
        text.gauge(&[], f64::from(u8::from(logs.failing)));
    }

    fn write_processes(&self, text: &mut Text) {
        let mut processes = vec![("server", std::process::id())];
        processes.extend(self.0.parts.exec.processes());
        let read: Vec<(&str, Process)> =
            processes.into_iter().filter_map(|(name, id)| Some((name, Process::read(id)?))).collect();
        text.family(
            "hikeshi_process_resident_memory_bytes",
            "Memory of our own processes, without functions.",
        );
        for (name, process) in &read {
            text.gauge(&[("process", name)], process.resident_bytes as f64);
        }
        text.family("hikeshi_process_open_files", "Descriptors that our own processes have open.");
        for (name, process) in &read {
            // Those of a process of another user cannot be seen.
            if let Some(files) = process.files {
                text.gauge(&[("process", name)], files as f64);
            }
        }
        text.family("hikeshi_process_threads", "Threads of our own processes.");
        for (name, process) in &read {
            text.gauge(&[("process", name)], process.threads as f64);
        }
    }
}

/// What the kernel says of a process.
struct Process {
    resident_bytes: u64,
    threads: u64,
    files: Option<u64>,
}

impl Process {
    fn read(id: u32) -> Option<Process> {
        let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
            line.split_whitespace().next()?.parse::<u64>().ok()
        };
        // Kernels since 6.2 tell the number as the size of the directory, to everybody; before, only whoever may read
        // the directory can count, which for the helper's is root.
        let directory = format!("/proc/{id}/fd");
        let files = match fs::metadata(&directory).ok()?.len() {
            0 => fs::read_dir(directory).ok().map(|entries| entries.count() as u64),
            files => Some(files),
        };
        Some(Process { resident_bytes: field("VmRSS")? << 10, threads: field("Threads")?, files })
    }
}
