//! What callers see while commits are on their way, and when one fails: over an engine whose commits wait for a sign.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use store::{
    Batch, BoxFuture, Engine, Epoch, Error, Memory, Record, Shard, Snapshot, Span, Store, Table, TableId,
};
use tokio::sync::Semaphore;
use tokio::task::yield_now;

static ROWS: Table<String, Text> = Table::new(TableId(1), "rows");
const SHARD: Shard = Shard(1);

#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
struct Text(String);
impl Record for Text {
    const VERSION: u8 = 1;
}

/// Counts commits, and lets each go when the test says so.
struct Held {
    memory: Memory,
    signs: Semaphore,
    commits: AtomicUsize,
    broken: AtomicBool,
    /// The next commit finds no room.
    cramped: AtomicBool,
}

impl Held {
    fn store() -> (Arc<Held>, Store) {
        let held = Arc::new(Held {
            memory: Memory::new(),
            signs: Semaphore::new(0),
            commits: AtomicUsize::new(0),
            broken: AtomicBool::new(false),
            cramped: AtomicBool::new(false),
        });
        (held.clone(), Store::over(held))
    }

    async fn let_go(&self, commits: usize) {
        self.signs.add_permits(commits);
        settle().await;
    }
}

impl Engine for Held {
    fn acquire(&self, shard: Shard) -> BoxFuture<'_, Result<Epoch, Error>> {
        self.memory.acquire(shard)
    }
    fn renew(&self, shard: Shard, epoch: Epoch) -> BoxFuture<'_, Result<(), Error>> {
        self.memory.renew(shard, epoch)
    }
    fn release(&self, shard: Shard, epoch: Epoch) -> BoxFuture<'_, Result<(), Error>> {
        self.memory.release(shard, epoch)
    }
    fn commit(&self, shard: Shard, epoch: Epoch, batch: Batch) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async move {
            self.commits.fetch_add(1, Relaxed);
            self.signs.acquire().await.expect("never closed").forget();
            if self.broken.load(Relaxed) {
                return Err(Error::engine("No space left on device"));
            }
            if self.cramped.swap(false, Relaxed) {
                return Err(Error::NoRoom("3 MiB are left".into()));
            }
            self.memory.commit(shard, epoch, batch).await
        })
    }
    fn everything(&self) -> Result<store::backup::Everything, Error> {
        self.memory.everything()
    }
    fn snapshot<'a>(&'a self, shard: Shard) -> Result<Box<dyn Snapshot + 'a>, Error> {
        self.memory.snapshot(shard)
    }
}

/// Lets every task run until it waits.
async fn settle() {
    for _ in 0..50 {
        yield_now().await;
    }
}

fn put(store: &Store, key: &'static str) -> tokio::task::JoinHandle<Result<(), Error>> {
    let store = store.clone();
    tokio::spawn(async move { store.write(SHARD, |tx| tx.put(&ROWS, key, &Text(key.into()))).await })
}

fn look(store: &Store) -> tokio::task::JoinHandle<Result<Vec<String>, Error>> {
    let store = store.clone();
    tokio::spawn(async move {
        store.write(SHARD, |tx| tx.scan(&ROWS, Span::all()).map(|row| row.map(|row| row.0)).collect()).await
    })
}

async fn durable(store: &Store) -> Vec<String> {
    let read = store.read(SHARD, |tx| tx.scan(&ROWS, Span::all()).map(|row| row.map(|row| row.0)).collect());
    read.await.map_err(|cause: Error| cause).expect("a read")
}

#[tokio::test]
async fn a_write_is_answered_after_its_own_batch_and_seen_before() {
    let (held, store) = Held::store();
    let first = put(&store, "a");
    settle().await;
    let (second, third, seen) = (put(&store, "b"), put(&store, "c"), look(&store));
    settle().await;
    assert_eq!(held.commits.load(Relaxed), 1, "the second batch gathers behind the first");
    assert_eq!(durable(&store).await, [""; 0]);
    assert!(!first.is_finished() && !second.is_finished() && !seen.is_finished());

    held.let_go(1).await;
    assert!(first.is_finished() && !second.is_finished() && !third.is_finished());
    assert_eq!(durable(&store).await, ["a"]);
    assert!(!seen.is_finished(), "its answer rests on rows that could still be lost");

    held.let_go(1).await;
    assert_eq!(held.commits.load(Relaxed), 2, "two transactions shared a commit");
    assert_eq!(seen.await.unwrap().unwrap(), ["a", "b", "c"]);
    assert_eq!(durable(&store).await, ["a", "b", "c"]);
}

#[tokio::test]
async fn a_transaction_that_changes_nothing_does_not_touch_the_disk() {
    let (held, store) = Held::store();
    assert_eq!(look(&store).await.unwrap().unwrap(), [""; 0]);
    let refused: Result<(), Error> = store
        .write(SHARD, |tx| {
            tx.put(&ROWS, "a", &Text("a".into()))?;
            Err(Error::engine("refused"))
        })
        .await;
    assert!(refused.is_err());
    assert_eq!(held.commits.load(Relaxed), 0);
}

#[tokio::test]
async fn shards_do_not_wait_for_each_other() {
    let (held, store) = Held::store();
    let _held_up = put(&store, "a");
    settle().await;
    let other = {
        let store = store.clone();
        tokio::spawn(async move { store.write(Shard(2), |tx| tx.put(&ROWS, "b", &Text("b".into()))).await })
    };
    settle().await;
    assert_eq!(held.commits.load(Relaxed), 2);
    held.let_go(2).await;
    other.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_caller_that_goes_away_does_not_undo_its_write_or_stop_the_others() {
    let (held, store) = Held::store();
    let gone = put(&store, "a");
    settle().await;
    gone.abort();
    let second = put(&store, "b");
    settle().await;
    held.let_go(2).await;
    second.await.unwrap().unwrap();
    assert_eq!(durable(&store).await, ["a", "b"]);
}

#[tokio::test]
async fn a_failed_commit_stops_the_store_and_tells_everyone_why() {
    let (held, store) = Held::store();
    let acknowledged = put(&store, "a");
    settle().await;
    held.let_go(1).await;
    acknowledged.await.unwrap().unwrap();

    let (failing, behind) = (put(&store, "b"), put(&store, "c"));
    settle().await;
    let last = put(&store, "d");
    settle().await;
    held.broken.store(true, Relaxed);
    held.let_go(1).await;
    for write in [failing, behind, last, put(&store, "e")] {
        let cause = write.await.unwrap().unwrap_err();
        assert!(matches!(&cause, Error::Stopped(why) if why.contains("No space left on device")), "{cause}");
    }
    assert!(store.stopped().is_some());
    assert_eq!(durable(&store).await, ["a"], "nothing that was acknowledged is lost");
}

#[tokio::test]
async fn a_commit_without_room_is_refused_with_what_was_built_on_it_and_the_next_one_succeeds() {
    let (held, store) = Held::store();
    let (refused, other) = (put(&store, "a"), Shard(2));
    settle().await;
    let built_on_it = look(&store);
    settle().await;
    held.cramped.store(true, Relaxed);
    held.let_go(1).await;
    assert!(matches!(refused.await.unwrap(), Err(Error::NoRoom(_))));
    assert!(matches!(built_on_it.await.unwrap(), Err(Error::NoRoom(_))), "it has seen a row that is gone");
    assert!(store.stopped().is_none());
    held.let_go(4).await;
    for key in ["b", "c"] {
        put(&store, key).await.unwrap().unwrap();
    }
    store
        .write(other, |tx| tx.put(&ROWS, "d", &Text("d".into())))
        .await
        .map_err(|cause: Error| cause)
        .unwrap();
    assert_eq!(durable(&store).await, ["b", "c"]);
}

#[tokio::test]
async fn a_write_that_is_not_waited_for_is_answered_at_once_and_committed_with_its_group() {
    let (held, store) = Held::store();
    let first = store.write_unwaited(SHARD, |tx| tx.put(&ROWS, "a", &Text("a".into())));
    first.await.map_err(|cause: Error| cause).unwrap();
    let second = put(&store, "b");
    settle().await;
    assert!(!second.is_finished());
    assert_eq!(durable(&store).await, [""; 0]);
    held.let_go(2).await;
    second.await.unwrap().unwrap();
    assert_eq!(durable(&store).await, ["a", "b"]);
}

#[tokio::test]
async fn writes_that_are_not_waited_for_are_bounded_too() {
    let (held, store) = Held::store();
    let writes = tokio::spawn({
        let store = store.clone();
        async move {
            for n in 0..2_000 {
                let write = store.write_unwaited(SHARD, |tx| tx.put(&ROWS, n.to_string(), &Text("".into())));
                write.await.map_err(|cause: Error| cause).unwrap();
            }
        }
    });
    settle().await;
    assert!(!writes.is_finished(), "so many may be on their way, and no more");
    held.let_go(10).await;
    writes.await.unwrap();
}

#[tokio::test]
async fn what_gathers_is_bounded_and_a_writer_waits_for_room() {
    let (held, store) = Held::store();
    let big = |key: &'static str| {
        let store = store.clone();
        tokio::spawn(async move {
            let text = Text("x".repeat(9 << 20));
            store.write(SHARD, |tx| tx.put(&ROWS, key, &text)).await
        })
    };
    let _flying = big("a");
    settle().await;
    let _gathering = [big("b"), big("c")];
    settle().await;
    let waiting = look(&store);
    settle().await;
    held.let_go(1).await;
    assert!(!waiting.is_finished());
    held.let_go(1).await;
    assert_eq!(waiting.await.unwrap().unwrap(), ["a", "b", "c"]);
}

#[tokio::test]
async fn writers_beyond_the_bound_wait_their_turn_and_all_are_written() {
    let (held, store) = Held::store();
    let writes: Vec<_> = (0..3_000)
        .map(|n| {
            let store = store.clone();
            tokio::spawn(async move {
                store.write(SHARD, |tx| tx.put(&ROWS, format!("{n:04}"), &Text(String::new()))).await
            })
        })
        .collect();
    held.let_go(10).await;
    for write in writes {
        write.await.unwrap().unwrap();
    }
    assert_eq!(durable(&store).await.len(), 3_000);
    assert!(held.commits.load(Relaxed) <= 10);
}

#[cfg(debug_assertions)]
#[tokio::test]
#[should_panic(expected = "is not pure")]
async fn a_closure_that_is_not_pure_is_caught() {
    let (_, store) = Held::store();
    let calls = AtomicUsize::new(0);
    let work = store.write(SHARD, |tx| tx.put(&ROWS, "a", &Text(calls.fetch_add(1, Relaxed).to_string())));
    let _: Result<(), Error> = work.await;
}

#[test]
fn the_futures_can_be_spawned() {
    fn is_send(_: &impl Send) {}
    let store = Store::new(Memory::new());
    is_send(&store.write(SHARD, |tx| tx.put(&ROWS, "a", &Text("a".into()))));
    is_send(&store.read(SHARD, |tx| tx.get(&ROWS, "a")));
}
