//! The server's end of the connection to the helper: requests go out, one task resolves the answers and the exits.

use crate::protocol::{self, Answer, Body, Message, Receiver, Request};
use sandbox::{Error, Exit, Result};
use std::collections::{HashMap, VecDeque};
use std::io;
use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use tokio::io::unix::AsyncFd;
use tokio::runtime::Handle;
use tokio::sync::{oneshot, watch};

type Socket = Arc<AsyncFd<Arc<OwnedFd>>>;

pub struct Client {
    socket: Arc<OwnedFd>,
    /// Set by the first request, which runs on tokio. Dropping a sandbox may come from any thread.
    attached: OnceLock<(Socket, Handle)>,
    weak: Weak<Client>,
    next: AtomicU64,
    state: Mutex<State>,
    gone: watch::Sender<bool>,
}

#[derive(Default)]
struct State {
    pending: HashMap<u64, Pending>,
    exits: HashMap<u64, oneshot::Sender<Exit>>,
    /// Requests that the socket had no room for. Each belongs to an environment, which has at most a few at a time.
    backlog: VecDeque<Vec<u8>>,
    gone: bool,
}

struct Pending {
    reply: oneshot::Sender<Result<Reply>>,
    exit: Option<oneshot::Sender<Exit>>,
}

pub struct Reply {
    pub answer: Answer,
    pub descriptors: Vec<OwnedFd>,
}

impl Client {
    /// `socket` does not block.
    pub fn new(socket: OwnedFd) -> Arc<Client> {
        Arc::new_cyclic(|weak| Client {
            weak: weak.clone(),
            socket: Arc::new(socket),
            attached: OnceLock::new(),
            next: AtomicU64::new(1),
            state: Mutex::default(),
            gone: watch::Sender::new(false),
        })
    }

    /// Sends a request and waits for its answer, an answer `Failed` becoming the error that it is.
    pub async fn request(&self, body: Body, exit: Option<oneshot::Sender<Exit>>) -> Result<Reply> {
        let (reply, answered) = oneshot::channel();
        let sequence = self.next.fetch_add(1, Ordering::Relaxed);
        self.attach()?;
        {
            let mut state = self.state();
            if state.gone {
                return Err(Error::HelperGone);
            }
            state.pending.insert(sequence, Pending { reply, exit });
        }
        if let Err(error) = self.send(sequence, body) {
            self.state().pending.remove(&sequence);
            return Err(error);
        }
        let reply = answered.await.map_err(|_| Error::HelperGone)??;
        match reply.answer {
            Answer::Failed { no_room: true, text } => Err(Error::NoRoom(text)),
            Answer::Failed { no_room: false, text } => Err(Error::Other(text)),
            _ => Ok(reply),
        }
    }

    /// Sends a request whose answer nobody waits for.
    pub fn tell(&self, body: Body) {
        let sequence = self.next.fetch_add(1, Ordering::Relaxed);
        // A helper that is gone has nothing left to be told to remove.
        let _ = self.send(sequence, body);
    }

    fn send(&self, sequence: u64, body: Body) -> Result<()> {
        let bytes = serde_json::to_vec(&Request { sequence, body }).map_err(other)?;
        if bytes.len() > protocol::MESSAGE_BYTES_MAX {
            return Err(Error::Other("the process has too many arguments or variables".into()));
        }
        let mut state = self.state();
        if state.backlog.is_empty() {
            match protocol::send_bytes(&self.socket, &bytes, &[]) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(_) => return Err(Error::HelperGone),
                Ok(()) => return Ok(()),
            }
        }
        let already = !state.backlog.is_empty();
        state.backlog.push_back(bytes);
        if let Some((socket, runtime)) = self.attached.get().filter(|_| !already) {
            runtime.spawn(write(self.weak.clone(), socket.clone()));
        }
        Ok(())
    }

    /// True when nothing is left to send.
    fn flush(&self) -> bool {
        let mut state = self.state();
        while let Some(bytes) = state.backlog.front() {
            match protocol::send_bytes(&self.socket, bytes, &[]) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return false,
                // The reading task finds out about a helper that is gone.
                Err(_) | Ok(()) => drop(state.backlog.pop_front()),
            }
        }
        true
    }

    /// Starts the task that reads, once, on the runtime of the first request.
    fn attach(&self) -> Result<()> {
        if self.attached.get().is_some() {
            return Ok(());
        }
        let _one_at_a_time = self.state();
        if self.attached.get().is_none() {
            // SAFETY: the socket is closed only after the last `Arc` of it is dropped, which the `AsyncFd` holds.
            let socket = Arc::new(unsafe { AsyncFd::register(self.socket.clone()) }.map_err(other)?);
            let runtime = Handle::current();
            runtime.spawn(read(self.weak.clone(), socket.clone()));
            let _ = self.attached.set((socket, runtime));
        }
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take_message(&self, message: Message, descriptors: Vec<OwnedFd>) {
        match message {
            Message::Answer { sequence, answer } => {
                let mut state = self.state();
                let Some(Pending { reply, exit }) = state.pending.remove(&sequence) else { return };
                if let (Answer::Started, Some(exit)) = (&answer, exit) {
                    state.exits.insert(sequence, exit);
                }
                drop(state);
                if let Err(Ok(unwanted)) = reply.send(Ok(Reply { answer, descriptors })) {
                    self.undo(&unwanted.answer);
                }
            }
            Message::Exited { run, exit } => {
                let sender = self.state().exits.remove(&run);
                if let Some(sender) = sender {
                    // Nobody may be waiting any more.
                    let _ = sender.send(exit.into());
                }
            }
        }
    }

    /// Whoever asked for these walls has given up waiting.
    fn undo(&self, answer: &Answer) {
        if let Answer::Built { environment, .. } = answer {
            self.tell(Body::TearDown { environment: *environment });
        }
    }

    /// Waits until the helper is gone, for whatever reason.
    pub async fn gone(&self) {
        if self.attach().is_ok() {
            // The sender is ours, so the wait ends only well.
            let _ = self.gone.subscribe().wait_for(|gone| *gone).await;
        }
    }

    fn helper_gone(&self) {
        self.gone.send_replace(true);
        let mut state = self.state();
        state.gone = true;
        let State { pending, exits, .. } = std::mem::take(&mut *state);
        state.gone = true;
        drop(state);
        for (_, pending) in pending {
            let _ = pending.reply.send(Err(Error::HelperGone));
        }
        // The kernel kills the trees of a helper that dies.
        for (_, exit) in exits {
            let _ = exit.send(Exit::Signal { number: libc::SIGKILL, core_dumped: false });
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // The helper sees the end and cleans up, although the reading task still holds the socket.
        let _ = rustix::net::shutdown(&*self.socket, rustix::net::Shutdown::Both);
    }
}

async fn read(client: Weak<Client>, socket: Socket) {
    let mut receiver = Receiver::new();
    while let Ok(mut ready) = socket.readable().await {
        let Some(client) = client.upgrade() else { return };
        match receiver.receive::<Message>(socket.get_ref()) {
            Ok(Some((message, descriptors))) => client.take_message(message, descriptors),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => ready.clear_ready(),
            outcome => {
                if let Err(error) = outcome {
                    tracing::error!(%error, "lost the connection to the sandbox helper");
                }
                return client.helper_gone();
            }
        }
    }
}

/// Sends what the socket had no room for, as soon as it has.
async fn write(client: Weak<Client>, socket: Socket) {
    while let Ok(mut ready) = socket.writable().await {
        let Some(client) = client.upgrade() else { return };
        if client.flush() {
            return;
        }
        ready.clear_ready();
    }
}

fn other(error: impl std::fmt::Display) -> Error {
    Error::Other(error.to_string())
}
