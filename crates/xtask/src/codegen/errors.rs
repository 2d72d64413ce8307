//! Error shapes that offered operations answer.

use super::{names, operations, schemas, service::Source};
use crate::model_file::{Shape, ShapeRef};

pub fn generate(source: &Source<'_>) -> Result<String, String> {
    let mut text = String::new();
    for (name, shape) in operations::errors(source) {
        text += &error(source, name, shape)?;
    }
    let location = if text.contains("Location::") { "Location, " } else { "" };
    let member = if text.contains("Member::") { "Member, " } else { "" };
    Ok(format!(
        "/// Errors that the model has.\npub mod errors {{\n use shape::{{ErrorShape, Fault, {location}{member}}};\n{text}}}\n"
    ))
}

fn error(source: &Source<'_>, name: &str, shape: &Shape) -> Result<String, String> {
    let declared = shape.error.as_ref();
    let query_code = declared.and_then(|error| error.code.as_deref()).filter(|code| *code != name);
    // Where clients never see the shape's name, the code of the query protocol is the only one.
    let (code, query_code) = match query_code {
        Some(query_code) if source.speaks_xml_alone() => (query_code, String::new()),
        Some(query_code) => (name, format!(".with_query_code({query_code:?})")),
        None => (name, String::new()),
    };
    let status = declared.and_then(|error| error.http_status_code);
    let is_server = shape.fault;
    let message = shape.members.0.iter().map(|(member, _)| member.as_str());
    let message =
        message.into_iter().find(|member| member.eq_ignore_ascii_case("message")).unwrap_or("message");
    let members: Vec<_> = told_members(source, shape)
        .map(|(name, used)| schemas::member(source, shape, "super::schemas::", name, used))
        .collect::<Result<_, _>>()?;
    let members = match members.is_empty() {
        true => String::new(),
        false => format!(".with_members(&[{}])", members.join(", ")),
    };
    Ok(format!(
        "pub static {}: ErrorShape = ErrorShape::new({code:?}, {}, Fault::{}, {message:?}, {}){query_code}{members};\n",
        names::screaming(name),
        status.unwrap_or(if is_server { 500 } else { 400 }),
        if is_server { "Server" } else { "Client" },
        shape.members.find("Type").is_some(),
    ))
}

/// Members of an error that cannot be written without being known: all but plain strings in the body.
pub fn told_members<'a>(
    source: &'a Source<'_>,
    shape: &'a Shape,
) -> impl Iterator<Item = (&'a str, &'a ShapeRef)> {
    let members = shape.members.0.iter().map(|(name, used)| (name.as_str(), used));
    members.filter(|(name, used)| {
        let renamed = used.location_name.as_ref().is_some_and(|wire_name| wire_name != name);
        let plain = source.model.shape(&used.shape).is_ok_and(|shape| shape.kind == "string");
        !name.eq_ignore_ascii_case("message") && (used.location.is_some() || renamed || !plain)
    })
}
