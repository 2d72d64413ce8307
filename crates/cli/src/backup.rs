//! `hikeshi backup`: everything that is kept, at one moment, in a directory with a manifest.

mod manifest;
mod receive;
pub(crate) mod restore;

use crate::Done;
use crate::args::BackupArgs;
use crate::assemble::{IN_USE, LOGS, claim};
use crate::client::Client;
use crate::directories::default_data_dir;
use crate::start::runtime;
use crate::user;
use bytes::Bytes;
use clock::{Clock, Ids};
use hyper::{Method, StatusCode};
use lambda::package::Packages;
use receive::Received;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use store::Store;

type Failure = Box<dyn std::error::Error>;

const DEFAULT_ENDPOINT: &str = "http://127.0.0.1:4566";

pub(crate) fn run(args: &BackupArgs) -> Done {
    if args.to.exists() {
        return Err(format!("{} is there already", args.to.display()).into());
    }
    let manifest = runtime()?.block_on(async {
        let data = args.data_dir.clone().unwrap_or_else(default_data_dir);
        let offline = match &args.endpoint {
            Some(_) => None,
            None => Offline::open(&data)?,
        };
        let mut received = Received::begin(&args.to, &Ids::random().hex(8))?;
        match offline {
            Some(offline) => offline.copy(&mut received).await?,
            None => {
                let endpoint = args.endpoint.as_deref().unwrap_or(DEFAULT_ENDPOINT);
                fetch(endpoint, &mut received).await?;
            }
        }
        received.finish(Clock::real().host_wall())
    })?;
    let bytes: u64 = manifest.files.iter().map(|file| file.bytes).sum();
    println!("{} files, {bytes} bytes, in {}", manifest.files.len(), args.to.display());
    Ok(ExitCode::SUCCESS)
}

/// A data directory that no server uses.
struct Offline {
    store: Store,
    packages: Arc<Packages>,
    logs: Option<PathBuf>,
    _claim: std::fs::File,
}

impl Offline {
    /// `None` if a server uses it.
    fn open(data: &Path) -> Result<Option<Offline>, Failure> {
        if !data.join(store_redb::FILE_NAME).exists() {
            return Err(format!(
                "there is nothing to copy in {}: name another with --data-dir, or a platform with --endpoint",
                data.display()
            )
            .into());
        }
        let claim = match claim(data) {
            Ok(claim) => claim,
            Err(why) if why.ends_with(IN_USE) => return Ok(None),
            Err(why) => return Err(why.into()),
        };
        let store = Store::new(store_redb::open(data)?);
        let packages = Arc::new(Packages::unserved(data.join("packages")));
        let owner = data.metadata()?.uid();
        user::give_back(&data.canonicalize()?, Some(owner))?;
        let logs = Some(data.join(LOGS)).filter(|logs| logs.exists());
        Ok(Some(Offline { store, packages, logs, _claim: claim }))
    }

    async fn copy(self, to: &mut Received) -> Result<(), Failure> {
        let mut parts = server::backup::begin(&self.store, &self.packages, self.logs.as_deref())?;
        while let Some(part) = parts.recv().await {
            to.take(&part?)?;
        }
        Ok(())
    }
}

async fn fetch(endpoint: &str, to: &mut Received) -> Result<(), Failure> {
    let client = Client::new(endpoint, "000000000000", "us-east-1")?;
    let begun = answer(&client, Method::POST, "/_hikeshi/backup").await?;
    let begun: serde_json::Value = serde_json::from_slice(&begun)?;
    let id = begun["id"].as_str().ok_or("the platform does not say which backup it began")?;
    let path = format!("/_hikeshi/backup?id={id}");
    loop {
        let part = answer(&client, Method::GET, &path).await?;
        if part.is_empty() {
            return Ok(());
        }
        to.take(&part)?;
    }
}

async fn answer(client: &Client, method: Method, path: &str) -> Result<Bytes, Failure> {
    let answer = client.call(method, path, &[], Bytes::new()).await?;
    match answer.status {
        StatusCode::OK => Ok(answer.body),
        status => {
            Err(format!("the platform answered {status}: {}", String::from_utf8_lossy(&answer.body)).into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lambda::package::Packages;
    use std::fs;
    use std::os::unix::fs::chown;

    fn everything_below(directory: &Path) -> Vec<PathBuf> {
        let mut found = vec![directory.to_owned()];
        for entry in fs::read_dir(directory).unwrap() {
            let entry = entry.unwrap();
            match entry.file_type().unwrap().is_dir() {
                true => found.extend(everything_below(&entry.path())),
                false => found.push(entry.path()),
            }
        }
        found
    }

    #[test]
    fn root_copies_a_users_data_and_leaves_it_theirs() {
        if !rustix::process::geteuid().is_root() {
            return;
        }
        let data = std::env::temp_dir().join(format!("hikeshi-backup-{}", Ids::random().hex(8)));
        drop(store_redb::open(&data).unwrap());
        Packages::open(data.join("packages")).unwrap().store(b"a package").unwrap();
        // The machine was started anew since, and a start that was cut short left no journal.
        fs::write(data.join("packages/unpacked.boot"), "another").unwrap();
        fs::write(data.join("packages/unpacked/kept"), "").unwrap();
        fs::remove_file(data.join(store_redb::JOURNAL_FILE_NAME)).unwrap();
        everything_below(&data).iter().for_each(|path| chown(path, Some(4711), Some(4711)).unwrap());

        let to = data.with_extension("backup");
        let manifest = runtime().unwrap().block_on(async {
            let mut received = Received::begin(&to, "1").unwrap();
            Offline::open(&data).unwrap().expect("nobody uses it").copy(&mut received).await.unwrap();
            received.finish(Clock::real().host_wall()).unwrap()
        });
        assert_eq!(manifest.files.len(), 2, "{manifest:?}");
        for path in everything_below(&data) {
            assert_eq!(path.metadata().unwrap().uid(), 4711, "{}", path.display());
        }
        assert!(data.join("packages/unpacked/kept").exists());
        assert!(data.join(store_redb::JOURNAL_FILE_NAME).exists());
        fs::remove_dir_all(data).unwrap();
        fs::remove_dir_all(to).unwrap();
    }
}
