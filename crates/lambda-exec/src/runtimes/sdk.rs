//! The AWS SDKs that AWS's runtimes carry: where `hikeshi runtimes add-sdk` puts them, and what is there.

use super::found::{Language, Version};
use std::fs;
use std::path::{Path, PathBuf};

/// Where SDKs lie below a data directory.
pub const DIRECTORY: &str = "runtimes";
/// In an SDK's directory: what was installed, a line for each package.
pub const INSTALLED: &str = "installed.txt";

/// The directory of the SDK for an interpreter: Python's depends on its version, and Node.js's does not.
pub fn directory(sdks: &Path, language: Language, version: &Version) -> Option<PathBuf> {
    match language {
        Language::Python => {
            let (major, minor) = (version.0.first()?, version.0.get(1)?);
            Some(sdks.join(format!("python{major}.{minor}")))
        }
        Language::Node { .. } => Some(sdks.join("nodejs")),
        Language::Provided => None,
    }
}

/// What is installed, in one line; `None` if nothing is.
pub fn installed(directory: &Path) -> Option<String> {
    let text = fs::read_to_string(directory.join(INSTALLED)).ok()?;
    let mut lines = text.lines();
    let first = lines.next()?.to_owned();
    Some(match lines.count() {
        0 => first,
        others => format!("{first} and {others} more"),
    })
}

/// What of an SDK's directory functions see, and where.
pub(super) fn bind(directory: &Path, language: Language) -> Option<(PathBuf, &'static str)> {
    let (source, target) = match language {
        Language::Python => (directory.join("site-packages"), "/var/runtime/site-packages"),
        Language::Node { .. } => (directory.join("node_modules"), "/var/runtime/node_modules"),
        Language::Provided => return None,
    };
    source.is_dir().then_some((source, target))
}
