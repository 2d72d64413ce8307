//! The thread that writes: it takes what has gathered, commits it in one go, and tells everyone.

use crate::journal::{Journal, Record};
use crate::layout;
use crate::lease::Leases;
use crate::room::Room;
use redb::{Database, Durability};
use std::io;
use std::sync::Arc;
use std::thread::JoinHandle;
use store::{Batch, Epoch, Error, Shard};
use tokio::sync::{mpsc, oneshot};

/// Commits that may wait for the writer; further ones wait for a place.
const QUEUE_MAX: usize = 512;
/// Commits that go to the disk together, so that the first of them does not wait for ever.
const GROUP_MAX: usize = 512;
/// Bytes that go to the disk together, give or take one commit: they are in memory until then.
const GROUP_BYTES_MAX: usize = 64 << 20;

/// What is written to.
pub(crate) struct Ground {
    pub database: Arc<Database>,
    pub journal: Journal,
    pub room: Arc<Room>,
}

pub(crate) struct Writer {
    /// `None` only while it is being dropped.
    queue: Option<mpsc::Sender<Request>>,
    thread: Option<JoinHandle<()>>,
}

struct Request {
    shard: Shard,
    epoch: Epoch,
    batch: Batch,
    reply: oneshot::Sender<Result<(), Error>>,
}

impl Writer {
    pub fn start(ground: Ground, leases: Arc<Leases>) -> io::Result<Writer> {
        let (queue, requests) = mpsc::channel(QUEUE_MAX);
        let thread = std::thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || write_groups(ground, &leases, requests))?;
        Ok(Writer { queue: Some(queue), thread: Some(thread) })
    }

    pub fn commit(
        &self,
        shard: Shard,
        epoch: Epoch,
        batch: Batch,
    ) -> impl Future<Output = Result<(), Error>> + use<> {
        let queue = self.queue.clone();
        async move {
            let (reply, answer) = oneshot::channel();
            let gone = || Error::engine("the thread that writes has ended");
            let queue = queue.ok_or_else(gone)?;
            queue.send(Request { shard, epoch, batch, reply }).await.map_err(|_| gone())?;
            answer.await.map_err(|_| gone())?
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the thread that writes the store panicked");
        }
    }
}

fn write_groups(mut ground: Ground, leases: &Leases, mut requests: mpsc::Receiver<Request>) {
    // After a failed commit it is unknown what is on the disk: nothing is written any more, and everyone learns why.
    let mut failed: Option<Error> = None;
    while let Some(first) = requests.blocking_recv() {
        let group = gather(first, &mut requests);
        let (allowed, fenced): (Vec<_>, Vec<_>) =
            group.into_iter().partition(|request| leases.check(request.shard, request.epoch).is_ok());
        for request in fenced {
            let fenced = Error::Fenced(request.shard);
            let _ = request.reply.send(Err(fenced));
        }
        let outcome = match &failed {
            Some(cause) => Err(cause.clone()),
            None => ground.write(&allowed),
        };
        if let Err(cause @ Error::Engine(_)) = &outcome {
            failed = Some(cause.clone());
        }
        for request in allowed {
            // Whoever went away does not want to know.
            let _ = request.reply.send(outcome.clone());
        }
    }
    // The next opening then has no journal to read.
    if failed.is_none()
        && let Err(cause) = ground.checkpoint()
    {
        tracing::warn!("could not make the rows durable; the journal has them: {cause}");
    }
}

fn gather(first: Request, requests: &mut mpsc::Receiver<Request>) -> Vec<Request> {
    let mut bytes = first.bytes();
    let mut group = vec![first];
    while group.len() < GROUP_MAX && bytes < GROUP_BYTES_MAX {
        let Ok(next) = requests.try_recv() else { break };
        bytes += next.bytes();
        group.push(next);
    }
    group
}

impl Request {
    fn bytes(&self) -> usize {
        self.batch.iter().map(|(key, value)| key.len() + value.as_ref().map_or(0, Vec::len)).sum()
    }
}

impl Ground {
    /// Writes a group in the order in which it came; on disk when it returns.
    fn write(&mut self, group: &[Request]) -> Result<(), Error> {
        let mut record = Record::new();
        for request in group {
            record.add(request.shard, &request.batch);
        }
        // Reading ends at a record without rows.
        if record.is_empty() {
            return Ok(());
        }
        self.room.check(record.bytes())?;
        if !self.journal.has_room_for(&record) {
            self.checkpoint().map_err(Error::engine)?;
        }
        self.journal.append(record).map_err(Error::engine)?;
        self.apply(group).map_err(Error::engine)
    }

    /// Shows the rows to readers. The journal has them, so nothing waits for the disk.
    fn apply(&self, group: &[Request]) -> Result<(), redb::Error> {
        let mut write = self.database.begin_write()?;
        write.set_durability(Durability::None)?;
        {
            let mut rows = write.open_table(layout::ROWS)?;
            for request in group {
                for (key, value) in request.batch.iter() {
                    layout::change(&mut rows, request.shard, key, value.as_deref())?;
                }
            }
        }
        write.commit()?;
        Ok(())
    }

    /// Makes all rows durable in their own file, and the journal free.
    fn checkpoint(&mut self) -> Result<(), redb::Error> {
        let mut write = self.database.begin_write()?;
        write.set_durability(Durability::Immediate)?;
        // Without it, an opening after a crash would read the whole file.
        write.set_quick_repair(true);
        write.open_table(layout::ABOUT)?.insert(layout::APPLIED, self.journal.last())?;
        write.commit()?;
        self.journal.begin_again()?;
        Ok(())
    }
}
