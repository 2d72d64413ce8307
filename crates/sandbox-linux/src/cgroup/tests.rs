//! Version 2 against a directory tree that looks like one: this machine's kernel may have bound its controllers to
//! version 1. The order and the text of what is written are what is held here.

use super::detect::{Hierarchies, Place, Unified};
use super::{Limits, Tree};
use crate::protocol::Control;
use std::fs;
use std::path::Path;

const TOP_FILES: [&str; 2] = ["cgroup.subtree_control", "cgroup.procs"];
const GROUP_FILES: [&str; 14] = [
    "memory.max",
    "memory.swap.max",
    "memory.peak",
    "memory.current",
    "memory.events",
    "memory.stat",
    "pids.max",
    "pids.peak",
    "pids.current",
    "cpu.max",
    "cpu.stat",
    "cgroup.freeze",
    "cgroup.kill",
    "cgroup.procs",
];

fn fake(root: &Path, files: &[&str]) {
    fs::create_dir_all(root).unwrap();
    for file in files {
        fs::write(root.join(file), "").unwrap();
    }
}

fn unified(root: &Path, own: &str) -> Hierarchies {
    let controllers = ["cpuset", "cpu", "io", "memory", "pids"].map(String::from).to_vec();
    let unified = Unified { own: root.join(own), mount: root.into(), controllers };
    Hierarchies { unified: Some(unified), ..Hierarchies::default() }
}

#[test]
fn on_version_2_controllers_are_enabled_from_the_root_down() {
    let root = tempfile::tempdir().unwrap();
    fake(root.path(), &TOP_FILES);
    fake(&root.path().join("hikeshi-1"), &["cgroup.subtree_control"]);
    // Our own group passes nothing on, as a group with processes must not: ours goes below the root.
    fake(&root.path().join("system.slice"), &TOP_FILES);
    let (tree, refused) = Tree::plan(&unified(root.path(), "system.slice"), "hikeshi-1").claim();
    assert_eq!(refused, [] as [String; 0]);
    let top = root.path().join("hikeshi-1");
    assert_eq!(tree.memory, Some(Place::V2(top.clone())));
    assert_eq!((tree.freezer, tree.unified), (None, Some(top.clone())));
    for directory in [root.path(), &top] {
        let text = fs::read_to_string(directory.join("cgroup.subtree_control")).unwrap();
        assert_eq!(text, "+memory +pids +cpu");
    }
}

#[test]
fn on_version_2_a_group_that_passes_controllers_on_is_the_parent() {
    let root = tempfile::tempdir().unwrap();
    let own = root.path().join("delegated");
    fake(&own, &TOP_FILES);
    fs::write(own.join("cgroup.subtree_control"), "cpu io memory pids\n").unwrap();
    let tree = Tree::plan(&unified(root.path(), "delegated"), "hikeshi-1");
    assert_eq!(tree.cpu, Some(Place::V2(own.join("hikeshi-1"))));
}

#[test]
fn on_version_2_a_group_that_only_we_are_in_is_the_parent() {
    let root = tempfile::tempdir().unwrap();
    let own = root.path().join("scope");
    fake(&own, &["cgroup.subtree_control", "cgroup.events"]);
    fs::write(own.join("cgroup.controllers"), "cpu io memory pids\n").unwrap();
    fs::write(own.join("cgroup.procs"), format!("{}\n", std::process::id())).unwrap();
    let home = || Tree::plan(&unified(root.path(), "scope"), "hikeshi-1").unified.unwrap();
    assert_eq!(home(), own.join("hikeshi-1"));
    // The first process of the machine is not ours to move.
    fs::write(own.join("cgroup.procs"), format!("1\n{}\n", std::process::id())).unwrap();
    assert_eq!(home(), root.path().join("hikeshi-1"));
}

#[test]
fn what_version_2_refuses_is_not_held_and_told() {
    let root = tempfile::tempdir().unwrap();
    fake(root.path(), &[]);
    // A directory in the file's place cannot be written.
    fs::create_dir(root.path().join("cgroup.subtree_control")).unwrap();
    let (tree, refused) = Tree::plan(&unified(root.path(), ""), "hikeshi-1").claim();
    assert_eq!((tree.memory, tree.pids, tree.cpu), (None, None, None));
    assert!(refused[0].starts_with("could not enable +memory +pids +cpu"), "{refused:?}");
}

#[test]
fn limits_of_version_2_are_written_in_its_words() {
    let root = tempfile::tempdir().unwrap();
    let top = root.path().join("hikeshi-1");
    fake(&top, &TOP_FILES);
    let v2 = || Some(Place::V2(top.clone()));
    let tree = Tree {
        memory: v2(),
        pids: v2(),
        cpu: v2(),
        cpuacct: v2(),
        freezer: None,
        unified: Some(top.clone()),
    };
    let group = tree.make("env-0").unwrap();
    let path = top.join("env-0");
    fake(&path, &GROUP_FILES);
    group.set_limits(Limits { memory_bytes: 128 << 20, processes_max: 1025, millicores: 72 }).unwrap();
    let text = |file: &str| fs::read_to_string(path.join(file)).unwrap();
    assert_eq!(text("memory.max"), "134217728");
    assert_eq!(text("memory.swap.max"), "0");
    assert_eq!(text("pids.max"), "1025");
    assert_eq!(text("cpu.max"), "1440 20000");
    group.thaw();
    assert_eq!(text("cgroup.freeze"), "0");
    // No v1 file to join by: the child is born inside.
    assert!(group.open_entrances().unwrap().is_empty());
    assert!(group.open_birthplace().unwrap().is_some());
    let kinds: Vec<Control> =
        group.open_controls().unwrap().into_iter().map(|(control, _)| control).collect();
    let expected = [
        Control::MemoryPeakV2,
        Control::MemoryNow,
        Control::MemoryEvents,
        Control::MemoryStat,
        Control::PidsPeak,
        Control::CpuMaxV2,
        Control::CpuStatV2,
        Control::FreezeV2,
        Control::Processes,
    ];
    assert_eq!(kinds, expected);
}
