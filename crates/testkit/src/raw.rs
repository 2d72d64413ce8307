//! Bytes as they come: for what no client would send, or would send so slowly.

use crate::ground::Ground;
use crate::quiet::Quiet;
use crate::world::World;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt, DuplexStream, ReadBuf};
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

/// What a connection holds that was written and not yet read, unless a test says otherwise.
const CONNECTION_BYTES: usize = 1 << 20;

/// A platform on the usual ground that is sent bytes.
pub struct Raw {
    world: World,
    runtime: Runtime,
    /// Removed last.
    _ground: Ground,
}

/// A client's end of a connection.
pub struct Wire<'a> {
    raw: &'a Raw,
    stream: DuplexStream,
    serving: JoinHandle<()>,
}

impl Raw {
    #[expect(clippy::new_without_default, reason = "it starts a platform, which a default should not")]
    pub fn new() -> Raw {
        let (ground, quiet) = (Ground::new(None), Quiet::default());
        let runtime = quiet.runtime();
        let services = |lambda: &lambda::Lambda| vec![lambda::service(lambda)];
        let world = runtime.block_on(World::start(&ground, quiet, &services));
        Raw { world, runtime, _ground: ground }
    }

    pub fn connect(&self) -> Wire<'_> {
        self.connect_holding(CONNECTION_BYTES)
    }

    /// A connection that holds no more than so many bytes that nobody has read.
    pub fn connect_holding(&self, bytes: usize) -> Wire<'_> {
        let (stream, theirs) = tokio::io::duplex(bytes);
        let platform = self.world.platform.clone();
        let serving = self.runtime.spawn(async move { platform.serve_connection(theirs).await });
        let wire = Wire { raw: self, stream, serving };
        self.rest();
        wire
    }

    /// Moves host time, from one thing that is due to the next.
    pub fn advance_host(&self, by: Duration) {
        self.runtime.block_on(async {
            self.world.rest().await;
            self.world.advance_host(by).await;
            self.world.rest().await;
        });
    }

    /// How often the edge has refused something for a reason.
    pub fn refused(&self, why: &str) -> u64 {
        self.world.platform.refusals().find(|(name, _)| *name == why).map_or(0, |(_, count)| count)
    }

    /// Sends bytes on one connection, waits until nothing more happens, hangs up, and answers what came back.
    pub fn send(&self, bytes: &[u8]) -> Vec<u8> {
        let Wire { mut stream, serving, .. } = self.connect();
        self.runtime.block_on(async {
            let mut answers = Vec::new();
            // What it does not take it does not want: it has ended the connection.
            let _ = stream.write_all(bytes).await;
            self.world.rest().await;
            let _ = stream.shutdown().await;
            let _ = stream.read_to_end(&mut answers).await;
            serving.await.expect("a connection does not panic");
            answers
        })
    }

    fn rest(&self) {
        self.runtime.block_on(self.world.rest());
    }
}

impl Wire<'_> {
    /// Writes, as far as there is somebody who reads.
    pub fn write(&mut self, bytes: &[u8]) {
        self.raw.runtime.block_on(async {
            let _ = self.stream.write_all(bytes).await;
        });
        self.raw.rest();
    }

    /// What has come since this was last asked.
    pub fn read(&mut self) -> String {
        let stream = &mut self.stream;
        let read = self.raw.runtime.block_on(poll_fn(|cx| {
            let mut chunk = vec![0; CONNECTION_BYTES];
            let mut buffer = ReadBuf::new(&mut chunk);
            let polled = Pin::new(&mut *stream).poll_read(cx, &mut buffer);
            let read = buffer.filled().to_vec();
            Poll::Ready(if polled.is_ready() { read } else { Vec::new() })
        }));
        self.raw.rest();
        String::from_utf8_lossy(&read).into_owned()
    }

    /// Whether the platform has ended the connection.
    pub fn is_over(&self) -> bool {
        self.serving.is_finished()
    }
}
