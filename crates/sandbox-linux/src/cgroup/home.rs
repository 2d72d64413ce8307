//! Where in a hierarchy of version 2 our groups can be.
//!
//! A group passes controllers on to the groups below it only while no process is in it, unless it is the root of all
//! groups. So the server's own group, where limits on the server would hold for what it runs, is the place when it
//! can be emptied: when only we are in it, and it is ours to arrange. That is so in a service with `Delegate=yes`, in
//! a user's scope with it, and in a container. Otherwise the place is the root.

use super::detect::Unified;
use rustix::fs::{Access, AtFlags, CWD, accessat};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The controllers that we pass on.
const CONTROLLERS: [&str; 3] = ["memory", "pids", "cpu"];
/// Where the server and the helper go, so that the group that they were started in may pass controllers on.
const LEAF: &str = "hikeshi-processes";

impl Unified {
    /// The group below which ours can be.
    pub(super) fn home(&self) -> &Path {
        let bare = !self.controllers.iter().any(|name| name == "memory");
        if bare || passes_on(&self.own) || can_be_emptied(&self.own) { &self.own } else { &self.mount }
    }
}

fn words(path: &Path) -> Vec<String> {
    fs::read_to_string(path).unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

fn passes_on(group: &Path) -> bool {
    let passed = words(&group.join("cgroup.subtree_control"));
    CONTROLLERS.iter().all(|name| passed.iter().any(|one| one == name))
}

/// The root of all groups has no `cgroup.events`; the root that a container sees has.
fn can_be_emptied(group: &Path) -> bool {
    let has = words(&group.join("cgroup.controllers"));
    CONTROLLERS.iter().all(|name| has.iter().any(|one| one == name))
        && group.join("cgroup.events").exists()
        && may_write(group)
        && may_write(&group.join("cgroup.procs"))
        && others_in(group).is_empty()
}

fn may_write(path: &Path) -> bool {
    accessat(CWD, path, Access::WRITE_OK, AtFlags::EACCESS).is_ok()
}

/// Processes that are neither this one nor the one that started it: of the helper, that is the server.
fn others_in(group: &Path) -> Vec<String> {
    let parent = rustix::process::getppid().map_or(0, |pid| pid.as_raw_nonzero().get());
    let ours = [std::process::id().to_string(), parent.to_string()];
    words(&group.join("cgroup.procs")).into_iter().filter(|pid| !ours.contains(pid)).collect()
}

/// Has `home` pass controllers on, if need be after we have left it.
pub(super) fn pass_on(home: &Path, controllers: &str) -> Result<(), String> {
    let file = home.join("cgroup.subtree_control");
    let enable = || super::group::write(home, "cgroup.subtree_control", controllers);
    let could_not =
        |error: io::Error| format!("could not enable {controllers} in {}: {error}", file.display());
    match enable() {
        Err(error) if error.raw_os_error() == Some(libc::EBUSY) => {}
        outcome => return outcome.map_err(could_not),
    }
    let others = others_in(home);
    if !others.is_empty() {
        return Err(format!(
            "other processes are in {} ({}): start hikeshi in a group of its own, as \
             `systemd-run --user --scope -p Delegate=yes hikeshi` does",
            home.display(),
            others.join(", ")
        ));
    }
    move_all(home, &leaf_of(home)).and_then(|()| enable()).map_err(could_not)
}

/// Undoes what [`pass_on`] did, if nobody else needs it by now.
pub(super) fn take_back(home: &Path) {
    let leaf = leaf_of(home);
    if !leaf.exists() {
        return;
    }
    let none = CONTROLLERS.map(|name| format!("-{name}")).join(" ");
    // Refused while another server's groups use what is passed on: then everybody stays where they are.
    if super::group::write(home, "cgroup.subtree_control", none).is_ok() && move_all(&leaf, home).is_ok() {
        let _ = fs::remove_dir(leaf);
    }
}

fn leaf_of(home: &Path) -> PathBuf {
    home.join(LEAF)
}

fn move_all(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir(to).or_else(super::exists_is_fine)?;
    for pid in words(&from.join("cgroup.procs")) {
        match super::group::write(to, "cgroup.procs", pid) {
            // It has ended meanwhile.
            Err(error) if error.raw_os_error() == Some(libc::ESRCH) => {}
            outcome => outcome?,
        }
    }
    Ok(())
}
