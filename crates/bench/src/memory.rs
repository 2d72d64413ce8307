//! What an idle environment costs beyond its runtime: what the platform's own processes grow by for each, and what
//! the kernel keeps for its walls.

use crate::Binaries;
use crate::client::Client;
use crate::platform::{Package, Scratch, create, start};
use crate::startup::{family, resident_kib};
use crate::stats::line;
use bytes::Bytes;
use std::time::Duration;

const ENVIRONMENTS: usize = 32;

pub async fn measure(binaries: &Binaries) {
    let scratch = Scratch::new("memory");
    let running = start(binaries, &scratch.0).await;
    let mut client = Client::connect(&running.host).await.expect("a connection");
    // One environment first, so that what is only needed once is there.
    create(&mut client, "warm-up", &Package::provided(binaries)).await;
    client.echo("warm-up", &Bytes::from_static(b"{}")).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let before = weigh(running.child.id());
    let package = Package::provided(binaries);
    for number in 0..ENVIRONMENTS {
        let name = format!("f{number}");
        create(&mut client, &name, &package).await;
        client.echo(&name, &Bytes::from_static(b"{}")).await;
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    let after = weigh(running.child.id());
    let each = |after: u64, before: u64| after.saturating_sub(before) as f64 / ENVIRONMENTS as f64 / 1024.0;
    let kernel = each(after.kernel_kib, before.kernel_kib);
    let platform = each(after.platform_kib, before.platform_kib);
    line("idle environment: platform's processes", platform, "MiB", None, "");
    line("idle environment: kernel memory", kernel, "MiB", None, "");
    line("idle environment: the two together", platform + kernel, "MiB", None, "≤ 1.5 MiB");
    line("idle environment: its runtime", each(after.runtimes_kib, before.runtimes_kib), "MiB", None, "");
}

struct Weight {
    /// The server, its helpers, and the first process of every sandbox.
    platform_kib: u64,
    /// What runs inside the sandboxes.
    runtimes_kib: u64,
    /// Slab, page tables and kernel stacks of the whole machine.
    kernel_kib: u64,
}

fn weigh(server: u32) -> Weight {
    let (mut platform_kib, mut runtimes_kib) = (0, 0);
    for pid in family(server) {
        let program = std::fs::read_link(format!("/proc/{pid}/exe")).unwrap_or_default();
        match program.file_name().is_some_and(|name| name == "hikeshi") {
            true => platform_kib += resident_kib(pid),
            false => runtimes_kib += resident_kib(pid),
        }
    }
    Weight { platform_kib, runtimes_kib, kernel_kib: kernel_kib() }
}

fn kernel_kib() -> u64 {
    let text = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let wanted = ["SUnreclaim:", "PageTables:", "KernelStack:"];
    let lines = text.lines().filter(|line| wanted.iter().any(|name| line.starts_with(name)));
    lines.filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).sum()
}
