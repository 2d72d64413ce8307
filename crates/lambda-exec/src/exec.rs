//! The data plane as the control plane sees it: invoke, retire, stop.

use crate::accept::accept;
use crate::admission::{Admitted, InFlight};
use crate::credentials::Credentials;
use crate::deadline::Deadlines;
use crate::environment::{Environment, Idle, Made, Servers};
use crate::environment_log::Log;
use crate::function::{Function, pool_key};
use crate::invocation::{Invocation, Refusal, Reply};
use crate::logs::Splitter;
use crate::meters::Meters;
use crate::pool::{IdleCounts, Pools};
use crate::report::Lines;
use crate::runtime_api::{self, Side};
use crate::runtimes::{Runtime, Runtimes};
use crate::variables::{self, Place};
use clock::{Clock, Ids};
use sandbox::{BoxFuture, Connection, CpuQuota, Engine, Network, Port, Process, Sandbox, Walls};
use segments::{Group, LogStore};
use service::bus::Gone;
use service::{Bus, Jobs};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::task::AbortHandle;

/// Connections of one environment to the platform's API; SDKs pool ten to fifty.
const PLATFORM_CONNECTIONS_MAX: usize = 128;

/// What the data plane is made of.
pub struct Parts {
    pub engine: Arc<dyn Engine>,
    pub clock: Clock,
    pub ids: Ids,
    pub logs: LogStore,
    pub runtimes: Arc<Runtimes>,
    pub bus: Bus,
    pub settings: Settings,
    pub credentials: Arc<dyn Credentials>,
}

/// What the configuration decides.
#[derive(Debug, Clone)]
pub struct Settings {
    pub network: Network,
    /// An environment that has been idle for so long is torn down. AWS does not say; minutes are usual.
    pub idle_ttl: Duration,
    /// Concurrent invocations of one account in one region.
    pub concurrency_max: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            network: Network::Isolated,
            idle_ttl: Duration::from_secs(600),
            concurrency_max: limits::lambda::CONCURRENT_EXECUTIONS_MAX.value,
        }
    }
}

/// Serves the platform's own AWS API to the processes of an environment.
pub trait Gateway: Send + Sync + 'static {
    fn serve(&self, connection: Connection, function: Arc<Function>) -> BoxFuture<'static, ()>;
}

/// The data plane.
pub struct Exec {
    parts: Parts,
    pools: Arc<Pools>,
    deadlines: Arc<Deadlines>,
    /// The attendant of idle environments and the keeper of deadlines.
    keepers: [AbortHandle; 2],
    gateway: OnceLock<Arc<dyn Gateway>>,
    jobs: Jobs,
    in_flight: InFlight,
    meters: Arc<Meters>,
    stopping: AtomicBool,
}

impl Exec {
    /// Starts the data plane, the attendant of its idle environments, and the keeper of its deadlines.
    pub fn new(parts: Parts) -> Arc<Exec> {
        let (pools, jobs) = (Arc::new(Pools::default()), Jobs::default());
        let deadlines = Arc::new(Deadlines::default());
        let keeping = deadlines.clone().keep(parts.clock.clone());
        let attending = attend(pools.clone(), jobs.clone(), parts.clock.clone(), parts.settings.idle_ttl);
        let meters = Meters::new(parts.bus.clone());
        Arc::new(Exec {
            parts,
            pools,
            deadlines,
            keepers: [tokio::spawn(attending).abort_handle(), tokio::spawn(keeping).abort_handle()],
            gateway: OnceLock::new(),
            jobs,
            in_flight: InFlight::default(),
            meters,
            stopping: AtomicBool::new(false),
        })
    }

    /// Names who answers on the platform's port inside environments. Called once, before the first invocation.
    pub fn connect(&self, gateway: Arc<dyn Gateway>) {
        let connected = self.gateway.set(gateway);
        assert!(connected.is_ok(), "a gateway is connected once");
    }

    pub fn logs(&self) -> &LogStore {
        &self.parts.logs
    }

    pub fn runtimes(&self) -> &Runtimes {
        &self.parts.runtimes
    }

    /// Which of the promised limits hold on this host, and by what means.
    pub fn holds(&self) -> Vec<sandbox::Held> {
        self.parts.engine.holds()
    }

    /// The processes of the engine that makes environments, by name and id.
    pub fn processes(&self) -> Vec<(&'static str, u32)> {
        self.parts.engine.processes()
    }

    /// Invocations and tear-downs under way.
    pub fn jobs_count(&self) -> usize {
        self.jobs.count()
    }

    /// Environments that wait for work, and what each has used.
    pub fn idle(&self) -> Vec<Idle> {
        self.pools.idle()
    }

    /// How many environments wait for work, by how they wait.
    pub fn idle_counts(&self) -> IdleCounts {
        self.pools.idle_counts()
    }

    /// How many environments wait for work.
    pub fn idle_count(&self) -> usize {
        self.pools.idle_count()
    }

    /// Runs a function once. The invocation goes on when the caller stops waiting, as on AWS.
    pub async fn invoke(
        self: &Arc<Self>,
        function: Arc<Function>,
        invocation: Invocation,
    ) -> Result<Reply, Refusal> {
        let now = self.parts.clock.now();
        let admitted = self.admit(&function).inspect_err(|refusal| {
            if let Refusal::Throttled { reason } = refusal {
                self.meters.throttled(&function, &invocation.invoked_arn, reason, now);
            }
        })?;
        let concurrency_max = self.parts.settings.concurrency_max;
        let runs = self.meters.begin(
            &function,
            &invocation.invoked_arn,
            admitted.unreserved(),
            concurrency_max,
            now,
        );
        let (reply, answer) = oneshot::channel();
        let exec = self.clone();
        self.jobs.spawn(async move {
            exec.drive(function, invocation, reply).await;
            drop((admitted, runs));
        });
        // No reply at all: the drive has panicked, or was ended by a stop.
        answer.await.unwrap_or_else(|_| match self.stopping.load(Ordering::Relaxed) {
            true => Err(Refusal::Stopping),
            false => Err(sandbox::Error::Other("the task that drove the environment has died".into()).into()),
        })
    }

    fn admit(&self, function: &Function) -> Result<Admitted, Refusal> {
        if self.stopping.load(Ordering::Relaxed) {
            return Err(Refusal::Stopping);
        }
        let quota = (function.account.clone(), function.region.clone());
        let admitted = self.in_flight.admit(quota, function.arn.clone(), self.concurrency_max());
        admitted.map_err(|reason| Refusal::Throttled { reason })
    }

    /// Concurrent invocations of one account in one region.
    pub fn concurrency_max(&self) -> u64 {
        self.parts.settings.concurrency_max
    }

    /// Reserves a part of its account's concurrency for all versions of a function, or gives it back; invocations that
    /// run already go on.
    pub fn reserve(&self, account: &Arc<str>, region: &Arc<str>, arn: &str, reserved: Option<u64>) {
        self.in_flight.reserve((account.clone(), region.clone()), arn.into(), reserved);
    }

    /// Gives every reservation back.
    pub fn forget_reservations(&self) {
        self.in_flight.forget_reservations();
    }

    /// The ARN that INIT_START shows for the runtime's version, if it is known what runs it here and if it has one.
    pub fn runtime_version_arn(&self, runtime: &str) -> Option<String> {
        self.parts.runtimes.known(runtime)?.version_text().map(|(_, arn)| arn)
    }

    async fn drive(
        self: Arc<Self>,
        function: Arc<Function>,
        invocation: Invocation,
        reply: oneshot::Sender<Result<Reply, Refusal>>,
    ) {
        let warm = self.pools.acquire(&function, &self.parts.clock).await;
        let mut environment = match warm {
            Some(environment) => environment,
            None => match self.cold(&function).await {
                Ok(environment) => environment,
                Err(refusal) => {
                    let _ = reply.send(Err(refusal));
                    return;
                }
            },
        };
        environment.run(invocation, reply, || self.pools.settling(&function)).await;
        if let Some(outdated) = self.pools.release(environment, &self.parts.clock) {
            outdated.tear_down(self.no_longer_wanted()).await;
        }
    }

    /// Why an environment is not taken back.
    fn no_longer_wanted(&self) -> Gone {
        if self.stopping.load(Ordering::Relaxed) { Gone::Stopped } else { Gone::Outdated }
    }

    /// A new environment, its init phase behind it.
    async fn cold(&self, function: &Arc<Function>) -> Result<Environment, Refusal> {
        let runtime = self.runtime(&function.runtime).await?;
        let stream = self.log_stream(function);
        let cpu = cpu_share(function.memory_mb);
        let sandbox = self.parts.engine.build(self.walls(function, &runtime, cpu)).await?;
        let side = Side::new();
        let servers = self.serve(&*sandbox, &side, function);
        let credentials = self.parts.credentials.of(function).await;
        let place = Place {
            runtime_api: sandbox.address(Port::RuntimeApi),
            platform: sandbox.address(Port::Platform),
            log_stream: &stream,
            credentials: &credentials,
        };
        let process = Process {
            command: runtime.command(),
            variables: variables::of(function, runtime.language, &place),
            working_directory: "/var/task".into(),
        };
        let mut environment = Environment::new(Made {
            function: function.clone(),
            serves_until: self.parts.clock.host_now() + credentials.serve_for(),
            runtime,
            sandbox,
            side,
            servers,
            process,
            log: self.log(function, stream),
            meters: self.meters.clone(),
            clock: self.parts.clock.clone(),
            deadlines: self.deadlines.clone(),
            cpu,
            response_bytes_max: response_bytes_max(),
        });
        let budget = Duration::from_secs(limits::lambda::INIT_TIMEOUT_S.value);
        match environment.init(budget).await {
            Ok(()) => Ok(environment),
            Err(error) => {
                environment.tear_down(Gone::Failed).await;
                Err(error.into())
            }
        }
    }

    /// How functions of this runtime are run here, or why they cannot be.
    pub async fn runtime(&self, name: &str) -> Result<Arc<Runtime>, Refusal> {
        if let Some(known) = self.parts.runtimes.known(name) {
            return Ok(known);
        }
        // Looking for interpreters runs one of them and takes a moment, so it does not happen on a worker's time.
        let (runtimes, owned) = (self.parts.runtimes.clone(), name.to_owned());
        let found = tokio::task::spawn_blocking(move || runtimes.find(&owned)).await;
        let found = found.unwrap_or_else(|panic| Err(panic.to_string()));
        found.map_err(|why| Refusal::NoRuntime { runtime: name.to_owned(), why })
    }

    fn walls(&self, function: &Function, runtime: &Runtime, cpu: CpuQuota) -> Walls {
        Walls {
            id: self.parts.ids.hex(16),
            memory_bytes: function.memory_bytes(),
            cpu,
            processes_max: limits::lambda::PROCESSES_MAX.value,
            files_max: limits::lambda::OPEN_FILES_MAX.value,
            tmp_bytes: u64::from(function.tmp_mb) << 20,
            network: self.parts.settings.network,
            binds: runtime.binds(&function.code),
        }
    }

    /// `YYYY/MM/DD/[version]<32 hex>`, one for each environment.
    fn log_stream(&self, function: &Function) -> Arc<str> {
        let day = self.parts.clock.now().civil();
        let default_group = *function.logging.group == *format!("/aws/lambda/{}", function.name);
        let name = if default_group { "" } else { &*function.name };
        let id = self.parts.ids.hex(32);
        format!("{:04}/{:02}/{:02}/{name}[{}]{id}", day.year, day.month, day.day, function.version).into()
    }

    fn log(&self, function: &Function, stream: Arc<str>) -> Log {
        let group = Group {
            account: function.account.clone(),
            region: function.region.clone(),
            name: function.logging.group.clone(),
        };
        Log {
            stream: self.parts.logs.stream(Arc::new(group), stream),
            lines: Lines::of(&function.logging),
            splitter: Splitter::new(limits::lambda::LOG_RECORD_BYTES_MAX.as_usize()),
        }
    }

    fn serve(&self, sandbox: &dyn Sandbox, side: &Arc<Side>, function: &Arc<Function>) -> Servers {
        let mut servers = Vec::with_capacity(2);
        if let Some(listener) = sandbox.listener(Port::RuntimeApi) {
            let serving =
                runtime_api::serve(listener, side.clone(), response_bytes_max(), self.parts.clock.clone());
            servers.push(tokio::spawn(serving).abort_handle());
        }
        if let (Some(listener), Some(gateway)) = (sandbox.listener(Port::Platform), self.gateway.get()) {
            let (gateway, function) = (gateway.clone(), function.clone());
            let serve = move |connection| gateway.serve(connection, function.clone());
            let serving = accept(listener, PLATFORM_CONNECTIONS_MAX, self.parts.clock.clone(), serve);
            servers.push(tokio::spawn(serving).abort_handle());
        }
        Servers(servers)
    }

    /// From now on only environments of this revision are used for a version of a function; others end when they are
    /// idle. `None`: the version is gone, and all of its environments go.
    pub fn retire(&self, arn: &str, version: &str, revision: Option<&Arc<str>>) {
        self.tear_down_all(self.pools.retire(&pool_key(arn, version), revision.cloned()), Gone::Outdated);
    }

    /// Ends every idle environment.
    pub fn retire_everything(&self) {
        self.tear_down_all(self.pools.empty(), Gone::Stopped);
    }

    fn tear_down_all(&self, environments: Vec<Environment>, why: Gone) {
        for environment in environments {
            self.jobs.spawn(environment.tear_down(why));
        }
    }

    /// Waits until no invocation runs and no environment is being torn down.
    pub async fn settled(&self) {
        self.jobs.idle().await;
    }

    /// Takes no more invocations, gives those under way `grace` to end, then removes every environment.
    pub async fn stop(&self, grace: Duration) {
        self.stopping.store(true, Ordering::Relaxed);
        let deadline = self.parts.clock.host_now() + grace;
        tokio::select! {
            () = self.jobs.idle() => {}
            () = self.parts.clock.host_sleep_until(deadline) => {
                tracing::warn!("ended invocations that did not end in time");
            }
        }
        for environment in self.pools.empty() {
            environment.abandon(Gone::Stopped);
        }
        self.parts.engine.shut_down().await;
    }
}

fn response_bytes_max() -> u64 {
    limits::lambda::RESPONSE_BYTES_MAX.value
}

/// A whole core at 1,769 MB and in proportion otherwise, at most six.
fn cpu_share(memory_mb: u32) -> CpuQuota {
    let mb_per_core = limits::lambda::CPU_MEMORY_MB.value as u32;
    let millicores_max = limits::lambda::CPUS_MAX.value as u32 * 1_000;
    CpuQuota { millicores: (memory_mb * 1_000 / mb_per_core).min(millicores_max) }
}

impl Drop for Exec {
    fn drop(&mut self) {
        for keeper in &self.keepers {
            keeper.abort();
        }
    }
}

/// Freezes environments that rest, and tears down those that nobody has used for a while.
async fn attend(pools: Arc<Pools>, jobs: Jobs, clock: Clock, idle_ttl: Duration) {
    loop {
        let due = pools.due(idle_ttl, &clock).await;
        for expired in due.expired {
            jobs.spawn(expired.tear_down(Gone::Idle));
        }
        for mut environment in due.to_freeze {
            environment.freeze();
            if let Some(outdated) = pools.put_back(environment) {
                jobs.spawn(outdated.tear_down(Gone::Outdated));
            }
        }
    }
}
