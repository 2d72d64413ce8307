//! Zip packages: checked as they come in, kept by what they contain, unpacked once.
//!
//! ```text
//! <root>/zip/<sha256>.zip      what was uploaded; on disk before it is answered
//! <root>/unpacked/<sha256>/    what a sandbox mounts at /var/task or merges into /opt; made when first needed
//! <root>/tmp/                  what is being made, and what is being deleted
//! ```
//!
//! All functions here block: call them in `spawn_blocking`.

mod archive;
mod path;
#[cfg(test)]
mod raw_zip;
#[cfg(test)]
mod tests;
mod tree;

pub use archive::{Inspected, inspect};

use base64::Engine;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fs::{self, DirBuilder, File};
use std::io::{self, BufReader, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// The packages of a data directory.
pub struct Packages {
    root: PathBuf,
    /// Packages that somebody unpacks or removes right now.
    busy: Mutex<HashSet<String>>,
    done: Condvar,
    /// Makes names in `tmp` differ.
    counter: AtomicU64,
    /// Backups under way.
    holds: AtomicUsize,
}

/// As long as it lives, no package is removed. What should have been is removed by the next start.
pub struct Hold(Arc<Packages>);

impl Drop for Hold {
    fn drop(&mut self) {
        self.0.holds.fetch_sub(1, Ordering::AcqRel);
    }
}

/// A package that is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// `CodeSha256` of the API.
    pub sha256_base64: String,
    /// The package's name here.
    pub sha256_hex: String,
    /// `CodeSize` of the API: bytes of the zip archive.
    pub size: u64,
}

/// Why a package cannot be taken, as a fragment that reads after "could not".
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// Not a zip archive, a damaged one, or one with features that nobody's function needs (encryption, rare compressions).
    #[error("unzip the package: {0}")]
    NotAZip(String),
    /// An entry that would reach outside its directory, or is neither file, directory nor symbolic link.
    #[error("unzip the package: entry {entry:?} {why}")]
    Unsafe { entry: String, why: &'static str },
    #[error("take the package: it is empty")]
    Empty,
    #[error("unzip the package: it is larger than {} bytes", limits::lambda::CODE_UNZIPPED_BYTES_MAX.value)]
    UnzippedTooBig,
    #[error("keep the package: {0}")]
    Io(#[from] io::Error),
}

impl PackageError {
    /// What AWS says of such a package, with InvalidParameterValueException; `None` if the fault is ours.
    pub fn refusal(&self) -> Option<String> {
        let unzipped_max = limits::lambda::CODE_UNZIPPED_BYTES_MAX.value;
        match self {
            PackageError::NotAZip(_) | PackageError::Unsafe { .. } => Some(
                "Could not unzip uploaded file. Please check your file, then try to upload again.".into(),
            ),
            PackageError::Empty => Some("Uploaded file must be a non-empty zip".into()),
            PackageError::UnzippedTooBig => {
                Some(format!("Unzipped size must be smaller than {unzipped_max} bytes"))
            }
            PackageError::Io(_) => None,
        }
    }
}

impl Packages {
    /// Opens the packages below `root`, which is made if it is not there. What a crash left half done is deleted,
    /// in the background.
    pub fn open(root: impl Into<PathBuf>) -> io::Result<Packages> {
        let root = root.into();
        let mut private = DirBuilder::new();
        private.recursive(true).mode(0o700);
        for directory in ["zip", "tmp"] {
            private.create(root.join(directory))?;
        }
        let packages = Packages::unserved(root);
        packages.distrust_after_reboot()?;
        private.create(packages.root.join("unpacked"))?;
        packages.sweep()?;
        Ok(packages)
    }

    /// Those below `root`, of which only the archives are wanted, and which stay as they are: nothing is made or deleted.
    pub fn unserved(root: impl Into<PathBuf>) -> Packages {
        Packages {
            root: root.into(),
            busy: Mutex::default(),
            done: Condvar::new(),
            counter: AtomicU64::new(0),
            holds: AtomicUsize::new(0),
        }
    }

    /// Keeps an archive; on disk when it returns. The same bytes are kept once. [`inspect`] it before.
    pub fn store(&self, zip: &[u8]) -> Result<Stored, PackageError> {
        let stored = Stored {
            sha256_base64: base64::engine::general_purpose::STANDARD.encode(Sha256::digest(zip)),
            sha256_hex: sha256_hex(zip),
            size: zip.len() as u64,
        };
        let _turn = self.turn(&stored.sha256_hex);
        let place = self.zip_path(&stored.sha256_hex)?;
        if !place.try_exists()? {
            let new = self.new_path(&stored.sha256_hex);
            let mut file = File::create(&new)?;
            file.write_all(zip)?;
            file.sync_all()?;
            fs::rename(&new, &place)?;
        }
        // Also for one that is there: who put it there may have died before this.
        File::open(self.root.join("zip"))?.sync_all()?;
        Ok(stored)
    }

    /// Keeps everything, for a backup.
    pub fn hold(self: &Arc<Self>) -> Hold {
        self.holds.fetch_add(1, Ordering::AcqRel);
        Hold(self.clone())
    }

    /// Every archive: its name here, and where it is.
    pub fn zips(&self) -> io::Result<Vec<(String, PathBuf)>> {
        let mut zips = Vec::new();
        let directory = self.root.join("zip");
        if !directory.try_exists()? {
            return Ok(zips);
        }
        for entry in fs::read_dir(directory)? {
            let path = entry?.path();
            if let Some(hex) =
                path.file_stem().and_then(|stem| stem.to_str()).filter(|hex| checked(hex).is_ok())
            {
                zips.push((hex.to_owned(), path));
            }
        }
        zips.sort();
        Ok(zips)
    }

    /// The bytes of a kept archive, for download links.
    pub fn zip_path(&self, sha256_hex: &str) -> io::Result<PathBuf> {
        Ok(self.root.join("zip").join(checked(sha256_hex)?).with_extension("zip"))
    }

    /// The directory with the package's files, made if this is the first call; calls at the same time share the work.
    pub fn unpack(&self, sha256_hex: &str) -> Result<PathBuf, PackageError> {
        let place = self.unpacked_path(sha256_hex)?;
        let _turn = self.turn(sha256_hex);
        if !place.try_exists()? {
            let zip = BufReader::new(File::open(self.zip_path(sha256_hex)?)?);
            let new = self.new_path(sha256_hex);
            let made = tree::make(&new, zip).and_then(|()| Ok(fs::rename(&new, &place)?));
            if let Err(cause) = made {
                // The cause matters more than whether its remains could be deleted: the next start sweeps them.
                let _ = fs::remove_dir_all(&new);
                return Err(cause);
            }
        }
        Ok(place)
    }

    /// Deletes a package that nothing refers to and nothing runs from.
    pub fn remove(&self, sha256_hex: &str) -> io::Result<()> {
        self.remove_unless(sha256_hex, || false)
    }

    /// The same, unless it is `wanted` when nobody else works on it any more.
    pub fn remove_unless(&self, sha256_hex: &str, wanted: impl FnOnce() -> bool) -> io::Result<()> {
        let unpacked = self.unpacked_path(sha256_hex)?;
        let _turn = self.turn(sha256_hex);
        if wanted() || self.holds.load(Ordering::Acquire) > 0 {
            return Ok(());
        }
        if_there(fs::remove_file(self.zip_path(sha256_hex)?))?;
        // Moved away first, so that a crash leaves no half of it in its place.
        let old = self.new_path(sha256_hex);
        if_there(fs::rename(&unpacked, &old))?;
        if_there(fs::remove_dir_all(&old))
    }

    /// Deletes every package but these, and but those that are `wanted` by the time that it is their turn.
    pub fn keep_only(&self, sha256_hexes: &HashSet<String>, wanted: impl Fn(&str) -> bool) -> io::Result<()> {
        for entry in fs::read_dir(self.root.join("zip"))? {
            let name = entry?.file_name();
            let hex = name.to_str().and_then(|name| name.strip_suffix(".zip"));
            if let Some(hex) = hex.filter(|hex| !sha256_hexes.contains(*hex)) {
                self.remove_unless(hex, || wanted(hex))?;
            }
        }
        Ok(())
    }

    fn unpacked_path(&self, sha256_hex: &str) -> io::Result<PathBuf> {
        Ok(self.root.join("unpacked").join(checked(sha256_hex)?))
    }

    /// A path in `tmp` that is not taken.
    fn new_path(&self, name: &str) -> PathBuf {
        loop {
            let n = self.counter.fetch_add(1, Ordering::Relaxed);
            let path = self.root.join("tmp").join(format!("{name}.{n}"));
            if path.symlink_metadata().is_err() {
                return path;
            }
        }
    }

    /// Unpacked files are not synced to the disk, because they can be made again: after the machine went down they
    /// may be empty. So they are trusted only during the boot in which they were made.
    fn distrust_after_reboot(&self) -> io::Result<()> {
        let mark = self.root.join("unpacked.boot");
        let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
        if boot.is_empty() || fs::read_to_string(&mark).unwrap_or_default() != boot {
            if_there(fs::rename(self.root.join("unpacked"), self.new_path("unpacked")))?;
            fs::write(&mark, boot)?;
        }
        Ok(())
    }

    fn sweep(&self) -> io::Result<()> {
        let left: Vec<PathBuf> =
            fs::read_dir(self.root.join("tmp"))?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        if !left.is_empty() {
            std::thread::Builder::new().name("package-sweeper".into()).spawn(move || delete(&left))?;
        }
        Ok(())
    }

    /// Waits until nobody else works on a package.
    fn turn<'a>(&'a self, sha256_hex: &str) -> Turn<'a> {
        let mut busy = self.busy();
        while busy.contains(sha256_hex) {
            busy = self.done.wait(busy).unwrap_or_else(PoisonError::into_inner);
        }
        busy.insert(sha256_hex.to_owned());
        Turn { packages: self, sha256_hex: sha256_hex.to_owned() }
    }

    fn busy(&self) -> MutexGuard<'_, HashSet<String>> {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The name under which an archive is kept.
pub fn sha256_hex(zip: &[u8]) -> String {
    Sha256::digest(zip).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Held by the one who works on a package.
struct Turn<'a> {
    packages: &'a Packages,
    sha256_hex: String,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.packages.busy().remove(&self.sha256_hex);
        self.packages.done.notify_all();
    }
}

fn delete(paths: &[PathBuf]) {
    for path in paths {
        let deleted = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        if let Err(cause) = deleted {
            tracing::warn!("could not delete {}: {cause}", path.display());
        }
    }
}

/// A name that can only be a hash, so that it cannot be a path.
fn checked(sha256_hex: &str) -> io::Result<&Path> {
    let is_hash =
        sha256_hex.len() == 64 && sha256_hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if is_hash { Ok(Path::new(sha256_hex)) } else { Err(io::ErrorKind::InvalidInput.into()) }
}

fn if_there(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}
