//! The journal: frames of events, appended as they come.
//!
//! `HKJRNL1\n`, the number of the next event (8 bytes), and for each frame its length, the CRC-32 of its content (4 bytes
//! each, little-endian), and its content as `codec` writes it.

use crate::codec::{self, Decoded};
use crate::files::{crc, u32_at, u64_at};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

const MAGIC: &[u8; 8] = b"HKJRNL1\n";
const HEAD_BYTES: usize = 16;
const FRAME_HEAD_BYTES: usize = 8;

/// An open journal.
pub(crate) struct Journal {
    pub path: PathBuf,
    file: File,
    /// Up to here every frame is whole.
    length: u64,
}

/// What was read from a journal.
pub(crate) struct Found {
    pub next_number: u64,
    pub events: Decoded,
    /// Where the whole frames end.
    pub length: u64,
    /// How many bytes after them were torn.
    pub torn: u64,
}

impl Journal {
    pub(crate) fn create(path: PathBuf, next_number: u64) -> io::Result<Journal> {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&path)?;
        let mut head = MAGIC.to_vec();
        head.extend(next_number.to_le_bytes());
        file.write_all(&head)?;
        Ok(Journal { path, file, length: HEAD_BYTES as u64 })
    }

    /// Goes on with a journal, after what of it is whole.
    pub(crate) fn reopen(path: PathBuf, length: u64) -> io::Result<Journal> {
        let file = OpenOptions::new().write(true).open(&path)?;
        file.set_len(length)?;
        Ok(Journal { path, file, length })
    }

    /// Hands a frame to the operating system: once this returns, the death of the process does not lose it.
    pub(crate) fn append(&mut self, content: &[u8]) -> io::Result<()> {
        let (length, sum) = ((content.len() as u32).to_le_bytes(), crc(content).to_le_bytes());
        let frame = [&length[..], &sum[..], content].concat();
        // Always after the last whole frame: half of one, which a write that failed has left, would hide those after it.
        self.file.write_all_at(&frame, self.length)?;
        self.length += frame.len() as u64;
        Ok(())
    }
}

/// Reads every whole frame of a journal. One whose very head is torn has nothing.
pub(crate) fn read(path: &Path) -> io::Result<Found> {
    let mut bytes = Vec::new();
    File::open(path)?.read_to_end(&mut bytes)?;
    if bytes.len() < HEAD_BYTES || !bytes.starts_with(MAGIC) {
        return Ok(Found { next_number: 0, events: Vec::new(), length: 0, torn: bytes.len() as u64 });
    }
    let next_number = u64_at(&bytes, MAGIC.len());
    let (mut events, mut at) = (Vec::new(), HEAD_BYTES);
    while let Some((more, end)) = frame(&bytes, at) {
        events.extend(more);
        at = end;
    }
    Ok(Found { next_number, events, length: at as u64, torn: (bytes.len() - at) as u64 })
}

/// A whole frame's events, and where it ends.
fn frame(bytes: &[u8], at: usize) -> Option<(Decoded, usize)> {
    let content_at = at.checked_add(FRAME_HEAD_BYTES).filter(|end| *end <= bytes.len())?;
    let end = content_at.checked_add(u32_at(bytes, at) as usize)?;
    let content = bytes.get(content_at..end)?;
    if crc(content) != u32_at(bytes, at + 4) {
        return None;
    }
    Some((codec::decode(content)?, end))
}
