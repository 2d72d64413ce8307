//! Who calls, where, and when.

use crate::bus::{Bus, Event};
use clock::{Clock, Timestamp};
use std::sync::Arc;

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
    /// The `X-Amzn-Trace-Id` header of the caller, if it sent one.
    pub trace: Option<String>,
    pub clock: Clock,
    /// Where what happens is told.
    pub bus: Bus,
    now: Timestamp,
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
        Ctx { account, region, request_id, caller, trace: None, clock, bus: Bus::default(), now }
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
