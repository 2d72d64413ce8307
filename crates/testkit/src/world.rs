//! The platform of a story, put together as the command line puts it together, from parts that can be watched.

use crate::client::{Answer, Client};
use crate::ground::Ground;
use crate::program::program;
use crate::quiet::{Disk, Quiet};
use auth::Guard;
use bytes::Bytes;
use clock::{Clock, Hand, Timestamp};
use http::{HeaderValue, Request};
use http_body_util::Full;
use lambda_exec::{Exec, Parts, Settings};
use sandbox::fake::FakeEngine;
use segments::LogStore;
use server::{Edge, FunctionPolicies, Platform, PlatformParts, RoleCredentials};
use service::{Bus, Jobs, Registry, Service};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// What a connection holds that was written and not yet read.
const CONNECTION_BYTES: usize = 64 * 1024;

/// Which services a platform offers.
pub(crate) type Services = dyn Fn(&lambda::Lambda) -> Vec<Service>;

/// A platform, its clock, and its fake sandboxes.
pub(crate) struct World {
    pub platform: Platform,
    pub bus: Bus,
    pub disk: Disk,
    clock: Clock,
    hand: Hand,
    quiet: Quiet,
    sandboxes: Arc<AtomicUsize>,
    packages: PathBuf,
}

impl World {
    pub(crate) async fn start(ground: &Ground, quiet: Quiet, services: &Services) -> World {
        let (clock, ids, jobs) = (ground.clock.clone(), ground.ids.clone(), Jobs::default());
        let bus = Bus::new();
        let iam = iam::Iam::new(ground.store.clone(), ids.clone());
        let sessions = sts::sessions(&ground.store, &ids, ground.keys.is_some())
            .await
            .expect("a store in memory can be read");
        let directory = Arc::new(iam.clone());
        let engine = FakeEngine::new(program(clock.clone()));
        let sandboxes = engine.alive();
        let exec = Exec::new(Parts {
            engine: Arc::new(engine),
            clock: clock.clone(),
            ids: ids.clone(),
            logs: LogStore::memory(),
            runtimes: Arc::new(ground.runtimes()),
            bus: bus.clone(),
            settings: Settings::default(),
            credentials: Arc::new(RoleCredentials {
                sessions: sessions.clone(),
                directory: directory.clone(),
                clock: clock.clone(),
            }),
        });
        let lambda = lambda::Lambda::new(lambda::Deps {
            store: ground.store.clone(),
            packages: ground.packages(),
            exec: exec.clone(),
            clock: clock.clone(),
            ids: ids.clone(),
            jobs: jobs.clone(),
            endpoint: "http://localhost:4566".into(),
        });
        lambda.recover().await.expect("a store in memory can be read");
        let told = bus.clone();
        let lambda = Arc::new(lambda);
        let mut offered = services(&lambda);
        offered.push(iam::service(&iam));
        offered.push(sts::service(&sts::Sts::new(sessions.clone())));
        let guard = match &ground.keys {
            Some(keys) => Guard::verifying(keys.clone(), directory.clone(), sessions),
            None => Guard::development(directory.clone(), sessions),
        };
        let platform = Platform::new(PlatformParts {
            clock,
            ids,
            registry: Arc::new(Registry::new(offered)),
            guard: guard
                .with_resources("iam", directory)
                .with_resources("lambda", Arc::new(FunctionPolicies(lambda.clone()))),
            store: ground.store.clone(),
            exec,
            lambda,
            iam,
            jobs,
            bus,
            edge: Edge::default(),
            connections_max: server::CONNECTIONS_MAX,
            access_log: None,
            development: ground.keys.is_none(),
            version: "0.0.0",
        });
        let world = World {
            platform,
            bus: told,
            disk: Disk::default(),
            clock: ground.clock.clone(),
            hand: ground.hand.clone(),
            quiet,
            sandboxes,
            packages: ground.packages_directory(),
        };
        world.rest().await;
        world
    }

    /// Waits until nothing can go on by itself.
    pub(crate) async fn rest(&self) {
        self.quiet.wait(&self.disk).await;
    }

    /// Moves platform time, from one thing that is due to the next.
    pub(crate) async fn advance(&self, by: Duration) {
        let mut left = by;
        while let Some(until) = self.hand.until_due().filter(|until| *until <= left) {
            self.hand.advance(until);
            left -= until;
            self.rest().await;
        }
        self.hand.advance(left);
    }

    /// Moves host time, from one thing that is due to the next.
    pub(crate) async fn advance_host(&self, by: Duration) {
        let mut left = by;
        while let Some(until) = self.hand.until_host_due().filter(|until| *until <= left) {
            self.hand.advance_host(until);
            left -= until;
            self.rest().await;
        }
        self.hand.advance_host(left);
    }

    /// What was uploaded is gone from the disk; what is unpacked already stays.
    pub(crate) fn lose_packages(&self) {
        let uploaded = std::fs::read_dir(self.packages.join("zip")).expect("the directory is there");
        for zip in uploaded {
            let removed = zip.and_then(|zip| std::fs::remove_file(zip.path()));
            removed.expect("nobody else removes it");
        }
    }

    /// What clients sign with.
    pub(crate) fn host_time(&self) -> Timestamp {
        self.clock.host_wall()
    }

    /// How many sandboxes stand.
    pub(crate) fn sandboxes(&self) -> usize {
        self.sandboxes.load(Ordering::SeqCst)
    }

    /// Sends a request over a connection of its own; the answer, when it comes.
    pub(crate) fn send(
        &self,
        mut request: Request<Full<Bytes>>,
    ) -> impl Future<Output = Result<Answer, String>> + Send + 'static {
        request.headers_mut().entry("host").or_insert(HeaderValue::from_static("localhost:4566"));
        let platform = self.platform.clone();
        async move {
            let (ours, theirs) = tokio::io::duplex(CONNECTION_BYTES);
            tokio::spawn(async move { platform.serve_connection(theirs).await });
            let mut client = Client::over(ours).await.map_err(|error| error.to_string())?;
            client.call(request).await.map_err(|error| error.to_string())
        }
    }
}
