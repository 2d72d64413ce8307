//! A sealed segment: compressed blocks of events sorted by group, and an index at the end.
//!
//! `HKSEGM1\n`; blocks: `HKBK`, compressed length, length, CRC-32 of the compressed bytes (4 bytes each), then
//! these; the index, as [`Index`] writes it; its offset (8 bytes), its length and CRC-32 (4 bytes each), `HKSEGEND`. All
//! numbers are little-endian. If the index cannot be read, it is made anew from the blocks.

use crate::codec::{self, Decoded, Reader, put, put_signed, put_text};
use crate::files::{self, crc, u32_at, u64_at};
use crate::query::StreamSummary;
use crate::{Event, Group};
use clock::Timestamp;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use std::collections::HashMap;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

const MAGIC: &[u8; 8] = b"HKSEGM1\n";
const END: &[u8; 8] = b"HKSEGEND";
const BLOCK: &[u8; 4] = b"HKBK";
const BLOCK_HEAD_BYTES: usize = 16;
const TRAILER_BYTES: usize = 24;
/// A block ends once it has so many bytes: what has to be read and unpacked to find one event.
const BLOCK_BYTES: usize = 64 << 10;
/// No block is longer: its last event may be as long as events come.
const BLOCK_BYTES_MAX: usize = 64 << 20;
/// Groups whose names are remembered of each segment, to leave it out where it has nothing. Of one with more, nothing
/// is remembered.
const GROUPS_REMEMBERED: usize = 1_024;

/// A segment, of which only what helps to pass it over is in memory.
pub(crate) struct Segment {
    pub path: PathBuf,
    pub first: u64,
    pub last: u64,
    pub first_at: Timestamp,
    pub last_at: Timestamp,
    pub events: u64,
    pub file_bytes: u64,
    /// Hashes of the groups' names, sorted.
    groups: Option<Vec<u64>>,
}

/// What a segment holds, and where.
#[derive(Default)]
struct Index {
    groups: Vec<Arc<Group>>,
    blocks: Vec<BlockEntry>,
    streams: Vec<(usize, StreamSummary)>,
    /// Where a stream stands among them, while they are gathered.
    places: HashMap<(usize, Arc<str>), usize>,
}

struct BlockEntry {
    offset: u64,
    length: u64,
    events: u64,
    /// The first and the last group in it, by their place among the segment's.
    groups: (usize, usize),
    numbers: (u64, u64),
    times: (Timestamp, Timestamp),
}

type Events = [(Arc<Group>, Event)];

/// Writes a segment; it is there whole, on the disk, or not at all. `events` are sorted by group, then number.
pub(crate) fn seal(directory: &Path, events: &Events) -> io::Result<Segment> {
    let (bytes, index) = packed(events)?;
    let unfinished = directory.join(files::UNFINISHED);
    let written = File::create(&unfinished).and_then(|mut file| {
        file.write_all(&bytes)?;
        file.sync_all()
    });
    if let Err(error) = written {
        // What it took up may be what others lack.
        let _ = fs::remove_file(&unfinished);
        return Err(error);
    }
    let first = events.iter().map(|(_, event)| event.number).min().unwrap_or_default();
    let path = files::segment(directory, first);
    fs::rename(&unfinished, &path)?;
    files::sync_directory(directory)?;
    Ok(Segment::of(path, bytes.len() as u64, &index))
}

fn packed(events: &Events) -> io::Result<(Vec<u8>, Index)> {
    let mut bytes = MAGIC.to_vec();
    let mut index = Index::default();
    let mut from = 0;
    while from < events.len() {
        let mut to = from;
        let mut size = 0;
        while to < events.len() && size < BLOCK_BYTES {
            size += events[to].1.message.len() + 16;
            to += 1;
        }
        let offset = bytes.len() as u64;
        put_block(&mut bytes, &events[from..to])?;
        index.add(offset, bytes.len() as u64 - offset, &events[from..to]);
        from = to;
    }
    let offset = bytes.len() as u64;
    let written = index.write();
    bytes.extend_from_slice(&written);
    bytes.extend(offset.to_le_bytes());
    bytes.extend((written.len() as u32).to_le_bytes());
    bytes.extend(crc(&written).to_le_bytes());
    bytes.extend(END);
    Ok((bytes, index))
}

fn put_block(out: &mut Vec<u8>, events: &Events) -> io::Result<()> {
    let content = codec::encode(events.iter().map(|(group, event)| (group, event)));
    // The fastest level: a flood of lines is packed on one core while it comes.
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(content.len() / 4), Compression::fast());
    encoder.write_all(&content)?;
    let compressed = encoder.finish()?;
    out.extend(BLOCK);
    out.extend((compressed.len() as u32).to_le_bytes());
    out.extend((content.len() as u32).to_le_bytes());
    out.extend(crc(&compressed).to_le_bytes());
    out.extend(compressed);
    Ok(())
}

/// A block that begins at the front of `bytes`, and its length; `None` if it is damaged.
fn block(bytes: &[u8]) -> Option<(Decoded, usize)> {
    if bytes.len() < BLOCK_HEAD_BYTES || !bytes.starts_with(BLOCK) {
        return None;
    }
    let end = BLOCK_HEAD_BYTES.checked_add(u32_at(bytes, 4) as usize)?;
    let (length, compressed) = (u32_at(bytes, 8) as usize, bytes.get(BLOCK_HEAD_BYTES..end)?);
    if crc(compressed) != u32_at(bytes, 12) || length > BLOCK_BYTES_MAX {
        return None;
    }
    let mut content = Vec::with_capacity(length);
    ZlibDecoder::new(compressed).take(length as u64 + 1).read_to_end(&mut content).ok()?;
    let whole = content.len() == length;
    codec::decode(&content).filter(|_| whole).map(|events| (events, end))
}

impl Segment {
    fn of(path: PathBuf, file_bytes: u64, index: &Index) -> Segment {
        let blocks = &index.blocks;
        let mut groups: Vec<u64> = index.groups.iter().map(|group| hash(group)).collect();
        groups.sort_unstable();
        Segment {
            path,
            file_bytes,
            first: blocks.iter().map(|block| block.numbers.0).min().unwrap_or_default(),
            last: blocks.iter().map(|block| block.numbers.1).max().unwrap_or_default(),
            first_at: blocks.iter().map(|block| block.times.0).min().unwrap_or_default(),
            last_at: blocks.iter().map(|block| block.times.1).max().unwrap_or_default(),
            events: blocks.iter().map(|block| block.events).sum(),
            groups: (groups.len() <= GROUPS_REMEMBERED).then_some(groups),
        }
    }

    /// Opens a segment that is there. Damage is counted, and what is whole is read.
    pub(crate) fn open(path: PathBuf, damaged: &AtomicU64) -> io::Result<Segment> {
        let file = File::open(&path)?;
        let bytes = file.metadata()?.len();
        let index = index_of(&file, bytes, damaged)?;
        Ok(Segment::of(path, bytes, &index))
    }

    /// Whether it may hold events of this group.
    pub(crate) fn may_hold(&self, group: &Group) -> bool {
        self.groups.as_ref().is_none_or(|groups| groups.binary_search(&hash(group)).is_ok())
    }

    /// Every group that it holds.
    pub(crate) fn groups(&self, damaged: &AtomicU64) -> io::Result<Vec<Arc<Group>>> {
        let file = File::open(&self.path)?;
        Ok(index_of(&file, file.metadata()?.len(), damaged)?.groups)
    }

    /// A group's streams here.
    pub(crate) fn streams(&self, group: &Group, damaged: &AtomicU64) -> io::Result<Vec<StreamSummary>> {
        let file = File::open(&self.path)?;
        let index = index_of(&file, file.metadata()?.len(), damaged)?;
        let Some(place) = index.groups.iter().position(|found| **found == *group) else {
            return Ok(Vec::new());
        };
        Ok(index.streams.into_iter().filter(|(of, _)| *of == place).map(|(_, stream)| stream).collect())
    }

    /// A group's events with numbers and times between bounds, in the order of their numbers.
    pub(crate) fn read(
        &self,
        group: &Group,
        numbers: (u64, u64),
        times: (Timestamp, Timestamp),
        damaged: &AtomicU64,
    ) -> io::Result<Vec<Event>> {
        let file = File::open(&self.path)?;
        let index = index_of(&file, file.metadata()?.len(), damaged)?;
        let Some(place) = index.groups.iter().position(|found| **found == *group) else {
            return Ok(Vec::new());
        };
        let mut events = Vec::new();
        for entry in &index.blocks {
            let holds_group = entry.groups.0 <= place && place <= entry.groups.1;
            // Of several groups in a block, the bounds are those of all.
            let overlaps = entry.numbers.0 <= numbers.1
                && numbers.0 <= entry.numbers.1
                && entry.times.0 <= times.1
                && times.0 <= entry.times.1;
            if !holds_group || !overlaps {
                continue;
            }
            let mut bytes = vec![0; entry.length as usize];
            let read = file.read_exact_at(&mut bytes, entry.offset).ok().and_then(|()| block(&bytes));
            let Some((found, _)) = read else {
                damaged.fetch_add(1, Ordering::Relaxed);
                continue;
            };
            let wanted = |event: &Event| {
                (numbers.0..=numbers.1).contains(&event.number) && (times.0..=times.1).contains(&event.at)
            };
            let of_group = found.into_iter().filter(|(of, event)| **of == *group && wanted(event));
            events.extend(of_group.map(|(_, event)| event));
        }
        Ok(events)
    }
}

fn hash(group: &Group) -> u64 {
    let mut hasher = DefaultHasher::new();
    group.hash(&mut hasher);
    hasher.finish()
}

/// The index at a file's end, or one made from its blocks.
fn index_of(file: &File, bytes: u64, damaged: &AtomicU64) -> io::Result<Index> {
    if let Some(index) = written_index(file, bytes) {
        return Ok(index);
    }
    damaged.fetch_add(1, Ordering::Relaxed);
    let mut all = vec![0; bytes as usize];
    file.read_exact_at(&mut all, 0)?;
    let (mut index, mut at) = (Index::default(), MAGIC.len().min(all.len()));
    while let Some(found) = find(&all[at..], BLOCK) {
        at += found;
        match block(&all[at..]) {
            Some((events, length)) => {
                index.add(at as u64, length as u64, &events);
                at += length;
            }
            // What looks like a block's beginning may be one's inside.
            None => at += 1,
        }
    }
    Ok(index)
}

fn written_index(file: &File, bytes: u64) -> Option<Index> {
    let trailer_at = bytes.checked_sub(TRAILER_BYTES as u64)?;
    let mut trailer = [0; TRAILER_BYTES];
    file.read_exact_at(&mut trailer, trailer_at).ok()?;
    let (offset, length) = (u64_at(&trailer, 0), u64::from(u32_at(&trailer, 8)));
    if &trailer[16..] != END || offset.checked_add(length)? != trailer_at {
        return None;
    }
    let mut written = vec![0; length as usize];
    file.read_exact_at(&mut written, offset).ok()?;
    if crc(&written) != u32_at(&trailer, 12) {
        return None;
    }
    Index::read(&written)
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

impl Index {
    /// Takes in a block. Blocks come in the order of the file.
    fn add(&mut self, offset: u64, length: u64, events: &Events) {
        let mut entry: Option<BlockEntry> = None;
        for (group, event) in events {
            let place = match self.groups.last() {
                Some(last) if **last == **group => self.groups.len() - 1,
                _ => {
                    self.groups.push(group.clone());
                    self.groups.len() - 1
                }
            };
            let stream = *self.places.entry((place, event.stream.clone())).or_insert_with(|| {
                self.streams.push((place, StreamSummary::of(event)));
                self.streams.len() - 1
            });
            self.streams[stream].1.add(event);
            let block = entry.get_or_insert(BlockEntry {
                offset,
                length,
                events: 0,
                groups: (place, place),
                numbers: (event.number, event.number),
                times: (event.at, event.at),
            });
            block.events += 1;
            block.groups.1 = place;
            block.numbers = (block.numbers.0.min(event.number), block.numbers.1.max(event.number));
            block.times = (block.times.0.min(event.at), block.times.1.max(event.at));
        }
        self.blocks.extend(entry);
    }

    fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put(&mut out, self.groups.len() as u64);
        for group in &self.groups {
            put_text(&mut out, &group.account);
            put_text(&mut out, &group.region);
            put_text(&mut out, &group.name);
        }
        put(&mut out, self.blocks.len() as u64);
        for block in &self.blocks {
            let (groups, numbers) = (block.groups, block.numbers);
            for number in [
                block.offset,
                block.length,
                block.events,
                groups.0 as u64,
                groups.1 as u64,
                numbers.0,
                numbers.1,
            ] {
                put(&mut out, number);
            }
            put_signed(&mut out, block.times.0.as_micros());
            put_signed(&mut out, block.times.1.as_micros());
        }
        put(&mut out, self.streams.len() as u64);
        for (group, stream) in &self.streams {
            put(&mut out, *group as u64);
            stream.write(&mut out);
        }
        out
    }

    fn read(bytes: &[u8]) -> Option<Index> {
        let mut bytes = Reader(bytes);
        let groups = bytes.list(|bytes| {
            let (account, region, name) = (bytes.text()?, bytes.text()?, bytes.text()?);
            Some(Arc::new(Group::new(account, region, name)))
        })?;
        let blocks = bytes.list(|bytes| {
            Some(BlockEntry {
                offset: bytes.number()?,
                length: bytes.number().filter(|length| *length <= BLOCK_BYTES_MAX as u64)?,
                events: bytes.number()?,
                groups: (bytes.number()? as usize, bytes.number()? as usize),
                numbers: (bytes.number()?, bytes.number()?),
                times: (Timestamp::from_micros(bytes.signed()?), Timestamp::from_micros(bytes.signed()?)),
            })
        })?;
        let streams = bytes.list(|bytes| Some((bytes.number()? as usize, StreamSummary::read(bytes)?)))?;
        Some(Index { groups, blocks, streams, places: HashMap::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events() -> Vec<(Arc<Group>, Event)> {
        let mut events = Vec::new();
        for (number, group) in (1_u64..).zip(["a", "a", "b", "b", "b", "c"]) {
            let event = Event {
                number,
                at: Timestamp::from_millis(number as i64 * 1_000),
                ingested: Timestamp::from_millis(number as i64 * 1_000),
                stream: format!("s{}", number % 2).into(),
                // Long enough for several blocks, and hard to compress.
                message: (0..40_000_u64)
                    .map(|at| char::from(b'a' + (at * number % 26) as u8))
                    .collect::<String>()
                    .into(),
            };
            events.push((Arc::new(Group::new("1", "r", group)), event));
        }
        events
    }

    const ALWAYS: (Timestamp, Timestamp) =
        (Timestamp::from_micros(i64::MIN), Timestamp::from_micros(i64::MAX));

    fn numbers(segment: &Segment, group: &str, damaged: &AtomicU64) -> Vec<u64> {
        let read = segment.read(&Group::new("1", "r", group), (0, u64::MAX), ALWAYS, damaged).unwrap();
        read.iter().map(|event| event.number).collect()
    }

    #[test]
    fn a_segment_is_read_by_group_number_and_time() {
        let directory = tempfile::tempdir().unwrap();
        let sealed = seal(directory.path(), &events()).unwrap();
        let damaged = AtomicU64::new(0);
        let opened = Segment::open(sealed.path.clone(), &damaged).unwrap();
        for segment in [&sealed, &opened] {
            assert_eq!((segment.first, segment.last, segment.events), (1, 6, 6));
            assert_eq!(numbers(segment, "b", &damaged), [3, 4, 5]);
            let late = (Timestamp::from_millis(4_000), Timestamp::from_millis(4_500));
            let group = Group::new("1", "r", "b");
            assert_eq!(segment.read(&group, (0, u64::MAX), late, &damaged).unwrap().len(), 1);
            assert_eq!(segment.read(&group, (4, 9), ALWAYS, &damaged).unwrap().len(), 2);
            assert!(segment.may_hold(&group) && !segment.may_hold(&Group::new("2", "r", "b")));
            let streams = segment.streams(&group, &damaged).unwrap();
            let told: Vec<(&str, u64)> =
                streams.iter().map(|stream| (&*stream.name, stream.events)).collect();
            let mut told = told;
            told.sort_unstable();
            assert_eq!(told, [("s0", 1), ("s1", 2)]);
        }
        assert_eq!(damaged.into_inner(), 0);
    }

    #[test]
    fn a_damaged_block_is_skipped_and_counted() {
        let directory = tempfile::tempdir().unwrap();
        let sealed = seal(directory.path(), &events()).unwrap();
        let damaged = AtomicU64::new(0);
        let mut bytes = fs::read(&sealed.path).unwrap();
        bytes[MAGIC.len() + BLOCK_HEAD_BYTES + 100] ^= 1;
        fs::write(&sealed.path, &bytes).unwrap();
        let segment = Segment::open(sealed.path.clone(), &damaged).unwrap();
        assert_eq!(numbers(&segment, "a", &damaged), [] as [u64; 0]);
        assert_eq!(damaged.load(Ordering::Relaxed), 1);
        assert_eq!(numbers(&segment, "c", &damaged), [6]);
        assert_eq!(damaged.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn a_segment_that_is_cut_anywhere_gives_its_whole_blocks() {
        let directory = tempfile::tempdir().unwrap();
        let mut small = events();
        for (_, event) in &mut small {
            event.message = "short\n".into();
        }
        let (whole, _) = packed(&small).unwrap();
        let path = directory.path().join("cut");
        for length in 0..=whole.len() {
            fs::write(&path, &whole[..length]).unwrap();
            let damaged = AtomicU64::new(0);
            let segment = Segment::open(path.clone(), &damaged).unwrap();
            let expected = if length == whole.len() { 0 } else { 1 };
            assert_eq!(damaged.load(Ordering::Relaxed), expected, "{length}");
            let got = numbers(&segment, "b", &damaged);
            assert!(got.is_empty() || got == [3, 4, 5], "{length}: {got:?}");
        }
        for place in 0..whole.len() {
            let mut changed = whole.clone();
            changed[place] ^= 0x55;
            fs::write(&path, &changed).unwrap();
            let damaged = AtomicU64::new(0);
            let segment = Segment::open(path.clone(), &damaged).unwrap();
            let got = numbers(&segment, "b", &damaged);
            let magic_only = place < MAGIC.len();
            assert!(magic_only || damaged.load(Ordering::Relaxed) > 0, "{place}: the damage was not seen");
            assert!(got.is_empty() || got == [3, 4, 5], "{place}: {got:?}");
        }
    }
}
