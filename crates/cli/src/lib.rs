//! The commands.

mod args;
mod assemble;
mod backup;
mod client;
mod config;
mod directories;
mod doctor;
mod invoke;
mod keys;
mod logs;
mod runtimes;
mod start;
mod table;
mod r#try;
mod user;

use clap::Parser;
use std::process::ExitCode;

/// The argument with which the server runs this program again as its sandbox helper.
const HELPER: &str = "sandbox-helper";

/// Does what the command line says.
pub fn main() -> ExitCode {
    // Before anything else: the helper stays single-threaded and small.
    if std::env::args_os().nth(1).is_some_and(|argument| argument == HELPER) {
        return sandbox_linux::helper_main();
    }
    let args = args::Args::parse();
    let done = match args.command.unwrap_or(args::Command::Start(args.start)) {
        args::Command::Start(args) => start::run(&args),
        args::Command::Try(args) => r#try::run(&args),
        args::Command::Doctor => doctor::run(),
        args::Command::Invoke(args) => invoke::run(&args),
        args::Command::Logs(args) => logs::run(&args),
        args::Command::Backup(args) => backup::run(&args),
        args::Command::Restore(args) => backup::restore::run(&args),
        args::Command::Runtimes(args) => runtimes::run(&args),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("hikeshi: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What a command ends with: an exit code, or why it could not be done.
type Done = Result<ExitCode, Box<dyn std::error::Error>>;
