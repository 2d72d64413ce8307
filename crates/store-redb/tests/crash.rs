//! What was acknowledged is there after `kill -9`, whole, and in order.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use store::{Error, Record, Shard, Span, Store, Table, TableId};
use tempfile::TempDir;

static ROWS: Table<u64, Row> = Table::new(TableId(1), "rows");
/// Gets a row in the same transaction as `ROWS`.
static TWINS: Table<u64, Row> = Table::new(TableId(2), "twins");

const DIRECTORY: &str = "HIKESHI_CRASH_DIRECTORY";
const WRITERS: u8 = 6;

#[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
struct Row {
    text: String,
}
impl Record for Row {
    const VERSION: u8 = 1;
}

/// From a byte to some pages.
fn row(n: u64) -> Row {
    Row { text: "x".repeat(1 + (n * 7_919 % 20_000) as usize) }
}

#[test]
fn acknowledged_rows_survive_kill_9() {
    let directory = TempDir::new().unwrap();
    let mut acknowledged = BTreeMap::new();
    for acknowledged_before_kill in [0, 1, 40, 200, 333] {
        for (shard, n) in run_and_kill(directory.path(), acknowledged_before_kill) {
            let last = acknowledged.entry(shard).or_insert(n);
            *last = n.max(*last);
        }
        for (shard, last) in &acknowledged {
            let rows = rows(directory.path(), Shard(*shard));
            assert!(rows > *last, "shard {shard}: row {last} was acknowledged, and {rows} rows are left");
        }
    }
    assert!(acknowledged.values().sum::<u64>() > 100, "{acknowledged:?}");
}

/// Starts this test program again as [`child`], kills it after so many acknowledgements, and gives all that it sent.
fn run_and_kill(directory: &Path, acknowledgements: usize) -> Vec<(u8, u64)> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture", "--quiet"])
        .env(DIRECTORY, directory)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut seen = Vec::new();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut lines = lines.filter_map(|line| {
        let (shard, n) = line.strip_prefix("acknowledged ")?.split_once(' ')?;
        Some((shard.parse().unwrap(), n.parse().unwrap()))
    });
    seen.extend(lines.by_ref().take(acknowledgements));
    assert_eq!(seen.len(), acknowledgements, "the child ended before its time");
    child.kill().unwrap();
    seen.extend(lines);
    child.wait().unwrap();
    seen
}

/// Checks that the rows of a shard are 0, 1, 2 … without a gap, each whole and with its twin, and counts them.
fn rows(directory: &Path, shard: Shard) -> u64 {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let store = Store::new(store_redb::open(directory).unwrap());
        let read = store.read(shard, |tx| {
            let mut count = 0;
            for entry in tx.scan(&ROWS, Span::all()) {
                let (n, found) = entry?;
                assert_eq!(n, count, "shard {shard}: a row is missing");
                assert_eq!(found, row(n));
                assert_eq!(tx.get(&TWINS, n)?, Some(found), "shard {shard}: half a transaction");
                count += 1;
            }
            assert_eq!(tx.scan(&TWINS, Span::all()).count() as u64, count);
            Ok(count)
        });
        read.await.map_err(|cause: Error| cause).unwrap()
    })
}

/// The program that is killed: one writer for each of some shards, which goes on where the last one was killed.
#[test]
fn child() {
    let Some(directory) = std::env::var_os(DIRECTORY) else { return };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let store = Store::new(store_redb::open(directory.as_ref()).unwrap());
        let writers: Vec<_> = (0..WRITERS).map(|n| tokio::spawn(write_for_ever(store.clone(), n))).collect();
        for writer in writers {
            writer.await.unwrap().unwrap();
        }
    });
}

async fn write_for_ever(store: Store, shard: u8) -> Result<(), Error> {
    loop {
        let write = store.write(Shard(shard), |tx| {
            let n = tx.scan(&ROWS, Span::all().rev()).next().transpose()?.map_or(0, |(n, _)| n + 1);
            tx.put(&ROWS, n, &row(n))?;
            tx.put(&TWINS, n, &row(n))?;
            Ok::<_, Error>(n)
        });
        let n = write.await?;
        println!("acknowledged {shard} {n}");
    }
}
