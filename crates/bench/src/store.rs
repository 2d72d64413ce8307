//! Durable writes against a bare `write` and `fdatasync` of the same bytes, and openings after a crash.

use crate::platform::Scratch;
use crate::stats::{line, median, median_of, micros, millis, quantile};
use ::store::{Error, Record, Shard, Store, Table, TableId};
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;
/// Writes of one client in a round; the disks that this is meant for do some thousands in a second.
const WRITES: usize = 200;
const VALUE_BYTES: usize = 1_024;

static ROWS: Table<(u64, u64), Row> = Table::new(TableId(u16::MAX), "bench.rows");

#[derive(serde::Serialize, serde::Deserialize)]
struct Row {
    text: String,
}
impl Record for Row {
    const VERSION: u8 = 1;
}

pub async fn measure() {
    let scratch = Scratch::new("store");
    let store = Store::new(store_redb::open(&scratch.0.join("data")).expect("a store"));
    let mut floor = Floor::new(&scratch.0.join("floor"));
    let (mut one, mut bare, mut slow) = (Vec::new(), Vec::new(), Vec::new());
    let mut many = [(16, Vec::new()), (64, Vec::new())];
    let mut bare_rates = Vec::new();
    for round in 0..ROUNDS {
        let mut took = floor.write();
        bare.push(micros(median(&mut took)));
        bare_rates.push(WRITES as f64 / took.iter().sum::<Duration>().as_secs_f64());
        let mut took = write(&store, round as u64).await;
        slow.push(micros(quantile(&mut took, 0.99)));
        one.push(micros(median(&mut took)));
        for (clients, rates) in &mut many {
            let began = Instant::now();
            let writers: Vec<_> = (0..*clients)
                .map(|client| {
                    let store = store.clone();
                    tokio::spawn(async move { write(&store, client).await })
                })
                .collect();
            for writer in writers {
                writer.await.expect("no panic");
            }
            rates.push(*clients as f64 * WRITES as f64 / began.elapsed().as_secs_f64());
        }
    }
    let (bare, bare_rate) = (median_of(bare), median_of(bare_rates));
    line("durable write of 1 KiB, 1 client", median_of(one), "µs", Some(bare), "≤ 1.3");
    line("the same, 99th percentile", median_of(slow), "µs", None, "");
    for (clients, rates) in many {
        let name = format!("durable writes, {clients} clients");
        line(&name, median_of(rates), "/s", Some(bare_rate), &format!("≥ {}", clients / 4));
    }
    drop(store);
    for mib in [32, 512] {
        let took = opening_after_crash(&scratch.0.join(format!("crash-{mib}")), mib).await;
        line(&format!("opening after a crash, {mib} MiB of rows"), millis(took), "ms", None, "≤ 100 ms");
    }
}

async fn write(store: &Store, client: u64) -> Vec<Duration> {
    let row = Row { text: "x".repeat(VALUE_BYTES) };
    let mut took = Vec::new();
    for n in 0..WRITES as u64 {
        let shard = Shard((client * 16 + n % 16) as u8);
        let began = Instant::now();
        let write = store.write(shard, |tx| tx.put(&ROWS, (client, n), &row));
        write.await.map_err(|cause: Error| cause).expect("a write");
        took.push(began.elapsed());
    }
    took
}

/// A file that is allocated already, written from its start to its end.
struct Floor {
    file: File,
    at: u64,
}

impl Floor {
    fn new(path: &Path) -> Floor {
        let file = File::create(path).expect("a file");
        file.write_all_at(&vec![0; 8 << 20], 0).expect("room");
        file.sync_all().expect("a sync");
        Floor { file, at: 0 }
    }

    fn write(&mut self) -> Vec<Duration> {
        let bytes = vec![b'x'; VALUE_BYTES];
        let mut took = Vec::new();
        for _ in 0..WRITES {
            let began = Instant::now();
            self.file.write_all_at(&bytes, self.at).expect("room");
            self.file.sync_data().expect("a sync");
            took.push(began.elapsed());
            self.at += bytes.len() as u64;
        }
        took
    }
}

/// Opens a copy of the files of a store that is open: what a `kill -9` would leave.
async fn opening_after_crash(directory: &Path, mib: u64) -> Duration {
    let (living, killed) = (directory.join("living"), directory.join("killed"));
    std::fs::create_dir_all(&killed).expect("a directory");
    let store = Store::new(store_redb::open(&living).expect("a store"));
    let row = Row { text: "x".repeat(VALUE_BYTES) };
    for from in (0..mib * 1_000).step_by(8_000) {
        let write =
            store.write(Shard(7), |tx| (from..from + 8_000).try_for_each(|n| tx.put(&ROWS, (0, n), &row)));
        write.await.map_err(|cause: Error| cause).expect("a write");
    }
    for name in [store_redb::FILE_NAME, store_redb::JOURNAL_FILE_NAME] {
        std::fs::copy(living.join(name), killed.join(name)).expect("a copy");
        // The copy is no part of what is measured.
        File::open(killed.join(name)).and_then(|file| file.sync_all()).expect("a sync");
    }
    let began = Instant::now();
    let opened = store_redb::open(&killed).expect("a store");
    let took = began.elapsed();
    drop(opened);
    took
}
