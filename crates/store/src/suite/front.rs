//! Stories about transactions over an engine.

use super::model::{Model, NUMBERS, Number, Step, WORDS, Word, steps, write};
use super::{Reopen, block_on};
use crate::{Error, Shard, Span, Store};
use proptest::test_runner::{Config, TestRunner};

pub fn transactions_do_what_a_map_does<R: Reopen>(fresh: impl Fn() -> R) {
    let config = Config { cases: 24, failure_persistence: None, ..Config::default() };
    let outcome = TestRunner::new(config).run(&steps(), |steps| {
        let place = fresh();
        // A runtime for each opening: its end takes the tasks that hold the engine.
        let mut model = Model::new();
        for life in steps.split_inclusive(|step| matches!(step, Step::Reopen)) {
            block_on(live(&Store::over(place.open()), life, &mut model));
        }
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

async fn live(store: &Store, steps: &[Step], model: &mut Model) {
    for step in steps {
        match step {
            Step::Write { shard, changes, refuse } => {
                write(store, *shard, changes, *refuse).await;
                for (key, word) in changes.iter().filter(|_| !refuse) {
                    match word {
                        Some(word) => drop(model.insert((*shard, key.clone()), word.clone())),
                        None => drop(model.remove(&(*shard, key.clone()))),
                    }
                }
            }
            Step::Look { shard, query } => {
                let durable = store.read(*shard, |tx| query.ask(tx)).await.expect("a read");
                let latest = store.write(*shard, |tx| query.ask(tx)).await.expect("a read");
                assert_eq!((&durable, &latest), (&query.answer(*shard, model), &durable), "{query:?}");
            }
            Step::Reopen => {}
        }
    }
}

/// Neighbours, and the first and the last.
const NEIGHBOURS: [Shard; 5] = [Shard(0), Shard(1), Shard(2), Shard(254), Shard(255)];

pub fn histories_of_shards_at_the_same_time_do_not_mix<R: Reopen>(fresh: impl Fn() -> R) {
    let config = Config { cases: 12, failure_persistence: None, ..Config::default() };
    let histories = proptest::collection::vec(steps(), NEIGHBOURS.len());
    let outcome = TestRunner::new(config).run(&histories, |histories| {
        let place = fresh();
        let mut models = vec![Model::new(); NEIGHBOURS.len()];
        // Opened twice: each half of each history is a life.
        for half in 0..2 {
            block_on(async {
                let store = Store::over(place.open());
                let mut lives = Vec::new();
                for ((shard, history), mut model) in NEIGHBOURS.iter().zip(&histories).zip(models.clone()) {
                    let (first, second) = history.split_at(history.len() / 2);
                    let mut history = [first, second][half].to_vec();
                    history.iter_mut().for_each(|step| step.move_to(*shard));
                    let store = store.clone();
                    lives.push(tokio::spawn(async move {
                        live(&store, &history, &mut model).await;
                        model
                    }));
                }
                for (life, model) in lives.into_iter().zip(&mut models) {
                    *model = life.await.expect("no panic");
                }
            });
        }
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

pub fn a_long_scan_by_pages_sees_every_row_once_while_others_write<R: Reopen>(fresh: impl Fn() -> R) {
    const ROWS: u64 = 3_000;
    let place = fresh();
    block_on(async {
        let store = Store::over(place.open());
        let shard = Shard(77);
        // Even numbers stay; odd ones come and go while they are looked at.
        let fill = store
            .write(shard, |tx| (0..ROWS).try_for_each(|n| tx.put(&NUMBERS, n * 2, &Number { count: n })));
        fill.await.map_err(|cause: Error| cause).expect("a write");
        let (mut seen, mut last, mut round) = (Vec::new(), None, 0);
        loop {
            let span = || last.map_or(Span::all(), |last: u64| Span::all().after(last));
            let read = store.read(shard, |tx| tx.scan(&NUMBERS, span()).take(37).collect());
            let page: Vec<(u64, Number)> = read.await.map_err(|cause: Error| cause).expect("a page");
            let Some((end, _)) = page.last() else { break };
            last = Some(*end);
            seen.extend(page.iter().filter(|(n, _)| n % 2 == 0).map(|(n, number)| (*n, number.count)));
            round += 1;
            let churn = store.write(shard, |tx| {
                for n in 0..20 {
                    let odd = (round * 53 + n * 31) % ROWS * 2 + 1;
                    match n % 2 {
                        0 => tx.put(&NUMBERS, odd, &Number { count: 0 })?,
                        _ => tx.delete(&NUMBERS, odd),
                    }
                }
                Ok::<_, Error>(())
            });
            churn.await.expect("a write");
        }
        assert_eq!(seen, (0..ROWS).map(|n| (n * 2, n)).collect::<Vec<_>>());
        // A span deleted in one transaction is gone for whoever comes next, and nothing beside it.
        let delete = store.write(shard, |tx| {
            let span = Span::all().from(1_000).until(5_000);
            let keys = tx.scan(&NUMBERS, span).map(|row| Ok(row?.0)).collect::<Result<Vec<_>, Error>>()?;
            keys.into_iter().for_each(|key| tx.delete(&NUMBERS, key));
            Ok::<_, Error>(())
        });
        delete.await.expect("a write");
        let read = store.read(shard, |tx| {
            let keys = tx.scan(&NUMBERS, Span::all().rev()).map(|row| Ok::<_, Error>(row?.0));
            keys.filter(|key| !matches!(key, Ok(key) if key % 2 == 1)).collect::<Result<Vec<u64>, Error>>()
        });
        let expected = (0..ROWS).rev().map(|n| n * 2).filter(|n| !(1_000..5_000).contains(n));
        assert_eq!(read.await.expect("a read"), expected.collect::<Vec<_>>());
    });
}

pub fn concurrent_increments_are_all_counted<R: Reopen>(fresh: impl Fn() -> R) {
    let place = fresh();
    block_on(async {
        let store = Store::over(place.open());
        let increments = (0..200).map(|_| tokio::spawn(increment(store.clone(), Shard(5))));
        let mut seen = Vec::new();
        for increment in increments.collect::<Vec<_>>() {
            seen.push(increment.await.expect("no panic").expect("a write"));
        }
        seen.sort_unstable();
        assert_eq!(seen, (1..=200).collect::<Vec<u64>>());
    });
    assert_eq!(block_on(count(&Store::over(place.open()), Shard(5))), 200);
}

pub fn a_scan_reads_only_what_is_taken<R: Reopen>(fresh: impl Fn() -> R) {
    let place = fresh();
    block_on(async {
        let store = Store::over(place.open());
        let shard = Shard(77);
        let fill = store.write(shard, |tx| {
            (0..2_000).try_for_each(|n| tx.put(&WORDS, (format!("word-{n:05}"), 0), &Word("x".into())))
        });
        fill.await.expect("a write");
        let keys = store.read(shard, |tx| -> Result<Vec<String>, Error> {
            let page = tx.scan(&WORDS, Span::all().after(("word-00099", 0)));
            page.take(3).map(|row| row.map(|((text, _), _)| text)).collect()
        });
        assert_eq!(keys.await.expect("a read"), ["word-00100", "word-00101", "word-00102"]);
    });
}

pub fn shards_write_at_the_same_time<R: Reopen>(fresh: impl Fn() -> R) {
    let place = fresh();
    block_on(async {
        let store = Store::over(place.open());
        let writes: Vec<_> =
            Shard::all().map(|shard| tokio::spawn(increment(store.clone(), shard))).collect();
        for write in writes {
            assert_eq!(write.await.expect("no panic").expect("a write"), 1);
        }
    });
    let store = Store::over(place.open());
    for shard in Shard::all() {
        assert_eq!(block_on(count(&store, shard)), 1);
    }
}

/// While transactions go on in several shards, each of which also looks at the next one's count, so that a mixture of
/// moments would show.
pub fn everything_is_one_moment_and_can_be_restored<R: Reopen>(fresh: impl Fn() -> R) {
    let (place, other) = (fresh(), fresh());
    block_on(async {
        let store = Store::over(place.open());
        let writer = tokio::spawn({
            let store = store.clone();
            async move {
                // One after the other: at no moment does a later shard have more than an earlier one, nor two fewer.
                for n in 1..=40 {
                    for shard in [Shard(0), Shard(1), Shard(254), Shard(255)] {
                        assert_eq!(increment(store.clone(), shard).await.expect("a write"), n);
                    }
                }
            }
        });
        while !writer.is_finished() {
            tokio::task::yield_now().await;
            let rows: Vec<_> =
                store.everything().expect("a backup").map(|row| row.expect("a row").1.1).collect();
            let text = |row: &Vec<u8>| String::from_utf8_lossy(&row[1..]).into_owned();
            let counts: Vec<u64> = rows
                .iter()
                .map(|row| serde_json::from_str::<Number>(&text(row)).expect("a number").count)
                .collect();
            let falls = counts.windows(2).all(|pair| pair[0] >= pair[1]);
            let apart = counts.first().zip(counts.get(3)).is_none_or(|(first, last)| first - last <= 1);
            assert!(falls && apart, "{counts:?}");
        }
        writer.await.expect("no panic");
        let parts = crate::backup::parts(store.everything().expect("a backup"));
        let bytes = parts.map(|part| part.expect("a part")).collect::<Vec<_>>().concat();
        for cut in [3, bytes.len() - 1] {
            let scratch = crate::Memory::new();
            assert!(crate::backup::restore(&scratch, &bytes[..cut]).await.is_err(), "{cut} bytes of it");
        }
        crate::backup::restore(&*other.open(), &*bytes).await.expect("a sound backup");
    });
    let store = Store::over(other.open());
    for shard in [Shard(0), Shard(1), Shard(254), Shard(255)] {
        assert_eq!(block_on(count(&store, shard)), 40);
    }
}

async fn increment(store: Store, shard: Shard) -> Result<u64, Error> {
    let write = store.write(shard, |tx| {
        let count = tx.get(&NUMBERS, 1)?.map_or(0, |number| number.count) + 1;
        tx.put(&NUMBERS, 1, &Number { count })?;
        Ok(count)
    });
    write.await
}

async fn count(store: &Store, shard: Shard) -> u64 {
    let count = store.read(shard, |tx| tx.get(&NUMBERS, 1)).await.expect("a read");
    count.map_or(0, |number| number.count)
}
