//! restJson1: members in labels, query, headers and a JSON body.

use crate::json::{self, Names};
use crate::{Labels, Request, Response, bindings};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header::CONTENT_TYPE};
use shape::{ApiError, Fault, Kind, Location, Member, OperationSchema, Schema, UNIT, Value};

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// The input that a request carries.
///
/// # Errors
/// `SerializationException`.
pub fn decode(
    operation: &'static OperationSchema,
    labels: &Labels,
    request: &Request,
) -> Result<Value, ApiError> {
    let schema = operation.input.unwrap_or(&UNIT);
    let members = bindings::members(schema);
    let mut input = match members.iter().any(|member| member.location == Location::Body) {
        true => read_body(schema, &request.body)?,
        false => Vec::with_capacity(members.len()),
    };
    for member in members {
        let value = match member.location {
            Location::Payload => read_payload(member, &request.body)?,
            _ => bindings::read(member, labels, request)?,
        };
        if let Some(value) = value {
            input.push((member.name, value));
        }
    }
    Ok(Value::Structure(input))
}

/// The members of a JSON body. A body of nothing, or of `null`, has none.
fn read_body(schema: &'static Schema, body: &[u8]) -> Result<Vec<(&'static str, Value)>, ApiError> {
    if body.iter().all(u8::is_ascii_whitespace) {
        return Ok(Vec::new());
    }
    match json::read(schema, Names::Body, body)? {
        Value::Structure(members) => Ok(members),
        _ => Ok(Vec::new()),
    }
}

/// The member that is the whole body: bytes as they came, without a copy.
fn read_payload(member: &Member, body: &Bytes) -> Result<Option<Value>, ApiError> {
    if body.is_empty() {
        return Ok(None);
    }
    match member.schema.kind {
        Kind::Blob { .. } | Kind::String(_) => Ok(read_raw(member, body)),
        _ => json::read(member.schema, Names::Wire, body).map(Some),
    }
}

/// Bytes and text are themselves the body.
pub fn read_raw(member: &Member, body: &Bytes) -> Option<Value> {
    match member.schema.kind {
        Kind::Blob { .. } => Some(Value::Blob(body.clone())),
        Kind::String(_) => Some(Value::String(String::from_utf8_lossy(body).into_owned())),
        _ => None,
    }
}

/// The response of a success.
pub fn encode(operation: &OperationSchema, output: Value) -> Response {
    let schema = operation.output.unwrap_or(&UNIT);
    let members = bindings::members(schema);
    let (status, mut headers) = bindings::head(operation, &output);
    let body = match members.iter().find(|member| member.location == Location::Payload) {
        Some(payload) => write_payload(payload, output),
        None if members.iter().any(bindings::is_in_output_body) => {
            let mut body = Vec::with_capacity(512);
            json::write(schema, Names::Body, &output, &mut body);
            body.into()
        }
        None => Bytes::new(),
    };
    if !body.is_empty() && !headers.contains_key(CONTENT_TYPE) {
        // Invoke's payload too is declared to be JSON, whatever the function answered.
        headers.insert(CONTENT_TYPE, JSON);
    }
    Response { status, headers, body }
}

fn write_payload(payload: &Member, output: Value) -> Bytes {
    match take_payload(payload, output) {
        Err(raw) => raw,
        Ok(value) => {
            let mut body = Vec::new();
            json::write(payload.schema, Names::Wire, &value, &mut body);
            body.into()
        }
    }
}

/// The member that is the whole body.
///
/// # Errors
/// The body itself, where that is bytes or text, or nothing.
pub fn take_payload(payload: &Member, output: Value) -> Result<Value, Bytes> {
    let Value::Structure(members) = output else { return Err(Bytes::new()) };
    let value = members.into_iter().find(|(name, _)| *name == payload.name).map(|(_, value)| value);
    match (value, &payload.schema.kind) {
        (None | Some(Value::Null), _) => Err(Bytes::new()),
        (Some(Value::Blob(bytes)), _) => Err(bytes),
        (Some(Value::String(text)), Kind::String(_)) => Err(text.into()),
        (Some(value), _) => Ok(value),
    }
}

/// The response of a failure: `{"Reason":…,"Type":"User","message":"…"}` and the code in a header.
pub fn encode_error(error: &ApiError, request_id: &str) -> Response {
    let shape = error.shape;
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, JSON);
    bindings::set(&mut headers, "x-amzn-ErrorType", shape.code);
    bindings::set(&mut headers, "x-amzn-RequestId", request_id);
    let mut body = Vec::with_capacity(64 + error.message.len());
    body.push(b'{');
    write_members(error, Names::Body, &mut headers, &mut body);
    if shape.has_type && !error.no_type {
        let who = match shape.fault {
            Fault::Client => b"\"Type\":\"User\",".as_slice(),
            Fault::Server => b"\"Type\":\"Service\",",
        };
        body.extend_from_slice(who);
    }
    write_key(shape.message_member, &mut body);
    json::write_string(&error.message, &mut body);
    body.push(b'}');
    let status = StatusCode::from_u16(shape.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Response { status, headers, body: body.into() }
}

/// The members of an error besides its message: `"Reason":"…",`, or headers.
pub fn write_members(error: &ApiError, names: Names, headers: &mut HeaderMap, body: &mut Vec<u8>) {
    for (name, value) in &error.members {
        let member = error.shape.members.iter().find(|member| member.name == *name);
        match member {
            Some(member) if names == Names::Body && member.location != Location::Body => {
                // An error's status is its shape's.
                bindings::write(member, value, &mut StatusCode::default(), headers);
            }
            _ => {
                let key = member.filter(|_| names == Names::Body).map_or(*name, |member| member.wire_name);
                let schema = member.map_or(&UNIT, |member| member.schema);
                write_key(key, body);
                json::write(schema, if names == Names::Body { Names::Wire } else { names }, value, body);
                body.push(b',');
            }
        }
    }
}

/// `"name":`
pub fn write_key(name: &str, out: &mut Vec<u8>) {
    json::write_string(name, out);
    out.push(b':');
}
