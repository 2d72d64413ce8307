//! What this machine has: clients, interpreters, our own programs. What is missing is said and counted.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("crates/e2e lies in the repository")
        .into()
}

/// Where `cargo xtask test` puts clients.
fn test_env() -> PathBuf {
    std::env::var_os("HIKESHI_TEST_ENV").map_or_else(|| root().join("target/test-env"), PathBuf::from)
}

/// Says that a test is left out, and has it counted. The test harness shows what a passed test prints to nobody, so
/// this goes past it.
fn skip(what: &str) {
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    let line = format!("skipped: {test}: {what}\n");
    let _ = std::io::stderr().write_all(line.as_bytes());
    if let Ok(mut file) = OpenOptions::new().create(true).append(true).open(test_env().join("skipped.txt")) {
        let _ = file.write_all(line.as_bytes());
    }
}

/// Sandboxes need root; without it nothing here can be tested.
pub fn root_or_exit() {
    if !rustix::process::geteuid().is_root() {
        skip("sandboxes need root, and so does every end-to-end test");
        std::process::exit(0);
    }
}

fn found(what: &str, path: PathBuf) -> Option<PathBuf> {
    if path.exists() {
        return Some(path);
    }
    skip(&format!("{what} is not installed; `cargo xtask test` does it"));
    None
}

/// A Python that has the AWS clients.
pub fn python_clients() -> Option<PathBuf> {
    found("boto3", test_env().join("venv/bin/python"))
}

/// A Python that has Prometheus's parsers.
pub fn scraper() -> Option<PathBuf> {
    let python = python_clients()?;
    if !runs(Command::new(&python).args(["-c", "import prometheus_client"])) {
        skip("Prometheus's client is not installed; `cargo xtask test` does it");
        return None;
    }
    Some(python)
}

pub fn aws_cli() -> Option<PathBuf> {
    found("the AWS CLI", test_env().join("venv/bin/aws"))
}

/// The folder of the AWS clients for Node.js, if they and Node.js are there.
pub fn node_clients() -> Option<PathBuf> {
    let clients = found("the AWS SDK for JavaScript", root().join("crates/e2e/clients/node_modules"))?;
    node()?;
    clients.parent().map(Path::to_owned)
}

/// The program that drives the AWS SDK for Rust.
pub fn rust_client() -> Option<PathBuf> {
    found("the AWS SDK for Rust", test_env().join("rust/debug/rust-story"))
}

pub fn node() -> Option<()> {
    let there = runs(Command::new("node").arg("--version"));
    if !there {
        skip("there is no Node.js");
    }
    there.then_some(())
}

/// An interpreter that functions in Python can be run with.
pub fn python() -> Option<()> {
    let there = runs(Command::new("python3").arg("--version"));
    if !there {
        skip("there is no Python");
    }
    there.then_some(())
}

pub fn curl() -> Option<()> {
    let there = runs(Command::new("curl").arg("--version"));
    if !there {
        skip("there is no curl");
    }
    there.then_some(())
}

fn runs(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// One of the workspace's programs. `cargo xtask test` builds them and says where they are; without it, this does.
pub fn program(name: &str) -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(folder_of_programs).join(name)
}

fn folder_of_programs() -> PathBuf {
    if let Some(folder) = std::env::var_os("HIKESHI_TEST_BINARIES") {
        return folder.into();
    }
    let test = std::env::current_exe().expect("a running program has a path");
    let folder = test.ancestors().nth(2).expect("tests lie in deps").to_owned();
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--quiet", "--package", "hikeshi", "--package", "provided-rust"]);
    if folder.ends_with("release") {
        cargo.arg("--release");
    }
    assert!(cargo.current_dir(root()).status().expect("cargo can be started").success(), "a build");
    folder
}

/// A Python of exactly this version that functions see too, in one of the system's own directories.
pub fn system_python(version: &str) -> Option<String> {
    let candidates = ["/usr/bin", "/usr/local/bin"].map(|folder| format!("{folder}/python{version}"));
    let there = candidates.into_iter().find(|path| Path::new(path).exists());
    if there.is_none() {
        skip(&format!("no Python {version} in /usr, where functions would see it"));
    }
    there
}
