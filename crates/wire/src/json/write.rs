//! Values to JSON: straight into the body's buffer, in the order of the value, with no white space.

use super::Names;
use crate::time;
use base64::{Engine, engine::general_purpose::STANDARD};
use clock::Timestamp;
use shape::{Kind, Schema, Value};
use std::io::Write;

/// Writes a value; `Null` members of structures are left out.
pub fn write(schema: &Schema, names: Names, value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(v) => out.extend_from_slice(if *v { b"true" } else { b"false" }),
        Value::Integer(v) => display(v, out),
        Value::Double(v) => write_double(schema, *v, out),
        Value::String(text) => write_string(text, out),
        Value::Blob(bytes) => write_blob(bytes, out),
        Value::Timestamp(v) => write_timestamp(schema, *v, out),
        Value::List(items) => write_list(schema, names, items, out),
        Value::Structure(members) => write_structure(schema, names, members, out),
        Value::Map(entries) => write_map(schema, names, entries, out),
    }
}

/// Writes a JSON string with its quotes.
pub fn write_string(text: &str, out: &mut Vec<u8>) {
    serde_json::to_writer(out, text).expect("writing a string to a vector cannot fail");
}

fn display(value: impl std::fmt::Display, out: &mut Vec<u8>) {
    write!(out, "{value}").expect("writing to a vector cannot fail");
}

fn write_double(schema: &Schema, value: f64, out: &mut Vec<u8>) {
    match value {
        v if v.is_nan() => out.extend_from_slice(b"\"NaN\""),
        f64::INFINITY => out.extend_from_slice(b"\"Infinity\""),
        f64::NEG_INFINITY => out.extend_from_slice(b"\"-Infinity\""),
        // The digits that a number of 32 bits has, not those that it gets from being widened.
        v if matches!(schema.kind, Kind::Float { .. }) => {
            serde_json::to_writer(out, &(v as f32)).expect("writing a number to a vector cannot fail");
        }
        v => serde_json::to_writer(out, &v).expect("writing a number to a vector cannot fail"),
    }
}

/// Base64 contains nothing that JSON escapes.
fn write_blob(bytes: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    let start = out.len();
    let room = base64::encoded_len(bytes.len(), true).expect("a blob in memory has a length that fits");
    out.resize(start + room, 0);
    STANDARD.encode_slice(bytes, &mut out[start..]).expect("the room was measured");
    out.push(b'"');
}

fn write_timestamp(schema: &Schema, timestamp: Timestamp, out: &mut Vec<u8>) {
    let format = match schema.kind {
        Kind::Timestamp { format } => format,
        _ => None,
    };
    match format.unwrap_or("unixTimestamp") {
        "iso8601" => write_string(&timestamp.iso8601_millis(), out),
        "rfc822" => write_string(&time::http_date(timestamp), out),
        _ => out.extend_from_slice(time::epoch_seconds(timestamp).as_bytes()),
    }
}

fn write_list(schema: &Schema, names: Names, items: &[Value], out: &mut Vec<u8>) {
    let element = match &schema.kind {
        Kind::List { member, .. } => member,
        _ => schema,
    };
    out.push(b'[');
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        write(element, names.within(), item, out);
    }
    out.push(b']');
}

fn write_structure(schema: &Schema, names: Names, values: &[(&'static str, Value)], out: &mut Vec<u8>) {
    let members = crate::bindings::members(schema);
    out.push(b'{');
    let mut first = true;
    // Values come in the order of the model, so the next member is nearly always the next one that is set.
    let mut from = 0;
    for (name, value) in values {
        let is_it = |member: &&shape::Member| member.name == *name;
        let found = members[from..].iter().position(|member| is_it(&member)).map(|i| from + i);
        let Some(at) = found.or_else(|| members.iter().position(|member| is_it(&member))) else { continue };
        from = at + 1;
        let member = &members[at];
        let Some(key) = names.written(member).filter(|_| *value != Value::Null) else { continue };
        if !first {
            out.push(b',');
        }
        first = false;
        write_string(key, out);
        out.push(b':');
        write(member.schema, names.within(), value, out);
    }
    out.push(b'}');
}

fn write_map(schema: &Schema, names: Names, entries: &[(String, Value)], out: &mut Vec<u8>) {
    let each = match &schema.kind {
        Kind::Map { value, .. } => value,
        _ => schema,
    };
    out.push(b'{');
    for (i, (key, value)) in entries.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        write_string(key, out);
        out.push(b':');
        write(each, names.within(), value, out);
    }
    out.push(b'}');
}
