//! From exec to the first healthy answer, and what an idle platform weighs.

use crate::Binaries;
use crate::platform::{Scratch, start};
use crate::stats::{line, median, millis};
use std::time::{Duration, Instant};

const ROUNDS: usize = 15;

pub async fn measure(binaries: &Binaries) {
    let mut took = Vec::new();
    for round in 0..ROUNDS {
        let scratch = Scratch::new(&format!("startup-{round}"));
        let began = Instant::now();
        let running = start(binaries, &scratch.0).await;
        took.push(began.elapsed());
        drop(running);
    }
    line("start to healthy, empty store", millis(median(&mut took)), "ms", None, "≤ 50 ms");

    let scratch = Scratch::new("idle");
    let running = start(binaries, &scratch.0).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let family = family(running.child.id());
    let rss: u64 = family.iter().map(|pid| resident_kib(*pid)).sum();
    let name = format!("idle memory, all {} processes", family.len());
    line(&name, rss as f64 / 1024.0, "MiB", None, "≤ 20 MiB");
}

/// A process and everything below it.
pub fn family(pid: u32) -> Vec<u32> {
    let mut all = vec![pid];
    let mut at = 0;
    while at < all.len() {
        let path = format!("/proc/{0}/task/{0}/children", all[at]);
        let children = std::fs::read_to_string(path).unwrap_or_default();
        all.extend(children.split_whitespace().filter_map(|pid| pid.parse::<u32>().ok()));
        at += 1;
    }
    all
}

/// Resident memory that is not a file's: pages of the program are shared by all processes of the family.
pub fn resident_kib(pid: u32) -> u64 {
    field_kib(pid, "Pss:")
}

/// A process's proportional share of memory, as the kernel counts it.
fn field_kib(pid: u32, name: &str) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).unwrap_or(0)
}
