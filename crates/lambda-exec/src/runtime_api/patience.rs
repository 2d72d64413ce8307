//! A connection on which a request that has begun must be there in good time.
//!
//! What hyper has for this counts from the end of the request before, too; but a runtime may rest on its connection
//! for as long as an invocation takes. And it sets a timer for every request; here there is one only for a request
//! that comes in pieces.

use clock::Clock;
use sandbox::Connection;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// A runtime sends its few headers in one piece.
pub(super) const HEAD_MAX: Duration = Duration::from_secs(10);

/// Whether a request is being answered: what comes meanwhile is its body.
#[derive(Clone, Default)]
pub(super) struct Answering(Arc<AtomicBool>);

impl Answering {
    /// Until the answer is dropped.
    pub(super) fn begin(&self) -> Answer {
        self.0.store(true, Ordering::Relaxed);
        Answer(self.clone())
    }
}

pub(super) struct Answer(Answering);

impl Drop for Answer {
    fn drop(&mut self) {
        self.0.0.store(false, Ordering::Relaxed);
    }
}

pub(super) struct Patient {
    connection: Connection,
    clock: Clock,
    answering: Answering,
    /// Some of a request is here, and not yet all of its head.
    begun: bool,
    /// Set when the rest did not come at once.
    timer: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
}

impl Patient {
    pub(super) fn new(connection: Connection, clock: Clock, answering: Answering) -> Patient {
        Patient { connection, clock, answering, begun: false, timer: None }
    }

    fn wait_for_the_rest(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let clock = &self.clock;
        let timer = self.timer.get_or_insert_with(|| {
            let (clock, due) = (clock.clone(), clock.host_now() + HEAD_MAX);
            Box::pin(async move { clock.host_sleep_until(due).await })
        });
        timer.as_mut().poll(cx).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Patient {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.answering.0.load(Ordering::Relaxed) {
            self.begun = false;
            self.timer = None;
        }
        let before = buffer.filled().len();
        match Pin::new(&mut self.connection).poll_read(cx, buffer) {
            Poll::Pending if self.begun => self.wait_for_the_rest(cx),
            Poll::Ready(Ok(())) => {
                let idle = !self.answering.0.load(Ordering::Relaxed);
                self.begun |= idle && buffer.filled().len() > before;
                Poll::Ready(Ok(()))
            }
            outcome => outcome,
        }
    }
}

impl AsyncWrite for Patient {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.connection).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.connection).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.connection).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.connection).poll_write_vectored(cx, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        self.connection.is_write_vectored()
    }
}
