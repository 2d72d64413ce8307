//! Stories about the seam itself.

use super::{Reopen, block_on};
use crate::engine::{Batch, Engine, Epoch, Order, Row, Rows};
use crate::{Error, Shard};
use std::ops::Bound;
use std::sync::Arc;

type Ends<'a> = (Bound<&'a [u8]>, Bound<&'a [u8]>);
const ALL: Ends<'static> = (Bound::Unbounded, Bound::Unbounded);

fn batch(rows: &[(&[u8], Option<&[u8]>)]) -> Batch {
    Arc::new(rows.iter().map(|(key, value)| (key.to_vec(), value.map(<[u8]>::to_vec))).collect::<Rows>())
}

fn commit(engine: &dyn Engine, shard: Shard, rows: &[(&[u8], Option<&[u8]>)]) {
    block_on(async {
        let epoch = engine.acquire(shard).await.expect("the lease is free");
        engine.commit(shard, epoch, batch(rows)).await.expect("the commit succeeds");
    });
}

fn scan(engine: &dyn Engine, shard: Shard, (from, to): Ends, order: Order) -> Vec<Row> {
    let snapshot = engine.snapshot(shard).expect("a snapshot");
    let rows = snapshot.scan(from, to, order).expect("a scan");
    rows.map(|row| row.expect("a row")).collect()
}

fn keys(engine: &dyn Engine, shard: Shard, ends: Ends, order: Order) -> Vec<Vec<u8>> {
    scan(engine, shard, ends, order).into_iter().map(|(key, _)| key).collect()
}

pub fn rows_come_back_in_order_both_ways<R: Reopen>(fresh: impl Fn() -> R) {
    let place = fresh();
    let engine = place.open();
    let shard = Shard(7);
    // 255 and 0 are where a careless key layout breaks.
    let sorted: [&[u8]; 5] = [b"\0", b"\0\xff", b"a", b"a\0", b"\xff\xff"];
    commit(&*engine, shard, &sorted.map(|key| (key, Some(key))));

    assert_eq!(keys(&*engine, shard, ALL, Order::Ascending), sorted);
    assert_eq!(keys(&*engine, shard, ALL, Order::Descending), sorted.into_iter().rev().collect::<Vec<_>>());
    for (from, key) in sorted.iter().enumerate() {
        let included = (Bound::Included(*key), Bound::Unbounded);
        assert_eq!(keys(&*engine, shard, included, Order::Ascending), sorted[from..]);
        let excluded = (Bound::Excluded(*key), Bound::Unbounded);
        assert_eq!(keys(&*engine, shard, excluded, Order::Ascending), sorted[from + 1..]);
        let below = (Bound::Unbounded, Bound::Excluded(*key));
        assert_eq!(keys(&*engine, shard, below, Order::Ascending), sorted[..from]);
        let upto = (Bound::Unbounded, Bound::Included(*key));
        assert_eq!(keys(&*engine, shard, upto, Order::Descending).first().map(Vec::as_slice), Some(*key));
    }
}

pub fn a_scan_ends_with_its_shard<R: Reopen>(fresh: impl Fn() -> R) {
    let place = fresh();
    let engine = place.open();
    for shard in Shard::all() {
        commit(&*engine, shard, &[(b"key", Some(&[shard.0]))]);
    }
    for shard in Shard::all() {
        for order in [Order::Ascending, Order::Descending] {
            assert_eq!(scan(&*engine, shard, ALL, order), [(b"key".to_vec(), vec![shard.0])]);
        }
    }
}

pub fn a_commit_is_all_or_nothing_and_keeps_the_last_word<R: Reopen>(fresh: impl Fn() -> R) {
    let place = fresh();
    let engine = place.open();
    let shard = Shard(0);
    commit(&*engine, shard, &[(b"a", Some(b"1")), (b"b", Some(b"1")), (b"c", Some(b"1"))]);
    commit(&*engine, shard, &[(b"a", None), (b"b", Some(b"2")), (b"never there", None)]);
    let rows = scan(&*engine, shard, ALL, Order::Ascending);
    assert_eq!(rows, [(b"b".to_vec(), b"2".to_vec()), (b"c".to_vec(), b"1".to_vec())]);

    let refused = block_on(engine.commit(shard, Epoch(0), batch(&[(b"b", None), (b"d", Some(b"3"))])));
    assert!(matches!(refused, Err(Error::Fenced(Shard(0)))), "{refused:?}");
    assert_eq!(scan(&*engine, shard, ALL, Order::Ascending), rows);
}

pub fn large_and_empty_values_survive<R: Reopen>(fresh: impl Fn() -> R) {
    let place = fresh();
    let large: Vec<u8> = (0..3 << 20).map(|n: u32| n.to_le_bytes()[n as usize % 3]).collect();
    commit(&*place.open(), Shard(255), &[(b"empty", Some(b"")), (b"large", Some(&large))]);
    let engine = place.open();
    let snapshot = engine.snapshot(Shard(255)).expect("a snapshot");
    assert_eq!(snapshot.get(b"empty").expect("a read"), Some(Vec::new()));
    assert!(snapshot.get(b"large").expect("a read") == Some(large));
    assert_eq!(snapshot.get(b"larg").expect("a read"), None);
}

pub fn only_the_last_lease_may_commit<R: Reopen>(fresh: impl Fn() -> R) {
    let place = fresh();
    let engine = place.open();
    let shard = Shard(3);
    block_on(async {
        let first = engine.acquire(shard).await.expect("the first lease");
        let other_shard = engine.acquire(Shard(4)).await.expect("the lease of another shard");
        engine.renew(shard, first).await.expect("nobody took it");
        let second = engine.acquire(shard).await.expect("the second lease");
        assert!(second > first);

        let write = || batch(&[(b"key", Some(b"value"))]);
        for refused in [
            engine.commit(shard, first, write()).await,
            engine.renew(shard, first).await,
            engine.release(shard, first).await,
        ] {
            assert!(matches!(refused, Err(Error::Fenced(Shard(3)))), "{refused:?}");
        }
        engine.commit(shard, second, write()).await.expect("the holder commits");
        engine.commit(Shard(4), other_shard, write()).await.expect("another shard does not care");
        engine.release(shard, second).await.expect("the holder gives it back");
        let late = engine.commit(shard, second, write()).await;
        assert!(matches!(late, Err(Error::Fenced(Shard(3)))), "{late:?}");
    });
}

pub fn a_reopened_store_has_all_rows_and_greater_epochs<R: Reopen>(fresh: impl Fn() -> R) {
    let place = fresh();
    let mut last = Epoch(0);
    for round in 0..4u8 {
        let engine = place.open();
        assert_eq!(
            keys(&*engine, Shard(1), ALL, Order::Ascending),
            (0..round).map(|n| vec![n]).collect::<Vec<_>>()
        );
        block_on(async {
            for shard in [Shard(1), Shard(2)] {
                let epoch = engine.acquire(shard).await.expect("the lease is free");
                assert!(epoch > last, "{epoch:?} after {last:?}");
                last = epoch;
            }
        });
        commit(&*engine, Shard(1), &[(&[round], Some(b"value"))]);
    }
}

pub fn a_snapshot_stands_still<R: Reopen>(fresh: impl Fn() -> R) {
    let place = fresh();
    let engine = place.open();
    let shard = Shard(9);
    commit(&*engine, shard, &[(b"a", Some(b"1")), (b"b", Some(b"1"))]);
    std::thread::scope(|threads| {
        let snapshot = engine.snapshot(shard).expect("a snapshot");
        let mut rows = snapshot.scan(Bound::Unbounded, Bound::Unbounded, Order::Ascending).expect("a scan");
        let first = rows.next().expect("two rows").expect("a row");
        // An engine may make this commit wait until nobody looks, so it is not waited for here.
        threads.spawn(|| commit(&*engine, shard, &[(b"a", None), (b"b", Some(b"2")), (b"c", Some(b"2"))]));
        for _ in 0..1_000 {
            std::thread::yield_now();
        }
        let rest: Vec<Row> = rows.map(|row| row.expect("a row")).collect();
        assert_eq!((first, rest), ((b"a".to_vec(), b"1".to_vec()), vec![(b"b".to_vec(), b"1".to_vec())]));
        assert_eq!(snapshot.get(b"c").expect("a read"), None);
    });
    assert_eq!(keys(&*engine, shard, ALL, Order::Ascending), [b"b", b"c"]);
}
