//! smithy-rpc-v2-cbor: everything is in a CBOR body; service and operation stand in the path.

use crate::{Request, Response, aws_json, bindings, cbor};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header::CONTENT_TYPE};
use shape::{ApiError, OperationSchema, ServiceSchema, UNIT, Value};

/// Requests and responses both say which protocol they speak.
pub const HEADER: &str = "smithy-protocol";
pub const NAME: &str = "rpc-v2-cbor";

/// Service and operation of `/service/<service>/operation/<operation>`, which may follow a prefix.
pub fn target(path: &str) -> Option<(&str, &str)> {
    let (_, rest) = path.rsplit_once("/service/")?;
    let (service, operation) = rest.split_once("/operation/")?;
    // Some clients write the service with its namespace.
    let service = service.rsplit_once('.').map_or(service, |(_, name)| name);
    Some((service, operation))
}

/// The input that a request carries. A body of nothing has no members.
///
/// # Errors
/// `SerializationException`.
pub fn decode(operation: &'static OperationSchema, request: &Request) -> Result<Value, ApiError> {
    if request.body.is_empty() {
        return Ok(Value::Structure(Vec::new()));
    }
    cbor::read(operation.input.unwrap_or(&UNIT), &request.body)
}

/// The response of a success. An operation that answers nothing has no body.
pub fn encode(operation: &OperationSchema, output: &Value) -> Response {
    let body = match operation.output {
        Some(schema) if !std::ptr::eq(schema, &UNIT) => {
            let mut body = Vec::with_capacity(512);
            cbor::write(schema, output, &mut body);
            body.into()
        }
        _ => Bytes::new(),
    };
    Response { status: StatusCode::OK, headers: headers(), body }
}

/// The response of a failure: `{"__type": …, "message": …}`.
pub fn encode_error(service: Option<&ServiceSchema>, error: &ApiError, request_id: &str) -> Response {
    let mut headers = headers();
    bindings::set(&mut headers, "x-amzn-RequestId", request_id);
    aws_json::query_error(service, error, &mut headers);
    let mut body = Vec::with_capacity(96 + error.message.len());
    cbor::map_head(2 + error.members.len(), &mut body);
    cbor::write_text("__type", &mut body);
    cbor::write_text(&aws_json::absolute(service, error), &mut body);
    cbor::write_text(error.shape.message_member, &mut body);
    cbor::write_text(&error.message, &mut body);
    for (name, value) in &error.members {
        let member = error.shape.members.iter().find(|member| member.name == *name);
        cbor::write_text(name, &mut body);
        cbor::write(member.map_or(&UNIT, |member| member.schema), value, &mut body);
    }
    let status = StatusCode::from_u16(error.shape.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Response { status, headers, body: body.into() }
}

fn headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/cbor"));
    headers.insert(HEADER, HeaderValue::from_static(NAME));
    headers
}
