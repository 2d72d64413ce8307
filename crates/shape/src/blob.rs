//! Bytes in structs, and how they pass through serde without being copied.

use bytes::Bytes;
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use std::cell::Cell;
use std::fmt;

/// Bytes in an input or output struct.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Blob(pub Bytes);

impl std::ops::Deref for Blob {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Blob {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl<T: Into<Bytes>> From<T> for Blob {
    fn from(bytes: T) -> Self {
        Blob(bytes.into())
    }
}

/// The newtype name by which our serializer and deserializer know a blob.
pub(crate) const NAME: &str = "$shape::Blob";

/// What is on its way across serde, whose data model has borrowed and copied bytes but no shared ones.
enum Parcel {
    /// Nothing: any serializer or deserializer but ours is at work.
    None,
    /// Our serializer is about to ask for the bytes.
    Wanted,
    Sent(Bytes),
}

thread_local! {
    static PARCEL: Cell<Parcel> = const { Cell::new(Parcel::None) };
}

/// Takes the bytes out of the value that serde names [`NAME`].
pub(crate) fn receive(send: impl FnOnce()) -> Option<Bytes> {
    PARCEL.set(Parcel::Wanted);
    send();
    match PARCEL.replace(Parcel::None) {
        Parcel::Sent(bytes) => Some(bytes),
        Parcel::None | Parcel::Wanted => None,
    }
}

/// Leaves the bytes for the [`Blob`] whose visitor is called next, with a unit.
pub(crate) fn leave(bytes: Bytes) {
    PARCEL.set(Parcel::Sent(bytes));
}

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(NAME, &Contents(&self.0))
    }
}

struct Contents<'a>(&'a Bytes);

impl Serialize for Contents<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match PARCEL.replace(Parcel::None) {
            Parcel::Wanted => {
                PARCEL.set(Parcel::Sent(self.0.clone()));
                serializer.serialize_unit()
            }
            Parcel::None | Parcel::Sent(_) => serializer.serialize_bytes(self.0),
        }
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(NAME, BlobVisitor).map(Blob)
    }
}

struct BlobVisitor;

impl<'de> Visitor<'de> for BlobVisitor {
    type Value = Bytes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_unit<E: Error>(self) -> Result<Bytes, E> {
        match PARCEL.replace(Parcel::None) {
            Parcel::Sent(bytes) => Ok(bytes),
            Parcel::None | Parcel::Wanted => Err(E::invalid_type(serde::de::Unexpected::Unit, &self)),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Bytes, D::Error> {
        deserializer.deserialize_byte_buf(self)
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
        Ok(Bytes::copy_from_slice(bytes))
    }

    fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Bytes, E> {
        Ok(bytes.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut bytes: A) -> Result<Bytes, A::Error> {
        let mut buffer = Vec::new();
        while let Some(byte) = bytes.next_element()? {
            buffer.push(byte);
        }
        Ok(buffer.into())
    }
}
