//! Work that goes on when whoever waits for it leaves.

use service::Jobs;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::runtime::Handle;

type Work<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Runs in place, without a task of its own, as long as somebody waits; dropped before its end it becomes a job. A
/// client that hangs up therefore cancels nothing half-way, and one that stays costs no hand-over.
pub(crate) struct Detach<T: Send + 'static> {
    /// `None` once it has ended, or panicked.
    work: Option<Work<T>>,
    jobs: Jobs,
}

impl<T: Send + 'static> Detach<T> {
    pub(crate) fn new(jobs: &Jobs, work: impl Future<Output = T> + Send + 'static) -> Detach<T> {
        Detach { work: Some(Box::pin(work)), jobs: jobs.clone() }
    }
}

impl<T: Send + 'static> Future for Detach<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let mut work = self.work.take().expect("nobody polls it after its end");
        let polled = work.as_mut().poll(cx);
        if polled.is_pending() {
            self.work = Some(work);
        }
        polled
    }
}

impl<T: Send + 'static> Drop for Detach<T> {
    fn drop(&mut self) {
        // Outside of a runtime nothing could run it: the process is ending.
        if let Some(work) = self.work.take()
            && Handle::try_current().is_ok()
        {
            self.jobs.spawn(async move {
                work.await;
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::sync::oneshot;

    #[tokio::test]
    async fn what_is_waited_for_runs_in_place() {
        assert_eq!(Detach::new(&Jobs::default(), async { 7 }).await, 7);
    }

    #[tokio::test]
    async fn what_is_left_runs_to_its_end() {
        let jobs = Jobs::default();
        let (go, gone) = oneshot::channel::<()>();
        let (done, mut ended) = oneshot::channel();
        let mut work = Detach::new(&jobs, async move {
            let _ = gone.await;
            let _ = done.send(());
        });
        tokio::select! {
            biased;
            () = &mut work => unreachable!("it waits"),
            () = std::future::ready(()) => {}
        }
        drop(work);
        assert!(ended.try_recv().is_err());
        go.send(()).unwrap();
        jobs.idle().await;
        assert_eq!(ended.try_recv(), Ok(()));
    }
}
