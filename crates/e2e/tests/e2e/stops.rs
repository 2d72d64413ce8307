//! The end of a server, wanted or not, and what the next one finds. Every test here, as every other, also looks for
//! what a server left on its host: processes, control groups, mounts, loop devices, files.

use crate::support::{Data, Function, Server, have, until};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;

/// A server with an environment that rests, one that works and one whose children linger.
fn busy_server(server: &Server) {
    server.create(&Function::ours("inside.echo"));
    server.create(&Function::ours("inside.nap"));
    server.create(&Function::ours("greedy.linger"));
    server.invoke("echo", &json!(1)).value();
    for (name, event) in
        [("nap", json!({"s": 25})), ("linger", json!({"sleep": true, "marker": "lingering"}))]
    {
        let mut connection = server.connect();
        let path = format!("/2015-03-31/functions/{name}/invocations");
        let length = event.to_string().len().to_string();
        let host = server.address.to_string();
        connection.head("POST", &path, &[("host", &host), ("content-length", &length)]).unwrap();
        connection.write(event.to_string().as_bytes()).unwrap();
        // Nobody waits for the answer; the invocation goes on, as on AWS.
        until("the function has begun", || {
            let log = format!("/_hikeshi/logs?group=/aws/lambda/{name}");
            server.call("GET", &log, b"").text().contains("START RequestId").then_some(())
        });
    }
    until("children linger", || {
        let processes = server.traces.processes();
        (processes.iter().filter(|(_, command)| command.contains("lingering")).count() == 2).then_some(())
    });
    assert!(server.traces.all().iter().any(|trace| trace.starts_with("loop")), "{:?}", server.traces.all());
}

#[test]
fn a_server_that_is_stopped_in_the_midst_of_work_leaves_nothing_behind() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    busy_server(&server);
    server.stop();
}

#[test]
fn a_killed_server_leaves_nothing_behind_and_the_next_one_has_its_functions() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    busy_server(&server);
    let data = server.kill();
    let next = Server::start_on(data);
    for name in ["echo", "nap", "linger"] {
        next.active(name);
    }
    assert_eq!(next.invoke("echo", &json!({"still": "here"})).value(), json!({"still": "here"}));
    assert_eq!(next.invoke("nap", &json!({"s": 0})).value(), json!({"slept": 0}));
}

#[test]
fn a_server_whose_helper_dies_stops_and_the_next_one_cleans_up_after_it() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&Function::ours("inside.echo"));
    server.invoke("echo", &json!(1)).value();
    let next = Server::start_on(server.kill_helper());
    next.active("echo");
    assert_eq!(next.invoke("echo", &json!(2)).value(), json!(2));
}

#[test]
fn the_next_server_may_start_while_a_killed_ones_helper_still_cleans_up() {
    let Some(()) = have::python() else { return };
    let mut server = Server::start();
    server.create(&Function::ours("inside.echo"));
    server.invoke("echo", &json!(1)).value();
    for round in 0..3 {
        let data = server.kill_without_looking();
        server = Server::start_on(data);
        server.active("echo");
        assert_eq!(server.invoke("echo", &json!(round)).value(), json!(round));
    }
}

#[test]
fn a_function_whose_creation_was_acknowledged_survives_a_kill_at_once() {
    let Some(()) = have::python() else { return };
    let data = Data::new();
    for round in 0..3 {
        let server = Server::start_on(data.clone());
        let name = format!("kept-{round}");
        server.create_at_once(&Function { name: &name, ..Function::ours("inside.echo") });
        server.kill();
    }
    let server = Server::start_on(data);
    for round in 0..3 {
        let name = format!("kept-{round}");
        server.active(&name);
        assert_eq!(server.invoke(&name, &json!(round)).value(), json!(round));
    }
}

#[test]
fn a_deletion_that_was_acknowledged_survives_a_kill_at_once() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&Function::ours("inside.echo"));
    assert_eq!(server.call("DELETE", "/2015-03-31/functions/echo", b"").status, 204);
    let server = Server::start_on(server.kill());
    assert_eq!(server.call("GET", "/2015-03-31/functions/echo", b"").status, 404);
}

#[test]
fn a_stop_lets_an_invocation_end() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&Function::ours("inside.nap"));
    server.invoke("nap", &json!({"s": 0})).value();
    std::thread::scope(|scope| {
        let napping = scope.spawn(|| server.invoke("nap", &json!({"s": 1})));
        until("it naps", || {
            let log = server.call("GET", "/_hikeshi/logs?group=/aws/lambda/nap", b"").text();
            (log.matches("START RequestId").count() == 2).then_some(())
        });
        let pid = Pid::from_raw(i32::try_from(server.pid()).unwrap()).unwrap();
        kill_process(pid, Signal::TERM).unwrap();
        assert_eq!(napping.join().unwrap().value(), json!({"slept": 1}));
    });
    server.ended();
}

#[test]
fn a_request_that_comes_while_a_server_stops_is_told_so() {
    let server = Server::start();
    let mut connection = server.connect();
    let request = format!("GET /2015-03-31/functions/ HTTP/1.1\r\nHost: {}\r\n", server.address);
    connection.write(request.as_bytes()).unwrap();
    // Another answer shows that the half of a request has arrived.
    assert_eq!(server.call("GET", "/_hikeshi/health", b"").status, 200);
    let pid = Pid::from_raw(i32::try_from(server.pid()).unwrap()).unwrap();
    kill_process(pid, Signal::TERM).unwrap();
    until("nobody is let in", || std::net::TcpStream::connect(server.address).is_err().then_some(()));
    connection.write(b"\r\n").unwrap();
    let answer = connection.answer().unwrap();
    assert_eq!((answer.status, answer.header("x-amzn-errortype")), (503, Some("ServiceUnavailable")));
    server.ended();
}
