//! Names of files, and the few things that are done with them.

use std::fs::{self, File};
use std::io::{self, Read, Take};
use std::path::{Path, PathBuf};

/// What a file's name says it is: the number of its first event goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Segment,
    Journal,
    /// Being written when the process ended.
    Unfinished,
}

/// Written until it is whole.
pub(crate) const UNFINISHED: &str = "unfinished";

pub(crate) fn segment(directory: &Path, first: u64) -> PathBuf {
    directory.join(format!("segment-{first:020}"))
}

pub(crate) fn journal(directory: &Path, first: u64) -> PathBuf {
    directory.join(format!("journal-{first:020}"))
}

/// Our files in a directory, in the order of their numbers.
pub(crate) fn list(directory: &Path) -> io::Result<Vec<(Kind, u64, PathBuf)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let known = match name.split_once('-') {
            _ if name == UNFINISHED => Some((Kind::Unfinished, 0)),
            Some(("segment", number)) => number.parse().ok().map(|number| (Kind::Segment, number)),
            Some(("journal", number)) => number.parse().ok().map(|number| (Kind::Journal, number)),
            _ => None,
        };
        if let Some((kind, number)) = known {
            files.push((kind, number, path));
        }
    }
    files.sort_unstable_by_key(|(kind, number, _)| (*number, *kind));
    Ok(files)
}

/// A file's name, and what it has now.
pub type Copyable = (String, Take<File>);

/// The files of a directory, for a copy of them, whether or not a store writes to it meanwhile. The copy has every event of
/// this moment but those of segments that go before their turn, for the bounds of the disk.
///
/// # Errors
/// The directory, or one of its files, cannot be read.
pub fn copyable(directory: &Path) -> io::Result<impl Iterator<Item = io::Result<Copyable>> + Send + use<>> {
    let of_kind = |wanted| -> io::Result<Vec<PathBuf>> {
        let files = list(directory)?.into_iter().filter(|(kind, ..)| *kind == wanted);
        Ok(files.map(|(_, _, path)| path).collect())
    };
    // The journals first: a journal goes after its events were sealed, and so these are in a segment that is listed then.
    // What is in both is known by its number.
    let journals: Vec<_> = of_kind(Kind::Journal)?.iter().filter_map(|path| open_if_there(path)).collect();
    let segments = of_kind(Kind::Segment)?;
    Ok(journals.into_iter().chain(segments.into_iter().filter_map(|path| open_if_there(&path))))
}

fn open_if_there(path: &Path) -> Option<io::Result<Copyable>> {
    let name = path.file_name()?.to_str()?.to_owned();
    let opened = File::open(path).and_then(|file| {
        let length = file.metadata()?.len();
        Ok((name, file.take(length)))
    });
    match opened {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        opened => Some(opened),
    }
}

/// Makes names in a directory survive a loss of power.
pub(crate) fn sync_directory(directory: &Path) -> io::Result<()> {
    File::open(directory)?.sync_all()
}

pub(crate) fn crc(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// The little-endian number at a place that is there.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes"))
}

pub(crate) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(bytes[at..at + 8].try_into().expect("eight bytes"))
}
