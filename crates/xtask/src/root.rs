//! The repository and the programs that commands run in it.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository's root: two folders above this crate. `cargo run` says where that is; a build that several checkouts
/// share would say where it was compiled.
pub fn root() -> PathBuf {
    let here = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
    let here = PathBuf::from(here);
    here.ancestors().nth(2).map_or_else(|| here.clone(), Path::to_owned)
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Runs a program in the root and waits for it.
///
/// # Errors
/// It cannot be started, or it fails.
pub fn run(program: &str, arguments: &[&str]) -> Result<(), String> {
    command_runs(Command::new(program).args(arguments).current_dir(root()))
}

/// Runs a prepared command and waits for it.
///
/// # Errors
/// It cannot be started, or it fails.
pub fn command_runs(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|e| format!("could not start {name}: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name} ended with {status}")) }
}

/// Reads a file of the repository.
///
/// # Errors
/// It cannot be read, or it is no UTF-8.
pub fn read(path: &str) -> Result<String, String> {
    std::fs::read_to_string(root().join(path)).map_err(|e| format!("could not read {path}: {e}"))
}

/// Writes a file of the repository.
///
/// # Errors
/// It cannot be written.
pub fn write(path: &str, text: &str) -> Result<(), String> {
    std::fs::write(root().join(path), text).map_err(|e| format!("could not write {path}: {e}"))
}
