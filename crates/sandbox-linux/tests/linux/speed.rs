//! How long each step takes: `cargo test -p sandbox-linux --release --test linux -- --measure`. Prints, asserts nothing.

use crate::world::{command, launch, line, shell, walls};
use clock::Clock;
use sandbox::Engine;
use std::process::ExitCode;
use std::time::Duration;

const ROUNDS: usize = 200;

pub fn measure() -> ExitCode {
    let clock = Clock::real();
    let state = tempfile::tempdir().unwrap();
    let before = clock.host_now();
    let engine = launch(state.path());
    println!("launch {:?}", clock.host_now().since(before));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut rows: Vec<(&str, Vec<Duration>)> = Vec::new();
        let mut add = |name: &'static str, took: Duration| match rows.iter_mut().find(|(n, _)| *n == name) {
            Some((_, all)) => all.push(took),
            None => rows.push((name, vec![took])),
        };
        engine.build(walls()).await.unwrap().tear_down().await;
        for _ in 0..ROUNDS {
            // Time for the stock to fill up again, as between two cold starts of real life.
            clock.host_sleep_until(clock.host_now() + Duration::from_millis(30)).await;
            let start = clock.host_now();
            let sandbox = engine.build(walls()).await.unwrap();
            let built = clock.host_now();
            let mut running = sandbox.start(shell("echo; exec sleep 1000")).await.unwrap();
            let started = clock.host_now();
            line(&mut running).await;
            let spoke = clock.host_now();
            add("build", built.since(start));
            add("start (walls stand)", started.since(built));
            add("start to first output of sh", spoke.since(built));
            add("build to first output of sh", spoke.since(start));
            for _ in 0..5 {
                let t0 = clock.host_now();
                sandbox.freeze();
                let t1 = clock.host_now();
                sandbox.thaw();
                let t2 = clock.host_now();
                let usage = sandbox.usage();
                let t3 = clock.host_now();
                add("freeze", t1.since(t0));
                add("thaw", t2.since(t1));
                add("usage", t3.since(t2));
                assert!(usage.memory_peak_bytes.is_some());
            }
            let t0 = clock.host_now();
            sandbox.kill().await;
            let t1 = clock.host_now();
            add("kill", t1.since(t0));
            let t1 = clock.host_now();
            let mut running = sandbox.start(shell("echo; exec sleep 1000")).await.unwrap();
            add("restart (walls stand)", clock.host_now().since(t1));
            line(&mut running).await;
            let t2 = clock.host_now();
            sandbox.tear_down().await;
            add("tear_down with kill", clock.host_now().since(t2));
        }
        for (name, all) in &mut rows {
            all.sort();
            let at = |share: f64| all[((all.len() - 1) as f64 * share) as usize];
            println!("{name:32} p50 {:>9.1?}  p99 {:>9.1?}", at(0.5), at(0.99));
        }
        idle_memory(&engine).await;
        many(&engine, &clock).await;
        engine.shut_down().await;
    });
    ExitCode::SUCCESS
}

async fn idle_memory(engine: &sandbox_linux::LinuxEngine) {
    let sandbox = engine.build(walls()).await.unwrap();
    let mut running = sandbox.start(command(&["/bin/sh", "-c", "echo; exec sleep 1000"])).await.unwrap();
    line(&mut running).await;
    sandbox.usage();
    println!("memory of an idle environment (sleep): {:?}", sandbox.usage().memory_peak_bytes);
    sandbox.tear_down().await;
}

/// A thousand at once: each as fast as the first?
async fn many(engine: &sandbox_linux::LinuxEngine, clock: &Clock) {
    let mut sandboxes = Vec::new();
    for hundred in 0..10 {
        let start = clock.host_now();
        for _ in 0..100 {
            let sandbox = engine.build(walls()).await.unwrap();
            let mut running = sandbox.start(shell("echo; exec sleep 1000")).await.unwrap();
            line(&mut running).await;
            sandboxes.push((sandbox, running));
        }
        println!(
            "environments {:4} to {:4}: {:?} each",
            hundred * 100,
            hundred * 100 + 99,
            clock.host_now().since(start) / 100
        );
    }
    let start = clock.host_now();
    for (sandbox, _) in sandboxes {
        sandbox.tear_down().await;
    }
    println!("torn down: {:?} each", clock.host_now().since(start) / 1000);
}
