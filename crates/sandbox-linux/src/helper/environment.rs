//! One environment in the helper, and the birth of a process tree inside it.

use super::init::{self, Plan};
use super::root::{Namespaces, read_only_view};
use super::shell::Shell;
use super::slots::{GROUP, Slots};
use super::sources::Sources;
use super::standing::Standing;
use super::tmp::Tmp;
use crate::cgroup::Limits;
use crate::protocol::{Process, Walls};
use crate::seccomp::Filter;
use crate::sys::StringArray;
use rustix::process::{Gid, Pid, Signal, Uid, kill_process};
use std::ffi::CString;
use std::io;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

pub struct Environment {
    pub walls: Walls,
    pub shell: Shell,
    pub tmp: Tmp,
    pub tree: Option<Tree>,
    /// Requests to answer when no process is left.
    pub waiting: Vec<Waiting>,
}

/// A live process tree.
pub struct Tree {
    pub first: Pid,
    /// The sequence number of the request that started it.
    pub run: u64,
    /// The reading end for the server, until the walls stand and the request is answered.
    pub output: Option<OwnedFd>,
    pub exit_told: bool,
    /// Set when it is being killed: the limit of the CPU, to be set again when it is gone.
    pub cpu_limit: Option<String>,
}

pub enum Waiting {
    Kill { sequence: u64 },
    Start { sequence: u64, process: Process },
    TearDown { sequence: u64 },
}

/// What a birth needs of the helper.
pub struct Midwife<'a> {
    pub namespaces: &'a Namespaces,
    pub filter: &'a Filter,
    /// The helper's end of the pipe and the children's.
    pub reports: &'a (OwnedFd, OwnedFd),
    pub slots: &'a Slots,
    pub sources: &'a Sources,
    pub standing: Standing,
}

impl Environment {
    pub fn set_limits(&self) -> io::Result<()> {
        self.shell.group.set_limits(Limits {
            memory_bytes: self.walls.memory_bytes,
            // The first process of the tree is ours.
            processes_max: self.walls.processes_max + 1,
            millicores: self.walls.millicores,
        })
    }

    /// Starts the kill of the tree. With the first process of a process namespace the kernel kills every other, and
    /// it is the last to go: when it is reaped, nothing is left. `cgroup.kill` would add nothing, and Linux 6.18 kills
    /// whatever is later born (by CLONE_INTO_CGROUP) in a group that was ever killed so.
    pub fn kill(&mut self) {
        let Some(tree) = &mut self.tree else { return };
        let _ = kill_process(tree.first, Signal::KILL);
        self.shell.group.let_die();
        if tree.cpu_limit.is_none() {
            tree.cpu_limit = self.shell.group.lift_cpu_limit();
        }
    }

    pub fn start(&mut self, id: u64, run: u64, process: &Process, midwife: &Midwife<'_>) -> io::Result<Pid> {
        let (output, writer) = rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC)?;
        // Frozen with its last process, or after it: the next would be born frozen.
        self.shell.group.thaw();
        let birthplace = self.shell.group.open_birthplace()?;
        let plan = self.plan(id, run, process, writer, midwife)?;
        let others = libc::CLONE_NEWPID | libc::CLONE_NEWIPC | libc::CLONE_NEWUTS;
        let Some(first) = midwife.namespaces.birth(others, birthplace.as_ref())? else { init::run(plan) };
        drop(plan);
        self.tree = Some(Tree { first, run, output: Some(output), exit_told: false, cpu_limit: None });
        Ok(first)
    }

    fn plan<'a>(
        &'a self,
        id: u64,
        run: u64,
        process: &Process,
        output: OwnedFd,
        midwife: &Midwife<'a>,
    ) -> io::Result<Plan<'a>> {
        let variables = process.variables.iter().map(|(name, value)| format!("{name}={value}"));
        let user = midwife.slots.user(self.shell.slot);
        if midwife.standing == Standing::Root {
            // So that a program may open /dev/stdout, which is a new opening of this pipe. An ordinary user's programs
            // are that user, whose pipe it is.
            rustix::fs::fchown(&output, Some(Uid::from_raw(user)), Some(Gid::from_raw(GROUP)))?;
        }
        let program = process.command.first().ok_or(io::ErrorKind::InvalidInput)?;
        Ok(Plan {
            environment: id,
            run,
            reports: &midwife.reports.1,
            reports_of_helper: &midwife.reports.0,
            filter: midwife.filter,
            entrances: self.shell.group.open_entrances()?,
            network: self.shell.network.as_ref(),
            mounts: self.mounts(midwife.slots, midwife.sources)?,
            masks: midwife.namespaces.masks(),
            output,
            user,
            group: GROUP,
            standing: midwife.standing,
            files_max: self.walls.files_max,
            processes_max: self.walls.processes_max,
            program: CString::new(program.as_str())?,
            arguments: strings(process.command.iter().cloned())?,
            variables: strings(variables)?,
            working_directory: CString::new(process.working_directory.as_str())?,
        })
    }

    fn mounts(&self, slots: &Slots, sources: &Sources) -> io::Result<Vec<(OwnedFd, PathBuf)>> {
        let mut mounts = vec![
            (self.tmp.mount()?, PathBuf::from("/tmp")),
            (read_only_view(&slots.passwd(self.shell.slot), false)?, PathBuf::from("/etc/passwd")),
        ];
        if !self.walls.isolated && Path::new(RESOLVER).exists() {
            mounts.push((read_only_view(Path::new(RESOLVER), false)?, RESOLVER.into()));
        }
        for (source, target) in &self.walls.binds {
            let view = sources
                .view(source)
                .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", source.display())))?;
            mounts.push((view, target.into()));
        }
        Ok(mounts)
    }
}

/// Whoever has the host's network asks the host's name servers; the template's file names none.
const RESOLVER: &str = "/etc/resolv.conf";

fn strings(all: impl Iterator<Item = String>) -> io::Result<StringArray> {
    Ok(StringArray::new(all.map(CString::new).collect::<Result<_, _>>()?))
}
