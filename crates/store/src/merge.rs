//! Several sorted layers as one: what is newer hides what is older, and a deletion hides too.

use crate::Error;
use crate::engine::{Order, Row, Rows, RowsIter};
use std::cmp::Ordering;
use std::iter::Peekable;
use std::ops::Bound;

type Change<'a> = (&'a Vec<u8>, &'a Option<Vec<u8>>);
type Changes<'a> = Box<dyn Iterator<Item = Change<'a>> + 'a>;

/// Walks the durable rows under the layers of rows that are not durable yet, newest layer first.
pub(crate) struct Merge<'a> {
    layers: Vec<Peekable<Changes<'a>>>,
    durable: Peekable<RowsIter<'a>>,
    order: Order,
}

impl<'a> Merge<'a> {
    pub fn new(
        layers: impl Iterator<Item = &'a Rows>,
        durable: RowsIter<'a>,
        from: Bound<&[u8]>,
        to: Bound<&[u8]>,
        order: Order,
    ) -> Merge<'a> {
        let layers = layers.map(|rows| changes(rows, from, to, order).peekable()).collect();
        Merge { layers, durable: durable.peekable(), order }
    }

    /// The next key of any layer.
    fn next_key(&mut self) -> Option<&'a Vec<u8>> {
        let order = self.order;
        let keys = self.layers.iter_mut().filter_map(|layer| layer.peek().map(|(key, _)| *key));
        keys.min_by(|a, b| first(order, a, b))
    }

    /// What the newest layer that has `key` says; older layers are stepped over.
    fn take(&mut self, key: &[u8]) -> Option<&'a Vec<u8>> {
        let mut newest = None;
        for layer in &mut self.layers {
            let here = layer.next_if(|(other, _)| *other == key);
            newest = newest.or(here);
        }
        newest.and_then(|(_, value)| value.as_ref())
    }
}

impl Iterator for Merge<'_> {
    type Item = Result<Row, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(changed) = self.next_key() else { return self.durable.next() };
            match self.durable.peek() {
                Some(Err(_)) => return self.durable.next(),
                Some(Ok((key, _))) => match first(self.order, key, changed) {
                    Ordering::Less => return self.durable.next(),
                    Ordering::Equal => drop(self.durable.next()),
                    Ordering::Greater => {}
                },
                None => {}
            }
            if let Some(value) = self.take(changed) {
                return Some(Ok((changed.clone(), value.clone())));
            }
        }
    }
}

fn changes<'a>(rows: &'a Rows, from: Bound<&[u8]>, to: Bound<&[u8]>, order: Order) -> Changes<'a> {
    let range = rows.range::<[u8], _>((from, to));
    match order {
        Order::Ascending => Box::new(range),
        Order::Descending => Box::new(range.rev()),
    }
}

fn first(order: Order, a: &[u8], b: &[u8]) -> Ordering {
    match order {
        Order::Ascending => a.cmp(b),
        Order::Descending => b.cmp(a),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn rows() -> impl Strategy<Value = Rows> {
        let key = proptest::collection::vec(0u8..3, 1..3);
        proptest::collection::btree_map(
            key,
            proptest::option::of(proptest::collection::vec(any::<u8>(), 1)),
            0..8,
        )
    }

    proptest! {
        #[test]
        fn layers_read_as_if_they_had_been_written_one_after_the_other(
            oldest_first in proptest::collection::vec(rows(), 1..5),
            from in proptest::option::of(0u8..3),
            to in proptest::option::of(0u8..3),
            descending in any::<bool>(),
        ) {
            let from = from.as_ref().map_or(Bound::Unbounded, |byte| Bound::Excluded(std::slice::from_ref(byte)));
            let to = to.as_ref().map_or(Bound::Unbounded, |byte| Bound::Included(std::slice::from_ref(byte)));
            let fits = |key: &Vec<u8>| {
                !matches!(from, Bound::Excluded(from) if key.as_slice() <= from)
                    && !matches!(to, Bound::Included(to) if key.as_slice() > to)
            };
            prop_assume!(!matches!((from, to), (Bound::Excluded(from), Bound::Included(to)) if from > to));
            let order = if descending { Order::Descending } else { Order::Ascending };

            let mut expected: BTreeMap<Vec<u8>, Vec<u8>> = BTreeMap::new();
            for (key, value) in oldest_first.iter().flatten().filter(|(key, _)| fits(key)) {
                match value {
                    Some(value) => drop(expected.insert(key.clone(), value.clone())),
                    None => drop(expected.remove(key)),
                }
            }
            let mut expected: Vec<Row> = expected.into_iter().collect();
            let (durable, layers) = oldest_first.split_first().expect("at least one");
            let mut durable: Vec<Row> = durable
                .iter()
                .filter(|(key, _)| fits(key))
                .filter_map(|(key, value)| Some((key.clone(), value.clone()?)))
                .collect();
            if descending {
                expected.reverse();
                durable.reverse();
            }
            let durable: RowsIter = Box::new(durable.into_iter().map(Ok));
            let merged = Merge::new(layers.iter().rev(), durable, from, to, order);
            prop_assert_eq!(merged.collect::<Result<Vec<_>, _>>().expect("no layer fails"), expected);
        }
    }

    #[test]
    fn an_engine_that_fails_is_heard() {
        let durable: RowsIter = Box::new(std::iter::once(Err(Error::engine("bad sector"))));
        let newer = Rows::from([(b"a".to_vec(), Some(b"1".to_vec()))]);
        let ends = (Bound::Unbounded, Bound::Unbounded);
        let mut merged = Merge::new([&newer].into_iter(), durable, ends.0, ends.1, Order::Ascending);
        assert!(merged.next().expect("an item").is_err());
    }
}
