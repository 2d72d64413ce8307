//! `#[serde(with = …)]` for timestamps in generated structs: [`clock::Timestamp`] itself knows nothing of serde.
//!
//! Between a struct and a [`crate::Value`] they pass as they are; any other format sees microseconds since the epoch.

use clock::Timestamp;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

/// The newtype name by which our serializer and deserializer know a timestamp.
pub(crate) const NAME: &str = "$shape::Timestamp";

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename = "$shape::Timestamp")]
struct Micros(i64);

impl From<&Timestamp> for Micros {
    fn from(timestamp: &Timestamp) -> Self {
        Micros(timestamp.as_micros())
    }
}

impl From<Micros> for Timestamp {
    fn from(micros: Micros) -> Self {
        Timestamp::from_micros(micros.0)
    }
}

pub fn serialize<S: Serializer>(timestamp: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    Micros::from(timestamp).serialize(serializer)
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    Micros::deserialize(deserializer).map(Into::into)
}

/// For `Option<Timestamp>`; add `#[serde(default)]`.
pub mod option {
    use super::{Deserialize, Deserializer, Micros, Serialize, Serializer, Timestamp};

    pub fn serialize<S: Serializer>(timestamp: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
        timestamp.as_ref().map(Micros::from).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
        Ok(Option::<Micros>::deserialize(deserializer)?.map(Into::into))
    }
}

/// For `Option<Vec<Timestamp>>`; add `#[serde(default)]`.
pub mod list {
    use super::{Deserialize, Deserializer, Micros, Serialize, Serializer, Timestamp};

    pub fn serialize<S: Serializer>(
        timestamps: &Option<Vec<Timestamp>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        timestamps
            .as_ref()
            .map(|list| list.iter().map(Micros::from).collect::<Vec<_>>())
            .serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Vec<Timestamp>>, D::Error> {
        let list = Option::<Vec<Micros>>::deserialize(deserializer)?;
        Ok(list.map(|list| list.into_iter().map(Into::into).collect()))
    }
}
