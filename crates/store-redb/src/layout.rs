//! What lies where in the file. All of it is the disk format.

use redb::TableDefinition;
use std::ops::Bound;
use store::Shard;

/// Every row of every shard: the shard's byte and the row's key, then its value.
pub(crate) const ROWS: TableDefinition<&[u8], &[u8]> = TableDefinition::new("rows");

/// Numbers about the file itself.
pub(crate) const ABOUT: TableDefinition<&str, u64> = TableDefinition::new("about");
/// In `ABOUT`: the version of this layout.
pub(crate) const FORMAT: &str = "format";
/// In `ABOUT`: how often the file was opened.
pub(crate) const OPENINGS: &str = "openings";
/// In `ABOUT`: the number of the last record of the journal that the rows hold.
pub(crate) const APPLIED: &str = "applied";
/// The version of the layout that this code writes. Format 1 had no journal.
pub(crate) const FORMAT_NOW: u64 = 2;

pub(crate) fn key(shard: Shard, key: &[u8]) -> Vec<u8> {
    [&[shard.0], key].concat()
}

/// The first bytes of a range within a shard.
pub(crate) fn from(shard: Shard, bound: Bound<&[u8]>) -> Bound<Vec<u8>> {
    match bound {
        Bound::Unbounded => Bound::Included(vec![shard.0]),
        bound => bound.map(|bytes| key(shard, bytes)),
    }
}

/// The end of a range within a shard: at most where the next shard begins.
pub(crate) fn to(shard: Shard, bound: Bound<&[u8]>) -> Bound<Vec<u8>> {
    match (bound, shard.0.checked_add(1)) {
        (Bound::Unbounded, Some(next)) => Bound::Excluded(vec![next]),
        (Bound::Unbounded, None) => Bound::Unbounded,
        (bound, _) => bound.map(|bytes| key(shard, bytes)),
    }
}

/// Writes or deletes a row.
pub(crate) fn change(
    rows: &mut redb::Table<'_, &'static [u8], &'static [u8]>,
    shard: Shard,
    row_key: &[u8],
    value: Option<&[u8]>,
) -> Result<(), redb::StorageError> {
    let key = key(shard, row_key);
    match value {
        Some(value) => drop(rows.insert(key.as_slice(), value)?),
        None => drop(rows.remove(key.as_slice())?),
    }
    Ok(())
}
