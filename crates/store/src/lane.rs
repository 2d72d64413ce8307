//! One shard's way to the disk: transactions run one after the other, and are committed in groups.
//!
//! While one batch is being committed, the transactions that follow gather in the next. They see the rows of both
//! batches, and each is answered when its own batch is durable.

use crate::Error;
use crate::engine::{Batch, Epoch, Rows};
use std::sync::Arc;
use tokio::sync::{Mutex, Notify, OwnedSemaphorePermit, Semaphore, oneshot};

/// Transactions of one shard that may wait for the disk at a time; more wait for their turn to run.
pub(crate) const WAITING_MAX: usize = 1_024;
/// Bytes of rows that may gather while a batch is being committed; the next transaction waits until it has left.
pub(crate) const GATHERED_BYTES_MAX: usize = 16 << 20;

pub(crate) struct Lane {
    pub room: Arc<Semaphore>,
    pub state: Mutex<State>,
    /// Told when the gathered rows left for the disk.
    pub departed: Notify,
}

#[derive(Default)]
pub(crate) struct State {
    /// The lease under which this lane commits, from its first write on.
    pub epoch: Option<Epoch>,
    gathering: Group,
    flying: Option<Group>,
    /// Whether somebody commits what gathers.
    committing: bool,
}

/// Rows that become durable together, and who waits for that.
#[derive(Default)]
struct Group {
    rows: Batch,
    bytes: usize,
    waiters: Vec<Waiter>,
}

struct Waiter {
    tell: oneshot::Sender<Result<(), Error>>,
    /// Held until the answer, also when the caller has gone: what is on its way stays counted.
    _room: OwnedSemaphorePermit,
}

/// Resolves when a transaction, and all that it saw, is on disk.
pub(crate) type Durable = oneshot::Receiver<Result<(), Error>>;

impl Lane {
    pub fn new() -> Lane {
        Lane { room: Arc::new(Semaphore::new(WAITING_MAX)), state: Mutex::default(), departed: Notify::new() }
    }
}

impl State {
    pub fn is_full(&self) -> bool {
        self.gathering.bytes >= GATHERED_BYTES_MAX
    }

    /// Rows not yet known to be durable, newest first.
    pub fn layers(&self) -> Vec<&Rows> {
        let flying = self.flying.iter().map(|group| &*group.rows);
        std::iter::once(&*self.gathering.rows).chain(flying).filter(|rows| !rows.is_empty()).collect()
    }

    /// Takes in the rows of a transaction. `None` if there is nothing to wait for: it changed nothing, and all that
    /// it saw is durable.
    pub fn gather(&mut self, rows: Rows, room: OwnedSemaphorePermit) -> Option<Durable> {
        let group = match &mut self.flying {
            _ if !rows.is_empty() || !self.gathering.rows.is_empty() => &mut self.gathering,
            Some(flying) => flying,
            None => return None,
        };
        let (tell, durable) = oneshot::channel();
        group.waiters.push(Waiter { tell, _room: room });
        group.bytes +=
            rows.iter().map(|(key, value)| key.len() + value.as_ref().map_or(0, Vec::len)).sum::<usize>();
        if !rows.is_empty() {
            Arc::make_mut(&mut group.rows).extend(rows);
        }
        Some(durable)
    }

    /// Whether the caller must start committing: there is something to commit and nobody does it.
    pub fn wants_committer(&mut self) -> bool {
        let wanted = !self.committing && !self.gathering.rows.is_empty();
        self.committing |= wanted;
        wanted
    }

    /// What gathered leaves for the disk; `None`, and the committer is done, if that is nothing.
    pub fn depart(&mut self) -> Option<Batch> {
        if self.gathering.rows.is_empty() {
            self.committing = false;
            return None;
        }
        let group = std::mem::take(&mut self.gathering);
        let batch = group.rows.clone();
        self.flying = Some(group);
        Some(batch)
    }

    /// The batch that left is durable. Answers how many transactions and bytes it had.
    pub fn land(&mut self) -> (usize, usize) {
        let Some(group) = self.flying.take() else { return (0, 0) };
        let size = (group.waiters.len(), group.bytes);
        group.tell(Ok(()));
        size
    }

    /// The batch that left did not arrive: neither it nor what was built on it can be acknowledged any more. The
    /// committer goes on, to find that nothing is left to commit.
    pub fn crash(&mut self, cause: &Error) {
        for group in [self.flying.take(), Some(std::mem::take(&mut self.gathering))].into_iter().flatten() {
            group.tell(Err(cause.clone()));
        }
    }
}

impl Group {
    fn tell(self, outcome: Result<(), Error>) {
        for waiter in self.waiters {
            // Whoever went away does not want to know.
            let _ = waiter.tell.send(outcome.clone());
        }
    }
}
