//! Limits that the kernel holds, with AWS's words when they are met.

use crate::support::{Data, Function, Invoked, Server, have, until};
use serde_json::{Value, json};

fn greedy(handler: &str, memory_mb: u32, timeout_s: u32) -> Function<'_> {
    Function { memory_mb, timeout_s, ..Function::ours(handler) }
}

fn message(error: &Value) -> &str {
    error["errorMessage"].as_str().unwrap()
}

#[test]
fn too_much_memory_is_an_error_of_aws_and_the_next_invocation_works() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&greedy("greedy.memory", 128, 30));
    assert_eq!(server.invoke("memory", &json!({"mb": 20})).value(), 20);
    let killed = server.invoke("memory", &json!({"mb": 300}));
    let error = killed.error();
    assert_eq!(error["errorType"], "Runtime.ExitError");
    assert!(message(&error).ends_with(" Error: Runtime exited with error: signal: killed"), "{error}");
    let report = killed.report();
    assert!(report.contains("\tStatus: error\tError Type: Runtime.OutOfMemory\t"), "{report}");
    assert_eq!(killed.reported("Max Memory Used"), 128.0);
    assert_eq!(server.invoke("memory", &json!({"mb": 20})).value(), 20);
}

#[test]
fn the_report_tells_the_peak_of_memory() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&greedy("greedy.memory", 512, 30));
    let used = |mb: u32| {
        let answer = server.invoke("memory", &json!({"mb": mb}));
        answer.value();
        answer.reported("Max Memory Used")
    };
    let little = used(1);
    assert!((3.0..40.0).contains(&little), "{little} MB for an interpreter and one MB");
    let much = used(65);
    assert!((60.0..70.0).contains(&(much - little)), "64 MB more: {little} MB, then {much} MB");
    // The peak is that of the environment's life.
    assert!(used(1) >= much);
}

#[test]
fn a_time_out_ends_every_process_and_keeps_tmp() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&greedy("greedy.linger", 128, 1));
    assert_eq!(server.invoke("linger", &json!({})).value()["kept"], false);
    let marker = format!("lingering-{}", server.pid());
    let marked = || {
        let processes = server.traces.processes();
        processes.into_iter().filter(|(_, command)| command.contains(&marker)).collect::<Vec<_>>()
    };
    let timed_out = std::thread::scope(|scope| {
        let invoked = scope.spawn(|| server.invoke("linger", &json!({"sleep": true, "marker": marker})));
        until("a child and a grandchild run", || (marked().len() == 2).then_some(()));
        invoked.join().unwrap()
    });
    assert_eq!(marked(), [], "processes that outlived the time-out");
    let error = timed_out.error();
    assert_eq!(error["errorType"], "Sandbox.Timedout");
    assert!(message(&error).ends_with(" Error: Task timed out after 1.00 seconds"), "{error}");
    assert!(timed_out.report().contains("\tStatus: timeout\t"), "{}", timed_out.report());
    // Not the half minute that it would have slept.
    assert!((1_000.0..15_000.0).contains(&timed_out.reported("Duration")), "{}", timed_out.report());

    let next = server.invoke("linger", &json!({})).value();
    assert_eq!(next["kept"], true, "/tmp survives");
    assert!(next["processes"].as_u64().unwrap() <= 3, "{next}");
}

#[test]
fn a_full_tmp_is_no_space_left_and_not_out_of_memory() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&greedy("greedy.tmp", 128, 60));
    for event in [json!({}), json!({"empty": true})] {
        let full = server.invoke("tmp", &event);
        let value = full.value();
        assert_eq!(value["error"], "ENOSPC", "{value}");
        let mb = value["mb"].as_u64().unwrap();
        assert!((480..=512).contains(&mb), "{mb} MB in a /tmp of 512 MB");
        assert!(full.reported("Max Memory Used") < 128.0, "{}", full.report());
    }
}

#[test]
fn the_1025th_descriptor_is_refused() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&greedy("greedy.files", 128, 30));
    let value = server.invoke("files", &json!({})).value();
    assert_eq!(value, json!({"error": "EMFILE", "highest": 1023}));
    // And the function can still be spoken to.
    assert_eq!(server.invoke("files", &json!({})).value(), value);
}

#[test]
fn processes_beyond_1024_are_refused() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&greedy("greedy.processes", 1769, 60));
    for _ in 0..2 {
        let value = server.invoke("processes", &json!({})).value();
        assert_eq!(value["error"], "EAGAIN");
        let count = value["count"].as_u64().unwrap();
        assert!((1_000..=1_024).contains(&count), "{value}");
    }
}

#[test]
fn threads_beyond_1024_are_refused() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&greedy("greedy.threads", 1769, 60));
    let value = server.invoke("threads", &json!({})).value();
    assert_eq!(value["error"], "can't start new thread");
    assert!((1_000..=1_024).contains(&value["count"].as_u64().unwrap()), "{value}");
}

#[test]
fn every_way_to_end_has_aws_words_and_the_next_invocation_works() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&greedy("greedy.end", 128, 30));
    for (event, expected) in [
        (json!({"how": "abort"}), "Runtime exited with error: signal: aborted (core dumped)"),
        (json!({"how": "exit", "code": 3}), "Runtime exited with error: exit status 3"),
        (json!({"how": "exit at once", "code": 127}), "Runtime exited with error: exit status 127"),
        (json!({"how": "exit at once", "code": 0}), "Runtime exited without providing a reason"),
        (
            json!({"how": "signal", "number": 11}),
            "Runtime exited with error: signal: segmentation fault (core dumped)",
        ),
        (json!({"how": "signal", "number": 9}), "Runtime exited with error: signal: killed"),
    ] {
        let ended = server.invoke("end", &event);
        let error = ended.error();
        assert_eq!(error["errorType"], "Runtime.ExitError", "{event}");
        let text = message(&error);
        assert!(text.ends_with(&format!(" Error: {expected}")), "{event}: {text}");
        // Nobody ran out of memory here.
        assert!(ended.report().contains("\tError Type: Runtime.ExitError\t"), "{event}: {}", ended.report());
        assert_eq!(server.invoke("end", &json!({"how": "not"})).value(), "still here");
    }
}

#[test]
fn a_response_may_have_6291556_bytes_and_not_one_more() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&greedy("greedy.answer", 512, 30));
    let ask = |bytes: u32| server.invoke("answer", &json!({"bytes": bytes}));
    let largest = ask(6_291_556);
    assert_eq!((largest.status, &largest.function_error), (200, &None));
    assert_eq!(largest.payload.len(), 6_291_556);
    let too_large = ask(6_291_557);
    assert_eq!(
        too_large.error(),
        json!({
            "errorMessage": "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
            "errorType": "Function.ResponseSizeTooLarge",
        })
    );
    let next: Invoked = ask(10);
    assert_eq!(next.text(), "\"xxxxxxxx\"");
    assert!(!next.report().contains("Init Duration"), "the environment survives: {}", next.report());
}

#[test]
fn a_fork_bomb_ends_with_its_invocation() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&greedy("greedy.bomb", 256, 2));
    for _ in 0..2 {
        // What it meets first depends on the machine: its time, or the memory that its children take together.
        let error = server.invoke("bomb", &json!({"bomb": true})).error();
        let expected = ["Sandbox.Timedout", "Runtime.ExitError"];
        assert!(expected.iter().any(|kind| error["errorType"] == *kind), "{error}");
        assert_eq!(server.invoke("bomb", &json!({})).value(), "survived");
    }
}

#[test]
fn a_small_function_gets_its_share_of_a_processor() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&greedy("greedy.burn", 128, 30));
    let used = server.invoke("burn", &json!({"s": 2})).value()["cpu_s"].as_f64().unwrap();
    // 128 of 1769 MB are 0.145 s of two seconds; a busy machine gives less, and nothing gives much more.
    assert!(used < 0.4, "{used} s of processor time in two seconds");
    server.create(&Function { name: "large", ..greedy("greedy.burn", 1769, 30) });
    let used_by_large = server.invoke("large", &json!({"s": 2})).value()["cpu_s"].as_f64().unwrap();
    assert!(used_by_large > used, "{used_by_large} s with 1769 MB, {used} s with 128 MB");
}

#[test]
fn an_environment_at_rest_does_nothing() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&greedy("greedy.background", 1769, 30));
    let before = server.invoke("background", &json!({})).value().as_u64().unwrap();
    assert!(before > 0);
    std::thread::sleep(std::time::Duration::from_secs(2));
    let after = server.invoke("background", &json!({})).value().as_u64().unwrap();
    // Awake it would count four hundred.
    assert!(after - before < 100, "{before} ticks, then {after}");
}

#[test]
fn environments_that_have_rested_long_enough_are_torn_down() {
    let Some(()) = have::python() else { return };
    let data = Data::new();
    let server = Server::start_with(data.clone(), &["--config", &data.config("idle_ttl_s = 1")]);
    server.create(&Function::ours("inside.echo"));
    server.invoke("echo", &json!(1)).value();
    until("nothing is idle", || {
        let health = server.call("GET", "/_hikeshi/health", b"").json();
        let none = health["environments"]["idle"] == 0;
        (none && server.traces.processes().is_empty()).then_some(())
    });
    assert_eq!(server.invoke("echo", &json!(2)).value(), 2);
}

#[test]
fn beyond_the_accounts_concurrency_invocations_are_throttled() {
    let Some(()) = have::python() else { return };
    let data = Data::new();
    let server = Server::start_with(data.clone(), &["--config", &data.config("concurrent_executions = 2")]);
    server.create(&Function::ours("inside.nap"));
    std::thread::scope(|scope| {
        let naps = [(); 2].map(|()| scope.spawn(|| server.invoke("nap", &json!({"s": 3})).value()));
        until("two have begun", || {
            let log = server.call("GET", "/_hikeshi/logs?group=/aws/lambda/nap", b"").text();
            (log.matches("START RequestId").count() == 2).then_some(())
        });
        let third = server.call("POST", "/2015-03-31/functions/nap/invocations", b"{}");
        assert_eq!(third.status, 429, "{}", third.text());
        assert_eq!(third.header("x-amzn-errortype"), Some("TooManyRequestsException"));
        assert_eq!(third.json()["Reason"], "ConcurrentInvocationLimitExceeded");
        for nap in naps {
            assert_eq!(nap.join().unwrap(), json!({"slept": 3}));
        }
    });
    assert_eq!(server.invoke("nap", &json!({"s": 0})).value(), json!({"slept": 0}));
}

#[test]
fn a_log_that_is_long_keeps_nobody_waiting_and_its_end_is_told() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&greedy("greedy.chatty", 1769, 60));
    let memory_kb = || {
        let status = std::fs::read_to_string(format!("/proc/{}/status", server.pid())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap().to_owned();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap()
    };
    let answer = server.invoke("chatty", &json!({"kb": 60_000}));
    assert_eq!(answer.value(), "said");
    assert_eq!(answer.log.len(), 4096, "the last 4 KB");
    assert!(answer.log.contains("059999 xxx"), "{}", answer.log);
    assert!(answer.report().starts_with("REPORT RequestId: "));
    assert!(memory_kb() < 200 << 10, "{} KB in the server after 60 MB of log", memory_kb());
}
