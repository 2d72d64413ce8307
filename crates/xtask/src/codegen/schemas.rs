//! Shapes and constraints as statics.

use super::structs::element;
use super::{errors, names, operations, service::Source};
use crate::model_file::{Shape, ShapeRef};
use serde_json::Number;
use std::collections::{BTreeMap, BTreeSet};

pub fn generate(source: &Source<'_>) -> Result<String, String> {
    let mut text = String::new();
    let used = used(source);
    for (name, shape) in &source.model.shapes.0 {
        if used.contains(name.as_str()) {
            text += &schema(&names::screaming(name), name, &kind(source, name, shape)?);
        }
    }
    for (name, used) in changed(source, &used) {
        let shape = used.applied(source.model.shape(&used.shape)?);
        text += &schema(&name, &used.shape, &kind(source, &used.shape, &shape)?);
    }
    let location = if text.contains("Location::") { "Location, " } else { "" };
    Ok(format!(
        "\n/// Shapes and constraints.\nmod schemas {{\n use shape::{{Kind, {location}Member, Pattern, Schema, StringKind}};\n{text}}}\n"
    ))
}

fn schema(constant: &str, name: &str, kind: &str) -> String {
    format!("pub static {constant}: Schema = Schema {{ name: {name:?}, kind: {kind} }};\n")
}

/// The shapes that operations, and members of errors that need schemas, reach.
fn used<'a>(source: &'a Source<'_>) -> BTreeSet<&'a str> {
    let in_operations =
        source.model.operations.0.iter().flat_map(|(_, op)| op.input.iter().chain(&op.output));
    let in_errors = operations::errors(source)
        .into_iter()
        .flat_map(|(_, shape)| errors::told_members(source, shape).map(|(_, used)| used));
    let mut left: Vec<&str> = in_operations.chain(in_errors).map(|used| used.shape.as_str()).collect();
    let mut seen = BTreeSet::new();
    while let Some(name) = left.pop() {
        if let Some(shape) = source.model.shapes.find(name)
            && seen.insert(name)
        {
            left.extend(shape.uses().filter(|_| !shape.exception).map(|used| used.shape.as_str()));
        }
    }
    seen.retain(|name| source.model.shapes.find(name).is_some_and(|shape| !shape.exception));
    seen
}

/// Shapes that a use changes, under the names of their own that they then have.
fn changed(source: &Source<'_>, used: &BTreeSet<&str>) -> BTreeMap<String, ShapeRef> {
    let shapes = source.model.shapes.0.iter();
    let of_shapes =
        shapes.filter(|(name, _)| used.contains(name.as_str())).flat_map(|(_, shape)| shape.uses());
    let of_errors = operations::errors(source)
        .into_iter()
        .flat_map(|(_, shape)| errors::told_members(source, shape).map(|(_, used)| used));
    let uses = of_shapes.chain(of_errors).filter(|used| used.changes_shape());
    uses.map(|used| (constant(used), used.clone())).collect()
}

/// The static of the shape that is used.
fn constant(used: &ShapeRef) -> String {
    let mut name = names::screaming(&used.shape);
    if let Some(format) = &used.timestamp_format {
        name += &format!("_AS_{}", names::screaming(format));
    }
    for (changed, suffix) in
        [(used.flattened, "_FLATTENED"), (used.jsonvalue, "_AS_JSON"), (used.streaming, "_STREAMING")]
    {
        name += if changed { suffix } else { "" };
    }
    name
}

fn kind(source: &Source<'_>, name: &str, shape: &Shape) -> Result<String, String> {
    Ok(match shape.kind.as_str() {
        "structure" if shape.document => "Kind::Document".into(),
        "structure" => {
            let variant = if shape.union || shape.eventstream { "Union" } else { "Structure" };
            format!("Kind::{variant} {{ members: &[{}] }}", members(source, shape)?)
        }
        "list" => {
            let used = element(name, &shape.member)?;
            format!(
                "Kind::List {{ member: &{}, wire_name: {:?}, flattened: {}, min: {}, max: {} }}",
                constant(used),
                used.location_name,
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
        constant(key),
        constant(value),
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
        let any = if shape.jsonvalue { "JSON" } else { "ANY" };
        return format!("Kind::String(StringKind::{any})");
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

fn members(source: &Source<'_>, shape: &Shape) -> Result<String, String> {
    let members = shape.members.0.iter().map(|(name, used)| member(source, shape, "", name, used));
    Ok(members.collect::<Result<Vec<_>, _>>()?.join(", "))
}

/// A member, whose schema is found at `path`.
pub fn member(
    source: &Source<'_>,
    shape: &Shape,
    path: &str,
    name: &str,
    used: &ShapeRef,
) -> Result<String, String> {
    let mut text = format!("Member::body({name:?}, &{path}{})", constant(used));
    let location = match used.location.as_deref() {
        Some("uri") => Some("Uri"),
        Some("querystring") => Some("QueryString"),
        Some("header") => Some("Header"),
        Some("headers") => Some("HeaderPrefix"),
        Some("statusCode") => Some("StatusCode"),
        _ if shape.payload.as_deref() == Some(name) => Some("Payload"),
        _ if used.event_header => Some("EventHeader"),
        _ if used.event_payload => Some("EventPayload"),
        _ => None,
    };
    if let Some(location) = location {
        text += &format!(".at(Location::{location})");
    }
    let target = source.model.shape(&used.shape)?;
    // A payload's element may be named by its shape.
    let of_shape = target.location_name.as_ref().filter(|_| location == Some("Payload"));
    if let Some(wire_name) = used.location_name.as_ref().or(of_shape).filter(|wire_name| *wire_name != name) {
        text += &format!(".named({wire_name:?})");
    }
    if used.xml_attribute {
        text += ".xml_attribute()";
    }
    if let Some(namespace) = used.xml_namespace.as_ref().or(target.xml_namespace.as_ref()) {
        text += &format!(".xml_namespace({:?}, {:?})", namespace.prefix, namespace.uri);
    }
    if used.idempotency_token {
        text += ".idempotency_token()";
    }
    if shape.required.iter().any(|required| required == name) {
        text += ".required()";
    }
    Ok(text)
}

fn integer(number: &Option<Number>) -> String {
    // Some models write bounds of integers as 1.0.
    let whole = |n: &Number| n.as_i64().or_else(|| n.as_f64().map(|n| n as i64));
    number.as_ref().and_then(whole).map_or("None".into(), |n| format!("Some({n})"))
}

fn double(number: &Option<Number>) -> String {
    number.as_ref().and_then(Number::as_f64).map_or("None".into(), |n| format!("Some({n:?})"))
}
