//! The real binary, started, stopped and killed.

use super::have;
use super::left::Traces;
use super::until;
use rustix::process::{Pid, Signal, kill_process};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use tempfile::TempDir;

/// A data directory that may outlive servers.
#[derive(Clone)]
pub struct Data(Arc<TempDir>);

impl Data {
    pub fn new() -> Data {
        let folder =
            tempfile::Builder::new().prefix("hikeshi-e2e-").tempdir().expect("a temporary directory");
        // The server is not root for long, and has to pass through.
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o711)).expect("a mode");
        Data(Arc::new(folder))
    }

    pub fn path(&self) -> PathBuf {
        self.0.path().join("data")
    }

    /// Writes a configuration file beside the data, and answers its path.
    pub fn config(&self, text: &str) -> String {
        self.file("hikeshi.toml", text)
    }

    /// Writes any file beside the data, and answers its path.
    pub fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.path().join(name);
        std::fs::write(&path, text).expect("a file beside the data");
        path.to_string_lossy().into_owned()
    }

    fn log(&self) -> PathBuf {
        self.0.path().join("log")
    }

    /// What the servers on this directory have said to standard error.
    pub fn said(&self) -> String {
        std::fs::read_to_string(self.log()).unwrap_or_default()
    }
}

pub struct Server {
    pub address: SocketAddr,
    pub banner: String,
    pub data: Data,
    pub traces: Traces,
    child: Option<Child>,
}

/// The binary, with nothing of the tests' surroundings that would speak to it.
pub fn hikeshi() -> Command {
    let mut command = Command::new(have::program("hikeshi"));
    for name in ["HIKESHI_LOG", "HIKESHI_ENDPOINT", "AWS_REGION"] {
        command.env_remove(name);
    }
    command
}

impl Server {
    pub fn start() -> Server {
        Server::start_on(Data::new())
    }

    pub fn start_on(data: Data) -> Server {
        Server::start_with(data, &[])
    }

    pub fn start_with(data: Data, arguments: &[&str]) -> Server {
        Server::start_at(data, "127.0.0.1:0", arguments)
    }

    pub fn start_at(data: Data, address: &str, arguments: &[&str]) -> Server {
        have::root_or_exit();
        let log = File::options().create(true).append(true).open(data.log()).expect("a log");
        let mut child = hikeshi()
            .args(["start", "--listen", address, "--data-dir"])
            .arg(data.path())
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("the server starts");
        let output = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut banner = String::new();
        for line in output.lines().map_while(Result::ok) {
            banner += &line;
            banner += "\n";
            if line.contains("aws lambda list-functions") {
                break;
            }
        }
        let address = banner.lines().find_map(|line| {
            line.trim().strip_prefix("endpoint")?.trim().strip_prefix("http://")?.parse().ok()
        });
        let Some(address) = address else {
            let _ = child.kill();
            let _ = child.wait();
            panic!("the server did not start: {banner}{}", data.said());
        };
        let traces = Traces::of(&data.path());
        Server { address, banner, data, traces, child: Some(child) }
    }

    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn pid(&self) -> u32 {
        self.child.as_ref().expect("the server runs").id()
    }

    /// Stops it as an administrator would, and looks for what it left.
    pub fn stop(mut self) -> Data {
        self.end(Signal::TERM, |status| assert!(status.success(), "the server ended with {status}"));
        self.data.clone()
    }

    /// As a crash would, in the middle of whatever it does.
    pub fn kill(mut self) -> Data {
        self.end(Signal::KILL, |status| assert!(!status.success(), "{status}"));
        self.data.clone()
    }

    /// Kills it, and what is left stays for the next one to meet.
    pub fn kill_without_looking(mut self) -> Data {
        let mut child = self.child.take().expect("the server runs");
        child.kill().expect("the server is there to be killed");
        child.wait().expect("it is our child");
        self.data.clone()
    }

    /// Kills its sandbox helper; answers when the server has noticed and ended. What is left stays for the next one.
    pub fn kill_helper(mut self) -> Data {
        let mut child = self.child.take().expect("the server runs");
        let children = std::fs::read_to_string(format!("/proc/{0}/task/{0}/children", child.id())).unwrap();
        let helper = children.split_whitespace().next().and_then(|pid| pid.parse().ok());
        let helper = helper.and_then(Pid::from_raw).expect("the helper is the server's child");
        kill_process(helper, Signal::KILL).expect("the helper is there to be killed");
        let status = until("the server has ended", || child.try_wait().expect("it is our child"));
        assert!(!status.success(), "{status}");
        self.data.clone()
    }

    /// It was told to stop already.
    pub fn ended(mut self) {
        self.wait(|status| assert!(status.success(), "the server ended with {status}"));
    }

    fn end(&mut self, signal: Signal, check: impl FnOnce(ExitStatus)) {
        let Some(child) = &self.child else { return };
        kill_process(Pid::from_child(child), signal).expect("the server is there to be stopped");
        self.wait(check);
    }

    fn wait(&mut self, check: impl FnOnce(ExitStatus)) {
        let Some(mut child) = self.child.take() else { return };
        check(until("the server has ended", || child.try_wait().expect("it is our child")));
        self.traces.vanish();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            return self
                .end(Signal::TERM, |status| assert!(status.success(), "the server ended with {status}"));
        }
        eprintln!("the server said:\n{}", self.data.said());
        if let Some(mut child) = self.child.take() {
            let _ = kill_process(Pid::from_child(&child), Signal::TERM);
            let _ = child.wait();
        }
    }
}

impl AsRef<Path> for Data {
    fn as_ref(&self) -> &Path {
        self.0.path()
    }
}
