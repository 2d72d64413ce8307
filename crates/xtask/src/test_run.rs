//! `test`: prepares the real clients that end-to-end tests drive, then runs every test.
//!
//! What cannot be prepared is said at the end and left out: tests find what there is under `HIKESHI_TEST_ENV`.

mod clients;

use crate::root;
use std::collections::BTreeSet;
use std::process::{Command, Stdio};

pub fn run(arguments: &[String]) -> Result<(), String> {
    let folder = root::root().join("target/test-env");
    std::fs::create_dir_all(&folder).map_err(|e| format!("could not make {}: {e}", folder.display()))?;
    let skipped = clients::prepare(&folder);
    // End-to-end tests run these, which no test of cargo's would build.
    root::run("cargo", &["build", "--quiet", "--package", "hikeshi", "--package", "provided-rust"])?;
    let left_out = folder.join("skipped.txt");
    let _ = std::fs::remove_file(&left_out);
    // nextest leaves out the examples in the documentation.
    let examples = match arguments.is_empty() && has_nextest() {
        true => root::run("cargo", &["test", "--quiet", "--workspace", "--doc"]),
        false => Ok(()),
    };
    let mut cargo = Command::new("cargo");
    match has_nextest() {
        true => cargo.args(["nextest", "run"]),
        false => cargo.args(["test", "--quiet"]),
    };
    if arguments.is_empty() {
        cargo.arg("--workspace");
    }
    cargo
        .args(arguments)
        .env("HIKESHI_TEST_ENV", &folder)
        .env("HIKESHI_TEST_BINARIES", root::target().join("debug"));
    cargo.current_dir(root::root());
    let outcome = examples.and_then(|()| root::command_runs(&mut cargo));
    println!("── {}", if outcome.is_ok() { "every test passed" } else { "some tests failed" });
    for (what, why) in &skipped {
        println!("   skipped: {what}: {why}");
    }
    let left_out = std::fs::read_to_string(left_out).unwrap_or_default();
    // A test may say more than once why it leaves something out.
    let left_out: BTreeSet<&str> = left_out.lines().collect();
    left_out.iter().for_each(|line| println!("   {line}"));
    println!("   {} tests skipped", left_out.len());
    outcome
}

fn has_nextest() -> bool {
    let mut nextest = Command::new("cargo");
    nextest.args(["nextest", "--version"]).stdout(Stdio::null()).stderr(Stdio::null());
    nextest.status().is_ok_and(|status| status.success())
}
