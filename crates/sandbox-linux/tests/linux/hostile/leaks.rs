//! Five hundred environments, ended in every way, and then the same number of everything as before.

use crate::Test;
use crate::world::{MB, left_behind, line, runtime, shell, walls};
use clock::Clock;
use sandbox::Engine;
use std::collections::BTreeSet;
use std::os::unix::fs::MetadataExt;
use std::time::Duration;

pub const TESTS: &[Test] = &[("five_hundred_environments_leave_nothing", five_hundred)];

const ENVIRONMENTS: usize = 500;

/// What there is of everything that an environment is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Census {
    server_files: usize,
    helper_files: usize,
    maker_files: usize,
    processes: usize,
    mounts: usize,
    groups: usize,
    loop_devices: usize,
    namespaces: usize,
}

fn five_hundred() {
    let state = tempfile::tempdir().unwrap();
    let engine = crate::world::launch(state.path());
    let clock = Clock::real();
    runtime().block_on(async {
        let round = |number: usize| {
            let engine = &engine;
            async move {
                let mut walls = walls();
                walls.memory_bytes = 32 * MB;
                let sandbox = engine.build(walls).await.unwrap();
                match number % 6 {
                    // Never used.
                    0 => drop(sandbox),
                    // Ends by itself.
                    1 => {
                        let running = sandbox.start(shell("echo > /tmp/f")).await.unwrap();
                        running.exit.await.unwrap();
                        sandbox.tear_down().await;
                    }
                    // Crashes, and is started again.
                    2 => {
                        let running = sandbox.start(shell("kill -SEGV $$")).await.unwrap();
                        running.exit.await.unwrap();
                        let mut again = sandbox.start(shell("echo again; exec sleep 1000")).await.unwrap();
                        line(&mut again).await;
                        sandbox.tear_down().await;
                    }
                    // Out of time, with daemons.
                    3 => {
                        let script = "(setsid sleep 1000 &); echo on; exec sleep 1000";
                        let mut running = sandbox.start(shell(script)).await.unwrap();
                        line(&mut running).await;
                        sandbox.kill().await;
                        sandbox.tear_down().await;
                    }
                    // Frozen, and given up.
                    4 => {
                        let mut running = sandbox.start(shell("echo; exec sleep 1000")).await.unwrap();
                        line(&mut running).await;
                        sandbox.freeze();
                        drop(sandbox);
                        running.exit.await.unwrap();
                    }
                    // Nothing to execute; and what was listened on.
                    _ => {
                        let listener = sandbox.listener(sandbox::Port::RuntimeApi);
                        let started = sandbox.start(crate::world::command(&["/nothing"])).await;
                        drop(started);
                        drop(listener);
                        sandbox.tear_down().await;
                    }
                }
            }
        };
        // What is made once, and kept, is there after some.
        for number in 0..24 {
            round(number).await;
        }
        let before = settled(&clock, state.path(), None).await;
        for number in 0..ENVIRONMENTS {
            round(number).await;
        }
        let after = settled(&clock, state.path(), Some(&before)).await;
        println!("  {ENVIRONMENTS} environments; before and after: {before:?}");
        assert_eq!(before, after);
        engine.shut_down().await;
    });
    assert_eq!(left_behind(state.path()), [] as [String; 0]);
}

/// The census when it has come to rest: making ahead and unmounting go on for a moment.
async fn settled(clock: &Clock, state: &std::path::Path, wanted: Option<&Census>) -> Census {
    let patience = clock.host_now() + Duration::from_secs(30);
    let mut last = census(state);
    loop {
        clock.host_sleep_until(clock.host_now() + Duration::from_millis(300)).await;
        let now = census(state);
        let at_rest = wanted.map_or(now == last, |wanted| now == *wanted);
        if at_rest || clock.host_now() > patience {
            return now;
        }
        last = now;
    }
}

fn census(state: &std::path::Path) -> Census {
    let server = std::process::id();
    let helper = children(server)[0];
    let maker = children(helper).into_iter().min().unwrap();
    let count = |path: String| std::fs::read_dir(path).map_or(0, Iterator::count);
    let mounts = std::fs::read_to_string(format!("/proc/{helper}/mountinfo")).unwrap();
    let metadata = std::fs::metadata(state).unwrap();
    let tag = format!("hikeshi-{:x}-{:x}", metadata.dev(), metadata.ino());
    let hierarchies = std::fs::read_dir("/sys/fs/cgroup").unwrap().flatten();
    let state = state.to_str().unwrap();
    let devices = std::fs::read_dir("/sys/block").unwrap().flatten();
    let behind = |device: &std::fs::DirEntry| {
        let file = std::fs::read_to_string(device.path().join("loop/backing_file"));
        file.is_ok_and(|file| file.contains(state))
    };
    Census {
        server_files: count(format!("/proc/{server}/fd")),
        helper_files: count(format!("/proc/{helper}/fd")),
        maker_files: count(format!("/proc/{maker}/fd")),
        processes: children(server).len() + children(helper).len(),
        mounts: mounts.lines().count(),
        groups: hierarchies.map(|one| below(&one.path().join(&tag))).sum::<usize>()
            + below(&std::path::Path::new("/sys/fs/cgroup").join(&tag)),
        loop_devices: devices.filter(behind).count(),
        namespaces: namespaces(),
    }
}

fn children(parent: u32) -> Vec<u32> {
    let children = std::fs::read_to_string(format!("/proc/{parent}/task/{parent}/children")).unwrap();
    children.split_whitespace().map(|pid| pid.parse().unwrap()).collect()
}

fn below(group: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(group).into_iter().flatten().flatten();
    entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())).count()
}

/// Of every kind, those that processes of this test's tree are in, and those that the helper holds open.
fn namespaces() -> usize {
    let server = std::process::id();
    let helper = children(server)[0];
    let mut found = BTreeSet::new();
    for pid in [server, helper].into_iter().chain(children(helper)) {
        for directory in ["ns", "fd"] {
            for entry in std::fs::read_dir(format!("/proc/{pid}/{directory}")).into_iter().flatten().flatten()
            {
                let target = std::fs::read_link(entry.path()).unwrap_or_default();
                let target = target.to_string_lossy().into_owned();
                if ["net:[", "mnt:[", "pid:[", "ipc:[", "uts:[", "cgroup:["]
                    .iter()
                    .any(|kind| target.starts_with(kind))
                {
                    found.insert(target);
                }
            }
        }
    }
    found.len()
}
