//! The store against a simple model, over restarts, crashes and damage.
#![expect(clippy::unwrap_used, reason = "all of this is a test")]

use clock::Timestamp;
use proptest::prelude::*;
use segments::{Bounds, Dropped, Event, Group, LogStore, Order, Page, Query};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

const SMALL: Bounds = Bounds { bytes_max: 1 << 30, age_max: None, seal_bytes: 4 << 10 };
const NEVER: Bounds = Bounds { bytes_max: 1 << 30, age_max: None, seal_bytes: 1 << 30 };

fn group(name: &str) -> Group {
    Group::new("000000000000", "us-east-1", name)
}

fn at(second: u64) -> Timestamp {
    Timestamp::from_secs(1_795_392_000) + Duration::from_secs(second)
}

fn write(store: &LogStore, name: &str, stream: &str, second: u64, message: &str) {
    store.stream(Arc::new(group(name)), stream.into()).write(at(second), at(second), message);
}

fn messages(page: &Page) -> Vec<&str> {
    page.events.iter().map(|event| &*event.message).collect()
}

fn all(store: &LogStore, name: &str) -> Vec<Event> {
    store.events(&Query { events_max: usize::MAX, bytes_max: usize::MAX, ..Query::all(&group(name)) }).events
}

fn files(directory: &Path, kind: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(kind))
        .collect();
    files.sort();
    files
}

/// Waits until the writer has made so many segments.
fn until_sealed(store: &LogStore, segments: usize) {
    while store.figures().segments < segments {
        std::thread::yield_now();
    }
}

#[test]
fn a_copy_that_is_made_while_events_come_has_all_that_were_there() {
    let (scratch, copies) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = LogStore::open(scratch.path(), SMALL).unwrap();
    let mut second = 0;
    for copy in 0..40 {
        for _ in 0..60 {
            write(&store, "g", "s", second, "some words that fill the journal");
            second += 1;
        }
        store.flush();
        // And some that make it seal while the copy is made.
        let stream = store.stream(Arc::new(group("g")), "s".into());
        let more = std::thread::spawn(move || {
            (second..second + 60)
                .for_each(|n| stream.write(at(n), at(n), "some words that fill the journal"));
        });
        let directory = copies.path().join(copy.to_string());
        fs::create_dir(&directory).unwrap();
        for file in segments::copyable(scratch.path()).unwrap() {
            let (name, mut file) = file.unwrap();
            std::io::copy(&mut file, &mut fs::File::create_new(directory.join(name)).unwrap()).unwrap();
        }
        more.join().unwrap();
        let copied = all(&LogStore::open(&directory, SMALL).unwrap(), "g");
        assert!(copied.len() as u64 >= second, "{} of {second} or more", copied.len());
        let numbers: Vec<u64> = copied.iter().map(|event| event.number).collect();
        assert_eq!(numbers, (1..=copied.len() as u64).collect::<Vec<_>>(), "each once, in order");
        second += 60;
    }
    assert!(store.figures().segments > 10);
}

/// One step of a random history.
#[derive(Debug, Clone)]
enum Step {
    Write {
        group: u8,
        stream: u8,
        second: u64,
        length: usize,
    },
    Reopen,
    /// Opens the directory as a crash would have left it, with the old store still there.
    Crash,
    Clear,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        40 => (0_u8..3, 0_u8..3, 0_u64..50, 0_usize..300)
            .prop_map(|(group, stream, second, length)| Step::Write { group, stream, second, length }),
        1 => Just(Step::Reopen),
        1 => Just(Step::Crash),
        1 => Just(Step::Clear),
    ]
}

#[derive(Debug, Clone)]
struct Asked {
    group: u8,
    streams: Option<Vec<String>>,
    from: Option<u64>,
    to: Option<u64>,
    backward: bool,
    page: usize,
}

fn asked() -> impl Strategy<Value = Asked> {
    let streams =
        proptest::option::of(proptest::collection::vec((0_u8..3).prop_map(|s| s.to_string()), 0..3));
    let time = || proptest::option::of(0_u64..50);
    (0_u8..4, streams, time(), time(), any::<bool>(), 1_usize..40).prop_map(
        |(group, streams, from, to, backward, page)| Asked { group, streams, from, to, backward, page },
    )
}

fn copied(from: &Path) -> tempfile::TempDir {
    loop {
        let to = tempfile::tempdir().unwrap();
        let before = files(from, "");
        let copy = |path: &PathBuf| fs::copy(path, to.path().join(path.file_name().unwrap())).is_ok();
        // The writer may be sealing just now; then what was copied was never there at one moment.
        if before.iter().all(copy) && files(from, "") == before {
            return to;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn it_reads_as_a_list_of_all_events_does(
        steps in proptest::collection::vec(step(), 0..150),
        questions in proptest::collection::vec(asked(), 1..12),
    ) {
        let mut directory = tempfile::tempdir().unwrap();
        let mut store = Some(LogStore::open(directory.path(), SMALL).unwrap());
        let mut model: Vec<(u8, Event)> = Vec::new();
        let mut last = 0;
        for step in steps {
            match step {
                Step::Write { group, stream, second, length } => {
                    let message = "x".repeat(length) + &model.len().to_string();
                    write(store.as_ref().unwrap(), &group.to_string(), &stream.to_string(), second, &message);
                    last += 1;
                    let event = Event {
                        number: last, at: at(second), ingested: at(second),
                        stream: stream.to_string().into(), message: message.into(),
                    };
                    model.push((group, event));
                }
                Step::Reopen => {
                    drop(store.take());
                    store = Some(LogStore::open(directory.path(), SMALL).unwrap());
                }
                Step::Crash => {
                    let live = store.take().unwrap();
                    live.flush();
                    let copy = copied(directory.path());
                    store = Some(LogStore::open(copy.path(), SMALL).unwrap());
                    drop(live);
                    directory = copy;
                }
                Step::Clear => {
                    store.as_ref().unwrap().clear();
                    model.clear();
                }
            }
        }
        let store = store.unwrap();
        for asked in questions {
            let name = asked.group.to_string();
            let group = group(&name);
            let mut expected: Vec<Event> = model
                .iter()
                .filter(|(of, event)| {
                    *of == asked.group
                        && asked.streams.as_ref().is_none_or(|streams| streams.iter().any(|s| **s == *event.stream))
                        && asked.from.is_none_or(|from| event.at >= at(from))
                        && asked.to.is_none_or(|to| event.at < at(to))
                })
                .map(|(_, event)| event.clone())
                .collect();
            if asked.backward {
                expected.reverse();
            }
            let mut query = Query {
                streams: asked.streams.as_deref(),
                from: asked.from.map(at),
                to: asked.to.map(at),
                order: if asked.backward { Order::Backward } else { Order::Forward },
                events_max: asked.page,
                ..Query::all(&group)
            };
            let mut got = Vec::new();
            loop {
                let page = store.events(&query);
                query.position = page.last().or(query.position);
                let more = page.more;
                got.extend(page.events);
                if !more {
                    break;
                }
            }
            prop_assert_eq!(got, expected);
        }
        for number in 0..3_u8 {
            let mut events: Vec<(String, u64)> = Vec::new();
            for name in ["0", "1", "2"] {
                let count = model.iter().filter(|(of, event)| *of == number && *event.stream == *name).count();
                if count > 0 {
                    events.push((name.to_owned(), count as u64));
                }
            }
            let streams = store.streams(&group(&number.to_string()));
            let got: Vec<(String, u64)> = streams.iter().map(|s| (s.name.to_string(), s.events)).collect();
            prop_assert_eq!(got, events);
        }
        prop_assert_eq!(store.figures().damaged_blocks, 0);
    }
}

#[test]
fn a_journal_that_is_cut_at_any_byte_gives_a_beginning_of_what_was_written() {
    let directory = tempfile::tempdir().unwrap();
    let store = LogStore::open(directory.path(), NEVER).unwrap();
    for number in 0..6 {
        write(&store, "g", "s", number, &format!("line {number}\n"));
        // Each in a frame of its own.
        store.flush();
    }
    let journal = files(directory.path(), "journal").remove(0);
    let whole = fs::read(&journal).unwrap();
    drop(store);
    let mut counts = Vec::new();
    for length in 0..=whole.len() {
        let cut = tempfile::tempdir().unwrap();
        fs::write(cut.path().join(journal.file_name().unwrap()), &whole[..length]).unwrap();
        let store = LogStore::open(cut.path(), NEVER).unwrap();
        let found = all(&store, "g");
        let expected: Vec<String> = (0..found.len()).map(|number| format!("line {number}\n")).collect();
        assert_eq!(found.iter().map(|event| event.message.to_string()).collect::<Vec<_>>(), expected);
        counts.push(found.len());
        // What is written next is there after the next start, behind what was whole.
        write(&store, "g", "s", 9, "after\n");
        drop(store);
        let store = LogStore::open(cut.path(), NEVER).unwrap();
        let found = all(&store, "g");
        assert_eq!(found.len(), counts[length] + 1, "{length}");
        assert_eq!(&*found[counts[length]].message, "after\n");
        assert!(found.windows(2).all(|pair| pair[0].number < pair[1].number), "{length}");
    }
    assert!(counts.is_sorted());
    assert_eq!((counts[0], counts[whole.len()]), (0, 6));
    let torn = counts.windows(2).filter(|pair| pair[0] != pair[1]).count();
    assert_eq!(torn, 6, "each frame ends at one byte");
}

#[test]
fn what_was_being_sealed_at_a_crash_is_there_once() {
    let directory = tempfile::tempdir().unwrap();
    let store = LogStore::open(directory.path(), NEVER).unwrap();
    write(&store, "g", "s", 0, "one");
    write(&store, "g", "s", 0, "two");
    store.flush();
    let journal = files(directory.path(), "journal").remove(0);
    let before = fs::read(&journal).unwrap();
    drop(store);
    // Sealed, and the journal not removed yet.
    let store = LogStore::open(directory.path(), Bounds { seal_bytes: 1, ..NEVER }).unwrap();
    write(&store, "g", "s", 0, "three");
    until_sealed(&store, 1);
    drop(store);
    fs::write(&journal, before).unwrap();
    fs::write(directory.path().join("unfinished"), b"half of a segment").unwrap();
    let store = LogStore::open(directory.path(), NEVER).unwrap();
    let found = store.events(&Query::all(&group("g")));
    assert_eq!(messages(&found), ["one", "two", "three"]);
    assert!(!directory.path().join("unfinished").exists());
    write(&store, "g", "s", 0, "four");
    let numbers: Vec<u64> = all(&store, "g").iter().map(|event| event.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4]);
}

#[test]
fn the_oldest_segments_go_when_the_disk_is_full_and_it_is_counted() {
    let directory = tempfile::tempdir().unwrap();
    let bounds = Bounds { bytes_max: 4 << 10, ..SMALL };
    let store = LogStore::open(directory.path(), bounds).unwrap();
    for number in 0..2_000_u64 {
        write(
            &store,
            "g",
            "s",
            number,
            &format!("{:x} {number}", number.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
        );
        if number % 50 == 0 {
            store.flush();
        }
    }
    drop(store);
    let store = LogStore::open(directory.path(), bounds).unwrap();
    let (figures, found) = (store.figures(), all(&store, "g"));
    assert!(figures.disk_bytes <= bounds.bytes_max, "{figures:?}");
    assert!(!found.is_empty() && found.len() < 2_000);
    assert_eq!(found.last().unwrap().number, 2_000);
    // No gap: what went is what was oldest.
    assert!(found.windows(2).all(|pair| pair[0].number + 1 == pair[1].number));
    assert_eq!(store.figures().damaged_blocks, 0);
}

#[test]
fn old_segments_go_with_the_age_of_their_events() {
    let directory = tempfile::tempdir().unwrap();
    let bounds = Bounds { age_max: Some(Duration::from_secs(100)), seal_bytes: 1, ..NEVER };
    let store = LogStore::open(directory.path(), bounds).unwrap();
    for (count, second) in [(1, 0), (2, 90)] {
        write(&store, "g", "s", second, "old");
        until_sealed(&store, count);
    }
    write(&store, "g", "s", 150, "new");
    while store.figures().dropped_removed == 0 {
        std::thread::yield_now();
    }
    let seconds: Vec<Timestamp> = all(&store, "g").iter().map(|event| event.at).collect();
    assert_eq!(seconds, [at(90), at(150)]);
}

#[test]
fn who_follows_hears_of_what_comes_after_a_clear_and_after_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let store = LogStore::open(directory.path(), NEVER).unwrap();
    write(&store, "g", "s", 0, "before");
    let seen = all(&store, "g")[0].number;
    store.clear();
    assert!(all(&store, "g").is_empty());
    write(&store, "g", "s", 0, "after");
    let asked = group("g");
    let query = Query { position: Some(seen), ..Query::all(&asked) };
    assert_eq!(messages(&store.events(&query)), ["after"]);
    drop(store);
    let store = LogStore::open(directory.path(), NEVER).unwrap();
    assert_eq!(messages(&store.events(&query)), ["after"]);
    write(&store, "g", "s", 0, "later");
    assert_eq!(messages(&store.events(&query)), ["after", "later"]);
    drop(store);
    let reader = LogStore::read_only(directory.path()).unwrap();
    assert_eq!(messages(&reader.events(&query)), ["after", "later"]);
    assert_eq!(reader.groups("000000000000", "us-east-1"), ["g".into()]);
    assert!(reader.groups("111111111111", "us-east-1").is_empty());
}

#[tokio::test]
async fn a_flood_fills_no_memory_and_its_source_is_told_to_wait() {
    let directory = tempfile::tempdir().unwrap();
    let store = LogStore::open(directory.path(), Bounds { bytes_max: 8 << 20, ..Bounds::default() }).unwrap();
    let flood = store.stream(Arc::new(group("flood")), "s".into());
    let line = "all work and no play makes a dull log ".repeat(20) + "\n";
    for _ in 0..20_000 {
        if !flood.has_room() {
            flood.room().await;
        }
        flood.write(at(0), at(0), &line);
        let figures = store.figures();
        assert!(figures.memory_bytes <= 64 << 20 && figures.pending_bytes <= 32 << 20, "{figures:?}");
    }
    assert_eq!(flood.take_dropped(), None, "it has waited");
    // One that does not wait loses what does not fit, and others go on.
    let mut dropped = 0;
    for _ in 0..200_000 {
        flood.write(at(0), at(0), &line);
        if let Some(Dropped { events, bytes }) = flood.take_dropped() {
            assert_eq!(bytes, events * line.len() as u64);
            dropped += events;
        }
    }
    assert_eq!(store.figures().dropped_overflow, dropped);
    store.flush();
    write(&store, "quiet", "s", 0, "heard");
    assert_eq!(all(&store, "quiet").len(), 1);
    flood.room().await;
    assert!(store.figures().memory_bytes <= 64 << 20);
}

#[test]
fn without_a_disk_groups_and_all_together_are_bounded_and_the_idle_one_pays() {
    let store = LogStore::memory();
    write(&store, "idle", "s", 0, "forgotten");
    write(&store, "busy", "s", 0, "kept");
    let text = "x".repeat(2 << 20);
    for number in 0..40 {
        write(&store, &number.to_string(), "s", 0, &text);
        write(&store, "busy", "s", 0, "kept");
    }
    assert!(store.figures().memory_bytes <= 64 << 20);
    assert!(all(&store, "idle").is_empty());
    assert_eq!(all(&store, "busy").len(), 41);
    for _ in 0..100_000 {
        write(&store, "short", "s", 0, "");
    }
    assert!((40_000..100_000).contains(&all(&store, "short").len()), "four megabytes of short lines");
}

#[test]
fn a_directory_that_cannot_be_written_is_an_error_and_a_full_disk_is_not() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let error = LogStore::open(file.path(), NEVER).err().unwrap();
    assert!(error.to_string().starts_with("make "), "{error}");
    let directory = tempfile::tempdir().unwrap();
    let store = LogStore::open(directory.path(), Bounds { seal_bytes: 1, ..NEVER }).unwrap();
    write(&store, "g", "s", 0, "one");
    until_sealed(&store, 1);
    // The directory goes: nothing can be sealed or begun any more.
    fs::remove_dir_all(directory.path()).unwrap();
    while !store.figures().failing {
        write(&store, "g", "s", 0, "two");
        store.flush();
    }
    let found = store.events(&Query { order: Order::Backward, ..Query::all(&group("g")) });
    assert_eq!(&*found.events[0].message, "two", "what is new is in memory");
    fs::create_dir(directory.path()).unwrap();
    // After a while it tries again.
    while store.figures().failing {
        write(&store, "g", "s", 0, "three");
        store.flush();
    }
}
