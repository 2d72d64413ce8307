//! Typed tables: which key finds which record.

use crate::{Error, Key};
use serde::{Serialize, de::DeserializeOwned};
use std::marker::PhantomData;

/// A table's number on disk. Never used again for another table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TableId(pub u16);

impl TableId {
    /// A row's key as the engine sees it, within its shard: the table, then the key.
    pub(crate) fn key(self, key: &[u8]) -> Vec<u8> {
        [&self.0.to_be_bytes(), key].concat()
    }
}

/// Rows of `V` found by `K`. Made once, as a static.
pub struct Table<K, V> {
    id: TableId,
    name: &'static str,
    row: PhantomData<fn(K) -> V>,
}

/// What a table holds: JSON behind a version byte. A record serialises the same way each time, so its maps are
/// `BTreeMap`s. Adding a field with `#[serde(default)]` needs no new version; anything else does.
pub trait Record: Serialize + DeserializeOwned {
    /// The version that this code writes. Starts at 1.
    const VERSION: u8;

    /// Reads the JSON of an older version; `None` if there never was such a version.
    fn upgrade(version: u8, json: &[u8]) -> Option<Result<Self, serde_json::Error>> {
        let _ = (version, json);
        None
    }
}

impl<K: Key, V: Record> Table<K, V> {
    pub const fn new(id: TableId, name: &'static str) -> Table<K, V> {
        Table { id, name, row: PhantomData }
    }

    pub const fn id(&self) -> TableId {
        self.id
    }

    pub const fn name(&self) -> &'static str {
        self.name
    }

    pub(crate) fn encode_value(&self, value: &V) -> Result<Vec<u8>, Error> {
        let mut bytes = vec![V::VERSION];
        serde_json::to_writer(&mut bytes, value)
            .map_err(|cause| Error::Encode { table: self.name, why: cause.to_string().into() })?;
        Ok(bytes)
    }

    pub(crate) fn decode_value(&self, bytes: &[u8]) -> Result<V, Error> {
        let (version, json) = bytes.split_first().ok_or_else(|| self.corrupt("the value is empty"))?;
        let value = if *version == V::VERSION {
            serde_json::from_slice(json)
        } else {
            V::upgrade(*version, json).ok_or(Error::UnknownVersion { table: self.name, version: *version })?
        };
        value.map_err(|cause| self.corrupt(&cause.to_string()))
    }

    pub(crate) fn decode_key(&self, engine_key: &[u8]) -> Result<K, Error> {
        let mut rest = engine_key.get(2..).unwrap_or_default();
        let key = K::decode(&mut rest).filter(|_| rest.is_empty());
        key.ok_or_else(|| self.corrupt("the key is malformed"))
    }

    fn corrupt(&self, why: &str) -> Error {
        Error::Corrupt { table: self.name, why: why.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Queue {
        delay_ms: u64,
    }

    impl Record for Queue {
        const VERSION: u8 = 2;

        fn upgrade(version: u8, json: &[u8]) -> Option<Result<Self, serde_json::Error>> {
            #[derive(serde::Deserialize)]
            struct V1 {
                delay_s: u64,
            }
            let v1 =
                |json| serde_json::from_slice(json).map(|old: V1| Queue { delay_ms: old.delay_s * 1_000 });
            (version == 1).then(|| v1(json))
        }
    }

    static QUEUES: Table<String, Queue> = Table::new(TableId(0x0102), "queues");

    #[test]
    fn the_bytes_of_a_row_are_a_disk_format() {
        assert_eq!(QUEUES.encode_value(&Queue { delay_ms: 5 }).unwrap(), b"\x02{\"delay_ms\":5}");
        assert_eq!(QUEUES.id().key(b"a\0\0"), b"\x01\x02a\0\0");
        assert_eq!(QUEUES.decode_key(b"\x01\x02a\0\0").unwrap(), "a");
    }

    #[test]
    fn an_old_version_is_upgraded_and_a_later_one_refused_by_name() {
        assert_eq!(QUEUES.decode_value(b"\x01{\"delay_s\":5}").unwrap(), Queue { delay_ms: 5_000 });
        let later = QUEUES.decode_value(b"\x03{}").unwrap_err().to_string();
        assert_eq!(later, "read a row of table queues: it has version 3, which this hikeshi does not know");
    }

    #[test]
    fn damage_is_an_error_and_no_panic() {
        for bytes in [&b""[..], b"\x02", b"\x02{", b"\x01[]"] {
            assert!(
                matches!(QUEUES.decode_value(bytes), Err(Error::Corrupt { table: "queues", .. })),
                "{bytes:?}"
            );
        }
        for key in [&b""[..], b"\x01", b"\x01\x02a", b"\x01\x02a\0\0b"] {
            assert!(QUEUES.decode_key(key).is_err(), "{key:?}");
        }
    }
}
