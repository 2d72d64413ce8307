//! What REST protocols put outside of the body: labels, query parameters, headers, the status.

use crate::{Labels, Request, query, scalar};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use shape::{ApiError, Kind, Location, Member, OperationSchema, Schema, Value};
use std::collections::BTreeMap;

/// The members of a structure; none for any other shape.
pub fn members(schema: &Schema) -> &'static [Member] {
    match schema.kind {
        Kind::Structure { members } | Kind::Union { members } => members,
        _ => &[],
    }
}

/// Whether an output's member is in the body: what lies in the URL of a request has no other place in a response.
pub fn is_in_output_body(member: &Member) -> bool {
    matches!(member.location, Location::Body | Location::Payload | Location::Uri | Location::QueryString)
}

/// The name of a member's element, or of its elements where it is flattened: the member's own if it has one of its own,
/// else that of the list's items.
pub fn element_name(member: &Member) -> &'static str {
    match item_name(member) {
        Some(name) if member.wire_name == member.name => name,
        _ => member.wire_name,
    }
}

/// Whether an element, or a parameter, is one of a member: of the names that a flattened list has, clients that were
/// made from newer models use the member's.
pub fn is_named(member: &Member, name: &str) -> bool {
    let local = |name: &'static str| name.rsplit_once(':').map_or(name, |(_, local)| local);
    name == local(member.wire_name) || item_name(member) == Some(name)
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
    let mut lines = headers.get_all(member.wire_name).iter().filter_map(text).peekable();
    if lines.peek().is_none() {
        return Ok(None);
    }
    for line in lines {
        for item in header_items(&line, scalar::is_http_date(element)) {
            items.push(scalar::parse(element, member.location, &item)?);
        }
    }
    Ok(Some(Value::List(items)))
}

/// The items of a header's list: between commas, of which HTTP dates have one each, and as they are between quotes.
fn header_items(line: &str, are_dates: bool) -> Vec<String> {
    let mut items = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let (item, after) = match rest.strip_prefix('"').and_then(quoted) {
            Some((item, after)) => (item, after.split_once(',').map_or("", |(_, after)| after)),
            None => {
                let mut commas = rest.match_indices(',').map(|(at, _)| at);
                let end = if are_dates { commas.nth(1) } else { commas.next() };
                let end = end.unwrap_or(rest.len());
                (rest[..end].trim().to_owned(), rest.get(end + 1..).unwrap_or_default())
            }
        };
        items.push(item);
        rest = after.trim();
    }
    items
}

/// What stands before the next quote that no backslash escapes, and what follows that.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut item = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((item, &text[at + 1..])),
            '\\' => item.push(chars.next()?.1),
            c => item.push(c),
        }
    }
    None
}

/// An item as it stands in a header's list.
fn header_item(text: String, is_date: bool) -> String {
    if is_date || !text.contains([',', '"']) {
        return text;
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
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
        Kind::Map { value: each, .. } => read_all(each, raw).map(Some),
        _ => {
            let value = query::pairs(raw).find(|(name, _)| name == member.wire_name);
            parse(member, value.as_ref().map(|(_, value)| value.as_ref()))
        }
    }
}

/// The parameters of a query as a map, whose values may be lists of all that have the same name.
fn read_all(each: &Schema, raw: &str) -> Result<Value, ApiError> {
    let location = Location::QueryString;
    let Kind::List { member, .. } = &each.kind else {
        let entries = query::pairs(raw)
            .map(|(name, value)| Ok((name.into_owned(), scalar::parse(each, location, &value)?)));
        return Ok(Value::Map(entries.collect::<Result<_, ApiError>>()?));
    };
    let mut lists: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for (name, text) in query::pairs(raw) {
        lists.entry(name.into_owned()).or_default().push(scalar::parse(member, location, &text)?);
    }
    Ok(Value::Map(lists.into_iter().map(|(name, items)| (name, Value::List(items))).collect()))
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
                let is_date = scalar::is_http_date(element);
                let items = items.iter().filter_map(|item| scalar::render(element, member.location, item));
                let items = items.map(|item| header_item(item, is_date));
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

/// What an output puts into the head of its response.
pub fn head(operation: &OperationSchema, output: &Value) -> (StatusCode, HeaderMap) {
    let mut status = StatusCode::from_u16(operation.status).unwrap_or(StatusCode::OK);
    let mut headers = HeaderMap::new();
    for member in operation.output.map_or(&[][..], members) {
        if let Some(value) = output.member(member.name) {
            write(member, value, &mut status, &mut headers);
        }
    }
    (status, headers)
}

/// What an error puts into the head of its response.
pub fn write_error_headers(error: &ApiError, headers: &mut HeaderMap) {
    for (name, value) in &error.members {
        if let Some(member) = error.shape.members.iter().find(|member| member.name == *name) {
            write(member, value, &mut StatusCode::default(), headers);
        }
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
