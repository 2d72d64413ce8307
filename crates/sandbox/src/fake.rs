//! An engine whose "processes" are closures: for stories that need no kernel.

use crate::{
    Bind, BoxFuture, Connection, CpuQuota, Engine, Exit, Held, Listener, Memory, Output, Port, Process,
    Result, Running, Sandbox, Usage, Walls,
};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::sync::{mpsc, oneshot};
use tokio::task::AbortHandle;

/// What a fake process does: it runs until it returns how it ended.
pub type Program = Arc<dyn Fn(FakeProcess) -> BoxFuture<'static, Exit> + Send + Sync>;

/// Connections and writes that a fake environment may have waiting.
const QUEUE: usize = 64;

/// Builds fake sandboxes that all run the same program.
pub struct FakeEngine {
    program: Program,
    alive: Arc<AtomicUsize>,
}

impl FakeEngine {
    pub fn new(program: Program) -> Self {
        FakeEngine { program, alive: Arc::default() }
    }

    /// How many sandboxes stand.
    pub fn alive(&self) -> Arc<AtomicUsize> {
        self.alive.clone()
    }
}

impl Engine for FakeEngine {
    fn build(&self, walls: Walls) -> BoxFuture<'_, Result<Box<dyn Sandbox>>> {
        let (runtime_api, runtime_api_listener) = mpsc::channel(QUEUE);
        let (platform, platform_listener) = mpsc::channel(QUEUE);
        self.alive.fetch_add(1, Ordering::SeqCst);
        let inside = Inside { walls, runtime_api, platform, files: Arc::default(), usage: Arc::default() };
        let sandbox: Box<dyn Sandbox> = Box::new(FakeSandbox {
            inside,
            program: self.program.clone(),
            listeners: Mutex::new([Some(runtime_api_listener), Some(platform_listener)]),
            task: Mutex::new(None),
            alive: self.alive.clone(),
        });
        Box::pin(async move { Ok(sandbox) })
    }

    fn holds(&self) -> Vec<Held> {
        vec![Held { what: "everything", how: "nothing is real here".into(), held: false }]
    }

    fn gone(&self) -> BoxFuture<'_, ()> {
        Box::pin(std::future::pending())
    }

    fn shut_down(&self) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }
}

/// What stays when a process tree is replaced.
#[derive(Clone)]
struct Inside {
    walls: Walls,
    runtime_api: mpsc::Sender<tokio::io::DuplexStream>,
    platform: mpsc::Sender<tokio::io::DuplexStream>,
    files: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
    usage: Arc<Mutex<Usage>>,
}

/// The world as a fake process sees it.
pub struct FakeProcess {
    pub process: Process,
    inside: Inside,
    output: mpsc::Sender<Vec<u8>>,
}

impl FakeProcess {
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.process.variables.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn binds(&self) -> &[Bind] {
        &self.inside.walls.binds
    }

    pub async fn connect(&self, port: Port) -> Connection {
        let (ours, theirs) = tokio::io::duplex(64 * 1024);
        let to = match port {
            Port::RuntimeApi => &self.inside.runtime_api,
            Port::Platform => &self.inside.platform,
        };
        // A failed send leaves the other end dropped: the process reads end of file.
        let _ = to.send(theirs).await;
        Connection::Memory(ours)
    }

    /// Writes to standard output.
    pub async fn print(&self, text: &str) {
        let _ = self.output.send(text.as_bytes().to_vec()).await;
    }

    /// `/tmp`, which survives the process.
    pub fn files(&self) -> Arc<Mutex<BTreeMap<String, Vec<u8>>>> {
        self.inside.files.clone()
    }

    /// Sets what the sandbox will be said to have used.
    pub fn use_up(&self, change: impl FnOnce(&mut Usage)) {
        change(&mut self.inside.usage.lock().expect("no panic holds this lock"));
    }
}

struct FakeSandbox {
    inside: Inside,
    program: Program,
    listeners: Mutex<[Option<mpsc::Receiver<tokio::io::DuplexStream>>; 2]>,
    task: Mutex<Option<AbortHandle>>,
    alive: Arc<AtomicUsize>,
}

impl FakeSandbox {
    fn abort(&self) {
        if let Some(task) = self.task.lock().expect("no panic holds this lock").take() {
            task.abort();
        }
    }
}

impl Sandbox for FakeSandbox {
    fn start(&self, process: Process) -> BoxFuture<'_, Result<Running>> {
        let (output, output_receiver) = mpsc::channel(QUEUE);
        let (exit, exit_receiver) = oneshot::channel();
        let world = FakeProcess { process, inside: self.inside.clone(), output };
        let run = (self.program)(world);
        let task = tokio::spawn(async move {
            let exit_with = run.await;
            let _ = exit.send(exit_with);
        });
        *self.task.lock().expect("no panic holds this lock") = Some(task.abort_handle());
        Box::pin(async move { Ok(Running { output: Output::Memory(output_receiver), exit: exit_receiver }) })
    }

    fn listener(&self, port: Port) -> Option<Listener> {
        let index = usize::from(port == Port::Platform);
        self.listeners.lock().expect("no panic holds this lock")[index].take().map(Listener::Memory)
    }

    fn address(&self, port: Port) -> String {
        format!("169.254.100.1:{}", port.number())
    }

    fn freeze(&self) {}

    fn thaw(&self) {}

    fn set_cpu(&self, _quota: CpuQuota) {}

    fn memory(&self) -> Memory {
        let usage = self.usage();
        Memory { peak_bytes: usage.memory_peak_bytes, oom_kills: usage.oom_kills }
    }

    fn usage(&self) -> Usage {
        *self.inside.usage.lock().expect("no panic holds this lock")
    }

    fn kill(&self) -> BoxFuture<'_, ()> {
        self.abort();
        Box::pin(async {})
    }

    fn tear_down(self: Box<Self>) -> BoxFuture<'static, ()> {
        Box::pin(async move { drop(self) })
    }
}

impl Drop for FakeSandbox {
    fn drop(&mut self) {
        self.abort();
        self.alive.fetch_sub(1, Ordering::SeqCst);
    }
}
