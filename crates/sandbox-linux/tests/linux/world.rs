//! What the tests share: a server of their own, programs to run, waiting for events.

use sandbox::{Bind, CpuQuota, Engine, Exit, Network, Process, Running, Sandbox, Walls};
use sandbox_linux::{LinuxEngine, Options};
use std::future::Future;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

pub const MB: u64 = 1 << 20;

/// Runs a story against an engine of its own, which is shut down afterwards; then nothing of it may be left.
pub fn with_engine<F: Future<Output = ()>>(story: impl FnOnce(Arc<LinuxEngine>) -> F) {
    let state = tempfile::tempdir().unwrap();
    let engine = Arc::new(launch(state.path()));
    runtime().block_on(async {
        story(engine.clone()).await;
        engine.shut_down().await;
    });
    assert_eq!(left_behind(state.path()), [] as [String; 0]);
}

pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

pub fn launch(state: &Path) -> LinuxEngine {
    LinuxEngine::launch(Options::of_this_program(state, "sandbox-helper")).unwrap()
}

/// 128 MB, a core, and the test program at /var/task.
pub fn walls() -> Walls {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let program = std::env::current_exe().unwrap();
    Walls {
        id: format!("test-{}", NEXT.fetch_add(1, Ordering::Relaxed)),
        memory_bytes: 128 * MB,
        cpu: CpuQuota { millicores: 1000 },
        processes_max: 1024,
        files_max: 1024,
        tmp_bytes: 512 * MB,
        network: Network::Isolated,
        binds: vec![Bind { source: program.parent().unwrap().to_path_buf(), target: "/var/task" }],
    }
}

pub fn command(words: &[&str]) -> Process {
    Process {
        command: words.iter().map(|word| (*word).to_owned()).collect(),
        variables: vec![("PATH".into(), "/usr/bin:/bin".into()), ("ME".into(), me())],
        working_directory: "/tmp".into(),
    }
}

fn me() -> String {
    let program = std::env::current_exe().unwrap();
    format!("/var/task/{}", program.file_name().unwrap().to_str().unwrap())
}

/// A shell script, to which `$ME inside …` is this program.
pub fn shell(script: &str) -> Process {
    command(&["/bin/sh", "-c", script])
}

/// This program, inside.
pub fn inside(words: &[&str]) -> Process {
    let me = me();
    command(&[&[me.as_str(), "inside"], words].concat())
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
        assert!(
            running.output.read(&mut output).await.unwrap() > 0,
            "ended: {}",
            String::from_utf8_lossy(&output)
        );
    }
    String::from_utf8_lossy(&output).trim_end().to_owned()
}

/// Control groups, loop devices, mounts and processes that belong to the server of this state directory.
pub fn left_behind(state: &Path) -> Vec<String> {
    use std::os::unix::fs::MetadataExt;
    let metadata = std::fs::metadata(state).unwrap();
    let name = format!("hikeshi-{:x}-{:x}", metadata.dev(), metadata.ino());
    let mut left = Vec::new();
    groups_named(Path::new("/sys/fs/cgroup"), &name, &mut left);
    let state = state.to_str().unwrap();
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap();
    left.extend(mounts.lines().filter(|line| line.contains(state)).map(str::to_owned));
    for device in std::fs::read_dir("/sys/block").unwrap().flatten() {
        let image = std::fs::read_to_string(device.path().join("loop/backing_file")).unwrap_or_default();
        left.extend(image.contains(state).then(|| format!("{:?} {image}", device.path())));
    }
    for process in std::fs::read_dir("/proc").unwrap().flatten() {
        let groups = std::fs::read_to_string(process.path().join("cgroup")).unwrap_or_default();
        let status = std::fs::read_to_string(process.path().join("stat")).unwrap_or_default();
        // What died with its parent waits for the machine's first process to take note.
        let dead = status.rsplit_once(')').is_none_or(|(_, rest)| rest.starts_with(" Z"));
        left.extend((groups.contains(&name) && !dead).then(|| format!("{:?}", process.path())));
    }
    let mut files: Vec<_> = std::fs::read_dir(state).unwrap().flatten().map(|e| e.file_name()).collect();
    files.retain(|name| !name.to_str().unwrap().ends_with(".ext4") && name != "lock" && name != "scratch");
    left.extend(files.iter().map(|name| format!("{name:?}")));
    left
}

fn groups_named(directory: &Path, name: &str, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(directory).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            if entry.file_name() == name {
                found.push(entry.path().display().to_string());
            }
            groups_named(&entry.path(), name, found);
        }
    }
}
