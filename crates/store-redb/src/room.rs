//! Whether the disk has room for a commit and for the checkpoint that it may lead to.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use store::Error;

/// Below this much free disk, commits are refused before they have begun. A refusal costs the caller one request; a
/// disk that is really full costs the store its life, because of a commit that failed half-way it is not known what it left.
/// It is some times the journal, whose rows a checkpoint writes once more.
const RESERVE_BYTES: u64 = 32 << 20;

pub(crate) struct Room {
    /// `None`: nobody knows.
    directory: Option<PathBuf>,
    /// Whether the log was told that there is none.
    told: AtomicBool,
}

impl Room {
    pub fn under(directory: &Path) -> Room {
        Room { directory: Some(directory.to_owned()), told: AtomicBool::new(false) }
    }

    pub fn unknown() -> Room {
        Room { directory: None, told: AtomicBool::new(false) }
    }

    /// Costs a system call that does not touch the disk: less than a microsecond.
    pub fn check(&self) -> Result<(), Error> {
        let Some(directory) = &self.directory else { return Ok(()) };
        let Ok(disk) = rustix::fs::statvfs(directory) else { return Ok(()) };
        // What is left for us: a file system may hold something back for root.
        let free = disk.f_bavail.saturating_mul(disk.f_frsize);
        let enough = free >= RESERVE_BYTES;
        if enough == self.told.load(Relaxed) {
            self.told.store(!enough, Relaxed);
            match enough {
                true => tracing::info!("there is room again: {} MiB on {}", free >> 20, directory.display()),
                false => {
                    tracing::error!("{}; writes are refused until there is room", no_room(directory, free))
                }
            }
        }
        if enough { Ok(()) } else { Err(Error::NoRoom(no_room(directory, free).into())) }
    }
}

fn no_room(directory: &Path, free: u64) -> String {
    format!(
        "the disk of {} has {} MiB left, and {} MiB have to stay free",
        directory.display(),
        free >> 20,
        RESERVE_BYTES >> 20
    )
}
