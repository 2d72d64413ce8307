//! The front of the store: transactions on shards.

use crate::engine::{Batch, Engine, Rows};
use crate::lane::{Durable, Lane, State};
use crate::{Epoch, Error, Shard, Tx};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use tokio::sync::{MutexGuard, OwnedSemaphorePermit};

/// The state of everything, in 256 shards. Cheap to clone; clones are the same store.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    engine: Arc<dyn Engine>,
    lanes: Vec<Lane>,
    /// Why nothing is written any more.
    stopped: OnceLock<Error>,
    counts: Counts,
}

/// What has been written since the store was opened.
#[derive(Default)]
pub struct Counts {
    /// Groups that went to the disk together,
    pub commits: AtomicU64,
    /// and the transactions in them, also those that changed nothing and waited for what they saw.
    pub transactions: AtomicU64,
    /// Keys and values.
    pub bytes: AtomicU64,
}

impl Store {
    pub fn new(engine: impl Engine) -> Store {
        Store::over(Arc::new(engine))
    }

    /// As [`Store::new`], over an engine that the caller shares.
    pub fn over(engine: Arc<dyn Engine>) -> Store {
        let lanes = Shard::all().map(|_| Lane::new()).collect();
        Store(Arc::new(Inner { engine, lanes, stopped: OnceLock::new(), counts: Counts::default() }))
    }

    /// Runs a transaction on a shard, and answers when it is on disk.
    ///
    /// `work` is pure and quick: no effects, no clock, no waiting; it may run twice, and in debug builds it does, to
    /// see that it comes to the same rows. Transactions of a shard run one after the other; each sees those before
    /// it, also while they are on their way to the disk. If `work` fails, nothing is written. An answer that may rest on
    /// rows of others waits for those to be on disk too, be it a refusal. A caller that goes away while waiting does not undo
    /// the write.
    pub async fn write<T, E, F>(&self, shard: Shard, work: F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send,
        T: Send,
        E: From<Error> + Send,
    {
        let (outcome, durable) = self.transact(shard, work).await?;
        if let Some(durable) = durable {
            arrived(durable).await?;
        }
        outcome
    }

    /// As [`Store::write`], but answers when the rows have been sent to the disk. They are there with the next group;
    /// a crash before that, or a disk without room for them, undoes them, with everything after them in their shard, as if
    /// nobody had asked. The answer may rest on rows of others that are not on disk either. For what may happen twice: a message that was received is
    /// visible again after a crash.
    pub async fn write_unwaited<T, E, F>(&self, shard: Shard, work: F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send,
        T: Send,
        E: From<Error> + Send,
    {
        self.transact(shard, work).await?.0
    }

    /// Runs a transaction, and tells what to wait for until its answer cannot be undone.
    async fn transact<T, E, F>(&self, shard: Shard, work: F) -> Result<(Result<T, E>, Option<Durable>), Error>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send,
        T: Send,
        E: Send,
    {
        let room = self.room(shard).await?;
        let mut state = self.turn(shard).await?;
        let (outcome, rows) = self.run(shard, &state, &work)?;
        let durable = state.gather(rows, room);
        if state.wants_committer() {
            tokio::spawn(commit_gathered(self.0.clone(), shard));
        }
        Ok((outcome, durable))
    }

    /// Looks at what is on disk in a shard. What a [`Store::write`] has not yet acknowledged is not seen.
    pub async fn read<T, E, F>(&self, shard: Shard, look: F) -> Result<T, E>
    where
        F: FnOnce(&Tx<'_>) -> Result<T, E> + Send,
        E: From<Error>,
    {
        look(&Tx::new(self.0.engine.snapshot(shard)?, Vec::new()))
    }

    /// Every row of every shard that is on disk, at one moment, for a backup.
    pub fn everything(&self) -> Result<crate::backup::Everything, Error> {
        self.0.engine.everything()
    }

    /// Why the next write would not succeed, as far as that is known: for the health page. For want of room this may
    /// pass; otherwise it is [`Store::stopped`].
    pub fn trouble(&self) -> Option<Error> {
        self.stopped().or_else(|| self.0.engine.room().err())
    }

    /// Why the store takes no more writes until it is opened again, if so.
    pub fn stopped(&self) -> Option<Error> {
        self.0.stopped.get().cloned()
    }

    pub fn counts(&self) -> &Counts {
        &self.0.counts
    }

    async fn room(&self, shard: Shard) -> Result<OwnedSemaphorePermit, Error> {
        let room = self.0.lanes[shard.index()].room.clone();
        Ok(room.acquire_owned().await.expect("nobody closes this semaphore"))
    }

    /// Waits until it is this transaction's turn in its shard, and takes the shard's lease if nobody did before.
    async fn turn(&self, shard: Shard) -> Result<MutexGuard<'_, State>, Error> {
        let lane = &self.0.lanes[shard.index()];
        let mut state = loop {
            let state = lane.state.lock().await;
            if let Some(cause) = self.stopped() {
                return Err(cause);
            }
            if !state.is_full() {
                break state;
            }
            // Made before the lock goes, so that no departure is missed.
            let departed = lane.departed.notified();
            drop(state);
            departed.await;
        };
        if state.epoch.is_none() {
            state.epoch = Some(self.0.engine.acquire(shard).await?);
        }
        Ok(state)
    }

    fn run<T, E, F>(&self, shard: Shard, state: &State, work: &F) -> Result<(Result<T, E>, Rows), Error>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E>,
    {
        let once = || -> Result<(Result<T, E>, Rows), Error> {
            let mut tx = Tx::new(self.0.engine.snapshot(shard)?, state.layers());
            let outcome = work(&mut tx);
            let rows = if outcome.is_ok() { tx.into_rows() } else { Rows::new() };
            Ok((outcome, rows))
        };
        let (outcome, rows) = once()?;
        if cfg!(debug_assertions) {
            let (outcome_again, again) = once()?;
            // One of the two may have failed because the engine did.
            assert!(
                outcome.is_ok() != outcome_again.is_ok() || rows == again,
                "a transaction's closure is not pure, or a record holds a HashMap: {rows:?}, then {again:?}"
            );
        }
        Ok((outcome, rows))
    }
}

async fn arrived(durable: Durable) -> Result<(), Error> {
    durable.await.unwrap_or_else(|_| Err(Error::Stopped("the process is going down".into())))
}

/// Commits what gathered in a shard, group after group, until nothing does. It is a task of its own, because a caller that goes
/// away must not stop the others.
async fn commit_gathered(inner: Arc<Inner>, shard: Shard) {
    while let Some((epoch, batch)) = depart(&inner, shard).await {
        let outcome = inner.engine.commit(shard, epoch, batch).await;
        let mut state = inner.lanes[shard.index()].state.lock().await;
        match outcome {
            Ok(()) => {
                let (transactions, bytes) = state.land();
                inner.counts.commits.fetch_add(1, Ordering::Relaxed);
                inner.counts.transactions.fetch_add(transactions as u64, Ordering::Relaxed);
                inner.counts.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
            }
            // Nothing of it was written. What was built on it is refused with it, and the shard goes on without both.
            Err(cause @ Error::NoRoom(_)) => state.crash(&cause),
            Err(cause) => {
                let stopped = Error::Stopped(cause.to_string().into());
                // Said once, by the shard that met it first.
                if inner.stopped.set(stopped).is_ok() {
                    tracing::error!("could not commit: {cause}; the store takes no more writes");
                }
                state.crash(inner.stopped.get().expect("it was set above"));
            }
        }
    }
}

async fn depart(inner: &Inner, shard: Shard) -> Option<(Epoch, Batch)> {
    let lane = &inner.lanes[shard.index()];
    let mut state = lane.state.lock().await;
    if let Some(cause) = inner.stopped.get() {
        state.crash(cause);
    }
    let batch = state.depart();
    lane.departed.notify_waiters();
    batch.map(|batch| (state.epoch.expect("a lane gathers rows only after it has its lease"), batch))
}
