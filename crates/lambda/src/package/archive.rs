//! Reading an archive as what it would unpack to: every entry checked, nothing trusted, all of it bounded.

use super::{PackageError, path};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Seek};
use zip::{System, ZipArchive};

/// What an archive holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// Bytes of all files, unpacked: what counts against 262,144,000 together with the layers.
    pub unzipped_bytes: u64,
    /// Files, directories and symbolic links.
    pub entries: usize,
}

/// Checks an archive before it is taken: it is read to its end, so that what it declares and what it holds, its checksums
/// and every name are known to be good.
pub fn inspect(zip: &[u8]) -> Result<Inspected, PackageError> {
    if zip.is_empty() {
        return Err(PackageError::Empty);
    }
    check_entry_count(zip)?;
    read(Cursor::new(zip), &mut Nowhere)
}

/// Where entries go: directories first, then files, in the order of their paths, then symbolic links.
pub(super) trait Sink {
    fn directory(&mut self, path: &str, mode: u32) -> Result<(), PackageError>;
    /// Begins a file.
    fn file(&mut self, path: &str, mode: u32) -> Result<(), PackageError>;
    /// Goes on with the file.
    fn content(&mut self, bytes: &[u8]) -> Result<(), PackageError>;
    fn symlink(&mut self, path: &str, target: &[u8]) -> Result<(), PackageError>;
}

/// For whoever only wants to know whether all is well.
struct Nowhere;

impl Sink for Nowhere {
    fn directory(&mut self, _: &str, _: u32) -> Result<(), PackageError> {
        Ok(())
    }
    fn file(&mut self, _: &str, _: u32) -> Result<(), PackageError> {
        Ok(())
    }
    fn content(&mut self, _: &[u8]) -> Result<(), PackageError> {
        Ok(())
    }
    fn symlink(&mut self, _: &str, _: &[u8]) -> Result<(), PackageError> {
        Ok(())
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Directory,
    File,
    Symlink,
}

/// An entry that may be unpacked.
struct Entry {
    index: usize,
    kind: Kind,
    mode: u32,
}

/// By path; of several entries with one path the last counts, as with `unzip -o`.
type Plan = BTreeMap<String, Entry>;

/// Reads a whole archive into a sink.
pub(super) fn read(zip: impl Read + Seek, sink: &mut dyn Sink) -> Result<Inspected, PackageError> {
    let mut archive = ZipArchive::new(zip).map_err(not_a_zip)?;
    if archive.is_empty() {
        return Err(PackageError::Empty);
    }
    let plan = plan(&archive)?;
    let mut left = limits::lambda::CODE_UNZIPPED_BYTES_MAX.value;
    let mut order: Vec<_> = plan.iter().collect();
    order.sort_by_key(|(_, entry)| entry.kind);
    for (path, entry) in order {
        match entry.kind {
            Kind::Directory => sink.directory(path, entry.mode)?,
            Kind::File => {
                sink.file(path, entry.mode)?;
                left -= content(&mut archive, entry.index, left, &mut |bytes| sink.content(bytes))?;
            }
            Kind::Symlink => {
                let mut target = Vec::new();
                left -= content(&mut archive, entry.index, left, &mut |bytes| {
                    target.extend_from_slice(bytes);
                    Ok(())
                })?;
                path::check_link(path, &target)?;
                sink.symlink(path, &target)?;
            }
        }
    }
    let unzipped_bytes = limits::lambda::CODE_UNZIPPED_BYTES_MAX.value - left;
    Ok(Inspected { unzipped_bytes, entries: plan.len() })
}

/// Decides from the directory of the archive alone what would be unpacked where.
fn plan<R: Read + Seek>(archive: &ZipArchive<R>) -> Result<Plan, PackageError> {
    if !limits::lambda::CODE_ENTRIES_MAX.allows(archive.len()) {
        return Err(PackageError::NotAZip("it has too many entries".into()));
    }
    let mut plan = Plan::new();
    let mut declared_bytes = 0u64;
    for index in 0..archive.len() {
        let file = archive.by_index_data(index).map_err(not_a_zip)?;
        declared_bytes = declared_bytes.saturating_add(file.size());
        let name = match std::str::from_utf8(file.name_raw()) {
            Ok(name) => name.to_owned(),
            // Of before UTF-8: the code page of the first PCs, as the format says.
            Err(_) => file.name().map_err(not_a_zip)?.into_owned(),
        };
        if file.encrypted() {
            return Err(PackageError::NotAZip(format!("entry {name:?} is encrypted")));
        }
        let made_on_dos = matches!(file.system(), System::Dos | System::WindowsNTFS | System::VFAT);
        let path = path::parse(&name, made_on_dos)?;
        let ends_as_directory = name.ends_with('/') || made_on_dos && name.ends_with('\\');
        let (kind, mode) = kind_and_mode(file.external_attributes() >> 16, ends_as_directory)
            .ok_or_else(|| unsafe_entry(&name, "is neither file, directory nor symbolic link"))?;
        if !path.is_empty() {
            plan.insert(path, Entry { index, kind, mode });
        } else if kind != Kind::Directory {
            return Err(unsafe_entry(&name, "has no name"));
        }
    }
    if declared_bytes > limits::lambda::CODE_UNZIPPED_BYTES_MAX.value {
        return Err(PackageError::UnzippedTooBig);
    }
    check_ancestors(&plan)?;
    Ok(plan)
}

/// What an entry is and its permissions, from the Unix mode in the archive. An archive that has none (made on Windows,
/// or by hand) gets 0644 and 0755. Otherwise the permissions are kept as they are, also when the function will not be able to read
/// the file, as on AWS; the bits beyond (setuid, setgid, sticky) are not.
fn kind_and_mode(mode: u32, ends_as_directory: bool) -> Option<(Kind, u32)> {
    let kind = match mode & 0o170_000 {
        _ if ends_as_directory => Kind::Directory,
        0 | 0o100_000 => Kind::File,
        0o040_000 => Kind::Directory,
        0o120_000 => Kind::Symlink,
        _ => return None,
    };
    let permissions = match (mode, kind) {
        (0, Kind::Directory) => 0o755,
        (0, _) => 0o644,
        (mode, _) => mode & 0o777,
    };
    Some((kind, permissions))
}

/// Nothing may lie below a file, or be reached through a symbolic link.
fn check_ancestors(plan: &Plan) -> Result<(), PackageError> {
    for path in plan.keys() {
        for (slash, _) in path.match_indices('/') {
            if plan.get(&path[..slash]).is_some_and(|above| above.kind != Kind::Directory) {
                return Err(unsafe_entry(path, "lies below something that is not a directory"));
            }
        }
    }
    Ok(())
}

/// Feeds an entry's bytes to `take` and counts them, `left` at most.
fn content<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    index: usize,
    left: u64,
    take: &mut dyn FnMut(&[u8]) -> Result<(), PackageError>,
) -> Result<u64, PackageError> {
    let mut file = archive.by_index(index).map_err(not_a_zip)?;
    let mut buffer = vec![0; 64 << 10];
    let mut count = 0;
    loop {
        let bytes = file.read(&mut buffer).map_err(not_a_zip)?;
        if bytes == 0 {
            return Ok(count);
        }
        count += bytes as u64;
        // What is declared may be a lie: this is what there is.
        if count > left {
            return Err(PackageError::UnzippedTooBig);
        }
        take(&buffer[..bytes])?;
    }
}

/// The zip crate keeps some hundred bytes for each entry that an archive has. A large archive is looked at before, so that
/// fifty megabytes of entries do not become a gigabyte.
fn check_entry_count(zip: &[u8]) -> Result<(), PackageError> {
    /// The smallest entry of an archive's directory, in bytes.
    const ENTRY_BYTES_MIN: usize = 46;
    const ENTRY: &[u8] = b"PK\x01\x02";
    let max = limits::lambda::CODE_ENTRIES_MAX.as_usize();
    let count = || zip.windows(ENTRY.len()).filter(|bytes| *bytes == ENTRY).count();
    if zip.len() / ENTRY_BYTES_MIN > max && count() > max {
        return Err(PackageError::NotAZip("it has too many entries".into()));
    }
    Ok(())
}

fn unsafe_entry(entry: &str, why: &'static str) -> PackageError {
    PackageError::Unsafe { entry: entry.to_owned(), why }
}

fn not_a_zip(cause: impl std::fmt::Display) -> PackageError {
    PackageError::NotAZip(cause.to_string())
}
