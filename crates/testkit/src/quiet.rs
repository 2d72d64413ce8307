//! When nothing is left that could happen by itself.
//!
//! Stories wait for no time to pass: they wait until every task waits for somebody else. The runtime has one thread
//! for tasks, which parks exactly then, and one for what blocks on files, which is waited for, or held up by a story
//! that wants to see what is there in the meantime.

use std::sync::{Arc, mpsc};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Notify, oneshot};
use tokio::task::spawn_blocking;

/// Something that blocks may cause something else that blocks, such as a create: keep the package, unpack it.
const ROUNDS: usize = 6;

/// Tells when a runtime has come to rest.
#[derive(Clone, Default)]
pub(crate) struct Quiet(Arc<Notify>);

impl Quiet {
    pub(crate) fn runtime(&self) -> Runtime {
        let parks = self.0.clone();
        Builder::new_current_thread()
            .enable_time()
            .max_blocking_threads(1)
            .on_thread_park(move || parks.notify_waiters())
            .build()
            .expect("a runtime without I/O needs only a thread")
    }

    /// Waits until no task can go on.
    async fn parked(&self) {
        self.0.notified().await;
    }

    /// Waits until nothing can go on by itself: no task, and nothing on the disk unless that is held up.
    pub(crate) async fn wait(&self, disk: &Disk) {
        for _ in 0..ROUNDS {
            self.parked().await;
            if disk.0.is_some() {
                return;
            }
            spawn_blocking(|| ()).await.expect("it does nothing");
        }
        self.parked().await;
    }
}

/// The thread that blocks, while a story holds it up; dropping the sender lets it go on.
#[derive(Default)]
pub(crate) struct Disk(Option<mpsc::Sender<()>>);

impl Disk {
    pub(crate) async fn stop(&mut self) {
        if self.0.is_none() {
            self.hold().await;
        }
    }

    /// Does what waits now, and then stands still again.
    pub(crate) async fn step(&mut self) {
        self.hold().await;
    }

    pub(crate) fn go(&mut self) {
        self.0 = None;
    }

    /// Queues a hold behind what waits already, ends the one before, and waits until the new one holds.
    async fn hold(&mut self) {
        let (hold, released) = mpsc::channel::<()>();
        let (reached, holds) = oneshot::channel();
        spawn_blocking(move || {
            let _ = reached.send(());
            // Ends when the sender is dropped.
            let _ = released.recv();
        });
        self.0 = Some(hold);
        holds.await.expect("the thread takes what is queued in turn");
    }
}
