//! The second disk: the programs built here, and what is to be done with them.

use super::guest::file_system;
use crate::root;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A disk with the programs and the jobs. `wanted` names suites, each followed by what the names of its tests are to
/// contain; nothing wanted is everything.
pub fn make(folder: &Path, wanted: &[String]) -> Result<PathBuf, String> {
    let sandbox = test_program("sandbox-linux", "linux")?;
    let data_plane = test_program("e2e", "e2e")?;
    root::run("cargo", &["build", "--quiet", "--package", "hikeshi", "--package", "provided-rust"])?;
    let programs = root::target().join("debug");
    let payload = folder.join("payload");
    let could_not = |error: std::io::Error| format!("could not fill {}: {error}", payload.display());
    let _ = fs::remove_dir_all(&payload);
    fs::create_dir_all(&payload).map_err(could_not)?;
    for (from, name) in [
        (sandbox, "sandbox"),
        (data_plane, "data-plane"),
        (programs.join("hikeshi"), "hikeshi"),
        (programs.join("provided-rust"), "provided-rust"),
    ] {
        without_debug_information(&from, &payload.join(name))?;
    }
    write_program(&payload.join("run.sh"), include_str!("run.sh")).map_err(could_not)?;
    fs::write(payload.join("jobs"), jobs(wanted)).map_err(could_not)?;
    let image = folder.join("payload.ext4");
    file_system(&payload, &image, PAYLOAD_MB)?;
    Ok(image)
}

const PAYLOAD_MB: u64 = 512;

/// The parts of the end-to-end tests that are about the data plane; the rest is about clients and their protocols,
/// which no kernel changes.
const DATA_PLANE: &str = "limits:: runtimes:: stops:: walls:: commands::";

fn jobs(wanted: &[String]) -> String {
    let suites = ["sandbox", "data-plane"];
    let mut jobs = String::new();
    for suite in suites {
        let named = wanted.iter().position(|word| word == suite);
        if named.is_none() && !wanted.is_empty() {
            continue;
        }
        let after = named.map_or(&[][..], |at| &wanted[at + 1..]);
        let filters: Vec<&str> =
            after.iter().map(String::as_str).take_while(|word| !suites.contains(word)).collect();
        let filters = filters.join(" ");
        jobs += &match suite {
            "sandbox" => format!("/payload/sandbox {filters}\n"),
            _ => {
                let filters = if filters.is_empty() { DATA_PLANE } else { &filters };
                format!(
                    "mkdir -p /run/env; HIKESHI_TEST_ENV=/run/env HIKESHI_TEST_BINARIES=/payload \
                     /payload/data-plane --test-threads 1 {filters}\n"
                )
            }
        };
    }
    jobs
}

/// Builds a test program and answers where it is.
fn test_program(package: &str, test: &str) -> Result<PathBuf, String> {
    let mut cargo = Command::new("cargo");
    cargo.args([
        "test",
        "--quiet",
        "--no-run",
        "--message-format=json",
        "--package",
        package,
        "--test",
        test,
    ]);
    let output = cargo
        .current_dir(root::root())
        .output()
        .map_err(|error| format!("could not start cargo: {error}"))?;
    if !output.status.success() {
        return Err(format!("could not build {package}: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let messages = String::from_utf8_lossy(&output.stdout).into_owned();
    let artifacts = messages.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    artifacts
        .filter(|message| message["target"]["name"] == test && message["profile"]["test"] == true)
        .find_map(|message| message["executable"].as_str().map(PathBuf::from))
        .ok_or_else(|| format!("cargo told of no test {test} of {package}"))
}

fn without_debug_information(from: &Path, to: &Path) -> Result<(), String> {
    let stripped = Command::new("strip").arg("--strip-debug").arg("-o").arg(to).arg(from).output();
    if stripped.is_ok_and(|output| output.status.success()) {
        return Ok(());
    }
    fs::copy(from, to).map(drop).map_err(|error| format!("could not copy {}: {error}", from.display()))
}

fn write_program(path: &Path, text: &str) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::write(path, text)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
}
