//! Cold starts: the whole first invocation of an environment, and the bare start of the same runtime to its first
//! question for an event, outside of any sandbox.

use crate::Binaries;
use crate::client::Client;
use crate::platform::{Package, Scratch, bare, create, start};
use crate::stats::{line, median, millis};
use bytes::Bytes;
use hyper::Method;
use serde_json::json;
use std::io::Read;
use std::net::TcpListener;
use std::time::{Duration, Instant};

const ROUNDS: usize = 25;

pub async fn measure(binaries: &Binaries) {
    let scratch = Scratch::new("cold");
    let running = start(binaries, &scratch.0).await;
    let mut client = Client::connect(&running.host).await.expect("a connection");
    // The file systems for /tmp are made in the background after the start.
    tokio::time::sleep(Duration::from_millis(500)).await;
    for (name, package, goal) in [
        ("provided", Package::provided(binaries), "≤ 6 ms"),
        ("python", Package::python(), "≤ 40 ms"),
        ("nodejs", Package::node(), "≤ 40 ms"),
    ] {
        create(&mut client, name, &package).await;
        // Once for what is only done once, such as compiling Python's bootstrap.
        client.echo(name, &Bytes::from_static(b"{}")).await;
        let mut ours = Vec::new();
        let mut floors = Vec::new();
        for _ in 0..ROUNDS {
            floors.push(bare_start(binaries, name, &scratch));
            retire(&mut client, name).await;
            let payload = Bytes::from_static(b"{}");
            let began = Instant::now();
            client.echo(name, &payload).await;
            ours.push(began.elapsed());
        }
        let floor = millis(median(&mut floors));
        line(&format!("cold invoke, {name}"), millis(median(&mut ours)), "ms", Some(floor), goal);
    }
}

/// A change of configuration ends every environment of the function.
async fn retire(client: &mut Client, name: &str) {
    let path = format!("/2015-03-31/functions/{name}/configuration");
    let body = json!({"Description": "again"}).to_string();
    let answer = client.call(Method::PUT, &path, body.into()).await.expect("an answer");
    assert_eq!(answer.status, 200, "{:?}", answer.body);
    loop {
        let answer = client.call(Method::GET, &path, Bytes::new()).await.expect("an answer");
        let state: serde_json::Value = serde_json::from_slice(&answer.body).expect("JSON");
        if state["LastUpdateStatus"] == "Successful" {
            break;
        }
    }
    // Tearing down the old environment is not part of the new one's start.
    tokio::time::sleep(Duration::from_millis(60)).await;
}

/// From fork to the first byte of `GET …/next`.
fn bare_start(binaries: &Binaries, name: &str, scratch: &Scratch) -> Duration {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("bound").to_string();
    let mut command = bare(binaries, name, scratch, &address);
    let began = Instant::now();
    let mut child = command.spawn().expect("the runtime starts");
    let (mut stream, _) = listener.accept().expect("a connection");
    stream.read_exact(&mut [0]).expect("a request");
    let took = began.elapsed();
    let _ = child.kill();
    let _ = child.wait();
    took
}
