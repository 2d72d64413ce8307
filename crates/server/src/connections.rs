//! The connections of the public listener: so many and no more, and the idle make room for the new.

use crate::activity::Activity;
use crate::refused::{Refusals, Refused};
use clock::Clock;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// Connections at a time, unless the configuration says otherwise. Each is a descriptor and, at worst, the bytes of a
/// head.
pub const CONNECTIONS_MAX: usize = 4_096;
/// So many more are let in when all of those are busy, only to be told how things stand.
pub(crate) const CONNECTIONS_RESERVED: usize = 64;

pub(crate) struct Connections {
    clock: Clock,
    refusals: Arc<Refusals>,
    max: usize,
    accepted: AtomicU64,
    open: Mutex<BTreeMap<u64, Arc<Activity>>>,
    /// How many are open, for whoever waits until none is.
    count: watch::Sender<usize>,
    closing: watch::Sender<bool>,
}

/// The place of a connection, which ends with it.
pub(crate) struct Place {
    number: u64,
    pub activity: Arc<Activity>,
    /// Only health is told here: everything else is full.
    pub reserved: bool,
    connections: Arc<Connections>,
}

enum Entry {
    Place(Place),
    /// All are busy.
    Full,
    /// One that was idle is on its way out.
    Evicting,
}

impl Connections {
    pub(crate) fn at_most(max: usize, clock: Clock, refusals: Arc<Refusals>) -> Arc<Connections> {
        let (count, closing) = (watch::Sender::new(0), watch::Sender::new(false));
        Arc::new(Connections {
            clock,
            refusals,
            max,
            accepted: AtomicU64::new(0),
            open: Mutex::default(),
            count,
            closing,
        })
    }

    // Nothing in here is half-done when something panics.
    fn open(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<Activity>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for a new connection, if need be that of the one that has been idle for longest.
    pub(crate) async fn enter(self: &Arc<Connections>) -> Option<Place> {
        let mut count = self.count.subscribe();
        loop {
            count.mark_unchanged();
            match self.enter_now() {
                Entry::Place(place) => return Some(place),
                Entry::Full => return None,
                // It goes as soon as its task is run.
                Entry::Evicting => drop(count.changed().await),
            }
        }
    }

    fn enter_now(self: &Arc<Connections>) -> Entry {
        let mut open = self.open();
        let mut reserved = false;
        if open.len() >= self.max {
            match longest_idle(&open) {
                Some(idle) => {
                    open[&idle].evict();
                    self.refusals.count(Refused::Evicted);
                }
                None => reserved = !open.values().any(|activity| activity.is_evicted()),
            }
        }
        if open.len() >= self.max + CONNECTIONS_RESERVED {
            if open.values().any(|activity| activity.is_evicted()) {
                return Entry::Evicting;
            }
            self.refusals.count(Refused::Connection);
            return Entry::Full;
        }
        let number = open.last_key_value().map_or(0, |(last, _)| last + 1);
        let activity = Activity::new(&self.clock);
        open.insert(number, activity.clone());
        self.accepted.fetch_add(1, Ordering::Relaxed);
        self.count.send_replace(open.len());
        drop(open);
        Entry::Place(Place { number, activity, reserved, connections: self.clone() })
    }

    /// How many there have been.
    pub(crate) fn accepted(&self) -> u64 {
        self.accepted.load(Ordering::Relaxed)
    }

    pub(crate) fn count(&self) -> usize {
        self.open().len()
    }

    /// Every connection ends when it has answered what it was asked.
    pub(crate) fn close(&self) {
        self.closing.send_replace(true);
    }

    pub(crate) async fn none(&self) {
        // The sender lives as long as `self`, so the wait can only end well.
        let _ = self.count.subscribe().wait_for(|count| *count == 0).await;
    }
}

/// The connection that nobody will miss.
fn longest_idle(open: &BTreeMap<u64, Arc<Activity>>) -> Option<u64> {
    let staying = open.iter().filter(|(_, activity)| !activity.is_evicted());
    let idle = staying.filter_map(|(number, activity)| Some((activity.idle_since()?, *number)));
    idle.min().map(|(_, number)| number)
}

impl Place {
    /// Waits until the listener closes.
    pub(crate) async fn closing(&self) {
        let _ = self.connections.closing.subscribe().wait_for(|closing| *closing).await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.connections.open();
        open.remove(&self.number);
        self.connections.count.send_replace(open.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activity::Busy;
    use clock::Timestamp;
    use std::future::poll_fn;
    use std::task::Poll;
    use std::time::Duration;

    async fn is_evicted(place: &Place) -> bool {
        let mut evicted = std::pin::pin!(place.activity.evicted());
        poll_fn(|cx| Poll::Ready(evicted.as_mut().poll(cx).is_ready())).await
    }

    #[tokio::test]
    async fn the_longest_idle_makes_room_and_the_busy_stay() {
        let (clock, hand) = Clock::virtual_at(Timestamp::from_secs(0));
        let connections = Connections::at_most(3, clock, Arc::default());
        let mut places: Vec<Place> = Vec::new();
        for _ in 0..3 {
            places.push(connections.enter().await.unwrap());
            hand.advance_host(Duration::from_secs(1));
        }
        let _busy = Busy::on(&places[0].activity);
        let fourth = connections.enter().await.unwrap();
        assert!(!fourth.reserved);
        assert!(!is_evicted(&places[0]).await);
        assert!(is_evicted(&places[1]).await);
        assert!(!is_evicted(&places[2]).await);
    }

    #[tokio::test]
    async fn whoever_comes_faster_than_the_evicted_go_waits_for_them() {
        let (clock, _hand) = Clock::virtual_at(Timestamp::from_secs(0));
        let connections = Connections::at_most(1, clock, Arc::default());
        let mut idle = Vec::new();
        for _ in 0..=CONNECTIONS_RESERVED {
            idle.push(connections.enter().await.unwrap());
        }
        let mut next = std::pin::pin!(connections.enter());
        assert!(poll_fn(|cx| Poll::Ready(next.as_mut().poll(cx).is_pending())).await);
        idle.remove(0);
        assert!(!next.await.unwrap().reserved);
    }

    #[tokio::test]
    async fn when_all_are_busy_a_few_may_ask_for_health_and_the_rest_are_turned_away() {
        let (clock, _hand) = Clock::virtual_at(Timestamp::from_secs(0));
        let connections = Connections::at_most(2, clock, Arc::default());
        let mut places: Vec<(Busy, Place)> = Vec::new();
        for number in 0..2 + CONNECTIONS_RESERVED {
            let place = connections.enter().await.unwrap();
            assert_eq!(place.reserved, number >= 2);
            places.push((Busy::on(&place.activity), place));
        }
        assert!(connections.enter().await.is_none());
        drop(places);
        assert_eq!(connections.count(), 0);
        connections.none().await;
        assert!(!connections.enter().await.unwrap().reserved);
    }
}
