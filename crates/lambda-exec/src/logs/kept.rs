//! The last events of every log group, in memory and bounded.

use clock::Timestamp;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use tokio::sync::watch;

/// Text that one group keeps; the oldest events go first.
const GROUP_BYTES_MAX: usize = 4 << 20;

/// One log event.
#[derive(Debug, Clone)]
pub struct Event {
    /// Counts the events of its group from 1.
    pub number: u64,
    pub at: Timestamp,
    pub stream: Arc<str>,
    /// With its newline if it was written with one.
    pub message: Arc<str>,
}

/// Log groups by account, region and name.
#[derive(Default)]
pub struct Logs {
    groups: Mutex<HashMap<GroupKey, Group>>,
    changed: watch::Sender<u64>,
}

type GroupKey = (Arc<str>, Arc<str>, Arc<str>);

#[derive(Default)]
struct Group {
    events: VecDeque<Event>,
    bytes: usize,
    last_number: u64,
}

impl Group {
    fn push(&mut self, at: Timestamp, stream: &Arc<str>, message: &str) {
        self.last_number += 1;
        self.bytes += message.len();
        let message = message.into();
        self.events.push_back(Event { number: self.last_number, at, stream: stream.clone(), message });
        while self.bytes > GROUP_BYTES_MAX {
            let Some(oldest) = self.events.pop_front() else { break };
            self.bytes -= oldest.message.len();
        }
    }
}

impl Logs {
    pub(crate) fn write(&self, group: &GroupKey, at: Timestamp, stream: &Arc<str>, message: &str) {
        {
            let mut groups = self.groups.lock().expect("no panic holds this lock");
            match groups.get_mut(group) {
                Some(kept) => kept.push(at, stream, message),
                None => groups.entry(group.clone()).or_default().push(at, stream, message),
            }
        }
        // Nobody follows most of the time, and then there is nobody to wake.
        if self.changed.receiver_count() > 0 {
            self.changed.send_modify(|count| *count += 1);
        }
    }

    /// Events of a group whose number is above `after`, oldest first.
    pub fn after(&self, account: &str, region: &str, group: &str, after: u64) -> Vec<Event> {
        let groups = self.groups.lock().expect("no panic holds this lock");
        let key = (account.into(), region.into(), group.into());
        let Some(kept) = groups.get(&key) else { return Vec::new() };
        kept.events.iter().filter(|event| event.number > after).cloned().collect()
    }

    /// Changes whenever any group gets an event.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    pub fn clear(&self) {
        self.groups.lock().expect("no panic holds this lock").clear();
    }
}
