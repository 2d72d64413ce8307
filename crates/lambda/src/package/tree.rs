//! An archive as files on disk.

use super::PackageError;
use super::archive::{self, Sink};
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// Unpacks an archive into a new directory that every user of the sandbox can enter. What it holds belongs to whoever
/// runs this.
pub(super) fn make(root: &Path, zip: impl Read + Seek) -> Result<(), PackageError> {
    let mut tree = Tree { root: root.to_owned(), file: None, directories: vec![(root.to_owned(), 0o755)] };
    make_directory(root)?;
    archive::read(zip, &mut tree)?;
    Ok(tree.finish()?)
}

struct Tree {
    root: PathBuf,
    /// The file being written.
    file: Option<File>,
    /// Directories and the permissions that they get at last, when nothing more is made in them.
    directories: Vec<(PathBuf, u32)>,
}

// Symbolic links come last and nothing lies below one (see `archive`), so that no path here leads through a link.
impl Sink for Tree {
    fn directory(&mut self, path: &str, mode: u32) -> Result<(), PackageError> {
        let path = self.root.join(path);
        self.parents_of(&path)?;
        make_directory(&path)?;
        // The owner must be able to delete it.
        self.directories.push((path, mode | 0o700));
        Ok(())
    }

    fn file(&mut self, path: &str, mode: u32) -> Result<(), PackageError> {
        let path = self.root.join(path);
        self.parents_of(&path)?;
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        // Not at the opening, where the process's umask would have a say.
        file.set_permissions(Permissions::from_mode(mode))?;
        self.file = Some(file);
        Ok(())
    }

    fn content(&mut self, bytes: &[u8]) -> Result<(), PackageError> {
        let file = self.file.as_mut().expect("content follows the beginning of its file");
        Ok(file.write_all(bytes)?)
    }

    fn symlink(&mut self, path: &str, target: &[u8]) -> Result<(), PackageError> {
        let path = self.root.join(path);
        self.parents_of(&path)?;
        let target = std::str::from_utf8(target).expect("a target that was checked is UTF-8");
        Ok(std::os::unix::fs::symlink(target, path)?)
    }
}

impl Tree {
    /// Makes the directories above a path that the archive has no entry for.
    fn parents_of(&mut self, path: &Path) -> io::Result<()> {
        let missing = path.ancestors().skip(1).take_while(|above| !above.exists()).collect::<Vec<_>>();
        for directory in missing.into_iter().rev() {
            make_directory(directory)?;
            self.directories.push((directory.to_owned(), 0o755));
        }
        Ok(())
    }

    fn finish(self) -> io::Result<()> {
        for (directory, mode) in self.directories {
            fs::set_permissions(directory, Permissions::from_mode(mode))?;
        }
        Ok(())
    }
}

fn make_directory(path: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(path)
}
