//! Values as text: in paths, queries and headers.

use crate::time;
use base64::{Engine, engine::general_purpose::STANDARD};
use clock::Timestamp;
use shape::{ApiError, Kind, Location, Schema, Value, framework};

/// A value from the text of a label, a parameter or a header.
pub fn parse(schema: &Schema, location: Location, text: &str) -> Result<Value, ApiError> {
    let parsed = match &schema.kind {
        Kind::String(kind) if kind.json && location == Location::Header => decode_json(text),
        Kind::String(_) => Some(Value::String(text.to_owned())),
        Kind::Boolean => match text {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            _ => None,
        },
        Kind::Integer { .. } => text.parse::<i32>().ok().map(|v| Value::Integer(v.into())),
        Kind::Long { .. } => text.parse().ok().map(Value::Integer),
        Kind::Float { .. } | Kind::Double { .. } => double(text).map(Value::Double),
        Kind::Blob { .. } => STANDARD.decode(text).ok().map(|bytes| Value::Blob(bytes.into())),
        Kind::Timestamp { format } => parse_timestamp(*format, location, text).map(Value::Timestamp),
        Kind::Structure { .. }
        | Kind::Union { .. }
        | Kind::List { .. }
        | Kind::Map { .. }
        | Kind::Document => None,
    };
    parsed.ok_or_else(|| framework::SERIALIZATION_EXCEPTION.with(mismatch(STRING, schema)))
}

/// Rust reads more than numbers, such as `inf`.
fn double(text: &str) -> Option<f64> {
    match text {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ => text.parse().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b))),
    }
}

/// A number as every protocol writes it in text.
fn double_text(schema: &Schema, value: f64) -> String {
    match (value, &schema.kind) {
        (v, _) if v.is_nan() => "NaN".into(),
        (f64::INFINITY, _) => "Infinity".into(),
        (f64::NEG_INFINITY, _) => "-Infinity".into(),
        // The digits that a number of 32 bits has, not those that it gets from being widened.
        (v, Kind::Float { .. }) => (v as f32).to_string(),
        (v, _) => v.to_string(),
    }
}

/// A value as the text of an XML element or attribute; `None` for shapes that have elements of their own.
pub fn xml(schema: &Schema, value: &Value) -> Option<String> {
    Some(match (value, &schema.kind) {
        (Value::String(text), _) => text.clone(),
        (Value::Double(v), _) => double_text(schema, *v),
        (Value::Timestamp(v), kind) => {
            let format = match kind {
                Kind::Timestamp { format } => *format,
                _ => None,
            };
            time::text(*v, format.unwrap_or("iso8601"))
        }
        _ => return render(schema, Location::Body, value),
    })
}

/// A value as the text of a header; `None` for shapes that no header can have.
pub fn render(schema: &Schema, location: Location, value: &Value) -> Option<String> {
    Some(match (value, &schema.kind) {
        (Value::String(text), Kind::String(kind)) if kind.json && location == Location::Header => {
            STANDARD.encode(text)
        }
        (Value::String(text), _) => text.clone(),
        (Value::Bool(v), _) => v.to_string(),
        (Value::Integer(v), _) => v.to_string(),
        (Value::Double(v), _) => double_text(schema, *v),
        (Value::Blob(bytes), _) => STANDARD.encode(bytes),
        (Value::Timestamp(v), Kind::Timestamp { format }) => time::text(*v, format.unwrap_or("rfc822")),
        _ => return None,
    })
}

/// Unless the model says otherwise, headers have HTTP dates, paths and queries ISO 8601.
fn parse_timestamp(format: Option<&str>, location: Location, text: &str) -> Option<Timestamp> {
    let is_header = matches!(location, Location::Header | Location::HeaderPrefix);
    match format.unwrap_or(if is_header { "rfc822" } else { "iso8601" }) {
        "rfc822" => time::parse_http_date(text),
        "unixTimestamp" => text.parse().ok().map(Timestamp::from_secs_f64),
        _ => Timestamp::parse_iso8601(text),
    }
}

/// Whether values of a shape are dates with a comma in a header.
pub fn is_http_date(schema: &Schema) -> bool {
    matches!(schema.kind, Kind::Timestamp { format: None | Some("rfc822") })
}

fn decode_json(text: &str) -> Option<Value> {
    String::from_utf8(STANDARD.decode(text).ok()?).ok().map(Value::String)
}

/// What a value turned out to be, as AWS's Java servers name it.
pub const STRING: &str = "java.lang.String";
pub const BOOLEAN: &str = "java.lang.Boolean";
pub const NUMBER: &str = "com.amazon.coral.value.json.numbers.TruncatingBigNumber";

/// What AWS says of a value whose type is not the model's. Source: an answer of Lambda's to a number where a string
/// belongs ("… TruncatingBigNumber can not be converted to an String"); the other pairs by analogy (unsure).
pub fn mismatch(found: &str, schema: &Schema) -> String {
    format!("class {found} can not be converted to an {}", java_type(schema))
}

fn java_type(schema: &Schema) -> &'static str {
    match &schema.kind {
        Kind::Structure { .. } | Kind::Union { .. } => schema.name,
        Kind::List { .. } => "List",
        Kind::Map { .. } => "Map",
        Kind::String(_) => "String",
        Kind::Blob { .. } => "ByteBuffer",
        Kind::Boolean => "Boolean",
        Kind::Integer { .. } => "Integer",
        Kind::Long { .. } => "Long",
        Kind::Float { .. } => "Float",
        Kind::Double { .. } => "Double",
        Kind::Timestamp { .. } => "Timestamp",
        Kind::Document => "Document",
    }
}
