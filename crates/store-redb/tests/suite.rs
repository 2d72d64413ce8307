//! The promises that every engine keeps.

use std::sync::Arc;
use store::Engine;
use store::suite::Reopen;
use tempfile::TempDir;

struct Scratch(TempDir);

impl Reopen for Scratch {
    fn open(&self) -> Arc<dyn Engine> {
        Arc::new(store_redb::open(self.0.path()).expect("the directory is free"))
    }
}

store::engine_suite!(|| Scratch(TempDir::new().expect("a temporary directory")));
