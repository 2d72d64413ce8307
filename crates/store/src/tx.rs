//! A transaction: one shard as it is, and what is to change in it.

use crate::engine::{Rows, Snapshot};
use crate::merge::Merge;
use crate::{Error, Key, KeyOf, Record, Span, Table};
use std::ops::Bound;

/// One shard during a closure of [`crate::Store::write`] (as `&mut Tx`) or [`crate::Store::read`] (as `&Tx`).
pub struct Tx<'s> {
    durable: Box<dyn Snapshot + 's>,
    /// Rows of earlier transactions on their way to the disk, newest first.
    flying: Vec<&'s Rows>,
    own: Rows,
}

impl<'s> Tx<'s> {
    pub(crate) fn new(durable: Box<dyn Snapshot + 's>, flying: Vec<&'s Rows>) -> Tx<'s> {
        Tx { durable, flying, own: Rows::new() }
    }

    pub(crate) fn into_rows(self) -> Rows {
        self.own
    }

    /// The record of a key, as this transaction and those before it left it.
    pub fn get<K: Key, V: Record>(
        &self,
        table: &Table<K, V>,
        key: impl KeyOf<K>,
    ) -> Result<Option<V>, Error> {
        let key = engine_key(table, key);
        match self.layers().find_map(|rows| rows.get(&key)) {
            Some(change) => change.as_deref().map(|bytes| table.decode_value(bytes)).transpose(),
            None => self.durable.get(&key)?.map(|bytes| table.decode_value(&bytes)).transpose(),
        }
    }

    /// Writes a record in place of whatever was there.
    pub fn put<K: Key, V: Record>(
        &mut self,
        table: &Table<K, V>,
        key: impl KeyOf<K>,
        value: &V,
    ) -> Result<(), Error> {
        self.own.insert(engine_key(table, key), Some(table.encode_value(value)?));
        Ok(())
    }

    /// Deletes a record; nothing happens if there is none.
    pub fn delete<K: Key, V: Record>(&mut self, table: &Table<K, V>, key: impl KeyOf<K>) {
        self.own.insert(engine_key(table, key), None);
    }

    /// Walks rows in key order, lazily: `.take(n)` reads n rows.
    pub fn scan<'t, K: Key, V: Record>(
        &'t self,
        table: &'t Table<K, V>,
        span: Span<K>,
    ) -> impl Iterator<Item = Result<(K, V), Error>> + 't {
        self.walk(table, &span).map(|row| {
            let (key, value) = row?;
            Ok((table.decode_key(&key)?, table.decode_value(&value)?))
        })
    }

    fn walk<'t, K: Key, V: Record>(
        &'t self,
        table: &Table<K, V>,
        span: &Span<K>,
    ) -> Box<dyn Iterator<Item = Result<crate::Row, Error>> + 't> {
        let Some((from, to)) = span.bounds(table.id()) else { return Box::new(std::iter::empty()) };
        let (from, to) = (as_slice(&from), as_slice(&to));
        match self.durable.scan(from, to, span.order) {
            Ok(durable) => Box::new(Merge::new(self.layers(), durable, from, to, span.order)),
            Err(cause) => Box::new(std::iter::once(Err(cause))),
        }
    }

    fn layers(&self) -> impl Iterator<Item = &Rows> {
        std::iter::once(&self.own).chain(self.flying.iter().copied())
    }
}

fn engine_key<K: Key, V: Record>(table: &Table<K, V>, key: impl KeyOf<K>) -> Vec<u8> {
    let mut bytes = table.id().0.to_be_bytes().to_vec();
    key.encode(&mut bytes);
    bytes
}

fn as_slice(bound: &Bound<Vec<u8>>) -> Bound<&[u8]> {
    bound.as_ref().map(Vec::as_slice)
}
