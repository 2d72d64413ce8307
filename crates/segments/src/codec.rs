//! Events as bytes: the content of a journal's frame and of a segment's block.
//!
//! Names stand once at the beginning, numbers and times as differences, everything in as few bytes as it needs.

use crate::{Event, Group};
use clock::Timestamp;
use std::collections::HashMap;
use std::sync::Arc;

/// Events, each with its group.
pub(crate) type Decoded = Vec<(Arc<Group>, Event)>;

/// Writes events in the order given.
pub(crate) fn encode<'a>(events: impl Iterator<Item = (&'a Arc<Group>, &'a Event)> + Clone) -> Vec<u8> {
    let (mut groups, mut streams) = (Names::default(), Names::default());
    let (mut count, mut bytes) = (0, 64);
    for (group, event) in events.clone() {
        groups.add(&**group);
        streams.add(&*event.stream);
        count += 1;
        bytes += event.message.len() + 16;
    }
    let mut out = Vec::with_capacity(bytes);
    put(&mut out, groups.ordered.len() as u64);
    for group in &groups.ordered {
        put_text(&mut out, &group.account);
        put_text(&mut out, &group.region);
        put_text(&mut out, &group.name);
    }
    put(&mut out, streams.ordered.len() as u64);
    for stream in &streams.ordered {
        put_text(&mut out, stream);
    }
    put(&mut out, count);
    let (mut number, mut at) = (0, 0);
    for (group, event) in events {
        // In a block that is sorted by group, numbers also go back.
        put_signed(&mut out, event.number.wrapping_sub(number) as i64);
        put_signed(&mut out, event.at.as_micros().wrapping_sub(at));
        put_signed(&mut out, event.ingested.as_micros().wrapping_sub(event.at.as_micros()));
        put(&mut out, groups.index[&**group]);
        put(&mut out, streams.index[&*event.stream]);
        put_text(&mut out, &event.message);
        (number, at) = (event.number, event.at.as_micros());
    }
    out
}

/// Reads what [`encode`] wrote; `None` if it did not.
pub(crate) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let mut bytes = Reader(bytes);
    let groups = bytes.list(|bytes| {
        let (account, region, name) = (bytes.text()?, bytes.text()?, bytes.text()?);
        Some(Arc::new(Group::new(account, region, name)))
    })?;
    let streams = bytes.list(|bytes| bytes.text().map(Arc::<str>::from))?;
    let (mut number, mut at) = (0_u64, 0_i64);
    let events = bytes.list(|bytes| {
        number = number.wrapping_add(bytes.signed()? as u64);
        at = at.wrapping_add(bytes.signed()?);
        let ingested = at.wrapping_add(bytes.signed()?);
        let group = groups.get(bytes.number()? as usize)?.clone();
        let event = Event {
            number,
            at: Timestamp::from_micros(at),
            ingested: Timestamp::from_micros(ingested),
            stream: streams.get(bytes.number()? as usize)?.clone(),
            message: bytes.text()?.into(),
        };
        Some((group, event))
    })?;
    bytes.0.is_empty().then_some(events)
}

/// Names in the order in which they first come.
struct Names<'a, K: ?Sized> {
    ordered: Vec<&'a K>,
    index: HashMap<&'a K, u64>,
}

impl<K: ?Sized> Default for Names<'_, K> {
    fn default() -> Self {
        Names { ordered: Vec::new(), index: HashMap::new() }
    }
}

impl<'a, K: ?Sized + Eq + std::hash::Hash> Names<'a, K> {
    fn add(&mut self, name: &'a K) {
        let next = self.ordered.len() as u64;
        if let std::collections::hash_map::Entry::Vacant(new) = self.index.entry(name) {
            new.insert(next);
            self.ordered.push(name);
        }
    }
}

pub(crate) fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

pub(crate) fn put_signed(out: &mut Vec<u8>, number: i64) {
    put(out, ((number << 1) ^ (number >> 63)) as u64);
}

pub(crate) fn put_text(out: &mut Vec<u8>, text: &str) {
    put(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// Takes things from the front of bytes that may be anything.
pub(crate) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    pub(crate) fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    pub(crate) fn text(&mut self) -> Option<&'a str> {
        let length = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    pub(crate) fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = usize::try_from(self.number()?).ok()?;
        // Every item takes a byte at least, so that a wrong count cannot make us take memory for it.
        let mut items = Vec::with_capacity(count.min(self.0.len()));
        for _ in 0..count {
            items.push(item(self)?);
        }
        Some(items)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn event(number: u64, at: i64, stream: &str, message: &str) -> Event {
        Event {
            number,
            at: Timestamp::from_micros(at),
            ingested: Timestamp::from_micros(at.wrapping_add(7)),
            stream: stream.into(),
            message: message.into(),
        }
    }

    #[test]
    fn what_is_cut_or_changed_does_not_panic() {
        let group = Arc::new(Group::new("a", "r", "g"));
        let events = [event(5, 1, "s", "one\n"), event(2, -9, "t", "ü")];
        let bytes = encode(events.iter().map(|event| (&group, event)));
        for length in 0..bytes.len() {
            assert!(decode(&bytes[..length]).is_none(), "{length}");
        }
        for place in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[place] ^= 0xff;
            let _ = decode(&changed);
        }
    }

    proptest! {
        #[test]
        fn decoding_is_the_inverse_of_encoding(
            raw in proptest::collection::vec((any::<u64>(), any::<i64>(), 0_u8..3, 0_u8..3, ".{0,20}"), 0..20)
        ) {
            let events: Vec<(Arc<Group>, Event)> = raw
                .iter()
                .map(|(number, at, group, stream, message)| {
                    let group = Arc::new(Group::new("a", "r", &group.to_string()));
                    (group, event(*number, *at, &stream.to_string(), message))
                })
                .collect();
            let bytes = encode(events.iter().map(|(group, event)| (group, event)));
            prop_assert_eq!(decode(&bytes), Some(events));
        }

        #[test]
        fn bytes_that_are_nothing_decode_to_nothing_bad(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = decode(&bytes);
        }
    }
}
