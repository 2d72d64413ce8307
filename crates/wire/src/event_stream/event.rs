//! Events of a model as messages.

use super::{Header, Message};
use crate::json::{self, Names};
use crate::{Protocol, bindings, cbor, xml};
use bytes::Bytes;
use shape::{ApiError, Kind, Location, Member, Schema, Value};

/// One event of a stream: the member of the stream's shape that is set.
pub fn event(protocol: Protocol, member: &Member, value: Value) -> Message {
    let mut message = Message::default()
        .header(":message-type", "event".into())
        .header(":event-type", member.wire_name.into());
    let parts = bindings::members(member.schema);
    for part in parts.iter().filter(|part| part.location == Location::EventHeader) {
        if let Some(header) = value.member(part.name).and_then(header) {
            message = message.header(part.wire_name, header);
        }
    }
    let (content_type, payload) = match parts.iter().find(|part| part.location == Location::EventPayload) {
        Some(part) => payload(protocol, part.schema, value.member(part.name)),
        None => payload(protocol, member.schema, Some(&without_headers(value, parts))),
    };
    if let Some(content_type) = content_type {
        message = message.header(":content-type", content_type.into());
    }
    Message { payload, ..message }
}

/// What of an event is not in its headers.
fn without_headers(value: Value, parts: &[Member]) -> Value {
    let Value::Structure(mut values) = value else { return value };
    values.retain(|(name, _)| {
        let part = parts.iter().find(|part| part.name == *name);
        part.is_none_or(|part| part.location != Location::EventHeader)
    });
    Value::Structure(values)
}

fn header(value: &Value) -> Option<Header> {
    Some(match value {
        Value::Bool(v) => Header::Bool(*v),
        Value::Integer(v) => i32::try_from(*v).map_or(Header::Long(*v), Header::Integer),
        Value::String(text) => Header::String(text.clone()),
        Value::Blob(bytes) => Header::Bytes(bytes.clone()),
        Value::Timestamp(v) => Header::Timestamp(*v),
        _ => return None,
    })
}

fn payload(protocol: Protocol, schema: &Schema, value: Option<&Value>) -> (Option<&'static str>, Bytes) {
    match (value, &schema.kind) {
        (None | Some(Value::Null), _) => (None, Bytes::new()),
        (Some(Value::Blob(bytes)), _) => (Some("application/octet-stream"), bytes.clone()),
        (Some(Value::String(text)), Kind::String(_)) => (Some("text/plain"), text.clone().into()),
        (Some(value), _) => {
            let mut out = Vec::new();
            let content_type = match protocol {
                Protocol::RestXml | Protocol::AwsQuery => {
                    let mut text = String::new();
                    xml::element(schema.name, None, schema, value, &mut text);
                    out = text.into_bytes();
                    "text/xml"
                }
                Protocol::RpcV2Cbor => {
                    cbor::write(schema, value, &mut out);
                    "application/cbor"
                }
                Protocol::RestJson1 => {
                    json::write(schema, Names::Wire, value, &mut out);
                    "application/json"
                }
                Protocol::AwsJson1_0 | Protocol::AwsJson1_1 => {
                    json::write(schema, Names::Members, value, &mut out);
                    "application/json"
                }
            };
            (Some(content_type), out.into())
        }
    }
}

/// An error of the model that ends a stream.
pub fn exception(error: &ApiError) -> Message {
    let mut body = b"{".to_vec();
    json::write_string(error.shape.message_member, &mut body);
    body.push(b':');
    json::write_string(&error.message, &mut body);
    body.push(b'}');
    Message::new(body)
        .header(":message-type", "exception".into())
        .header(":exception-type", error.shape.code.into())
        .header(":content-type", "application/json".into())
}

/// An error that no model has, which ends a stream.
pub fn error(code: &str, message: &str) -> Message {
    Message::default()
        .header(":message-type", "error".into())
        .header(":error-code", code.into())
        .header(":error-message", message.into())
}
