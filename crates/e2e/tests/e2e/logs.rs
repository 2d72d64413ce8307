//! Logs on disk: over kills and restarts, without a server, and in a flood.

use crate::support::{Function, Server, have, hikeshi};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

fn logs(arguments: &[&str]) -> Vec<String> {
    let output = hikeshi().arg("logs").args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// Events of a function as the admin API has them.
fn events(server: &Server, function: &str) -> Vec<Value> {
    let answer = server.call("GET", &format!("/_hikeshi/logs?group=/aws/lambda/{function}"), b"");
    answer.json()["events"].as_array().unwrap().clone()
}

#[test]
fn logs_outlive_a_kill_and_are_read_with_and_without_a_server() {
    let Some(()) = have::python() else { return };
    let app = b"def handler(event, context):\n    print('said', event, '\\x1b[31m')\n    return event\n";
    let server = Server::start();
    server.create(&Function::python("talker", "app.handler", &[("app.py", app)]));
    for number in 0..3 {
        server.invoke("talker", &json!(number)).value();
    }
    let before = events(&server, "talker");
    assert_eq!(before.len(), 1 + 3 * 4, "INIT_START, and START, a line, END, REPORT of each: {before:?}");
    // What came in the last milliseconds may be lost; everything before may not.
    std::thread::sleep(Duration::from_millis(200));
    let data = server.kill();

    let directory = data.path();
    let here = directory.to_str().unwrap();
    let offline = logs(&["talker", "--data-dir", here]);
    assert_eq!(offline.len(), before.len());
    // Not to a terminal: what was written comes as it was written.
    assert!(offline.iter().any(|line| line.ends_with(" said 2 \x1b[31m")), "{offline:?}");

    let server = Server::start_on(data);
    assert_eq!(events(&server, "talker"), before);
    server.invoke("talker", &json!(3)).value();
    let after = events(&server, "talker");
    assert_eq!(after[..before.len()], before);
    let number = |event: &Value| event["number"].as_u64().unwrap();
    assert!(number(&after[before.len()]) > number(&before[before.len() - 1]), "numbers go on");

    let endpoint = server.endpoint();
    let ask = |more: &[&str]| logs(&[&["talker", "--endpoint", &endpoint], more].concat());
    assert_eq!(ask(&["--filter", "said"]).len(), 4);
    assert_eq!(ask(&["--since", "1h"]).len(), after.len());
    assert_eq!(ask(&["--since", "0s"]).len(), 0);
    let stream = after.last().unwrap()["logStreamName"].as_str().unwrap();
    assert_eq!(ask(&["--stream", stream]).len(), after.len() - before.len());
    let refused = hikeshi().args(["logs", "talker", "--data-dir", here]).output().unwrap();
    assert!(!refused.status.success(), "a server uses it");
}

/// Memory of the server, in bytes.
fn resident(server: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.pid())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.split_whitespace().next().unwrap().parse::<u64>().unwrap() << 10
}

fn disk(directory: &Path) -> u64 {
    let entries = std::fs::read_dir(directory).unwrap();
    entries.filter_map(|entry| entry.ok()?.metadata().ok()).map(|found| found.len()).sum()
}

#[test]
fn a_flood_of_output_keeps_no_other_function_waiting_and_fills_neither_memory_nor_disk() {
    let Some(()) = have::python() else { return };
    let data = crate::support::Data::new();
    let config = data.config("log_bytes_max = 4000000\n");
    let server = Server::start_with(data, &["--config", &config]);
    let flood = b"import os\ndef handler(event, context):\n    line = (b'all work and no play ' * 40 + b'\\n') * 64\n    while True:\n        os.write(1, line)\n";
    let files: [crate::support::Entry<'_>; 1] = [("app.py", flood)];
    let flood = Function { timeout_s: 8, ..Function::python("flood", "app.handler", &files) };
    server.create(&flood);
    server.create(&Function::ours("inside.echo"));
    server.invoke("echo", &json!(0)).value();
    let before = resident(&server);
    std::thread::scope(|scope| {
        let flooding = scope.spawn(|| server.invoke("flood", &json!({})).error());
        let began = Instant::now();
        let mut count = 0;
        while began.elapsed() < Duration::from_secs(6) {
            assert_eq!(server.invoke("echo", &json!(count)).value(), json!(count));
            count += 1;
        }
        assert!(count >= 10, "only {count} invocations went beside the flood");
        let grown = resident(&server).saturating_sub(before);
        assert!(grown < 200 << 20, "the server has grown by {grown} bytes");
        assert_eq!(flooding.join().unwrap()["errorType"], "Sandbox.Timedout");
    });
    // The journal, a segment that is being sealed, and what the configuration allows.
    let kept = disk(&server.data.path().join("logs"));
    assert!(kept < 64 << 20, "{kept} bytes of logs");
    let last = events(&server, "echo");
    assert!(
        last.last().is_some_and(|event| event["message"].as_str().unwrap().starts_with("REPORT")),
        "{last:?}"
    );
}
