//! Who may say what when: the states of AWS's runtime interface, shared between the connections of an environment
//! and the task that drives it.

use bytes::Bytes;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::sync::{mpsc, oneshot};

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
    /// The runtime waits for an event; the sender answers it.
    Next(oneshot::Sender<Delivery>),
    Answer(Answer),
    InitError {
        body: Bytes,
        error_type: String,
    },
}

/// States as in AWS's runtime interface emulator, whose names the error texts show.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Started,
    InitError,
    Ready,
    Running { request_id: Arc<str> },
    ResponseSent { request_id: Arc<str> },
}

impl State {
    fn name(&self) -> &'static str {
        match self {
            State::Started => "Started",
            State::InitError => "InitError",
            State::Ready => "Ready",
            State::Running { .. } => "Running",
            State::ResponseSent { .. } => "ResponseSent",
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
pub(crate) struct Side {
    inner: Mutex<Inner>,
    /// Held by whoever reads a body, so that an environment has at most one in memory.
    reading: tokio::sync::Mutex<()>,
}

struct Inner {
    state: State,
    /// Counts process trees: what a dead one still had on its way is not taken for the living one's.
    tree: u64,
    signals: mpsc::UnboundedSender<Signal>,
}

impl Side {
    pub(crate) fn new() -> Arc<Side> {
        let (signals, _) = mpsc::unbounded_channel();
        Arc::new(Side {
            inner: Mutex::new(Inner { state: State::Started, tree: 0, signals }),
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

    /// A new process tree begins; its signals arrive at the receiver. They are bounded by the states: a runtime can
    /// cause one signal for each of its calls, and is refused a second one out of turn.
    pub(crate) fn begin(&self) -> mpsc::UnboundedReceiver<Signal> {
        let (signals, receiver) = mpsc::unbounded_channel();
        let mut inner = self.lock();
        *inner = Inner { state: State::Started, tree: inner.tree + 1, signals };
        receiver
    }

    pub(crate) fn tree(&self) -> u64 {
        self.lock().tree
    }

    /// The driver is about to answer `/next` with this request.
    pub(crate) fn deliver(&self, request_id: Arc<str>) {
        self.lock().state = State::Running { request_id };
    }

    pub(crate) fn next(&self, tree: u64) -> Result<oneshot::Receiver<Delivery>, Refused> {
        let mut inner = self.lock();
        match &inner.state {
            State::Started | State::Ready | State::ResponseSent { .. } if inner.tree == tree => {
                let (sender, receiver) = oneshot::channel();
                inner.state = State::Ready;
                let _ = inner.signals.send(Signal::Next(sender));
                Ok(receiver)
            }
            from => Err(Refused::InvalidTransition { from: from.name(), to: "Ready" }),
        }
    }

    /// Whether an answer for `request_id` may come now; asked before its body is read.
    pub(crate) fn may_answer(&self, request_id: &str, to: &'static str) -> Result<(), Refused> {
        match &self.lock().state {
            State::Running { request_id: current } if **current == *request_id => Ok(()),
            from @ State::ResponseSent { request_id: current } if **current == *request_id => {
                Err(Refused::InvalidTransition { from: from.name(), to })
            }
            from @ (State::Started | State::InitError) => {
                Err(Refused::InvalidTransition { from: from.name(), to })
            }
            _ => Err(Refused::InvalidRequestId),
        }
    }

    pub(crate) fn answer(&self, request_id: &str, to: &'static str, answer: Answer) -> Result<(), Refused> {
        self.may_answer(request_id, to)?;
        let mut inner = self.lock();
        inner.state = State::ResponseSent { request_id: request_id.into() };
        let _ = inner.signals.send(Signal::Answer(answer));
        Ok(())
    }

    pub(crate) fn init_error(&self, tree: u64, body: Bytes, error_type: String) -> Result<(), Refused> {
        let mut inner = self.lock();
        if inner.state != State::Started || inner.tree != tree {
            return Err(Refused::InvalidTransition { from: inner.state.name(), to: "InitError" });
        }
        inner.state = State::InitError;
        let _ = inner.signals.send(Signal::InitError { body, error_type });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer() -> Answer {
        Answer::Response(Bytes::from_static(b"null"))
    }

    #[test]
    fn a_runtime_asks_answers_and_asks_again() {
        let side = Side::new();
        let mut signals = side.begin();
        let tree = side.tree();
        side.next(tree).unwrap();
        assert!(matches!(signals.try_recv(), Ok(Signal::Next(_))));
        side.deliver("r-1".into());
        side.answer("r-1", "InvocationResponse", answer()).unwrap();
        assert!(matches!(signals.try_recv(), Ok(Signal::Answer(_))));
        side.next(tree).unwrap();
    }

    #[test]
    fn what_comes_out_of_turn_is_refused() {
        let side = Side::new();
        let _signals = side.begin();
        let tree = side.tree();
        let refused = side.answer("r-1", "InvocationResponse", answer()).unwrap_err();
        assert_eq!(refused, Refused::InvalidTransition { from: "Started", to: "InvocationResponse" });
        side.next(tree).unwrap();
        assert!(side.init_error(tree, Bytes::new(), String::new()).is_err());
        side.deliver("r-1".into());
        assert!(side.next(tree).is_err(), "an invocation is unanswered");
        assert_eq!(side.answer("r-0", "InvocationResponse", answer()), Err(Refused::InvalidRequestId));
        side.answer("r-1", "InvocationResponse", answer()).unwrap();
        let twice = side.answer("r-1", "InvocationResponse", answer()).unwrap_err();
        assert_eq!(twice, Refused::InvalidTransition { from: "ResponseSent", to: "InvocationResponse" });
        side.next(tree).unwrap();
        assert_eq!(side.answer("r-1", "InvocationResponse", answer()), Err(Refused::InvalidRequestId));
    }

    #[test]
    fn a_dead_tree_cannot_speak_for_the_living_one() {
        let side = Side::new();
        let _signals = side.begin();
        let dead = side.tree();
        let _signals = side.begin();
        assert!(side.next(dead).is_err());
        assert!(side.init_error(dead, Bytes::new(), String::new()).is_err());
    }
}
