//! What code inside cannot do and cannot see.

use crate::Test;
use crate::world::{finish, inside, line, run, shell, walls, with_engine};
use rustix::thread::CapabilitySet;
use sandbox::{Engine, Exit};

pub const TESTS: &[Test] = &[
    ("the_user_is_unprivileged_and_has_aws_name", user),
    ("no_capability_no_new_privilege_a_filter", status),
    ("everything_but_tmp_is_read_only", read_only),
    ("functions_are_killed_for_memory_before_their_keepers", memory_scores),
    ("standard_output_can_be_opened_by_name", output_by_name),
    ("nothing_of_the_host_is_seen", nothing_of_the_host),
    ("dangerous_system_calls_are_refused_and_new_ones_do_not_exist", system_calls),
    ("environments_do_not_see_each_other", apart),
    ("the_hosts_ports_cannot_be_reached", host_ports),
    ("limits_are_those_that_aws_shows", resource_limits),
];

fn user() {
    with_engine(|engine| async move {
        let one = engine.build(walls()).await.unwrap();
        let two = engine.build(walls()).await.unwrap();
        let (name, _) = run(&*one, "id -un; id -gn; id -G | wc -w").await;
        assert_eq!(name, "sbx_user1051\nsbx_group\n1\n");
        let (first, _) = run(&*one, "id -u").await;
        let (second, _) = run(&*two, "id -u").await;
        assert!(first.trim().parse::<u32>().unwrap() >= 1_900_000_000, "{first}");
        assert_ne!(first, second);
    });
}

fn status() {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        let (output, _) =
            run(&*sandbox, "grep -E '^(Cap|NoNewPrivs|Seccomp:)' /proc/self/status | tr -s '\\t ' ' '").await;
        let none = "0000000000000000";
        let expected = format!(
            "CapInh: {none}\nCapPrm: {none}\nCapEff: {none}\nCapBnd: {none}\nCapAmb: {none}\nNoNewPrivs: 1\nSeccomp: 2\n"
        );
        assert_eq!(output, expected);
    });
}

fn memory_scores() {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        let script = "cat /proc/self/oom_score_adj; \
                      for n in 499 -1; do echo $n > /proc/self/oom_score_adj && echo at $n; done 2>/dev/null";
        let (output, _) = run(&*sandbox, script).await;
        let server = std::fs::read_to_string("/proc/self/oom_score_adj").unwrap();
        // Only who has this capability may lower a score, and say below which others cannot go.
        let may = CapabilitySet::SYS_RESOURCE;
        if rustix::thread::capabilities(None).unwrap().effective.contains(may) {
            assert_eq!((output.as_str(), server.trim()), ("500\n", "-500"));
        } else {
            println!("  without CAP_SYS_RESOURCE a function may lower its score to that of the server");
            assert_eq!((output.as_str(), server.trim()), ("500\nat 499\n", "0"));
        }
    });
}

fn output_by_name() {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        let script =
            "echo a > /dev/stdout; echo b >> /dev/stderr; echo c > /proc/self/fd/1; echo d | tee /dev/stderr";
        let (output, _) = run(&*sandbox, script).await;
        assert_eq!(output, "a\nb\nc\nd\nd\n");
    });
}

fn read_only() {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        let script = "for d in / /etc /var/task /var/runtime /opt /usr /usr/bin /dev /var /home; do \
                      touch $d/x 2>/dev/null && echo wrote $d; done; touch /tmp/x && echo tmp; \
                      chmod 4755 /tmp/x; mkdir /tmp/d && ls -ld /tmp | cut -c1-10";
        assert_eq!(run(&*sandbox, script).await, ("tmp\ndrwxrwxrwt\n".into(), Exit::Code(0)));
        let (output, _) = run(&*sandbox, "grep -c ' / .* ro' /proc/self/mountinfo; umask; pwd").await;
        assert_ne!(output.lines().next(), Some("0"));
        assert!(output.ends_with("0022\n/tmp\n"), "{output}");
    });
}

fn nothing_of_the_host() {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        let script = "ls -d /root /run /sys/* /dev/shm /dev/vda /etc/shadow /etc/ssh /work /boot 2>/dev/null; \
                      env | grep -v -E '^(PATH|ME|PWD|_|OLDPWD|SHLVL)='; ls -l /proc/self/fd | wc -l; cat /proc/1/status 2>&1";
        let (output, _) = run(&*sandbox, script).await;
        // Three standard descriptors, that of the directory, and `ls`'s line with the total.
        assert_eq!(output, "5\ncat: /proc/1/status: No such file or directory\n");
        let (output, _) =
            run(&*sandbox, "echo b > /proc/sysrq-trigger; echo x > /proc/sys/kernel/core_pattern").await;
        assert_eq!(output.matches("cannot create").count(), 2, "{output}");
    });
}

fn system_calls() {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        let (output, exit) = finish(sandbox.start(inside(&["system-calls"])).await.unwrap()).await;
        assert_eq!(exit, Exit::Code(0), "{output}");
        for line in output.lines() {
            let (name, errno) = line.split_once(' ').unwrap();
            let expected = match name {
                "getpid" => 0,
                "clone3" | "io_uring" | "of-the-future" => libc::ENOSYS,
                _ => libc::EPERM,
            };
            assert_eq!(errno.parse::<i32>().unwrap(), expected, "{name}");
        }
    });
}

fn apart() {
    with_engine(|engine| async move {
        let one = engine.build(walls()).await.unwrap();
        let two = engine.build(walls()).await.unwrap();
        let _listener = two.listener(sandbox::Port::RuntimeApi).unwrap();
        let mut running = one.start(shell("echo secret > /tmp/s; echo; exec sleep 1000")).await.unwrap();
        line(&mut running).await;
        let (output, _) =
            run(&*two, "ls /tmp; cat /proc/[0-9]*/comm; kill -9 -1 2>/dev/null; echo alive").await;
        assert_eq!(output, "sh\nalive\n");
        assert_eq!(one.usage().threads, Some(1));
        // Frozen, killed, torn down: the other goes on.
        two.tear_down().await;
        let (output, _) = run(&*one, "cat /tmp/s").await;
        assert_eq!(output, "secret\n");
    });
}

fn host_ports() {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        let host = std::net::TcpListener::bind("0.0.0.0:0").unwrap();
        let port = host.local_addr().unwrap().port();
        for (address, errno) in [("127.0.0.1", libc::ECONNREFUSED), ("10.0.0.1", libc::ENETUNREACH)] {
            let process = inside(&["connect", &format!("{address}:{port}")]);
            let (output, _) = finish(sandbox.start(process).await.unwrap()).await;
            assert_eq!(output, format!("Err({errno})\n"));
        }
    });
}

fn resource_limits() {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        let (output, _) =
            run(&*sandbox, "ulimit -n; ulimit -Hn; ulimit -l; ulimit -s; ulimit -v; cat /dev/stdin").await;
        assert_eq!(output, "1024\n1024\n64\n8192\nunlimited\n");
    });
}
