//! What REST protocols put outside of the body: labels, query parameters, headers, the status.

use crate::{Labels, Request, query, scalar};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use shape::{ApiError, Kind, Location, Member, Schema, Value};

/// The members of a structure; none for any other shape.
pub fn members(schema: &Schema) -> &'static [Member] {
    match schema.kind {
        Kind::Structure { members } | Kind::Union { members } => members,
        _ => &[],
    }
}

/// The name of a member's element, or of its elements where it is flattened: the member's own if it has one of its own,
/// else that of the list's items.
pub fn element_name(member: &Member) -> &'static str {
    match item_name(member) {
        Some(name) if member.wire_name == member.name => name,
        _ => member.wire_name,
    }
}

/// The name that a flattened list gives to its items.
pub fn item_name(member: &Member) -> Option<&'static str> {
    match member.schema.kind {
        Kind::List { flattened: true, wire_name, .. } => wire_name,
        _ => None,
    }
}

/// Reads a member that lies outside of the body; `None` if it is absent.
pub fn read(member: &Member, labels: &Labels, request: &Request) -> Result<Option<Value>, ApiError> {
    match member.location {
        Location::Body
        | Location::Payload
        | Location::StatusCode
        | Location::EventHeader
        | Location::EventPayload => Ok(None),
        Location::Uri => parse(member, labels.find(member.wire_name)),
        Location::Header => read_header(member, &request.headers),
        Location::HeaderPrefix => Ok(read_prefix(member.wire_name, &request.headers)),
        Location::QueryString => read_query(member, &request.query),
    }
}

fn parse(member: &Member, text: Option<&str>) -> Result<Option<Value>, ApiError> {
    text.map(|text| scalar::parse(member.schema, member.location, text)).transpose()
}

fn read_header(member: &Member, headers: &HeaderMap) -> Result<Option<Value>, ApiError> {
    let Kind::List { member: element, .. } = &member.schema.kind else {
        return parse(member, headers.get(member.wire_name).and_then(text).as_deref());
    };
    let mut items = Vec::new();
    for line in headers.get_all(member.wire_name).iter().filter_map(text) {
        for item in line.split(',') {
            items.push(scalar::parse(element, member.location, item.trim())?);
        }
    }
    Ok((!items.is_empty()).then_some(Value::List(items)))
}

fn text(value: &HeaderValue) -> Option<String> {
    String::from_utf8(value.as_bytes().to_vec()).ok()
}

fn read_prefix(prefix: &str, headers: &HeaderMap) -> Option<Value> {
    let prefix = prefix.to_ascii_lowercase();
    let entries: Vec<_> = headers
        .iter()
        .filter_map(|(name, value)| Some((name.as_str().strip_prefix(&prefix)?, text(value)?)))
        .map(|(key, value)| (key.to_owned(), Value::String(value)))
        .collect();
    (!entries.is_empty()).then_some(Value::Map(entries))
}

fn read_query(member: &Member, raw: &str) -> Result<Option<Value>, ApiError> {
    if raw.is_empty() {
        return Ok(None);
    }
    match &member.schema.kind {
        Kind::List { member: element, .. } => {
            let values = query::pairs(raw).filter(|(name, _)| name == member.wire_name);
            let items = values.map(|(_, value)| scalar::parse(element, member.location, &value));
            let items = items.collect::<Result<Vec<_>, _>>()?;
            Ok((!items.is_empty()).then_some(Value::List(items)))
        }
        // Every parameter, those that have a member of their own included: nobody can tell them apart.
        Kind::Map { value: each, .. } => {
            let entries = query::pairs(raw)
                .map(|(name, value)| Ok((name.into_owned(), scalar::parse(each, member.location, &value)?)));
            Ok(Some(Value::Map(entries.collect::<Result<Vec<_>, ApiError>>()?)))
        }
        _ => {
            let value = query::pairs(raw).find(|(name, _)| name == member.wire_name);
            parse(member, value.as_ref().map(|(_, value)| value.as_ref()))
        }
    }
}

/// Writes a member that lies outside of the body into the head of a response.
pub fn write(member: &Member, value: &Value, status: &mut StatusCode, headers: &mut HeaderMap) {
    match (member.location, value) {
        (Location::StatusCode, Value::Integer(code)) => {
            let code = u16::try_from(*code).ok().and_then(|code| StatusCode::from_u16(code).ok());
            *status = code.unwrap_or(*status);
        }
        (Location::HeaderPrefix, Value::Map(entries)) => {
            for (key, value) in entries {
                if let Some(text) = value.as_str() {
                    set(headers, &format!("{}{key}", member.wire_name), text);
                }
            }
        }
        (Location::Header, Value::List(items)) => {
            if let Kind::List { member: element, .. } = &member.schema.kind {
                let items = items.iter().filter_map(|item| scalar::render(element, member.location, item));
                set(headers, member.wire_name, &items.collect::<Vec<_>>().join(", "));
            }
        }
        (Location::Header, value) => {
            if let Some(text) = scalar::render(member.schema, member.location, value) {
                set(headers, member.wire_name, &text);
            }
        }
        _ => {}
    }
}

/// Sets a header, unless its value cannot be one: AWS leaves such headers out (unsure).
pub fn set(headers: &mut HeaderMap, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) =
        (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value.as_bytes()))
    {
        headers.insert(name, value);
    }
}
