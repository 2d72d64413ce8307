//! Many at once.

use crate::support::{Function, Server, have};
use serde_json::{Value, json};

const PATH: &str = "/2015-03-31/functions/echo/invocations";

#[test]
fn sixty_four_concurrent_invocations_of_a_cold_function_each_get_their_own_answer() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&Function { timeout_s: 120, ..Function::ours("inside.echo") });
    std::thread::scope(|scope| {
        for number in 0..64 {
            let server = &server;
            scope.spawn(move || {
                let event = json!({"number": number, "text": "x".repeat(number * 100)});
                assert_eq!(server.invoke("echo", &event).value(), event);
            });
        }
    });
}

#[test]
fn five_thousand_warm_invocations_by_sixteen_clients_are_neither_lost_nor_mixed_up() {
    const CLIENTS: usize = 16;
    const EACH: usize = 313;
    let server = Server::start();
    let bootstrap = std::fs::read(have::program("provided-rust")).unwrap();
    let files = [("bootstrap", bootstrap.as_slice())];
    server.create(&Function { runtime: "provided.al2023", ..Function::python("echo", "none", &files) });
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let server = &server;
            scope.spawn(move || {
                let mut connection = server.connect();
                for number in 0..EACH {
                    let event = json!({"client": client, "number": number});
                    let answer = connection.call("POST", PATH, &[], event.to_string().as_bytes()).unwrap();
                    assert_eq!((answer.status, answer.header("x-amz-function-error")), (200, None));
                    assert_eq!(answer.json(), event);
                }
            });
        }
    });
    let health: Value = server.call("GET", "/_hikeshi/health", b"").json();
    let idle = health["environments"]["idle"].as_u64().unwrap();
    // At most one that works and a few that are being put to rest for each client.
    assert!((1..=4 * CLIENTS as u64).contains(&idle), "{idle} environments for {CLIENTS} clients");
}
