//! The bus: what happens is told once, and nobody who tells it waits.
//!
//! Metrics are counted in place, so that no count is ever lost. Whoever wants the events themselves subscribes with a
//! queue of a size of its own; what does not fit is dropped for that subscriber, and counted.

mod event;

pub use event::{Change, Event, Gone, Outcome, Settled, Subject};

use crate::metrics::Metrics;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;

/// Where events go. Cheap to clone; clones are the same bus. The default one leads nowhere: tests of handlers and
/// requests that nobody watches need none.
#[derive(Clone, Default)]
pub struct Bus(Option<Arc<Inner>>);

struct Inner {
    metrics: Metrics,
    subscribers: RwLock<Vec<Subscriber>>,
    /// Whether there is a subscriber at all; most of the time there is none, and then an event is only counted.
    heard: AtomicBool,
}

struct Subscriber {
    name: &'static str,
    queue: mpsc::Sender<Arc<Event>>,
    dropped: Arc<AtomicU64>,
}

/// One subscriber's end. Dropping it ends the subscription.
pub struct Subscription {
    events: mpsc::Receiver<Arc<Event>>,
    dropped: Arc<AtomicU64>,
}

impl Bus {
    /// A bus that counts.
    pub fn new() -> Bus {
        Bus(Some(Arc::new(Inner {
            metrics: Metrics::default(),
            subscribers: RwLock::default(),
            heard: AtomicBool::new(false),
        })))
    }

    /// Tells what has happened. Never waits.
    pub fn emit(&self, event: Event) {
        let Some(inner) = &self.0 else { return };
        inner.metrics.note(&event);
        if inner.heard.load(Ordering::Relaxed) {
            inner.pass_on(&Arc::new(event));
        }
    }

    /// Hears every event from now on; at most `capacity` wait, and what comes when so many do is dropped.
    pub fn subscribe(&self, name: &'static str, capacity: usize) -> Subscription {
        let (queue, events) = mpsc::channel(capacity);
        let dropped = Arc::new(AtomicU64::new(0));
        if let Some(inner) = &self.0 {
            let subscriber = Subscriber { name, queue, dropped: dropped.clone() };
            inner.subscribers.write().unwrap_or_else(PoisonError::into_inner).push(subscriber);
            inner.heard.store(true, Ordering::Relaxed);
        }
        Subscription { events, dropped }
    }

    /// What has been counted; `None` for the bus that leads nowhere.
    pub fn metrics(&self) -> Option<&Metrics> {
        self.0.as_deref().map(|inner| &inner.metrics)
    }
}

impl Inner {
    fn pass_on(&self, event: &Arc<Event>) {
        let mut somebody_left = false;
        for subscriber in self.subscribers.read().unwrap_or_else(PoisonError::into_inner).iter() {
            match subscriber.queue.try_send(event.clone()) {
                Ok(()) => {}
                Err(TrySendError::Full(_)) => {
                    subscriber.dropped.fetch_add(1, Ordering::Relaxed);
                    self.metrics.dropped_event(subscriber.name);
                }
                Err(TrySendError::Closed(_)) => somebody_left = true,
            }
        }
        if somebody_left {
            let mut subscribers = self.subscribers.write().unwrap_or_else(PoisonError::into_inner);
            subscribers.retain(|subscriber| !subscriber.queue.is_closed());
            self.heard.store(!subscribers.is_empty(), Ordering::Relaxed);
        }
    }
}

impl Subscription {
    /// The next event; `None` once the bus is gone.
    pub async fn next(&mut self) -> Option<Arc<Event>> {
        self.events.recv().await
    }

    /// The next event if it is there already.
    pub fn try_next(&mut self) -> Option<Arc<Event>> {
        self.events.try_recv().ok()
    }

    /// How many events did not fit.
    pub fn dropped(&self) -> u64 {
        self.dropped.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(why: &'static str) -> Event {
        Event::RequestRefused { why }
    }

    #[test]
    fn a_subscriber_that_does_not_listen_loses_events_and_holds_up_nobody() {
        let bus = Bus::new();
        let (mut slow, mut quick) = (bus.subscribe("slow", 2), bus.subscribe("quick", 10));
        for _ in 0..5 {
            bus.emit(refused("host"));
        }
        assert_eq!((slow.dropped(), quick.dropped()), (3, 0));
        let count = |subscription: &mut Subscription| std::iter::from_fn(|| subscription.try_next()).count();
        assert_eq!((count(&mut slow), count(&mut quick)), (2, 5));
        let text = bus.metrics().unwrap().text(crate::metrics::Format::Prometheus);
        assert!(text.contains("hikeshi_events_dropped_total{subscriber=\"slow\"} 3\n"), "{text}");
        assert!(text.contains("hikeshi_requests_refused_total{reason=\"host\"} 5\n"), "{text}");
    }

    #[test]
    fn who_has_left_is_not_told_any_more() {
        let bus = Bus::new();
        drop(bus.subscribe("gone", 1));
        bus.emit(refused("host"));
        assert!(!bus.0.as_ref().unwrap().heard.load(Ordering::Relaxed));
        assert!(bus.0.as_ref().unwrap().subscribers.read().unwrap().is_empty());
        let mut new = bus.subscribe("new", 1);
        bus.emit(refused("host"));
        assert!(new.try_next().is_some());
    }

    #[test]
    fn the_bus_that_leads_nowhere_takes_everything() {
        let bus = Bus::default();
        let mut nobody = bus.subscribe("nobody", 1);
        bus.emit(refused("host"));
        assert!(nobody.try_next().is_none() && bus.metrics().is_none());
    }
}
