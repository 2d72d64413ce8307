//! Real AWS clients: Python's in a virtual environment, Node.js's in their own folder, Rust's
//! in a workspace of its own.

use crate::root;
use std::path::Path;
use std::process::{Command, Stdio};

const REQUIREMENTS: &str = "crates/e2e/requirements.txt";
const SCRAPER: &str = "prometheus_client==0.26.0";
const RUST_CLIENT: &str = "crates/e2e/clients/rust/Cargo.toml";
const NODE_CLIENTS: &str = "crates/e2e/clients";

/// Makes ready what can be made ready, and answers what cannot, with the reason.
pub fn prepare(folder: &Path) -> Vec<(&'static str, String)> {
    let mut skipped = Vec::new();
    if let Err(why) = install_packages() {
        skipped.push(("packages of the system", why));
    }
    if let Err(why) = python(folder) {
        skipped.push(("clients in Python", why));
    }
    if let Err(why) = scraper(folder) {
        skipped.push(("the parser of metrics", why));
    }
    if let Err(why) = botocore_cases(folder) {
        skipped.push(("protocol cases of botocore", why));
    }
    if let Err(why) = node(folder) {
        skipped.push(("clients in Node.js", why));
    }
    if let Err(why) = rust(folder) {
        skipped.push(("the client in Rust", why));
    }
    skipped
}

/// Installs what is missing, if we may and the system has apt.
fn install_packages() -> Result<(), String> {
    let missing: Vec<&str> = [
        ("python3-venv", works("python3", &["-c", "import venv, ensurepip"])),
        ("nodejs", works("node", &["--version"])),
        ("npm", works("npm", &["--version"])),
    ]
    .into_iter()
    .filter_map(|(package, there)| (!there).then_some(package))
    .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(", ");
    if output("id", &["-u"]).is_none_or(|id| id.trim() != "0") {
        return Err(format!("{list} missing, and only root may install"));
    }
    if !works("apt-get", &["--version"]) {
        return Err(format!("{list} missing, and there is no apt-get"));
    }
    let mut arguments = vec!["install", "--yes", "--quiet", "--no-install-recommends"];
    arguments.extend(&missing);
    root::run("apt-get", &["update", "--quiet"]).and_then(|()| root::run("apt-get", &arguments))
}

/// `venv` with the pinned clients; made again when the pins change.
fn python(folder: &Path) -> Result<(), String> {
    let wanted = root::read(REQUIREMENTS)?;
    let stamp = folder.join("requirements.txt");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let venv = folder.join("venv");
    root::command_runs(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&venv))?;
    let mut pip = Command::new(venv.join("bin/python"));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]);
    root::command_runs(pip.arg(root::root().join(REQUIREMENTS)))?;
    std::fs::write(&stamp, wanted).map_err(|e| format!("could not write {}: {e}", stamp.display()))
}

/// The program over the AWS SDK for Rust, a workspace of its own. The SDK takes minutes to compile, once.
fn rust(folder: &Path) -> Result<(), String> {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet", "--locked", "--manifest-path"]);
    cargo.arg(root::root().join(RUST_CLIENT)).arg("--target-dir").arg(folder.join("rust"));
    root::command_runs(&mut cargo)
}

/// Prometheus's own client, in the same `venv`: the judge of what we say of ourselves.
fn scraper(folder: &Path) -> Result<(), String> {
    let python = folder.join("venv/bin/python");
    let name = python.to_string_lossy();
    if works(&name, &["-c", "import prometheus_client"]) {
        return Ok(());
    }
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", SCRAPER]);
    root::command_runs(&mut pip)
}

/// Takes the protocol cases, and AWS's suite of tests for signatures, out of botocore's source package.
const EXTRACT_CASES: &str = r"
import glob, os, sys, tarfile
archive = tarfile.open(glob.glob(sys.argv[1] + '/botocore-*.tar.gz')[0])
for member in archive.getmembers():
    parts = member.name.split('/')
    protocol = parts[1:4] == ['tests', 'unit', 'protocols'] and parts[4:5] in (['input'], ['output'])
    signature = parts[1:5] == ['tests', 'unit', 'auth', 'aws4_testsuite']
    if (protocol or signature) and member.isfile():
        path = os.path.join(sys.argv[2], *parts[4:])
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as file:
            file.write(archive.extractfile(member).read())
";

/// The cases that botocore tests its protocols with, which only its source package has; of the same version as our
/// models.
fn botocore_cases(folder: &Path) -> Result<(), String> {
    let version = root::read("models/botocore.version")?;
    let version = version.trim();
    let cases = folder.join("botocore-cases");
    let stamp = cases.join("version");
    let is_whole = cases.join("aws4_testsuite").is_dir();
    if is_whole && std::fs::read_to_string(&stamp).is_ok_and(|fetched| fetched.trim() == version) {
        return Ok(());
    }
    let package = folder.join("botocore-source");
    let _ = std::fs::remove_dir_all(&package);
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]);
    pip.args(["--no-binary", ":all:", "--dest"]).arg(&package).arg(format!("botocore=={version}"));
    root::command_runs(&mut pip)?;
    let _ = std::fs::remove_dir_all(&cases);
    root::command_runs(Command::new("python3").args(["-c", EXTRACT_CASES]).arg(&package).arg(&cases))?;
    std::fs::write(&stamp, version).map_err(|e| format!("could not write {}: {e}", stamp.display()))
}

/// `node_modules` beside the clients, as Node.js wants it; made again when the lock changes.
fn node(folder: &Path) -> Result<(), String> {
    let lock = root::read(&format!("{NODE_CLIENTS}/package-lock.json"))?;
    let stamp = folder.join("package-lock.json");
    let clients = root::root().join(NODE_CLIENTS);
    if clients.join("node_modules").is_dir() && std::fs::read_to_string(&stamp).is_ok_and(|old| old == lock) {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    root::command_runs(npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(clients))?;
    std::fs::write(&stamp, lock).map_err(|e| format!("could not write {}: {e}", stamp.display()))
}

fn works(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    String::from_utf8(output.stdout).ok()
}
