//! What is stored of functions. These are our own types: a change of AWS's model does not change them.

mod first;
#[cfg(test)]
mod rows;
#[cfg(test)]
mod tests;

use clock::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use store::{Record, Shard, Table, TableId};

/// Functions by account, region and name.
pub(crate) static FUNCTIONS: Table<(String, String, String), Function> =
    Table::new(TableId(1), "lambda.functions");

/// Published versions by account, region, function and number.
pub(crate) static VERSIONS: Table<(String, String, String, u64), Version> =
    Table::new(TableId(11), "lambda.versions");

/// Aliases by account, region, function and name.
pub(crate) static ALIASES: Table<(String, String, String, String), Alias> =
    Table::new(TableId(12), "lambda.aliases");

/// The last number that a function of this name gave to a version. It outlives the function: numbers are never used
/// again, not even by another function of the same name.
/// Source: Lambda developer guide, "Introduction to AWS Lambda Versioning".
pub(crate) static NUMBERS: Table<(String, String, String), LastNumber> =
    Table::new(TableId(13), "lambda.numbers");

/// Resource-based policies by account, region, function and qualifier; that of the function itself has none.
pub(crate) static POLICIES: Table<(String, String, String, String), Policy> =
    Table::new(TableId(15), "lambda.policies");

/// Provisioned concurrency by account, region, function and qualifier.
pub(crate) static PROVISIONED: Table<(String, String, String, String), Provisioned> =
    Table::new(TableId(16), "lambda.provisioned");

/// Code signing configurations by account, region and ARN.
pub(crate) static CODE_SIGNING_CONFIGS: Table<(String, String, String), CodeSigningConfig> =
    Table::new(TableId(17), "lambda.code_signing_configs");

/// What an account has in a region.
pub(crate) static USAGE: Table<(String, String), Usage> = Table::new(TableId(14), "lambda.usage");

/// The control plane of one account and region is one shard, because its sums must be exact.
pub(crate) fn shard(account: &str, region: &str) -> Shard {
    Shard::of(account, region, "lambda", "")
}

/// A function: what belongs to all of its versions, and `$LATEST`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Function {
    pub name: String,
    pub latest: Version,
    /// What serves as `$LATEST` while a change of it is made ready, or after that has failed.
    pub before: Option<Box<Version>>,
    pub published: Option<Published>,
    pub tags: BTreeMap<String, String>,
    #[serde(default)]
    pub reserved_concurrency: Option<u32>,
    /// By its ARN.
    #[serde(default)]
    pub code_signing_config: Option<String>,
}

impl Record for Function {
    const VERSION: u8 = 2;

    fn upgrade(version: u8, json: &[u8]) -> Option<Result<Self, serde_json::Error>> {
        (version == 1).then(|| serde_json::from_slice(json).map(first::Function::into))
    }
}

/// What was published last, and the description that `$LATEST` had then: another one given with PublishVersion is no
/// change of the function.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Published {
    pub number: Number,
    pub description: String,
}

/// One version of a function, `$LATEST` or published: its code and its configuration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Version {
    pub number: Number,
    pub role: String,
    pub description: String,
    pub runtime: String,
    pub handler: String,
    pub timeout_s: u32,
    pub memory_mb: u32,
    pub tmp_mb: u32,
    /// `None` if the caller never gave any, which answers differently from none at all.
    pub variables: Option<BTreeMap<String, String>>,
    pub package: Package,
    pub architecture: String,
    pub logging: Logging,
    /// Stored and returned: traces are not kept yet.
    pub tracing_mode: String,
    /// Stored and returned: it acts on asynchronous invocations alone.
    pub dead_letter_arn: Option<String>,
    /// Stored and returned: nothing is encrypted with it.
    pub kms_key_arn: Option<String>,
    /// Stored and returned: the network of an environment is the platform's matter.
    pub vpc: Option<Vpc>,
    /// Stored and returned: nothing is mounted.
    #[serde(default)]
    pub file_systems: Vec<FileSystem>,
    /// Stored and returned: versions start without a snapshot.
    #[serde(default)]
    pub snap_start: bool,
    #[serde(default)]
    pub runtime_updates: RuntimeUpdates,
    /// Changes with every change of code or configuration.
    pub revision_id: String,
    #[serde(with = "micros")]
    pub last_modified: Timestamp,
    pub life: Life,
}

impl Record for Version {
    const VERSION: u8 = 1;
}

/// A version's number; `$LATEST` has none, and comes before all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Number(u64);

impl Number {
    pub(crate) const LATEST: Number = Number(0);
    /// What no version is ever published under.
    pub(crate) const NONE: Number = Number(u64::MAX);

    pub(crate) fn published(number: u64) -> Number {
        Number(number)
    }

    /// A version has one number, written in one way: what is kept by qualifier would otherwise be kept twice.
    pub(crate) fn parse(qualifier: &str) -> Option<Number> {
        if qualifier == crate::name::LATEST {
            return Some(Number::LATEST);
        }
        let written_otherwise = qualifier.starts_with(['0', '+']);
        qualifier.parse().ok().filter(|_| !written_otherwise).map(Number)
    }

    pub(crate) fn is_latest(self) -> bool {
        self == Number::LATEST
    }

    /// As the last part of a key of [`VERSIONS`].
    pub(crate) fn key(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_latest() {
            true => f.write_str(crate::name::LATEST),
            false => self.0.fmt(f),
        }
    }
}

/// A name for a version, or for two versions that share its invocations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Alias {
    pub version: Number,
    pub description: String,
    /// Another version, and the part of the invocations that it gets.
    pub additional: Option<(Number, f64)>,
    pub revision_id: String,
}

impl Record for Alias {
    const VERSION: u8 = 1;
}

/// Who may invoke a function, a version or an alias.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Policy {
    pub statements: Vec<Statement>,
    pub revision_id: String,
}

impl Record for Policy {
    const VERSION: u8 = 1;
}

/// What AddPermission was given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Statement {
    pub sid: String,
    pub action: String,
    pub principal: String,
    pub source_arn: Option<String>,
    pub source_account: Option<String>,
    pub event_source_token: Option<String>,
    pub principal_org_id: Option<String>,
    pub function_url_auth_type: Option<String>,
    pub invoked_via_function_url: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Provisioned {
    pub requested: u32,
    #[serde(with = "micros")]
    pub last_modified: Timestamp,
}

impl Record for Provisioned {
    const VERSION: u8 = 1;
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct CodeSigningConfig {
    pub description: Option<String>,
    /// ARNs of signing profiles.
    pub publishers: Vec<String>,
    /// Whether unsigned code is refused, or let pass.
    pub enforced: bool,
    pub tags: BTreeMap<String, String>,
    #[serde(with = "micros")]
    pub last_modified: Timestamp,
}

impl Record for CodeSigningConfig {
    const VERSION: u8 = 1;
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct LastNumber {
    pub number: u64,
}

impl Record for LastNumber {
    const VERSION: u8 = 1;
}

/// Sums over the functions of one account and region, kept with every write.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Usage {
    pub functions: u64,
    /// Zipped packages of all versions.
    pub code_bytes: u64,
    #[serde(default)]
    pub reserved_concurrency: u64,
}

impl Record for Usage {
    const VERSION: u8 = 1;
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Package {
    /// SHA-256 of the zip: its name in the package store.
    pub hex: String,
    /// The same as AWS's `CodeSha256` shows it.
    pub base64: String,
    pub bytes: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Logging {
    pub json: bool,
    pub group: String,
    pub application_level: Option<String>,
    pub system_level: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Vpc {
    pub subnet_ids: Vec<String>,
    pub security_group_ids: Vec<String>,
    pub ipv6: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct FileSystem {
    pub arn: String,
    pub mount_path: String,
}

/// When AWS would update the runtime under a version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct RuntimeUpdates {
    /// `Auto`, `FunctionUpdate` or `Manual`.
    pub on: String,
    pub version_arn: Option<String>,
}

impl Default for RuntimeUpdates {
    fn default() -> RuntimeUpdates {
        RuntimeUpdates { on: "Auto".into(), version_arn: None }
    }
}

/// Where a version stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Life {
    /// Created and being made ready: `Pending`.
    Creating,
    /// `Active`, with a change under way: the one before it serves until it is ready.
    Updating,
    /// `Active`.
    Ready,
    /// Its code could not be made ready: `Failed`.
    Failed { reason: String },
    /// `Active`, but a change of it could not be made ready: the one before it serves on.
    UpdateFailed { reason: String },
}

/// Stored timestamps are microseconds since the epoch.
mod micros {
    use clock::Timestamp;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_i64(at.as_micros())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
        i64::deserialize(from).map(Timestamp::from_micros)
    }
}
