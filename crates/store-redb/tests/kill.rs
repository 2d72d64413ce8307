//! What was acknowledged is there after `kill -9`, whole and in order; the rest is there up to some transaction of each
//! shard, or not at all.
//!
//! `HIKESHI_KILL_ROUNDS` makes the run longer, `HIKESHI_SEED` repeats one.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use store::{Error, Shard, Store};
use store_redb::Options;
use support::load::{self, Expected, SHARDS};
use support::{Chance, from_environment};
use tempfile::TempDir;

const DIRECTORY: &str = "HIKESHI_KILL_DIRECTORY";
const SEED: &str = "HIKESHI_SEED";
/// Lives of the process that ended by a kill.
const ROUNDS: u64 = 200;
/// At least two at each shard, so that they meet in its queue.
const WRITERS: usize = 20;

/// A small journal: a life has some checkpoints.
fn open(directory: &Path) -> Store {
    Store::new(
        store_redb::open_with(directory, &Options { journal_bytes_max: 256 << 10, ..Options::default() })
            .unwrap(),
    )
}

#[test]
fn acknowledged_transactions_survive_kill_9() {
    let (seed, rounds) = (from_environment(SEED, 1), from_environment("HIKESHI_KILL_ROUNDS", ROUNDS));
    let directory = TempDir::new().unwrap();
    let (mut chance, mut expected) = (Chance(seed), Expected::new(seed));
    let mut acknowledged = BTreeMap::new();
    let mut heard = 0;
    for round in 0..rounds {
        for (shard, n) in run_and_kill(directory.path(), seed, &mut chance) {
            let least = acknowledged.entry(shard).or_insert(0);
            *least = (*least).max(n + 1);
            heard += 1;
        }
        // A look closes the store properly. Without one, the next life begins with what the last one left.
        if chance.one_in(3) || round == rounds - 1 {
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            let checked =
                runtime.block_on(async { expected.check(&open(directory.path()), &acknowledged).await });
            checked.unwrap_or_else(|why| panic!("seed {seed}, round {round}: {why}"));
        }
    }
    let there: u64 = expected.transactions().values().sum();
    println!("{rounds} kills; {heard} transactions acknowledged, {there} there");
    assert!(heard > rounds * 5, "only {heard} acknowledged");
}

/// Starts this test program again as [`child`], kills it somewhere, and gives all that it acknowledged.
fn run_and_kill(directory: &Path, seed: u64, chance: &mut Chance) -> Vec<(Shard, u64)> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture", "--quiet"])
        .env(DIRECTORY, directory)
        .env(SEED, seed.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut lines = lines.filter(|line| line.starts_with("opening") || line.starts_with("acknowledged"));
    let mut seen = Vec::new();
    // Half of the kills come after so many acknowledgements, the others while the store is opened or right after.
    if chance.one_in(2) {
        let wanted = 1 + chance.below(120) as usize;
        seen.extend(lines.by_ref().take(wanted + 1));
        assert_eq!(seen.len(), wanted + 1, "the child ended before its time");
    } else {
        seen.extend(lines.next());
    }
    for _ in 0..chance.below(3_000) {
        std::hint::spin_loop();
    }
    child.kill().unwrap();
    seen.extend(lines);
    child.wait().unwrap();
    seen.iter().filter_map(|line| acknowledgement(line)).collect()
}

fn acknowledgement(line: &str) -> Option<(Shard, u64)> {
    let (shard, n) = line.strip_prefix("acknowledged ")?.split_once(' ')?;
    // The last line may have been cut.
    let n = n.strip_suffix('.')?;
    Some((Shard(shard.parse().ok()?), n.parse().ok()?))
}

/// The program that is killed: several writers for each of some shards, which go on where the last life ended.
#[test]
fn child() {
    let Some(directory) = std::env::var_os(DIRECTORY) else { return };
    let seed = from_environment(SEED, 1);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    runtime.block_on(async {
        println!("opening");
        let store = open(directory.as_ref());
        let writers: Vec<_> = (0..WRITERS)
            .map(|n| tokio::spawn(write_for_ever(store.clone(), seed, SHARDS[n % SHARDS.len()])))
            .collect();
        for writer in writers {
            writer.await.unwrap().unwrap();
        }
    });
}

async fn write_for_ever(store: Store, seed: u64, shard: Shard) -> Result<(), Error> {
    loop {
        let n = load::next(&store, seed, shard).await?;
        println!("acknowledged {} {n}.", shard.0);
    }
}
