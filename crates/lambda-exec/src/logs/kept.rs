//! The last events of every log group, in memory and bounded.

use clock::Timestamp;
use std::collections::{HashMap, VecDeque};
use std::mem::size_of;
use std::sync::{Arc, Mutex};
use tokio::sync::watch;

/// What one group keeps, events and their text; the oldest go first.
const GROUP_BYTES_MAX: usize = 4 << 20;
/// What all groups keep together; the oldest events of the group that was idle longest go first.
const BYTES_MAX: usize = 64 << 20;
/// What is left once that is passed: room for a while, as looking for idle groups looks at all of them.
const BYTES_LEFT: usize = BYTES_MAX / 16 * 15;

/// One log event.
#[derive(Debug, Clone)]
pub struct Event {
    /// Counts the events of all groups from 1, and goes on when they are cleared: within a group it rises, with gaps.
    pub number: u64,
    pub at: Timestamp,
    pub stream: Arc<str>,
    /// With its newline if it was written with one.
    pub message: Arc<str>,
}

impl Event {
    fn bytes(&self) -> usize {
        size_of::<Event>() + self.message.len()
    }
}

/// Log groups by account, region and name.
#[derive(Default)]
pub struct Logs {
    kept: Mutex<Kept>,
    changed: watch::Sender<u64>,
}

type GroupKey = (Arc<str>, Arc<str>, Arc<str>);

#[derive(Default)]
struct Kept {
    groups: HashMap<GroupKey, Group>,
    /// Of all groups.
    bytes: usize,
    last_number: u64,
}

#[derive(Default)]
struct Group {
    events: VecDeque<Event>,
    bytes: usize,
}

impl Group {
    fn push(&mut self, event: Event) {
        self.bytes += event.bytes();
        self.events.push_back(event);
    }

    /// Forgets the oldest events until there are at most so many bytes.
    fn shrink(&mut self, bytes_max: usize) {
        while self.bytes > bytes_max
            && let Some(oldest) = self.events.pop_front()
        {
            self.bytes -= oldest.bytes();
        }
    }

    fn last_number(&self) -> u64 {
        self.events.back().map_or(0, |event| event.number)
    }
}

impl Kept {
    fn write(&mut self, key: &GroupKey, at: Timestamp, stream: &Arc<str>, message: &str) {
        self.last_number += 1;
        let event = Event { number: self.last_number, at, stream: stream.clone(), message: message.into() };
        // Looked up twice only for a new group: the key is cloned for that one alone.
        if !self.groups.contains_key(key) {
            self.groups.insert(key.clone(), Group::default());
        }
        let Some(group) = self.groups.get_mut(key) else { unreachable!("it was put there") };
        let before = group.bytes;
        group.push(event);
        group.shrink(GROUP_BYTES_MAX);
        self.bytes = self.bytes - before + group.bytes;
        if self.bytes > BYTES_MAX {
            self.shrink(BYTES_LEFT);
        }
    }

    fn shrink(&mut self, bytes_max: usize) {
        let mut groups: Vec<&mut Group> = self.groups.values_mut().collect();
        groups.sort_unstable_by_key(|group| group.last_number());
        for group in groups {
            if self.bytes <= bytes_max {
                break;
            }
            let before = group.bytes;
            group.shrink(before.saturating_sub(self.bytes - bytes_max));
            self.bytes = self.bytes - before + group.bytes;
        }
        self.groups.retain(|_, group| !group.events.is_empty());
    }
}

impl Logs {
    pub(crate) fn write(&self, group: &GroupKey, at: Timestamp, stream: &Arc<str>, message: &str) {
        self.kept.lock().expect("no panic holds this lock").write(group, at, stream, message);
        // Nobody follows most of the time, and then there is nobody to wake.
        if self.changed.receiver_count() > 0 {
            self.changed.send_modify(|count| *count += 1);
        }
    }

    /// Events of a group whose number is above `after`, oldest first.
    pub fn after(&self, account: &str, region: &str, group: &str, after: u64) -> Vec<Event> {
        let kept = self.kept.lock().expect("no panic holds this lock");
        let key = (account.into(), region.into(), group.into());
        let Some(group) = kept.groups.get(&key) else { return Vec::new() };
        let from = group.events.partition_point(|event| event.number <= after);
        group.events.range(from..).cloned().collect()
    }

    /// Changes whenever any group gets an event.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// Forgets every event. Numbers go on, so that who follows a group hears of what comes next.
    pub fn clear(&self) {
        let mut kept = self.kept.lock().expect("no panic holds this lock");
        kept.groups.clear();
        kept.bytes = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(logs: &Logs, group: &str, text: &str) {
        let key = ("account".into(), "region".into(), group.into());
        logs.write(&key, Timestamp::from_secs(0), &"stream".into(), text);
    }

    fn read(logs: &Logs, group: &str, after: u64) -> Vec<Event> {
        logs.after("account", "region", group, after)
    }

    fn bytes(events: &[Event]) -> usize {
        events.iter().map(Event::bytes).sum()
    }

    #[test]
    fn a_group_of_short_lines_is_bounded_too() {
        let logs = Logs::default();
        for _ in 0..2 * GROUP_BYTES_MAX / size_of::<Event>() {
            write(&logs, "g", "");
        }
        let events = read(&logs, "g", 0);
        assert!((GROUP_BYTES_MAX - 1_000..=GROUP_BYTES_MAX).contains(&bytes(&events)));
    }

    #[test]
    fn all_groups_are_bounded_and_the_idle_one_pays() {
        let logs = Logs::default();
        write(&logs, "idle", "forgotten");
        write(&logs, "busy", "kept");
        let text = "x".repeat(GROUP_BYTES_MAX / 2);
        for number in 0..BYTES_MAX / text.len() {
            write(&logs, &number.to_string(), &text);
            write(&logs, "busy", "kept");
        }
        let kept = logs.kept.lock().unwrap();
        assert!(kept.bytes <= BYTES_MAX);
        assert_eq!(kept.bytes, kept.groups.values().map(|group| group.bytes).sum::<usize>());
        drop(kept);
        assert!(read(&logs, "idle", 0).is_empty());
        assert_eq!(read(&logs, "busy", 0).len(), 1 + BYTES_MAX / text.len());
    }

    #[test]
    fn who_follows_hears_of_what_comes_after_a_clear() {
        let logs = Logs::default();
        write(&logs, "g", "before");
        let seen = read(&logs, "g", 0)[0].number;
        logs.clear();
        write(&logs, "g", "after");
        assert_eq!(read(&logs, "g", seen).len(), 1);
    }
}
