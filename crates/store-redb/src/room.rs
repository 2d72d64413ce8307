//! Whether the disk has room for a commit and for the checkpoint that it may lead to.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use store::Error;

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

    /// Costs a system call that does not touch the disk: less than a microsecond.
    pub fn check(&self) -> Result<(), Error> {
        let Some(directory) = &self.directory else { return Ok(()) };
        let Ok(disk) = rustix::fs::statvfs(directory) else { return Ok(()) };
        // What is left for us: a file system may hold something back for root.
        let free = disk.f_bavail.saturating_mul(disk.f_frsize);
        if free >= self.reserve_bytes {
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
            "the disk of {} has {} MiB left, and {} MiB have to stay free",
            directory.display(),
            free >> 20,
            self.reserve_bytes >> 20
        );
        if !self.told.swap(true, Relaxed) {
            tracing::error!("{why}; writes are refused until there is room");
        }
        Err(Error::NoRoom(why.into()))
    }
}
