//! A real disk that is full: a small file system in a file, mounted where nobody else sees it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use store::{Error, Store};
use store_redb::{Options, open_with};
use support::Chance;
use support::load::{self, Expected, SHARDS};
use tempfile::TempDir;

const INSIDE: &str = "HIKESHI_FULL_INSIDE";
const RESERVE: Options = Options { journal_bytes_max: 1 << 20, reserve_bytes: 12 << 20 };
const NO_RESERVE: Options = Options { journal_bytes_max: 1 << 20, reserve_bytes: 0 };

/// Runs one test of this program again in a mount namespace of its own, which takes every mount with it when it ends.
/// Whether this is that run; without root there is none.
fn inside(test: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    if !rustix::process::geteuid().is_root() {
        eprintln!("skipped: mounting needs root");
        return false;
    }
    let again = Command::new("unshare")
        .args(["--mount", "--propagation", "private"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(INSIDE, "1")
        .status()
        .unwrap();
    assert!(again.success(), "{again}");
    false
}

/// A file system of 48 MiB.
fn small_disk(directory: &Path) -> std::path::PathBuf {
    let (image, place) = (directory.join("image"), directory.join("disk"));
    fs::File::create(&image).unwrap().set_len(48 << 20).unwrap();
    fs::create_dir(&place).unwrap();
    let run = |program: &str, arguments: &[&std::ffi::OsStr]| {
        let done = Command::new(program).args(arguments).output().unwrap();
        assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    };
    run("mkfs.ext4", &["-q".as_ref(), "-m0".as_ref(), image.as_ref()]);
    run("mount", &["-o".as_ref(), "loop".as_ref(), image.as_ref(), place.as_ref()]);
    place
}

fn free_bytes(place: &Path) -> u64 {
    let disk = rustix::fs::statvfs(place).unwrap();
    disk.f_bavail * disk.f_frsize
}

/// Fills the disk up to so many bytes.
fn fill_but(place: &Path, bytes: u64) {
    let taken = free_bytes(place).saturating_sub(bytes);
    fs::write(place.join("filler"), vec![1; taken as usize]).unwrap();
}

/// What was acknowledged: transactions of each shard, and rows that fill the disk.
#[derive(Default)]
struct Acknowledged {
    transactions: BTreeMap<store::Shard, u64>,
    filled: u64,
}

/// Writes until the disk has no room for more.
async fn write_until_full(store: &Store, seed: u64, acknowledged: &mut Acknowledged) -> Error {
    for n in 0.. {
        let shard = SHARDS[n % SHARDS.len()];
        match load::next(store, seed, shard).await {
            Ok(n) => drop(acknowledged.transactions.insert(shard, n + 1)),
            Err(cause) => return cause,
        }
        let more = acknowledged.filled..acknowledged.filled + 150;
        match load::fill_with(store, more.clone()).await {
            Ok(()) => acknowledged.filled = more.end,
            Err(cause) => return cause,
        }
    }
    unreachable!("the disk is small")
}

#[tokio::test]
async fn a_disk_without_room_refuses_writes_and_takes_them_again_when_there_is_some() {
    if !inside("a_disk_without_room_refuses_writes_and_takes_them_again_when_there_is_some") {
        return;
    }
    let scratch = TempDir::new().unwrap();
    let place = small_disk(scratch.path());
    let (mut acknowledged, mut expected) = (Acknowledged::default(), Expected::new(1));
    let store = Store::new(open_with(&place.join("data"), &RESERVE).unwrap());
    fill_but(&place, 16 << 20);
    for _ in 0..3 {
        let refused = write_until_full(&store, 1, &mut acknowledged).await;
        assert!(matches!(&refused, Error::NoRoom(why) if why.contains("have to stay free")), "{refused}");
        assert!(store.trouble().is_some() && store.stopped().is_none());
        expected.check(&store, &acknowledged.transactions).await.unwrap();
    }
    fs::remove_file(place.join("filler")).unwrap();
    assert!(store.trouble().is_none());
    load::next(&store, 1, SHARDS[0]).await.unwrap();
    expected.check(&store, &acknowledged.transactions).await.unwrap();
}

#[tokio::test]
async fn a_write_larger_than_what_the_disk_has_left_is_refused_and_smaller_ones_go_on() {
    if !inside("a_write_larger_than_what_the_disk_has_left_is_refused_and_smaller_ones_go_on") {
        return;
    }
    let scratch = TempDir::new().unwrap();
    let place = small_disk(scratch.path());
    let store = Store::new(open_with(&place.join("data"), &RESERVE).unwrap());
    fill_but(&place, 16 << 20);
    // Some 12 MiB: more than what is left, once they are in the journal and among the rows.
    let refused = load::fill_with(&store, 0..12_000).await.unwrap_err();
    assert!(matches!(&refused, Error::NoRoom(why) if why.contains("beside what is written")), "{refused}");
    assert!(store.stopped().is_none());
    assert_eq!(load::filled(&store).await, Ok(0));
    load::next(&store, 1, SHARDS[0]).await.unwrap();
}

#[tokio::test]
async fn a_disk_that_is_full_all_the_same_stops_the_store_and_nothing_acknowledged_is_lost() {
    if !inside("a_disk_that_is_full_all_the_same_stops_the_store_and_nothing_acknowledged_is_lost") {
        return;
    }
    let mut chance = Chance(1);
    for seed in 0..6 {
        let scratch = TempDir::new().unwrap();
        let place = small_disk(scratch.path());
        let data = place.join("data");
        let (mut acknowledged, mut expected) = (Acknowledged::default(), Expected::new(seed));
        let store = Store::new(open_with(&data, &NO_RESERVE).unwrap());
        load::fill_with(&store, 0..10).await.unwrap();
        // The journal, the checkpoint or the growth of either finds the end of the disk.
        fill_but(&place, chance.below(2 << 20));
        let cause = write_until_full(&store, seed, &mut acknowledged).await;
        assert!(matches!(&cause, Error::Stopped(why) if why.contains("No space left")), "{cause}");
        drop(store);
        // Whether or not a full disk can be opened, trying does no harm.
        let still_full = open_with(&data, &NO_RESERVE).err();
        fs::remove_file(place.join("filler")).unwrap();
        let store = Store::new(open_with(&data, &NO_RESERVE).unwrap());
        assert!(load::filled(&store).await.unwrap() >= acknowledged.filled);
        let checked = expected.check(&store, &acknowledged.transactions).await;
        checked.unwrap_or_else(|why| panic!("seed {seed}: {why} (opened while full: {still_full:?})"));
        load::next(&store, seed, SHARDS[0]).await.unwrap();
        drop(store);
        Command::new("umount").arg(&place).status().unwrap();
    }
}
