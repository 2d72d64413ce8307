//! Started by root or by an ordinary user: what the helper may do, and how it gets to do it.
//!
//! An ordinary user's helper makes a user namespace in which it is root: enough to mount and to make namespaces, not
//! enough for loop devices, for other users or for groups that nobody delegated. What is then not held is told.

use crate::sys;
use std::fs;
use std::io;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Root of the machine.
    Root,
    /// Anybody else: root of a user namespace of the helper's own, with one user in it.
    Ordinary,
}

impl Standing {
    pub fn now() -> Standing {
        let whole_machine = |map: String| map.split_whitespace().eq(["0", "0", "4294967295"]);
        let is_all = fs::read_to_string("/proc/self/uid_map").is_ok_and(whole_machine);
        if rustix::process::geteuid().is_root() && is_all { Standing::Root } else { Standing::Ordinary }
    }

    /// Gets what is needed. The network comes along, because one that belongs to the machine could not be entered again.
    pub fn rise(self) -> io::Result<()> {
        if self == Standing::Root {
            return Ok(());
        }
        enter_user_namespace(0, 0, libc::CLONE_NEWNET)
    }
}

/// New namespaces, in which this process, which has one thread, is `user` and `group`, and nobody else is anybody.
pub fn enter_user_namespace(user: u32, group: u32, others: libc::c_int) -> io::Result<()> {
    let (outer_user, outer_group) = (rustix::process::geteuid(), rustix::process::getegid());
    sys::unshare(libc::CLONE_NEWUSER | others)?;
    // Who may not set groups may map one's own; a namespace inside another that may not has no say in it.
    match fs::write("/proc/self/setgroups", "deny") {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::write("/proc/self/gid_map", format!("{group} {} 1", outer_group.as_raw()))?;
    fs::write("/proc/self/uid_map", format!("{user} {} 1", outer_user.as_raw()))
}
