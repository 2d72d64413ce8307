//! Where things are kept.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

/// The default data directory.
pub(crate) fn default_data_dir() -> PathBuf {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let data_home = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from);
    match (rustix::process::geteuid().is_root(), data_home, home) {
        (false, Some(data), _) => data.join("hikeshi"),
        (false, None, Some(home)) => home.join(".local/share/hikeshi"),
        _ => PathBuf::from("/var/lib/hikeshi"),
    }
}

/// A directory that goes when this goes. After a crash the next one of its kind removes it.
pub(crate) struct Temporary {
    path: PathBuf,
    /// Locked for as long as we live: that is how the next one knows that we do.
    _lock: File,
}

const LOCK: &str = "lock";

impl Temporary {
    pub(crate) fn new(prefix: &str, id: &str) -> io::Result<Temporary> {
        let parent = std::env::temp_dir();
        remove_abandoned(&parent, prefix);
        let path = parent.join(format!("{prefix}{id}"));
        fs::DirBuilder::new().mode(0o700).create(&path)?;
        let lock = File::create(path.join(LOCK))?;
        lock.try_lock().map_err(io::Error::from)?;
        Ok(Temporary { path, _lock: lock })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.path) {
            tracing::warn!(path = %self.path.display(), %error, "could not remove a temporary directory");
        }
    }
}

fn remove_abandoned(parent: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(prefix) && is_abandoned(&entry.path()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Nobody holds its lock.
fn is_abandoned(directory: &Path) -> bool {
    File::open(directory.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abandoned_directory_is_removed_by_the_next() {
        let id = std::process::id().to_string();
        let prefix = format!("hikeshi-test-{id}-");
        let living = Temporary::new(&prefix, "a").unwrap();
        let dead = std::env::temp_dir().join(format!("{prefix}dead"));
        fs::create_dir(&dead).unwrap();
        fs::write(dead.join(LOCK), "").unwrap();
        let next = Temporary::new(&prefix, "b").unwrap();
        assert!(living.path().exists() && next.path().exists());
        assert!(!dead.exists());
        let path = living.path().to_owned();
        drop(living);
        assert!(!path.exists());
    }
}
