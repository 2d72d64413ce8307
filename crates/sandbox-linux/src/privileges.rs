//! What the server gives up once the helper runs and everything that needs root is open.

use crate::helper::drop_bounding_set;
use rustix::process::{DumpableBehavior, set_dumpable_behavior};
use rustix::thread::{
    CapabilitySet, CapabilitySets, Gid, Uid, set_capabilities, set_no_new_privs, set_thread_groups,
    set_thread_res_gid, set_thread_res_uid,
};
use std::io;

/// Who the server is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct User {
    pub user: u32,
    pub group: u32,
}

impl User {
    /// Who this process is now.
    pub fn now() -> User {
        User { user: rustix::process::geteuid().as_raw(), group: rustix::process::getegid().as_raw() }
    }

    pub fn is_root(self) -> bool {
        self.user == 0
    }
}

/// Becomes `user`, if this process is root and `user` is not, and gives up for good every way back: capabilities, what
/// an executed file would bring, and being looked into by other processes of the same user, to whom secrets and open
/// descriptors would be as good as its own.
///
/// # Errors
/// The kernel refuses, or this process has threads already: each would have to give up for itself.
pub fn give_up_privileges(user: User) -> io::Result<()> {
    if std::fs::read_dir("/proc/self/task")?.count() != 1 {
        return Err(io::Error::other("there are threads already"));
    }
    if User::now().is_root() && !user.is_root() {
        drop_bounding_set()?;
        let (uid, gid) = (Uid::from_raw(user.user), Gid::from_raw(user.group));
        set_thread_groups(&[])?;
        set_thread_res_gid(gid, gid, gid)?;
        // With the last user of root go the capabilities.
        set_thread_res_uid(uid, uid, uid)?;
    }
    if !user.is_root() {
        let none = CapabilitySet::empty();
        set_capabilities(None, CapabilitySets { effective: none, permitted: none, inheritable: none })?;
    }
    set_no_new_privs(true)?;
    Ok(set_dumpable_behavior(DumpableBehavior::NotDumpable)?)
}
