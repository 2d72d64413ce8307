//! The file of rows: redb's own, but whoever waits for the disk does not hold up those who serve requests.

use redb::backends::FileBackend;
use redb::{BackendError, StorageBackend};
use rustix::io::{ReadWriteFlags, preadv2};
use std::fs::File;
use std::io::{self, IoSliceMut};
use std::ops::Bound;
use tokio::runtime::{Handle, RuntimeFlavor};

/// Pages are read within transactions, which run where requests are served. Almost always they are in memory, redb's or
/// the kernel's, and handing the work to another thread would take longer than doing it. So they are asked for without
/// waiting, and only what is not there is read while another thread takes over the requests of this one.
#[derive(Debug)]
pub(crate) struct RowsFile {
    file: File,
    redb: FileBackend,
}

impl RowsFile {
    pub fn new(file: File) -> Result<RowsFile, redb::DatabaseError> {
        Ok(RowsFile {
            file: file.try_clone().map_err(redb::StorageError::Io)?,
            redb: FileBackend::new(file)?,
        })
    }
}

/// Runs what waits for the disk.
fn waiting<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|runtime| runtime.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        _ => work(),
    }
}

impl StorageBackend for RowsFile {
    fn len(&self) -> io::Result<u64> {
        self.redb.len()
    }
    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let there = preadv2(&self.file, &mut [IoSliceMut::new(out)], offset, ReadWriteFlags::NOWAIT);
        // Anything else: it is not all in memory, or this file system cannot say.
        if there == Ok(out.len()) {
            return Ok(());
        }
        waiting(|| self.redb.read(offset, out))
    }
    fn set_len(&self, len: u64) -> io::Result<()> {
        self.redb.set_len(len)
    }
    fn sync_data(&self) -> io::Result<()> {
        self.redb.sync_data()
    }
    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.redb.write(offset, data)
    }
    fn close(&self) -> io::Result<()> {
        self.redb.close()
    }
    fn try_lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.redb.try_lock_range(start, end)
    }
    fn try_lock_shared_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.redb.try_lock_shared_range(start, end)
    }
    fn lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.redb.lock_range(start, end)
    }
    fn lock_shared_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.redb.lock_shared_range(start, end)
    }
    fn unlock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.redb.unlock_range(start, end)
    }
    fn query_lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.redb.query_lock_range(start, end)
    }
}
