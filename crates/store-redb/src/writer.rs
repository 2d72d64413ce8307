//! The thread that writes: it takes what has gathered, commits it in one go, and tells everyone.

use crate::layout;
use crate::lease::Leases;
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
    pub fn start(database: Arc<Database>, leases: Arc<Leases>) -> io::Result<Writer> {
        let (queue, requests) = mpsc::channel(QUEUE_MAX);
        let thread = std::thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || write_groups(&database, &leases, requests))?;
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

fn write_groups(database: &Database, leases: &Leases, mut requests: mpsc::Receiver<Request>) {
    // After a failed commit the file's state is unknown: nothing is written any more, and everyone learns why.
    let mut failed: Option<Error> = None;
    while let Some(first) = requests.blocking_recv() {
        let group = gather(first, &mut requests);
        let (allowed, fenced): (Vec<_>, Vec<_>) =
            group.into_iter().partition(|request| leases.check(request.shard, request.epoch).is_ok());
        for request in fenced {
            let fenced = Error::Fenced(request.shard);
            let _ = request.reply.send(Err(fenced));
        }
        if failed.is_none() {
            failed = write(database, &allowed).err().map(Error::engine);
        }
        for request in allowed {
            // Whoever went away does not want to know.
            let _ = request.reply.send(failed.clone().map_or(Ok(()), Err));
        }
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

/// Writes a group in the order in which it came; on disk when it returns.
fn write(database: &Database, group: &[Request]) -> Result<(), redb::Error> {
    if group.is_empty() {
        return Ok(());
    }
    let mut write = database.begin_write()?;
    write.set_durability(Durability::Immediate)?;
    {
        let mut rows = write.open_table(layout::ROWS)?;
        for request in group {
            for (key, value) in request.batch.iter() {
                let key = layout::key(request.shard, key);
                match value {
                    Some(value) => drop(rows.insert(key.as_slice(), value.as_slice())?),
                    None => drop(rows.remove(key.as_slice())?),
                }
            }
        }
    }
    write.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::{Redb, open};
    use redb::backends::InMemoryBackend;
    use redb::{Database, StorageBackend};
    use std::io;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
    use store::{Error, Record, Shard, Store, Table, TableId};

    static ROWS: Table<u64, Row> = Table::new(TableId(1), "rows");

    #[derive(serde::Serialize, serde::Deserialize)]
    struct Row {}
    impl Record for Row {
        const VERSION: u8 = 1;
    }

    /// A disk in memory that is full from some moment on.
    #[derive(Debug)]
    struct Disk {
        memory: InMemoryBackend,
        full: Arc<AtomicBool>,
    }

    impl Disk {
        fn room(&self) -> io::Result<()> {
            if self.full.load(Relaxed) { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
        }
    }

    impl StorageBackend for Disk {
        fn len(&self) -> io::Result<u64> {
            self.memory.len()
        }
        fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
            self.memory.read(offset, out)
        }
        fn set_len(&self, len: u64) -> io::Result<()> {
            self.room().and_then(|()| self.memory.set_len(len))
        }
        fn sync_data(&self) -> io::Result<()> {
            self.room().and_then(|()| self.memory.sync_data())
        }
        fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
            self.room().and_then(|()| self.memory.write(offset, data))
        }
    }

    #[tokio::test]
    async fn a_full_disk_stops_the_store_with_its_cause_and_reads_go_on() {
        let full = Arc::new(AtomicBool::new(false));
        let disk = Disk { memory: InMemoryBackend::new(), full: full.clone() };
        let database = Database::builder().create_with_backend(disk).unwrap();
        assert_eq!(open::count_opening(&database, "in memory".as_ref()).unwrap(), 1);
        let store = Store::new(Redb::start(database, 1).unwrap());
        let put = async |shard: u8| store.write(Shard(shard), |tx| tx.put(&ROWS, 1, &Row {})).await;
        let is_there = async |shard: u8| {
            let read = store.read(Shard(shard), |tx| Ok::<_, Error>(tx.get(&ROWS, 1)?.is_some()));
            read.await.unwrap()
        };

        put(1).await.unwrap();
        full.store(true, Relaxed);
        let cause = put(2).await.unwrap_err();
        assert!(matches!(&cause, Error::Stopped(why) if why.contains("no storage space")), "{cause}");
        // Room again does not help: what of the failed commit is on the disk is not known.
        full.store(false, Relaxed);
        assert!(matches!(put(1).await, Err(Error::Stopped(_))));
        assert!(is_there(1).await && !is_there(2).await);
    }
}
