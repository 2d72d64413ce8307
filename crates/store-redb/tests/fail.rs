//! A disk that is full and a sync that fails: the store says so, writes nothing more, goes on reading, and nothing that
//! was acknowledged is missing afterwards.

mod support;

use std::collections::BTreeMap;
use store::{Error, Store};
use store_redb::{Options, open_on};
use support::Chance;
use support::disk::{Fault, Faulty};
use support::load::{self, Expected, SHARDS};

/// A checkpoint every few transactions, so that faults meet them, too.
const OPTIONS: Options = Options { journal_bytes_max: 24 << 10, reserve_bytes: 0 };

#[derive(Debug, Clone, Copy, PartialEq)]
enum On {
    Rows,
    Journal,
}

struct Outcome {
    cause: String,
    acknowledged_after: bool,
}

/// Lets a disk fail after some transactions, and opens what is left of both once it is well again.
async fn fail(seed: u64, fault: Fault, on: On) -> Outcome {
    let mut chance = Chance(seed);
    let (rows, journal) = (Faulty::new(Vec::new()), Faulty::new(Vec::new()));
    let store = Store::new(open_on(rows.clone(), journal.clone(), &OPTIONS).expect("the disks are well"));
    let (mut acknowledged, mut expected) = (BTreeMap::new(), Expected::new(seed));
    let write = async |shard, acknowledged: &mut BTreeMap<_, _>| {
        let n = load::next(&store, seed, shard).await?;
        acknowledged.insert(shard, n + 1);
        Ok::<(), Error>(())
    };
    let shard = |chance: &mut Chance| SHARDS[chance.below(SHARDS.len() as u64) as usize];
    for _ in 0..chance.below(60) {
        write(shard(&mut chance), &mut acknowledged).await.expect("the disks are well");
    }
    let failing = if on == On::Rows { &rows } else { &journal };
    failing.set(Some(fault));
    let mut cause = None;
    for _ in 0..200 {
        if let Err(why) = write(shard(&mut chance), &mut acknowledged).await {
            cause = Some(why);
            break;
        }
    }
    let cause = cause.expect("some write needs the disk that fails");
    assert!(matches!(cause, Error::Stopped(_)), "{cause:?}");
    assert!(store.stopped().is_some(), "health can say so");
    // The disk is well again, but what the failure left on it is not known.
    failing.set(None);
    let mut acknowledged_after = false;
    for shard in SHARDS {
        acknowledged_after |= write(shard, &mut acknowledged).await.is_ok();
    }
    expected.check(&store, &acknowledged).await.expect("reads go on");
    drop(store);
    let (rows, journal) = (Faulty::new(rows.image()), Faulty::new(journal.image()));
    let store = Store::new(open_on(rows, journal, &OPTIONS).expect("the disks are well"));
    let checked = expected.check(&store, &acknowledged).await;
    checked.unwrap_or_else(|why| panic!("seed {seed}, {fault:?} on the {on:?}: {why}"));
    load::next(&store, seed, SHARDS[0]).await.expect("writes go on after a start");
    Outcome { cause: cause.to_string(), acknowledged_after }
}

#[tokio::test]
async fn a_full_disk_stops_the_store_with_its_cause_and_loses_nothing() {
    for seed in 0..60 {
        for on in [On::Rows, On::Journal] {
            let outcome = fail(seed, Fault::Full, on).await;
            assert!(outcome.cause.contains("no storage space"), "{}", outcome.cause);
            assert!(!outcome.acknowledged_after);
        }
    }
}

#[tokio::test]
async fn a_sync_that_fails_is_never_tried_again() {
    for seed in 0..60 {
        for on in [On::Rows, On::Journal] {
            let outcome = fail(seed, Fault::Sync, on).await;
            assert!(outcome.cause.contains("Input/output error"), "{}", outcome.cause);
            assert!(!outcome.acknowledged_after, "a second sync that succeeds answers for nothing");
        }
    }
}
