//! restXml: members in labels, query, headers and an XML body.

use crate::{Labels, Request, Response, aws_query, bindings, rest_json, xml};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header::CONTENT_TYPE};
use shape::{ApiError, Kind, Location, Member, OperationSchema, ServiceSchema, UNIT, Value};

const XML: HeaderValue = HeaderValue::from_static("application/xml");

/// The input that a request carries.
///
/// # Errors
/// `MalformedXML`, which is this protocol's `SerializationException`.
pub fn decode(
    operation: &'static OperationSchema,
    labels: &Labels,
    request: &Request,
) -> Result<Value, ApiError> {
    let schema = operation.input.unwrap_or(&UNIT);
    let members = bindings::members(schema);
    let in_body = members.iter().any(|member| member.location == Location::Body);
    let mut input = Vec::with_capacity(members.len());
    if in_body
        && !request.body.is_empty()
        && let Value::Structure(read) = xml::read(schema, &request.body)?
    {
        input = read;
    }
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

fn read_payload(member: &Member, body: &Bytes) -> Result<Option<Value>, ApiError> {
    if body.is_empty() {
        return Ok(None);
    }
    match member.schema.kind {
        Kind::Blob { .. } | Kind::String(_) => Ok(rest_json::read_raw(member, body)),
        _ => xml::read(member.schema, body).map(Some),
    }
}

/// The response of a success.
pub fn encode(service: &ServiceSchema, operation: &OperationSchema, output: Value) -> Response {
    let schema = operation.output.unwrap_or(&UNIT);
    let members = bindings::members(schema);
    let (status, mut headers) = bindings::head(operation, &output);
    let namespace = service.xml_namespace.map(|uri| (None, uri));
    let body = match members.iter().find(|member| member.location == Location::Payload) {
        Some(payload) => write_payload(payload, namespace, output),
        None if members.iter().any(bindings::is_in_output_body) => {
            let mut body = String::with_capacity(512);
            xml::element(
                operation.result_wrapper.unwrap_or(schema.name),
                namespace,
                schema,
                &output,
                &mut body,
            );
            body.into()
        }
        None => Bytes::new(),
    };
    if !body.is_empty() {
        headers.entry(CONTENT_TYPE).or_insert(XML);
    }
    Response { status, headers, body }
}

fn write_payload(payload: &Member, service: Option<xml::Namespace>, output: Value) -> Bytes {
    match rest_json::take_payload(payload, output) {
        Err(raw) => raw,
        Ok(value) => {
            let mut body = String::with_capacity(512);
            // A payload's element is the member's where that is renamed, else its shape's.
            let renamed = payload.wire_name != payload.name;
            let name = if renamed { payload.wire_name } else { payload.schema.name };
            let namespace = payload.xml_namespace.or(service);
            xml::element(name, namespace, payload.schema, &value, &mut body);
            body.into()
        }
    }
}

/// The response of a failure: as in the query protocol, or bare, as S3 has it.
pub fn encode_error(service: Option<&ServiceSchema>, error: &ApiError, request_id: &str) -> Response {
    if service.is_none_or(|service| !service.bare_errors) {
        let mut response = aws_query::encode_error(service, error, request_id);
        bindings::write_error_headers(error, &mut response.headers);
        return response;
    }
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, XML);
    bindings::set(&mut headers, "x-amz-request-id", request_id);
    bindings::write_error_headers(error, &mut headers);
    let mut body = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml::open("Error", None, &mut body);
    aws_query::write_told(error, &mut body);
    xml::text_element("RequestId", request_id, &mut body);
    xml::close("Error", &mut body);
    let status = StatusCode::from_u16(error.shape.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Response { status, headers, body: body.into() }
}
