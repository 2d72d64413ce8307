//! The journal: rows that are committed and that the file of rows does not hold for certain yet.
//!
//! A commit is one record here: written, then synced. The file of rows takes the same rows without waiting for the disk,
//! and is made durable at a checkpoint, after which the journal begins again at its start, over what it held before.
//! Records are numbered without a gap, and the checksum of each also covers that of the record before it, so that
//! reading ends at the first that is torn, or left over from an earlier turn.
//!
//! ```text
//! record: length of the body u32 · checksum u32 · number u64 · body        (all little-endian)
//! body:   a row after the other: shard u8 · length of the key u32 · length of the value u32, or DELETED · key · value
//! ```

use redb::StorageBackend;
use std::io;
use store::{Rows, Shard};

/// The file grows by this much at a time, so that most commits overwrite what is allocated already: a sync that has no
/// allocation to record is quicker.
const GROWTH_BYTES: u64 = 1 << 20;

const HEAD_BYTES: usize = 16;
/// In place of a value's length.
const DELETED: u32 = u32::MAX;

pub(crate) struct Journal {
    disk: Box<dyn StorageBackend>,
    /// The file is not kept larger, but for a record that alone is.
    bytes_max: u64,
    /// Bytes that the file has.
    allocated: u64,
    /// Where the next record goes.
    end: u64,
    /// The number of the next record.
    next: u64,
    /// The checksum of the last record since the start of the file.
    chain: u32,
}

/// The rows of one group of commits, as they go into a record.
pub(crate) struct Record(Vec<u8>);

impl Record {
    pub fn new() -> Record {
        Record(vec![0; HEAD_BYTES])
    }

    pub fn add(&mut self, shard: Shard, rows: &Rows) {
        for (key, value) in rows {
            self.0.push(shard.0);
            self.0.extend_from_slice(&length(key).to_le_bytes());
            self.0.extend_from_slice(&value.as_deref().map_or(DELETED, length).to_le_bytes());
            self.0.extend_from_slice(key);
            self.0.extend_from_slice(value.as_deref().unwrap_or_default());
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.len() == HEAD_BYTES
    }

    pub fn bytes(&self) -> u64 {
        self.0.len() as u64
    }

    fn seal(&mut self, number: u64, chain: u32) -> u32 {
        let body = (self.0.len() - HEAD_BYTES) as u32;
        self.0[0..4].copy_from_slice(&body.to_le_bytes());
        self.0[8..16].copy_from_slice(&number.to_le_bytes());
        let sum = checksum(chain, &self.0);
        self.0[4..8].copy_from_slice(&sum.to_le_bytes());
        sum
    }
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).expect("a batch is far smaller than 4 GiB")
}

/// Over everything of a record but the checksum itself.
fn checksum(chain: u32, record: &[u8]) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(&chain.to_le_bytes());
    sum.update(&record[0..4]);
    sum.update(&record[8..]);
    sum.finalize()
}

/// A row of a record: shard, key, and the value unless it is deleted.
pub(crate) type Change<'a> = (Shard, &'a [u8], Option<&'a [u8]>);

/// Records that the file of rows lacks, in order.
pub(crate) struct Lacking {
    bodies: Vec<Vec<u8>>,
    /// The number of the last record, lacking or not.
    pub last: u64,
}

impl Lacking {
    pub fn changes(&self) -> impl Iterator<Item = Option<Change<'_>>> {
        self.bodies.iter().flat_map(|body| Changes(body))
    }
}

struct Changes<'a>(&'a [u8]);

impl<'a> Iterator for Changes<'a> {
    type Item = Option<Change<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let change = take_change(&mut self.0);
        if change.is_none() {
            self.0 = &[];
        }
        Some(change)
    }
}

fn take_change<'a>(bytes: &mut &'a [u8]) -> Option<Change<'a>> {
    let shard = Shard(*bytes.split_off_first()?);
    let key_bytes = u32::from_le_bytes(*bytes.split_off(..4)?.first_chunk()?);
    let value_bytes = u32::from_le_bytes(*bytes.split_off(..4)?.first_chunk()?);
    let key = bytes.split_off(..key_bytes as usize)?;
    let value = match value_bytes {
        DELETED => None,
        some => Some(bytes.split_off(..some as usize)?),
    };
    Some((shard, key, value))
}

/// Why a journal cannot be continued, as a fragment.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReadError {
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error(
        "its first record is {found}, and the rows end with {applied}: the two files do not belong together"
    )]
    Gap { found: u64, applied: u64 },
}

/// Reads what lies in a journal. `applied` is the number of the last record that the file of rows holds.
pub(crate) fn read(disk: &dyn StorageBackend, applied: u64) -> Result<Lacking, ReadError> {
    let mut lacking = Lacking { bodies: Vec::new(), last: applied };
    let allocated = disk.len()?;
    let (mut at, mut chain, mut before) = (0, 0, None);
    while let Some((number, sum, body)) = read_record(disk, at, allocated, chain)? {
        if before.is_some_and(|before| number != before + 1) {
            break;
        }
        if number > lacking.last + 1 {
            return Err(ReadError::Gap { found: number, applied });
        }
        at += (HEAD_BYTES + body.len()) as u64;
        (chain, before) = (sum, Some(number));
        if number > applied {
            lacking.bodies.push(body);
            lacking.last = number;
        }
    }
    Ok(lacking)
}

/// Number, checksum and body of the record at `at`; `None` if there is no whole one.
fn read_record(
    disk: &dyn StorageBackend,
    at: u64,
    allocated: u64,
    chain: u32,
) -> io::Result<Option<(u64, u32, Vec<u8>)>> {
    let rest = allocated.saturating_sub(at);
    if rest < HEAD_BYTES as u64 {
        return Ok(None);
    }
    let mut record = vec![0; HEAD_BYTES];
    disk.read(at, &mut record)?;
    let word = |at: usize| u32::from_le_bytes(*record[at..].first_chunk().expect("within the head"));
    let (body, sum) = (word(0), word(4));
    let number = u64::from_le_bytes(*record[8..].first_chunk().expect("within the head"));
    if body == 0 || u64::from(body) > rest - HEAD_BYTES as u64 {
        return Ok(None);
    }
    record.resize(HEAD_BYTES + body as usize, 0);
    disk.read(at + HEAD_BYTES as u64, &mut record[HEAD_BYTES..])?;
    let whole = checksum(chain, &record) == sum;
    Ok(whole.then(|| (number, sum, record.split_off(HEAD_BYTES))))
}

impl Journal {
    /// Begins at the start of the file: `last` is the number of the last record that the file of rows holds for certain.
    pub fn begin(disk: Box<dyn StorageBackend>, last: u64, bytes_max: u64) -> io::Result<Journal> {
        let allocated = disk.len()?;
        let mut journal = Journal { disk, bytes_max, allocated, end: 0, next: last + 1, chain: 0 };
        journal.begin_again()?;
        Ok(journal)
    }

    /// The number of the last record.
    pub fn last(&self) -> u64 {
        self.next - 1
    }

    /// Whether a checkpoint can wait until this record has been appended. One that is larger than a whole journal has
    /// room in an empty one.
    pub fn has_room_for(&self, record: &Record) -> bool {
        self.end == 0 || self.end + record.bytes() <= self.bytes_max
    }

    /// Writes a record; on disk when it returns. After an error the journal must not be used any more: a sync that
    /// failed says nothing of what it left, and one that is repeated answers for nothing.
    pub fn append(&mut self, mut record: Record) -> io::Result<()> {
        let chain = record.seal(self.next, self.chain);
        let end = self.end + record.bytes();
        if self.allocated < end {
            let grown = end.next_multiple_of(GROWTH_BYTES.min(self.bytes_max));
            self.disk.write(self.allocated, &vec![0; (grown - self.allocated) as usize])?;
            self.allocated = grown;
        }
        self.disk.write(self.end, &record.0)?;
        self.disk.sync_data()?;
        (self.end, self.chain, self.next) = (end, chain, self.next + 1);
        Ok(())
    }

    /// The file of rows holds everything for certain.
    pub fn begin_again(&mut self) -> io::Result<()> {
        (self.end, self.chain) = (0, 0);
        if self.allocated > self.bytes_max {
            self.disk.set_len(self.bytes_max)?;
            self.allocated = self.bytes_max;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use redb::backends::InMemoryBackend;
    use std::sync::Arc;

    const BYTES_MAX: u64 = 2 << 20;

    /// A disk that stays when the journal goes.
    #[derive(Debug, Clone, Default)]
    struct Kept(Arc<InMemoryBackend>);

    impl StorageBackend for Kept {
        fn len(&self) -> io::Result<u64> {
            self.0.len()
        }
        fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
            self.0.read(offset, out)
        }
        fn set_len(&self, len: u64) -> io::Result<()> {
            self.0.set_len(len)
        }
        fn sync_data(&self) -> io::Result<()> {
            self.0.sync_data()
        }
        fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
            if self.len()? < offset + data.len() as u64 {
                self.set_len(offset + data.len() as u64)?;
            }
            self.0.write(offset, data)
        }
    }

    fn record(key: &str, value: Option<&str>) -> Record {
        let mut record = Record::new();
        record.add(Shard(7), &Rows::from([(key.into(), value.map(Into::into))]));
        record
    }

    fn keys(disk: &Kept, applied: u64) -> Vec<String> {
        let lacking = read(disk, applied).unwrap();
        let keys = lacking.changes().map(|change| String::from_utf8(change.unwrap().1.to_vec()).unwrap());
        keys.collect()
    }

    #[test]
    fn what_was_appended_is_read_from_where_the_rows_end() {
        let disk = Kept::default();
        let mut journal = Journal::begin(Box::new(disk.clone()), 4, BYTES_MAX).unwrap();
        for key in ["a", "b", "c"] {
            journal.append(record(key, Some("value"))).unwrap();
        }
        assert_eq!(journal.last(), 7);
        assert_eq!(keys(&disk, 4), ["a", "b", "c"]);
        assert_eq!(keys(&disk, 6), ["c"]);
        assert_eq!(keys(&disk, 7), [""; 0]);
        assert_eq!(keys(&disk, 70), [""; 0], "rows that are newer than the journal need nothing of it");
        let gap = read(&disk, 3).err().unwrap().to_string();
        assert!(gap.contains("do not belong together"), "{gap}");
    }

    #[test]
    fn the_bytes_of_a_record_are_a_disk_format() {
        let disk = Kept::default();
        let mut journal = Journal::begin(Box::new(disk.clone()), 0, BYTES_MAX).unwrap();
        let mut two = record("k", Some("v"));
        two.add(Shard(8), &Rows::from([(b"gone".to_vec(), None)]));
        journal.append(two).unwrap();
        let mut bytes = vec![0; 48];
        disk.read(0, &mut bytes).unwrap();
        let body = b"\x07\x01\0\0\0\x01\0\0\0kv\x08\x04\0\0\0\xff\xff\xff\xffgone";
        assert_eq!(bytes[..4], [24, 0, 0, 0]);
        assert_eq!(bytes[4..8], [0xa1, 0xf5, 0x3d, 0x9a]);
        assert_eq!(bytes[8..16], [1, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(&bytes[16..40], body);
    }

    #[test]
    fn a_record_that_is_damaged_anywhere_ends_the_journal_before_it() {
        let disk = Kept::default();
        let mut journal = Journal::begin(Box::new(disk.clone()), 0, BYTES_MAX).unwrap();
        journal.append(record("first", Some("1"))).unwrap();
        let (from, before) = (journal.end, journal.end as usize);
        journal.append(record("second", Some("2"))).unwrap();
        for at in from..journal.end {
            let mut byte = [0];
            disk.read(at, &mut byte).unwrap();
            disk.write(at, &[byte[0] ^ 0x10]).unwrap();
            assert_eq!(keys(&disk, 0), ["first"], "byte {} of the second record", at as usize - before);
            disk.write(at, &byte).unwrap();
        }
        assert_eq!(keys(&disk, 0), ["first", "second"]);
    }

    #[test]
    fn what_an_earlier_turn_left_behind_is_not_read() {
        let disk = Kept::default();
        let mut journal = Journal::begin(Box::new(disk.clone()), 0, BYTES_MAX).unwrap();
        for _ in 0..5 {
            journal.append(record("old", Some("same length"))).unwrap();
        }
        journal.begin_again().unwrap();
        assert_eq!(keys(&disk, 5), [""; 0]);
        journal.append(record("new", Some("same length"))).unwrap();
        assert_eq!(keys(&disk, 5), ["new"]);
    }

    #[test]
    fn a_record_larger_than_the_journal_is_kept_and_its_room_given_back() {
        let disk = Kept::default();
        let mut journal = Journal::begin(Box::new(disk.clone()), 0, BYTES_MAX).unwrap();
        let large = "x".repeat(BYTES_MAX as usize);
        assert!(journal.has_room_for(&record("large", Some(&large))));
        journal.append(record("large", Some(&large))).unwrap();
        assert!(!journal.has_room_for(&record("small", None)));
        assert_eq!(keys(&disk, 0), ["large"]);
        journal.begin_again().unwrap();
        assert_eq!(disk.len().unwrap(), BYTES_MAX);
    }
}
