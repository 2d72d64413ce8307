//! How long a client is waited for, on a clock that the test moves.

use std::time::Duration;
use testkit::Raw;

const HEALTH: &[u8] = b"GET /_hikeshi/health HTTP/1.1\r\nHost: localhost\r\n\r\n";

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[test]
fn a_connection_that_says_nothing_is_closed() {
    let raw = Raw::new();
    let wire = raw.connect();
    raw.advance_host(seconds(29));
    assert!(!wire.is_over());
    raw.advance_host(seconds(1));
    assert!(wire.is_over());
    assert_eq!(raw.refused("slow_head"), 1);
}

#[test]
fn a_head_that_trickles_is_not_waited_for() {
    let raw = Raw::new();
    let mut wire = raw.connect();
    wire.write(HEALTH);
    assert!(wire.read().starts_with("HTTP/1.1 200"));
    raw.advance_host(seconds(100));
    for byte in &HEALTH[..30] {
        assert!(!wire.is_over());
        wire.write(&[*byte]);
        raw.advance_host(seconds(1));
    }
    assert!(wire.is_over());
    assert_eq!(raw.refused("slow_head"), 1);
}

#[test]
fn a_connection_may_rest_between_requests_for_five_minutes() {
    let raw = Raw::new();
    let mut wire = raw.connect();
    for _ in 0..3 {
        wire.write(HEALTH);
        assert!(wire.read().starts_with("HTTP/1.1 200"));
        raw.advance_host(seconds(299));
        assert!(!wire.is_over());
    }
    raw.advance_host(seconds(1));
    assert!(wire.is_over());
    assert_eq!(raw.refused("idle"), 1);
}

#[test]
fn a_client_that_does_not_read_its_answer_loses_it() {
    let raw = Raw::new();
    let mut wire = raw.connect_holding(1_000);
    // The answer names the path, and is larger than what the connection holds.
    let path = "x".repeat(10_000);
    wire.write(format!("GET /{path} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes());
    raw.advance_host(seconds(59));
    assert!(!wire.is_over());
    // It has read a little, which is enough for a while.
    assert!(wire.read().starts_with("HTTP/1.1 404"));
    raw.advance_host(seconds(59));
    assert!(!wire.is_over());
    raw.advance_host(seconds(1));
    assert!(wire.is_over());
    assert_eq!(raw.refused("slow_reader"), 1);
}

#[test]
fn a_body_that_stalls_is_answered_and_its_connection_closed() {
    let raw = Raw::new();
    let mut wire = raw.connect();
    wire.write(b"POST /2015-03-31/functions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{");
    raw.advance_host(seconds(19));
    assert_eq!(wire.read(), "");
    raw.advance_host(seconds(1));
    let answer = wire.read();
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    assert!(answer.to_lowercase().contains("connection: close"), "{answer}");
    assert!(wire.is_over());
    assert_eq!(raw.refused("slow_body"), 1);
}

#[test]
fn the_body_of_a_refused_request_is_read_and_forgotten_for_a_while() {
    let raw = Raw::new();
    let mut wire = raw.connect();
    let head = "POST /2015-03-31/functions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 80000000\r\n\r\n";
    wire.write(head.as_bytes());
    let answer = wire.read();
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert!(answer.to_lowercase().contains("connection: close"), "{answer}");
    for _ in 0..5 {
        assert!(!wire.is_over());
        wire.write(&[b'x'; 100_000]);
        raw.advance_host(seconds(12));
    }
    assert!(wire.is_over());
}

#[test]
fn the_small_body_of_a_refused_request_costs_no_connection() {
    let raw = Raw::new();
    let mut wire = raw.connect();
    for _ in 0..2 {
        wire.write(b"POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhal");
        assert_eq!(wire.read(), "");
        wire.write(b"lo");
        let answer = wire.read();
        assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
        assert!(!answer.to_lowercase().contains("connection: close"), "{answer}");
    }
}

#[test]
fn a_body_that_waits_to_be_asked_is_not_asked_for_in_vain() {
    let raw = Raw::new();
    let mut wire = raw.connect();
    wire.write(
        b"POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n",
    );
    let answer = wire.read();
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
    assert!(wire.is_over());
}

#[test]
fn what_http_leaves_open_to_two_readings_is_refused() {
    let raw = Raw::new();
    let plain = raw.send(HEALTH);
    assert!(plain.starts_with(b"HTTP/1.1 200"));
    for (number, text) in (1..).zip([
        "GET / HTTP/1.1\nHost: localhost\n\n",
        "GET / HTTP/1.1\r\nHost: localhost\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nA: b\r\n c\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxy",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length : 1\r\n\r\nx",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: +1\r\n\r\nx",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ]) {
        let hidden = format!("{text}GET /_hikeshi/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
        let answers = String::from_utf8_lossy(&raw.send(hidden.as_bytes())).into_owned();
        assert!(answers.starts_with("HTTP/1.1 400") || answers.starts_with("HTTP/1.0 400"), "{text}{answers}");
        assert_eq!(answers.matches("HTTP/1.").count(), 1, "a second request was read in {text:?}: {answers}");
        assert!(raw.refused("malformed") >= number, "{text}");
    }
}

#[test]
fn large_heads_and_long_paths_are_refused_in_a_form_that_clients_read() {
    let raw = Raw::new();
    let ask = |path: &str, headers: &str| {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n");
        String::from_utf8_lossy(&raw.send(request.as_bytes())).into_owned()
    };
    let many: String = (0..100).map(|number| format!("x-{number}: y\r\n")).collect();
    let large = format!("x: {}\r\n", "y".repeat(64 << 10));
    for headers in [many, large] {
        let answer = ask("/2015-03-31/functions", &headers);
        assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
        assert!(answer.contains("x-amzn-errortype: RequestHeaderFieldsTooLargeException"), "{answer}");
        assert!(answer.contains("x-amzn-requestid: "), "{answer}");
    }
    let answer = ask(&format!("/{}", "x".repeat(16 << 10)), "");
    assert!(answer.starts_with("HTTP/1.1 414"), "{answer}");
    assert!(answer.contains("RequestUriTooLongException"), "{answer}");
    // What is just as large as it may be is read.
    let headers: String = (0..99).map(|number| format!("x-{number}: {}\r\n", "y".repeat(600))).collect();
    assert!(ask("/_hikeshi/health", &headers).starts_with("HTTP/1.1 200"));
    // Beyond all reason nobody looks for a form.
    assert!(ask("/", &format!("x: {}\r\n", "y".repeat(1 << 20))).starts_with("HTTP/1.1 431"));
    assert!(ask(&format!("/{}", "x".repeat(100_000)), "").starts_with("HTTP/1.1 414"));
    assert_eq!(raw.refused("large_head") + raw.refused("long_uri"), 5);
}
