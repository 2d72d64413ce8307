//! `bench`: builds what is measured and what measures, then measures.

use crate::root;
use std::path::PathBuf;
use std::process::Command;

pub fn run(arguments: &[String]) -> Result<(), String> {
    root::run("cargo", &["build", "--release", "-p", "hikeshi", "-p", "bench", "-p", "provided-rust"])?;
    let program = target().join("release/bench");
    root::command_runs(Command::new(program).args(arguments).current_dir(root::root()))
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root::root().join("target"), PathBuf::from)
}
