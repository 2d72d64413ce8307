//! What a server makes on its host, found by what carries the mark of its data directory: other servers may run.

use super::patiently;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// How to recognise what belongs to one server.
#[derive(Clone)]
pub struct Traces {
    data: PathBuf,
    /// The name of its control groups in every hierarchy.
    group: String,
}

impl Traces {
    /// Of the server that last used a data directory.
    pub fn at(data: &Path) -> Traces {
        let sandbox = fs::metadata(data.join("sandbox")).expect("a server keeps its sandboxes there");
        let group = format!("hikeshi-{:x}-{:x}", sandbox.dev(), sandbox.ino());
        Traces { data: data.to_owned(), group }
    }

    /// Of a running server.
    pub fn of(data: &Path) -> Traces {
        let traces = Traces::at(data);
        assert!(!traces.groups().is_empty(), "a running server has control groups named {}", traces.group);
        traces
    }

    /// Waits until nothing is left. Devices and killed processes go within milliseconds, but not at once.
    pub fn vanish(&self) {
        let gone = patiently(|| self.all().is_empty().then_some(()));
        assert!(gone.is_some(), "left behind: {:#?}", self.all());
    }

    /// Everything there is now. Network namespaces need no look of their own: they have no name, and live only as long
    /// as a process or one of its descriptors.
    pub fn all(&self) -> Vec<String> {
        let commands = self.processes().into_iter().map(|(pid, command)| format!("process {pid}: {command}"));
        let groups = self.groups().into_iter().map(|path| format!("control group {}", path.display()));
        commands.chain(groups).chain(self.mounts()).chain(self.loop_devices()).chain(self.files()).collect()
    }

    /// Processes in its control groups: number and command line.
    pub fn processes(&self) -> Vec<(u32, String)> {
        let of_ours = |pid: &u32| {
            fs::read_to_string(format!("/proc/{pid}/cgroup")).is_ok_and(|groups| groups.contains(&self.group))
        };
        pids().filter(of_ours).map(|pid| (pid, command(pid))).collect()
    }

    fn groups(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![PathBuf::from("/sys/fs/cgroup")];
        while let Some(folder) = folders.pop() {
            let Ok(entries) = fs::read_dir(&folder) else { continue };
            for entry in entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())) {
                if entry.file_name().to_string_lossy() == self.group.as_str() {
                    found.push(entry.path());
                } else {
                    folders.push(entry.path());
                }
            }
        }
        found
    }

    /// In the mount namespace of any process.
    fn mounts(&self) -> Vec<String> {
        let mut found = Vec::new();
        let data = self.data.to_string_lossy();
        for pid in pids() {
            let mounts = fs::read_to_string(format!("/proc/{pid}/mountinfo")).unwrap_or_default();
            // The data directory may itself be a file system, which is its owner's and stays.
            let is_it = |line: &str| line.split(' ').nth(4) == Some(&*data);
            let ours = mounts.lines().filter(|line| line.contains(&*data) && !is_it(line));
            found.extend(ours.map(|line| format!("mount in the namespace of {pid}: {line}")));
        }
        found
    }

    fn loop_devices(&self) -> Vec<String> {
        let Ok(devices) = fs::read_dir("/sys/block") else { return Vec::new() };
        let backing = devices.flatten().filter_map(|device| {
            let file = fs::read_to_string(device.path().join("loop/backing_file")).ok()?;
            file.starts_with(&*self.data.to_string_lossy())
                .then(|| format!("{}: {}", device.file_name().to_string_lossy(), file.trim()))
        });
        backing.collect()
    }

    /// In what only a running server needs.
    fn files(&self) -> Vec<String> {
        let folders = [self.data.join("sandbox/scratch"), self.data.join("sandbox/tmp")];
        let entries = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
        entries.map(|entry| format!("file {}", entry.path().display())).collect()
    }
}

fn pids() -> impl Iterator<Item = u32> {
    let entries = fs::read_dir("/proc").expect("/proc is mounted");
    entries.flatten().filter_map(|entry| entry.file_name().to_string_lossy().parse().ok())
}

fn command(pid: u32) -> String {
    let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    String::from_utf8_lossy(&line).replace('\0', " ").trim().to_owned()
}
