//! The sandbox against the kernel. One program with its own `main`: executed with `sandbox-helper` it is the helper
//! that the tests drive, with `inside` a program in a sandbox, with `server` a server that a test kills. Needs root;
//! without it every test is skipped aloud.

#![expect(clippy::unwrap_used, reason = "a step that fails is a test that fails")]

mod ends;
mod hostile;
mod inside;
mod lifecycle;
mod limits;
mod ordinary;
mod privileges;
mod speed;
mod world;

use std::process::ExitCode;

type Test = (&'static str, fn());

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("sandbox-helper") => sandbox_linux::helper_main(),
        Some("inside") => inside::main(&arguments[1..]),
        Some("as-ordinary-user") => ordinary::main(&arguments[1..]),
        Some("server") => ends::server(&arguments[1]),
        Some("--measure") => speed::measure(),
        _ => run(&arguments),
    }
}

/// All tests, or those whose names contain one of the arguments, one after the other: they share the machine's control
/// groups and loop devices, and look for what is left of them.
fn run(arguments: &[String]) -> ExitCode {
    let filters: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    let chosen = |name: &str| filters.is_empty() || filters.iter().any(|filter| name.contains(*filter));
    let suites = [lifecycle::TESTS, privileges::TESTS, limits::TESTS, ends::TESTS, ordinary::TESTS];
    let all = [suites.concat(), hostile::tests()].concat();
    let mut failed = 0;
    for (name, test) in all.iter().filter(|(name, _)| chosen(name)) {
        if arguments.iter().any(|argument| argument == "--list") {
            println!("{name}: test");
        } else if !rustix::process::geteuid().is_root() {
            println!("test {name} ... skipped: needs root");
        } else {
            let passed = std::panic::catch_unwind(test).is_ok();
            println!("test {name} ... {}", if passed { "ok" } else { "FAILED" });
            failed += usize::from(!passed);
        }
    }
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
