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
