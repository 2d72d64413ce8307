//! What outlives a platform: its disk, its store, and time.

use auth::FileKeys;
use clock::{Clock, Hand, Ids, Timestamp};
use lambda::package::Packages;
use lambda_exec::runtimes::{Choice, Runtimes};
use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use store::Store;
use tempfile::TempDir;

/// When stories begin: 2026-11-23T00:00:00Z.
const BEGINNING_S: i64 = 1_795_392_000;

pub(crate) struct Ground {
    pub store: Store,
    pub clock: Clock,
    pub hand: Hand,
    pub ids: Ids,
    /// Who is known; `None`: everybody is believed.
    pub keys: Option<FileKeys>,
    /// Removed with this.
    directory: TempDir,
}

impl Ground {
    pub(crate) fn new(keys: Option<FileKeys>) -> Ground {
        let (clock, hand) = Clock::virtual_at(Timestamp::from_secs(BEGINNING_S));
        let directory = tempfile::tempdir().expect("there is a directory for temporary files");
        Ground { store: Store::new(store::Memory::new()), clock, hand, ids: Ids::seeded(1), keys, directory }
    }

    pub(crate) fn packages(&self) -> Packages {
        Packages::open(self.packages_directory()).expect("the directory is there")
    }

    pub(crate) fn packages_directory(&self) -> PathBuf {
        self.directory.path().join("packages")
    }

    /// With a Python that is there on every host, as far as anybody looks: its processes are fake too.
    pub(crate) fn runtimes(&self) -> Runtimes {
        let bin = self.directory.path().join("lang/bin");
        let python = bin.join("python3.12");
        fs::create_dir_all(&bin)
            .and_then(|()| fs::write(&python, b"\x7fELF"))
            .expect("the directory is there");
        let named = HashMap::from([("python3.12".to_owned(), python)]);
        let runtimes = Runtimes::new(Choice { named, exact: false }, self.directory.path())
            .expect("the directory is there");
        // Looked up now, so that an invocation does not need the disk for it.
        for name in ["provided.al2023", "python3.12"] {
            runtimes.find(name).expect("it was just made");
        }
        runtimes
    }
}
