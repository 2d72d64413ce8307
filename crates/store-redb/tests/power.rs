//! What was acknowledged is there after the machine lost power: on disks that lose, tear and reorder whatever was not
//! synced.
//!
//! `HIKESHI_POWER_ROUNDS` makes the run longer, `HIKESHI_SEED` repeats one.

mod support;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use store::{Shard, Store};
use store_redb::{Options, open_on};
use support::disk::{Platter, Power};
use support::load::{self, Expected, SHARDS};
use support::{Chance, from_environment};

/// Power losses, some of them in the midst of the opening after another.
const ROUNDS: u64 = 500;
/// Machines, each with disks of its own.
const LIVES_EACH: u64 = 50;

/// A checkpoint every few transactions.
const OPTIONS: Options = Options { journal_bytes_max: 48 << 10, reserve_bytes: 0 };

/// The two disks of a store.
#[derive(Default, Clone)]
struct Images {
    rows: Vec<u8>,
    journal: Vec<u8>,
}

#[test]
fn acknowledged_transactions_survive_a_loss_of_power() {
    let (seed, rounds) =
        (from_environment("HIKESHI_SEED", 1), from_environment("HIKESHI_POWER_ROUNDS", ROUNDS));
    let mut counts = Counts::default();
    for machine in 0..rounds.div_ceil(LIVES_EACH) {
        let mut machine_of_seed = Machine::new(seed.wrapping_mul(1_000_003) + machine);
        let lived = machine_of_seed.live(LIVES_EACH);
        lived.unwrap_or_else(|why| panic!("seed {seed}, machine {machine}: {why}"));
        counts.add(&machine_of_seed.counts);
    }
    println!("{rounds} losses of power: {counts:?}");
    let Counts { acknowledged, besides, opening } = counts;
    assert!(acknowledged > rounds && besides > 0 && opening > 0, "the losses came at dull moments");
}

#[derive(Debug, Default)]
struct Counts {
    /// Transactions that were acknowledged, all of which were there afterwards.
    acknowledged: u64,
    /// Transactions that were there and not acknowledged.
    besides: u64,
    /// Losses before the store was open.
    opening: u64,
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        self.acknowledged += other.acknowledged;
        self.besides += other.besides;
        self.opening += other.opening;
    }
}

struct Machine {
    seed: u64,
    chance: Chance,
    images: Images,
    acknowledged: BTreeMap<Shard, u64>,
    expected: Expected,
    counts: Counts,
}

impl Machine {
    fn new(seed: u64) -> Machine {
        Machine {
            seed,
            chance: Chance(seed),
            // Making a store is another matter (see `open`): this one begins its life with two sound, empty files.
            images: new_store(),
            acknowledged: BTreeMap::new(),
            expected: Expected::new(seed),
            counts: Counts::default(),
        }
    }

    /// Loses power so often.
    fn live(&mut self, lives: u64) -> Result<(), String> {
        for life in 0..lives {
            self.lose_power();
            if self.chance.one_in(2) || life == lives - 1 {
                self.check().map_err(|why| format!("life {life}: {why}"))?;
                let there = self.expected.transactions();
                let sum = |counts: &BTreeMap<Shard, u64>| counts.values().sum::<u64>();
                self.counts.besides += sum(&there) - sum(&self.acknowledged);
                self.acknowledged = there;
            }
        }
        Ok(())
    }

    /// Runs the load until the power goes.
    fn lose_power(&mut self) {
        let operations = match self.chance.one_in(4) {
            true => self.chance.below(40),
            false => self.chance.below(400),
        };
        let power = Power::for_operations(operations);
        let rows = Platter::new(std::mem::take(&mut self.images.rows), &power);
        let journal = Platter::new(std::mem::take(&mut self.images.journal), &power);
        let opened = open_on(rows.clone(), journal.clone(), &OPTIONS).map(Store::new);
        self.counts.opening += u64::from(opened.is_err());
        if let Ok(store) = opened {
            for (shard, n) in block_on(write_until_it_fails(store, self.seed, self.chance.next())) {
                let least = self.acknowledged.entry(shard).or_insert(0);
                *least = (*least).max(n + 1);
                self.counts.acknowledged += 1;
            }
        }
        self.images.rows = rows.after_power_loss(&mut self.chance);
        self.images.journal = journal.after_power_loss(&mut self.chance);
    }

    /// Opens copies of the disks, so that the next life begins with what this one left.
    fn check(&mut self) -> Result<(), String> {
        let power = Power::for_operations(u64::MAX);
        let images = self.images.clone();
        let (rows, journal) = (Platter::new(images.rows, &power), Platter::new(images.journal, &power));
        let opened = catch_unwind(AssertUnwindSafe(|| open_on(rows, journal, &OPTIONS)));
        let store = opened.map_err(|_| "opening panicked")?.map_err(|cause| format!("could not {cause}"))?;
        block_on(self.expected.check(&Store::new(store), &self.acknowledged))
    }
}

fn new_store() -> Images {
    let power = Power::for_operations(u64::MAX);
    let (rows, journal) = (Platter::new(Vec::new(), &power), Platter::new(Vec::new(), &power));
    drop(open_on(rows.clone(), journal.clone(), &OPTIONS).expect("the power is on"));
    let image = |platter: &Platter| platter.after_power_loss(&mut Chance(0));
    Images { rows: image(&rows), journal: image(&journal) }
}

/// Several writers at several shards; what they were told before the power went.
async fn write_until_it_fails(store: Store, seed: u64, order: u64) -> Vec<(Shard, u64)> {
    let mut chance = Chance(order);
    let writers: Vec<_> = (0..1 + chance.below(6))
        .map(|_| {
            let (store, shard) = (store.clone(), SHARDS[chance.below(SHARDS.len() as u64) as usize]);
            tokio::spawn(async move {
                let mut told = Vec::new();
                while let Ok(n) = load::next(&store, seed, shard).await {
                    told.push((shard, n));
                }
                told
            })
        })
        .collect();
    let mut told = Vec::new();
    for writer in writers {
        told.extend(writer.await.expect("no panic"));
    }
    told
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime starts").block_on(work)
}

/// The time to open a store never grows with what it holds: a repair that walks all of it would.
#[test]
fn an_opening_after_a_crash_reads_no_more_of_a_large_store_than_of_a_small_one() {
    let read_at_opening = |rows_to_put: u64| {
        let power = Power::for_operations(u64::MAX);
        let (rows, journal) = (Platter::new(Vec::new(), &power), Platter::new(Vec::new(), &power));
        let store = Store::new(open_on(rows.clone(), journal.clone(), &Options::default()).expect("sound"));
        block_on(load::fill(&store, rows_to_put)).expect("the power is on");
        // As it is while the store is open: nothing was closed.
        let synced = |platter: &Platter| platter.after_power_loss(&mut Chance(0));
        let (rows, journal) = (synced(&rows), synced(&journal));
        let bytes = rows.len() as u64;
        let (rows, journal) = (Platter::new(rows, &power), Platter::new(journal, &power));
        let opened = open_on(rows.clone(), journal, &Options::default()).expect("it survived");
        let read = rows.bytes_read();
        assert_eq!(block_on(load::filled(&Store::new(opened))), Ok(rows_to_put));
        (bytes, read)
    };
    let (small, large) = (read_at_opening(2_000), read_at_opening(40_000));
    println!("file and read at opening, bytes: {small:?}, {large:?}");
    assert!(large.0 > 10 * small.0, "one is much larger: {small:?}, {large:?}");
    // A bit for each page of the file, which is the allocator's state, is some thousandths of it.
    assert!(large.1 < small.1 + large.0 / 100, "{small:?}, {large:?}");
}
