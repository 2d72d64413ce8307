//! What can be asked of logs, and what is answered.

use crate::codec::{Reader, put, put_signed, put_text};
use crate::{Event, Group};
use clock::Timestamp;
use std::sync::Arc;

/// Which way to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The oldest first.
    #[default]
    Forward,
    /// The newest first.
    Backward,
}

/// Asks for events of one group, a page at a time.
#[derive(Debug, Clone)]
pub struct Query<'a> {
    pub group: &'a Group,
    /// Of these streams alone.
    pub streams: Option<&'a [String]>,
    /// Of streams that begin so alone.
    pub stream_prefix: Option<&'a str>,
    /// At this time or later,
    pub from: Option<Timestamp>,
    /// and before this one.
    pub to: Option<Timestamp>,
    /// With this text in the message.
    pub containing: Option<&'a str>,
    pub order: Order,
    /// Numbers above this one when reading forward, below it when reading backward: [`Page::last`] of the page before.
    pub position: Option<u64>,
    /// A page ends with so many events,
    pub events_max: usize,
    /// or once their messages have so many bytes.
    pub bytes_max: usize,
}

impl<'a> Query<'a> {
    /// Everything of a group, forward, in pages as CloudWatch Logs has them.
    pub fn all(group: &'a Group) -> Query<'a> {
        Query {
            group,
            streams: None,
            stream_prefix: None,
            from: None,
            to: None,
            containing: None,
            order: Order::Forward,
            position: None,
            events_max: 10_000,
            bytes_max: 1 << 20,
        }
    }

    pub(crate) fn wants(&self, event: &Event) -> bool {
        self.from.is_none_or(|from| event.at >= from)
            && self.to.is_none_or(|to| event.at < to)
            && self.streams.is_none_or(|streams| streams.iter().any(|stream| **stream == *event.stream))
            && self.stream_prefix.is_none_or(|prefix| event.stream.starts_with(prefix))
            && self.containing.is_none_or(|text| event.message.contains(text))
    }

    /// The lowest and the highest number that can be wanted.
    pub(crate) fn numbers(&self) -> (u64, u64) {
        match (self.order, self.position) {
            (_, None) => (0, u64::MAX),
            (Order::Forward, Some(position)) => (position.saturating_add(1), u64::MAX),
            (Order::Backward, Some(position)) => (0, position.saturating_sub(1)),
        }
    }

    /// The earliest and the latest time that can be wanted.
    pub(crate) fn times(&self) -> (Timestamp, Timestamp) {
        let from = self.from.unwrap_or(Timestamp::from_micros(i64::MIN));
        let to = self.to.map_or(i64::MAX, |to| to.as_micros().saturating_sub(1));
        (from, Timestamp::from_micros(to))
    }
}

/// Events in the order that was asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    pub events: Vec<Event>,
    /// Whether there may be more in this direction now.
    pub more: bool,
}

impl Page {
    /// Where the next page goes on.
    pub fn last(&self) -> Option<u64> {
        self.events.last().map(|event| event.number)
    }
}

/// What is known of a stream without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamSummary {
    pub name: Arc<str>,
    pub first_at: Timestamp,
    pub last_at: Timestamp,
    pub last_ingested: Timestamp,
    pub events: u64,
    /// Of messages.
    pub bytes: u64,
}

impl StreamSummary {
    /// Of the stream of an event, without that event.
    pub(crate) fn of(event: &Event) -> StreamSummary {
        StreamSummary {
            name: event.stream.clone(),
            first_at: event.at,
            last_at: event.at,
            last_ingested: event.ingested,
            events: 0,
            bytes: 0,
        }
    }

    pub(crate) fn add(&mut self, event: &Event) {
        self.first_at = self.first_at.min(event.at);
        self.last_at = self.last_at.max(event.at);
        self.last_ingested = self.last_ingested.max(event.ingested);
        self.events += 1;
        self.bytes += event.message.len() as u64;
    }

    pub(crate) fn merge(&mut self, other: &StreamSummary) {
        self.first_at = self.first_at.min(other.first_at);
        self.last_at = self.last_at.max(other.last_at);
        self.last_ingested = self.last_ingested.max(other.last_ingested);
        self.events += other.events;
        self.bytes += other.bytes;
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        put_text(out, &self.name);
        for at in [self.first_at, self.last_at, self.last_ingested] {
            put_signed(out, at.as_micros());
        }
        put(out, self.events);
        put(out, self.bytes);
    }

    pub(crate) fn read(bytes: &mut Reader<'_>) -> Option<StreamSummary> {
        let name = bytes.text()?.into();
        let mut at = || bytes.signed().map(Timestamp::from_micros);
        let (first_at, last_at, last_ingested) = (at()?, at()?, at()?);
        let (events, bytes) = (bytes.number()?, bytes.number()?);
        Some(StreamSummary { name, first_at, last_at, last_ingested, events, bytes })
    }
}
