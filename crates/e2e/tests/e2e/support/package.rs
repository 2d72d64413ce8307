//! Deployment packages.

use std::io::{Cursor, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;

/// A file of a package: its path and its bytes. Every one may be executed; that does no harm.
pub type Entry<'a> = (&'a str, &'a [u8]);

/// Files by their paths.
pub type Files = Vec<(String, Vec<u8>)>;

pub fn zip(entries: &[Entry<'_>]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in entries {
        zip.start_file(*path, SimpleFileOptions::default().unix_permissions(0o755)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Every file below `folder` whose path there begins with one of the texts.
pub fn files_below(folder: &Path, beginnings: &[&str]) -> Files {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).unwrap().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            if !beginnings.iter().any(|beginning| name.starts_with(beginning))
                || name.ends_with("__pycache__")
            {
                continue;
            }
            match path.is_dir() {
                true => folders.push(path),
                false => files.push((name, std::fs::read(path).unwrap())),
            }
        }
    }
    files
}
