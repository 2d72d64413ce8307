//! The parts that requests meet, put together once.

use crate::access_log::AccessLog;
use crate::backup::Backups;
use crate::body::Bodies;
use crate::connections::Connections;
use crate::edge::Edge;
use crate::refused::Refusals;
use auth::Guard;
use clock::{Clock, HostInstant, Ids};
use lambda_exec::Exec;
use service::{Bus, Jobs, Registry};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use store::Store;
use tokio::sync::watch;

/// What `main`, or a test, puts a platform together from.
pub struct PlatformParts {
    pub clock: Clock,
    pub ids: Ids,
    pub registry: Arc<Registry>,
    /// Knows who calls, and what they may.
    pub guard: Guard,
    /// Asked for its health.
    pub store: Store,
    pub exec: Arc<Exec>,
    pub lambda: Arc<lambda::Lambda>,
    pub iam: iam::Iam,
    /// Work that goes on after answers.
    pub jobs: Jobs,
    /// Where what happens is told, and counted.
    pub bus: Bus,
    pub edge: Edge,
    /// Of clients, at a time.
    pub connections_max: usize,
    /// Told of every request.
    pub access_log: Option<AccessLog>,
    /// Development mode: any credentials, and everything can be emptied by one request.
    pub development: bool,
    /// What health answers as version.
    pub version: &'static str,
}

/// The platform as its edge sees it. Cheap to clone.
#[derive(Clone)]
pub struct Platform(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub parts: PlatformParts,
    pub directory: wire::Directory,
    pub bodies: Bodies,
    pub backups: Backups,
    pub connections: Arc<Connections>,
    /// Whether the bus has heard that the store takes no more writes.
    pub told_stopped: AtomicBool,
    pub refusals: Arc<Refusals>,
    /// Whether clients are refused.
    pub stopping: watch::Sender<bool>,
}

impl Inner {
    pub(crate) fn is_stopping(&self) -> bool {
        *self.stopping.borrow()
    }
}

impl Platform {
    /// Puts the parts together, and lets environments reach the platform.
    pub fn new(parts: PlatformParts) -> Platform {
        let schemas: Vec<_> = parts.registry.services().iter().map(|service| service.schema).collect();
        let directory = wire::Directory::new(&schemas);
        let refusals = Arc::<Refusals>::default();
        let bodies = Bodies::new(parts.clock.clone(), refusals.clone());
        let connections = Connections::at_most(parts.connections_max, parts.clock.clone(), refusals.clone());
        let platform = Platform(Arc::new(Inner {
            parts,
            directory,
            bodies,
            backups: Backups::default(),
            connections,
            told_stopped: AtomicBool::new(false),
            refusals,
            stopping: watch::Sender::new(false),
        }));
        platform.0.parts.exec.connect(Arc::new(crate::gateway::Inside::new(&platform)));
        platform
    }

    /// How many connections of clients are open.
    pub fn connections(&self) -> usize {
        self.0.connections.count()
    }

    /// How often the edge has refused something, by reason.
    pub fn refusals(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.0.refusals.all()
    }

    pub fn exec(&self) -> &Arc<Exec> {
        &self.0.parts.exec
    }

    /// From now on a new request of a client is answered with 503; functions are served on, so that they can end.
    pub fn refuse_clients(&self) {
        self.0.stopping.send_replace(true);
    }

    /// Lets what goes on after answers, and invocations, end until `deadline`; then removes every environment.
    pub async fn stop(&self, deadline: HostInstant) {
        self.refuse_clients();
        let Inner { parts, .. } = &*self.0;
        tokio::select! {
            () = parts.jobs.idle() => {}
            () = parts.clock.host_sleep_until(deadline) => {}
        }
        parts.exec.stop(deadline.since(parts.clock.host_now())).await;
    }

    /// Waits until everything that earlier requests caused has come to rest.
    pub async fn settled(&self) {
        self.0.parts.jobs.idle().await;
        self.0.parts.exec.settled().await;
    }
}
