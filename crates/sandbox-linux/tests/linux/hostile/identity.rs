//! Becoming somebody else: users, groups, capabilities, files that bring them.

use super::attempt::{Attempt, call, name, raw, text};
use libc::*;
use std::process::Command;

/// What a program of the package is when it runs: effective user and group, and effective capabilities.
fn privileges_of(program: &str) -> String {
    let ran = Command::new(program).args(["inside", "privileges"]).output();
    match ran {
        Ok(output) => String::from_utf8_lossy(&output.stdout).trim().to_owned(),
        Err(error) => name(&error),
    }
}

/// `inside privileges`
pub fn privileges() {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let field =
        |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim().to_owned();
    let (user, group) = (field("Uid:"), field("Gid:"));
    let same = |ids: &str| ids.split_whitespace().all(|id| id.parse::<u32>().unwrap() >= 1_900_000_000);
    let caps = ["CapInh:", "CapPrm:", "CapEff:", "CapBnd:", "CapAmb:"].map(field);
    let none = caps.iter().all(|set| set.chars().all(|c| c == '0'));
    println!("{}", if same(&user) && same(&group) && none { "nobody in particular" } else { &status });
}

const NOBODY: &str = "nobody in particular";

pub const REFUSED: &[Attempt] = &[
    ("be root", || call(SYS_setuid, [0]), "EPERM"),
    ("be root for a while", || call(SYS_setresuid, [-1, 0, -1]), "EPERM"),
    ("be a neighbour", || become_a_neighbour(), "EPERM"),
    ("be in root's group", || call(SYS_setgid, [0]), "EPERM"),
    ("be in more groups", || call(SYS_setgroups, [1, [0u32].as_ptr() as i64]), "EPERM"),
    ("be in no group at all", || call(SYS_setgroups, [0, 0]), "EPERM"),
    (
        "be root for files",
        || {
            let _ = raw(SYS_setfsuid, [0]);
            let fs = raw(SYS_setfsuid, [-1]).unwrap();
            if fs == 0 { "root".into() } else { "unchanged".into() }
        },
        "unchanged",
    ),
    (
        "every capability",
        || {
            let header: [u32; 2] = [0x2008_0522, 0];
            let wanted = [u32::MAX; 6];
            call(SYS_capset, [header.as_ptr() as i64, wanted.as_ptr() as i64])
        },
        "EPERM",
    ),
    ("an ambient capability", || call(SYS_prctl, [47, 2, 21, 0, 0]), "EPERM"),
    ("to keep capabilities", || call(SYS_prctl, [8, 1, 0, 0, 0]), "EPERM"),
    ("other rules for capabilities", || call(SYS_prctl, [28, 0, 0, 0, 0]), "EPERM"),
    ("new privileges again", || call(SYS_prctl, [38, 0, 0, 0, 0]), "EINVAL"),
    ("no filter any more", || call(SYS_prctl, [22, 0, 0, 0, 0]), "EINVAL"),
    ("be a dump that root reads", || call(SYS_prctl, [4, 2, 0, 0, 0]), "EINVAL"),
    ("a package's file that runs as root", || privileges_of("/var/task/setuid-root"), NOBODY),
    ("a package's file that runs in root's group", || privileges_of("/var/task/setgid-root"), NOBODY),
    (
        "a package's file with capabilities",
        || privileges_of("/var/task/capable"),
        "nobody in particular or EPERM",
    ),
    (
        "a program in /tmp that runs as root",
        || {
            std::fs::copy("/var/task/linux", "/tmp/mine").unwrap();
            call(SYS_fchownat, [-100, text(c"/tmp/mine"), 0, 0, 0])
        },
        "EPERM",
    ),
    (
        "a program in /tmp with one's own set-user-id bit",
        || {
            std::fs::copy("/var/task/linux", "/tmp/bit").unwrap();
            raw(SYS_fchmodat, [-100, text(c"/tmp/bit"), 0o6755]).unwrap();
            privileges_of("/tmp/bit")
        },
        NOBODY,
    ),
    (
        "capabilities for a program in /tmp",
        || {
            std::fs::copy("/var/task/linux", "/tmp/able").unwrap();
            let all: [u32; 5] = [0x0200_0001, u32::MAX, 0, 0x1ff, 0];
            let value = all.as_ptr() as i64;
            call(SYS_setxattr, [text(c"/tmp/able"), text(c"security.capability"), value, 20, 0])
        },
        "EPERM",
    ),
    (
        "trusted attributes",
        || {
            std::fs::write("/tmp/trusted", "").unwrap();
            call(SYS_setxattr, [text(c"/tmp/trusted"), text(c"trusted.x"), text(c"y"), 1, 0])
        },
        "EPERM",
    ),
];

fn become_a_neighbour() -> String {
    // SAFETY: takes nothing.
    let own = unsafe { getuid() };
    call(SYS_setuid, [i64::from(own) + 1])
}
