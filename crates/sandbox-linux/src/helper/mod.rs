//! The helper: our own binary, executed again with one thread, which alone forks, mounts and kills.
//!
//! It sleeps until a request, a report of a child, a delivery for `/tmp` or a death of a child comes, and makes
//! environments ahead when nothing does. When its connection ends, the server is gone: everything is removed.

mod environment;
mod image;
mod init;
mod netns;
mod oom;
mod privileges;
mod report;
mod root;
mod service;
mod shell;
mod slots;
mod sources;
mod standing;
mod tmp;
mod tmp_maker;

pub use privileges::drop_bounding_set;
pub use standing::Standing;
pub use tmp_maker::formatter;

use crate::cgroup::{self, detect::Hierarchies};
use crate::probe;
use crate::protocol::{self, Answer, Body, Hello, Message, Receiver, Request, Walls};
use crate::seccomp::Filter;
use crate::sys;
use environment::Environment;
use root::Namespaces;
use rustix::fs::{FlockOperation, flock};
use rustix::process::Pid;
use shell::Shells;
use slots::Slots;
use sources::Sources;
use std::collections::{HashMap, VecDeque};
use std::fs::{self, File};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tmp::Stock;

/// How long a new server waits for the helper of a dead one to finish cleaning up.
const LOCK_WAIT_S: u32 = 10;

/// The whole life of the helper. Its connection to the server is its standard input.
pub fn helper_main() -> ExitCode {
    match start() {
        Ok(mut helper) => {
            helper.serve();
            helper.remove_everything();
            ExitCode::SUCCESS
        }
        Err(()) => ExitCode::FAILURE,
    }
}

fn start() -> Result<Helper, ()> {
    // Leave the terminal's group: Ctrl-C is the server's to handle, which then tells us.
    let _ = rustix::process::setsid();
    sys::default_signals();
    sys::block_signals(&[
        libc::SIGCHLD,
        libc::SIGPIPE,
        libc::SIGINT,
        libc::SIGTERM,
        libc::SIGHUP,
        libc::SIGQUIT,
        libc::SIGUSR1,
        libc::SIGUSR2,
    ]);
    let link = take_connection().map_err(drop)?;
    let mut receiver = Receiver::new();
    let hello = receiver.receive::<Request>(&link);
    let Ok(Some((Request { sequence, body: Body::Hello(hello) }, _))) = hello else { return Err(()) };
    let (answer, made) = match Helper::new(link.try_clone().map_err(drop)?, receiver, &hello) {
        Ok((helper, held)) => (Answer::Ready { held }, Ok(helper)),
        Err(text) => (Answer::Failed { no_room: false, text }, Err(())),
    };
    protocol::send(&link, &Message::Answer { sequence, answer }, &[]).map_err(drop)?;
    made
}

/// Moves the connection away from descriptor 0, which children get as their input.
fn take_connection() -> io::Result<OwnedFd> {
    let link = rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stdin(), 3)?;
    rustix::stdio::dup2_stdin(File::open("/dev/null")?)?;
    Ok(link)
}

struct Helper {
    link: OwnedFd,
    receiver: Receiver,
    namespaces: Namespaces,
    filter: Filter,
    shells: Shells,
    stock: Stock,
    deaths: OwnedFd,
    /// Reading and writing end of the pipe that all children report into.
    reports: (OwnedFd, OwnedFd),
    environments: HashMap<u64, Environment>,
    /// First processes of the live trees.
    trees: HashMap<Pid, u64>,
    /// Requests for walls that wait for their `/tmp`, in the order in which they came.
    builds: VecDeque<(u64, Walls)>,
    /// Requests that were taken in and not yet served. Each belongs to an environment or to one that is to be.
    requests: VecDeque<Request>,
    idle: bool,
    shut_down: Option<u64>,
    /// What environments may be shown of the host.
    sources: Sources,
    standing: Standing,
    /// The state directory, if it is to go with us.
    leave_nothing: Option<PathBuf>,
    _lock: File,
}

impl Helper {
    fn new(
        link: OwnedFd,
        receiver: Receiver,
        hello: &Hello,
    ) -> Result<(Helper, Vec<protocol::Held>), String> {
        let could_not = |what: &str| {
            let what = what.to_owned();
            move |error: io::Error| format!("could not {what}: {error}")
        };
        let state_dir = hello.state_dir.as_path();
        let lock =
            lock(state_dir).map_err(could_not("lock the state directory (is another server using it?)"))?;
        let _ = fs::remove_dir_all(state_dir.join("tmp"));
        let files = rustix::process::getrlimit(rustix::process::Resource::Nofile).maximum.unwrap_or(u64::MAX);
        sys::limit(libc::RLIMIT_NOFILE, files, files);

        oom::protect();

        let found = Hierarchies::of_this_process().map_err(could_not("read the control groups"))?;
        let name = group_name(state_dir).map_err(could_not("read the state directory"))?;
        let (tree, refused) = cgroup::Tree::plan(&found, &name).claim();
        let standing = Standing::now();
        let held = probe::held(&tree, &refused, standing);
        standing.rise().map_err(could_not(
            "make a user namespace (look at kernel.unprivileged_userns_clone, user.max_user_namespaces and \
             kernel.apparmor_restrict_unprivileged_userns, or start hikeshi as root)",
        ))?;

        let scratch = state_dir.join("scratch");
        fs::create_dir_all(&scratch).map_err(could_not("make a directory"))?;
        let namespaces =
            Namespaces::make(&scratch, standing).map_err(could_not("build the root file system"))?;
        // In the mount namespace that views of them are made in.
        let sources = Sources::open(&hello.sources).map_err(could_not("open what may be shown"))?;
        let stock =
            Stock::new(state_dir, &scratch, standing).map_err(could_not("start the maker of /tmp"))?;
        privileges::lock().map_err(could_not("lock privileges"))?;
        let slots = Slots::new(&scratch, state_dir).map_err(could_not("read the state directory"))?;
        let networks = netns::Pool::new().map_err(could_not("read the network namespace"))?;
        let reports = rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC)
            .map_err(io::Error::from)
            .map_err(could_not("make a pipe"))?;
        rustix::io::ioctl_fionbio(&reports.0, true)
            .map_err(io::Error::from)
            .map_err(could_not("set up a pipe"))?;
        let helper = Helper {
            link,
            receiver,
            namespaces,
            filter: Filter::compile(),
            shells: Shells::new(slots, tree, networks),
            stock,
            deaths: sys::signal_descriptor(&[libc::SIGCHLD]).map_err(could_not("watch children"))?,
            reports,
            environments: HashMap::new(),
            trees: HashMap::new(),
            builds: VecDeque::new(),
            requests: VecDeque::new(),
            idle: false,
            shut_down: None,
            sources,
            standing,
            leave_nothing: hello.leave_nothing.then(|| state_dir.to_path_buf()),
            _lock: lock,
        };
        Ok((helper, held))
    }
}

/// The name of our control groups. It holds the identity of the state directory, of which a live server has the lock:
/// groups of this name that exist while we hold it are left from a dead one.
fn group_name(state_dir: &Path) -> io::Result<String> {
    let metadata = fs::metadata(state_dir)?;
    Ok(format!("hikeshi-{:x}-{:x}", metadata.dev(), metadata.ino()))
}

fn lock(state_dir: &Path) -> io::Result<File> {
    let file = File::options().create(true).truncate(false).write(true).open(state_dir.join("lock"))?;
    sys::interrupt_after(LOCK_WAIT_S);
    let locked = flock(&file, FlockOperation::LockExclusive);
    sys::interrupt_after(0);
    locked?;
    Ok(file)
}

/// True for errors that say that the host is full, not that something is wrong.
pub fn is_no_room(error: &io::Error) -> bool {
    const FULL: [i32; 6] =
        [libc::ENOMEM, libc::EAGAIN, libc::ENOSPC, libc::EMFILE, libc::ENFILE, libc::EUSERS];
    error.kind() == io::ErrorKind::OutOfMemory
        || error.raw_os_error().is_some_and(|errno| FULL.contains(&errno))
}
