//! The clock: real, or virtual with a hand that moves it.

use crate::Timestamp;
use crate::dial::Dial;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// What tells the time. Cheap to clone; clones tell the same time.
#[derive(Clone)]
pub struct Clock(Source);

#[derive(Clone)]
enum Source {
    Real,
    Virtual(Arc<Virtual>),
}

/// A point of host time that only a clock can make and that can be compared and counted from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct HostInstant(Duration);

impl HostInstant {
    /// Time since `earlier`, zero if that lies ahead.
    pub fn since(self, earlier: HostInstant) -> Duration {
        self.0.saturating_sub(earlier.0)
    }
}

impl std::ops::Add<Duration> for HostInstant {
    type Output = HostInstant;
    fn add(self, duration: Duration) -> HostInstant {
        HostInstant(self.0.saturating_add(duration))
    }
}

struct Virtual {
    platform: Dial,
    host: Dial,
}

impl Clock {
    pub fn real() -> Clock {
        Clock(Source::Real)
    }

    /// A clock that stands still at `start` until its [`Hand`] moves it.
    pub fn virtual_at(start: Timestamp) -> (Clock, Hand) {
        let shared = Arc::new(Virtual { platform: Dial::at(start), host: Dial::at(start) });
        (Clock(Source::Virtual(shared.clone())), Hand(shared))
    }

    /// Platform time: what the API's timestamps say.
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            Source::Real => wall(),
            Source::Virtual(v) => v.platform.now(),
        }
    }

    /// Waits until platform time reaches `due`.
    pub async fn sleep_until(&self, due: Timestamp) {
        match &self.0 {
            Source::Real => sleep(due.since(wall())).await,
            Source::Virtual(v) => v.platform.reached(due).await,
        }
    }

    /// Host time, for measuring and for limits that hold in host time.
    pub fn host_now(&self) -> HostInstant {
        match &self.0 {
            Source::Real => HostInstant(monotonic()),
            Source::Virtual(v) => host_instant(v.host.now()),
        }
    }

    /// Host time as a wall clock shows it: what `Lambda-Runtime-Deadline-Ms` is made of.
    pub fn host_wall(&self) -> Timestamp {
        match &self.0 {
            Source::Real => wall(),
            Source::Virtual(v) => v.host.now(),
        }
    }

    /// Waits until host time reaches `due`.
    pub async fn host_sleep_until(&self, due: HostInstant) {
        match &self.0 {
            Source::Real => sleep(due.since(HostInstant(monotonic()))).await,
            Source::Virtual(v) => {
                v.host.reached(Timestamp::from_micros(due.0.as_micros() as i64)).await;
            }
        }
    }
}

/// Moves a virtual clock.
#[derive(Clone)]
pub struct Hand(Arc<Virtual>);

impl Hand {
    /// Moves platform time forward.
    pub fn advance(&self, by: Duration) {
        self.0.platform.advance(by);
    }

    /// Moves host time forward: only tests may, on platforms whose sandboxes are fake.
    pub fn advance_host(&self, by: Duration) {
        self.0.host.advance(by);
    }

    /// How far off the first thing is that waits for platform time.
    pub fn until_due(&self) -> Option<Duration> {
        self.0.platform.until_due()
    }

    /// How far off the first thing is that waits for host time.
    pub fn until_host_due(&self) -> Option<Duration> {
        self.0.host.until_due()
    }
}

fn host_instant(timestamp: Timestamp) -> HostInstant {
    HostInstant(Duration::from_micros(timestamp.as_micros().unsigned_abs()))
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that waits")]
async fn sleep(duration: Duration) {
    tokio::time::sleep(duration).await;
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the wall clock")]
fn wall() -> Timestamp {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_micros(since.as_micros() as i64)
}

/// Time since this process first asked.
fn monotonic() -> Duration {
    static START: OnceLock<std::time::Instant> = OnceLock::new();
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the monotonic clock")]
    let now = std::time::Instant::now();
    now.duration_since(*START.get_or_init(|| now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_virtual_clock_wakes_whoever_waits_when_it_is_moved() {
        let (clock, hand) = Clock::virtual_at(Timestamp::from_secs(1_000));
        let due = clock.now() + Duration::from_secs(60);
        let waiter = tokio::spawn({
            let clock = clock.clone();
            async move { clock.sleep_until(due).await }
        });
        hand.advance(Duration::from_secs(59));
        tokio::task::yield_now().await;
        assert!(!waiter.is_finished());
        hand.advance(Duration::from_secs(1));
        waiter.await.unwrap();
    }

    #[tokio::test]
    async fn those_who_wait_are_woken_in_the_order_of_time() {
        let (clock, hand) = Clock::virtual_at(Timestamp::from_secs(1_000));
        let (woken, mut order) = tokio::sync::mpsc::unbounded_channel();
        for seconds in [3, 1, 2, 9] {
            let (clock, woken) = (clock.clone(), woken.clone());
            tokio::spawn(async move {
                clock.host_sleep_until(clock.host_now() + Duration::from_secs(seconds)).await;
                woken.send(seconds)
            });
        }
        tokio::task::yield_now().await;
        assert_eq!(hand.until_host_due(), Some(Duration::from_secs(1)));
        hand.advance_host(Duration::from_secs(5));
        for expected in [1, 2, 3] {
            assert_eq!(order.recv().await, Some(expected));
        }
        assert_eq!(hand.until_host_due(), Some(Duration::from_secs(4)));
        assert_eq!(hand.until_due(), None);
    }
}
