//! Deadlines of invocations, all behind one timer.
//!
//! A timer of its own for each invocation would be set and taken back thousands of times a second, and each setting
//! wakes the thread that waits for the earliest. Here one task sleeps until the earliest deadline it knew of when it
//! fell asleep; deadlines that lie behind that, as nearly all do, are noted down without waking anybody.

use clock::{Clock, HostInstant};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::sync::{Notify, oneshot};

#[derive(Default)]
pub(crate) struct Deadlines {
    noted: Mutex<Noted>,
    /// A deadline was noted that lies before the sleeper's waking.
    earlier: Notify,
}

#[derive(Default)]
struct Noted {
    by_time: BTreeMap<(HostInstant, u64), oneshot::Sender<()>>,
    count: u64,
    /// When the sleeper wakes by itself.
    wakes_at: Option<HostInstant>,
}

/// A deadline that is noted for as long as this lives.
pub(crate) struct Deadline {
    key: (HostInstant, u64),
    passed: oneshot::Receiver<()>,
    of: Arc<Deadlines>,
}

impl Deadlines {
    fn lock(&self) -> MutexGuard<'_, Noted> {
        self.noted.lock().expect("no panic holds this lock")
    }

    pub(crate) fn note(self: &Arc<Self>, due: HostInstant) -> Deadline {
        let (sender, passed) = oneshot::channel();
        let (key, is_earlier) = {
            let mut noted = self.lock();
            noted.count += 1;
            let key = (due, noted.count);
            noted.by_time.insert(key, sender);
            (key, noted.wakes_at.is_none_or(|wakes_at| due < wakes_at))
        };
        if is_earlier {
            self.earlier.notify_one();
        }
        Deadline { key, passed, of: self.clone() }
    }

    /// Runs for as long as there are deadlines to keep.
    pub(crate) async fn keep(self: Arc<Self>, clock: Clock) {
        loop {
            let next = {
                let mut noted = self.lock();
                let now = clock.host_now();
                while noted.by_time.first_key_value().is_some_and(|((due, _), _)| *due <= now) {
                    if let Some((_, passed)) = noted.by_time.pop_first() {
                        // Nobody waits any more if the invocation has just ended.
                        let _ = passed.send(());
                    }
                }
                noted.wakes_at = noted.by_time.first_key_value().map(|((due, _), _)| *due);
                noted.wakes_at
            };
            match next {
                None => self.earlier.notified().await,
                Some(due) => tokio::select! {
                    () = clock.host_sleep_until(due) => {}
                    () = self.earlier.notified() => {}
                },
            }
        }
    }
}

impl Deadline {
    /// Waits until it has passed.
    pub(crate) async fn passed(&mut self) {
        // The sender is dropped only together with the table, and then there is nothing left to wait for.
        let _ = (&mut self.passed).await;
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        self.of.lock().by_time.remove(&self.key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clock::Timestamp;
    use std::time::Duration;

    #[tokio::test]
    async fn deadlines_pass_in_order_and_those_taken_back_do_not() {
        let (clock, hand) = Clock::virtual_at(Timestamp::from_secs(1_000));
        let deadlines = Arc::new(Deadlines::default());
        let keeper = tokio::spawn(deadlines.clone().keep(clock.clone()));
        let in_s = |s| clock.host_now() + Duration::from_secs(s);
        let (mut late, gone, mut early) =
            (deadlines.note(in_s(60)), deadlines.note(in_s(5)), deadlines.note(in_s(10)));
        tokio::task::yield_now().await;
        drop(gone);
        hand.advance_host(Duration::from_secs(10));
        early.passed().await;
        tokio::task::yield_now().await;
        assert!(late.passed.try_recv().is_err(), "not yet");
        hand.advance_host(Duration::from_secs(50));
        late.passed().await;
        keeper.abort();
    }
}
