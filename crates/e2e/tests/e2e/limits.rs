//! Limits that the kernel holds, with AWS's words when they are met.

use crate::support::{Function, Invoked, Server, have, until};
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
        (json!({"how": "abort"}), "Runtime exited with error: signal: aborted"),
        (json!({"how": "exit", "code": 3}), "Runtime exited with error: exit status 3"),
        (json!({"how": "exit at once", "code": 127}), "Runtime exited with error: exit status 127"),
        (json!({"how": "exit at once", "code": 0}), "Runtime exited without providing a reason"),
        (json!({"how": "signal", "number": 11}), "Runtime exited with error: signal: segmentation fault"),
        (json!({"how": "signal", "number": 9}), "Runtime exited with error: signal: killed"),
    ] {
        let ended = server.invoke("end", &event);
        let error = ended.error();
        assert_eq!(error["errorType"], "Runtime.ExitError", "{event}");
        let text = message(&error).trim_end_matches(" (core dumped)");
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
