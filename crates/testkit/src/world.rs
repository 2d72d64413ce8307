//! The platform of a story, put together as the command line puts it together, from parts that can be watched.

use crate::client::{Answer, Client};
use crate::program::program;
use crate::quiet::{Disk, Quiet};
use bytes::Bytes;
use clock::{Clock, Hand, Ids, Timestamp};
use http::{HeaderValue, Request};
use http_body_util::Full;
use lambda::package::Packages;
use lambda_exec::runtimes::{Choice, Runtimes};
use lambda_exec::{Exec, Parts, Settings};
use sandbox::fake::FakeEngine;
use server::{Edge, Platform, PlatformParts};
use service::{Jobs, Registry, Service};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use store::Store;
use tempfile::TempDir;

/// When stories begin: 2026-11-23T00:00:00Z.
const BEGINNING_S: i64 = 1_795_392_000;
/// What a connection holds that was written and not yet read.
const CONNECTION_BYTES: usize = 64 * 1024;

/// A platform, its clock, and its fake sandboxes.
pub struct World {
    pub platform: Platform,
    pub(crate) hand: Hand,
    pub(crate) disk: Disk,
    quiet: Quiet,
    sandboxes: Arc<AtomicUsize>,
    /// Removed with the world.
    _directory: TempDir,
}

impl World {
    /// `services` are offered; stories about the platform itself offer others than Lambda.
    pub(crate) fn new(quiet: Quiet, services: impl FnOnce(&lambda::Lambda) -> Vec<Service>) -> World {
        let directory = tempfile::tempdir().expect("there is a directory for temporary files");
        let (clock, hand) = Clock::virtual_at(Timestamp::from_secs(BEGINNING_S));
        let (ids, jobs) = (Ids::seeded(1), Jobs::default());
        let engine = FakeEngine::new(program(clock.clone()));
        let sandboxes = engine.alive();
        let exec = Exec::new(Parts {
            engine: Arc::new(engine),
            clock: clock.clone(),
            ids: ids.clone(),
            logs: Arc::default(),
            runtimes: Arc::new(runtimes(directory.path())),
            settings: Settings::default(),
        });
        let lambda = lambda::Lambda::new(lambda::Deps {
            store: Store::new(store::Memory::new()),
            packages: Packages::open(directory.path().join("packages")).expect("the directory is there"),
            exec: exec.clone(),
            clock: clock.clone(),
            ids: ids.clone(),
            jobs: jobs.clone(),
            endpoint: "http://localhost:4566".into(),
        });
        let platform = Platform::new(PlatformParts {
            clock,
            ids,
            registry: Registry::new(services(&lambda)),
            exec,
            lambda: Arc::new(lambda),
            jobs,
            edge: Edge::default(),
            development: true,
            version: "0.0.0",
        });
        World { platform, hand, disk: Disk::default(), quiet, sandboxes, _directory: directory }
    }

    /// Waits until nothing can go on by itself.
    pub(crate) async fn rest(&self) {
        self.quiet.wait(&self.disk).await;
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

/// A Python that is there on every host, as far as anybody looks: its processes are fake too.
fn runtimes(directory: &Path) -> Runtimes {
    let python = interpreter(directory).expect("the directory is there");
    let named = HashMap::from([("python3.12".to_owned(), python)]);
    Runtimes::new(Choice { named, exact: false }, directory).expect("the directory is there")
}

fn interpreter(directory: &Path) -> std::io::Result<PathBuf> {
    let bin = directory.join("lang/bin");
    std::fs::create_dir_all(&bin)?;
    let python = bin.join("python3.12");
    std::fs::write(&python, b"\x7fELF")?;
    Ok(python)
}
