//! What a sandbox has used, read from descriptors that the helper opened.
//!
//! **Memory** is the kernel's high-water mark of the whole tree, kernel memory included, minus the page cache of files
//! that could be given back at the moment of reading (`active_file + inactive_file`), and the highest of all such
//! readings. The mark is set back after each reading where the kernel allows it (version 1 always, version 2 since
//! Linux 6.12), so that cache which has come and gone between two readings is not held against the function for ever.
//! Where it cannot be set back, it is (then the figure may hold cache that is gone, and is never too low); version 2
//! before Linux 5.19 keeps no mark at all, and every figure is of the moment of reading. `hikeshi doctor` tells which.
//! Neither lies below what is in use now, so no figure lies below what is in use now without cache.
//! After the kernel has killed for memory, the peak is the limit.
//!
//! Reading the cache makes the kernel add up counters of all its CPUs, so it is only done when the mark has risen since
//! the last time by more than [`SLACK_BYTES`], which the shown megabytes hide; and OOM kills are only looked for when
//! the mark is near the limit, without which there are none.
//!
//! **CPU time** and **OOM kills** are the group's own counters. **Threads** is the kernel's peak where it keeps one.
//! **Descriptors** and **/tmp** are what is open and in use at the moment of reading.

use crate::protocol::Control;
use sandbox::{Memory, Usage};
use std::collections::HashMap;
use std::os::fd::OwnedFd;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How many processes are looked at for the one with the most descriptors.
const PROCESSES_MAX: usize = 128;

/// What the mark may rise by before it is looked at more closely.
const SLACK_BYTES: u64 = 256 * 1024;
/// A mark this close to the limit may have been stopped by it.
const NEAR_LIMIT_BYTES: u64 = 1 << 20;

pub struct Meters {
    memory_bytes: u64,
    controls: HashMap<Control, OwnedFd>,
    seen: Mutex<Seen>,
}

/// What was read of memory until now.
#[derive(Default)]
struct Seen {
    peak_bytes: u64,
    oom_kills: u64,
    /// The mark as it was set back to at the last close look.
    mark_bytes: u64,
}

impl Meters {
    pub fn new(memory_bytes: u64, controls: HashMap<Control, OwnedFd>) -> Meters {
        Meters { memory_bytes, controls, seen: Mutex::default() }
    }

    pub fn read(&self) -> Usage {
        let Memory { peak_bytes: memory_peak_bytes, oom_kills } = self.memory();
        Usage {
            memory_peak_bytes,
            cpu_time: self.cpu_time(),
            tmp_bytes: self.tmp_bytes(),
            files: self.files(),
            threads: self.threads(),
            oom_kills,
        }
    }

    pub fn memory(&self) -> Memory {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let mark = self.mark();
        // Without a mark of the kernel's there may have been a peak, and a kill, between two readings.
        let kept = !self.controls.contains_key(&Control::MemoryNow)
            || self.controls.contains_key(&Control::MemoryPeakV2);
        let near_limit = |mark| !kept || mark + NEAR_LIMIT_BYTES >= self.memory_bytes;
        let worth_it = |mark: &u64| *mark > seen.mark_bytes + SLACK_BYTES || near_limit(*mark);
        if let Some(mark) = mark.filter(worth_it) {
            self.look_closely(mark, near_limit(mark), &mut seen);
        }
        Memory { peak_bytes: mark.map(|_| seen.peak_bytes), oom_kills: seen.oom_kills }
    }

    fn look_closely(&self, mark: u64, near_limit: bool, seen: &mut Seen) {
        if near_limit {
            seen.oom_kills = self.field(Control::MemoryEvents, "oom_kill").unwrap_or(0);
        }
        let peak = match seen.oom_kills {
            0 => mark.saturating_sub(self.cache()),
            _ => self.memory_bytes,
        };
        seen.peak_bytes = seen.peak_bytes.max(peak).min(self.memory_bytes);
        self.set_mark_back();
        seen.mark_bytes = self.mark().unwrap_or(mark);
    }

    fn mark(&self) -> Option<u64> {
        [Control::MemoryPeakV1, Control::MemoryPeakV2, Control::MemoryNow]
            .into_iter()
            .find_map(|control| self.number(control))
    }

    /// To what is in use now. A kernel that cannot refuses; the mark is then of the whole life.
    fn set_mark_back(&self) {
        let marks: [(Control, &[u8]); 2] = [(Control::MemoryPeakV1, b"0"), (Control::MemoryPeakV2, b"reset")];
        for (control, text) in marks {
            if let Some(file) = self.controls.get(&control) {
                let _ = rustix::io::pwrite(file, text, 0);
            }
        }
    }

    fn cache(&self) -> u64 {
        let Some(text) = self.text(Control::MemoryStat) else { return 0 };
        // Version 1 has the sums of the whole subtree under `total_`; a group of ours has no subtree.
        field(&text, "active_file").unwrap_or(0) + field(&text, "inactive_file").unwrap_or(0)
    }

    fn cpu_time(&self) -> Option<Duration> {
        match self.number(Control::CpuUsageV1) {
            Some(nanoseconds) => Some(Duration::from_nanos(nanoseconds)),
            None => self.field(Control::CpuStatV2, "usage_usec").map(Duration::from_micros),
        }
    }

    fn tmp_bytes(&self) -> Option<u64> {
        let status = rustix::fs::fstatvfs(self.controls.get(&Control::Tmp)?).ok()?;
        Some((status.f_blocks - status.f_bfree) * status.f_frsize)
    }

    /// Without the first process of the tree, which is ours.
    fn threads(&self) -> Option<u64> {
        let all = self.number(Control::PidsPeak).or_else(|| self.number(Control::PidsNow))?;
        Some(all.saturating_sub(1))
    }

    fn files(&self) -> Option<u64> {
        let text = self.text(Control::Processes)?;
        text.lines().take(PROCESSES_MAX).filter_map(descriptors_of).max()
    }

    fn field(&self, control: Control, name: &str) -> Option<u64> {
        field(&self.text(control)?, name)
    }

    fn number(&self, control: Control) -> Option<u64> {
        self.text(control)?.trim().parse().ok()
    }

    fn text(&self, control: Control) -> Option<String> {
        let mut buffer = [0; 4096];
        let length = rustix::io::pread(self.controls.get(&control)?, &mut buffer, 0).ok()?;
        Some(String::from_utf8_lossy(&buffer[..length]).into_owned())
    }
}

/// The value of a line `name value`.
fn field(text: &str, name: &str) -> Option<u64> {
    let mut lines = text.lines().filter_map(|line| line.split_once(' '));
    lines.find(|(found, _)| *found == name)?.1.trim().parse().ok()
}

/// Kernels since 6.2 tell the number as the size of the directory; before, the entries are counted.
fn descriptors_of(pid: &str) -> Option<u64> {
    let path = format!("/proc/{pid}/fd");
    match std::fs::metadata(&path).ok()?.len() {
        0 => Some(std::fs::read_dir(path).ok()?.count() as u64),
        count => Some(count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;
    use std::path::Path;

    fn meters(directory: &Path, files: &[(Control, &str, &str)]) -> Meters {
        let open = |(control, file, text): &(Control, &str, &str)| {
            std::fs::write(directory.join(file), text).unwrap();
            let file = File::options().read(true).write(true).open(directory.join(file)).unwrap();
            (*control, file.into())
        };
        Meters::new(128 << 20, files.iter().map(open).collect())
    }

    #[test]
    fn version_2_is_read_in_its_words() {
        let directory = tempfile::tempdir().unwrap();
        let meters = meters(
            directory.path(),
            &[
                (Control::MemoryPeakV2, "memory.peak", "50000000\n"),
                (
                    Control::MemoryStat,
                    "memory.stat",
                    "anon 30000000\ninactive_file 15000000\nactive_file 4000000\n",
                ),
                (Control::MemoryEvents, "memory.events", "low 0\nhigh 0\nmax 7\noom 0\noom_kill 0\n"),
                (Control::CpuStatV2, "cpu.stat", "usage_usec 1500\nuser_usec 1000\n"),
                (Control::PidsPeak, "pids.peak", "5\n"),
            ],
        );
        let usage = meters.read();
        assert_eq!(usage.memory_peak_bytes, Some(31_000_000));
        assert_eq!(usage.cpu_time, Some(Duration::from_micros(1500)));
        assert_eq!((usage.threads, usage.oom_kills), (Some(4), 0));
        // What no descriptor was given for is not guessed.
        assert_eq!((usage.tmp_bytes, usage.files), (None, None));
    }

    #[test]
    fn a_kernel_without_a_mark_is_read_as_it_is_now() {
        let directory = tempfile::tempdir().unwrap();
        let files = [
            (Control::MemoryNow, "memory.current", "50000000\n"),
            (Control::MemoryStat, "memory.stat", "inactive_file 1000000\nactive_file 0\n"),
            (Control::MemoryEvents, "memory.events", "oom 0\noom_kill 0\n"),
        ];
        let meters = meters(directory.path(), &files);
        assert_eq!(meters.memory(), Memory { peak_bytes: Some(49_000_000), oom_kills: 0 });
        std::fs::write(directory.path().join("memory.events"), "oom 1\noom_kill 1\n").unwrap();
        assert_eq!(meters.memory(), Memory { peak_bytes: Some(128 << 20), oom_kills: 1 });
    }

    #[test]
    fn after_an_oom_kill_the_peak_is_the_limit() {
        let directory = tempfile::tempdir().unwrap();
        let meters = meters(
            directory.path(),
            &[
                (Control::MemoryPeakV1, "memory.max_usage_in_bytes", "134217728\n"),
                (Control::MemoryStat, "memory.stat", "inactive_file 8192\nactive_file 0\n"),
                (
                    Control::MemoryEvents,
                    "memory.oom_control",
                    "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n",
                ),
            ],
        );
        let usage = meters.read();
        assert_eq!((usage.memory_peak_bytes, usage.oom_kills), (Some(128 << 20), 1));
    }
}
