//! Puts a platform together from its parts, and takes it apart again.

use crate::HELPER;
use crate::args::AccessLogForm;
use crate::config::Config;
use crate::directories::Temporary;
use crate::user;
use auth::{FileKeys, Guard, Sessions};
use clock::{Clock, Ids};
use lambda_exec::runtimes::{Candidates, Runtimes};
use lambda_exec::{Exec, Parts};
use sandbox::{Engine, Held};
use sandbox_linux::{LinuxEngine, Options, give_up_privileges};
use segments::LogStore;
use server::{
    AccessForm, AccessLog, Edge, FunctionPolicies, Listening, Platform, PlatformParts, RoleCredentials,
};
use service::{Bus, Jobs, Registry};
use std::fmt::Display;
use std::fs::{File, TryLockError};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener as StdTcpListener};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use store::Store;
use tokio::net::TcpListener;

/// Requests and invocations together have this long to end when the platform stops.
const GRACE: Duration = Duration::from_secs(5);

/// Where in a data directory the logs are.
pub(crate) const LOGS: &str = server::backup::LOGS;

/// Why a directory cannot be claimed.
pub(crate) const IN_USE: &str = "another server does";

/// Where state is kept.
pub(crate) enum Keep {
    In(PathBuf),
    /// On disk, until this ends.
    Awhile(Temporary),
    Memory(Temporary),
}

impl Keep {
    pub(crate) fn directory(&self) -> &Path {
        match self {
            Keep::In(directory) => directory,
            Keep::Awhile(temporary) | Keep::Memory(temporary) => temporary.path(),
        }
    }
}

/// What has to be done before there are threads.
pub(crate) struct Foundation {
    pub engine: Arc<LinuxEngine>,
    pub keep: Keep,
    listener: StdTcpListener,
    interpreters: Candidates,
    privileges: Held,
    claim: File,
}

impl Foundation {
    /// When this returns, the server has no privilege left: `named`, or who serves this data, is who it is now.
    pub(crate) fn lay(
        keep: Keep,
        config: &Config,
        address: SocketAddr,
        named: Option<&str>,
    ) -> Result<Foundation, Box<dyn std::error::Error>> {
        let directory = keep.directory();
        let user = user::choose(named, nearest_that_exists(directory))?;
        // Functions' code and data are nobody else's business.
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(directory)
            .map_err(|error| format!("could not make {}: {error}", directory.display()))?;
        let directory = directory.canonicalize()?;
        let claim = claim(&directory)?;
        // A port that only root may listen on, and interpreters in root's home.
        let listener = StdTcpListener::bind(address)
            .and_then(|listener| listener.set_nonblocking(true).map(|()| listener))
            .map_err(|error| format!("could not listen on {address}: {error}"))?;
        let interpreters = Candidates::on_this_host();
        let mut options = Options::of_this_program(directory.join(user::HELPERS), HELPER);
        options.sources = interpreters.prefixes(&config.runtimes());
        options.sources.push(directory.clone());
        options.leave_nothing = !matches!(keep, Keep::In(_));
        let engine = Arc::new(LinuxEngine::launch(options)?);
        user::hand_over(&directory, user)?;
        give_up_privileges(user).map_err(|error| format!("could not become user {}: {error}", user.user))?;
        user::can_use(&directory, user)?;
        let privileges = user::held(user);
        Ok(Foundation { engine, keep, listener, interpreters, privileges, claim })
    }
}

/// Locks a directory for as long as the answer lives. The helper of a server that was killed is waited for elsewhere;
/// one that lives is not.
pub(crate) fn claim(directory: &Path) -> Result<File, String> {
    let could_not = |why: &dyn Display| format!("could not use {}: {why}", directory.display());
    // The directory may be somebody else's than root's: whatever they put in this place is not followed, nor emptied.
    let flags = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
    let mut options = File::options();
    options.create(true).truncate(false).write(true).custom_flags(flags);
    let lock = options.open(directory.join("server.lock")).map_err(|error| could_not(&error))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(could_not(&IN_USE)),
        Err(TryLockError::Error(error)) => Err(could_not(&error)),
    }
}

/// Whose directory a new one would be in.
fn nearest_that_exists(directory: &Path) -> &Path {
    directory.ancestors().find(|path| path.exists()).unwrap_or(Path::new("."))
}

/// A platform that listens.
pub(crate) struct Running {
    pub address: SocketAddr,
    pub held: Vec<Held>,
    engine: Arc<LinuxEngine>,
    platform: Platform,
    listening: Listening,
    clock: Clock,
    logs: LogStore,
    keep: Keep,
    _claim: File,
}

impl Running {
    pub(crate) async fn start(
        foundation: Foundation,
        config: &Config,
        keys: Option<FileKeys>,
    ) -> Result<Running, Box<dyn std::error::Error>> {
        let Foundation { engine, keep, listener, interpreters, privileges, claim } = foundation;
        let development = keys.is_none();
        let directory = keep.directory().canonicalize()?;
        let (clock, ids, jobs) = (Clock::real(), Ids::random(), Jobs::default());
        let store = match &keep {
            Keep::Memory(_) => Store::new(store::Memory::new()),
            Keep::In(_) | Keep::Awhile(_) => Store::new(store_redb::open(&directory)?),
        };
        let held = [vec![privileges], engine.holds()].concat();
        let bus = Bus::new();
        let iam = iam::Iam::new(store.clone(), ids.clone());
        let sessions = sts::sessions(&store, &ids, !development).await?;
        let identities = Arc::new(iam.clone());
        let logs = match &keep {
            Keep::In(_) | Keep::Awhile(_) => LogStore::open(&directory.join(LOGS), config.log_bounds())
                .map_err(|error| format!("could not {error}"))?,
            Keep::Memory(_) => LogStore::memory(),
        };
        let exec = Exec::new(Parts {
            engine: engine.clone(),
            clock: clock.clone(),
            ids: ids.clone(),
            logs: logs.clone(),
            runtimes: Arc::new(Runtimes::new(config.runtimes(), &directory)?.among(interpreters)),
            bus: bus.clone(),
            settings: config.settings(),
            credentials: Arc::new(RoleCredentials {
                sessions: sessions.clone(),
                directory: identities.clone(),
                clock: clock.clone(),
            }),
        });
        // Before there is a Lambda, which tells clients where it is reached.
        let listener = TcpListener::from_std(listener)?;
        let address = listener.local_addr()?;
        let lambda = lambda::Lambda::new(lambda::Deps {
            store: store.clone(),
            packages: lambda::package::Packages::open(directory.join("packages"))?,
            exec: exec.clone(),
            clock: clock.clone(),
            ids: ids.clone(),
            jobs: jobs.clone(),
            endpoint: format!("http://{}", reachable(address)).into(),
        });
        lambda.recover().await.map_err(|error| error.to_string())?;
        let lambda = Arc::new(lambda);
        let platform = Platform::new(PlatformParts {
            clock: clock.clone(),
            ids,
            registry: Arc::new(Registry::new(vec![
                lambda::service(&lambda),
                iam::service(&iam),
                sts::service(&sts::Sts::new(sessions.clone())),
            ])),
            guard: guard(keys, identities, sessions)
                .with_resources("lambda", Arc::new(FunctionPolicies(lambda.clone()))),
            store,
            exec,
            lambda,
            iam,
            jobs,
            bus,
            edge: Edge { hosts: config.hosts.clone() },
            connections_max: config.connections_max.unwrap_or(server::CONNECTIONS_MAX),
            access_log: access_log(config)?,
            development,
            version: env!("CARGO_PKG_VERSION"),
        });
        let listening = server::listen(platform.clone(), listener);
        Ok(Running { address, held, engine, platform, listening, clock, logs, keep, _claim: claim })
    }

    pub(crate) fn directory(&self) -> &Path {
        self.keep.directory()
    }

    pub(crate) fn platform(&self) -> &Platform {
        &self.platform
    }

    /// Waits until no function can be run any more, because the sandbox helper has died.
    pub(crate) async fn crippled(&self) {
        self.engine.gone().await;
    }

    /// Lets what is under way end, then removes every environment.
    pub(crate) async fn stop(self) {
        let deadline = self.clock.host_now() + GRACE;
        self.listening.stop(deadline).await;
        self.platform.stop(deadline).await;
        self.logs.flush();
        drop(self.keep);
    }
}

/// Without keys everybody is believed.
fn guard(keys: Option<FileKeys>, iam: Arc<iam::Iam>, sessions: Sessions) -> Guard {
    let guard = match keys {
        Some(keys) => Guard::verifying(keys, iam.clone(), sessions),
        None => Guard::development(iam.clone(), sessions),
    };
    guard.with_resources("iam", iam)
}

fn access_log(config: &Config) -> Result<Option<AccessLog>, String> {
    let form = match config.access_log {
        None | Some(AccessLogForm::Off) => return Ok(None),
        Some(AccessLogForm::Text) => AccessForm::Text,
        Some(AccessLogForm::Json) => AccessForm::Json,
    };
    let log = match &config.access_log_to {
        None => AccessLog::start(form, std::io::stdout()),
        Some(file) => file.try_clone().and_then(|file| AccessLog::start(form, file)),
    };
    log.map(Some).map_err(|error| format!("could not begin the access log: {error}"))
}

/// Where a client of this machine reaches what listens on `address`.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    address
}
