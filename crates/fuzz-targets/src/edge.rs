//! The public listener: a whole platform, on fake sandboxes, that is sent anything on one connection.

use std::cell::RefCell;
use testkit::Raw;

/// What requests have made is thrown away after so many of them.
const RUNS_MAX: usize = 1_000;

thread_local! {
    static PLATFORM: RefCell<Option<(Raw, usize)>> = const { RefCell::new(None) };
}

pub(crate) fn run(bytes: &[u8]) {
    PLATFORM.with_borrow_mut(|platform| {
        let (raw, runs) = platform.get_or_insert_with(|| (Raw::new(), 0));
        let answers = raw.send(bytes);
        let http = answers.starts_with(b"HTTP/1.") || answers.starts_with(&[0, 0]);
        assert!(answers.is_empty() || http, "{}", String::from_utf8_lossy(&answers));
        *runs += 1;
        if *runs == RUNS_MAX {
            *platform = None;
        }
    });
}
