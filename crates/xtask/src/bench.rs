//! `bench`: builds what is measured and what measures, then measures.

use crate::root;
use std::process::Command;

pub fn run(arguments: &[String]) -> Result<(), String> {
    root::run("cargo", &["build", "--release", "-p", "hikeshi", "-p", "bench", "-p", "provided-rust"])?;
    let program = root::target().join("release/bench");
    root::command_runs(Command::new(program).args(arguments).current_dir(root::root()))
}
