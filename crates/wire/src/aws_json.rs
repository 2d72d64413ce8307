//! awsJson1.0 and 1.1: everything is in a JSON body; the operation stands in a header.

use crate::json::{self, Names};
use crate::{Request, Response, bindings, rest_json};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header::CONTENT_TYPE};
use shape::{ApiError, Fault, OperationSchema, ServiceSchema, UNIT, Value};

/// What 1.0 and 1.1 differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    V1_0,
    V1_1,
}

impl Version {
    fn content_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Version::V1_0 => "application/x-amz-json-1.0",
            Version::V1_1 => "application/x-amz-json-1.1",
        })
    }
}

/// The input that a request carries. A body of nothing has no members.
///
/// # Errors
/// `SerializationException`.
pub fn decode(operation: &'static OperationSchema, request: &Request) -> Result<Value, ApiError> {
    let schema = operation.input.unwrap_or(&UNIT);
    if request.body.iter().all(u8::is_ascii_whitespace) {
        return Ok(Value::Structure(Vec::new()));
    }
    json::read(schema, Names::Members, &request.body)
}

/// The response of a success. An operation that answers nothing has no body.
pub fn encode(version: Version, operation: &OperationSchema, output: &Value) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, version.content_type());
    let body = match operation.output {
        Some(schema) if !std::ptr::eq(schema, &UNIT) => {
            let mut body = Vec::with_capacity(512);
            json::write(schema, Names::Members, output, &mut body);
            body.into()
        }
        _ => Bytes::new(),
    };
    Response { status: StatusCode::OK, headers, body }
}

/// The response of a failure: `{"__type":…,"message":…}`.
pub fn encode_error(
    version: Version,
    service: Option<&ServiceSchema>,
    error: &ApiError,
    request_id: &str,
) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, version.content_type());
    bindings::set(&mut headers, "x-amzn-RequestId", request_id);
    query_error(service, error, &mut headers);
    let mut body = Vec::with_capacity(96 + error.message.len());
    body.extend_from_slice(b"{\"__type\":");
    match version {
        Version::V1_0 => json::write_string(&absolute(service, error), &mut body),
        Version::V1_1 => json::write_string(error.shape.code, &mut body),
    }
    body.push(b',');
    rest_json::write_members(error, Names::Members, &mut headers, &mut body);
    rest_json::write_key(error.shape.message_member, &mut body);
    json::write_string(&error.message, &mut body);
    body.push(b'}');
    let status = StatusCode::from_u16(error.shape.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Response { status, headers, body: body.into() }
}

/// An error's code with the namespace before it.
pub fn absolute(service: Option<&ServiceSchema>, error: &ApiError) -> String {
    let namespace = error.shape.namespace.or(service.map(|service| service.namespace));
    namespace
        .map_or_else(|| error.shape.code.to_owned(), |namespace| format!("{namespace}#{}", error.shape.code))
}

/// A service that once spoke the query protocol still tells what its errors were called there.
pub fn query_error(service: Option<&ServiceSchema>, error: &ApiError, headers: &mut HeaderMap) {
    if service.is_some_and(|service| service.query_compatible)
        && let Some(code) = error.shape.query_code
    {
        let who = match error.shape.fault {
            Fault::Client => "Sender",
            Fault::Server => "Receiver",
        };
        bindings::set(headers, "x-amzn-query-error", &format!("{code};{who}"));
    }
}
