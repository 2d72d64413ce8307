//! Errors of AWS's front ends, which no service's model has. Lambda's answers with them carry no `Type`.
//!
//! Source: recorded answers (spec: limits §0.1) where a line says nothing else. The codes of XML answers are those of
//! "Common Errors" in the API references of IAM and STS.

use crate::{ErrorShape, Fault};

/// Where the shapes of AWS's server framework live, as the answers of DynamoDB show.
const NAMESPACE: &str = "com.amazon.coral.service";

const fn client(code: &'static str, status: u16, message_member: &'static str) -> ErrorShape {
    in_namespace(ErrorShape::new(code, status, Fault::Client, message_member, false), NAMESPACE)
}

const fn server(code: &'static str, status: u16) -> ErrorShape {
    in_namespace(ErrorShape::new(code, status, Fault::Server, "message", false), NAMESPACE)
}

const fn in_namespace(shape: ErrorShape, namespace: &'static str) -> ErrorShape {
    ErrorShape { namespace: Some(namespace), ..shape }
}

/// A constraint of the model is not satisfied; the message is [`crate::Violations`].
pub static VALIDATION_EXCEPTION: ErrorShape = in_namespace(
    client("ValidationException", 400, "message").with_query_code("ValidationError"),
    "com.amazon.coral.validate",
);

/// The body cannot be read, or a member has another type than the model says.
pub static SERIALIZATION_EXCEPTION: ErrorShape =
    client("SerializationException", 400, "message").with_query_code("MalformedInput");

/// The same where the body is XML. (words: unsure)
pub static MALFORMED_XML: ErrorShape =
    client("SerializationException", 400, "message").with_query_code("MalformedXML");

/// The body is larger than the operation takes. (code in XML: unsure)
pub static REQUEST_ENTITY_TOO_LARGE_EXCEPTION: ErrorShape =
    client("RequestEntityTooLargeException", 413, "Message").with_query_code("RequestEntityTooLarge");

/// More headers than AWS's front ends take, or larger ones. (code and text: unsure; AWS's load balancers answer 400 or
/// 431 without a body that a client could read)
pub static REQUEST_HEADER_FIELDS_TOO_LARGE_EXCEPTION: ErrorShape =
    client("RequestHeaderFieldsTooLargeException", 431, "message");

/// A longer path and query than AWS's front ends take. (code and text: unsure, as above)
pub static REQUEST_URI_TOO_LONG_EXCEPTION: ErrorShape = client("RequestUriTooLongException", 414, "message");

/// Neither path nor target names an operation. (status for REST services: unsure)
pub static UNKNOWN_OPERATION_EXCEPTION: ErrorShape = client("UnknownOperationException", 404, "message");

/// The target names no operation: the same code, and another status. Source: answers of DynamoDB.
pub static UNKNOWN_TARGET: ErrorShape = client("UnknownOperationException", 400, "message");

/// A query names no operation.
pub static MISSING_ACTION: ErrorShape = client("MissingAction", 400, "message");

/// A query names an operation that the service has not in this version.
pub static INVALID_ACTION: ErrorShape = client("InvalidAction", 400, "message");

/// A query cannot be taken apart.
pub static MALFORMED_QUERY_STRING: ErrorShape = client("MalformedQueryString", 404, "message");

pub static ACCESS_DENIED_EXCEPTION: ErrorShape =
    client("AccessDeniedException", 403, "Message").with_query_code("AccessDenied");

pub static MISSING_AUTHENTICATION_TOKEN_EXCEPTION: ErrorShape =
    client("MissingAuthenticationTokenException", 403, "message")
        .with_query_code("MissingAuthenticationToken");

pub static UNRECOGNIZED_CLIENT_EXCEPTION: ErrorShape =
    client("UnrecognizedClientException", 403, "message").with_query_code("InvalidClientTokenId");

pub static INCOMPLETE_SIGNATURE_EXCEPTION: ErrorShape =
    client("IncompleteSignatureException", 403, "message").with_query_code("IncompleteSignature");

pub static INVALID_SIGNATURE_EXCEPTION: ErrorShape =
    client("InvalidSignatureException", 403, "message").with_query_code("SignatureDoesNotMatch");

pub static EXPIRED_TOKEN_EXCEPTION: ErrorShape =
    client("ExpiredTokenException", 403, "message").with_query_code("ExpiredToken");

pub static THROTTLING_EXCEPTION: ErrorShape =
    client("ThrottlingException", 400, "message").with_query_code("Throttling");

/// Something of ours broke; the cause is in the log.
pub static INTERNAL_FAILURE: ErrorShape = server("InternalFailure", 500);

pub static SERVICE_UNAVAILABLE: ErrorShape = server("ServiceUnavailable", 503);

/// AWS has the operation and hikeshi has not: our own code, so that nobody takes it for an answer of AWS's.
pub static NOT_IMPLEMENTED: ErrorShape = server("NotImplemented", 501);
