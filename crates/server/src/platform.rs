//! The parts that requests meet, put together once.

use crate::body::Bodies;
use crate::edge::Edge;
use clock::{Clock, Ids};
use lambda_exec::Exec;
use service::{Jobs, Registry};
use std::sync::Arc;

/// What `main`, or a test, puts a platform together from.
pub struct PlatformParts {
    pub clock: Clock,
    pub ids: Ids,
    pub registry: Registry,
    pub exec: Arc<Exec>,
    pub lambda: Arc<lambda::Lambda>,
    /// Work that goes on after answers.
    pub jobs: Jobs,
    pub edge: Edge,
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
    pub router: wire::Router,
    pub bodies: Bodies,
}

impl Platform {
    /// Puts the parts together, and lets environments reach the platform.
    pub fn new(parts: PlatformParts) -> Platform {
        let schemas: Vec<_> = parts.registry.services().iter().map(|service| service.schema).collect();
        let router = wire::Router::new(&schemas);
        let platform = Platform(Arc::new(Inner { bodies: Bodies::new(parts.clock.clone()), parts, router }));
        platform.0.parts.exec.connect(Arc::new(crate::gateway::Inside::new(&platform)));
        platform
    }

    pub fn exec(&self) -> &Arc<Exec> {
        &self.0.parts.exec
    }

    /// Waits until everything that earlier requests caused has come to rest.
    pub async fn settled(&self) {
        self.0.parts.jobs.idle().await;
        self.0.parts.exec.settled().await;
    }
}
