//! How the children tell the helper what became of them: small records in one pipe that they share. The kernel never
//! splits or mixes writes this small.

use rustix::event::{PollFd, PollFlags, poll};
use std::os::fd::OwnedFd;

const RECORD_BYTES: usize = 24;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The walls stand; the program is being started.
    Built = 0,
    /// The walls could not be built: the [`Step`] in the upper half of the value, `errno` in the lower.
    NotBuilt = 1,
    /// The value is the `errno` of execve or of what comes right before it.
    NotExecuted = 2,
    /// The value is the wait status of the program.
    Exited = 3,
}

#[derive(Debug, Clone, Copy)]
pub enum Step {
    ControlGroup = 0,
    Network = 1,
    Hostname = 2,
    Mount = 3,
    Proc = 4,
    Privileges = 5,
}

/// What a [`Step`] is in words, after "could not".
pub fn step_text(step: i32) -> &'static str {
    match step {
        0 => "join the control groups",
        1 => "enter the network namespace",
        2 => "set the host name",
        3 => "mount /tmp, /etc/passwd or a bind",
        4 => "mount /proc",
        _ => "drop privileges",
    }
}

#[derive(Debug)]
pub struct Report {
    pub environment: u64,
    pub run: u64,
    pub kind: Kind,
    pub value: i32,
}

pub fn write(pipe: &OwnedFd, environment: u64, run: u64, kind: Kind, value: i32) {
    let mut record = [0; RECORD_BYTES];
    record[..8].copy_from_slice(&environment.to_le_bytes());
    record[8..16].copy_from_slice(&run.to_le_bytes());
    record[16..20].copy_from_slice(&(kind as i32).to_le_bytes());
    record[20..].copy_from_slice(&value.to_le_bytes());
    // It fails only when the helper is gone, and then nobody is left to tell.
    let _ = rustix::io::write(pipe, &record);
}

/// Takes all records that are there; the pipe does not block.
pub fn read(pipe: &OwnedFd) -> Vec<Report> {
    let mut reports = Vec::new();
    let mut buffer = [0; RECORD_BYTES * 64];
    while let Ok(length @ 1..) = rustix::io::read(pipe, &mut buffer) {
        reports.extend(buffer[..length].chunks_exact(RECORD_BYTES).filter_map(parse));
    }
    reports
}

fn parse(record: &[u8]) -> Option<Report> {
    let kind = match i32::from_le_bytes(record[16..20].try_into().ok()?) {
        0 => Kind::Built,
        1 => Kind::NotBuilt,
        2 => Kind::NotExecuted,
        _ => Kind::Exited,
    };
    Some(Report {
        environment: u64::from_le_bytes(record[..8].try_into().ok()?),
        run: u64::from_le_bytes(record[8..16].try_into().ok()?),
        kind,
        value: i32::from_le_bytes(record[20..].try_into().ok()?),
    })
}

/// True when the reading end is closed.
pub fn nobody_reads(pipe: &OwnedFd) -> bool {
    let mut polled = [PollFd::new(pipe, PollFlags::empty())];
    let now = rustix::event::Timespec { tv_sec: 0, tv_nsec: 0 };
    matches!(poll(&mut polled, Some(&now)), Ok(1..)) && polled[0].revents().contains(PollFlags::ERR)
}
