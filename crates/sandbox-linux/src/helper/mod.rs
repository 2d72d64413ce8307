//! The helper: our own binary, executed again with one thread, which alone forks, mounts and kills.
//!
//! It sleeps until a request, a report of a child, a delivery for `/tmp` or a death of a child comes, and makes
//! environments ahead when nothing does. When its connection ends, the server is gone: everything is removed.

mod environment;
mod init;
mod netns;
mod privileges;
mod report;
mod root;
mod shell;
mod slots;
mod tmp;
mod tmp_maker;

pub use tmp_maker::formatter;

use crate::cgroup::{self, detect::Hierarchies};
use crate::probe;
use crate::protocol::{self, Answer, Body, Exit, Message, Receiver, Request, Walls};
use crate::seccomp::Filter;
use crate::sys;
use environment::{Environment, Midwife, Waiting};
use report::{Kind, Report};
use root::Namespaces;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{FlockOperation, flock};
use rustix::process::{Pid, WaitOptions, wait};
use shell::Shells;
use slots::Slots;
use std::collections::{HashMap, VecDeque};
use std::fs::{self, File};
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::ExitCode;
use tmp::{Delivery, Stock, Tmp};

/// How long a new server waits for the helper of a dead one to finish cleaning up.
const LOCK_WAIT_S: u32 = 10;

/// Making ahead would slow down a start that is under way: it begins when nothing has happened for this long.
const QUIET: Timespec = Timespec { tv_sec: 0, tv_nsec: 5_000_000 };

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
        libc::SIGCHLD, libc::SIGPIPE, libc::SIGINT, libc::SIGTERM, libc::SIGHUP, libc::SIGQUIT, libc::SIGUSR1,
        libc::SIGUSR2,
    ]);
    let link = take_connection().map_err(drop)?;
    let mut receiver = Receiver::new();
    let hello = receiver.receive::<Request>(&link);
    let Ok(Some((Request { sequence, body: Body::Hello { state_dir } }, _))) = hello else { return Err(()) };
    let (answer, made) = match Helper::new(link.try_clone().map_err(drop)?, receiver, &state_dir) {
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
    idle: bool,
    shut_down: Option<u64>,
    _lock: File,
}

/// The first process of a new tree.
struct Born {
    first: Pid,
}

impl Helper {
    fn new(link: OwnedFd, receiver: Receiver, state_dir: &Path) -> Result<(Helper, Vec<protocol::Held>), String> {
        let could_not = |what: &str| {
            let what = what.to_owned();
            move |error: io::Error| format!("could not {what}: {error}")
        };
        let lock = lock(state_dir).map_err(could_not("lock the state directory (is another server using it?)"))?;
        let _ = fs::remove_dir_all(state_dir.join("tmp"));
        let files = rustix::process::getrlimit(rustix::process::Resource::Nofile).maximum.unwrap_or(u64::MAX);
        sys::limit(libc::RLIMIT_NOFILE, files, files);

        let found = Hierarchies::of_this_process().map_err(could_not("read the control groups"))?;
        let name = group_name(state_dir).map_err(could_not("read the state directory"))?;
        let (tree, refused) = cgroup::Tree::plan(&found, &name).claim();
        let held = probe::held(&tree, &refused);

        let scratch = state_dir.join("scratch");
        fs::create_dir_all(&scratch).map_err(could_not("make a directory"))?;
        let namespaces = Namespaces::make(&scratch).map_err(could_not("build the root file system"))?;
        let stock = Stock::new(state_dir, &scratch).map_err(could_not("start the maker of /tmp"))?;
        privileges::lock().map_err(could_not("lock privileges"))?;
        let slots = Slots::new(&scratch, state_dir).map_err(could_not("read the state directory"))?;
        let networks = netns::Pool::new().map_err(could_not("read the network namespace"))?;
        let reports = rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC)
            .map_err(io::Error::from)
            .map_err(could_not("make a pipe"))?;
        rustix::io::ioctl_fionbio(&reports.0, true).map_err(io::Error::from).map_err(could_not("set up a pipe"))?;
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
            idle: false,
            shut_down: None,
            _lock: lock,
        };
        Ok((helper, held))
    }

    /// Until the server is gone or asks to shut down.
    fn serve(&mut self) {
        while self.shut_down.is_none() {
            let Ok(ready) = self.wait() else { return };
            if ready == Ready::default() {
                self.stock.fill();
                self.idle = self.shells.fill();
                continue;
            }
            self.idle = false;
            if ready.reports {
                self.take_reports();
            }
            if ready.deaths {
                self.reap();
            }
            if ready.delivery {
                self.take_delivery();
            }
            if ready.request {
                match self.receiver.receive::<Request>(&self.link) {
                    Ok(Some((request, _))) => self.serve_one(request),
                    Ok(None) | Err(_) => return,
                }
            }
        }
    }

    /// What is ready now; nothing, after a moment of quiet, if there is something to make ahead.
    fn wait(&self) -> io::Result<Ready> {
        let mut polled = [&self.link, &self.reports.0, &self.deaths, self.stock.maker()]
            .map(|descriptor| PollFd::new(descriptor, PollFlags::IN));
        match poll(&mut polled, (!self.idle).then_some(&QUIET)) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let [request, reports, deaths, delivery] = polled.map(|one| !one.revents().is_empty());
        Ok(Ready { request, reports, deaths, delivery })
    }

    fn serve_one(&mut self, Request { sequence, body }: Request) {
        match body {
            Body::Hello { .. } => {}
            Body::Build(walls) => self.build(sequence, walls),
            Body::Start { environment, process } => {
                self.when_empty(environment, Waiting::Start { sequence, process });
            }
            Body::Kill { environment } => self.when_empty(environment, Waiting::Kill { sequence }),
            Body::TearDown { environment } => self.when_empty(environment, Waiting::TearDown { sequence }),
            Body::ShutDown => self.shut_down = Some(sequence),
        }
    }

    fn build(&mut self, sequence: u64, walls: Walls) {
        let bytes = walls.tmp_bytes;
        let before = self.builds.iter().filter(|(_, other)| other.tmp_bytes == bytes).count();
        match self.stock.take(bytes, before) {
            Some(tmp) => self.build_with(sequence, walls, tmp),
            None => self.builds.push_back((sequence, walls)),
        }
    }

    fn build_with(&mut self, sequence: u64, walls: Walls, tmp: Tmp) {
        let mut shell = match self.shells.take(walls.isolated) {
            Ok(shell) => shell,
            Err(error) => {
                self.stock.discard(tmp);
                return self.fail(sequence, "build an environment", &error);
            }
        };
        let controls = std::mem::take(&mut shell.controls);
        let environment = Environment { walls, shell, tmp, tree: None, waiting: Vec::new() };
        let told = environment.set_limits().and_then(|()| {
            let mut kinds: Vec<_> = controls.iter().map(|(kind, _)| *kind).collect();
            let mut descriptors: Vec<_> = controls.iter().map(|(_, descriptor)| descriptor.as_fd()).collect();
            if let Some(keeper) = environment.tmp.keeper() {
                kinds.push(protocol::Control::Tmp);
                descriptors.push(keeper.as_fd());
            }
            let answer = Answer::Built { environment: sequence, controls: kinds };
            protocol::send(&self.link, &Message::Answer { sequence, answer }, &descriptors)
        });
        match told {
            Ok(()) => {
                self.environments.insert(sequence, environment);
            }
            Err(error) => {
                self.remove(environment);
                self.fail(sequence, "set the limits of an environment", &error);
            }
        }
    }

    fn take_delivery(&mut self) {
        let delivery = match self.stock.receive() {
            Ok(delivery) => delivery,
            Err(error) => return self.fail_builds(|_| true, super::helper::is_no_room(&error), &error.to_string()),
        };
        match delivery {
            Delivery::Ready { bytes } => {
                let Some(at) = self.builds.iter().position(|(_, walls)| walls.tmp_bytes == bytes) else { return };
                if let Some((sequence, walls)) = self.builds.remove(at) {
                    self.build(sequence, walls);
                }
            }
            Delivery::Failed { bytes, no_room, text } => {
                let mut first = true;
                self.fail_builds(|walls| walls.tmp_bytes == bytes && std::mem::take(&mut first), no_room, &text);
            }
            Delivery::MakerGone => self.fail_builds(|_| true, false, "the maker of /tmp died and was started again"),
        }
    }

    fn fail_builds(&mut self, mut which: impl FnMut(&Walls) -> bool, no_room: bool, text: &str) {
        let builds = std::mem::take(&mut self.builds);
        for (sequence, walls) in builds {
            if which(&walls) {
                self.answer(sequence, Answer::Failed { no_room, text: text.to_owned() });
            } else {
                self.builds.push_back((sequence, walls));
            }
        }
    }

    /// Does what is asked when no process of the environment is left, and kills those that are.
    fn when_empty(&mut self, id: u64, waiting: Waiting) {
        let Some(environment) = self.environments.get_mut(&id) else {
            let (Waiting::Kill { sequence } | Waiting::Start { sequence, .. } | Waiting::TearDown { sequence }) = waiting;
            let text = "this environment was torn down".to_owned();
            return self.answer(sequence, Answer::Failed { no_room: false, text });
        };
        environment.waiting.push(waiting);
        match environment.tree {
            Some(_) => environment.kill(),
            None => self.empty(id),
        }
    }

    /// The environment has no process: answers and does what waited for that, until one starts again.
    fn empty(&mut self, id: u64) {
        while let Some(environment) = self.environments.get_mut(&id) {
            if environment.tree.is_some() || environment.waiting.is_empty() {
                return;
            }
            match environment.waiting.remove(0) {
                Waiting::Kill { sequence } => self.answer(sequence, Answer::Done),
                Waiting::Start { sequence, process } => self.start(id, sequence, &process),
                Waiting::TearDown { sequence } => {
                    if let Some(environment) = self.environments.remove(&id) {
                        self.remove(environment);
                    }
                    self.answer(sequence, Answer::Done);
                }
            }
        }
    }

    fn start(&mut self, id: u64, run: u64, process: &protocol::Process) {
        let Some(environment) = self.environments.get_mut(&id) else { return };
        let midwife = Midwife {
            namespaces: &self.namespaces,
            filter: &self.filter,
            reports: &self.reports.1,
            slots: &self.shells.slots,
        };
        match environment.start(id, run, process, &midwife) {
            Ok(born) => {
                self.trees.insert(born.first, id);
            }
            Err(error) => self.fail(run, "start a process", &error),
        }
    }

    fn take_reports(&mut self) {
        for report in report::read(&self.reports.0) {
            self.take_report(&report);
        }
    }

    fn take_report(&mut self, report: &Report) {
        let tree = self.environments.get_mut(&report.environment).and_then(|one| one.tree.as_mut());
        let Some(tree) = tree.filter(|tree| tree.run == report.run) else { return };
        match report.kind {
            Kind::Built => {
                let Some(output) = tree.output.take() else { return };
                let answer = Message::Answer { sequence: report.run, answer: Answer::Started };
                let _ = protocol::send(&self.link, &answer, &[output.as_fd()]);
            }
            Kind::NotBuilt => {
                tree.exit_told = true;
                tree.output = None;
                let what = report::step_text(report.value >> 16);
                let error = io::Error::from_raw_os_error(report.value & 0xffff);
                self.fail(report.run, what, &error);
            }
            Kind::NotExecuted | Kind::Exited => {
                if !std::mem::replace(&mut tree.exit_told, true) {
                    self.tell_exit(report.run, exit_of(report));
                }
            }
        }
    }

    fn reap(&mut self) {
        let mut buffer = [0; 128 * 16];
        while rustix::io::read(&self.deaths, &mut buffer).is_ok() {}
        while let Ok(Some((pid, _))) = wait(WaitOptions::NOHANG) {
            // What it reported before its death comes first.
            self.take_reports();
            let Some(id) = self.trees.remove(&pid) else { continue };
            self.ended(id);
        }
    }

    /// The first process of an environment is gone, and with it the whole tree.
    fn ended(&mut self, id: u64) {
        let Some(environment) = self.environments.get_mut(&id) else { return };
        let Some(tree) = environment.tree.take() else { return };
        environment.shell.group.thaw();
        if tree.output.is_some() {
            let text = "the first process was killed before it was started".to_owned();
            self.answer(tree.run, Answer::Failed { no_room: false, text });
        } else if !tree.exit_told {
            self.tell_exit(tree.run, Exit::Signal { number: libc::SIGKILL, core_dumped: false });
        }
        self.empty(id);
    }

    fn remove(&mut self, environment: Environment) {
        self.stock.discard(environment.tmp);
        self.shells.give_back(environment.shell);
    }

    fn tell_exit(&self, run: u64, exit: Exit) {
        let _ = protocol::send(&self.link, &Message::Exited { run, exit }, &[]);
    }

    fn answer(&self, sequence: u64, answer: Answer) {
        // A server that is gone shows as the end of the connection.
        let _ = protocol::send(&self.link, &Message::Answer { sequence, answer }, &[]);
    }

    fn fail(&self, sequence: u64, what: &str, error: &io::Error) {
        let text = format!("could not {what}: {error}");
        self.answer(sequence, Answer::Failed { no_room: is_no_room(error), text });
    }

    fn remove_everything(mut self) {
        for environment in self.environments.values() {
            environment.kill();
        }
        while !self.trees.is_empty() {
            match wait(WaitOptions::empty()) {
                Ok(Some((pid, _))) => drop(self.trees.remove(&pid)),
                Ok(None) | Err(rustix::io::Errno::INTR) => {}
                Err(_) => break,
            }
        }
        let environments: Vec<_> = self.environments.drain().map(|(_, environment)| environment).collect();
        for environment in environments {
            self.remove(environment);
        }
        self.shells.clear();
        self.shells.tree.remove();
        let Helper { stock, link, shut_down, .. } = self;
        // The maker ends when its connection does, and has then unmounted everything.
        drop(stock);
        while wait(WaitOptions::empty()).is_ok() {}
        if let Some(sequence) = shut_down {
            let _ = protocol::send(&link, &Message::Answer { sequence, answer: Answer::Done }, &[]);
        }
    }
}

#[derive(Default, PartialEq, Eq)]
struct Ready {
    request: bool,
    reports: bool,
    deaths: bool,
    delivery: bool,
}

fn exit_of(report: &Report) -> Exit {
    if report.kind == Kind::NotExecuted {
        return Exit::NotExecuted { errno: report.value };
    }
    let status = report.value;
    if libc::WIFEXITED(status) {
        return Exit::Code(libc::WEXITSTATUS(status));
    }
    Exit::Signal { number: libc::WTERMSIG(status), core_dumped: libc::WCOREDUMP(status) }
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
    const FULL: [i32; 6] = [libc::ENOMEM, libc::EAGAIN, libc::ENOSPC, libc::EMFILE, libc::ENFILE, libc::EUSERS];
    error.kind() == io::ErrorKind::OutOfMemory || error.raw_os_error().is_some_and(|errno| FULL.contains(&errno))
}
