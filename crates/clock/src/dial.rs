//! A time that stands still until it is moved, and who waits for it.

use crate::Timestamp;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;
use tokio::sync::oneshot;

/// Wakes those who wait in the order of what they wait for, and of their coming: a story goes the same way each time.
pub(crate) struct Dial(Mutex<State>);

struct State {
    now: Timestamp,
    waiting: BTreeMap<Key, oneshot::Sender<()>>,
    /// Makes keys differ.
    count: u64,
}

type Key = (Timestamp, u64);

/// Somebody waits for as long as this lives.
struct Waiting<'a> {
    dial: &'a Dial,
    key: Key,
}

impl Dial {
    pub(crate) fn at(now: Timestamp) -> Dial {
        Dial(Mutex::new(State { now, waiting: BTreeMap::new(), count: 0 }))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no panic holds this lock")
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.lock().now
    }

    pub(crate) async fn reached(&self, due: Timestamp) {
        let (waiting, woken) = {
            let mut state = self.lock();
            if due <= state.now {
                return;
            }
            state.count += 1;
            let key = (due, state.count);
            let (sender, receiver) = oneshot::channel();
            state.waiting.insert(key, sender);
            (Waiting { dial: self, key }, receiver)
        };
        // The sender is dropped by nobody but us, below.
        let _ = woken.await;
        drop(waiting);
    }

    pub(crate) fn advance(&self, by: Duration) {
        let mut state = self.lock();
        let now = state.now + by;
        state.now = now;
        while let Some(first) = state.waiting.first_entry().filter(|first| first.key().0 <= now) {
            // Nobody listens any more if it is given up at this very moment.
            let _ = first.remove().send(());
        }
    }

    pub(crate) fn until_due(&self) -> Option<Duration> {
        let state = self.lock();
        state.waiting.first_key_value().map(|((due, _), _)| due.since(state.now))
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.dial.lock().waiting.remove(&self.key);
    }
}
