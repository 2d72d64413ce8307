//! Which limits this machine can hold, and by what means.

use crate::cgroup::{
    Tree,
    detect::{Hierarchies, Place},
};
use crate::helper;
use crate::protocol;
use sandbox::Held;
use std::fs;

/// What this machine can hold, without starting anything: for `hikeshi doctor`.
pub fn probe() -> Vec<Held> {
    let found = Hierarchies::of_this_process().unwrap_or_default();
    let tree = Tree::plan(&found, "hikeshi");
    let mut rows: Vec<Held> = held(&tree, &[]).into_iter().map(Into::into).collect();
    let root = rustix::process::geteuid().is_root();
    let how = if root { "started as root" } else { "not started as root: sandboxes cannot be built" };
    rows.insert(0, Held { what: "privileges", how: how.into(), held: root });
    rows
}

/// The rows for a tree of control groups, with what the kernel refused when it was made.
pub fn held(tree: &Tree, refused: &[String]) -> Vec<protocol::Held> {
    let group = |what: &str, controller: &str, place: &Option<Place>| match place {
        Some(place) => row(what, place.describe(controller), true),
        None => row(what, missing(controller, refused), false),
    };
    let mut rows = vec![
        group("memory", "memory", &tree.memory),
        group("cpu", "cpu", &tree.cpu),
        group("processes and threads", "pids", &tree.pids),
        row("open descriptors", "RLIMIT_NOFILE".into(), true),
    ];
    rows.push(match (&tree.unified, &tree.freezer) {
        (Some(_), _) => row("freeze", "cgroup v2 cgroup.freeze".into(), true),
        (None, Some(_)) => row("freeze", "cgroup v1 freezer".into(), true),
        (None, None) => row("freeze", "no cgroup v2 mount and no v1 freezer".into(), false),
    });
    rows.push(tmp());
    rows.push(swap(tree.memory.as_ref()));
    rows
}

fn row(what: &str, how: String, held: bool) -> protocol::Held {
    protocol::Held { what: what.into(), how, held }
}

fn missing(controller: &str, refused: &[String]) -> String {
    let why = if refused.is_empty() { "the kernel offers none".to_owned() } else { refused.join("; ") };
    format!("no {controller} control group: {why}")
}

fn tmp() -> protocol::Held {
    match helper::formatter() {
        Some(_) => row("/tmp", "an ext4 image of the size, behind a loop device".into(), true),
        None => {
            let how = "a plain directory, its size not limited: mkfs.ext4 or /dev/loop-control is missing";
            row("/tmp", how.into(), false)
        }
    }
}

/// Swap would let a sandbox use more memory than its limit, slowly.
fn swap(memory: Option<&Place>) -> protocol::Held {
    let swaps = fs::read_to_string("/proc/swaps").unwrap_or_default();
    if swaps.lines().nth(1).is_none() {
        return row("swap", "this machine has none".into(), true);
    }
    let counted = match memory {
        Some(Place::V1(path)) => {
            path.ancestors().any(|group| group.join("memory.memsw.limit_in_bytes").exists())
        }
        Some(Place::V2(_)) => true,
        None => false,
    };
    let how = match counted {
        true => "this machine has some; control groups keep sandboxes out of it",
        false => "this machine has some, and its kernel does not count who uses it: boot with swapaccount=1",
    };
    row("swap", how.into(), counted)
}

impl From<protocol::Held> for Held {
    fn from(row: protocol::Held) -> Held {
        const NAMES: [&str; 7] =
            ["memory", "cpu", "processes and threads", "open descriptors", "freeze", "/tmp", "swap"];
        let what = NAMES.into_iter().find(|name| *name == row.what).unwrap_or("other");
        Held { what, how: row.how, held: row.held }
    }
}
