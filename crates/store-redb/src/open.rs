//! Opening a data directory: making it, locking it, taking in what the journal holds, and refusing what cannot be
//! understood.

use crate::Redb;
use crate::file::RowsFile;
use crate::journal::{self, Journal, Lacking};
use crate::layout::{self, ABOUT, APPLIED, FORMAT, FORMAT_NOW, OPENINGS, ROWS};
use crate::room::Room;
use redb::backends::FileBackend;
use redb::{Database, DatabaseError, Durability, ReadableDatabase, StorageBackend};
use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// The store's file within the data directory.
pub const FILE_NAME: &str = "store.redb";
/// Where a new file is made, so that `store.redb` is either whole or not there: redb does not open a file whose making was
/// interrupted.
const NEW_FILE_NAME: &str = "store.redb.new";
/// Beside it: what was committed since the last checkpoint.
pub const JOURNAL_FILE_NAME: &str = "store.journal";

/// Memory for pages that were read. redb's default of 1 GiB would be most of a small machine.
const CACHE_BYTES: usize = 64 << 20;

/// How a store is kept.
#[derive(Debug, Clone)]
pub struct Options {
    /// A checkpoint is made before the journal grows beyond this: it bounds what an opening has to read again, and how
    /// long a commit may have to wait for a checkpoint.
    pub journal_bytes_max: u64,
    /// With less free disk than this, commits are refused before they have begun. A refusal costs the caller one
    /// request; a disk that is really full costs the store its life, because it is not known what a commit that failed half-way
    /// left. It is some times the journal, whose rows a checkpoint writes once more; what a commit itself will take is
    /// counted besides. With 0 nothing is refused.
    pub reserve_bytes: u64,
}

impl Default for Options {
    fn default() -> Options {
        Options { journal_bytes_max: 8 << 20, reserve_bytes: 32 << 20 }
    }
}

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
    #[error("open the journal beside {path}: {why}")]
    Journal { path: PathBuf, why: String },
}

/// Opens the store of a data directory; makes both, readable by their owner alone, if they are not there.
pub fn open(directory: &Path) -> Result<Redb, OpenError> {
    open_with(directory, &Options::default())
}

/// As [`open`], kept in another way.
pub fn open_with(directory: &Path, options: &Options) -> Result<Redb, OpenError> {
    let path = directory.join(FILE_NAME);
    let io_error = |cause| OpenError::Io { path: path.clone(), cause };
    DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(io_error)?;
    if !path.try_exists().map_err(io_error)? {
        make(directory, &path)?;
    }
    let database = open_file(&path)?;
    let journal = open_journal(directory).map_err(io_error)?;
    begin(database, Box::new(journal), options, Room::under(directory, options.reserve_bytes), &path)
}

/// Opens a store on two disks of the caller's: for tests of disks that fail.
pub fn open_on(
    rows: impl StorageBackend,
    journal: impl StorageBackend,
    options: &Options,
) -> Result<Redb, OpenError> {
    let path = Path::new("a disk of the caller's");
    let database = builder().create_with_backend(rows);
    let database =
        database.map_err(|cause| OpenError::Engine { path: path.to_owned(), cause: cause.into() })?;
    begin(database, Box::new(journal), options, Room::unknown(), path)
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
    let sync = |directory: &Path| File::open(directory)?.sync_all();
    // A new store has no past. What a deleted one left goes first, so that after no crash it lies beside this one.
    match std::fs::remove_file(directory.join(JOURNAL_FILE_NAME)) {
        Ok(()) => sync(directory).map_err(io_error)?,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
        Err(cause) => return Err(io_error(cause)),
    }
    std::fs::rename(&new, path).map_err(io_error)?;
    sync(directory).map_err(io_error)?;
    // The directory may be as new as what is in it. Those above that are not ours to open were there before.
    for above in directory.ancestors().skip(1) {
        let above = if above.as_os_str().is_empty() { Path::new(".") } else { above };
        let _ = sync(above);
    }
    Ok(())
}

fn builder() -> redb::Builder {
    let mut builder = Database::builder();
    builder.set_cache_size(CACHE_BYTES);
    builder
}

fn open_file(path: &Path) -> Result<Database, OpenError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o600);
    let file = options.open(path).map_err(|cause| OpenError::Io { path: path.to_owned(), cause })?;
    let opened = RowsFile::new(file).and_then(|file| builder().create_with_backend(file));
    opened.map_err(|cause| match cause {
        DatabaseError::DatabaseAlreadyOpen | DatabaseError::LockProtocolMismatch => {
            OpenError::InUse(path.to_owned())
        }
        cause => OpenError::Engine { path: path.to_owned(), cause: cause.into() },
    })
}

/// The lock on the file of rows is that of the journal, too.
fn open_journal(directory: &Path) -> io::Result<FileBackend> {
    let path = directory.join(JOURNAL_FILE_NAME);
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o600);
    let known = path.try_exists()?;
    let file = options.open(&path)?;
    if !known {
        File::open(directory)?.sync_all()?;
    }
    FileBackend::new(file).map_err(io::Error::other)
}

/// Checks the format, takes in what the journal holds and the rows lack, and starts the journal anew.
fn begin(
    database: Database,
    journal: Box<dyn StorageBackend>,
    options: &Options,
    room: Room,
    path: &Path,
) -> Result<Redb, OpenError> {
    let engine = |cause| OpenError::Engine { path: path.to_owned(), cause };
    let about = About::read(&database).map_err(engine)?;
    if about.format > FORMAT_NOW {
        return Err(OpenError::TooNew { path: path.to_owned(), format: about.format });
    }
    let torn = |why: String| OpenError::Journal { path: path.to_owned(), why };
    let lacking = journal::read(&*journal, about.applied).map_err(|cause| torn(cause.to_string()))?;
    let opening = about.openings + 1;
    take_in(&database, opening, &lacking).map_err(engine)?;
    let io_error = |cause| OpenError::Io { path: path.to_owned(), cause };
    let journal = Journal::begin(journal, lacking.last, options.journal_bytes_max).map_err(io_error)?;
    Redb::start(database, journal, room, opening).map_err(io_error)
}

/// What a file says of itself.
struct About {
    format: u64,
    openings: u64,
    applied: u64,
}

impl About {
    /// Reads without changing anything, so that a file of a later format is left as it is.
    fn read(database: &Database) -> Result<About, redb::Error> {
        let read = database.begin_read()?;
        let about = match read.open_table(ABOUT) {
            Ok(about) => about,
            Err(redb::TableError::TableDoesNotExist(_)) => {
                return Ok(About { format: FORMAT_NOW, openings: 0, applied: 0 });
            }
            Err(cause) => return Err(cause.into()),
        };
        let number = |name| Ok::<_, redb::Error>(about.get(name)?.map(|number| number.value()));
        Ok(About {
            format: number(FORMAT)?.unwrap_or(FORMAT_NOW),
            openings: number(OPENINGS)?.unwrap_or(0),
            applied: number(APPLIED)?.unwrap_or(0),
        })
    }
}

/// Counts the opening, and writes what only the journal held.
fn take_in(database: &Database, opening: u64, lacking: &Lacking) -> Result<(), redb::Error> {
    let mut write = database.begin_write()?;
    write.set_durability(Durability::Immediate)?;
    // As at every checkpoint: see `writer::checkpoint`.
    write.set_quick_repair(true);
    {
        let mut about = write.open_table(ABOUT)?;
        about.insert(FORMAT, FORMAT_NOW)?;
        about.insert(OPENINGS, opening)?;
        about.insert(APPLIED, lacking.last)?;
        let mut rows = write.open_table(ROWS)?;
        for change in lacking.changes() {
            let damaged = || redb::Error::Corrupted("a record of the journal is malformed".into());
            let (shard, key, value) = change.ok_or_else(damaged)?;
            layout::change(&mut rows, shard, key, value)?;
        }
    }
    write.commit()?;
    Ok(())
}
