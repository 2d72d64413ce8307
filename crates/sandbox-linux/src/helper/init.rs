//! What runs in the child: the last walls, then the first process of the environment, which starts the program and
//! stays to take in orphans until it is killed.
//!
//! It runs in a copy of the helper, which has one thread, so memory may be allocated here. It never returns and never
//! unwinds into the helper's code.

use super::oom;
use super::report::{self, Kind, Step};
use super::root::Mask;
use super::standing::{Standing, enter_user_namespace};
use crate::seccomp::Filter;
use crate::sys::{self, StringArray};
use rustix::fs::{CWD, Mode, OFlags};
use rustix::io::Errno;
use rustix::mount::{MountFlags, mount};
use rustix::process::{DumpableBehavior, Pid, Signal, WaitOptions, set_dumpable_behavior, wait};
use rustix::thread::{
    CapabilitySet, CapabilitySets, Gid, Uid, set_capabilities, set_thread_groups, set_thread_res_gid,
    set_thread_res_uid,
};
use std::ffi::CString;
use std::io;
use std::os::fd::OwnedFd;
use std::path::PathBuf;

/// Everything that the child needs, made ready before the fork.
pub struct Plan<'a> {
    pub environment: u64,
    pub run: u64,
    /// Where to report; the helper's own end of the pipe, to be closed.
    pub reports: &'a OwnedFd,
    pub reports_of_helper: &'a OwnedFd,
    pub filter: &'a Filter,
    /// v1 control group files to write `0` into.
    pub entrances: Vec<OwnedFd>,
    /// `None`: the host's network.
    pub network: Option<&'a OwnedFd>,
    /// Detached mounts and where they go.
    pub mounts: Vec<(OwnedFd, PathBuf)>,
    /// What of /proc is not for the program.
    pub masks: &'a [Mask],
    pub output: OwnedFd,
    pub user: u32,
    pub group: u32,
    pub standing: Standing,
    pub files_max: u64,
    pub processes_max: u64,
    pub program: CString,
    pub arguments: StringArray,
    pub variables: StringArray,
    pub working_directory: CString,
}

const HOSTNAME: &[u8] = b"sandbox";

pub fn run(plan: Plan<'_>) -> ! {
    sys::close_inherited(plan.reports_of_helper);
    if let Err((step, error)) = build(&plan) {
        let code = (step as i32) << 16 | error.raw_os_error().unwrap_or(0);
        report::write(plan.reports, plan.environment, plan.run, Kind::NotBuilt, code);
        sys::exit_now(1);
    }
    report::write(plan.reports, plan.environment, plan.run, Kind::Built, 0);
    match sys::fork() {
        Ok(None) => {
            let error = start_program(&plan);
            let code = error.raw_os_error().unwrap_or(libc::EIO);
            report::write(plan.reports, plan.environment, plan.run, Kind::NotExecuted, code);
            sys::exit_now(127)
        }
        Ok(Some(program)) => {
            let (environment, run) = (plan.environment, plan.run);
            let Plan { reports, .. } = plan;
            keep_house(reports, environment, run, program)
        }
        Err(error) => {
            let code = error.raw_os_error().unwrap_or(libc::EAGAIN);
            report::write(plan.reports, plan.environment, plan.run, Kind::NotExecuted, code);
            sys::exit_now(1)
        }
    }
}

fn build(plan: &Plan<'_>) -> Result<(), (Step, io::Error)> {
    sys::schedule_normally();
    for entrance in &plan.entrances {
        rustix::io::write(entrance, b"0").map_err(|e| (Step::ControlGroup, e.into()))?;
    }
    // After joining: the namespace begins at the groups that the process is in.
    sys::unshare(libc::CLONE_NEWCGROUP).map_err(|e| (Step::ControlGroup, e))?;
    if let Some(network) = plan.network {
        sys::enter(network).map_err(|e| (Step::Network, e))?;
    }
    rustix::system::sethostname(HOSTNAME).map_err(|e| (Step::Hostname, e.into()))?;
    for (detached, place) in &plan.mounts {
        super::root::attach(detached, place).map_err(|e| (Step::Mount, e))?;
    }
    let flags = MountFlags::NOSUID | MountFlags::NODEV | MountFlags::NOEXEC;
    // `hidepid=2` hides this process, whose user is another, from the program.
    mount("proc", "/proc", "proc", flags, c"hidepid=2").map_err(|e| (Step::Proc, e.into()))?;
    for mask in plan.masks {
        mask.put_on().map_err(|e| (Step::Proc, e))?;
    }
    if plan.standing == Standing::Ordinary {
        one_user_down(plan).map_err(|e| (Step::Privileges, e))?;
    }
    plan.filter.apply().map_err(|e| (Step::Privileges, e))?;
    // The helper may have died before this; then its end of the pipe is closed, and nobody would kill us.
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL))
        .map_err(|e| (Step::Privileges, e.into()))?;
    if report::nobody_reads(plan.reports) {
        sys::exit_now(1);
    }
    Ok(())
}

/// Into a user namespace below the helper's: the program is nobody there, and the mounts, which belong to the helper's,
/// are out of reach. For the machine this process and the program are still one user, so it is not to be looked into.
fn one_user_down(plan: &Plan<'_>) -> io::Result<()> {
    enter_user_namespace(plan.user, plan.group, 0)?;
    super::privileges::lock()?;
    Ok(set_dumpable_behavior(DumpableBehavior::NotDumpable)?)
}

/// Becomes the program. Returns only if that failed.
fn start_program(plan: &Plan<'_>) -> io::Error {
    match become_program(plan) {
        Ok(()) => sys::execute(&plan.program, &plan.arguments, &plan.variables),
        Err(error) => error,
    }
}

fn become_program(plan: &Plan<'_>) -> io::Result<()> {
    rustix::process::setsid()?;
    let input = rustix::fs::openat(CWD, "/dev/null", OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty())?;
    rustix::stdio::dup2_stdin(&input)?;
    rustix::stdio::dup2_stdout(&plan.output)?;
    rustix::stdio::dup2_stderr(&plan.output)?;
    sys::close_from(3, true);
    set_limits(plan);
    if plan.standing == Standing::Ordinary {
        // Else what follows is not this process's to write; nobody else is inside yet to look.
        set_dumpable_behavior(DumpableBehavior::Dumpable)?;
    }
    let _ = std::fs::write("/proc/self/oom_score_adj", oom::PROGRAM.to_string());
    rustix::process::umask(Mode::from_raw_mode(0o022));
    // Whoever may map only one's own group may not leave the others; nothing inside belongs to them.
    if plan.standing == Standing::Root {
        set_thread_groups(&[])?;
    }
    let (user, group) = (Uid::from_raw(plan.user), Gid::from_raw(plan.group));
    set_thread_res_gid(group, group, group)?;
    set_thread_res_uid(user, user, user)?;
    set_capabilities(None, NO_CAPABILITIES)?;
    rustix::process::chdir(&plan.working_directory)?;
    sys::block_signals(&[]);
    Ok(())
}

const NO_CAPABILITIES: CapabilitySets = CapabilitySets {
    effective: CapabilitySet::empty(),
    permitted: CapabilitySet::empty(),
    inheritable: CapabilitySet::empty(),
};

/// The limits that AWS's environments show (spec/limits.md §5).
fn set_limits(plan: &Plan<'_>) {
    sys::limit(libc::RLIMIT_NOFILE, plan.files_max, plan.files_max);
    // The first process of the tree is ours, and of the same user if there is but one.
    let processes_max = plan.processes_max + u64::from(plan.standing == Standing::Ordinary);
    sys::limit(libc::RLIMIT_NPROC, processes_max, processes_max);
    sys::limit(libc::RLIMIT_MEMLOCK, 65_536, 65_536);
    sys::limit(libc::RLIMIT_STACK, 8_388_608, libc::RLIM_INFINITY);
    // Not AWS's 10 GB: a host whose core_pattern names a program would run it, as root, on a stranger's memory. One
    // byte, unlike zero, stops that too.
    sys::limit(libc::RLIMIT_CORE, 1, 1);
}

/// Takes in orphans, tells how the program ended, and stays until killed: while this process lives, so does the
/// process namespace, and what the program left running.
fn keep_house(reports: &OwnedFd, environment: u64, run: u64, program: Pid) -> ! {
    // Whatever else the helper had open is not ours to keep alive; a private copy of the report pipe is.
    let reports = sys::keep_only(reports);
    let _ = set_capabilities(None, NO_CAPABILITIES);
    loop {
        match wait(WaitOptions::empty()) {
            Ok(Some((pid, status))) if pid == program => {
                report::write(&reports, environment, run, Kind::Exited, status.as_raw());
            }
            Ok(_) | Err(Errno::INTR) => {}
            // No child is left and none can come: nothing but a signal ends this wait.
            Err(_) => rustix::event::pause(),
        }
    }
}
