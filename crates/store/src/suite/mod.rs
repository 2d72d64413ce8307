//! The stories that every engine must pass. An engine's tests say
//!
//! ```ignore
//! store::engine_suite!(|| Scratch::new());
//! ```
//!
//! where the closure gives a fresh, empty place each time. Crashes of the process are the engine's own to test: the
//! suite drops an engine and opens it again.

mod engine;
mod fixtures;
mod front;
mod model;

pub use engine::*;
pub use fixtures::Fixtures;
pub use front::*;

use crate::Engine;
use std::sync::Arc;

/// A place where an engine keeps its rows.
pub trait Reopen {
    /// Opens the place. It is called again only after all that the last call gave was dropped, and must then find all that
    /// was committed, and nothing else.
    fn open(&self) -> Arc<dyn Engine>;
}

/// Makes one `#[test]` of each story.
#[macro_export]
macro_rules! engine_suite {
    ($fresh:expr) => {
        $crate::engine_suite! { $fresh;
            rows_come_back_in_order_both_ways
            a_scan_ends_with_its_shard
            a_commit_is_all_or_nothing_and_keeps_the_last_word
            large_and_empty_values_survive
            only_the_last_lease_may_commit
            a_reopened_store_has_all_rows_and_greater_epochs
            a_snapshot_stands_still
            everything_is_one_moment_and_can_be_restored
            transactions_do_what_a_map_does
            histories_of_shards_at_the_same_time_do_not_mix
            a_long_scan_by_pages_sees_every_row_once_while_others_write
            concurrent_increments_are_all_counted
            a_scan_reads_only_what_is_taken
            shards_write_at_the_same_time
        }
    };
    ($fresh:expr; $($story:ident)*) => {$(
        #[test]
        fn $story() {
            $crate::suite::$story($fresh);
        }
    )*};
}

/// Runs a story's future on a runtime of its own, which ends with it.
fn block_on<T>(story: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime starts");
    runtime.block_on(story)
}
