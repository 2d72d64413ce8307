//! What is logged, and where.

use clock::Timestamp;
use std::sync::Arc;

/// A log group of an account in a region.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group {
    pub account: Arc<str>,
    pub region: Arc<str>,
    pub name: Arc<str>,
}

impl Group {
    pub fn new(account: &str, region: &str, name: &str) -> Group {
        Group { account: account.into(), region: region.into(), name: name.into() }
    }
}

/// One log event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Counts the events of all groups from 1: within a group it rises, with gaps.
    pub number: u64,
    pub at: Timestamp,
    /// When it came here.
    pub ingested: Timestamp,
    pub stream: Arc<str>,
    /// With its newline if it was written with one.
    pub message: Arc<str>,
}

impl Event {
    /// What it takes up, roughly, in memory.
    pub(crate) fn bytes(&self) -> usize {
        size_of::<Event>() + self.message.len()
    }
}
