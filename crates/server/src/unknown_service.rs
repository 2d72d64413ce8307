//! The refusal of a service that hikeshi does not have, in a form that this service's clients can read. It is
//! recognised by how the request is written, for there is no model of the service.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, StatusCode};
use shape::framework;
use wire::{Protocol, Request, Response};

/// How a client expects errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Speaks(Protocol),
    /// restXml with errors that stand alone.
    S3,
    Ec2,
}

/// Signing names of services that speak restXml; nothing in the request itself says so.
const REST_XML: &[&str] = &["cloudfront", "route53"];
const S3: &[&str] = &["s3", "s3express", "s3-outposts", "s3-object-lambda"];

/// Answers a request that is signed for the service `name`.
pub(crate) fn answer(request: &Request, name: &str, request_id: &str) -> Response {
    let error = framework::NOT_IMPLEMENTED.with(format!("hikeshi does not offer the service {name} yet."));
    let (text, media_type) = match Form::of(name, &request.headers, &request.query) {
        Form::Speaks(protocol) => return protocol.encode_error(None, &error, request_id),
        form => form.xml(error.shape.code, &escaped(&error.message), request_id),
    };
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    let status = StatusCode::from_u16(error.shape.status).unwrap_or(StatusCode::NOT_IMPLEMENTED);
    Response { status, headers, body: Bytes::from(text) }
}

impl Form {
    fn of(name: &str, headers: &HeaderMap, query: &str) -> Form {
        let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let content_type = content_type.unwrap_or_default().to_ascii_lowercase();
        let form_body = content_type.starts_with("application/x-www-form-urlencoded");
        let asks_for_action = query.split('&').any(|pair| pair.starts_with("Action="));
        if S3.contains(&name) {
            return Form::S3;
        }
        Form::Speaks(if headers.contains_key("smithy-protocol") {
            Protocol::RpcV2Cbor
        } else if headers.contains_key("x-amz-target") {
            match content_type.starts_with("application/x-amz-json-1.1") {
                true => Protocol::AwsJson1_1,
                false => Protocol::AwsJson1_0,
            }
        } else if form_body || asks_for_action {
            if name == "ec2" {
                return Form::Ec2;
            }
            Protocol::AwsQuery
        } else if REST_XML.contains(&name) {
            Protocol::RestXml
        } else {
            Protocol::RestJson1
        })
    }

    /// The error and its media type; `message` is escaped already.
    fn xml(self, code: &str, message: &str, request_id: &str) -> (String, &'static str) {
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        let told = format!("<Code>{code}</Code><Message>{message}</Message>");
        match self {
            Form::Ec2 => {
                let errors = format!("<Errors><Error>{told}</Error></Errors>");
                let id = format!("<RequestID>{request_id}</RequestID>");
                (format!("{head}<Response>{errors}{id}</Response>"), "text/xml")
            }
            Form::S3 | Form::Speaks(_) => {
                let id = format!("<RequestId>{request_id}</RequestId>");
                (format!("{head}<Error>{told}{id}</Error>"), "application/xml")
            }
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
        let query = Form::Speaks(Protocol::AwsQuery);
        assert_eq!(form("sts", "", &[form_body]), query);
        assert_eq!(form("sts", "Version=2011-06-15&Action=GetCallerIdentity", &[]), query);
        assert_eq!(form("ec2", "", &[form_body]), Form::Ec2);
        assert_eq!(form("s3", "list-type=2", &[]), Form::S3);
        assert_eq!(form("route53", "", &[]), Form::Speaks(Protocol::RestXml));
        assert_eq!(form("sqs", "", &[form_body]), query);
        let target = ("x-amz-target", "AmazonSQS.SendMessage");
        let json = |version| form("sqs", "", &[target, ("content-type", version)]);
        assert_eq!(json("application/x-amz-json-1.0"), Form::Speaks(Protocol::AwsJson1_0));
        assert_eq!(json("application/x-amz-json-1.1"), Form::Speaks(Protocol::AwsJson1_1));
        let cbor = form("monitoring", "", &[("smithy-protocol", "rpc-v2-cbor")]);
        assert_eq!(cbor, Form::Speaks(Protocol::RpcV2Cbor));
        assert_eq!(form("apigateway", "", &[]), Form::Speaks(Protocol::RestJson1));
    }

    #[test]
    fn a_name_cannot_break_out_of_the_text() {
        assert_eq!(escaped("<a>&"), "&lt;a&gt;&amp;");
    }
}
