//! What is open when a function begins, and what it can make of it.

use super::attempt::{Attempt, call, name, told};
use libc::*;
use std::os::fd::AsRawFd;

pub const REFUSED: &[Attempt] = &[
    (
        "a descriptor besides the first three",
        || {
            // SAFETY: asks about numbers.
            let open = (3..1024).filter(|fd| unsafe { fcntl(*fd, F_GETFD) } >= 0);
            let open: Vec<String> = open.map(|fd| fd.to_string()).collect();
            if open.is_empty() { "none".into() } else { open.join(" ") }
        },
        "none",
    ),
    (
        "an input that is somebody's",
        || std::fs::read_link("/proc/self/fd/0").unwrap().display().to_string(),
        "/dev/null",
    ),
    (
        "a larger pipe than allowed",
        || {
            let (end, _other) = std::io::pipe().unwrap();
            call(SYS_fcntl, [end.as_raw_fd().into(), F_SETPIPE_SZ.into(), 1 << 30])
        },
        "EPERM",
    ),
    (
        "the host's signals for a descriptor",
        || {
            let (end, _other) = std::io::pipe().unwrap();
            let host: i64 = super::attempt::variable("HOST_PID").parse().unwrap();
            call(SYS_fcntl, [end.as_raw_fd().into(), F_SETOWN.into(), host])
        },
        "ESRCH",
    ),
];

pub const ALLOWED: &[Attempt] = &[
    ("standard output by its name", || write("/dev/stdout"), "done"),
    ("standard error by its name", || write("/dev/stderr"), "done"),
    ("standard output by its number", || write("/proc/self/fd/1"), "done"),
    ("standard output as a file that is begun anew", || told(std::fs::File::create("/dev/stdout")), "done"),
    ("standard input by its name", || told(std::fs::read("/dev/stdin")), "done"),
];

fn write(path: &str) -> String {
    match std::fs::File::options().append(true).open(path) {
        Ok(_) => "done".into(),
        Err(error) => name(&error),
    }
}
