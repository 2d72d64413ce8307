//! What the data plane has to know of a function version.

use std::path::PathBuf;
use std::sync::Arc;

/// One version of a function as it is now. A change of code or configuration makes another, with another revision.
#[derive(Debug)]
pub struct Function {
    pub account: Arc<str>,
    pub region: Arc<str>,
    pub name: Arc<str>,
    /// `$LATEST` or a number.
    pub version: Arc<str>,
    /// Without qualifier.
    pub arn: Arc<str>,
    /// Environments of another revision are not used any more.
    pub revision: Arc<str>,
    /// AWS's identifier, such as `python3.12`.
    pub runtime: String,
    pub handler: String,
    /// ARN of the role whose credentials its processes are handed.
    pub role: Arc<str>,
    /// The unpacked package, on the host.
    pub code: PathBuf,
    /// Dropped when nothing runs from `code` any more.
    pub code_in_use: Box<dyn std::fmt::Debug + Send + Sync>,
    pub memory_mb: u32,
    pub timeout_s: u32,
    pub tmp_mb: u32,
    /// The user's own.
    pub variables: Vec<(String, String)>,
    pub logging: Logging,
}

#[derive(Debug, Clone)]
pub struct Logging {
    pub group: Arc<str>,
    pub format: LogFormat,
    pub application_level: Option<String>,
    pub system_level: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

impl Function {
    /// What environments are pooled by.
    pub(crate) fn pool_key(&self) -> String {
        pool_key(&self.arn, &self.version)
    }

    pub(crate) fn memory_bytes(&self) -> u64 {
        u64::from(self.memory_mb) << 20
    }
}

pub(crate) fn pool_key(arn: &str, version: &str) -> String {
    format!("{arn}:{version}")
}
