//! Control groups, version 1, version 2 and the hybrid of both, behind one [`Tree`].
//!
//! Under each hierarchy the server has one group, `hikeshi-<tag>`, below the group that it was started in, so that
//! limits set on the server's surroundings hold for what it runs. Each environment has one group below that.

pub mod detect;
mod group;
mod home;

pub use group::{Group, Limits, cpu_quota_us};

use detect::{Hierarchies, Place};
use rustix::process::{Pid, Signal, kill_process};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The period over which a CPU quota is counted. Short, so that a small function waits milliseconds and not tenths
/// of a second for its next share.
pub const CPU_PERIOD_US: u64 = 20_000;

/// Our own groups. `None`: this host has no such controller, and the limit is not held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    pub memory: Option<Place>,
    pub pids: Option<Place>,
    pub cpu: Option<Place>,
    pub cpuacct: Option<Place>,
    /// The v1 freezer, where there is no v2 tree to freeze and kill with.
    pub freezer: Option<PathBuf>,
    /// The v2 group, with controllers or without: freezing, killing, births inside it.
    pub unified: Option<PathBuf>,
}

impl Tree {
    /// Where our groups would be, without making any.
    pub fn plan(found: &Hierarchies, name: &str) -> Tree {
        let below = |place: &Option<Place>| {
            place.as_ref().map(|place| match place {
                Place::V1(path) => Place::V1(path.join(name)),
                Place::V2(path) => Place::V2(path.join(name)),
            })
        };
        let unified = found.unified.as_ref().map(|unified| unified.home().join(name));
        let v2 = |controller: &str| {
            let unified_has =
                found.unified.as_ref().is_some_and(|u| u.controllers.iter().any(|c| c == controller));
            unified_has.then(|| unified.clone().map(Place::V2)).flatten()
        };
        Tree {
            memory: below(&found.memory).or_else(|| v2("memory")),
            pids: below(&found.pids).or_else(|| v2("pids")),
            cpu: below(&found.cpu).or_else(|| v2("cpu")),
            cpuacct: below(&found.cpuacct).or_else(|| v2("cpu")),
            freezer: found.freezer.as_ref().filter(|_| unified.is_none()).map(|path| path.join(name)),
            unified,
        }
    }

    /// Makes our groups, after removing what a dead server of the same name left. A hierarchy that refuses is left
    /// out, with its reason in the answer.
    pub fn claim(mut self) -> (Tree, Vec<String>) {
        let mut refused = Vec::new();
        remove_all(&self.directories());
        for path in self.directories() {
            if let Err(error) = fs::create_dir(&path).or_else(exists_is_fine) {
                refused.push(format!("could not create {}: {error}", path.display()));
                self.forget(&path);
            }
        }
        if let Err(error) = self.enable_v2_controllers() {
            refused.push(error);
            for place in [&mut self.memory, &mut self.pids, &mut self.cpu, &mut self.cpuacct] {
                place.take_if(|place| matches!(place, Place::V2(_)));
            }
        }
        (self, refused)
    }

    /// Makes the group of one environment.
    pub fn make(&self, name: &str) -> io::Result<Group> {
        Group::make(self, name)
    }

    /// Removes our groups, which must be empty.
    pub fn remove(&self) {
        remove_all(&self.directories());
        if let Some(home) = self.unified.as_ref().and_then(|ours| ours.parent()) {
            home::take_back(home);
        }
    }

    /// Each directory once: with v2, and with co-mounted v1 controllers, several controllers share one.
    fn directories(&self) -> Vec<PathBuf> {
        let places = [&self.memory, &self.pids, &self.cpu, &self.cpuacct];
        let v1_and_v2 = places.into_iter().flatten().map(|place| place.path().to_path_buf());
        let mut all: Vec<PathBuf> =
            v1_and_v2.chain(self.freezer.clone()).chain(self.unified.clone()).collect();
        all.sort();
        all.dedup();
        all
    }

    fn forget(&mut self, path: &Path) {
        for place in [&mut self.memory, &mut self.pids, &mut self.cpu, &mut self.cpuacct] {
            place.take_if(|place| place.path() == path);
        }
        self.freezer.take_if(|freezer| freezer == path);
        self.unified.take_if(|unified| unified == path);
    }

    /// A v2 group passes its controllers on only when told, from the parent downwards.
    fn enable_v2_controllers(&self) -> Result<(), String> {
        let wanted: Vec<&str> = [("memory", &self.memory), ("pids", &self.pids), ("cpu", &self.cpu)]
            .into_iter()
            .filter_map(|(name, place)| matches!(place, Some(Place::V2(_))).then_some(name))
            .collect();
        let Some(top) = self.unified.as_ref().filter(|_| !wanted.is_empty()) else { return Ok(()) };
        let line = wanted.iter().map(|name| format!("+{name}")).collect::<Vec<_>>().join(" ");
        for group in top.parent().into_iter().chain([top.as_path()]) {
            home::pass_on(group, &line)?;
        }
        Ok(())
    }
}

fn exists_is_fine(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::AlreadyExists { Ok(()) } else { Err(error) }
}

/// Kills what is left in these groups and the groups below them, and removes them all. Only ever called on groups
/// whose owner, by the lock on its state directory, is dead or is us.
fn remove_all(tops: &[PathBuf]) {
    let all: Vec<PathBuf> =
        tops.iter().flat_map(|top| groups_below(top).into_iter().chain([top.clone()])).collect();
    // In every hierarchy before the first is waited for: what one has frozen does not leave the others.
    all.iter().for_each(|group| kill_everything(group));
    all.iter().for_each(|group| remove_when_empty(group));
}

fn groups_below(top: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(top).into_iter().flatten().flatten();
    let directories = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    directories.map(|entry| entry.path()).collect()
}

fn kill_everything(group: &Path) {
    let processes = fs::read_to_string(group.join("cgroup.procs")).unwrap_or_default();
    for pid in processes.lines().filter_map(|line| Pid::from_raw(line.parse().ok()?)) {
        let _ = kill_process(pid, Signal::KILL);
    }
    for (file, thawed) in [("freezer.state", "THAWED"), ("cgroup.freeze", "0")] {
        let _ = group::write(group, file, thawed);
    }
}

fn remove_when_empty(group: &Path) {
    // Killed processes leave within milliseconds; five seconds is for a disk that blocks them.
    for _ in 0..500 {
        match fs::remove_dir(group) {
            Err(error) if error.raw_os_error() == Some(libc::EBUSY) => {
                kill_everything(group);
                wait_ten_milliseconds();
            }
            _ => return,
        }
    }
}

fn wait_ten_milliseconds() {
    let duration = rustix::event::Timespec { tv_sec: 0, tv_nsec: 10_000_000 };
    let _ = rustix::event::poll(&mut [], Some(&duration));
}

#[cfg(test)]
mod tests;
