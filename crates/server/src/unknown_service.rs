//! The refusal of a service that hikeshi does not have, in a form that this service's clients can read. It is
//! recognised by how the request is written; the protocols themselves come with their first service.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, StatusCode};
use shape::framework;
use wire::{Protocol, Request, Response};

/// How a client expects errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// JSON and REST-JSON, and CBOR as long as nobody here writes it.
    Json,
    /// The query protocol, and restXml outside of S3: they share their errors.
    Xml,
    Ec2,
    S3,
}

/// Signing names of services that speak restXml; nothing in the request itself says so.
const REST_XML: &[&str] = &["cloudfront", "route53"];
const S3: &[&str] = &["s3", "s3express", "s3-outposts", "s3-object-lambda"];

/// Answers a request that is signed for the service `name`.
pub(crate) fn answer(request: &Request, name: &str, request_id: &str) -> Response {
    let error = framework::NOT_IMPLEMENTED.with(format!("hikeshi does not offer the service {name} yet."));
    let form = Form::of(name, &request.headers, &request.query);
    if form == Form::Json {
        return Protocol::RestJson1.encode_error(None, &error, request_id);
    }
    let text = form.xml(error.shape.code, &escaped(&error.message), request_id);
    let mut headers = HeaderMap::new();
    let media_type = if form == Form::S3 { "application/xml" } else { "text/xml" };
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    let status = StatusCode::from_u16(error.shape.status).unwrap_or(StatusCode::NOT_IMPLEMENTED);
    Response { status, headers, body: Bytes::from(text) }
}

impl Form {
    fn of(name: &str, headers: &HeaderMap, query: &str) -> Form {
        let form_body = headers
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.to_ascii_lowercase().starts_with("application/x-www-form-urlencoded"));
        let asks_for_action = query.split('&').any(|pair| pair.starts_with("Action="));
        if S3.contains(&name) {
            Form::S3
        } else if headers.contains_key("x-amz-target") {
            Form::Json
        } else if form_body || asks_for_action {
            if name == "ec2" { Form::Ec2 } else { Form::Xml }
        } else if REST_XML.contains(&name) {
            Form::Xml
        } else {
            Form::Json
        }
    }

    /// The error; `message` is escaped already.
    fn xml(self, code: &str, message: &str, request_id: &str) -> String {
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        let told = format!("<Code>{code}</Code><Message>{message}</Message>");
        match self {
            Form::S3 => format!("{head}<Error>{told}<RequestId>{request_id}</RequestId></Error>"),
            Form::Ec2 => format!(
                "{head}<Response><Errors><Error>{told}</Error></Errors><RequestID>{request_id}</RequestID></Response>"
            ),
            Form::Xml | Form::Json => format!(
                "{head}<ErrorResponse><Error><Type>Receiver</Type>{told}</Error><RequestId>{request_id}</RequestId></ErrorResponse>"
            ),
        }
    }
}

/// The service's name is whatever the client has signed for.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(name: &str, query: &str, headers: &[(&'static str, &str)]) -> Form {
        let headers = headers.iter().map(|(name, value)| {
            (http::HeaderName::from_static(name), HeaderValue::from_str(value).unwrap())
        });
        Form::of(name, &headers.collect(), query)
    }

    #[test]
    fn the_form_is_what_the_client_can_read() {
        let form_body = ("content-type", "application/x-www-form-urlencoded; charset=utf-8");
        assert_eq!(form("sts", "", &[form_body]), Form::Xml);
        assert_eq!(form("sts", "Version=2011-06-15&Action=GetCallerIdentity", &[]), Form::Xml);
        assert_eq!(form("ec2", "", &[form_body]), Form::Ec2);
        assert_eq!(form("s3", "list-type=2", &[]), Form::S3);
        assert_eq!(form("route53", "", &[]), Form::Xml);
        assert_eq!(form("sqs", "", &[form_body]), Form::Xml);
        let target = ("x-amz-target", "AmazonSQS.SendMessage");
        assert_eq!(form("sqs", "", &[target, ("content-type", "application/x-amz-json-1.0")]), Form::Json);
        assert_eq!(form("monitoring", "", &[("smithy-protocol", "rpc-v2-cbor")]), Form::Json);
        assert_eq!(form("apigateway", "", &[]), Form::Json);
    }

    #[test]
    fn a_name_cannot_break_out_of_the_text() {
        assert_eq!(escaped("<a>&"), "&lt;a&gt;&amp;");
    }
}
