//! `cargo xtask bench`: how fast the platform is, as ratios to a floor that is measured in the same run.
//!
//! The floor is what no platform can do without: the same two hops (a front, a Runtime API) with bare hyper, the same
//! function process outside of any sandbox, the same client. Medians of several rounds, in which the two take turns.

#![expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]

mod client;
mod cold;
mod floor;
mod memory;
mod platform;
mod startup;
mod stats;
mod store;
mod warm;

use std::path::PathBuf;

/// Where the binaries are that were built with this one.
pub struct Binaries {
    pub hikeshi: PathBuf,
    pub provided: PathBuf,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    if arguments.first().is_some_and(|argument| argument == "floor") {
        runtime.block_on(floor::serve());
        return;
    }
    let directory = std::env::current_exe().expect("our own path").parent().expect("a directory").to_owned();
    let binaries = Binaries { hikeshi: directory.join("hikeshi"), provided: directory.join("provided-rust") };
    let wanted = |name: &str| arguments.is_empty() || arguments.iter().any(|argument| argument == name);
    runtime.block_on(async {
        println!("{}", stats::HEAD);
        if wanted("startup") {
            startup::measure(&binaries).await;
        }
        if wanted("warm") {
            warm::measure(&binaries).await;
        }
        if wanted("store") {
            store::measure().await;
        }
        if wanted("cold") {
            cold::measure(&binaries).await;
        }
        if wanted("memory") {
            memory::measure(&binaries).await;
        }
    });
}
