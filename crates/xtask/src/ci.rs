//! `ci`: everything that must hold before a change goes in, the quick things first.

use crate::{codegen, coverage, root, test_run, tidy};

pub fn run(arguments: &[String]) -> Result<(), String> {
    step("format", || root::run("cargo", &["fmt", "--all", "--check"]))?;
    step("tidy", || tidy::run(&[]))?;
    step("codegen --check", || codegen::run(&["--check".to_owned()]))?;
    step("coverage --check", || coverage::run(&["--check".to_owned()]))?;
    step("clippy", || {
        root::run("cargo", &["clippy", "--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"])
    })?;
    step("test", || test_run::run(arguments))
}

fn step(name: &str, run: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    println!("── {name}");
    run().map_err(|error| format!("{name}: {error}"))
}
