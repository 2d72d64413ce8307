//! Warm invocations, against the floor, in turns.

use crate::Binaries;
use crate::client::Client;
use crate::platform::{Package, Scratch, create, floor, start};
use crate::stats::{line, median_of, micros, quantile};
use bytes::Bytes;
use std::time::{Duration, Instant};

const ROUNDS: usize = 7;
const CALLS: usize = 3_000;
const CALLS_PER_CLIENT: usize = 400;
const CLIENTS: usize = 16;

/// What one round measures.
#[derive(Default)]
struct Measured {
    p50_us: Vec<f64>,
    p99_us: Vec<f64>,
    per_second: Vec<f64>,
    per_second_many: Vec<f64>,
}

pub async fn measure(binaries: &Binaries) {
    let scratch = Scratch::new("warm");
    let running = start(binaries, &scratch.0).await;
    let mut client = Client::connect(&running.host).await.expect("a connection");
    for (name, package, goal) in [
        ("provided", Package::provided(binaries), "≤ 1.6 × floor"),
        ("python", Package::python(), ""),
        ("nodejs", Package::node(), ""),
    ] {
        create(&mut client, name, &package).await;
        client.echo(name, &Bytes::from_static(b"{}")).await;
        let one = floor(binaries, name, &scratch, 1);
        let many = floor(binaries, name, &scratch, 2);
        let (mut floors, mut ours) = (Measured::default(), Measured::default());
        for _ in 0..ROUNDS {
            round(&mut floors, &one.front.host, &many.front.host, name).await;
            round(&mut ours, &running.host, &running.host, name).await;
        }
        let (floor, ours) = (floors.medians(), ours.medians());
        line(&format!("warm invoke p50, {name}"), ours[0], "µs", Some(floor[0]), goal);
        line(&format!("warm invoke p99, {name}"), ours[1], "µs", Some(floor[1]), "");
        line(&format!("warm invokes, 1 client, {name}"), ours[2], "/s", Some(floor[2]), "");
        line(&format!("warm invokes, {CLIENTS} clients, {name}"), ours[3], "/s", Some(floor[3]), "");
    }
}

impl Measured {
    fn medians(self) -> [f64; 4] {
        [self.p50_us, self.p99_us, self.per_second, self.per_second_many].map(median_of)
    }
}

async fn round(measured: &mut Measured, one: &str, many: &str, function: &str) {
    let payload = Bytes::from_static(br#""Edo, Kanda""#);
    let mut client = Client::connect(one).await.expect("a connection");
    for _ in 0..200 {
        client.echo(function, &payload).await;
    }
    let mut took = Vec::with_capacity(CALLS);
    let began = Instant::now();
    for _ in 0..CALLS {
        let began = Instant::now();
        client.echo(function, &payload).await;
        took.push(began.elapsed());
    }
    measured.per_second.push(CALLS as f64 / began.elapsed().as_secs_f64());
    measured.p50_us.push(micros(quantile(&mut took, 0.5)));
    measured.p99_us.push(micros(quantile(&mut took, 0.99)));

    let began = Instant::now();
    let workers: Vec<_> = (0..CLIENTS).map(|_| worker(many.to_owned(), function.to_owned())).collect();
    let workers: Vec<_> = workers.into_iter().map(tokio::spawn).collect();
    for worker in workers {
        worker.await.expect("a worker");
    }
    let calls = (CLIENTS * CALLS_PER_CLIENT) as f64;
    measured.per_second_many.push(calls / began.elapsed().as_secs_f64());
    tokio::time::sleep(Duration::from_millis(50)).await;
}

async fn worker(host: String, function: String) {
    let mut client = Client::connect(&host).await.expect("a connection");
    let payload = Bytes::from_static(br#""Edo, Kanda""#);
    for _ in 0..CALLS_PER_CLIENT {
        client.echo(&function, &payload).await;
    }
}
