//! Which rows of a table a scan walks, and which way.

use crate::engine::Order;
use crate::table::TableId;
use crate::{KeyOf, PrefixOf};
use std::marker::PhantomData;
use std::ops::Bound;

/// A range of keys: everything, or what begins with the first fields of a tuple key, narrowed and turned as wanted.
///
/// `Span::prefix(("us-east-1",)).after(("us-east-1", "orders"))` is the next page of a list.
pub struct Span<K> {
    prefix: Vec<u8>,
    from: Bound<Vec<u8>>,
    until: Option<Vec<u8>>,
    pub(crate) order: Order,
    key: PhantomData<fn(K)>,
}

/// Where a span of engine keys begins and ends.
type Ends = (Bound<Vec<u8>>, Bound<Vec<u8>>);

impl<K> Span<K> {
    /// Every row of the table that the shard has.
    pub fn all() -> Span<K> {
        Span {
            prefix: Vec::new(),
            from: Bound::Unbounded,
            until: None,
            order: Order::Ascending,
            key: PhantomData,
        }
    }

    /// Keys whose first fields are these.
    pub fn prefix(fields: impl PrefixOf<K>) -> Span<K> {
        let mut span = Span::all();
        fields.encode_prefix(&mut span.prefix);
        span
    }

    /// Keys greater than `key`: where the last page ended.
    pub fn after(mut self, key: impl KeyOf<K>) -> Span<K> {
        self.from = Bound::Excluded(bytes_of(key));
        self
    }

    /// Keys from `key` on.
    pub fn from(mut self, key: impl KeyOf<K>) -> Span<K> {
        self.from = Bound::Included(bytes_of(key));
        self
    }

    /// Keys smaller than `key`.
    pub fn until(mut self, key: impl KeyOf<K>) -> Span<K> {
        self.until = Some(bytes_of(key));
        self
    }

    /// The greatest key first.
    pub fn rev(mut self) -> Span<K> {
        self.order = Order::Descending;
        self
    }

    /// The two ends as the engine's keys, or `None` if nothing lies between.
    pub(crate) fn bounds(&self, table: TableId) -> Option<Ends> {
        let whole = table.key(&self.prefix);
        let end = successor(&whole);
        let from = match &self.from {
            Bound::Included(key) => Bound::Included(table.key(key).max(whole)),
            Bound::Excluded(key) if table.key(key) >= whole => Bound::Excluded(table.key(key)),
            Bound::Excluded(_) | Bound::Unbounded => Bound::Included(whole),
        };
        let to = match (&self.until, end) {
            (Some(key), Some(end)) => Bound::Excluded(table.key(key).min(end)),
            (Some(key), None) => Bound::Excluded(table.key(key)),
            (None, Some(end)) => Bound::Excluded(end),
            (None, None) => Bound::Unbounded,
        };
        is_some(&from, &to).then_some((from, to))
    }
}

fn bytes_of<K>(key: impl KeyOf<K>) -> Vec<u8> {
    let mut bytes = Vec::new();
    key.encode(&mut bytes);
    bytes
}

/// The smallest bytes that are greater than all that begin with `prefix`; none if it is all 255.
fn successor(prefix: &[u8]) -> Option<Vec<u8>> {
    let last = prefix.iter().rposition(|byte| *byte != u8::MAX)?;
    let mut end = prefix[..=last].to_vec();
    end[last] += 1;
    Some(end)
}

/// `BTreeMap::range` panics on a range that ends before it starts, so such a span must not reach an engine.
fn is_some(from: &Bound<Vec<u8>>, to: &Bound<Vec<u8>>) -> bool {
    match (from, to) {
        (Bound::Included(from) | Bound::Excluded(from), Bound::Excluded(to)) => from < to,
        _ => true,
    }
}
