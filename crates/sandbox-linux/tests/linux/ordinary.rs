//! Started by an ordinary user: what holds, and that it is said what does not.

use crate::Test;
use crate::world::{MB, finish, inside, launch, left_behind, line, run, runtime, shell, walls};
use clock::Clock;
use sandbox::{Engine, Exit, Network, Port};
use sandbox_linux::LinuxEngine;
use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

pub const TESTS: &[Test] = &[
    ("an_ordinary_user_runs_functions_behind_walls_of_namespaces", without_groups),
    ("an_ordinary_user_holds_limits_with_the_groups_that_were_delegated", with_delegated_groups),
];

/// Nobody's on any machine of ours.
const USER: u32 = 1_899_999_998;

fn without_groups() {
    as_ordinary_user(None);
}

fn with_delegated_groups() {
    let Some(mount) = mount_of_version_2() else {
        return println!("   skipped: no control groups of version 2 here");
    };
    // As systemd does it: a group whose inside belongs to the user.
    let _ = fs::write(mount.join("cgroup.subtree_control"), "+memory +pids +cpu");
    let group = mount.join(format!("test-{}", std::process::id()));
    fs::create_dir(&group).unwrap();
    for file in ["", "cgroup.procs", "cgroup.subtree_control", "cgroup.threads"] {
        chown(group.join(file), Some(USER), Some(USER)).unwrap();
    }
    as_ordinary_user(Some(&group));
    assert_eq!(fs::read_to_string(group.join("cgroup.subtree_control")).unwrap().trim(), "");
    // Refused if a group is left in it.
    fs::remove_dir(&group).unwrap();
}

fn mount_of_version_2() -> Option<PathBuf> {
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap();
    let mount = mounts.lines().find(|line| line.contains(" - cgroup2 "))?;
    mount.split(' ').nth(4).map(PathBuf::from)
}

/// Runs [`main`] as another user, in a group if one is given.
fn as_ordinary_user(group: Option<&Path>) {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    // This program may lie where only root looks.
    let program = folder.path().join("linux");
    fs::copy("/proc/self/exe", &program).unwrap();
    let state = folder.path().join("state");
    fs::create_dir(&state).unwrap();
    chown(&state, Some(USER), Some(USER)).unwrap();
    let join = group.map_or(String::new(), |group| format!("echo $$ > {}/cgroup.procs && ", group.display()));
    let script = format!(
        "{join}exec setpriv --reuid {USER} --regid {USER} --clear-groups {} as-ordinary-user {} {}",
        program.display(),
        state.display(),
        if group.is_some() { "delegated" } else { "bare" },
    );
    let status = Command::new("/bin/sh").args(["-c", &script]).env("TMPDIR", &state).status().unwrap();
    assert!(status.success(), "{status}");
}

/// What runs as the ordinary user.
pub fn main(arguments: &[String]) -> ExitCode {
    let state = Path::new(&arguments[0]);
    let delegated = arguments[1] == "delegated";
    let engine = launch(state);
    let holds = |what: &str| engine.holds().into_iter().find(|row| row.what == what).unwrap();
    let limits = ["memory", "cpu", "processes and threads"];
    for what in ["/tmp", "users"] {
        assert!(!holds(what).held, "{what}: {}", holds(what).how);
    }
    for what in limits {
        assert!(delegated || !holds(what).held, "{what}: {}", holds(what).how);
    }
    let all_held = limits.iter().all(|what| holds(what).held);
    if delegated {
        assert!(holds("freeze").held, "{}", holds("freeze").how);
        let controllers =
            fs::read_to_string(mount_of_version_2().unwrap().join("cgroup.controllers")).unwrap();
        assert_eq!(all_held, controllers.contains("memory"), "{:?}", engine.holds());
    } else {
        let how = holds("memory").how;
        assert!(how.contains("systemd-run --user --scope -p Delegate=yes"), "{how}");
    }
    runtime().block_on(async {
        walls_stand(&engine).await;
        if all_held {
            limits_bite(&engine).await;
        }
        if delegated {
            freezes(&engine).await;
        }
        engine.shut_down().await;
    });
    assert_eq!(left_behind(state), [] as [String; 0]);
    ExitCode::SUCCESS
}

async fn walls_stand(engine: &LinuxEngine) {
    let sandbox = engine.build(walls()).await.unwrap();
    let (who, _) =
        run(&*sandbox, "id -un; id -gn; grep -E '^(Cap|NoNewPrivs|Seccomp:)' /proc/self/status").await;
    let none = "0000000000000000";
    let sets = ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"].map(|set| format!("{set}:\t{none}\n"));
    assert_eq!(who, format!("sbx_user1051\nsbx_group\n{}NoNewPrivs:\t1\nSeccomp:\t2\n", sets.concat()));

    let script = "for d in / /etc /var/task /usr /dev /proc; do touch $d/x 2>/dev/null && echo wrote $d; done; \
                  touch /tmp/x && echo tmp; cat /proc/1/environ /proc/1/mem 2>/dev/null; ls /proc/1/fd 2>/dev/null; \
                  kill -9 1; kill -STOP 1; umount /proc 2>/dev/null && echo unmounted; \
                  ls -d /root /run /sys/* /etc/shadow 2>/dev/null; echo alive";
    assert_eq!(run(&*sandbox, script).await, ("tmp\nalive\n".into(), Exit::Code(0)));

    let (calls, _) = finish(sandbox.start(inside(&["system-calls"])).await.unwrap()).await;
    for call in ["mount", "ptrace", "unshare", "clone-newuser", "keyctl", "bpf", "setns"] {
        assert!(calls.lines().any(|line| line == format!("{call} {}", libc::EPERM)), "{call}: {calls}");
    }

    let host = std::net::TcpListener::bind("0.0.0.0:0").unwrap();
    let address = format!("127.0.0.1:{}", host.local_addr().unwrap().port());
    let (refused, _) = finish(sandbox.start(inside(&["connect", &address])).await.unwrap()).await;
    assert_eq!(refused, format!("Err({})\n", libc::ECONNREFUSED));
    assert_eq!(sandbox.address(Port::RuntimeApi), "169.254.100.1:9001");
    let _listener = sandbox.listener(Port::RuntimeApi).unwrap();
    let reached = inside(&["connect", "169.254.100.1:9001"]);
    let (reached, _) = finish(sandbox.start(reached).await.unwrap()).await;
    assert_eq!(reached, "Ok(())\n");

    let other = engine.build(walls()).await.unwrap();
    let mut running = other.start(shell("echo secret > /tmp/s; echo; exec sleep 1000")).await.unwrap();
    line(&mut running).await;
    let (seen, _) =
        run(&*sandbox, "cat /tmp/s /proc/[0-9]*/comm 2>/dev/null; kill -9 -1 2>/dev/null; echo alive").await;
    assert_eq!(seen, "sh\nalive\n", "neither the other's files nor its processes");
    other.kill().await;
    assert_eq!(running.exit.await.unwrap().to_string(), "signal: killed");

    // Daemons hold the output open: its end is seen there.
    let daemon = "(setsid sh -c 'while :; do sleep 1000; done' &) ; echo left";
    let mut running = sandbox.start(shell(daemon)).await.unwrap();
    assert_eq!(line(&mut running).await, "left");
    sandbox.kill().await;
    assert_eq!(running.output.read(&mut Vec::new()).await.unwrap(), 0);

    assert_eq!(run(&*sandbox, "cat /proc/self/oom_score_adj").await.0, "500\n");
    // No size, so no figure either.
    assert_eq!(sandbox.usage().tmp_bytes, None);
    let mut on_the_hosts = walls();
    on_the_hosts.network = Network::Host;
    assert!(engine.build(on_the_hosts).await.is_err());
}

async fn limits_bite(engine: &LinuxEngine) {
    let mut small = walls();
    small.processes_max = 20;
    let sandbox = engine.build(small).await.unwrap();
    let (_, exit) = finish(sandbox.start(inside(&["allocate", "200"])).await.unwrap()).await;
    assert_eq!(exit.to_string(), "signal: killed");
    let usage = sandbox.usage();
    assert_eq!((usage.oom_kills, usage.memory_peak_bytes), (1, Some(128 * MB)));
    let (output, _) = finish(sandbox.start(inside(&["threads"])).await.unwrap()).await;
    assert_eq!(output, "20 threads, errno 11\n");
    sandbox.set_cpu(sandbox::CpuQuota { millicores: 200 });
    let (clock, before) = (Clock::real(), sandbox.usage().cpu_time.unwrap());
    let start = clock.host_now();
    finish(sandbox.start(inside(&["spin", "1"])).await.unwrap()).await;
    let used = (sandbox.usage().cpu_time.unwrap() - before).as_secs_f64();
    let share = used / clock.host_now().since(start).as_secs_f64();
    assert!(share < 0.3, "{share} of a core instead of 0.2");
}

async fn freezes(engine: &LinuxEngine) {
    let sandbox = engine.build(walls()).await.unwrap();
    let mut running = sandbox.start(shell("echo; while :; do echo x; done")).await.unwrap();
    line(&mut running).await;
    sandbox.freeze();
    // What was written before; then, from a frozen tree, nothing.
    let clock = Clock::real();
    let mut output = Vec::new();
    loop {
        output.clear();
        let nothing_for = clock.host_now() + Duration::from_millis(200);
        tokio::select! {
            read = running.output.read(&mut output) => assert!(read.unwrap() > 0),
            () = clock.host_sleep_until(nothing_for) => break,
        }
    }
    sandbox.thaw();
    output.clear();
    assert!(running.output.read(&mut output).await.unwrap() > 0);
    sandbox.kill().await;
}
