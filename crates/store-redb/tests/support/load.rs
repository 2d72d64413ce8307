//! A mixed load: what the n-th transaction of a shard does follows from the seed, the shard and n alone, so that the
//! number of the last one says what every row must be.

use super::Chance;
use std::collections::BTreeMap;
use store::{Error, Record, Shard, Span, Store, Table, TableId, Tx};

static ROWS: Table<u32, Row> = Table::new(TableId(1), "rows");
/// How many transactions a shard has seen; written by each of them.
static PROGRESS: Table<u32, Progress> = Table::new(TableId(2), "progress");

/// First, last and neighbours: where one shard's rows end and another's begin.
pub const SHARDS: [Shard; 8] =
    [Shard(0), Shard(1), Shard(2), Shard(83), Shard(84), Shard(200), Shard(254), Shard(255)];
/// Few, so that rows are overwritten and deleted again and again.
const KEYS: u64 = 48;

#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
struct Row {
    /// Which transaction wrote it.
    by: u64,
    text: String,
}
impl Record for Row {
    const VERSION: u8 = 1;
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Progress {
    transactions: u64,
}
impl Record for Progress {
    const VERSION: u8 = 1;
}

enum Change {
    Put(u32, Row),
    Delete(u32),
    DeleteSpan(u32, u32),
}

/// What the `n`-th transaction of a shard does: mostly a row or a few, sometimes many or large ones.
fn changes(seed: u64, shard: Shard, n: u64) -> Vec<Change> {
    let mut chance = Chance(seed ^ (u64::from(shard.0) << 48) ^ n.wrapping_mul(0x2545_f491_4f6c_dd1d));
    let count = match chance.below(16) {
        0 => 40,
        1..8 => 1 + chance.below(4),
        _ => 1,
    };
    let change = |_| {
        let key = chance.below(KEYS) as u32;
        match chance.below(10) {
            0 | 1 => Change::Delete(key),
            2 => Change::DeleteSpan(key, key + chance.below(12) as u32),
            _ => {
                let bytes = if chance.one_in(24) { 24_000 } else { chance.below(900) };
                let letter = char::from(b'a' + (n % 26) as u8);
                Change::Put(key, Row { by: n, text: letter.to_string().repeat(bytes as usize) })
            }
        }
    };
    (0..count).map(change).collect()
}

/// Runs the shard's next transaction and gives its number, once it is acknowledged.
pub async fn next(store: &Store, seed: u64, shard: Shard) -> Result<u64, Error> {
    let work = |tx: &mut Tx<'_>| {
        let n = tx.get(&PROGRESS, 0)?.map_or(0, |progress| progress.transactions);
        for change in changes(seed, shard, n) {
            match change {
                Change::Put(key, row) => tx.put(&ROWS, key, &row)?,
                Change::Delete(key) => tx.delete(&ROWS, key),
                Change::DeleteSpan(from, until) => {
                    let span = Span::all().from(from).until(until);
                    let keys =
                        tx.scan(&ROWS, span).map(|row| Ok(row?.0)).collect::<Result<Vec<_>, Error>>()?;
                    keys.into_iter().for_each(|key| tx.delete(&ROWS, key));
                }
            }
        }
        tx.put(&PROGRESS, 0, &Progress { transactions: n + 1 })?;
        Ok(n)
    };
    store.write(shard, work).await
}

static FILL: Table<u64, Row> = Table::new(TableId(3), "fill");

/// Puts so many rows of 1,000 bytes into a shard.
pub async fn fill(store: &Store, rows: u64) -> Result<(), Error> {
    for from in (0..rows).step_by(1_000) {
        fill_with(store, from..rows.min(from + 1_000)).await?;
    }
    Ok(())
}

/// Puts these of them, in one transaction.
pub async fn fill_with(store: &Store, rows: std::ops::Range<u64>) -> Result<(), Error> {
    let row = Row { by: 0, text: "x".repeat(1_000) };
    store.write(SHARDS[3], |tx| rows.clone().try_for_each(|n| tx.put(&FILL, n, &row))).await
}

/// How many there are.
pub async fn filled(store: &Store) -> Result<u64, String> {
    let count = |tx: &Tx<'_>| tx.scan(&FILL, Span::all()).try_fold(0, |count, row| row.map(|_| count + 1));
    store.read(SHARDS[3], count).await.map_err(|cause: Error| cause.to_string())
}

/// What the rows of one store should be, as far as it was checked.
pub struct Expected {
    seed: u64,
    shards: BTreeMap<Shard, (u64, BTreeMap<u32, Row>)>,
}

impl Expected {
    pub fn new(seed: u64) -> Expected {
        Expected { seed, shards: BTreeMap::new() }
    }

    /// Looks at every row of every shard: they are those of some first transactions, `acknowledged` ones among them.
    pub async fn check(&mut self, store: &Store, acknowledged: &BTreeMap<Shard, u64>) -> Result<(), String> {
        for shard in SHARDS {
            let (there, found) = look(store, shard).await.map_err(|cause| format!("could not {cause}"))?;
            let least = acknowledged.get(&shard).copied().unwrap_or(0);
            if there < least {
                return Err(format!(
                    "shard {shard}: {least} transactions were acknowledged, {there} are left"
                ));
            }
            let (done, rows) = self.shards.entry(shard).or_default();
            if there < *done {
                return Err(format!(
                    "shard {shard}: {done} transactions were there before, {there} are left"
                ));
            }
            for n in *done..there {
                apply(rows, changes(self.seed, shard, n));
            }
            *done = there;
            if let Some(key) = (0..KEYS as u32 + 16).find(|key| rows.get(key) != found.get(key)) {
                let by = |row: Option<&Row>| row.map(|row| (row.by, row.text.len()));
                let (expected, found) = (by(rows.get(&key)), by(found.get(&key)));
                return Err(format!(
                    "shard {shard} after {there} transactions: row {key} should be {expected:?}, is {found:?}"
                ));
            }
            assert_eq!(*rows, found, "no row has another key");
        }
        Ok(())
    }

    /// How many transactions of each shard there were at the last look.
    pub fn transactions(&self) -> BTreeMap<Shard, u64> {
        self.shards.iter().map(|(shard, (there, _))| (*shard, *there)).collect()
    }
}

async fn look(store: &Store, shard: Shard) -> Result<(u64, BTreeMap<u32, Row>), Error> {
    let read = store.read(shard, |tx| {
        let progress = tx.get(&PROGRESS, 0)?.map_or(0, |progress| progress.transactions);
        Ok((progress, tx.scan(&ROWS, Span::all()).collect::<Result<_, Error>>()?))
    });
    read.await
}

fn apply(rows: &mut BTreeMap<u32, Row>, changes: Vec<Change>) {
    for change in changes {
        match change {
            Change::Put(key, row) => drop(rows.insert(key, row)),
            Change::Delete(key) => drop(rows.remove(&key)),
            Change::DeleteSpan(from, until) => rows.retain(|key, _| !(from..until).contains(key)),
        }
    }
}
