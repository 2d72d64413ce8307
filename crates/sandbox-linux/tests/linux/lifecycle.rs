//! Birth, output, ends, and birth again inside the same walls.

use crate::Test;
use crate::world::{command, finish, inside, line, run, shell, walls, with_engine};
use sandbox::{Engine, Exit, Listener, Network, Port};
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

pub const TESTS: &[Test] = &[
    ("output_and_exit_code_of_a_program_arrive", output_and_exit_code),
    ("a_program_that_a_signal_ends_is_worded_as_aws_words_it", signals),
    ("a_program_that_cannot_be_executed_is_told_with_its_errno", not_executed),
    ("variables_and_arguments_arrive_as_given", variables_and_arguments),
    ("tmp_survives_a_restart_and_the_earlier_tree_does_not", restart),
    ("the_listeners_are_reached_from_inside_and_survive_a_restart", listeners),
    ("on_the_hosts_network_the_address_tells_the_port", host_network),
    ("sixty_four_environments_live_at_once", many_at_once),
    ("node_and_python_run", runtimes),
];

fn output_and_exit_code() {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        let (output, exit) = run(&*sandbox, "echo out; echo err >&2; exit 3").await;
        assert_eq!((output.as_str(), exit), ("out\nerr\n", Exit::Code(3)));
        sandbox.tear_down().await;
    });
}

fn signals() {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        let (_, exit) = finish(sandbox.start(inside(&["abort"])).await.unwrap()).await;
        assert_eq!(exit.to_string(), "signal: aborted");
        let (_, exit) = run(&*sandbox, "kill -SEGV $$").await;
        assert_eq!(exit.to_string(), "signal: segmentation fault");
        let running = sandbox.start(shell("sleep 1000")).await.unwrap();
        sandbox.kill().await;
        assert_eq!(running.exit.await.unwrap().to_string(), "signal: killed");
    });
}

fn not_executed() {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        let (_, exit) = finish(sandbox.start(command(&["/var/task/absent"])).await.unwrap()).await;
        assert_eq!(exit, Exit::NotExecuted { errno: libc::ENOENT });
        let (_, exit) = finish(sandbox.start(command(&["/etc/passwd"])).await.unwrap()).await;
        assert_eq!(exit, Exit::NotExecuted { errno: libc::EACCES });
        let error = sandbox.start(command(&["/bin/true\0"])).await.err().unwrap();
        assert!(error.to_string().starts_with("could not start a process"), "{error}");
    });
}

fn variables_and_arguments() {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        let mut process = command(&["/usr/bin/env"]);
        process.variables = vec![("A".into(), "1 2\n3".into()), ("É".into(), String::new())];
        let (output, _) = finish(sandbox.start(process).await.unwrap()).await;
        assert_eq!(output, "A=1 2\n3\nÉ=\n");
        let process = command(&["/bin/echo", "a  b", "", "c"]);
        assert_eq!(finish(sandbox.start(process).await.unwrap()).await.0, "a  b  c\n");
    });
}

fn restart() {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        let mut first = sandbox.start(shell("echo kept > /tmp/file; echo there; sleep 1000")).await.unwrap();
        line(&mut first).await;
        // The first tree still lives: it is killed before the second starts.
        let (output, exit) = run(&*sandbox, "cat /tmp/file; cat /proc/[0-9]*/comm").await;
        assert_eq!((output.as_str(), exit), ("kept\nsh\n", Exit::Code(0)));
        assert_eq!(first.exit.await.unwrap().to_string(), "signal: killed");
    });
}

fn listeners() {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        assert_eq!(sandbox.address(Port::RuntimeApi), "169.254.100.1:9001");
        let mut listener = sandbox.listener(Port::RuntimeApi).unwrap();
        assert!(sandbox.listener(Port::RuntimeApi).is_none());
        for _ in 0..2 {
            assert_eq!(exchange(&*sandbox, &mut listener, "169.254.100.1:9001").await, "heard hello\n");
        }
        let mut other = sandbox.listener(Port::Platform).unwrap();
        assert_eq!(exchange(&*sandbox, &mut other, "169.254.100.1:4566").await, "heard hello\n");
    });
}

fn host_network() {
    with_engine(|engine| async move {
        let mut walls = walls();
        walls.network = Network::Host;
        let sandbox = engine.build(walls).await.unwrap();
        let mut listener = sandbox.listener(Port::RuntimeApi).unwrap();
        let address = sandbox.address(Port::RuntimeApi);
        assert!(address.starts_with("127.0.0.1:"), "{address}");
        assert_eq!(exchange(&*sandbox, &mut listener, &address).await, "heard hello\n");
    });
}

/// A program inside says a line and prints the answer.
async fn exchange(sandbox: &dyn sandbox::Sandbox, listener: &mut Listener, address: &str) -> String {
    let running = sandbox.start(inside(&["talk", address])).await.unwrap();
    let mut connection = listener.accept().await.unwrap();
    let mut heard = [0; 6];
    connection.read_exact(&mut heard).await.unwrap();
    connection.write_all(&[b"heard ", &heard[..5]].concat()).await.unwrap();
    drop(connection);
    finish(running).await.0
}

fn many_at_once() {
    with_engine(|engine| async move {
        let stories = (0..64).map(|number| {
            let engine = Arc::clone(&engine);
            tokio::spawn(async move {
                let sandbox = engine.build(walls()).await.unwrap();
                let script = format!("echo {number} > /tmp/me; cat /tmp/me; exec sleep 1000");
                let mut running = sandbox.start(shell(&script)).await.unwrap();
                assert_eq!(line(&mut running).await, number.to_string());
                sandbox
            })
        });
        let mut sandboxes = Vec::new();
        for story in stories.collect::<Vec<_>>() {
            sandboxes.push(story.await.unwrap());
        }
        assert!(sandboxes.iter().all(|sandbox| sandbox.usage().threads == Some(2)));
    });
}

fn runtimes() {
    with_engine(|engine| async move {
        for (program, flag, script, expected) in [
            (
                "/usr/bin/node",
                "-e",
                "const os = require('os'); console.log(os.cpus().length > 0, os.totalmem() > 0)",
                "true true\n",
            ),
            (
                "/usr/bin/python3",
                "-c",
                "import os, ssl, socket, pwd; print(os.cpu_count() > 0, pwd.getpwuid(os.getuid()).pw_name)",
                "True sbx_user1051\n",
            ),
        ] {
            if !std::path::Path::new(program).exists() {
                println!("  without {program}: this machine has none");
                continue;
            }
            let sandbox = engine.build(walls()).await.unwrap();
            let process = command(&[program, flag, script]);
            assert_eq!(finish(sandbox.start(process).await.unwrap()).await, (expected.into(), Exit::Code(0)));
        }
    });
}
