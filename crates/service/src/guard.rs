//! A panic in one request harms no other.

use std::any::Any;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

/// Runs a future; a panic in it becomes an error value.
pub struct CaughtPanic<'a, T>(Pin<Box<dyn Future<Output = T> + Send + 'a>>);

impl<'a, T> CaughtPanic<'a, T> {
    pub fn new(future: Pin<Box<dyn Future<Output = T> + Send + 'a>>) -> Self {
        CaughtPanic(future)
    }
}

impl<T> Future for CaughtPanic<'_, T> {
    type Output = Result<T, String>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let future = self.0.as_mut();
        // After a panic the future is dropped and never polled again, so nobody sees what it left half-done.
        match catch_unwind(AssertUnwindSafe(|| future.poll(cx))) {
            Ok(poll) => poll.map(Ok),
            Err(panic) => Poll::Ready(Err(text(panic.as_ref()))),
        }
    }
}

fn text(panic: &(dyn Any + Send)) -> String {
    let literal = panic.downcast_ref::<&str>().map(ToString::to_string);
    literal
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a panic without text".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_becomes_an_error() {
        let caught = CaughtPanic::new(Box::pin(async { panic!("out of luck: {}", 13) }));
        let result: Result<(), String> = caught.await;
        assert_eq!(result, Err("out of luck: 13".into()));
        assert_eq!(CaughtPanic::new(Box::pin(async { 7 })).await, Ok(7));
    }
}
