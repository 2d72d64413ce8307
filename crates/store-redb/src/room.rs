//! Whether the disk has room for a commit and for the checkpoint that it may lead to.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use store::Error;

/// What a commit takes of the disk, in its own bytes: one in the journal, and up to two in the file of rows, whose pages
/// have sizes that are powers of two.
const TIMES_WRITTEN: u64 = 3;

pub(crate) struct Room {
    /// `None`: nobody knows.
    directory: Option<PathBuf>,
    reserve_bytes: u64,
    /// Whether the log was told that there is none.
    told: AtomicBool,
}

impl Room {
    pub fn under(directory: &Path, reserve_bytes: u64) -> Room {
        Room { directory: Some(directory.to_owned()), reserve_bytes, told: AtomicBool::new(false) }
    }

    pub fn unknown() -> Room {
        Room { directory: None, reserve_bytes: 0, told: AtomicBool::new(false) }
    }

    /// Whether the reserve is still there after a commit of so many bytes. Costs a system call that does not touch the
    /// disk: less than a microsecond.
    pub fn check(&self, commit_bytes: u64) -> Result<(), Error> {
        let Some(directory) = self.directory.as_ref().filter(|_| self.reserve_bytes > 0) else {
            return Ok(());
        };
        let Ok(disk) = rustix::fs::statvfs(directory) else { return Ok(()) };
        // What is left for us: a file system may hold something back for root.
        let free = disk.f_bavail.saturating_mul(disk.f_frsize);
        if free >= self.reserve_bytes + TIMES_WRITTEN * commit_bytes {
            if self.told.swap(false, Relaxed) {
                tracing::info!(
                    "there is room again: {} MiB on the disk of {}",
                    free >> 20,
                    directory.display()
                );
            }
            return Ok(());
        }
        let why = format!(
            "the disk of {} has {} MiB left, and {} MiB have to stay free beside what is written, {} KiB",
            directory.display(),
            free >> 20,
            self.reserve_bytes >> 20,
            commit_bytes >> 10
        );
        if !self.told.swap(true, Relaxed) {
            tracing::error!("{why}; writes are refused until there is room");
        }
        Err(Error::NoRoom(why.into()))
    }
}
