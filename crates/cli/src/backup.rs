//! `hikeshi backup`: everything that is kept, at one moment, in a directory with a manifest.

mod manifest;
mod receive;
pub(crate) mod restore;

use crate::Done;
use crate::args::BackupArgs;
use crate::assemble::{IN_USE, claim};
use crate::client::Client;
use crate::directories::default_data_dir;
use crate::start::runtime;
use bytes::Bytes;
use clock::{Clock, Ids};
use hyper::{Method, StatusCode};
use lambda::package::Packages;
use receive::Received;
use std::path::Path;
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
        let packages = Arc::new(Packages::open(data.join("packages"))?);
        Ok(Some(Offline { store, packages, _claim: claim }))
    }

    async fn copy(self, to: &mut Received) -> Result<(), Failure> {
        let mut parts = server::backup::begin(&self.store, &self.packages)?;
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
