//! JSON to values: one pass over the text, led by the schema, with no tree in between.

use super::Names;
use crate::{bindings, scalar, time};
use base64::{Engine, engine::general_purpose::STANDARD};
use clock::Timestamp;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use shape::{ApiError, Kind, Member, Schema, Value, framework};
use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

/// Reads a body. Unknown members are passed over, `null` members are absent, the last of two equal keys counts.
///
/// # Errors
/// `SerializationException`: this is no JSON, or a value is of another type than its shape.
pub fn read(schema: &'static Schema, names: Names, body: &[u8]) -> Result<Value, ApiError> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let left = Cell::new(VALUES_MAX);
    let value = Shaped { schema, names, left: &left }
        .deserialize(&mut json)
        .and_then(|value| json.end().map(|()| value));
    value.map_err(|error| framework::SERIALIZATION_EXCEPTION.with(words(&error)))
}

/// What to tell of an error: our own words for a wrong type, the parser's for what is no JSON.
/// How Lambda words the latter outside of Invoke: (unsure).
fn words(error: &serde_json::Error) -> String {
    let text = error.to_string();
    if !error.is_data() {
        return format!("Could not parse request body into json: {text}");
    }
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).unwrap_or(&text).to_owned()
}

/// How many values a body may have: ours. A value takes ten times the room of the `{}` that it may be in the body.
const VALUES_MAX: u32 = 1_000_000;

/// A value of one shape.
#[derive(Clone, Copy)]
struct Shaped<'a> {
    schema: &'static Schema,
    names: Names,
    /// How many values the body may still have.
    left: &'a Cell<u32>,
}

impl<'de> DeserializeSeed<'de> for Shaped<'_> {
    type Value = Value;
    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let left = self.left.get().checked_sub(1).ok_or_else(|| D::Error::custom("Too many values"))?;
        self.left.set(left);
        deserializer.deserialize_any(self)
    }
}

impl Shaped<'_> {
    fn mismatch<E: Error>(self, found: &str) -> E {
        E::custom(scalar::mismatch(found, self.schema))
    }

    /// What lies within this value.
    fn within(self, schema: &'static Schema) -> Self {
        Shaped { schema, names: self.names.within(), ..self }
    }

    fn number<E: Error>(self, number: f64) -> Result<Value, E> {
        match &self.schema.kind {
            Kind::Float { .. } | Kind::Double { .. } | Kind::Document => Ok(Value::Double(number)),
            Kind::Timestamp { format: None | Some("unixTimestamp") } => {
                Ok(Value::Timestamp(Timestamp::from_secs_f64(number)))
            }
            // AWS's servers cut the fraction off a number that should be whole.
            Kind::Integer { .. } if number.abs() < 2_147_483_648.0 => Ok(Value::Integer(number as i64)),
            Kind::Long { .. } if number.abs() < 9.2e18 => Ok(Value::Integer(number as i64)),
            _ => Err(self.mismatch(scalar::NUMBER)),
        }
    }

    fn text<E: Error>(self, text: Cow<'_, str>) -> Result<Value, E> {
        let value = match &self.schema.kind {
            Kind::String(_) | Kind::Document => Some(Value::String(text.into_owned())),
            Kind::Blob { .. } => {
                let bytes = STANDARD.decode(text.as_bytes()).map_err(|_| {
                    E::custom("The value is not valid base64") // words: unsure
                })?;
                Some(Value::Blob(bytes.into()))
            }
            Kind::Timestamp { format: Some("iso8601") } => {
                Timestamp::parse_iso8601(&text).map(Value::Timestamp)
            }
            Kind::Timestamp { format: Some("rfc822") } => time::parse_http_date(&text).map(Value::Timestamp),
            Kind::Float { .. } | Kind::Double { .. } => match text.as_ref() {
                "NaN" => Some(Value::Double(f64::NAN)),
                "Infinity" => Some(Value::Double(f64::INFINITY)),
                "-Infinity" => Some(Value::Double(f64::NEG_INFINITY)),
                _ => None,
            },
            _ => None,
        };
        value.ok_or_else(|| self.mismatch(scalar::STRING))
    }
}

impl<'de> Visitor<'de> for Shaped<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.schema.name)
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, v: bool) -> Result<Value, E> {
        match self.schema.kind {
            Kind::Boolean | Kind::Document => Ok(Value::Bool(v)),
            _ => Err(self.mismatch(scalar::BOOLEAN)),
        }
    }

    fn visit_i64<E: Error>(self, v: i64) -> Result<Value, E> {
        match self.schema.kind {
            Kind::Long { .. } | Kind::Document => Ok(Value::Integer(v)),
            Kind::Integer { .. } if i32::try_from(v).is_ok() => Ok(Value::Integer(v)),
            Kind::Integer { .. } => Err(self.mismatch(scalar::NUMBER)),
            _ => self.number(v as f64),
        }
    }

    fn visit_u64<E: Error>(self, v: u64) -> Result<Value, E> {
        match i64::try_from(v) {
            Ok(v) => self.visit_i64(v),
            Err(_) => self.number(v as f64),
        }
    }

    fn visit_f64<E: Error>(self, v: f64) -> Result<Value, E> {
        self.number(v)
    }

    fn visit_str<E: Error>(self, v: &str) -> Result<Value, E> {
        self.text(Cow::Borrowed(v))
    }

    fn visit_string<E: Error>(self, v: String) -> Result<Value, E> {
        self.text(Cow::Owned(v))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let member = match &self.schema.kind {
            Kind::List { member, .. } => member,
            Kind::Document => self.schema,
            _ => return Err(A::Error::custom("Start of list found where not expected")),
        };
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.within(member))? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Value, A::Error> {
        match &self.schema.kind {
            Kind::Structure { .. } | Kind::Union { .. } => read_structure(self, entries),
            Kind::Map { value, .. } => read_map(self.within(value), entries),
            Kind::Document => read_map(self, entries),
            _ => Err(A::Error::custom("Start of structure or map found where not expected.")),
        }
    }
}

fn read_structure<'de, A: MapAccess<'de>>(shaped: Shaped<'_>, mut json: A) -> Result<Value, A::Error> {
    let members = bindings::members(shaped.schema);
    let mut read: Vec<(&'static str, Value)> = Vec::with_capacity(members.len().min(8));
    while let Some(member) = json.next_key_seed(Key(members, shaped.names))? {
        let Some(member) = member else {
            json.next_value::<IgnoredAny>()?;
            continue;
        };
        let value = json.next_value_seed(shaped.within(member.schema))?;
        read.retain(|(name, _)| *name != member.name);
        if value != Value::Null {
            read.push((member.name, value));
        }
    }
    Ok(Value::Structure(read))
}

fn read_map<'de, A: MapAccess<'de>>(each: Shaped<'_>, mut json: A) -> Result<Value, A::Error> {
    let mut entries: Vec<(String, Value)> = Vec::new();
    while let Some(key) = json.next_key::<String>()? {
        entries.push((key, json.next_value_seed(each)?));
    }
    Ok(Value::Map(entries))
}

/// A key of an object as the body member that it names, if the structure has it.
struct Key(&'static [Member], Names);

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Option<&'static Member>;
    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Option<&'static Member>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().find(|member| self.1.read(member) == Some(key)))
    }
}
