//! What is stored: our own types, which a change of AWS's model does not change.

#[cfg(test)]
mod rows;

use clock::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use store::{Error, Record, Shard, Span, Table, TableId, Tx};

type Result<T, E = Error> = std::result::Result<T, E>;

/// Keys are the account and the name in lower case: names are kept as they were given, and are distinguished without
/// regard to case.
pub(crate) static ROLES: Table<(String, String), Role> = Table::new(TableId(100), "iam.roles");
pub(crate) static USERS: Table<(String, String), User> = Table::new(TableId(101), "iam.users");
pub(crate) static POLICIES: Table<(String, String), Policy> = Table::new(TableId(102), "iam.policies");
/// By account and access key id.
pub(crate) static KEYS: Table<(String, String), AccessKey> = Table::new(TableId(103), "iam.access_keys");

/// An account's identities are one shard: their quotas and references must be exact. IAM knows no regions.
pub(crate) fn shard(account: &str) -> Shard {
    Shard::of(account, "", "iam", "")
}

/// What roles and users have in common.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Holder {
    pub name: String,
    /// `/`, or between slashes.
    pub path: String,
    /// `AROA…` or `AIDA…`
    pub id: String,
    #[serde(with = "micros")]
    pub created: Timestamp,
    pub tags: BTreeMap<String, String>,
    /// Documents by policy name.
    pub inline: BTreeMap<String, String>,
    /// ARNs of managed policies.
    pub attached: BTreeSet<String>,
    /// ARN of a managed policy.
    pub boundary: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Role {
    pub holder: Holder,
    pub trust: String,
    pub description: Option<String>,
    pub session_s_max: u32,
}

impl Record for Role {
    const VERSION: u8 = 1;
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct User {
    pub holder: Holder,
}

impl Record for User {
    const VERSION: u8 = 1;
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Policy {
    pub name: String,
    pub path: String,
    /// `ANPA…`
    pub id: String,
    pub description: Option<String>,
    #[serde(with = "micros")]
    pub created: Timestamp,
    #[serde(with = "micros")]
    pub updated: Timestamp,
    pub tags: BTreeMap<String, String>,
    /// Oldest first; never empty.
    pub versions: Vec<Version>,
    /// Number of the default version.
    pub default: u32,
    /// Number of the version that was made last: numbers are not used again.
    pub last: u32,
}

impl Record for Policy {
    const VERSION: u8 = 1;
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Version {
    pub number: u32,
    pub document: String,
    #[serde(with = "micros")]
    pub created: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct AccessKey {
    pub id: String,
    pub secret: String,
    /// Of its user, as the user was named.
    pub user: String,
    pub active: bool,
    #[serde(with = "micros")]
    pub created: Timestamp,
}

impl Record for AccessKey {
    const VERSION: u8 = 1;
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

/// Whether a shard has nothing of ours.
pub(crate) fn is_empty(tx: &Tx<'_>) -> Result<bool> {
    Ok(tx.scan(&ROLES, Span::all()).next().is_none()
        && tx.scan(&USERS, Span::all()).next().is_none()
        && tx.scan(&POLICIES, Span::all()).next().is_none()
        && tx.scan(&KEYS, Span::all()).next().is_none())
}

/// Deletes everything of ours in a shard.
pub(crate) fn clear(tx: &mut Tx<'_>) -> Result<()> {
    fn all<V: Record>(tx: &mut Tx<'_>, table: &Table<(String, String), V>) -> Result<()> {
        let keys: Vec<_> =
            tx.scan(table, Span::all()).map(|row| row.map(|(key, _)| key)).collect::<Result<_, _>>()?;
        keys.iter().for_each(|key| tx.delete(table, key));
        Ok(())
    }
    all(tx, &ROLES)?;
    all(tx, &USERS)?;
    all(tx, &POLICIES)?;
    all(tx, &KEYS)
}
