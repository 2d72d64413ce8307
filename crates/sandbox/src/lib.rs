//! The walls of an environment, whoever builds them: what is asked for ([`Walls`], [`Process`]), what is measured
//! ([`Usage`]), and the two traits. Nothing here knows what runs inside.

mod connection;
pub mod fake;
mod usage;
mod walls;

pub use connection::{Connection, Listener, Output};
pub use usage::{Exit, Memory, Usage};
pub use walls::{Bind, CpuQuota, Network, Port, Process, Walls};

use std::future::Future;
use std::pin::Pin;

/// A future that a trait object can return.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
pub type Result<T> = std::result::Result<T, Error>;

/// Why a sandbox could not be built or driven. The text is for the log, never for a client.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The host has no room: memory, processes, descriptors or loop devices ran out.
    #[error("the host has no room for another environment: {0}")]
    NoRoom(String),
    #[error("{0}")]
    Other(String),
    #[error("the sandbox helper is gone")]
    HelperGone,
}

/// Builds sandboxes.
pub trait Engine: Send + Sync + 'static {
    /// Builds walls with nothing inside yet.
    fn build(&self, walls: Walls) -> BoxFuture<'_, Result<Box<dyn Sandbox>>>;

    /// Which of the promised limits this engine can hold on this host, and by what means.
    fn holds(&self) -> Vec<Held>;

    /// The engine's own processes, by name and id.
    fn processes(&self) -> Vec<(&'static str, u32)> {
        Vec::new()
    }

    /// Waits until the engine can build no more, because what it depends on has died.
    fn gone(&self) -> BoxFuture<'_, ()>;

    /// Removes everything that the engine made. Sandboxes still up are killed.
    fn shut_down(&self) -> BoxFuture<'_, ()>;
}

/// One promise of the sandbox and how this host keeps it.
#[derive(Debug, Clone)]
pub struct Held {
    /// Such as `memory`, `cpu`, `/tmp`, `processes and threads`, `freeze`.
    pub what: &'static str,
    /// By what means (`cgroup v1 memory`), or, where not held, what is missing.
    pub how: String,
    pub held: bool,
}

/// One environment's walls. Dropping it tears it down as [`Sandbox::tear_down`] does, only later.
pub trait Sandbox: Send + Sync {
    /// Starts the process tree; after it has ended, or was killed, starts another inside the same walls: `/tmp`,
    /// the listeners, and the measured peaks are kept.
    fn start(&self, process: Process) -> BoxFuture<'_, Result<Running>>;

    /// The listener that the environment reaches at `169.254.100.1:<port>`. Each can be taken once.
    fn listener(&self, port: Port) -> Option<Listener>;

    /// Where processes inside reach that listener, as `host:port`: `169.254.100.1:9001` in a network of their own.
    fn address(&self, port: Port) -> String;

    /// Stops every process where it stands. Returns when the kernel has confirmed or was asked, within microseconds.
    fn freeze(&self);

    /// Lets every process go on.
    fn thaw(&self);

    /// Gives the tree another share of the CPU.
    fn set_cpu(&self, quota: CpuQuota);

    /// Reads memory alone: cheap enough for each invocation.
    fn memory(&self) -> Memory;

    /// Reads everything that the tree has used.
    fn usage(&self) -> Usage;

    /// Kills the whole tree, frozen or not; when it returns, no process of it is left.
    fn kill(&self) -> BoxFuture<'_, ()>;

    /// Kills the tree and removes the walls, `/tmp` included.
    fn tear_down(self: Box<Self>) -> BoxFuture<'static, ()>;
}

/// A process tree that was started.
pub struct Running {
    /// What the tree writes to its standard output and standard error, in the order of writing.
    pub output: Output,
    /// How the first process ended; resolves once. The rest of its tree may live on until killed.
    pub exit: tokio::sync::oneshot::Receiver<Exit>,
}
