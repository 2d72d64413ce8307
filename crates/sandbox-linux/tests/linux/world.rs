//! What the tests share: a server of their own, shell scripts as programs, waiting for events.

use sandbox::{CpuQuota, Engine, Exit, Network, Process, Running, Sandbox, Walls};
use sandbox_linux::{LinuxEngine, Options};
use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};

pub const MB: u64 = 1 << 20;

pub fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// Runs a story against an engine of its own, which is shut down afterwards.
pub fn with_engine<F: Future<Output = ()>>(story: impl FnOnce(std::sync::Arc<LinuxEngine>) -> F) {
    let state = tempfile::tempdir().unwrap();
    let engine = launch(state.path());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let engine = std::sync::Arc::new(engine);
        story(engine.clone()).await;
        engine.shut_down().await;
    });
}

pub fn launch(state: &std::path::Path) -> LinuxEngine {
    LinuxEngine::launch(Options::of_this_program(state, "sandbox-helper")).unwrap()
}

pub fn walls() -> Walls {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    Walls {
        id: format!("test-{}", NEXT.fetch_add(1, Ordering::Relaxed)),
        memory_bytes: 128 * MB,
        cpu: CpuQuota { millicores: 1000 },
        processes_max: 1024,
        files_max: 1024,
        tmp_bytes: 512 * MB,
        network: Network::Isolated,
        binds: Vec::new(),
    }
}

pub fn command(words: &[&str]) -> Process {
    Process {
        command: words.iter().map(|word| (*word).to_owned()).collect(),
        variables: vec![("PATH".into(), "/usr/bin:/bin".into()), ("HOME".into(), "/tmp".into())],
        working_directory: "/tmp".into(),
    }
}

pub fn shell(script: &str) -> Process {
    command(&["/bin/sh", "-c", script])
}

/// Runs a script to its end: what it wrote, and how it ended.
pub async fn run(sandbox: &dyn Sandbox, script: &str) -> (String, Exit) {
    finish(sandbox.start(shell(script)).await.unwrap()).await
}

/// Reads until every writer is gone.
pub async fn finish(mut running: Running) -> (String, Exit) {
    let mut output = Vec::new();
    while running.output.read(&mut output).await.unwrap() > 0 {}
    (String::from_utf8_lossy(&output).into_owned(), running.exit.await.unwrap())
}

/// Reads until a line ends: a program's way to say that it is so far.
pub async fn line(running: &mut Running) -> String {
    let mut output = Vec::new();
    while !output.ends_with(b"\n") {
        assert!(running.output.read(&mut output).await.unwrap() > 0, "ended: {}", String::from_utf8_lossy(&output));
    }
    String::from_utf8_lossy(&output).trim_end().to_owned()
}
