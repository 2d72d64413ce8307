//! Opening: the directory, its lock, what an interrupted start leaves, and files of other times.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use store::{Error, Record, Shard, Span, Store, Table, TableId};
use store_redb::{FILE_NAME, OpenError, open};
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
    let store = Store::new(open(directory).unwrap());
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
    let names: Vec<_> = directory.read_dir().unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, [FILE_NAME]);
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

/// The file was made by this test with `HIKESHI_WRITE_FIXTURE=1`, once, and is never made again: a change of the
/// format adds a file.
#[tokio::test]
async fn a_file_of_format_1_is_read() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/format-1.redb.gz");
    let directory = TempDir::new().unwrap();
    let path = directory.path().join(FILE_NAME);
    if std::env::var_os("HIKESHI_WRITE_FIXTURE").is_some() {
        fill(directory.path()).await;
        let file = std::fs::File::create(&fixture).unwrap();
        let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::best());
        std::io::copy(&mut std::fs::File::open(&path).unwrap(), &mut packed).unwrap();
        packed.finish().unwrap();
    }
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(std::fs::File::open(&fixture).unwrap()).read_to_end(&mut bytes).unwrap();
    std::fs::write(&path, bytes).unwrap();
    assert!(is_filled(directory.path()).await);
}
