//! awsQuery: a form in, XML out.

use crate::form::Form;
use crate::{Request, Response, bindings, xml};
use http::{HeaderMap, HeaderValue, StatusCode, header::CONTENT_TYPE};
use shape::{ApiError, Fault, Location, OperationSchema, ServiceSchema, UNIT, Value};

/// The input that a request carries.
///
/// # Errors
/// `MalformedInput`, which is this protocol's `SerializationException`.
pub fn decode(operation: &'static OperationSchema, request: &Request) -> Result<Value, ApiError> {
    let form = Form::parse(request)?;
    form.read(operation.input.unwrap_or(&UNIT))
}

/// The response of a success.
pub fn encode(
    service: &ServiceSchema,
    operation: &OperationSchema,
    output: &Value,
    request_id: &str,
) -> Response {
    let schema = operation.output.unwrap_or(&UNIT);
    let mut body = String::with_capacity(512);
    let response = format!("{}Response", operation.name);
    xml::open(&response, namespace(service), &mut body);
    // Operations that answer nothing have no element for it either, unless their model says so.
    if operation.result_wrapper.is_some() || !bindings::members(schema).is_empty() {
        let usual = || format!("{}Result", operation.name);
        let wrapper = operation.result_wrapper.map_or_else(usual, str::to_owned);
        xml::element(&wrapper, None, schema, output, &mut body);
    }
    xml::open("ResponseMetadata", None, &mut body);
    xml::text_element("RequestId", request_id, &mut body);
    xml::close("ResponseMetadata", &mut body);
    xml::close(&response, &mut body);
    respond(StatusCode::OK, body)
}

/// The response of a failure.
pub fn encode_error(service: Option<&ServiceSchema>, error: &ApiError, request_id: &str) -> Response {
    let mut body = String::with_capacity(256);
    xml::open("ErrorResponse", service.and_then(namespace), &mut body);
    write_error(error, &mut body);
    xml::text_element("RequestId", request_id, &mut body);
    xml::close("ErrorResponse", &mut body);
    respond(StatusCode::from_u16(error.shape.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), body)
}

/// The `Error` element of a failure, which restXml has too.
pub fn write_error(error: &ApiError, body: &mut String) {
    let who = match error.shape.fault {
        Fault::Client => "Sender",
        Fault::Server => "Receiver",
    };
    xml::open("Error", None, body);
    xml::text_element("Type", who, body);
    write_told(error, body);
    xml::close("Error", body);
}

/// What an error tells: its code, its message, its other members.
pub fn write_told(error: &ApiError, body: &mut String) {
    xml::text_element("Code", error.shape.xml_code(), body);
    if !error.message.is_empty() {
        xml::text_element("Message", &error.message, body);
    }
    for (name, value) in &error.members {
        match error.shape.members.iter().find(|member| member.name == *name) {
            Some(member) if member.location != Location::Body => {}
            Some(member) => xml::member(member, value, body),
            None => xml::element(name, None, &UNIT, value, body),
        }
    }
}

fn namespace(service: &ServiceSchema) -> Option<(Option<&'static str>, &'static str)> {
    service.xml_namespace.map(|uri| (None, uri))
}

fn respond(status: StatusCode, body: String) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/xml"));
    Response { status, headers, body: body.into() }
}
