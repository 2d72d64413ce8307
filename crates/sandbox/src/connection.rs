//! What reaches a sandbox from outside: its listeners and its output, real or in memory.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, DuplexStream, ReadBuf};
use tokio::net::unix::pipe;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

/// Accepts the connections that an environment makes to one of its ports.
pub enum Listener {
    Tcp(TcpListener),
    Memory(mpsc::Receiver<DuplexStream>),
}

impl Listener {
    pub async fn accept(&mut self) -> io::Result<Connection> {
        match self {
            Listener::Tcp(listener) => {
                let (stream, _) = listener.accept().await?;
                stream.set_nodelay(true)?;
                Ok(Connection::Tcp(stream))
            }
            Listener::Memory(receiver) => {
                receiver.recv().await.map(Connection::Memory).ok_or(io::ErrorKind::BrokenPipe.into())
            }
        }
    }
}

/// One accepted connection.
pub enum Connection {
    Tcp(TcpStream),
    Memory(DuplexStream),
}

impl AsyncRead for Connection {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Connection::Tcp(stream) => Pin::new(stream).poll_read(cx, buf),
            Connection::Memory(stream) => Pin::new(stream).poll_read(cx, buf),
        }
    }
}

impl AsyncWrite for Connection {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Connection::Tcp(stream) => Pin::new(stream).poll_write(cx, buf),
            Connection::Memory(stream) => Pin::new(stream).poll_write(cx, buf),
        }
    }
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Connection::Tcp(stream) => Pin::new(stream).poll_flush(cx),
            Connection::Memory(stream) => Pin::new(stream).poll_flush(cx),
        }
    }
    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Connection::Tcp(stream) => Pin::new(stream).poll_shutdown(cx),
            Connection::Memory(stream) => Pin::new(stream).poll_shutdown(cx),
        }
    }
    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Connection::Tcp(stream) => Pin::new(stream).poll_write_vectored(cx, bufs),
            Connection::Memory(stream) => Pin::new(stream).poll_write_vectored(cx, bufs),
        }
    }
    fn is_write_vectored(&self) -> bool {
        match self {
            Connection::Tcp(stream) => stream.is_write_vectored(),
            Connection::Memory(stream) => stream.is_write_vectored(),
        }
    }
}

/// Output is read in pieces of at most so many bytes.
const CHUNK_BYTES: usize = 16 * 1024;

/// What a process tree writes.
pub enum Output {
    Pipe(pipe::Receiver),
    /// In memory each item is one write; bounded by its sender.
    Memory(mpsc::Receiver<Vec<u8>>),
}

impl Output {
    /// Waits for more; 0 means that every writer is gone.
    pub async fn read(&mut self, buffer: &mut Vec<u8>) -> io::Result<usize> {
        match self {
            Output::Pipe(pipe) => {
                buffer.reserve(CHUNK_BYTES);
                pipe.read_buf(buffer).await
            }
            Output::Memory(receiver) => Ok(match receiver.recv().await {
                Some(bytes) => {
                    buffer.extend_from_slice(&bytes);
                    bytes.len()
                }
                None => 0,
            }),
        }
    }

    /// Takes what is there without waiting: what was written before now is in `buffer` afterwards, up to `max`
    /// bytes. Answers how many were taken.
    pub fn drain(&mut self, buffer: &mut Vec<u8>, max: usize) -> usize {
        let before = buffer.len();
        while buffer.len() - before < max {
            let taken = match self {
                Output::Pipe(pipe) => read_now(pipe, buffer),
                Output::Memory(receiver) => receiver.try_recv().map_or(0, |bytes| {
                    buffer.extend_from_slice(&bytes);
                    bytes.len()
                }),
            };
            if taken == 0 {
                break;
            }
        }
        buffer.len() - before
    }
}

/// Asks the kernel and not tokio, whose idea of readiness may lag behind what a process has just written.
fn read_now(pipe: &pipe::Receiver, buffer: &mut Vec<u8>) -> usize {
    let mut chunk = [0; CHUNK_BYTES];
    let taken = rustix::io::read(pipe, &mut chunk[..]).unwrap_or(0);
    buffer.extend_from_slice(&chunk[..taken]);
    taken
}
