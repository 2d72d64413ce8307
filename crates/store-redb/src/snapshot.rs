//! A shard as a read transaction sees it: what was committed when it began.

use crate::layout;
use redb::{AccessGuard, ReadOnlyTable, StorageError};
use std::ops::Bound;
use store::{Error, Order, Row, RowsIter, Shard, Snapshot};

pub(crate) struct Still {
    pub shard: Shard,
    pub rows: ReadOnlyTable<&'static [u8], &'static [u8]>,
}

impl Snapshot for Still {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Error> {
        let value = self.rows.get(layout::key(self.shard, key).as_slice()).map_err(Error::engine)?;
        Ok(value.map(|value| value.value().to_vec()))
    }

    fn scan<'a>(&'a self, from: Bound<&[u8]>, to: Bound<&[u8]>, order: Order) -> Result<RowsIter<'a>, Error> {
        let (from, to) = (layout::from(self.shard, from), layout::to(self.shard, to));
        let ends = (from.as_ref().map(Vec::as_slice), to.as_ref().map(Vec::as_slice));
        let range = self.rows.range::<&[u8]>(ends).map_err(Error::engine)?;
        Ok(match order {
            Order::Ascending => Box::new(range.map(row)),
            Order::Descending => Box::new(range.rev().map(row)),
        })
    }
}

type Bytes = AccessGuard<'static, &'static [u8]>;

fn row(entry: Result<(Bytes, Bytes), StorageError>) -> Result<Row, Error> {
    row_of_any_shard(entry).map(|(_, row)| row)
}

pub(crate) fn row_of_any_shard(entry: Result<(Bytes, Bytes), StorageError>) -> Result<(Shard, Row), Error> {
    let (key, value) = entry.map_err(Error::engine)?;
    let (shard, key) = key.value().split_first().ok_or_else(|| Error::engine("a row has no shard"))?;
    Ok((Shard(*shard), (key.to_vec(), value.value().to_vec())))
}
