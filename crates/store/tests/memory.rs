//! The memory engine keeps the promises of all engines, as long as it lives.

use std::sync::Arc;
use store::suite::Reopen;
use store::{Engine, Memory};

struct Kept(Arc<Memory>);

impl Reopen for Kept {
    fn open(&self) -> Arc<dyn Engine> {
        self.0.clone()
    }
}

store::engine_suite!(|| Kept(Arc::new(Memory::new())));
