//! The text files of the repository.

use std::path::{Path, PathBuf};

/// A file: its path from the root, and its text.
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    /// The crate that it belongs to, if it lies in `crates/`.
    pub fn crate_name(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }
}

/// Folders that hold nothing of ours.
const SKIPPED: &[&str] = &["target", "node_modules", ".git", ".hikeshi", "__pycache__"];

/// Every UTF-8 file below the root.
///
/// # Errors
/// A folder cannot be read.
pub fn all(root: &Path) -> Result<Vec<File>, String> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let problem = |e: std::io::Error| format!("could not read {}: {e}", folder.display());
        for entry in std::fs::read_dir(root.join(&folder)).map_err(problem)? {
            let entry = entry.map_err(problem)?;
            let path = folder.join(entry.file_name());
            if root.join(&path).is_dir() {
                if !SKIPPED.iter().any(|skipped| entry.file_name() == *skipped) {
                    folders.push(path);
                }
            } else if let Ok(text) = std::fs::read_to_string(root.join(&path)) {
                files.push(File { path: path.to_string_lossy().into_owned(), text });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}
