//! Who may say what when: the states of AWS's runtime interface, shared between the connections of an environment
//! and the task that drives it.

use bytes::Bytes;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::sync::{Notify, oneshot};

/// An event on its way to the runtime: the answer to `/next`.
#[derive(Debug)]
pub(crate) struct Delivery {
    pub request_id: Arc<str>,
    pub deadline_ms: i64,
    pub invoked_arn: String,
    pub trace: String,
    pub client_context: Option<String>,
    pub payload: Bytes,
}

/// What the runtime posted about the current invocation.
#[derive(Debug)]
pub(crate) enum Answer {
    Response(Bytes),
    /// The body, verbatim, and the error type for the report.
    Error {
        body: Bytes,
        error_type: String,
    },
    TooLarge,
    Truncated,
    InvalidMode,
}

/// What the driver of an environment hears from its runtime.
#[derive(Debug)]
pub(crate) enum Signal {
    /// The runtime waits for an event.
    Ready,
    Answer(Answer),
    InitError {
        body: Bytes,
        error_type: String,
    },
}

/// States as in AWS's runtime interface emulator, whose names the error texts show.
#[derive(Debug)]
enum State {
    Started,
    InitError,
    /// The connection that waits for an event; `None` if it hung up and has not asked again.
    Ready {
        next: Option<oneshot::Sender<Delivery>>,
    },
    Running {
        request_id: Arc<str>,
    },
    ResponseSent {
        request_id: Arc<str>,
    },
}

impl State {
    fn name(&self) -> &'static str {
        match self {
            State::Started => "Started",
            State::InitError => "InitError",
            State::Ready { .. } => "Ready",
            State::Running { .. } => "Running",
            State::ResponseSent { .. } => "ResponseSent",
        }
    }

    /// Whether a connection waits that has not hung up.
    fn is_waited_for(&self) -> bool {
        matches!(self, State::Ready { next: Some(next) } if !next.is_closed())
    }

    fn may_answer(&self, request_id: &str, to: &'static str) -> Result<(), Refused> {
        match self {
            State::Running { request_id: current } if **current == *request_id => Ok(()),
            State::ResponseSent { request_id: current } if **current != *request_id => {
                Err(Refused::InvalidRequestId)
            }
            State::Started | State::InitError | State::ResponseSent { .. } => {
                Err(Refused::InvalidTransition { from: self.name(), to })
            }
            State::Ready { .. } | State::Running { .. } => Err(Refused::InvalidRequestId),
        }
    }
}

/// Why a call was refused.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    InvalidRequestId,
    InvalidTransition { from: &'static str, to: &'static str },
}

/// The platform's side of one environment's Runtime API.
///
/// What the driver has not heard yet is part of the state, so however often a runtime calls, nothing piles up.
pub(crate) struct Side {
    inner: Mutex<Inner>,
    changed: Notify,
    /// Held by whoever reads a body, so that an environment has at most one in memory.
    reading: tokio::sync::Mutex<()>,
}

struct Inner {
    state: State,
    /// Counts process trees: what a dead one still had on its way is not taken for the living one's.
    tree: u64,
    /// Whether the driver knows that the runtime waits.
    told_ready: bool,
    /// An answer, or an init error, that the driver has not heard.
    untold: Option<Signal>,
}

impl Inner {
    fn of_tree(tree: u64) -> Inner {
        Inner { state: State::Started, tree, told_ready: false, untold: None }
    }

    fn may_fail_init(&self, tree: u64) -> Result<(), Refused> {
        match self.state {
            State::Started if self.tree == tree => Ok(()),
            _ => Err(Refused::InvalidTransition { from: self.state.name(), to: "InitError" }),
        }
    }

    fn news(&mut self) -> Option<Signal> {
        if let Some(untold) = self.untold.take() {
            return Some(untold);
        }
        let news = self.state.is_waited_for() && !self.told_ready;
        self.told_ready |= news;
        news.then_some(Signal::Ready)
    }
}

impl Side {
    pub(crate) fn new() -> Arc<Side> {
        Arc::new(Side {
            inner: Mutex::new(Inner::of_tree(0)),
            changed: Notify::new(),
            reading: tokio::sync::Mutex::default(),
        })
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().expect("no panic holds this lock")
    }

    /// Waits until nobody else reads a body of this environment.
    pub(crate) async fn reading(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.reading.lock().await
    }

    /// A new process tree begins, of which nothing has been heard.
    pub(crate) fn begin(&self) {
        let mut inner = self.lock();
        *inner = Inner::of_tree(inner.tree + 1);
    }

    pub(crate) fn tree(&self) -> u64 {
        self.lock().tree
    }

    /// Waits for the next thing that the runtime says. Only the driver listens.
    pub(crate) async fn heard(&self) -> Signal {
        loop {
            if let Some(news) = self.lock().news() {
                return news;
            }
            self.changed.notified().await;
        }
    }

    /// Answers the connection that waits for an event; gives the event back if there is none any more, and then the
    /// driver hears again when another waits.
    pub(crate) fn deliver(&self, delivery: Delivery) -> Result<(), Box<Delivery>> {
        let mut inner = self.lock();
        let State::Ready { next } = &mut inner.state else { return Err(Box::new(delivery)) };
        let request_id = delivery.request_id.clone();
        let undelivered = match next.take() {
            Some(next) => next.send(delivery).err(),
            None => Some(delivery),
        };
        inner.told_ready = false;
        match undelivered {
            None => {
                inner.state = State::Running { request_id };
                Ok(())
            }
            Some(delivery) => Err(Box::new(delivery)),
        }
    }

    pub(crate) fn next(&self, tree: u64) -> Result<oneshot::Receiver<Delivery>, Refused> {
        let mut inner = self.lock();
        let in_turn = match &inner.state {
            State::Started | State::ResponseSent { .. } => true,
            // A runtime may hang up and ask again; two connections that wait would both want the next event.
            ready @ State::Ready { .. } => !ready.is_waited_for(),
            State::InitError | State::Running { .. } => false,
        };
        if !in_turn || inner.tree != tree {
            return Err(Refused::InvalidTransition { from: inner.state.name(), to: "Ready" });
        }
        let (next, delivery) = oneshot::channel();
        inner.state = State::Ready { next: Some(next) };
        drop(inner);
        self.changed.notify_one();
        Ok(delivery)
    }

    /// Whether an answer for `request_id` may come now; asked before its body is read.
    pub(crate) fn may_answer(&self, request_id: &str, to: &'static str) -> Result<(), Refused> {
        self.lock().state.may_answer(request_id, to)
    }

    pub(crate) fn answer(&self, request_id: &str, to: &'static str, answer: Answer) -> Result<(), Refused> {
        let mut inner = self.lock();
        inner.state.may_answer(request_id, to)?;
        inner.state = State::ResponseSent { request_id: request_id.into() };
        inner.untold = Some(Signal::Answer(answer));
        drop(inner);
        self.changed.notify_one();
        Ok(())
    }

    /// Whether an init error may come now; asked before its body is read.
    pub(crate) fn may_fail_init(&self, tree: u64) -> Result<(), Refused> {
        self.lock().may_fail_init(tree)
    }

    pub(crate) fn init_error(&self, tree: u64, body: Bytes, error_type: String) -> Result<(), Refused> {
        let mut inner = self.lock();
        inner.may_fail_init(tree)?;
        inner.state = State::InitError;
        inner.untold = Some(Signal::InitError { body, error_type });
        drop(inner);
        self.changed.notify_one();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer() -> Answer {
        Answer::Response(Bytes::from_static(b"null"))
    }

    fn event(request_id: &str) -> Delivery {
        Delivery {
            request_id: request_id.into(),
            deadline_ms: 0,
            invoked_arn: String::new(),
            trace: String::new(),
            client_context: None,
            payload: Bytes::new(),
        }
    }

    #[tokio::test]
    async fn a_runtime_asks_answers_and_asks_again() {
        let side = Side::new();
        side.begin();
        let mut first = side.next(1).unwrap();
        assert!(matches!(side.heard().await, Signal::Ready));
        side.deliver(event("r-1")).unwrap();
        assert_eq!(&*first.try_recv().unwrap().request_id, "r-1");
        side.answer("r-1", "InvocationResponse", answer()).unwrap();
        let _second = side.next(1).unwrap();
        assert!(matches!(side.heard().await, Signal::Answer(_)));
        assert!(matches!(side.heard().await, Signal::Ready));
    }

    #[tokio::test]
    async fn a_runtime_may_hang_up_and_ask_again_but_not_ask_twice() {
        let side = Side::new();
        side.begin();
        let first = side.next(1).unwrap();
        assert!(matches!(side.heard().await, Signal::Ready));
        assert_eq!(side.next(1).unwrap_err(), Refused::InvalidTransition { from: "Ready", to: "Ready" });
        drop(first);
        let event = *side.deliver(event("r-1")).unwrap_err();
        let mut second = side.next(1).unwrap();
        assert!(matches!(side.heard().await, Signal::Ready));
        side.deliver(event).unwrap();
        assert!(second.try_recv().is_ok());
    }

    #[tokio::test]
    async fn what_comes_out_of_turn_is_refused() {
        let side = Side::new();
        side.begin();
        let refused = side.answer("r-1", "InvocationResponse", answer()).unwrap_err();
        assert_eq!(refused, Refused::InvalidTransition { from: "Started", to: "InvocationResponse" });
        let _waits = side.next(1).unwrap();
        assert!(side.init_error(1, Bytes::new(), String::new()).is_err());
        side.deliver(event("r-1")).unwrap();
        assert!(side.next(1).is_err(), "an invocation is unanswered");
        assert_eq!(side.answer("r-0", "InvocationResponse", answer()), Err(Refused::InvalidRequestId));
        side.answer("r-1", "InvocationResponse", answer()).unwrap();
        let twice = side.answer("r-1", "InvocationResponse", answer()).unwrap_err();
        assert_eq!(twice, Refused::InvalidTransition { from: "ResponseSent", to: "InvocationResponse" });
        let _waits = side.next(1).unwrap();
        assert_eq!(side.answer("r-1", "InvocationResponse", answer()), Err(Refused::InvalidRequestId));
    }

    #[tokio::test]
    async fn a_dead_tree_cannot_speak_for_the_living_one() {
        let side = Side::new();
        side.begin();
        let dead = side.tree();
        side.begin();
        assert!(side.next(dead).is_err());
        assert!(side.init_error(dead, Bytes::new(), String::new()).is_err());
    }
}
