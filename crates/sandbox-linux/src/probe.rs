//! Which limits this machine can hold, and by what means.

use crate::cgroup::{Tree, detect::Place};
use crate::helper::{self, Standing};
use crate::protocol;
use sandbox::Held;
use std::fs;
use std::os::unix::fs::MetadataExt;

/// The rows for a tree of control groups, with what the kernel refused when it was made.
pub fn held(tree: &Tree, refused: &[String], standing: Standing) -> Vec<protocol::Held> {
    let group = |what: &str, controller: &str, place: &Option<Place>| match place {
        Some(place) => row(what, place.describe(controller), true),
        None => row(what, missing(controller, refused, standing), false),
    };
    let mut rows = vec![
        measured(group("memory", "memory", &tree.memory), tree.memory.as_ref()),
        group("cpu", "cpu", &tree.cpu),
        group("processes and threads", "pids", &tree.pids),
        row("open descriptors", "RLIMIT_NOFILE".into(), true),
    ];
    rows.push(match (&tree.unified, &tree.freezer) {
        (Some(_), _) => row("freeze", "cgroup v2 cgroup.freeze".into(), true),
        (None, Some(_)) => row("freeze", "cgroup v1 freezer".into(), true),
        (None, None) if refused.is_empty() => {
            row("freeze", "no cgroup v2 mount and no v1 freezer".into(), false)
        }
        (None, None) => row("freeze", missing("freezing", refused, standing), false),
    });
    rows.push(tmp(standing));
    rows.push(swap(tree.memory.as_ref()));
    rows.push(match standing {
        Standing::Root => row("users", "each environment has one of its own".into(), true),
        Standing::Ordinary => {
            let how = "environments are all whoever started hikeshi, kept apart by namespaces alone: \
                       other users need root";
            row("users", how.into(), false)
        }
    });
    rows
}

/// What a figure of memory is worth, where it is not the kernel's own peak since the last reading.
fn measured(mut row: protocol::Held, memory: Option<&Place>) -> protocol::Held {
    let Some(Place::V2(path)) = memory else { return row };
    row.how += match fs::metadata(path.join("memory.peak")) {
        Ok(peak) if peak.mode() & 0o200 != 0 => "",
        // The kernel's mark cannot be set back before Linux 6.12.
        Ok(_) => "; the peak is of the whole life, file cache that is gone included",
        // It keeps none before Linux 5.19.
        Err(_) => "; instead of the peak, what is in use at the end of an invocation is measured",
    };
    row
}

fn row(what: &str, how: String, held: bool) -> protocol::Held {
    protocol::Held { what: what.into(), how, held }
}

fn missing(controller: &str, refused: &[String], standing: Standing) -> String {
    let why = match (refused, standing) {
        ([], _) => "the kernel offers none".to_owned(),
        (refused, Standing::Ordinary) if refused.iter().all(|why| why.contains("Permission denied")) => {
            "none was delegated to this user; `systemd-run --user --scope -p Delegate=yes hikeshi` asks for one"
                .to_owned()
        }
        (refused, _) => refused.join("; "),
    };
    format!("no {controller} control group: {why}")
}

fn tmp(standing: Standing) -> protocol::Held {
    match helper::formatter(standing) {
        None if standing == Standing::Ordinary => {
            let how = "a plain directory, its size not limited: loop devices need root";
            row("/tmp", how.into(), false)
        }
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
        const NAMES: [&str; 8] =
            ["memory", "cpu", "processes and threads", "open descriptors", "freeze", "/tmp", "swap", "users"];
        let what = NAMES.into_iter().find(|name| *name == row.what).unwrap_or("other");
        Held { what, how: row.how, held: row.held }
    }
}
