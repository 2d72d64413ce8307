//! Automation of this repository: `cargo xtask <command>`.

mod bench;
mod ci;
mod codegen;
mod coverage;
mod limits_codegen;
mod model_file;
mod ordered;
mod root;
mod sync_models;
mod test_run;
mod tidy;
mod vm_test;

use std::process::ExitCode;

/// One command: its name, what it takes, what it does.
struct Command {
    name: &'static str,
    help: &'static str,
    run: fn(&[String]) -> Result<(), String>,
}

const COMMANDS: &[Command] = &[
    Command { name: "ci", help: "everything that must hold before a change goes in", run: ci::run },
    Command { name: "tidy", help: "the repository's own rules: layers, time, sources", run: tidy::run },
    Command { name: "test", help: "[cargo's arguments] every test, with real clients", run: test_run::run },
    Command {
        name: "vm-test",
        help: "[--cgroup v2|hybrid|v1|all] [suite] the suites on another kernel, emulated",
        run: vm_test::run,
    },
    Command { name: "bench", help: "[the bench's arguments] build for release and measure", run: bench::run },
    Command {
        name: "codegen",
        help: "[--check] write, or compare, the generated sources",
        run: codegen::run,
    },
    Command { name: "coverage", help: "[--check] write, or compare, docs/coverage.md", run: coverage::run },
    Command {
        name: "sync-models",
        help: "fetch the models that models/offered.toml names",
        run: sync_models::run,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let command = arguments.first().and_then(|name| COMMANDS.iter().find(|c| c.name == name));
    let Some(command) = command else {
        eprintln!("usage: cargo xtask <command>");
        for command in COMMANDS {
            eprintln!("  {:<12} {}", command.name, command.help);
        }
        return ExitCode::from(2);
    };
    match (command.run)(&arguments[1..]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", command.name);
            ExitCode::FAILURE
        }
    }
}
