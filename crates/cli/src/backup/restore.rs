//! `hikeshi restore`: a backup, once it is verified, becomes a data directory.

use super::manifest::{DIRECTORIES, Manifest, is_known};
use super::receive::sync_parent;
use crate::Done;
use crate::args::RestoreArgs;
use crate::assemble::claim;
use crate::directories::default_data_dir;
use crate::start::runtime;
use crate::user;
use clock::Ids;
use server::backup::ROWS;
use std::fs::{self, DirBuilder, File};
use std::io::{self, BufReader};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

type Failure = Box<dyn std::error::Error>;

pub(crate) fn run(args: &RestoreArgs) -> Done {
    let named = args.data_dir.clone().unwrap_or_else(default_data_dir);
    is_empty(&named)?;
    // An empty directory is replaced: where it really is, and as whose it was.
    let data = named.canonicalize().unwrap_or(named);
    let owner = fs::metadata(&data).ok().map(|metadata| metadata.uid());
    let manifest = Manifest::read(&args.from)?;
    for file in &manifest.files {
        if !is_known(&file.name) {
            return Err(format!("the backup names a file that no backup has: {:?}", file.name).into());
        }
        file.verify(&args.from)?;
    }
    if !manifest.files.iter().any(|file| file.name == ROWS) {
        return Err(format!("the backup is damaged: it has no {ROWS}").into());
    }
    let new = New::beside(&data)?;
    new.fill(&args.from, &manifest)?;
    user::give_back(new.path(), owner)?;
    new.become_data(&data)?;
    println!(
        "{} files of {}, made {} by hikeshi {}, are now {}",
        manifest.files.len(),
        args.from.display(),
        manifest.made,
        manifest.hikeshi,
        data.display()
    );
    Ok(ExitCode::SUCCESS)
}

fn is_empty(data: &Path) -> Result<(), Failure> {
    let first = match fs::read_dir(data) {
        Ok(mut entries) => entries.next(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(format!("could not look into {}: {error}", data.display()).into()),
    };
    if first.is_none() {
        return Ok(());
    }
    // Says so if a server runs there.
    if data.join("server.lock").exists() {
        claim(data)?;
    }
    Err(format!("{} is not empty; a backup is only put into an empty directory", data.display()).into())
}

/// A data directory in the making, which goes when it is not finished.
struct New(Option<PathBuf>);

impl New {
    fn beside(data: &Path) -> Result<New, Failure> {
        let name = data.file_name().ok_or("a data directory needs a name")?.to_string_lossy();
        let path = data.with_file_name(format!("{name}.restoring-{}", Ids::random().hex(8)));
        let could_not = |error| format!("could not make {}: {error}", path.display());
        DirBuilder::new().mode(0o700).create(&path).map_err(could_not)?;
        let new = New(Some(path));
        for directory in DIRECTORIES {
            DirBuilder::new().mode(0o700).recursive(true).create(new.path().join(directory))?;
        }
        Ok(new)
    }

    fn path(&self) -> &Path {
        self.0.as_deref().expect("it has not become anything yet")
    }

    fn fill(&self, from: &Path, manifest: &Manifest) -> Result<(), Failure> {
        for file in manifest.files.iter().filter(|file| file.name != ROWS) {
            fs::copy(from.join(&file.name), self.path().join(&file.name))?;
            File::open(self.path().join(&file.name))?.sync_all()?;
        }
        for directory in DIRECTORIES.iter().flat_map(|directory| Path::new(directory).ancestors()) {
            File::open(self.path().join(directory))?.sync_all()?;
        }
        let store = store_redb::open(self.path())?;
        let rows = BufReader::new(File::open(from.join(ROWS))?);
        let restored = runtime()?.block_on(store::backup::restore(&store, rows));
        restored.map_err(|cause| format!("could not {cause}").into())
    }

    fn become_data(mut self, data: &Path) -> Result<(), Failure> {
        File::open(self.path())?.sync_all()?;
        // Onto an empty directory, or where there is none: anything else fails.
        fs::rename(self.path(), data)
            .map_err(|error| format!("could not make it {}: {error}", data.display()))?;
        self.0 = None;
        Ok(sync_parent(data)?)
    }
}

impl Drop for New {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            let _ = fs::remove_dir_all(path);
        }
    }
}
