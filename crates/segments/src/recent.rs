//! The events that are in memory, by group.

use crate::{Event, Group};
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

#[derive(Default)]
pub(crate) struct Recent {
    groups: HashMap<Arc<Group>, Events>,
    bytes: usize,
}

#[derive(Default)]
struct Events {
    events: VecDeque<Event>,
    bytes: usize,
}

impl Events {
    /// Forgets the oldest events until there are at most so many bytes; answers how many it forgot.
    fn shrink(&mut self, bytes_max: usize) -> u64 {
        let before = self.events.len();
        while self.bytes > bytes_max
            && let Some(oldest) = self.events.pop_front()
        {
            self.bytes -= oldest.bytes();
        }
        (before - self.events.len()) as u64
    }

    fn last_number(&self) -> u64 {
        self.events.back().map_or(0, |event| event.number)
    }
}

impl Recent {
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    pub(crate) fn push(&mut self, group: &Arc<Group>, event: Event) {
        let bytes = event.bytes();
        let events = match self.groups.get_mut(group) {
            Some(events) => events,
            // Looked up twice only for a new group: the key is cloned for that one alone.
            None => self.groups.entry(group.clone()).or_default(),
        };
        events.bytes += bytes;
        events.events.push_back(event);
        self.bytes += bytes;
    }

    /// Bounds what one group takes up. Answers how many events went.
    pub(crate) fn shrink_group(&mut self, group: &Group, bytes_max: usize) -> u64 {
        let Some(events) = self.groups.get_mut(group) else { return 0 };
        let before = events.bytes;
        let gone = events.shrink(bytes_max);
        self.bytes -= before - events.bytes;
        gone
    }

    /// Bounds what all take up; the oldest events of the group that was idle longest go first. Answers how many went.
    pub(crate) fn shrink(&mut self, bytes_max: usize) -> u64 {
        let mut groups: Vec<&mut Events> = self.groups.values_mut().collect();
        groups.sort_unstable_by_key(|events| events.last_number());
        let mut gone = 0;
        for events in groups {
            if self.bytes <= bytes_max {
                break;
            }
            let before = events.bytes;
            gone += events.shrink(before.saturating_sub(self.bytes - bytes_max));
            self.bytes -= before - events.bytes;
        }
        self.groups.retain(|_, events| !events.events.is_empty());
        gone
    }

    /// Forgets the events up to a number.
    pub(crate) fn forget_through(&mut self, number: u64) {
        for events in self.groups.values_mut() {
            while events.events.front().is_some_and(|event| event.number <= number) {
                if let Some(event) = events.events.pop_front() {
                    events.bytes -= event.bytes();
                    self.bytes -= event.bytes();
                }
            }
        }
        self.groups.retain(|_, events| !events.events.is_empty());
    }

    pub(crate) fn clear(&mut self) {
        *self = Recent::default();
    }

    /// A group's events with numbers between two, in order.
    pub(crate) fn between(
        &self,
        group: &Group,
        (from, to): (u64, u64),
    ) -> impl DoubleEndedIterator<Item = &Event> {
        let events = self.groups.get(group).map(|events| &events.events);
        let range = events.map(|events| {
            let begin = events.partition_point(|event| event.number < from);
            let end = events.partition_point(|event| event.number <= to);
            events.range(begin..end.max(begin))
        });
        range.into_iter().flatten()
    }

    /// Everything up to a number, sorted by group, then number.
    pub(crate) fn through(&self, number: u64) -> Vec<(Arc<Group>, Event)> {
        let mut groups: Vec<(&Arc<Group>, &Events)> = self.groups.iter().collect();
        groups.sort_unstable_by_key(|(group, _)| *group);
        let of_group = |(group, events): (&Arc<Group>, &Events)| {
            let end = events.events.partition_point(|event| event.number <= number);
            let group = group.clone();
            events.events.range(..end).map(move |event| (group.clone(), event.clone())).collect::<Vec<_>>()
        };
        groups.into_iter().flat_map(of_group).collect()
    }

    pub(crate) fn groups(&self) -> impl Iterator<Item = &Arc<Group>> {
        self.groups.keys()
    }
}
