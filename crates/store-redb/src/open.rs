//! Opening a data directory: making it, locking it, and refusing what cannot be understood.

use crate::Redb;
use crate::layout::{ABOUT, FORMAT, FORMAT_NOW, OPENINGS, ROWS};
use redb::{Database, DatabaseError, Durability, ReadableTable};
use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

/// The store's file within the data directory.
pub const FILE_NAME: &str = "store.redb";
/// Where a new file is made, so that `store.redb` is either whole or not there: redb does not open a file whose making was
/// interrupted.
const NEW_FILE_NAME: &str = "store.redb.new";

/// Memory for pages that were read. redb's default of 1 GiB would be most of a small machine.
const CACHE_BYTES: usize = 64 << 20;

/// Why a data directory cannot be used, as a fragment that reads after "could not".
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("open {0}: the data directory is in use by another hikeshi")]
    InUse(PathBuf),
    #[error("open {path}: it was written by a later hikeshi (format {format}, this one knows {FORMAT_NOW})")]
    TooNew { path: PathBuf, format: u64 },
    #[error("open {path}: {cause}")]
    Engine { path: PathBuf, cause: redb::Error },
    #[error("open {path}: {cause}")]
    Io { path: PathBuf, cause: io::Error },
}

/// Opens the store of a data directory; makes both, readable by their owner alone, if they are not there.
pub fn open(directory: &Path) -> Result<Redb, OpenError> {
    let path = directory.join(FILE_NAME);
    let io_error = |cause| OpenError::Io { path: path.clone(), cause };
    DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(io_error)?;
    if !path.try_exists().map_err(io_error)? {
        make(directory, &path)?;
    }
    let database = open_file(&path)?;
    let opening = count_opening(&database, &path)?;
    Redb::start(database, opening).map_err(io_error)
}

/// Makes an empty store beside its place and moves it there.
fn make(directory: &Path, path: &Path) -> Result<(), OpenError> {
    let new = directory.join(NEW_FILE_NAME);
    let io_error = |cause| OpenError::Io { path: path.to_owned(), cause };
    match open_file(&new) {
        Ok(database) => drop(database),
        Err(OpenError::Engine { .. }) => {
            // What a crash left of an earlier try; nothing was ever stored in it.
            std::fs::remove_file(&new).map_err(io_error)?;
            drop(open_file(&new)?);
        }
        Err(other) => return Err(other),
    }
    std::fs::rename(&new, path).map_err(io_error)?;
    File::open(directory).and_then(|directory| directory.sync_all()).map_err(io_error)
}

fn open_file(path: &Path) -> Result<Database, OpenError> {
    let mut builder = Database::builder();
    builder.set_cache_size(CACHE_BYTES);
    builder.create(path).map_err(|cause| match cause {
        DatabaseError::DatabaseAlreadyOpen | DatabaseError::LockProtocolMismatch => {
            OpenError::InUse(path.to_owned())
        }
        cause => OpenError::Engine { path: path.to_owned(), cause: cause.into() },
    })
}

/// Checks the file's format, and counts that it was opened.
pub(crate) fn count_opening(database: &Database, path: &Path) -> Result<u64, OpenError> {
    let (format, openings) =
        touch(database).map_err(|cause| OpenError::Engine { path: path.to_owned(), cause })?;
    if format > FORMAT_NOW {
        return Err(OpenError::TooNew { path: path.to_owned(), format });
    }
    Ok(openings)
}

/// The file's format and how often it was opened, this time included; a file of another format is left as it is.
fn touch(database: &Database) -> Result<(u64, u64), redb::Error> {
    let mut write = database.begin_write()?;
    write.set_durability(Durability::Immediate)?;
    let (format, openings) = {
        let mut about = write.open_table(ABOUT)?;
        let number = |value: Option<redb::AccessGuard<u64>>| value.map(|number| number.value());
        let format = number(about.get(FORMAT)?).unwrap_or(FORMAT_NOW);
        let openings = number(about.get(OPENINGS)?).unwrap_or(0) + 1;
        about.insert(FORMAT, format)?;
        about.insert(OPENINGS, openings)?;
        write.open_table(ROWS)?;
        (format, openings)
    };
    if format == FORMAT_NOW {
        write.commit()?
    } else {
        write.abort()?
    }
    Ok((format, openings))
}
