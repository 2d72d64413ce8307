//! What a sandbox has used, read from descriptors that the helper opened.
//!
//! **Memory** is the kernel's high-water mark of the whole tree, kernel memory included, minus the page cache of files
//! that could be given back at the moment of reading (`active_file + inactive_file`), and the highest of all such
//! readings. The mark is set back after each reading where the kernel allows it (version 1 always, version 2 since
//! Linux 6.12), so that cache which has come and gone between two readings is not held against the function for ever.
//! The mark never lies below what is in use now, so the difference never lies below what is in use now without cache.
//! After the kernel has killed for memory, the peak is the limit.
//!
//! **CPU time** and **OOM kills** are the group's own counters. **Threads** is the kernel's peak where it keeps one.
//! **Descriptors** and **/tmp** are what is open and in use at the moment of reading.

use crate::protocol::Control;
use sandbox::Usage;
use std::collections::HashMap;
use std::os::fd::OwnedFd;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How many processes are looked at for the one with the most descriptors.
const PROCESSES_MAX: usize = 128;

pub struct Meters {
    memory_bytes: u64,
    controls: HashMap<Control, OwnedFd>,
    memory_peak: Mutex<u64>,
}

impl Meters {
    pub fn new(memory_bytes: u64, controls: HashMap<Control, OwnedFd>) -> Meters {
        Meters { memory_bytes, controls, memory_peak: Mutex::new(0) }
    }

    pub fn read(&self) -> Usage {
        let oom_kills = self.field(Control::MemoryEvents, "oom_kill").unwrap_or(0);
        Usage {
            memory_peak_bytes: self.memory_peak(oom_kills),
            cpu_time: self.cpu_time(),
            tmp_bytes: self.tmp_bytes(),
            files: self.files(),
            threads: self.threads(),
            oom_kills,
        }
    }

    fn memory_peak(&self, oom_kills: u64) -> Option<u64> {
        let mut peak = self.memory_peak.lock().unwrap_or_else(PoisonError::into_inner);
        let mark = self.take_mark()?;
        let now = mark.saturating_sub(self.cache());
        *peak = (*peak).max(if oom_kills > 0 { self.memory_bytes } else { now }).min(self.memory_bytes);
        Some(*peak)
    }

    /// Reads the high-water mark and sets it back to what is in use now.
    fn take_mark(&self) -> Option<u64> {
        let (control, reset): (_, &[u8]) = match self.controls.contains_key(&Control::MemoryPeakV1) {
            true => (Control::MemoryPeakV1, b"0"),
            false => (Control::MemoryPeakV2, b"reset"),
        };
        let mark = self.number(control)?;
        // A kernel that cannot set it back refuses; the mark is then of the whole life.
        let _ = rustix::io::pwrite(self.controls.get(&control)?, reset, 0);
        Some(mark)
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
