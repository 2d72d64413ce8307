//! Opening: the directory, its lock, what an interrupted start leaves, and files of other times.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{Engine, Error, Record, Rows, Shard, Span, Store, Table, TableId};
use store_redb::{FILE_NAME, JOURNAL_FILE_NAME, OpenError, open};
use tempfile::TempDir;

static ROWS: Table<(String, u64), Row> = Table::new(TableId(1), "rows");

#[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
struct Row {
    text: String,
}
impl Record for Row {
    const VERSION: u8 = 1;
}

fn row(n: u64) -> Row {
    Row { text: format!("row {n}") }
}

async fn fill(directory: &Path) {
    fill_in(&Store::new(open(directory).unwrap())).await;
}

async fn fill_in(store: &Store) {
    for shard in [Shard(0), Shard(255)] {
        let write = store.write(shard, |tx| (0..20).try_for_each(|n| tx.put(&ROWS, ("a\0b", n), &row(n))));
        write.await.map_err(|cause: Error| cause).unwrap();
    }
}

async fn is_filled(directory: &Path) -> bool {
    let store = Store::new(open(directory).unwrap());
    for shard in [Shard(0), Shard(255)] {
        let read = store.read(shard, |tx| tx.scan(&ROWS, Span::all()).collect::<Result<Vec<_>, Error>>());
        let expected: Vec<_> = (0..20).map(|n| (("a\0b".to_owned(), n), row(n))).collect();
        if read.await.unwrap() != expected {
            return false;
        }
    }
    true
}

#[tokio::test]
async fn a_directory_is_made_for_its_owner_alone() {
    let parent = TempDir::new().unwrap();
    let directory = parent.path().join("deep/data");
    fill(&directory).await;
    assert_eq!(directory.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    let mut names: Vec<_> = directory.read_dir().unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, [JOURNAL_FILE_NAME, FILE_NAME]);
}

#[test]
fn a_directory_has_one_user_at_a_time() {
    let directory = TempDir::new().unwrap();
    let first = open(directory.path()).unwrap();
    let second = open(directory.path()).err().unwrap();
    assert!(matches!(second, OpenError::InUse(_)));
    let text = second.to_string();
    assert!(text.ends_with("store.redb: the data directory is in use by another hikeshi"), "{text}");
    drop(first);
    open(directory.path()).unwrap();
}

#[tokio::test]
async fn a_first_start_that_was_interrupted_is_begun_again() {
    let directory = TempDir::new().unwrap();
    std::fs::write(directory.path().join("store.redb.new"), [0; 5_000]).unwrap();
    fill(directory.path()).await;
    assert!(is_filled(directory.path()).await);
}

#[test]
fn a_file_that_is_something_else_is_refused_and_left_alone() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join(FILE_NAME);
    std::fs::write(&path, "my shopping list").unwrap();
    let text = open(directory.path()).err().unwrap().to_string();
    assert!(text.contains("Not a redb database"), "{text}");
    assert_eq!(std::fs::read(&path).unwrap(), b"my shopping list");
}

#[test]
fn a_file_of_a_later_format_is_refused_and_left_alone() {
    let directory = TempDir::new().unwrap();
    drop(open(directory.path()).unwrap());
    let about = redb::TableDefinition::<&str, u64>::new("about");
    let database = redb::Database::open(directory.path().join(FILE_NAME)).unwrap();
    let write = database.begin_write().unwrap();
    write.open_table(about).unwrap().insert("format", 9).unwrap();
    write.commit().unwrap();
    drop(database);
    for _ in 0..2 {
        let refused = open(directory.path()).err().unwrap();
        assert!(matches!(refused, OpenError::TooNew { format: 9, .. }), "{refused}");
    }
}

/// What a process that was killed leaves: nothing is closed.
fn copy_of_a_running(directory: &Path) -> TempDir {
    let copy = TempDir::new().unwrap();
    for name in [FILE_NAME, JOURNAL_FILE_NAME] {
        std::fs::copy(directory.join(name), copy.path().join(name)).unwrap();
    }
    copy
}

#[tokio::test]
async fn a_commit_without_rows_does_not_hide_those_after_it() {
    let directory = TempDir::new().unwrap();
    let store = Arc::new(open(directory.path()).unwrap());
    let epoch = store.acquire(Shard(1)).await.unwrap();
    store.commit(Shard(1), epoch, Arc::new(Rows::new())).await.unwrap();
    fill_in(&Store::over(store.clone())).await;
    let killed = copy_of_a_running(directory.path());
    assert!(is_filled(killed.path()).await);
}

#[tokio::test]
async fn a_new_store_takes_nothing_from_the_journal_of_a_deleted_one() {
    let directory = TempDir::new().unwrap();
    let store = Store::new(open(directory.path()).unwrap());
    fill_in(&store).await;
    let killed = copy_of_a_running(directory.path());
    drop(store);
    std::fs::remove_file(killed.path().join(FILE_NAME)).unwrap();
    assert!(!is_filled(killed.path()).await);
    assert!(!is_filled(killed.path()).await, "nor later");
}

#[test]
fn a_journal_that_belongs_to_another_file_is_refused() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let [old, new] = [TempDir::new().unwrap(), TempDir::new().unwrap()];
    runtime.block_on(async {
        fill(old.path()).await;
        std::fs::copy(old.path().join(FILE_NAME), new.path().join(FILE_NAME)).unwrap();
        // Two more openings, after which the journal begins with records that the copy knows nothing of.
        fill(old.path()).await;
        fill(old.path()).await;
    });
    std::fs::copy(old.path().join(JOURNAL_FILE_NAME), new.path().join(JOURNAL_FILE_NAME)).unwrap();
    let refused = open(new.path()).err().unwrap().to_string();
    assert!(refused.contains("do not belong together"), "{refused}");
}

/// The files of each format were made by this test with `HIKESHI_WRITE_FIXTURE=1`, once, and are never made again: a
/// change of the format adds files. Those of format 2 are of a store that was killed: the journal holds all rows.
#[tokio::test]
async fn files_of_every_format_are_read() {
    let directory = TempDir::new().unwrap();
    if std::env::var_os("HIKESHI_WRITE_FIXTURE").is_some() {
        let store = Store::new(open(directory.path()).unwrap());
        fill_in(&store).await;
        for name in [FILE_NAME, JOURNAL_FILE_NAME] {
            pack(&directory.path().join(name), &fixture("format-2", name));
        }
    }
    for (format, names) in [("format-1", &[FILE_NAME][..]), ("format-2", &[FILE_NAME, JOURNAL_FILE_NAME])] {
        let directory = TempDir::new().unwrap();
        for name in names {
            unpack(&fixture(format, name), &directory.path().join(name));
        }
        assert!(is_filled(directory.path()).await, "{format}");
        // And what this version made of it.
        assert!(is_filled(directory.path()).await, "{format}");
    }
}

/// `format-1.redb.gz`, `format-2.journal.gz`
fn fixture(format: &str, name: &str) -> PathBuf {
    let name = name.replace("store", format);
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(format!("{name}.gz"))
}

fn pack(from: &Path, to: &Path) {
    let mut packed =
        flate2::write::GzEncoder::new(std::fs::File::create(to).unwrap(), flate2::Compression::best());
    std::io::copy(&mut std::fs::File::open(from).unwrap(), &mut packed).unwrap();
    packed.finish().unwrap();
}

fn unpack(from: &Path, to: &Path) {
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(std::fs::File::open(from).unwrap()).read_to_end(&mut bytes).unwrap();
    std::fs::write(to, bytes).unwrap();
}
