//! Writes the stream of a backup into a directory, which gets its name when all of it is on disk.

use super::manifest::{DIRECTORIES, Entry, FILE_NAME, FORMAT, Manifest, hex, is_known};
use clock::Timestamp;
use sha2::{Digest, Sha256};
use std::fs::{self, DirBuilder, File};
use std::io::Write;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

type Failure = Box<dyn std::error::Error>;

pub(super) struct Received {
    place: PathBuf,
    /// `None` once it has its name.
    new: Option<PathBuf>,
    files: Vec<Entry>,
    open: Option<(Entry, File, Sha256)>,
    complete: bool,
}

impl Received {
    /// A directory beside its place, with a name that says that it is not whole.
    pub fn begin(place: &Path, id: &str) -> Result<Received, Failure> {
        let name = place.file_name().ok_or("a backup needs a name")?.to_string_lossy();
        let new = place.with_file_name(format!("{name}.tmp-{id}"));
        let could_not = |error| format!("could not make {}: {error}", new.display());
        let mut private = DirBuilder::new();
        private.mode(0o700).create(&new).map_err(could_not)?;
        private.recursive(true);
        for directory in DIRECTORIES {
            private.create(new.join(directory)).map_err(could_not)?;
        }
        Ok(Received {
            place: place.to_owned(),
            new: Some(new),
            files: Vec::new(),
            open: None,
            complete: false,
        })
    }

    /// Takes one part of the stream.
    pub fn take(&mut self, part: &[u8]) -> Result<(), Failure> {
        let broken = || "the backup's stream is broken";
        let (kind, rest) = part.split_first().ok_or_else(broken)?;
        match (kind, self.open.take()) {
            (b'F', None) => {
                let (length, name) = rest.split_first_chunk().ok_or_else(broken)?;
                let name = std::str::from_utf8(name)?;
                if usize::from(u16::from_le_bytes(*length)) != name.len() || !is_known(name) {
                    return Err(broken().into());
                }
                let path = self.new.as_ref().ok_or_else(broken)?.join(name);
                let entry = Entry { name: name.to_owned(), bytes: 0, sha256: String::new() };
                self.open = Some((entry, File::create_new(path)?, Sha256::new()));
            }
            (b'D', Some((mut entry, mut file, mut sum))) => {
                let (length, bytes) = rest.split_first_chunk().ok_or_else(broken)?;
                if u32::from_le_bytes(*length) as usize != bytes.len() {
                    return Err(broken().into());
                }
                file.write_all(bytes)?;
                sum.update(bytes);
                entry.bytes += bytes.len() as u64;
                self.open = Some((entry, file, sum));
            }
            (b'E', Some((mut entry, file, sum))) => {
                let sum = sum.finalize();
                if sum[..] != *rest {
                    return Err(format!("{} was damaged on its way", entry.name).into());
                }
                file.sync_all()?;
                entry.sha256 = hex(&sum);
                self.files.push(entry);
            }
            (b'Z', None) => self.complete = true,
            _ => return Err(broken().into()),
        }
        Ok(())
    }

    /// Writes the manifest and gives the directory its name.
    pub fn finish(mut self, now: Timestamp) -> Result<Manifest, Failure> {
        let new = self.new.clone().expect("it is finished once");
        if !self.complete || self.open.is_some() {
            return Err("the backup ended before its time".into());
        }
        let manifest = Manifest {
            format: FORMAT,
            hikeshi: env!("CARGO_PKG_VERSION").into(),
            made: now.iso8601_offset(),
            files: std::mem::take(&mut self.files),
        };
        let mut file = File::create_new(new.join(FILE_NAME))?;
        file.write_all(serde_json::to_string_pretty(&manifest)?.as_bytes())?;
        file.sync_all()?;
        for directory in DIRECTORIES.iter().flat_map(|directory| Path::new(directory).ancestors()) {
            File::open(new.join(directory))?.sync_all()?;
        }
        fs::rename(&new, &self.place)?;
        self.new = None;
        sync_parent(&self.place)?;
        Ok(manifest)
    }
}

/// A backup that did not become whole leaves nothing.
impl Drop for Received {
    fn drop(&mut self) {
        if let Some(new) = &self.new {
            let _ = fs::remove_dir_all(new);
        }
    }
}

pub(super) fn sync_parent(path: &Path) -> std::io::Result<()> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    File::open(parent.unwrap_or(Path::new(".")))?.sync_all()
}
