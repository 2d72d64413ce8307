//! What a backup holds.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

pub(super) const FILE_NAME: &str = "manifest.json";
/// The version of a backup's layout.
pub(super) const FORMAT: u32 = 1;
/// Where files are in a backup.
pub(super) const DIRECTORIES: [&str; 2] = [server::backup::PACKAGES, server::backup::LOGS];

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub format: u32,
    /// The version of hikeshi that made it.
    pub hikeshi: String,
    /// When, by the host's clock.
    pub made: String,
    pub files: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// Its path in the backup, with `/`.
    pub name: String,
    pub bytes: u64,
    /// In hexadecimal.
    pub sha256: String,
}

impl Manifest {
    pub fn read(backup: &Path) -> Result<Manifest, String> {
        let path = backup.join(FILE_NAME);
        let text = std::fs::read_to_string(&path).map_err(|error| {
            format!(
                "{} is no backup, or not a whole one: could not read {FILE_NAME}: {error}",
                backup.display()
            )
        })?;
        let manifest: Manifest = serde_json::from_str(&text)
            .map_err(|error| format!("could not understand {}: {error}", path.display()))?;
        if manifest.format != FORMAT {
            return Err(format!(
                "{} has format {}, and this hikeshi knows {FORMAT}",
                backup.display(),
                manifest.format
            ));
        }
        Ok(manifest)
    }
}

impl Entry {
    /// Reads the file once and compares.
    pub fn verify(&self, backup: &Path) -> Result<(), String> {
        let path = backup.join(&self.name);
        let damaged = |why: String| format!("the backup is damaged: {}: {why}", path.display());
        let (bytes, sha256) = sum(&path).map_err(|error| damaged(error.to_string()))?;
        if bytes != self.bytes {
            return Err(damaged(format!("it has {bytes} bytes instead of {}", self.bytes)));
        }
        if sha256 != self.sha256 {
            return Err(damaged("its SHA-256 is not that of the manifest".into()));
        }
        Ok(())
    }
}

fn sum(path: &Path) -> io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let (mut sum, mut bytes, mut piece) = (Sha256::new(), 0, vec![0; 256 << 10]);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok((bytes, hex(&sum.finalize()))),
            some => {
                sum.update(&piece[..some]);
                bytes += some as u64;
            }
        }
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A path that we would have chosen ourselves: whoever sends or keeps a backup cannot name another.
pub(super) fn is_known(name: &str) -> bool {
    let package = |file: &str| {
        file.strip_suffix(".zip").is_some_and(|hex| {
            hex.len() == 64 && hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        })
    };
    let log = |file: &str| {
        let number = file.strip_prefix("segment-").or(file.strip_prefix("journal-"));
        number.is_some_and(|number| number.len() == 20 && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let below = |directory: &str| name.strip_prefix(directory).and_then(|rest| rest.strip_prefix('/'));
    name == server::backup::ROWS
        || below(server::backup::PACKAGES).is_some_and(package)
        || below(server::backup::LOGS).is_some_and(log)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_names_no_path_but_ours() {
        let hex = "0".repeat(64);
        let number = "0".repeat(20);
        for name in [
            "store.rows".into(),
            format!("packages/zip/{hex}.zip"),
            format!("logs/segment-{number}"),
            format!("logs/journal-{number}"),
        ] {
            assert!(is_known(&name), "{name}");
        }
        for name in [
            "".into(),
            "/etc/passwd".into(),
            "../store.rows".into(),
            "packages/zip/../../x.zip".into(),
            format!("packages/zip/{hex}"),
            format!("packages/zip//{hex}.zip"),
            format!("packages/zipp/{hex}.zip"),
            format!("logs/{number}"),
            format!("logs/../segment-{number}"),
            "logs/unfinished".into(),
        ] {
            assert!(!is_known(&name), "{name}");
        }
    }
}
