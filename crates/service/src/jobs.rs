//! Work that goes on after the answer, counted so that a stop can wait for it and a test can wait until it is done.
//! What must survive a crash is not here: its state is in the store, and its owner takes it up again at start.

use std::future::Future;
use std::sync::Arc;
use tokio::sync::watch;

/// Counts and runs background work. Cheap to clone.
#[derive(Clone)]
pub struct Jobs(Arc<watch::Sender<usize>>);

impl Default for Jobs {
    fn default() -> Self {
        Jobs(Arc::new(watch::Sender::new(0)))
    }
}

/// One piece of work under way; it ends when this is dropped, also by a panic.
struct Running(Jobs);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.0.send_modify(|count| *count -= 1);
    }
}

impl Jobs {
    pub fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.0.send_modify(|count| *count += 1);
        let running = Running(self.clone());
        tokio::spawn(async move {
            work.await;
            drop(running);
        });
    }

    /// How much is under way.
    pub fn count(&self) -> usize {
        *self.0.borrow()
    }

    /// Waits until nothing is under way.
    pub async fn idle(&self) {
        // The sender lives as long as `self`, so the wait can only end well.
        let _ = self.0.subscribe().wait_for(|count| *count == 0).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn idle_waits_for_what_was_spawned_even_if_it_panics() {
        let jobs = Jobs::default();
        let (send, receive) = tokio::sync::oneshot::channel::<()>();
        jobs.spawn(async move {
            let _ = receive.await;
        });
        jobs.spawn(async { panic!("a job may fail") });
        let idle = tokio::spawn({
            let jobs = jobs.clone();
            async move { jobs.idle().await }
        });
        tokio::task::yield_now().await;
        assert!(!idle.is_finished());
        send.send(()).unwrap();
        idle.await.unwrap();
    }
}
