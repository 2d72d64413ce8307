//! Freezing, killing, and that nothing is left: not of an environment, not of a server, however it ended.

use crate::Test;
use crate::world::{MB, inside, launch, left_behind, line, run, runtime, shell, walls, with_engine};
use clock::Clock;
use rustix::fs::{FlockOperation, flock};
use sandbox::{Engine, Error, Exit};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Duration;

pub const TESTS: &[Test] = &[
    ("a_frozen_tree_does_nothing_until_thawed", freeze),
    ("a_frozen_tree_can_be_killed_and_its_walls_used_again", kill_frozen),
    ("a_kill_takes_daemons_too", kill_daemons),
    ("a_fork_bomb_is_killed", kill_fork_bomb),
    ("an_end_waits_for_no_beginnings", overtakes),
    ("a_maker_of_tmp_that_dies_again_and_again_is_started_again", maker_killed),
    ("dropping_a_sandbox_tears_it_down", dropped),
    ("a_request_that_nobody_waits_for_any_more_leaves_nothing", abandoned),
    ("a_killed_server_leaves_nothing", server_killed),
    ("what_a_killed_helper_leaves_is_removed_by_the_next", helper_killed),
    ("a_helper_that_does_not_start_is_an_error", no_helper),
    ("a_network_is_used_again_only_with_new_listeners", network_again),
];

fn freeze() {
    with_engine(|engine| async move {
        let clock = Clock::real();
        let sandbox = engine.build(walls()).await.unwrap();
        let mut running = sandbox.start(inside(&["spin"])).await.unwrap();
        line(&mut running).await;
        sandbox.freeze();
        let used = || sandbox.usage().cpu_time.unwrap();
        // The kernel stops each thread at its next moment outside the kernel; and a busy machine may give it no time for
        // a while although it is not frozen yet.
        let mut before = used();
        loop {
            clock.host_sleep_until(clock.host_now() + Duration::from_millis(100)).await;
            let now = used();
            if now == before {
                break;
            }
            before = now;
        }
        clock.host_sleep_until(clock.host_now() + Duration::from_millis(50)).await;
        assert_eq!(used(), before);
        sandbox.thaw();
        while used() < before + Duration::from_millis(5) {
            clock.host_sleep_until(clock.host_now() + Duration::from_millis(1)).await;
        }
    });
}

fn kill_frozen() {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        for _ in 0..3 {
            let mut running = sandbox.start(shell("echo up; sleep 1000")).await.unwrap();
            assert_eq!(line(&mut running).await, "up");
            sandbox.freeze();
            sandbox.kill().await;
            assert_eq!(running.exit.await.unwrap(), Exit::Signal { number: 9, core_dumped: false });
        }
    });
}

fn kill_daemons() {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        // The daemon holds the output open: its end is seen there.
        let script = "(setsid sh -c 'trap \"\" TERM HUP; while :; do sleep 1000; done' &) ; echo left";
        let mut running = sandbox.start(shell(script)).await.unwrap();
        assert_eq!(line(&mut running).await, "left");
        assert_eq!(running.exit.await.unwrap(), Exit::Code(0));
        assert_ne!(sandbox.usage().files, None);
        sandbox.kill().await;
        assert_eq!(running.output.read(&mut Vec::new()).await.unwrap(), 0);
    });
}

fn kill_fork_bomb() {
    with_engine(|engine| async move {
        let mut walls = walls();
        walls.processes_max = 200;
        let sandbox = engine.build(walls).await.unwrap();
        let mut running =
            sandbox.start(shell("echo go; bomb() { bomb | bomb & }; bomb; sleep 1000")).await.unwrap();
        assert_eq!(line(&mut running).await, "go");
        let clock = Clock::real();
        while sandbox.usage().threads.unwrap() < 150 {
            clock.host_sleep_until(clock.host_now() + Duration::from_millis(5)).await;
        }
        sandbox.kill().await;
        let mut rest = Vec::new();
        while running.output.read(&mut rest).await.unwrap() > 0 {}
        let (output, _) = run(&*sandbox, "echo calm").await;
        assert_eq!(output, "calm\n");
    });
}

fn overtakes() {
    const OTHERS: usize = 100;
    with_engine(|engine| async move {
        let small = || {
            let mut walls = walls();
            walls.memory_bytes = 16 * MB;
            engine.build(walls)
        };
        let late = small().await.unwrap();
        let mut running = late.start(shell("echo; exec sleep 1000")).await.unwrap();
        line(&mut running).await;
        let mut others = Vec::new();
        for _ in 0..OTHERS {
            others.push(small().await.unwrap());
        }
        // All are asked to begin, and then one to end.
        let mut begun = 0;
        let mut beginnings: Vec<_> = others.iter().map(|one| one.start(shell("exec sleep 1000"))).collect();
        for beginning in &mut beginnings {
            tokio::select! { biased; _ = beginning => begun += 1, () = std::future::ready(()) => {} }
        }
        assert_eq!(begun, 0);
        late.kill().await;
        let mut still = Vec::new();
        for mut beginning in beginnings {
            tokio::select! { biased; _ = &mut beginning => begun += 1, () = std::future::ready(()) => still.push(beginning) }
        }
        println!("  {begun} of {OTHERS} had begun when the one had ended");
        assert!(begun < OTHERS);
        for beginning in still {
            beginning.await.unwrap();
        }
    });
}

fn maker_killed() {
    with_engine(|engine| async move {
        let clock = Clock::real();
        let helper = children_of(std::process::id())[0];
        let mut sandboxes = Vec::new();
        for _ in 0..3 {
            let makers = children_of(helper.as_raw_nonzero().get() as u32);
            // The first processes of environments are its children, too; the maker is the one in no control group of theirs.
            // A dead one is only followed by another when somebody asks for more than the shelf has.
            if let Some(maker) = makers.into_iter().find(|pid| !is_in_an_environment(*pid)) {
                rustix::process::kill_process(maker, rustix::process::Signal::KILL).unwrap();
            }
            // More than the shelf has. Those that were on order fail; later ones have to wait, longer each time.
            let patience = clock.host_now() + Duration::from_secs(20);
            let wanted = sandboxes.len() + 6;
            while sandboxes.len() < wanted {
                match engine.build(walls()).await {
                    Ok(sandbox) => sandboxes.push(sandbox),
                    Err(error) => {
                        assert!(error.to_string().contains("maker of /tmp died"), "{error}");
                        assert!(clock.host_now() < patience, "{error}");
                        clock.host_sleep_until(clock.host_now() + Duration::from_millis(20)).await;
                    }
                }
            }
        }
        assert_eq!(run(&**sandboxes.last().unwrap(), "echo calm").await.0, "calm\n");
    });
}

fn is_in_an_environment(pid: rustix::process::Pid) -> bool {
    let groups = std::fs::read_to_string(format!("/proc/{}/cgroup", pid.as_raw_nonzero()));
    groups.is_ok_and(|groups| groups.contains("/env-"))
}

fn dropped() {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        let mut running = sandbox.start(shell("echo; exec sleep 1000")).await.unwrap();
        line(&mut running).await;
        drop(sandbox);
        assert_eq!(running.exit.await.unwrap().to_string(), "signal: killed");
    });
}

fn abandoned() {
    with_engine(|engine| async move {
        for _ in 0..8 {
            // Polled once, so that the request is sent, and dropped.
            let build = engine.build(walls());
            tokio::select! { biased; built = build => drop(built), () = std::future::ready(()) => {} }
        }
        engine.build(walls()).await.unwrap().tear_down().await;
    });
}

/// A server in a process of its own: builds, starts, says so, and waits to be killed.
pub fn server(state: &str) -> ExitCode {
    let engine = launch(Path::new(state));
    runtime().block_on(async {
        let mut sandboxes = Vec::new();
        for number in 0..4 {
            let mut walls = walls();
            walls.memory_bytes = 64 * MB;
            let sandbox = engine.build(walls).await.unwrap();
            let script = "dd if=/dev/zero of=/tmp/f bs=1M count=20 2>/dev/null; echo; (setsid sleep 1000 &); sleep 1000";
            let mut running = sandbox.start(shell(script)).await.unwrap();
            line(&mut running).await;
            if number == 0 {
                sandbox.freeze();
            }
            sandboxes.push((sandbox, running));
        }
        println!("up");
        std::future::pending::<()>().await;
    });
    ExitCode::SUCCESS
}

fn start_server(state: &Path) -> Child {
    let mut server =
        Command::new("/proc/self/exe").arg("server").arg(state).stdout(Stdio::piped()).spawn().unwrap();
    let mut said = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut said).unwrap();
    assert_eq!(said, "up\n");
    server
}

/// The lock is held until the helper, and its maker of /tmp, have cleaned up.
fn wait_for_the_lock(state: &Path) {
    let lock = File::open(state.join("lock")).unwrap();
    flock(&lock, FlockOperation::LockExclusive).unwrap();
}

fn server_killed() {
    let state = tempfile::tempdir().unwrap();
    let mut server = start_server(state.path());
    assert_ne!(left_behind(state.path()).len(), 0);
    server.kill().unwrap();
    server.wait().unwrap();
    wait_for_the_lock(state.path());
    assert_eq!(left_behind(state.path()), [] as [String; 0]);
}

fn helper_killed() {
    let state = tempfile::tempdir().unwrap();
    let mut server = start_server(state.path());
    for child in children_of(server.id()) {
        rustix::process::kill_process(child, rustix::process::Signal::KILL).unwrap();
    }
    server.kill().unwrap();
    server.wait().unwrap();
    wait_for_the_lock(state.path());
    let engine = launch(state.path());
    runtime().block_on(async {
        engine.shut_down().await;
        // With nobody alive to wait for it, the kernel unmounts in its own time.
        let clock = Clock::real();
        let patience = clock.host_now() + Duration::from_secs(5);
        while !left_behind(state.path()).is_empty() && clock.host_now() < patience {
            clock.host_sleep_until(clock.host_now() + Duration::from_millis(10)).await;
        }
    });
    assert_eq!(left_behind(state.path()), [] as [String; 0]);
}

fn children_of(parent: u32) -> Vec<rustix::process::Pid> {
    let children = std::fs::read_to_string(format!("/proc/{parent}/task/{parent}/children")).unwrap();
    children
        .split_whitespace()
        .filter_map(|pid| rustix::process::Pid::from_raw(pid.parse().unwrap()))
        .collect()
}

fn no_helper() {
    let state = tempfile::tempdir().unwrap();
    let missing = sandbox_linux::LinuxEngine::launch(sandbox_linux::Options {
        state_dir: state.path().to_path_buf(),
        helper: ("/bin/false".into(), Vec::new()),
        sources: Vec::new(),
        leave_nothing: false,
    });
    assert!(matches!(missing, Err(Error::HelperGone)));
}

fn network_again() {
    with_engine(|engine| async move {
        for _ in 0..20 {
            let sandbox = engine.build(walls()).await.unwrap();
            let kept = sandbox.listener(sandbox::Port::RuntimeApi);
            assert!(kept.is_some());
            sandbox.tear_down().await;
            // Still listening when the next takes a network: it must not get this one's.
            let next = engine.build(walls()).await.unwrap();
            assert!(next.listener(sandbox::Port::RuntimeApi).is_some());
            drop(kept);
        }
    });
}
