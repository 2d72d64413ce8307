//! What the helper does once it runs: waits, serves, and removes everything in the end.

use super::environment::{Environment, Midwife, Waiting};
use super::report::{self, Kind, Report};
use super::tmp::{Delivery, Tmp};
use super::{Helper, is_no_room, shell, sources};
use crate::protocol::{self, Answer, Body, Exit, Message, Request, Walls};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{WaitOptions, wait};
use std::fs;
use std::io;
use std::os::fd::AsFd;
use std::path::Path;

/// Making ahead would slow down a start that is under way: it begins when nothing has happened for this long.
const QUIET: Timespec = Timespec { tv_sec: 0, tv_nsec: 5_000_000 };
const NOT_AT_ALL: Timespec = Timespec { tv_sec: 0, tv_nsec: 0 };

impl Helper {
    /// Until the server is gone or asks to shut down.
    pub(super) fn serve(&mut self) {
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
            if ready.room {
                self.stock.send();
            }
            if ready.request && self.take_requests().is_err() {
                return;
            }
            if let Some(request) = self.requests.pop_front() {
                self.serve_one(request);
            }
        }
    }

    /// Takes in all requests that have come. What ends an environment is done at once, whatever else waits: a
    /// function that is out of time must not go on because others begin. Only its own environment's requests it
    /// does not overtake.
    fn take_requests(&mut self) -> Result<(), ()> {
        loop {
            let request = match self.receiver.receive_now::<Request>(&self.link) {
                Ok(Some((request, _))) => request,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Ok(None) | Err(_) => return Err(()),
            };
            match ends(&request.body) {
                Some(id) if !self.requests.iter().any(|other| environment_of(&other.body) == Some(id)) => {
                    self.serve_one(request);
                }
                _ => self.requests.push_back(request),
            }
        }
    }

    /// What is ready now; nothing, after a moment of quiet, if there is something to make ahead.
    fn wait(&self) -> io::Result<Ready> {
        let reading = |descriptor| PollFd::new(descriptor, PollFlags::IN);
        let mut polled = vec![reading(&self.link), reading(&self.reports.0), reading(&self.deaths)];
        if let Some(maker) = self.stock.maker() {
            let more = if self.stock.has_more_to_send() { PollFlags::OUT } else { PollFlags::empty() };
            polled.push(PollFd::new(maker, PollFlags::IN | more));
        }
        let longest = match (self.requests.is_empty(), self.idle) {
            (false, _) => Some(&NOT_AT_ALL),
            (true, false) => Some(&QUIET),
            (true, true) => None,
        };
        match poll(&mut polled, longest) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let happened = |at: usize| polled.get(at).map_or(PollFlags::empty(), |one| one.revents());
        Ok(Ready {
            request: !happened(0).is_empty(),
            reports: !happened(1).is_empty(),
            deaths: !happened(2).is_empty(),
            delivery: !happened(3).difference(PollFlags::OUT).is_empty(),
            room: happened(3).contains(PollFlags::OUT),
            queued: !self.requests.is_empty(),
        })
    }

    fn serve_one(&mut self, Request { sequence, body }: Request) {
        match body {
            // Told once, before the server gave up its privileges.
            Body::Hello(_) => {}
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
        if let Err(error) = sources::check(&walls, self.standing) {
            return self.fail(sequence, "build an environment", &error);
        }
        let waiting = self.builds_waiting(walls.tmp_bytes) + 1;
        match self.stock.take(walls.tmp_bytes, waiting) {
            Ok(Some(tmp)) => self.build_with(sequence, walls, tmp),
            Ok(None) => self.builds.push_back((sequence, walls)),
            Err(error) => self.fail(sequence, "build an environment", &error),
        }
    }

    fn builds_waiting(&self, tmp_bytes: u64) -> usize {
        self.builds.iter().filter(|(_, walls)| walls.tmp_bytes == tmp_bytes).count()
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
            let group = shell::group_name(environment.shell.slot);
            let answer = Answer::Built { environment: sequence, group, controls: kinds };
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
            Err(error) => {
                return self.fail_builds(|_| true, is_no_room(&error), &error.to_string());
            }
        };
        match delivery {
            Delivery::Ready { bytes } => {
                let Some(at) = self.builds.iter().position(|(_, walls)| walls.tmp_bytes == bytes) else {
                    return;
                };
                if let Some((sequence, walls)) = self.builds.remove(at) {
                    self.build(sequence, walls);
                }
                self.stock.want(bytes, self.builds_waiting(bytes));
            }
            Delivery::Failed { bytes, no_room, text } => {
                let mut first = true;
                self.fail_builds(
                    |walls| walls.tmp_bytes == bytes && std::mem::take(&mut first),
                    no_room,
                    &text,
                );
                self.stock.want(bytes, self.builds_waiting(bytes));
            }
            Delivery::MakerGone => self.fail_builds(|_| true, false, "the maker of /tmp died"),
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
            let (Waiting::Kill { sequence }
            | Waiting::Start { sequence, .. }
            | Waiting::TearDown { sequence }) = waiting;
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
            reports: &self.reports,
            slots: &self.shells.slots,
            sources: &self.sources,
            standing: self.standing,
        };
        match environment.start(id, run, process, &midwife) {
            Ok(first) => {
                self.trees.insert(first, id);
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
        if let Some(limit) = &tree.cpu_limit {
            environment.shell.group.set_cpu_limit(limit);
        }
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

    pub(super) fn remove_everything(mut self) {
        for environment in self.environments.values_mut() {
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
        let Helper { stock, link, shut_down, leave_nothing, .. } = self;
        stock.finish();
        if let Some(directory) = leave_nothing {
            remove_state(&directory);
        }
        if let Some(sequence) = shut_down {
            let _ = protocol::send(&link, &Message::Answer { sequence, answer: Answer::Done }, &[]);
        }
    }
}

/// Only files of our own lie there: no directory of anybody's is entered.
fn remove_state(directory: &Path) {
    let _ = rustix::mount::unmount(directory.join("scratch"), rustix::mount::UnmountFlags::DETACH);
    let _ = fs::remove_dir_all(directory);
}

#[derive(Default, PartialEq, Eq)]
struct Ready {
    request: bool,
    reports: bool,
    deaths: bool,
    delivery: bool,
    /// What is thrown away can be sent on.
    room: bool,
    /// Requests that came before wait for their turn.
    queued: bool,
}

/// The environment that a request ends.
fn ends(body: &Body) -> Option<u64> {
    match body {
        Body::Kill { environment } | Body::TearDown { environment } => Some(*environment),
        _ => None,
    }
}

fn environment_of(body: &Body) -> Option<u64> {
    match body {
        Body::Start { environment, .. } => Some(*environment),
        other => ends(other),
    }
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
