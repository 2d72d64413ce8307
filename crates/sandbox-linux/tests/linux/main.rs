//! The sandbox against the kernel. One program with its own `main`: executed with `sandbox-helper` it is the helper
//! that the tests drive. Needs root; without it, every test is skipped aloud.

mod world;
mod lifecycle;
mod speed;

use std::process::ExitCode;

type Test = (&'static str, fn());

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("sandbox-helper") => return sandbox_linux::helper_main(),
        Some("--measure") => {
            speed::measure();
            return ExitCode::SUCCESS;
        }
        _ => {}
    }
    let filters: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    let all = [lifecycle::TESTS].concat();
    let chosen = all.iter().filter(|(name, _)| filters.is_empty() || filters.iter().any(|f| name.contains(*f)));
    let mut failed = 0;
    for (name, test) in chosen {
        if !world::is_root() {
            println!("test {name} ... skipped: needs root");
            continue;
        }
        let outcome = std::panic::catch_unwind(test);
        println!("test {name} ... {}", if outcome.is_ok() { "ok" } else { "FAILED" });
        failed += usize::from(outcome.is_err());
    }
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
