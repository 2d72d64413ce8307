//! Values to CBOR, with definite lengths.

use super::{EPOCH_TAG, major};
use crate::bindings;
use shape::{Kind, Schema, Value};

/// Writes a value; `Null` members of structures are left out.
pub fn write(schema: &Schema, value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Null => out.push(0xf6),
        Value::Bool(v) => out.push(if *v { 0xf5 } else { 0xf4 }),
        Value::Integer(v) => match u64::try_from(*v) {
            Ok(v) => head(major::UNSIGNED, v, out),
            // -1 - n, which is the complement.
            Err(_) => head(major::NEGATIVE, !v.cast_unsigned(), out),
        },
        Value::Double(v) => write_double(schema, *v, out),
        Value::String(text) => write_text(text, out),
        Value::Blob(bytes) => {
            head(major::BYTES, bytes.len() as u64, out);
            out.extend_from_slice(bytes);
        }
        Value::Timestamp(v) => {
            head(major::TAG, EPOCH_TAG, out);
            out.push(0xfb);
            out.extend_from_slice(&v.as_secs_f64().to_be_bytes());
        }
        Value::List(items) => {
            head(major::ARRAY, items.len() as u64, out);
            let item = match &schema.kind {
                Kind::List { member, .. } => member,
                _ => schema,
            };
            items.iter().for_each(|value| write(item, value, out));
        }
        Value::Map(entries) => {
            map_head(entries.len(), out);
            let each = match &schema.kind {
                Kind::Map { value, .. } => value,
                _ => schema,
            };
            for (key, value) in entries {
                write_text(key, out);
                write(each, value, out);
            }
        }
        Value::Structure(values) => write_structure(schema, values, out),
    }
}

fn write_structure(schema: &Schema, values: &[(&'static str, Value)], out: &mut Vec<u8>) {
    let members = bindings::members(schema);
    let told = || {
        let there = values.iter().filter(|(_, value)| *value != Value::Null);
        there.filter_map(|(name, value)| Some((members.iter().find(|member| member.name == *name)?, value)))
    };
    map_head(told().count(), out);
    for (member, value) in told() {
        write_text(member.name, out);
        write(member.schema, value, out);
    }
}

fn write_double(schema: &Schema, value: f64, out: &mut Vec<u8>) {
    if matches!(schema.kind, Kind::Float { .. }) {
        out.push(0xfa);
        out.extend_from_slice(&(value as f32).to_be_bytes());
    } else {
        out.push(0xfb);
        out.extend_from_slice(&value.to_be_bytes());
    }
}

pub fn write_text(text: &str, out: &mut Vec<u8>) {
    head(major::TEXT, text.len() as u64, out);
    out.extend_from_slice(text.as_bytes());
}

/// Begins a map of so many entries.
pub fn map_head(entries: usize, out: &mut Vec<u8>) {
    head(major::MAP, entries as u64, out);
}

/// An item's start: its kind, and a number in as few bytes as it needs.
fn head(major: u8, number: u64, out: &mut Vec<u8>) {
    let kind = major << 5;
    match number {
        0..=23 => out.push(kind | number as u8),
        24..=0xff => out.extend_from_slice(&[kind | 24, number as u8]),
        0x100..=0xffff => {
            out.push(kind | 25);
            out.extend_from_slice(&(number as u16).to_be_bytes());
        }
        0x1_0000..=0xffff_ffff => {
            out.push(kind | 26);
            out.extend_from_slice(&(number as u32).to_be_bytes());
        }
        _ => {
            out.push(kind | 27);
            out.extend_from_slice(&number.to_be_bytes());
        }
    }
}
