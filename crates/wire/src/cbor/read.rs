//! CBOR to values: one pass over the bytes, led by the schema. Whatever the bytes are, it takes no more time and room
//! than they do, and no more stack than a bound.

use super::{EPOCH_TAG, major};
use crate::{bindings, scalar};
use bytes::Bytes;
use clock::Timestamp;
use shape::{ApiError, Kind, Schema, Value, framework};

/// How deep values may lie in each other, and how many there may be: ours.
const DEPTH_MAX: u32 = 128;
const VALUES_MAX: u32 = 1_000_000;

/// Reads a body. Unknown members are passed over, `null` members are absent, the last of two equal keys counts.
///
/// # Errors
/// `SerializationException`: this is no CBOR, or a value is of another type than its shape.
pub fn read(schema: &'static Schema, body: &Bytes) -> Result<Value, ApiError> {
    let mut reader = Reader { bytes: body, at: 0, left: VALUES_MAX };
    let value = reader.value(Some(schema), 0).and_then(|value| match reader.at == body.len() {
        true => Ok(value),
        false => Err("Bytes are left after the value".into()),
    });
    value.map_err(|why| framework::SERIALIZATION_EXCEPTION.with(why))
}

type Read<T> = Result<T, String>;

struct Reader<'a> {
    bytes: &'a Bytes,
    at: usize,
    /// How many values there may still be.
    left: u32,
}

/// An item's start.
struct Head {
    major: u8,
    /// The low five bits.
    info: u8,
    /// `None`: the length is indefinite.
    number: Option<u64>,
}

/// The end of what has no length.
const BREAK: u8 = 0xff;

impl Reader<'_> {
    fn byte(&mut self) -> Read<u8> {
        let byte = *self.bytes.get(self.at).ok_or("The body ends in the middle of a value")?;
        self.at += 1;
        Ok(byte)
    }

    fn take(&mut self, length: u64) -> Read<Bytes> {
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let end = self.at.checked_add(length).filter(|end| *end <= self.bytes.len());
        let end = end.ok_or("The body ends in the middle of a value")?;
        let taken = self.bytes.slice(self.at..end);
        self.at = end;
        Ok(taken)
    }

    fn head(&mut self) -> Read<Head> {
        let first = self.byte()?;
        let (major, info) = (first >> 5, first & 0x1f);
        let number = match info {
            0..=23 => Some(info.into()),
            24..=27 => {
                let bytes = self.take(1 << (info - 24))?;
                Some(bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
            }
            31 if matches!(major, major::BYTES | major::TEXT | major::ARRAY | major::MAP) => None,
            _ => return Err(format!("The byte {first:#04x} begins no value")),
        };
        Ok(Head { major, info, number })
    }

    /// Whether a collection goes on: the next of `length` items, or no break where there is no length.
    fn goes_on(&mut self, length: Option<u64>, read: u64) -> Read<bool> {
        if let Some(length) = length {
            return Ok(read < length);
        }
        let ends = *self.bytes.get(self.at).ok_or("The body ends in the middle of a value")? == BREAK;
        self.at += usize::from(ends);
        Ok(!ends)
    }

    /// The next value; without a schema, whatever it is.
    fn value(&mut self, schema: Option<&'static Schema>, depth: u32) -> Read<Value> {
        if depth > DEPTH_MAX {
            return Err("Values lie too deep in each other".into());
        }
        self.left = self.left.checked_sub(1).ok_or("Too many values")?;
        let head = self.head()?;
        let mismatch = |found: &str| match schema {
            Some(schema) => Err(scalar::mismatch(found, schema)),
            None => Ok(Value::Null),
        };
        match (head.major, head.number) {
            (major::UNSIGNED, Some(v)) => self.integer(schema, i128::from(v)),
            (major::NEGATIVE, Some(v)) => self.integer(schema, -1 - i128::from(v)),
            (major::BYTES, length) => {
                let bytes = self.string(major::BYTES, length)?;
                match schema.map(|schema| &schema.kind) {
                    None | Some(Kind::Blob { .. }) => Ok(Value::Blob(bytes)),
                    _ => mismatch("java.nio.ByteBuffer"),
                }
            }
            (major::TEXT, length) => {
                let bytes = self.string(major::TEXT, length)?;
                let text = String::from_utf8(bytes.into()).map_err(|_| "A text is not UTF-8")?;
                match schema.map(|schema| &schema.kind) {
                    None | Some(Kind::String(_)) => Ok(Value::String(text)),
                    _ => mismatch(scalar::STRING),
                }
            }
            (major::ARRAY, length) => self.list(schema, length, depth),
            (major::MAP, length) => self.map(schema, length, depth),
            (major::TAG, Some(EPOCH_TAG)) => self.timestamp(schema, depth),
            // What a tag says of the value after it changes nothing here.
            (major::TAG, Some(_)) => self.value(schema, depth + 1),
            (major::SIMPLE, number) => match head.info {
                20 | 21 => match schema.map(|schema| &schema.kind) {
                    None | Some(Kind::Boolean) => Ok(Value::Bool(head.info == 21)),
                    _ => mismatch(scalar::BOOLEAN),
                },
                22 | 23 => Ok(Value::Null),
                25..=27 => self.double(schema, float(head.info, number.unwrap_or_default())),
                _ => Err("A simple value has no meaning".into()),
            },
            _ => unreachable!("only texts, bytes and collections have no length"),
        }
    }

    fn integer(&self, schema: Option<&'static Schema>, v: i128) -> Read<Value> {
        let fits = match schema.map(|schema| &schema.kind) {
            Some(Kind::Integer { .. }) => i32::try_from(v).ok().map(i64::from),
            None | Some(Kind::Long { .. }) => i64::try_from(v).ok(),
            Some(Kind::Float { .. } | Kind::Double { .. }) => return Ok(Value::Double(v as f64)),
            Some(Kind::Timestamp { .. }) => {
                return Ok(Value::Timestamp(Timestamp::from_secs_f64(v as f64)));
            }
            _ => None,
        };
        match (fits, schema) {
            (Some(v), _) => Ok(Value::Integer(v)),
            (None, Some(schema)) => Err(scalar::mismatch(scalar::NUMBER, schema)),
            (None, None) => Ok(Value::Null),
        }
    }

    fn double(&self, schema: Option<&'static Schema>, v: f64) -> Read<Value> {
        match schema {
            None => Ok(Value::Double(v)),
            Some(schema) => match &schema.kind {
                Kind::Float { .. } | Kind::Double { .. } => Ok(Value::Double(v)),
                Kind::Timestamp { .. } if v.is_finite() => Ok(Value::Timestamp(Timestamp::from_secs_f64(v))),
                Kind::Integer { .. } | Kind::Long { .. } if v.fract() == 0.0 => {
                    self.integer(Some(schema), v as i128)
                }
                _ => Err(scalar::mismatch(scalar::NUMBER, schema)),
            },
        }
    }

    /// What follows the tag of a time.
    fn timestamp(&mut self, schema: Option<&'static Schema>, depth: u32) -> Read<Value> {
        match (self.value(None, depth + 1)?, schema.map(|schema| &schema.kind)) {
            (_, None) => Ok(Value::Null),
            (Value::Integer(v), _) => self.integer(schema, v.into()),
            (Value::Double(v), _) => self.double(schema, v),
            _ => Err("A time is a number".into()),
        }
    }

    /// A text or bytes; of indefinite length they come in pieces of definite length.
    fn string(&mut self, major: u8, length: Option<u64>) -> Read<Bytes> {
        if let Some(length) = length {
            return self.take(length);
        }
        let mut whole = Vec::new();
        while self.goes_on(None, 0)? {
            match self.head()? {
                Head { major: piece, number: Some(length), .. } if piece == major => {
                    whole.extend_from_slice(&self.take(length)?);
                }
                _ => return Err("A piece of a text or of bytes is something else".into()),
            }
        }
        Ok(whole.into())
    }

    fn list(&mut self, schema: Option<&'static Schema>, length: Option<u64>, depth: u32) -> Read<Value> {
        let item = match schema.map(|schema| &schema.kind) {
            None => None,
            Some(Kind::List { member, .. }) => Some(*member),
            Some(_) => return Err("Start of list found where not expected".into()),
        };
        let mut items = Vec::new();
        let mut read = 0;
        while self.goes_on(length, read)? {
            let value = self.value(item, depth + 1)?;
            if item.is_some() {
                items.push(value);
            }
            read += 1;
        }
        Ok(Value::List(items))
    }

    fn map(&mut self, schema: Option<&'static Schema>, length: Option<u64>, depth: u32) -> Read<Value> {
        match schema.map(|schema| &schema.kind) {
            None => {
                let mut read = 0;
                while self.goes_on(length, read)? {
                    self.value(None, depth + 1)?;
                    self.value(None, depth + 1)?;
                    read += 1;
                }
                Ok(Value::Null)
            }
            Some(Kind::Structure { .. } | Kind::Union { .. }) => self.structure(schema, length, depth),
            Some(Kind::Map { value: each, .. }) => {
                let mut entries = Vec::new();
                while self.goes_on(length, entries.len() as u64)? {
                    let key = self.key()?;
                    entries.push((key, self.value(Some(each), depth + 1)?));
                }
                Ok(Value::Map(entries))
            }
            Some(_) => Err("Start of structure or map found where not expected.".into()),
        }
    }

    fn structure(&mut self, schema: Option<&'static Schema>, length: Option<u64>, depth: u32) -> Read<Value> {
        let members = schema.map_or(&[][..], bindings::members);
        let mut values: Vec<(&'static str, Value)> = Vec::with_capacity(members.len().min(8));
        let mut read = 0;
        while self.goes_on(length, read)? {
            let key = self.key()?;
            let member = members.iter().find(|member| member.name == key);
            let value = self.value(member.map(|member| member.schema), depth + 1)?;
            if let Some(member) = member {
                values.retain(|(name, _)| *name != member.name);
                if value != Value::Null {
                    values.push((member.name, value));
                }
            }
            read += 1;
        }
        Ok(Value::Structure(values))
    }

    fn key(&mut self) -> Read<String> {
        match self.head()? {
            Head { major: major::TEXT, number, .. } => {
                let bytes = self.string(major::TEXT, number)?;
                String::from_utf8(bytes.into()).map_err(|_| "A text is not UTF-8".into())
            }
            _ => Err("A key is no text".into()),
        }
    }
}

/// A float of 16, 32 or 64 bits.
fn float(info: u8, bits: u64) -> f64 {
    match info {
        25 => half(bits as u16),
        26 => f32::from_bits(bits as u32).into(),
        _ => f64::from_bits(bits),
    }
}

/// RFC 8949, appendix D.
fn half(bits: u16) -> f64 {
    let (exponent, mantissa) = (i32::from(bits >> 10 & 0x1f), f64::from(bits & 0x3ff));
    let magnitude = match exponent {
        0 => mantissa * 2_f64.powi(-24),
        31 if mantissa == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        exponent => (mantissa + 1_024.0) * 2_f64.powi(exponent - 25),
    };
    if bits & 0x8000 == 0 { magnitude } else { -magnitude }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_floats_are_those_of_the_rfc() {
        for (bits, value) in [
            (0x0000, 0.0),
            (0x3c00, 1.0),
            (0x3e00, 1.5),
            (0x7bff, 65_504.0),
            (0x0001, 5.960_464_477_539_063e-8),
            (0x0400, 0.000_061_035_156_25),
            (0xc400, -4.0),
            (0x7c00, f64::INFINITY),
            (0xfc00, f64::NEG_INFINITY),
        ] {
            assert!(
                (half(bits) - value).abs() < f64::EPSILON * value.abs() || half(bits) == value,
                "{bits:#x}"
            );
        }
        assert!(half(0x7e00).is_nan());
    }
}
