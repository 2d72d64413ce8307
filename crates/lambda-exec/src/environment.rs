//! One execution environment and its life: `Down → Init → Parked ⇄ Busy → Down …`, until it is torn down.
//!
//! An environment is owned by whoever drives it, so its transitions are plain functions with nothing to lock; only
//! the Runtime API's side is shared, with the connections that its processes make.

use crate::deadline::{Deadline, Deadlines};
use crate::environment_log::Log;
use crate::failure::Failure;
use crate::function::Function;
use crate::invocation::{Invocation, Refusal, Reply};
use crate::logs::Tail;
use crate::meters::{self, Meters};
use crate::report::{Report, Status};
use crate::runtime_api::{Answer, Delivery, Side, Signal};
use crate::runtimes::Runtime;
use bytes::Bytes;
use clock::{Clock, HostInstant, Timestamp};
use sandbox::{CpuQuota, Exit, Memory, Output, Process, Running, Sandbox, Usage};
use service::Bus;
use service::bus::{Event, Gone, Settled, Subject};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::task::AbortHandle;

/// During init at least a whole core, whatever the memory, as on AWS.
const INIT_CPU: CpuQuota = CpuQuota { millicores: 1_000 };
/// To die takes processor time, too: of a small share, hundreds of processes that fork would leave none for it.
const DEATH_CPU: CpuQuota = CpuQuota { millicores: 1_000_000 };

/// A runtime that has reported a failed init has so long to exit by itself.
const LAST_WORDS: Duration = Duration::from_millis(100);

pub(crate) struct Environment {
    pub(crate) made: Made,
    /// Processes that the kernel had killed for memory when the last invocation ended.
    oom_kills: u64,
    /// The highest that was read of each figure.
    peaks: Usage,
    life: Life,
    frozen: bool,
    /// Whether no invocation has been run yet.
    new: bool,
    alive: Alive,
    /// Duration of a successful init before the first invocation, until that invocation has reported it.
    init: Option<Duration>,
    pub(crate) idle_since: HostInstant,
}

/// Tells when an environment begins and when, and why, it is gone, however that comes about.
struct Alive {
    subject: Subject,
    bus: Bus,
    why: Gone,
}

impl Alive {
    fn begin(function: &Function, bus: &Bus) -> Alive {
        let subject = meters::subject(function);
        bus.emit(Event::EnvironmentStarted { subject: subject.clone() });
        Alive { subject, bus: bus.clone(), why: Gone::Failed }
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        self.bus.emit(Event::EnvironmentGone { subject: self.subject.clone(), why: self.why });
    }
}

/// The tasks that serve an environment's listeners, for as long as it lives.
pub(crate) struct Servers(pub Vec<AbortHandle>);

impl Drop for Servers {
    fn drop(&mut self) {
        for server in &self.0 {
            server.abort();
        }
    }
}

/// What a new environment is made of.
pub(crate) struct Made {
    pub function: Arc<Function>,
    /// Its credentials are to be replaced, and with them the environment.
    pub serves_until: HostInstant,
    pub runtime: Arc<Runtime>,
    pub sandbox: Box<dyn Sandbox>,
    pub side: Arc<Side>,
    pub servers: Servers,
    pub process: Process,
    pub log: Log,
    pub meters: Arc<Meters>,
    pub clock: Clock,
    pub deadlines: Arc<Deadlines>,
    pub cpu: CpuQuota,
    pub response_bytes_max: u64,
}

enum Life {
    /// No process tree; the next invocation starts one in the same walls.
    Down,
    /// The runtime waits for an event.
    Parked { tree: Tree },
    /// Started, and not waiting for an event (yet, or not any more).
    Busy { tree: Tree },
}

/// What is heard from a process tree.
struct Tree {
    exit: oneshot::Receiver<Exit>,
    output: Option<Output>,
}

/// What an invocation's report has to know of it.
struct Asked {
    request_id: Arc<str>,
    resource: Arc<str>,
    /// Platform time of START.
    began_at: Timestamp,
}

enum Heard {
    Signal(Signal),
    Exited(Exit),
    Deadline,
}

/// How an invocation, or an init, came out.
enum Outcome {
    Response(Bytes),
    /// The runtime said so itself; the body goes to the caller verbatim.
    Error {
        body: Bytes,
        error_type: String,
    },
    Failed(Failure),
}

impl Outcome {
    fn status(&self) -> Status {
        match self {
            Outcome::Response(_) => Status::Success,
            Outcome::Error { error_type, .. } => Status::Error(error_type.clone()),
            Outcome::Failed(failure) => Status::of(failure),
        }
    }

    fn into_reply(self, request_id: &str) -> Reply {
        let (payload, function_error) = match self {
            Outcome::Response(payload) => (payload, None),
            Outcome::Error { body, .. } => (body, Some("Unhandled")),
            Outcome::Failed(failure) => (failure.payload(request_id), Some("Unhandled")),
        };
        Reply { payload, function_error, tail: None }
    }
}

impl Environment {
    pub(crate) fn new(made: Made) -> Environment {
        Environment {
            idle_since: made.clock.host_now(),
            new: true,
            alive: Alive::begin(&made.function, made.meters.bus()),
            made,
            oom_kills: 0,
            peaks: Usage::default(),
            life: Life::Down,
            frozen: false,
            init: None,
        }
    }

    /// The init phase of a new environment. If it fails, the invocation that follows tries once more, in its own time.
    pub(crate) async fn init(&mut self, budget: Duration) -> Result<(), sandbox::Error> {
        let version = self.made.runtime.version_text();
        if let Some((text, arn)) = version {
            self.made.log.platform(&self.made.clock, |lines, at| lines.init_start(at, &text, &arn), None);
        }
        let began = self.made.clock.host_now();
        let mut deadline = self.made.deadlines.note(began + budget);
        let outcome = self.boot(&mut deadline, &mut None).await?;
        let took = self.made.clock.host_now().since(began);
        match outcome {
            None => self.init = Some(took),
            Some(outcome) => {
                let status = outcome.status();
                self.made.log.platform(
                    &self.made.clock,
                    |lines, at| lines.init_report(at, took, &status),
                    None,
                );
            }
        }
        Ok(())
    }

    /// Runs one invocation, replies, and returns when the environment can take another. `answered` is called when
    /// the outcome is known, before anybody is told.
    pub(crate) async fn run(
        &mut self,
        invocation: Invocation,
        reply: oneshot::Sender<Result<Reply, Refusal>>,
        answered: impl FnOnce(),
    ) {
        self.thaw();
        let request_id = invocation.request_id.clone();
        let resource = meters::resource(&self.made.function, &invocation.invoked_arn);
        let began_at = self.made.clock.now();
        let mut tail = invocation.tail.then(|| Tail::new(limits::lambda::LOG_TAIL_BYTES.as_usize()));
        let version = self.made.function.version.clone();
        self.made.log.platform(
            &self.made.clock,
            |lines, at| lines.start(at, &request_id, &version),
            tail.as_mut(),
        );
        let began = self.made.clock.host_now();
        let due = began + Duration::from_secs(self.made.function.timeout_s.into());
        let mut deadline = self.made.deadlines.note(due);
        let outcome = match self.answered(invocation, &mut deadline, due, &mut tail).await {
            Ok(outcome) => outcome,
            Err(error) => {
                answered();
                let _ = reply.send(Err(Refusal::NoEnvironment(error)));
                return;
            }
        };
        answered();
        let mut status = outcome.status();
        let answer = outcome.into_reply(&request_id);
        // The caller is answered as soon as the answer is there; one who wants the log's end waits for it.
        let (reply, answer) = match tail {
            None => {
                let _ = reply.send(Ok(answer));
                (None, None)
            }
            Some(_) => (Some(reply), Some(answer)),
        };
        let afterwards = self.ready_again(&mut deadline, &mut tail).await;
        if let (Some(failure), Status::Success) = (afterwards, &status) {
            status = Status::of(&failure);
        }
        let took = self.made.clock.host_now().since(began);
        let asked = Asked { request_id, resource, began_at };
        self.report(asked, took, &status, &mut tail);
        if let (Some(reply), Some(answer)) = (reply, answer) {
            let _ = reply.send(Ok(Reply { tail: tail.map(Tail::finish), ..answer }));
        }
    }

    /// Delivers the event and waits for what becomes of it.
    async fn answered(
        &mut self,
        invocation: Invocation,
        deadline: &mut Deadline,
        due: HostInstant,
        tail: &mut Option<Tail>,
    ) -> Result<Outcome, sandbox::Error> {
        let until_deadline = due.since(self.made.clock.host_now());
        let deadline_ms = (self.made.clock.host_wall() + until_deadline).as_millis();
        let mut delivery = Box::new(Delivery {
            request_id: invocation.request_id,
            deadline_ms,
            invoked_arn: invocation.invoked_arn,
            trace: invocation.trace,
            client_context: invocation.client_context,
            payload: invocation.payload,
        });
        loop {
            if !self.is_up() {
                // Of a tree whose first process has died while nobody looked, others may live on.
                if !matches!(self.life, Life::Down) {
                    self.go_down(tail).await;
                }
                if let Some(failed) = self.boot(deadline, tail).await? {
                    return Ok(failed);
                }
            }
            match self.made.side.deliver(*delivery) {
                Ok(()) => {
                    self.turn(|tree| Life::Busy { tree });
                    return Ok(self.outcome(deadline, tail).await);
                }
                Err(undelivered) => delivery = undelivered,
            }
            // The runtime has hung up: it asks again, or it has died while nobody looked and is started anew.
            match self.hear(deadline, tail).await {
                Heard::Signal(_) => {}
                Heard::Exited(_) => self.go_down(tail).await,
                Heard::Deadline => return Ok(Outcome::Failed(self.timed_out(tail).await)),
            }
        }
    }

    /// Whether there is a tree whose first process lives.
    fn is_up(&mut self) -> bool {
        match &mut self.life {
            Life::Parked { tree } | Life::Busy { tree } => tree.exit.is_empty(),
            Life::Down => false,
        }
    }

    /// Changes the state of a living tree.
    fn turn(&mut self, into: impl FnOnce(Tree) -> Life) {
        self.life = match std::mem::replace(&mut self.life, Life::Down) {
            Life::Busy { tree } | Life::Parked { tree } => into(tree),
            Life::Down => Life::Down,
        };
    }

    async fn outcome(&mut self, deadline: &mut Deadline, tail: &mut Option<Tail>) -> Outcome {
        let bytes_max = self.made.response_bytes_max;
        let failure = loop {
            break match self.hear(deadline, tail).await {
                Heard::Signal(Signal::Answer(Answer::Response(payload))) => {
                    return Outcome::Response(payload);
                }
                Heard::Signal(Signal::Answer(Answer::Error { body, error_type })) => {
                    return Outcome::Error { body, error_type };
                }
                Heard::Signal(Signal::Answer(Answer::TooLarge)) => Failure::ResponseTooLarge { bytes_max },
                Heard::Signal(Signal::Answer(Answer::Truncated)) => Failure::ResponseTruncated,
                Heard::Signal(Signal::Answer(Answer::InvalidMode)) => Failure::InvalidResponseMode,
                // The Runtime API refuses both while an invocation is unanswered.
                Heard::Signal(Signal::Ready | Signal::InitError { .. }) => continue,
                Heard::Exited(exit) => self.died(exit, tail).await,
                Heard::Deadline => self.timed_out(tail).await,
            };
        };
        Outcome::Failed(failure)
    }

    /// After the answer: waits until the runtime asks for the next event. Answers the failure if it does not.
    async fn ready_again(&mut self, deadline: &mut Deadline, tail: &mut Option<Tail>) -> Option<Failure> {
        if matches!(self.life, Life::Down) {
            return None;
        }
        loop {
            match self.hear(deadline, tail).await {
                Heard::Signal(Signal::Ready) => {
                    self.turn(|tree| Life::Parked { tree });
                    return None;
                }
                Heard::Signal(_) => {}
                Heard::Exited(exit) => return Some(self.died(exit, tail).await),
                Heard::Deadline => return Some(self.timed_out(tail).await),
            }
        }
    }

    /// Starts a process tree and waits until its runtime is ready; answers what went wrong otherwise.
    async fn boot(
        &mut self,
        deadline: &mut Deadline,
        tail: &mut Option<Tail>,
    ) -> Result<Option<Outcome>, sandbox::Error> {
        if let Some(missing) = self.made.runtime.missing_entry(&self.made.function.code) {
            return Ok(Some(Outcome::Failed(missing)));
        }
        self.made.sandbox.set_cpu(CpuQuota { millicores: self.made.cpu.millicores.max(INIT_CPU.millicores) });
        self.made.side.begin();
        let Running { output, exit } = self.made.sandbox.start(self.made.process.clone()).await?;
        self.life = Life::Busy { tree: Tree { exit, output: Some(output) } };
        let outcome = loop {
            break match self.hear(deadline, tail).await {
                Heard::Signal(Signal::Ready) => {
                    self.turn(|tree| Life::Parked { tree });
                    None
                }
                Heard::Signal(Signal::InitError { body, error_type }) => {
                    self.last_words(tail).await;
                    Some(Outcome::Error { body, error_type })
                }
                // The Runtime API refuses answers before the first event.
                Heard::Signal(Signal::Answer(_)) => continue,
                Heard::Exited(exit) => Some(Outcome::Failed(self.died(exit, tail).await)),
                Heard::Deadline => Some(Outcome::Failed(self.timed_out(tail).await)),
            };
        };
        self.made.sandbox.set_cpu(self.made.cpu);
        Ok(outcome)
    }

    /// A runtime that has posted its init error exits by itself; what it still writes belongs to the log.
    async fn last_words(&mut self, tail: &mut Option<Tail>) {
        let mut soon = self.made.deadlines.note(self.made.clock.host_now() + LAST_WORDS);
        let _ = self.hear(&mut soon, tail).await;
        self.go_down(tail).await;
    }

    async fn died(&mut self, exit: Exit, tail: &mut Option<Tail>) -> Failure {
        self.go_down(tail).await;
        let killed = matches!(exit, Exit::Signal { number: 9, .. });
        let before = self.oom_kills;
        let out_of_memory = killed && self.memory().oom_kills > before;
        Failure::Exited { exit, out_of_memory }
    }

    async fn timed_out(&mut self, tail: &mut Option<Tail>) -> Failure {
        self.go_down(tail).await;
        Failure::TimedOut { timeout_s: self.made.function.timeout_s }
    }

    /// Kills what is left of the tree, and logs what it had still written. `/tmp` and the walls stay.
    async fn go_down(&mut self, tail: &mut Option<Tail>) {
        self.made.sandbox.set_cpu(DEATH_CPU);
        self.made.sandbox.kill().await;
        if let Some(tree) = self.tree()
            && let Some(mut output) = tree.output.take()
        {
            self.made.log.drain(&self.made.clock, &mut output, tail.as_mut());
        }
        self.life = Life::Down;
    }

    fn tree(&mut self) -> Option<&mut Tree> {
        match &mut self.life {
            Life::Busy { tree } | Life::Parked { tree } => Some(tree),
            Life::Down => None,
        }
    }

    /// Waits for the next thing that the tree says or does, passing on what it writes.
    async fn hear(&mut self, deadline: &mut Deadline, tail: &mut Option<Tail>) -> Heard {
        let (Life::Busy { tree } | Life::Parked { tree }) = &mut self.life else {
            unreachable!("nobody listens to an environment that is down")
        };
        loop {
            tokio::select! {
                biased;
                signal = self.made.side.heard() => return Heard::Signal(signal),
                () = deadline.passed() => return Heard::Deadline,
                exit = &mut tree.exit => {
                    // Without a word from the sandbox its helper has died, and everything with it.
                    return Heard::Exited(exit.unwrap_or(Exit::Signal { number: 9, core_dumped: false }));
                }
                // A tree that writes faster than its log is kept finds its pipe full, and waits in its own `write`.
                () = self.made.log.stream.room(), if !self.made.log.stream.has_room() => {}
                more = read(&mut tree.output, self.made.log.splitter.buffer()), if self.made.log.stream.has_room() => {
                    if !more {
                        tree.output = None;
                    }
                    self.made.log.complete(&self.made.clock, tail.as_mut());
                }
            }
        }
    }

    fn report(&mut self, asked: Asked, duration: Duration, status: &Status, tail: &mut Option<Tail>) {
        if let Life::Busy { tree } | Life::Parked { tree } = &mut self.life
            && let Some(output) = &mut tree.output
        {
            self.made.log.drain(&self.made.clock, output, tail.as_mut());
        }
        self.made.log.flush(&self.made.clock, tail.as_mut());
        let report = Report {
            request_id: &asked.request_id,
            duration,
            init: self.init.take(),
            memory_mb: self.made.function.memory_mb,
            memory_peak_bytes: self.memory().peak_bytes,
            status,
        };
        if let Some(end) = self.made.log.lines.end(&asked.request_id) {
            self.made.log.platform(&self.made.clock, |_, _| end, tail.as_mut());
        }
        self.made.log.platform(&self.made.clock, |lines, at| lines.report(at, &report), tail.as_mut());
        let settled = Settled {
            subject: self.alive.subject.clone(),
            resource: asked.resource,
            began: asked.began_at,
            duration,
            billed_ms: report.billed_ms(),
            cold: std::mem::take(&mut self.new),
            init: report.init,
            memory_mb: report.memory_mb,
            memory_peak_bytes: report.memory_peak_bytes,
            outcome: status.outcome(),
            request_id: asked.request_id.clone(),
        };
        self.made.meters.settled(&self.made.function, settled);
    }

    fn memory(&mut self) -> Memory {
        let memory = self.made.sandbox.memory();
        self.oom_kills = memory.oom_kills;
        memory
    }

    /// Whether there is something to freeze that is not frozen yet.
    pub(crate) fn can_freeze(&self) -> bool {
        matches!(self.life, Life::Parked { .. }) && !self.frozen
    }

    pub(crate) fn is_frozen(&self) -> bool {
        self.frozen
    }

    /// Stops the processes until the next invocation, and notes what they have used.
    pub(crate) fn freeze(&mut self) {
        self.made.sandbox.freeze();
        self.frozen = true;
        self.peaks = self.peaks.peak(&self.made.sandbox.usage());
        self.alive.bus.emit(Event::EnvironmentFrozen { subject: self.alive.subject.clone() });
    }

    fn thaw(&mut self) {
        if std::mem::take(&mut self.frozen) {
            self.made.sandbox.thaw();
        }
    }

    /// Goes without waiting until it is gone: its engine removes what is left of it.
    pub(crate) fn abandon(mut self, why: Gone) {
        self.alive.why = why;
    }

    pub(crate) async fn tear_down(mut self, why: Gone) {
        self.alive.why = why;
        drop(self.made.servers);
        self.made.sandbox.set_cpu(DEATH_CPU);
        self.made.sandbox.tear_down().await;
    }
}

/// An idle environment as the admin API shows it.
#[derive(Debug, Clone)]
pub struct Idle {
    pub function_arn: Arc<str>,
    pub log_stream: Arc<str>,
    pub frozen: bool,
    pub peaks: Usage,
}

impl Idle {
    pub(crate) fn of(environment: &Environment) -> Idle {
        Idle {
            function_arn: environment.made.function.arn.clone(),
            log_stream: environment.made.log.stream.name().clone(),
            frozen: environment.frozen,
            peaks: environment.peaks.peak(&environment.made.sandbox.usage()),
        }
    }
}

/// Whether there was something to read; waits for ever once the output is closed.
async fn read(output: &mut Option<Output>, buffer: &mut Vec<u8>) -> bool {
    match output {
        Some(output) => matches!(output.read(buffer).await, Ok(1..)),
        None => std::future::pending().await,
    }
}
