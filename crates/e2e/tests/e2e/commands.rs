//! The command line, as its users see it.

use crate::support::{Data, Function, Server, have, hikeshi, until};
use serde_json::json;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Output, Stdio};

/// Exit code, standard output, standard error.
fn run(command: &mut Command) -> (i32, String, String) {
    said(&command.stdin(Stdio::null()).output().unwrap())
}

fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().expect("no signal"), text(&output.stdout), text(&output.stderr))
}

#[test]
fn doctor_tells_which_limits_hold_and_which_runtimes_run() {
    have::root_or_exit();
    let (code, out, error) = run(hikeshi().arg("doctor"));
    let rows: Vec<&str> = out.lines().collect();
    assert_eq!(error, "");
    for limit in ["memory", "cpu", "processes and threads", "open descriptors", "freeze", "/tmp", "swap"] {
        let row = rows.iter().find(|row| row.starts_with(&format!("{limit}  ")));
        let row = row.unwrap_or_else(|| panic!("no {limit} in {out}"));
        // Either is fine, as long as it is said.
        assert!(row.contains("  yes  ") || row.contains("  NO  "), "{row}");
    }
    assert_eq!(code, i32::from(out.contains("  NO  ")), "{out}");
    let provided = rows.iter().find(|row| row.starts_with("provided.al2023"));
    assert!(provided.is_some_and(|row| row.ends_with("the package's own bootstrap")), "{out}");
    assert!(rows.iter().any(|row| row.starts_with("python3.12")), "{out}");
}

#[test]
fn invoke_prints_the_answer_and_puts_the_log_beside_it() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    let app = b"def handler(event, context):\n    print('on', event)\n    return event['n'] + 1\n";
    server.create(&Function::python("add", "app.handler", &[("app.py", app)]));
    let endpoint = server.endpoint();
    let invoke =
        |payload: &str| run(hikeshi().args(["invoke", "add", "--payload", payload, "--endpoint", &endpoint]));
    let (code, out, log) = invoke(r#"{"n": 1}"#);
    assert_eq!((code, out.as_str()), (0, "2\n"));
    let lines: Vec<&str> = log.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(lines, ["START", "on", "END", "REPORT"], "{log}");

    let (code, out, log) = invoke("{}");
    assert_eq!(code, 1);
    assert!(out.starts_with(r#"{"errorMessage": "'n'", "errorType": "KeyError", "requestId": ""#), "{out}");
    assert!(log.ends_with("the function failed (Unhandled)\n"), "{log}");

    let file = AsRef::<std::path::Path>::as_ref(&server.data).join("event.json");
    std::fs::write(&file, r#"{"n": 40}"#).unwrap();
    assert_eq!(invoke(&format!("@{}", file.display())).1, "41\n");

    let mut piped = hikeshi();
    piped.args(["invoke", "add", "--payload", "-", "--endpoint", &endpoint]);
    let mut piped =
        piped.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    piped.stdin.take().unwrap().write_all(br#"{"n": 6}"#).unwrap();
    assert_eq!(said(&piped.wait_with_output().unwrap()).1, "7\n");

    let (code, out, error) = run(hikeshi().args(["invoke", "nobody", "--endpoint", &endpoint]));
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(error.starts_with("hikeshi: ResourceNotFoundException: "), "{error}");
    assert!(
        error.contains("Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody"),
        "{error}"
    );
}

#[test]
fn invoke_says_when_nobody_is_there() {
    let (code, out, error) = run(hikeshi().args(["invoke", "f", "--endpoint", "http://127.0.0.1:1"]));
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(error.starts_with("hikeshi: nobody answers at http://127.0.0.1:1: "), "{error}");
}

#[test]
fn logs_prints_a_log_and_follows_it() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&Function::ours("inside.echo"));
    server.invoke("echo", &json!(1)).value();
    let mut logs = hikeshi();
    logs.args(["logs", "echo", "--endpoint", &server.endpoint()]);
    let (code, out, error) = run(&mut logs);
    assert_eq!((code, error.as_str()), (0, ""));
    let second = |line: &str| line.split(' ').nth(1).unwrap_or_default().to_owned();
    assert_eq!(
        out.lines().map(second).collect::<Vec<_>>(),
        ["INIT_START", "START", "END", "REPORT"],
        "{out}"
    );

    let mut following = logs.arg("--follow").stdout(Stdio::piped()).stdin(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(following.stdout.take().unwrap()).lines().map_while(Result::ok);
    let four: Vec<String> = lines.by_ref().take(4).map(|line| second(&line)).collect();
    assert_eq!(four, ["INIT_START", "START", "END", "REPORT"]);
    server.invoke("echo", &json!(2)).value();
    let three: Vec<String> = lines.by_ref().take(3).map(|line| second(&line)).collect();
    assert_eq!(three, ["START", "END", "REPORT"]);
    following.kill().unwrap();
    following.wait().unwrap();
}

#[test]
fn try_shows_what_fails_as_aws_would() {
    let (Some(()), Some(())) = (have::python(), have::node()) else { return };
    have::root_or_exit();
    let (code, out, _) = run(hikeshi().args(["try", "--once", "--listen", "127.0.0.1:0"]));
    assert_eq!(code, 0, "{out}");
    for (name, answer) in [
        ("hello-python", "200 {\"greeting\": \"Hello, Edo!\""),
        ("hello-nodejs", "200 {\"greeting\":\"Hello, Edo!\""),
        ("hello-provided", "200 {\"greeting\":\"Hello!\""),
        ("too-slow", "200 Unhandled: Sandbox.Timedout: Task timed out after 1.00 seconds"),
        ("out-of-memory", "200 Unhandled: Runtime.ExitError: Runtime exited with error: signal: killed"),
        ("exception", "200 Unhandled: ValueError: the index is missing"),
    ] {
        let row = out.lines().find(|line| line.starts_with(&format!("{name} ")));
        assert!(row.is_some_and(|row| row.contains(answer)), "{name}: {out}");
    }
    let directory = out.lines().next().and_then(|line| line.rsplit(' ').next()).unwrap();
    assert!(directory.contains("hikeshi-try-"), "{out}");
    assert!(!std::path::Path::new(directory).exists(), "{directory} is left");
}

#[test]
fn start_refuses_what_would_not_be_safe_or_cannot_be() {
    have::root_or_exit();
    let data = Data::new();
    let start =
        |arguments: &[&str]| run(hikeshi().arg("start").args(arguments).arg("--data-dir").arg(data.path()));
    let (code, _, error) = start(&["--listen", "0.0.0.0:0"]);
    assert_eq!(code, 1);
    assert_eq!(
        error,
        "hikeshi: 0.0.0.0:0 can be reached by other machines, and nobody's credentials are checked: listen on \
         loopback, name a file of keys with --auth, or insist with --insecure-listen\n"
    );
    assert!(!data.path().exists(), "nothing was made");
    assert_eq!(start(&["--listen", "somewhere"]).0, 2);
    assert_eq!(start(&["--no-such-thing"]).0, 2);
    assert_eq!(start(&["--memory"]).0, 2, "in memory and in a directory");
    let (code, _, error) = start(&["--config", "/nowhere.toml"]);
    assert_eq!((code, error.starts_with("hikeshi: could not read /nowhere.toml: ")), (1, true), "{error}");
}

#[test]
fn a_port_that_is_taken_is_said_to_be_and_nothing_is_left() {
    let server = Server::start();
    let data = Data::new();
    let (code, out, error) = run(hikeshi()
        .args(["start", "--listen", &server.address.to_string(), "--data-dir"])
        .arg(data.path()));
    assert_eq!((code, out.as_str()), (1, ""));
    let expected = format!("hikeshi: could not listen on {}: Address already in use", server.address);
    assert!(error.contains(&expected), "{error}");
    assert!(!data.path().join("sandbox").exists(), "no helper was started for it");
}

#[test]
fn a_data_directory_has_one_server() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&Function::ours("inside.echo"));
    let (code, out, error) =
        run(hikeshi().args(["start", "--listen", "127.0.0.1:0", "--data-dir"]).arg(server.data.path()));
    assert_eq!((code, out.as_str()), (1, ""));
    assert_eq!(
        error,
        format!("hikeshi: could not use {}: another server does\n", server.data.path().display())
    );
    // And the first one has not noticed.
    assert_eq!(server.invoke("echo", &json!(1)).value(), json!(1));
}

#[test]
fn a_server_in_memory_leaves_no_directory() {
    let Some(()) = have::python() else { return };
    have::root_or_exit();
    let mut child = hikeshi()
        .args(["start", "--listen", "127.0.0.1:0", "--memory"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let place = lines.find_map(|line| Some(line.trim().strip_prefix("data")?.trim().to_owned())).unwrap();
    let place = place.strip_prefix("in memory; files in ").and_then(|rest| rest.split(' ').next()).unwrap();
    assert!(std::path::Path::new(place).exists(), "{place}");
    let traces = crate::support::Traces::of(std::path::Path::new(place));
    let pid = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
    let status = until("the server has ended", || child.try_wait().unwrap());
    assert!(status.success(), "{status}");
    assert!(!std::path::Path::new(place).exists(), "{place} is left");
    traces.vanish();
}

#[test]
fn the_banner_tells_where_it_is_and_what_holds() {
    let server = Server::start();
    let banner = &server.banner;
    assert!(banner.starts_with("hikeshi 0."), "{banner}");
    assert!(banner.contains(&format!("  endpoint   {}\n", server.endpoint())), "{banner}");
    assert!(banner.contains(&format!("  data       {}\n", server.data.path().display())), "{banner}");
    for limit in ["memory", "cpu", "processes and threads", "open descriptors", "/tmp"] {
        let told =
            ["holds   ", "NOT HELD"].iter().any(|sign| banner.contains(&format!("  {sign}   {limit}: ")));
        assert!(told, "{limit}: {banner}");
    }
    let next = format!("aws lambda list-functions --endpoint-url {}\n", server.endpoint());
    assert!(banner.ends_with(&next), "{banner}");
}

#[test]
fn what_a_server_offers_is_what_the_lists_say() {
    let read = |name: &str| -> toml::Table {
        let text = std::fs::read_to_string(crate::support::have::root().join("models").join(name)).unwrap();
        text.parse().unwrap()
    };
    let (listed, not_yet) = (read("offered.toml"), read("not-yet.toml"));
    let names = |list: Option<&toml::Value>| -> std::collections::BTreeSet<String> {
        let names = list.and_then(toml::Value::as_array).into_iter().flatten();
        names.map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    let offered = Server::start().call("GET", "/_hikeshi/operations", b"").json();
    for (service, list) in &listed {
        let expected: std::collections::BTreeSet<String> =
            names(Some(list)).difference(&names(not_yet.get(service))).cloned().collect();
        let registered = offered[service].as_array().into_iter().flatten();
        let registered: std::collections::BTreeSet<String> =
            registered.map(|name| name.as_str().unwrap().to_owned()).collect();
        assert_eq!(registered, expected, "{service}");
    }
    assert_eq!(offered.as_object().unwrap().len(), listed.len());
}
