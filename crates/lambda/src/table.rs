//! What is stored of a function. These are our own types: a change of AWS's model does not change them.

use clock::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{Record, Shard, Table, TableId};

/// Functions by account, region and name.
pub(crate) static FUNCTIONS: Table<(String, String, String), Function> =
    Table::new(TableId(1), "lambda.functions");

/// The control plane of one account and region is one shard, because its sums must be exact.
pub(crate) fn shard(account: &str, region: &str) -> Shard {
    Shard::of(account, region, "lambda", "")
}

/// `$LATEST` of one function.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Function {
    pub name: String,
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
    pub tags: BTreeMap<String, String>,
    pub logging: Logging,
    /// Stored and returned: traces are not kept yet.
    pub tracing_mode: String,
    /// Stored and returned: it acts on asynchronous invocations alone.
    pub dead_letter_arn: Option<String>,
    /// Stored and returned: nothing is encrypted with it.
    pub kms_key_arn: Option<String>,
    /// Stored and returned: the network of an environment is the platform's matter.
    pub vpc: Option<Vpc>,
    /// Changes with every change of code or configuration.
    pub revision_id: String,
    #[serde(with = "micros")]
    pub last_modified: Timestamp,
    pub life: Life,
}

impl Record for Function {
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

/// Where a function stands.
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
