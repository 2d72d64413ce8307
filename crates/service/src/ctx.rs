//! Who calls, where, and when.

use crate::bus::{Bus, Event};
use crate::{Registry, internal_failure};
use auth::{Identity, Who};
use clock::{Clock, Timestamp};
use shape::{ApiError, Operation, framework};
use std::sync::{Arc, Weak};

/// Calls within calls; more than any service needs, so that two that call each other do not do so for ever.
const DEPTH_MAX: u8 = 8;

/// The context of one request. The time is read once, so that everything a request does has the same timestamp.
#[derive(Clone)]
pub struct Ctx {
    /// Twelve digits.
    pub account: Arc<str>,
    /// Such as `eu-west-1`.
    pub region: Arc<str>,
    /// The `x-amzn-RequestId` of the answer, and of every log line about it.
    pub request_id: Arc<str>,
    pub caller: Caller,
    /// Whose credentials the request carries, verified or only claimed.
    pub who: Arc<Who>,
    /// The `X-Amzn-Trace-Id` header of the caller, if it sent one.
    pub trace: Option<String>,
    pub clock: Clock,
    /// Where what happens is told.
    pub bus: Bus,
    now: Timestamp,
    /// Those that can be called from here; weak, because a service's state may hold a context.
    services: Weak<Registry>,
    depth: u8,
}

/// Where a request came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caller {
    /// A client of the public endpoint.
    Client,
    /// A function, known by the listener of its environment and not by what it says of itself.
    Function { arn: Arc<str> },
}

impl Ctx {
    pub fn new(
        account: Arc<str>,
        region: Arc<str>,
        request_id: Arc<str>,
        caller: Caller,
        clock: Clock,
    ) -> Ctx {
        let now = clock.now();
        let who = Arc::new(Who {
            identity: Identity::root(&account),
            access_key: String::new(),
            session: None,
            file_key: None,
            source_ip: None,
            verified: false,
        });
        Ctx {
            account,
            region,
            request_id,
            caller,
            who,
            trace: None,
            clock,
            bus: Bus::default(),
            now,
            services: Weak::new(),
            depth: 0,
        }
    }

    /// The same, on behalf of somebody.
    #[must_use]
    pub fn on_behalf_of(self, who: Arc<Who>) -> Ctx {
        Ctx { who, ..self }
    }

    /// The same, able to call these services.
    #[must_use]
    pub fn calling(self, services: &Arc<Registry>) -> Ctx {
        Ctx { services: Arc::downgrade(services), ..self }
    }

    /// The same, about another account's resources.
    #[must_use]
    pub fn in_account(&self, account: &str) -> Ctx {
        Ctx { account: account.into(), ..self.clone() }
    }

    /// Calls an operation of any service, in process: what the answer needs now. What must happen even if the
    /// process ends is not called but written down.
    ///
    /// # Errors
    /// What the operation fails with; `NotImplemented` if nobody offers it.
    pub async fn call<O: Operation>(&self, input: O::Input) -> Result<O::Output, ApiError> {
        let services = self.services.upgrade();
        let offered = services.as_deref().and_then(Registry::offering::<O>);
        let Some(offered) = offered.filter(|_| self.depth < DEPTH_MAX) else {
            let name = O::SCHEMA.name;
            return Err(framework::NOT_IMPLEMENTED.with(format!("hikeshi does not offer {name} here.")));
        };
        let deeper = Ctx { depth: self.depth + 1, ..self.clone() };
        let failed = |mismatch: shape::Mismatch| internal_failure(O::SCHEMA.name, &mismatch);
        let input = shape::to_value(&input).map_err(failed)?;
        offered.check(&input)?;
        let output = offered.call(&deeper, input).await?;
        shape::from_value(output).map_err(failed)
    }

    /// Platform time at which the request began.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Tells what has happened: one-way, never waiting. After the commit that made it true.
    pub fn emit(&self, event: Event) {
        self.bus.emit(event);
    }

    /// `arn:aws:<service>:<region>:<account>:<resource>`.
    pub fn arn(&self, service: &str, resource: &str) -> String {
        format!("arn:aws:{service}:{}:{}:{resource}", self.region, self.account)
    }
}
