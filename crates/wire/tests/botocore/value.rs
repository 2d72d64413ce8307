//! Values as the cases write them, in JSON, and comparison.

use clock::Timestamp;
use serde_json::Value as Json;
use shape::{Kind, Member, Schema, Value};

/// The value that a case means.
pub fn of(schema: &'static Schema, json: &Json) -> Value {
    if json.is_null() {
        return Value::Null;
    }
    match &schema.kind {
        Kind::Structure { members } | Kind::Union { members } => {
            let object = json.as_object().unwrap();
            let of_member = |member: &Member| match object.get(member.name) {
                Some(json) => Some((member.name, of(member.schema, json))),
                // The cases make the same one up wherever a client makes one up.
                None if member.idempotency_token => {
                    Some((member.name, Value::from("00000000-0000-4000-8000-000000000000")))
                }
                None => None,
            };
            let values = members.iter().filter_map(of_member);
            Value::Structure(values.filter(|(_, value)| *value != Value::Null).collect())
        }
        Kind::List { member, .. } => {
            Value::List(json.as_array().unwrap().iter().map(|item| of(member, item)).collect())
        }
        Kind::Map { value, .. } => {
            let entries = json.as_object().unwrap().iter();
            Value::Map(entries.map(|(key, each)| (key.clone(), of(value, each))).collect())
        }
        Kind::String(kind) if kind.json && !json.is_string() => Value::String(json.to_string()),
        Kind::String(_) => Value::String(json.as_str().unwrap().to_owned()),
        Kind::Blob { .. } => Value::Blob(json.as_str().unwrap().to_owned().into()),
        Kind::Boolean => Value::Bool(json.as_bool().unwrap()),
        Kind::Integer { .. } | Kind::Long { .. } => Value::Integer(json.as_i64().unwrap()),
        Kind::Float { .. } | Kind::Double { .. } => Value::Double(match json.as_str() {
            Some("NaN") => f64::NAN,
            Some("Infinity") => f64::INFINITY,
            Some("-Infinity") => f64::NEG_INFINITY,
            _ => json.as_f64().unwrap(),
        }),
        Kind::Timestamp { .. } => Value::Timestamp(match json.as_str() {
            Some(text) => Timestamp::parse_iso8601(text).unwrap(),
            None => Timestamp::from_secs_f64(json.as_f64().unwrap()),
        }),
        Kind::Document => document(json),
    }
}

fn document(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(v) => Value::Bool(*v),
        Json::Number(v) => v.as_i64().map_or_else(|| Value::Double(v.as_f64().unwrap()), Value::Integer),
        Json::String(v) => Value::String(v.clone()),
        Json::Array(items) => Value::List(items.iter().map(document).collect()),
        Json::Object(entries) => {
            Value::Map(entries.iter().map(|(key, value)| (key.clone(), document(value))).collect())
        }
    }
}

/// Whether two values of a schema are equal: members in any order, `Null` ones or none.
pub fn same(schema: Option<&Schema>, left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Structure(a), Value::Structure(b)) => {
            let there = |members: &[(&'static str, Value)]| {
                members.iter().filter(|(_, value)| *value != Value::Null).count()
            };
            there(a) == there(b)
                && a.iter().filter(|(_, value)| *value != Value::Null).all(|(name, value)| {
                    let members = schema.map_or(&[][..], members);
                    let member = members.iter().find(|member| member.name == *name);
                    right
                        .member(name)
                        .is_some_and(|other| same(member.map(|member| member.schema), value, other))
                })
        }
        (Value::Map(a), Value::Map(b)) => {
            let each = match schema.map(|schema| &schema.kind) {
                Some(Kind::Map { value, .. }) => Some(*value),
                _ => None,
            };
            a.len() == b.len()
                && a.iter().all(|(key, value)| {
                    b.iter().any(|(other_key, other)| key == other_key && same(each, value, other))
                })
        }
        (Value::List(a), Value::List(b)) => {
            let item = match schema.map(|schema| &schema.kind) {
                Some(Kind::List { member, .. }) => Some(*member),
                _ => None,
            };
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(item, a, b))
        }
        (Value::Double(a), Value::Double(b)) => {
            a == b || (a.is_nan() && b.is_nan()) || *a as f32 == *b as f32
        }
        (Value::String(a), Value::String(b)) if is_json(schema) => {
            serde_json::from_str::<Json>(a).unwrap() == serde_json::from_str::<Json>(b).unwrap()
        }
        _ => left == right,
    }
}

fn is_json(schema: Option<&Schema>) -> bool {
    matches!(schema.map(|schema| &schema.kind), Some(Kind::String(kind)) if kind.json)
}

fn members(schema: &Schema) -> &'static [Member] {
    match schema.kind {
        Kind::Structure { members } | Kind::Union { members } => members,
        _ => &[],
    }
}
