//! A connection that is watched while it is read and written.

use crate::activity::Activity;
use crate::head::{Lines, Seen};
use crate::refused::{Refusals, Refused};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// No parser takes this for a part of HTTP: a head that has to be refused becomes one that is answered with 400.
const NO_HTTP: &[u8] = b"\0\r\n\r\n";

pub(crate) struct Watched<S> {
    stream: S,
    activity: Arc<Activity>,
    refusals: Arc<Refusals>,
    lines: Lines,
    /// Whether the bytes that come are part of a head.
    in_head: bool,
}

impl<S> Watched<S> {
    pub(crate) fn new(stream: S, activity: Arc<Activity>, refusals: Arc<Refusals>) -> Watched<S> {
        Watched { stream, activity, refusals, lines: Lines::default(), in_head: false }
    }

    /// Looks at bytes that have come; `false` if they must not be read.
    fn saw(&mut self, bytes: &[u8]) -> bool {
        if self.lines.speaks_http2() {
            return true;
        }
        // While a request is under way these are its body, or more requests of a client that does not wait.
        if self.activity.is_busy() {
            self.in_head = false;
            self.lines.pass(bytes);
            return true;
        }
        self.activity.head_comes();
        if !self.in_head {
            self.lines.begin();
            self.in_head = true;
        }
        match self.lines.take(bytes) {
            Seen::More => {}
            Seen::End => {
                self.in_head = false;
                if self.lines.speaks_http2() {
                    self.activity.speaks_http2();
                }
            }
            Seen::Bad => return false,
        }
        true
    }

    fn wrote<T>(&self, written: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        match written.is_pending() {
            true => self.activity.is_blocked(),
            false => self.activity.goes_on(),
        }
        written
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Watched<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buf);
        let came = &buf.filled()[before..];
        if !came.is_empty() && !self.saw(came) {
            self.refusals.count(Refused::Malformed);
            buf.set_filled(before);
            buf.put_slice(&NO_HTTP[..NO_HTTP.len().min(buf.remaining())]);
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Watched<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.wrote(written)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, bytes);
        self.wrote(written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
