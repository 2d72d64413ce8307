//! Shapes and constraints as statics.

use super::structs::element;
use super::{names, service::Source};
use crate::model_file::{Shape, ShapeRef};
use serde_json::Number;

pub fn generate(source: &Source<'_>) -> Result<String, String> {
    let mut text = String::new();
    for (name, shape) in &source.model.shapes.0 {
        if !shape.exception && !is_of_errors_only(source, name) {
            let kind = kind(source, name, shape)?;
            text += &format!(
                "pub static {}: Schema = Schema {{ name: {name:?}, kind: {kind} }};\n",
                names::screaming(name)
            );
        }
    }
    let location = if text.contains("Location::") { "Location, " } else { "" };
    Ok(format!(
        "\n/// Shapes and constraints.\nmod schemas {{\n use shape::{{Kind, {location}Member, Pattern, Schema, StringKind}};\n{text}}}\n"
    ))
}

/// Whether nothing but errors uses a shape: errors are made without schemas.
fn is_of_errors_only(source: &Source<'_>, name: &str) -> bool {
    let in_operations =
        source.model.operations.0.iter().flat_map(|(_, op)| op.input.iter().chain(&op.output));
    let in_shapes = source
        .model
        .shapes
        .0
        .iter()
        .filter(|(_, shape)| !shape.exception)
        .flat_map(|(_, shape)| shape.uses());
    !in_operations.chain(in_shapes).any(|used| used.shape == name)
}

fn kind(source: &Source<'_>, name: &str, shape: &Shape) -> Result<String, String> {
    Ok(match shape.kind.as_str() {
        "structure" => {
            let variant = if shape.union { "Union" } else { "Structure" };
            format!("Kind::{variant} {{ members: &[{}] }}", members(shape))
        }
        "list" => {
            let used = element(name, &shape.member)?;
            format!(
                "Kind::List {{ member: &{}, wire_name: {:?}, flattened: {}, min: {}, max: {} }}",
                names::screaming(&used.shape),
                used.location_name.as_deref().unwrap_or("member"),
                shape.flattened,
                integer(&shape.min),
                integer(&shape.max),
            )
        }
        "map" => map(name, shape)?,
        "string" | "character" => string(source, name, shape),
        "blob" => format!(
            "Kind::Blob {{ sensitive: {}, min: {}, max: {}, streaming: {} }}",
            shape.sensitive,
            integer(&shape.min),
            integer(&shape.max),
            shape.streaming,
        ),
        "boolean" => "Kind::Boolean".into(),
        "integer" => {
            format!("Kind::Integer {{ min: {}, max: {} }}", integer(&shape.min), integer(&shape.max))
        }
        "long" => format!("Kind::Long {{ min: {}, max: {} }}", integer(&shape.min), integer(&shape.max)),
        "float" => format!("Kind::Float {{ min: {}, max: {} }}", double(&shape.min), double(&shape.max)),
        "double" => format!("Kind::Double {{ min: {}, max: {} }}", double(&shape.min), double(&shape.max)),
        "timestamp" => format!("Kind::Timestamp {{ format: {:?} }}", shape.timestamp_format),
        other => return Err(format!("{name} is of the unknown type {other}")),
    })
}

fn map(name: &str, shape: &Shape) -> Result<String, String> {
    let (key, value) = (element(name, &shape.key)?, element(name, &shape.value)?);
    Ok(format!(
        "Kind::Map {{ key: &{}, value: &{}, key_wire_name: {:?}, value_wire_name: {:?}, flattened: {}, sensitive: {}, min: {}, max: {} }}",
        names::screaming(&key.shape),
        names::screaming(&value.shape),
        key.location_name.as_deref().unwrap_or("key"),
        value.location_name.as_deref().unwrap_or("value"),
        shape.flattened,
        shape.sensitive,
        integer(&shape.min),
        integer(&shape.max),
    ))
}

fn string(source: &Source<'_>, name: &str, shape: &Shape) -> String {
    let values: &[String] = if source.open.contains(name) { &[] } else { &shape.values };
    if shape.min.is_none()
        && shape.max.is_none()
        && shape.pattern.is_none()
        && values.is_empty()
        && !shape.sensitive
    {
        return "Kind::String(StringKind::ANY)".into();
    }
    let pattern = shape.pattern.as_ref().map(|pattern| format!("Some(Pattern::new({}))", raw(pattern)));
    format!(
        "Kind::String(StringKind::new({}, {}, {}, &{values:?}, {}))",
        integer(&shape.min),
        integer(&shape.max),
        pattern.as_deref().unwrap_or("None"),
        shape.sensitive,
    )
}

/// A raw string literal.
fn raw(text: &str) -> String {
    let hashes = if text.contains('"') { "#" } else { "" };
    format!("r{hashes}\"{text}\"{hashes}")
}

fn members(shape: &Shape) -> String {
    let members: Vec<_> = shape.members.0.iter().map(|(name, used)| member(shape, name, used)).collect();
    members.join(", ")
}

fn member(shape: &Shape, name: &str, used: &ShapeRef) -> String {
    let mut text = format!("Member::body({name:?}, &{})", names::screaming(&used.shape));
    let location = match used.location.as_deref() {
        Some("uri") => Some("Uri"),
        Some("querystring") => Some("QueryString"),
        Some("header") => Some("Header"),
        Some("headers") => Some("HeaderPrefix"),
        Some("statusCode") => Some("StatusCode"),
        _ if shape.payload.as_deref() == Some(name) => Some("Payload"),
        _ => None,
    };
    if let Some(location) = location {
        text += &format!(".at(Location::{location})");
    }
    if let Some(wire_name) = used.location_name.as_ref().filter(|wire_name| *wire_name != name) {
        text += &format!(".named({wire_name:?})");
    }
    if used.xml_attribute {
        text += ".xml_attribute()";
    }
    if shape.required.iter().any(|required| required == name) {
        text += ".required()";
    }
    text
}

fn integer(number: &Option<Number>) -> String {
    // Some models write bounds of integers as 1.0.
    let whole = |n: &Number| n.as_i64().or_else(|| n.as_f64().map(|n| n as i64));
    number.as_ref().and_then(whole).map_or("None".into(), |n| format!("Some({n})"))
}

fn double(number: &Option<Number>) -> String {
    number.as_ref().and_then(Number::as_f64).map_or("None".into(), |n| format!("Some({n:?})"))
}
