//! The engine: launches the helper and builds sandboxes through it.

use crate::client::Client;
use crate::handle::LinuxSandbox;
use crate::protocol::{self, Answer, Body, Hello, Message, Receiver, Request};
use crate::sys;
use rustix::net::{AddressFamily, SocketFlags, SocketType, socketpair, sockopt};
use sandbox::{BoxFuture, Engine, Error, Held, Network, Result, Sandbox, Walls};
use std::fs;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Longer than the helper of a dead server may take to clean up, which the new one waits for.
const LAUNCH_MAX: Duration = Duration::from_secs(15);

pub struct Options {
    /// A private directory of this server, made if missing: images for `/tmp`, and the lock that names the owner of
    /// what a dead server left. One server at a time; it may be used again by the next.
    pub state_dir: PathBuf,
    /// A program, and its arguments, that does nothing but call [`crate::helper_main`]: our own binary.
    pub helper: (PathBuf, Vec<String>),
    /// What may be bound: these directories and what is below them. The helper is told once, at its start; whoever
    /// takes over the server later gets to see no other part of the host.
    pub sources: Vec<PathBuf>,
    /// The state directory goes when the helper ends.
    pub leave_nothing: bool,
}

impl Options {
    /// With this very program as the helper, called with the one argument `argument`.
    pub fn of_this_program(state_dir: impl Into<PathBuf>, argument: &str) -> Options {
        // The link, not what it names: that file may be replaced by an upgrade while we run.
        Options {
            state_dir: state_dir.into(),
            helper: ("/proc/self/exe".into(), vec![argument.into()]),
            sources: vec!["/".into()],
            leave_nothing: false,
        }
    }
}

/// Sandboxes of Linux.
pub struct LinuxEngine {
    client: Arc<Client>,
    helper: Mutex<Child>,
    held: Vec<Held>,
}

impl LinuxEngine {
    /// Starts the helper and waits, for milliseconds, until it is ready. Needs no runtime; the first request attaches
    /// to the one that it runs on. Raises the number of descriptors that this process may open to what it is allowed:
    /// each environment takes about a dozen.
    pub fn launch(options: Options) -> Result<LinuxEngine> {
        let files = rustix::process::getrlimit(rustix::process::Resource::Nofile).maximum.unwrap_or(u64::MAX);
        sys::limit(libc::RLIMIT_NOFILE, files, files);
        let state_dir = private_directory(&options.state_dir)
            .map_err(|error| failed(&format!("make {}", options.state_dir.display()), &error))?;
        let (ours, theirs) =
            socketpair(AddressFamily::UNIX, SocketType::SEQPACKET, SocketFlags::CLOEXEC, None)
                .map_err(|error| failed("make a socket pair", &error.into()))?;
        let helper =
            spawn(&options.helper, theirs).map_err(|error| failed("start the sandbox helper", &error))?;
        let Options { sources, leave_nothing, .. } = options;
        let held = greet(&ours, Hello { state_dir, sources, leave_nothing })?;
        rustix::io::ioctl_fionbio(&ours, true).map_err(|error| failed("set up a socket", &error.into()))?;
        Ok(LinuxEngine { client: Client::new(ours), helper: Mutex::new(helper), held })
    }
}

impl Engine for LinuxEngine {
    fn build(&self, walls: Walls) -> BoxFuture<'_, Result<Box<dyn Sandbox>>> {
        Box::pin(async move {
            let (id, memory_bytes) = (walls.id.clone(), walls.memory_bytes);
            let reply = self.client.request(Body::Build(walls.into()), None).await?;
            let sandbox = LinuxSandbox::new(self.client.clone(), &id, memory_bytes, reply)?;
            Ok(Box::new(sandbox) as Box<dyn Sandbox>)
        })
    }

    fn holds(&self) -> Vec<Held> {
        self.held.clone()
    }

    fn processes(&self) -> Vec<(&'static str, u32)> {
        vec![("helper", self.helper.lock().unwrap_or_else(PoisonError::into_inner).id())]
    }

    fn gone(&self) -> BoxFuture<'_, ()> {
        Box::pin(self.client.gone())
    }

    fn shut_down(&self) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            // A helper that is gone already leaves nothing to be told; its kernel objects went with it.
            let _ = self.client.request(Body::ShutDown, None).await;
            // It ends right after its answer.
            let _ = self.helper.lock().unwrap_or_else(PoisonError::into_inner).wait();
        })
    }
}

impl From<Walls> for protocol::Walls {
    fn from(walls: Walls) -> protocol::Walls {
        protocol::Walls {
            id: walls.id,
            memory_bytes: walls.memory_bytes,
            millicores: walls.cpu.millicores,
            processes_max: walls.processes_max,
            files_max: walls.files_max,
            tmp_bytes: walls.tmp_bytes,
            isolated: walls.network == Network::Isolated,
            binds: walls.binds.into_iter().map(|bind| (bind.source, bind.target.to_owned())).collect(),
        }
    }
}

/// The directory above it may belong to a server without privileges: what stands there in its place is not followed.
fn private_directory(path: &Path) -> io::Result<PathBuf> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    let found = fs::symlink_metadata(path)?;
    if !found.is_dir() || found.uid() != rustix::process::geteuid().as_raw() || found.mode() & 0o022 != 0 {
        return Err(io::Error::other("it is there, and not a directory that only we may write to"));
    }
    fs::canonicalize(path)
}

/// Nothing of our environment goes along but where programs are found.
fn spawn((program, arguments): &(PathBuf, Vec<String>), link: OwnedFd) -> io::Result<Child> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    Command::new(program).args(arguments).env_clear().env("PATH", path).stdin(link).spawn()
}

fn greet(socket: &OwnedFd, hello: Hello) -> Result<Vec<Held>> {
    let gone = |error: io::Error| match error.kind() {
        io::ErrorKind::BrokenPipe => Error::HelperGone,
        _ => failed("talk to the sandbox helper", &error),
    };
    sockopt::set_socket_timeout(socket, sockopt::Timeout::Recv, Some(LAUNCH_MAX))
        .map_err(|e| gone(e.into()))?;
    protocol::send(socket, &Request { sequence: 0, body: Body::Hello(hello) }, &[]).map_err(gone)?;
    match Receiver::new().receive::<Message>(socket).map_err(gone)? {
        Some((Message::Answer { answer: Answer::Ready { held }, .. }, _)) => {
            Ok(held.into_iter().map(Held::from).collect())
        }
        Some((Message::Answer { answer: Answer::Failed { text, .. }, .. }, _)) => Err(Error::Other(text)),
        _ => Err(Error::HelperGone),
    }
}

fn failed(what: &str, error: &io::Error) -> Error {
    Error::Other(format!("could not {what}: {error}"))
}
