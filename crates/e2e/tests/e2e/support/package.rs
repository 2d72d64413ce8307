//! Deployment packages.

use std::io::{Cursor, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;

/// A file of a package: its path and its bytes. Every one may be executed; that does no harm.
pub type Entry<'a> = (&'a str, &'a [u8]);

pub fn zip(entries: &[Entry<'_>]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in entries {
        zip.start_file(*path, SimpleFileOptions::default().unix_permissions(0o755)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Every file below `folder`, under `prefix`.
pub fn tree(folder: &Path, prefix: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        match entry.path().is_dir() {
            true if name.ends_with("__pycache__") => {}
            true => files.extend(tree(&entry.path(), &format!("{name}/"))),
            false => files.push((name, std::fs::read(entry.path()).unwrap())),
        }
    }
    files
}
