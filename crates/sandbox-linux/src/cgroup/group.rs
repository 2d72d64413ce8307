//! The control group of one environment, in every hierarchy.

use super::detect::Place;
use super::{CPU_PERIOD_US, Tree};
use crate::protocol::Control;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

/// The share of memory that version 1 lets sockets have beside it, and what it is at least: a window of every connection
/// that a busy client has.
const SOCKETS_SHARE: u64 = 8;
const SOCKETS_BYTES_MIN: u64 = 8 << 20;

#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub memory_bytes: u64,
    /// Processes and threads, those of our own in the group included.
    pub processes_max: u64,
    pub millicores: u32,
}

pub struct Group {
    /// The same shape as the tree's, one level down.
    places: Tree,
}

impl Group {
    pub(super) fn make(tree: &Tree, name: &str) -> io::Result<Group> {
        let down = |place: &Option<Place>| {
            place.as_ref().map(|place| match place {
                Place::V1(path) => Place::V1(path.join(name)),
                Place::V2(path) => Place::V2(path.join(name)),
            })
        };
        let group = Group {
            places: Tree {
                memory: down(&tree.memory),
                pids: down(&tree.pids),
                cpu: down(&tree.cpu),
                cpuacct: down(&tree.cpuacct),
                freezer: tree.freezer.as_ref().map(|path| path.join(name)),
                unified: tree.unified.as_ref().map(|path| path.join(name)),
            },
        };
        for path in group.places.directories() {
            if let Err(error) = fs::create_dir(&path) {
                group.remove();
                return Err(error);
            }
        }
        Ok(group)
    }

    pub fn set_limits(&self, limits: Limits) -> io::Result<()> {
        match &self.places.memory {
            Some(Place::V1(path)) => {
                write(path, "memory.limit_in_bytes", limits.memory_bytes)?;
                // Memory and swap together: no swap beyond the limit. Kernels without swap accounting lack the file.
                optional(write(path, "memory.memsw.limit_in_bytes", limits.memory_bytes))?;
                optional(write(path, "memory.swappiness", 0))?;
                // Version 1 does not count what waits in sockets, unless told so, and then beside the rest: without a
                // limit one sandbox can take all that the host has for everybody's sockets. A full one only waits.
                let sockets_bytes = (limits.memory_bytes / SOCKETS_SHARE).max(SOCKETS_BYTES_MIN);
                optional(write(path, "memory.kmem.tcp.limit_in_bytes", sockets_bytes))?;
            }
            Some(Place::V2(path)) => {
                write(path, "memory.max", limits.memory_bytes)?;
                optional(write(path, "memory.swap.max", 0))?;
            }
            None => {}
        }
        if let Some(place) = &self.places.pids {
            write(place.path(), "pids.max", limits.processes_max)?;
        }
        let quota_us = cpu_quota_us(limits.millicores);
        match &self.places.cpu {
            Some(Place::V1(path)) => {
                write(path, "cpu.cfs_period_us", CPU_PERIOD_US)?;
                write(path, "cpu.cfs_quota_us", quota_us)
            }
            Some(Place::V2(path)) => write(path, "cpu.max", format_args!("{quota_us} {CPU_PERIOD_US}")),
            None => Ok(()),
        }
    }

    /// Opens what the server reads and writes at run time.
    pub fn open_controls(&self) -> io::Result<Vec<(Control, OwnedFd)>> {
        let mut controls = Vec::new();
        let mut add = |control, path: &Path, file: &str, writable: bool| -> io::Result<()> {
            match OpenOptions::new().read(true).write(writable).open(path.join(file)) {
                Ok(file) => controls.push((control, file.into())),
                Err(error) => optional(Err(error))?,
            }
            Ok(())
        };
        match &self.places.memory {
            Some(Place::V1(path)) => {
                add(Control::MemoryPeakV1, path, "memory.max_usage_in_bytes", true)?;
                add(Control::MemoryEvents, path, "memory.oom_control", false)?;
                add(Control::MemoryStat, path, "memory.stat", false)?;
            }
            Some(Place::V2(path)) => {
                add(Control::MemoryPeakV2, path, "memory.peak", true)?;
                add(Control::MemoryNow, path, "memory.current", false)?;
                add(Control::MemoryEvents, path, "memory.events", false)?;
                add(Control::MemoryStat, path, "memory.stat", false)?;
            }
            None => {}
        }
        if let Some(place) = &self.places.pids {
            // Newer kernels keep the peak in both versions.
            let (control, file) = match place.path().join("pids.peak").exists() {
                true => (Control::PidsPeak, "pids.peak"),
                false => (Control::PidsNow, "pids.current"),
            };
            add(control, place.path(), file, false)?;
        }
        match &self.places.cpu {
            Some(Place::V1(path)) => add(Control::CpuQuotaV1, path, "cpu.cfs_quota_us", true)?,
            Some(Place::V2(path)) => add(Control::CpuMaxV2, path, "cpu.max", true)?,
            None => {}
        }
        match &self.places.cpuacct {
            Some(Place::V1(path)) => add(Control::CpuUsageV1, path, "cpuacct.usage", false)?,
            Some(Place::V2(path)) => add(Control::CpuStatV2, path, "cpu.stat", false)?,
            None => {}
        }
        if let Some(path) = &self.places.unified {
            add(Control::FreezeV2, path, "cgroup.freeze", true)?;
        } else if let Some(path) = &self.places.freezer {
            add(Control::FreezeV1, path, "freezer.state", true)?;
        }
        if let Some(path) = self.places.directories().last() {
            add(Control::Processes, path, "cgroup.procs", false)?;
        }
        Ok(controls)
    }

    /// The v2 group, for a child to be born in.
    pub fn open_birthplace(&self) -> io::Result<Option<OwnedFd>> {
        self.places.unified.as_ref().map(|path| File::open(path).map(Into::into)).transpose()
    }

    /// The v1 files into which a child writes `0` to join. `tasks` and not `cgroup.procs`: a thread that moves only
    /// itself does without the lock that waits for every processor.
    pub fn open_entrances(&self) -> io::Result<Vec<OwnedFd>> {
        let v1 = |path: &PathBuf| self.places.unified.as_ref() != Some(path);
        let directories = self.places.directories().into_iter().filter(v1);
        directories.map(|path| Ok(OpenOptions::new().write(true).open(path.join("tasks"))?.into())).collect()
    }

    /// Lets killed processes die: in version 1 a frozen process does not even do that.
    pub fn let_die(&self) {
        if let Some(path) = &self.places.freezer {
            let _ = write(path, "freezer.state", "THAWED");
        }
    }

    /// Takes the limit off the CPU, so that a thousand killed processes on a tenth of a core do not take minutes to
    /// die. Answers the limit, for [`Group::set_cpu_limit`].
    pub fn lift_cpu_limit(&self) -> Option<String> {
        let (path, file, none) = self.cpu_limit()?;
        let limit = fs::read_to_string(path.join(file)).ok()?;
        write(path, file, none).ok()?;
        Some(limit)
    }

    pub fn set_cpu_limit(&self, limit: &str) {
        if let Some((path, file, _)) = self.cpu_limit() {
            let _ = write(path, file, limit.trim());
        }
    }

    /// The file of the limit, and what stands for none.
    fn cpu_limit(&self) -> Option<(&Path, &'static str, &'static str)> {
        Some(match self.places.cpu.as_ref()? {
            Place::V1(path) => (path, "cpu.cfs_quota_us", "-1"),
            Place::V2(path) => (path, "cpu.max", "max"),
        })
    }

    /// Lets every process run, those to come included: a group stays frozen when it is empty.
    pub fn thaw(&self) {
        if let Some(path) = &self.places.unified {
            let _ = write(path, "cgroup.freeze", 0);
        }
        self.let_die();
    }

    /// Removes the group. False if something keeps it: try again later.
    pub fn remove(&self) -> bool {
        let gone = |path: &PathBuf| match fs::remove_dir(path) {
            Ok(()) => true,
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        };
        // `all` would stop at the first that is kept.
        self.places.directories().iter().filter(|path| !gone(path)).count() == 0
    }
}

/// The quota per period; the kernel refuses less than a millisecond.
pub fn cpu_quota_us(millicores: u32) -> u64 {
    (u64::from(millicores) * CPU_PERIOD_US / 1000).max(1000)
}

/// In one system call: the kernel takes each write to a control file as a whole value.
pub(super) fn write(path: &Path, file: &str, value: impl std::fmt::Display) -> io::Result<()> {
    OpenOptions::new().write(true).open(path.join(file))?.write_all(value.to_string().as_bytes())
}

fn optional(outcome: io::Result<()>) -> io::Result<()> {
    match outcome {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}
