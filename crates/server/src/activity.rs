//! What a connection is about, and since when: enough to tell when it has to end.

use clock::{Clock, HostInstant};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::Notify;

/// A client has this long to send the head of a request, from its first byte; a new connection from its beginning.
pub(crate) const HEAD_TIMEOUT: Duration = Duration::from_secs(30);
/// A connection may rest for so long between two requests. The SDKs' pools keep theirs for a minute or two at most, and
/// one that the server closes first can cost its client a request.
pub(crate) const IDLE_TIMEOUT: Duration = Duration::from_secs(300);
/// A client that reads nothing of its answer for so long will not read the rest.
pub(crate) const WRITE_TIMEOUT: Duration = Duration::from_secs(60);
/// The shortest of these: whatever begins now is not overdue before.
const SHORTEST: Duration = HEAD_TIMEOUT;

/// Shared by a connection, its requests, and whoever watches both.
pub(crate) struct Activity {
    clock: Clock,
    opened: HostInstant,
    /// Requests under way, bodies and answers included.
    busy: AtomicUsize,
    served: AtomicBool,
    http2: AtomicBool,
    rested: Since,
    head: Since,
    blocked: Since,
    evicting: AtomicBool,
    evicted: Notify,
}

/// Microseconds of the connection's life, plus one; zero is never.
#[derive(Default)]
struct Since(AtomicU64);

impl Since {
    fn set(&self, since_opened: Duration) {
        self.0.store(since_opened.as_micros() as u64 + 1, Ordering::Relaxed);
    }

    fn clear(&self) {
        self.0.store(0, Ordering::Relaxed);
    }

    fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed) != 0
    }

    fn at(&self, opened: HostInstant) -> Option<HostInstant> {
        let micros = self.0.load(Ordering::Relaxed).checked_sub(1)?;
        Some(opened + Duration::from_micros(micros))
    }
}

/// Why a connection has to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Overdue {
    Head,
    Idle,
    Reader,
}

impl Activity {
    pub(crate) fn new(clock: &Clock) -> Arc<Activity> {
        Arc::new(Activity {
            clock: clock.clone(),
            opened: clock.host_now(),
            busy: AtomicUsize::new(0),
            served: AtomicBool::new(false),
            http2: AtomicBool::new(false),
            rested: Since::default(),
            head: Since::default(),
            blocked: Since::default(),
            evicting: AtomicBool::new(false),
            evicted: Notify::new(),
        })
    }

    fn age(&self) -> Duration {
        self.clock.host_now().since(self.opened)
    }

    pub(crate) fn is_busy(&self) -> bool {
        self.busy.load(Ordering::Relaxed) > 0
    }

    pub(crate) fn speaks_http2(&self) {
        self.http2.store(true, Ordering::Relaxed);
    }

    /// Bytes of a head have come.
    pub(crate) fn head_comes(&self) {
        if !self.head.is_set() {
            self.head.set(self.age());
        }
    }

    /// Bytes wait that the client does not read.
    pub(crate) fn is_blocked(&self) {
        if !self.blocked.is_set() {
            self.blocked.set(self.age());
        }
    }

    pub(crate) fn goes_on(&self) {
        if self.blocked.is_set() {
            self.blocked.clear();
        }
    }

    /// Since when nothing is under way; `None` if something is.
    pub(crate) fn idle_since(&self) -> Option<HostInstant> {
        (!self.is_busy()).then(|| self.rested.at(self.opened).unwrap_or(self.opened))
    }

    pub(crate) fn is_evicted(&self) -> bool {
        self.evicting.load(Ordering::Relaxed)
    }

    pub(crate) fn evict(&self) {
        self.evicting.store(true, Ordering::Relaxed);
        self.evicted.notify_one();
    }

    pub(crate) async fn evicted(&self) {
        self.evicted.notified().await;
    }

    /// Waits until something has taken too long.
    pub(crate) async fn overdue(&self) -> Overdue {
        loop {
            let now = self.clock.host_now();
            let due = self.due();
            if let Some((at, why)) = due
                && at <= now
            {
                return why;
            }
            // What is due may change at any time, but what begins from now on is due later than this.
            let look = now + SHORTEST;
            self.clock.host_sleep_until(due.map_or(look, |(at, _)| at.min(look))).await;
        }
    }

    /// What is due next as things are now.
    fn due(&self) -> Option<(HostInstant, Overdue)> {
        let reader = self.blocked.at(self.opened).map(|since| (since + WRITE_TIMEOUT, Overdue::Reader));
        let client = self.idle_since().map(|since| match self.head.at(self.opened) {
            _ if !self.served.load(Ordering::Relaxed) => (self.opened + HEAD_TIMEOUT, Overdue::Head),
            Some(head) if !self.http2.load(Ordering::Relaxed) => (head + HEAD_TIMEOUT, Overdue::Head),
            _ => (since + IDLE_TIMEOUT, Overdue::Idle),
        });
        [reader, client].into_iter().flatten().min_by_key(|(at, _)| *at)
    }
}

/// Something is under way for as long as this lives.
pub(crate) struct Busy(Arc<Activity>);

impl Busy {
    pub(crate) fn on(activity: &Arc<Activity>) -> Busy {
        activity.busy.fetch_add(1, Ordering::Relaxed);
        activity.served.store(true, Ordering::Relaxed);
        activity.head.clear();
        Busy(activity.clone())
    }
}

impl Clone for Busy {
    fn clone(&self) -> Busy {
        self.0.busy.fetch_add(1, Ordering::Relaxed);
        Busy(self.0.clone())
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        if self.0.busy.fetch_sub(1, Ordering::Relaxed) == 1 {
            self.0.rested.set(self.0.age());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clock::{Hand, Timestamp};

    fn connection() -> (Arc<Activity>, Hand) {
        let (clock, hand) = Clock::virtual_at(Timestamp::from_secs(1_000));
        (Activity::new(&clock), hand)
    }

    /// Moves time until the connection has to end, and answers why and after how long.
    async fn end(activity: &Arc<Activity>, hand: &Hand) -> (Overdue, Duration) {
        let begun = activity.clock.host_now();
        let activity_too = activity.clone();
        let overdue = tokio::spawn(async move { activity_too.overdue().await });
        loop {
            tokio::task::yield_now().await;
            if overdue.is_finished() {
                return (overdue.await.unwrap(), activity.clock.host_now().since(begun));
            }
            hand.advance_host(hand.until_host_due().unwrap_or_default());
        }
    }

    #[tokio::test]
    async fn a_connection_that_asks_nothing_ends() {
        let (activity, hand) = connection();
        assert_eq!(end(&activity, &hand).await, (Overdue::Head, HEAD_TIMEOUT));
    }

    #[tokio::test]
    async fn a_head_that_comes_byte_by_byte_is_timed_from_its_first() {
        let (activity, hand) = connection();
        drop(Busy::on(&activity));
        hand.advance_host(Duration::from_secs(100));
        activity.head_comes();
        hand.advance_host(Duration::from_secs(29));
        activity.head_comes();
        assert_eq!(end(&activity, &hand).await, (Overdue::Head, Duration::from_secs(1)));
    }

    #[tokio::test]
    async fn a_connection_rests_from_its_last_answer_on() {
        let (activity, hand) = connection();
        let busy = Busy::on(&activity);
        hand.advance_host(Duration::from_secs(10_000));
        drop(busy);
        assert_eq!(end(&activity, &hand).await, (Overdue::Idle, IDLE_TIMEOUT));
    }

    #[tokio::test]
    async fn an_answer_that_nobody_reads_is_given_up_though_its_request_is_under_way() {
        let (activity, hand) = connection();
        let _busy = Busy::on(&activity);
        activity.is_blocked();
        hand.advance_host(Duration::from_secs(59));
        activity.goes_on();
        activity.is_blocked();
        assert_eq!(end(&activity, &hand).await, (Overdue::Reader, WRITE_TIMEOUT));
    }

    #[tokio::test]
    async fn pings_keep_no_http_2_connection() {
        let (activity, hand) = connection();
        activity.speaks_http2();
        drop(Busy::on(&activity));
        activity.head_comes();
        assert_eq!(end(&activity, &hand).await, (Overdue::Idle, IDLE_TIMEOUT));
    }
}
