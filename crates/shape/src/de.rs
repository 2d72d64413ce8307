//! Values to structs.

use crate::{Mismatch, Value, blob, timestamp};
use serde::de::{self, DeserializeOwned, IntoDeserializer, Visitor, value::StrDeserializer};
use serde::forward_to_deserialize_any;

/// The struct of a value. `Null` and absent members are `None`; strings move, blobs are shared.
///
/// # Errors
/// A missing required member, a member of another type, or an enum's unknown value: what [`crate::check`] finds first.
pub fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, Mismatch> {
    T::deserialize(ValueDeserializer(value))
}

struct ValueDeserializer(Value);

impl<'de> de::Deserializer<'de> for ValueDeserializer {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(v) => visitor.visit_bool(v),
            Value::Integer(v) => visitor.visit_i64(v),
            Value::Double(v) => visitor.visit_f64(v),
            Value::String(v) => visitor.visit_string(v),
            Value::Blob(v) => visitor.visit_byte_buf(v.into()),
            Value::Timestamp(v) => visitor.visit_i64(v.as_micros()),
            Value::List(items) => visitor.visit_seq(Items(items.into_iter())),
            Value::Structure(members) => visitor.visit_map(Entries::new(members.into_iter())),
            Value::Map(entries) => visitor.visit_map(Entries::new(entries.into_iter())),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::Blob(bytes) if name == blob::NAME => {
                blob::leave(bytes);
                visitor.visit_unit()
            }
            Value::Integer(_) if name == timestamp::NAME => {
                Err(Mismatch("a number where a timestamp belongs".into()))
            }
            _ => visitor.visit_newtype_struct(self),
        }
    }

    /// An enum's value as a string, or a union's only member.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        match self.0 {
            Value::String(text) => visitor.visit_enum(text.into_deserializer()),
            Value::Structure(mut members) if members.len() == 1 => {
                let (name, value) = members.remove(0);
                visitor.visit_enum(UnionMember { name, value })
            }
            _ => Err(Mismatch("no value of an enum, nor exactly one member of a union".into())),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit seq tuple
        tuple_struct map struct identifier
    }
}

/// Elements of a list.
struct Items(std::vec::IntoIter<Value>);

impl<'de> de::SeqAccess<'de> for Items {
    type Error = Mismatch;

    fn next_element_seed<S: de::DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Mismatch> {
        self.0.next().map(|item| seed.deserialize(ValueDeserializer(item))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// Members of a structure or entries of a map: the same but for the key's type.
struct Entries<I, K> {
    rest: I,
    value: Option<Value>,
    key: std::marker::PhantomData<K>,
}

impl<K, I: Iterator<Item = (K, Value)>> Entries<I, K> {
    fn new(rest: I) -> Self {
        Entries { rest, value: None, key: std::marker::PhantomData }
    }
}

impl<'de, K, I> de::MapAccess<'de> for Entries<I, K>
where
    K: IntoDeserializer<'de, Mismatch>,
    I: Iterator<Item = (K, Value)>,
{
    type Error = Mismatch;

    fn next_key_seed<S: de::DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Mismatch> {
        let Some((key, value)) = self.rest.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(key.into_deserializer()).map(Some)
    }

    fn next_value_seed<S: de::DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Mismatch> {
        let value =
            self.value.take().ok_or_else(|| Mismatch("a value was asked for before its key".into()))?;
        seed.deserialize(ValueDeserializer(value))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.size_hint().0)
    }
}

struct UnionMember {
    name: &'static str,
    value: Value,
}

impl<'de> de::EnumAccess<'de> for UnionMember {
    type Error = Mismatch;
    type Variant = ValueDeserializer;

    fn variant_seed<S: de::DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, ValueDeserializer), Mismatch> {
        let name: StrDeserializer<'_, Mismatch> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, ValueDeserializer(self.value)))
    }
}

impl<'de> de::VariantAccess<'de> for ValueDeserializer {
    type Error = Mismatch;

    fn unit_variant(self) -> Result<(), Mismatch> {
        Ok(())
    }
    fn newtype_variant_seed<S: de::DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Mismatch> {
        seed.deserialize(self)
    }
    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, _visitor: V) -> Result<V::Value, Mismatch> {
        Err(Mismatch("a union's member is no tuple".into()))
    }
    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        de::Deserializer::deserialize_any(self, visitor)
    }
}
