//! Puts a platform together from its parts, and takes it apart again.

use crate::HELPER;
use crate::config::Config;
use crate::directories::Temporary;
use clock::{Clock, Ids};
use lambda_exec::runtimes::Runtimes;
use lambda_exec::{Exec, Parts};
use sandbox::{Engine, Held};
use sandbox_linux::{LinuxEngine, Options};
use server::{Edge, Listening, Platform, PlatformParts};
use service::{Bus, Jobs, Registry};
use std::fmt::Display;
use std::fs::{File, TryLockError};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use store::Store;
use tokio::net::TcpListener;

/// Requests and invocations together have this long to end when the platform stops.
const GRACE: Duration = Duration::from_secs(5);

/// Where state is kept.
pub(crate) enum Keep {
    In(PathBuf),
    Memory(Temporary),
}

impl Keep {
    pub(crate) fn directory(&self) -> &Path {
        match self {
            Keep::In(directory) => directory,
            Keep::Memory(temporary) => temporary.path(),
        }
    }
}

/// What has to be done before there are threads.
pub(crate) struct Foundation {
    pub engine: Arc<LinuxEngine>,
    pub keep: Keep,
    claim: File,
}

impl Foundation {
    pub(crate) fn lay(keep: Keep) -> Result<Foundation, Box<dyn std::error::Error>> {
        std::fs::create_dir_all(keep.directory())
            .map_err(|error| format!("could not make {}: {error}", keep.directory().display()))?;
        let claim = claim(keep.directory())?;
        let options = Options::of_this_program(keep.directory().join("sandbox"), HELPER);
        let engine = Arc::new(LinuxEngine::launch(options)?);
        Ok(Foundation { engine, keep, claim })
    }
}

/// Locks a directory for as long as the answer lives. The helper of a server that was killed is waited for elsewhere;
/// one that lives is not.
fn claim(directory: &Path) -> Result<File, String> {
    let could_not = |why: &dyn Display| format!("could not use {}: {why}", directory.display());
    let lock = File::create(directory.join("server.lock")).map_err(|error| could_not(&error))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(could_not(&"another server does")),
        Err(TryLockError::Error(error)) => Err(could_not(&error)),
    }
}

/// A platform that listens.
pub(crate) struct Running {
    pub address: SocketAddr,
    pub held: Vec<Held>,
    engine: Arc<LinuxEngine>,
    platform: Platform,
    listening: Listening,
    clock: Clock,
    keep: Keep,
    _claim: File,
}

impl Running {
    pub(crate) async fn start(
        foundation: Foundation,
        config: &Config,
        address: SocketAddr,
    ) -> Result<Running, Box<dyn std::error::Error>> {
        let Foundation { engine, keep, claim } = foundation;
        let directory = keep.directory().to_owned();
        let (clock, ids, jobs) = (Clock::real(), Ids::random(), Jobs::default());
        let store = match &keep {
            Keep::In(directory) => Store::new(store_redb::open(directory)?),
            Keep::Memory(_) => Store::new(store::Memory::new()),
        };
        let held = engine.holds();
        let bus = Bus::new();
        let exec = Exec::new(Parts {
            engine: engine.clone(),
            clock: clock.clone(),
            ids: ids.clone(),
            logs: Arc::default(),
            runtimes: Arc::new(Runtimes::new(config.runtimes(), &directory)?),
            bus: bus.clone(),
            settings: config.settings(),
        });
        // Before there is a Lambda, which tells clients where it is reached.
        let could_not = |error| format!("could not listen on {address}: {error}");
        let listener = TcpListener::bind(address).await.map_err(could_not)?;
        let address = listener.local_addr().map_err(could_not)?;
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
        let platform = Platform::new(PlatformParts {
            clock: clock.clone(),
            ids,
            registry: Registry::new(vec![lambda::service(&lambda)]),
            store,
            exec,
            lambda: Arc::new(lambda),
            jobs,
            bus,
            edge: Edge { hosts: config.hosts.clone() },
            development: true,
            version: env!("CARGO_PKG_VERSION"),
        });
        let listening = server::listen(platform.clone(), listener);
        Ok(Running { address, held, engine, platform, listening, clock, keep, _claim: claim })
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
        drop(self.keep);
    }
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
