//! Errors of AWS's front ends, which no service's model has. Lambda's answers with them carry no `Type`.
//!
//! Source: recorded answers (spec: limits §0.1) where a line says nothing else.

use crate::{ErrorShape, Fault};

const fn client(code: &'static str, status: u16, message_member: &'static str) -> ErrorShape {
    ErrorShape::new(code, status, Fault::Client, message_member, false)
}

const fn server(code: &'static str, status: u16) -> ErrorShape {
    ErrorShape {
        code,
        status,
        fault: Fault::Server,
        message_member: "message",
        has_type: false,
        headers: &[],
    }
}

/// A constraint of the model is not satisfied; the message is [`crate::Violations`].
pub static VALIDATION_EXCEPTION: ErrorShape = client("ValidationException", 400, "message");

/// The body cannot be read, or a member has another type than the model says.
pub static SERIALIZATION_EXCEPTION: ErrorShape = client("SerializationException", 400, "message");

/// The body is larger than the operation takes.
pub static REQUEST_ENTITY_TOO_LARGE_EXCEPTION: ErrorShape =
    client("RequestEntityTooLargeException", 413, "Message");

/// Neither path nor target names an operation. (status for REST services: unsure)
pub static UNKNOWN_OPERATION_EXCEPTION: ErrorShape = client("UnknownOperationException", 404, "message");

pub static ACCESS_DENIED_EXCEPTION: ErrorShape = client("AccessDeniedException", 403, "Message");

pub static MISSING_AUTHENTICATION_TOKEN_EXCEPTION: ErrorShape =
    client("MissingAuthenticationTokenException", 403, "message");

pub static UNRECOGNIZED_CLIENT_EXCEPTION: ErrorShape = client("UnrecognizedClientException", 403, "message");

pub static INCOMPLETE_SIGNATURE_EXCEPTION: ErrorShape =
    client("IncompleteSignatureException", 403, "message");

pub static INVALID_SIGNATURE_EXCEPTION: ErrorShape = client("InvalidSignatureException", 403, "message");

pub static EXPIRED_TOKEN_EXCEPTION: ErrorShape = client("ExpiredTokenException", 403, "message");

pub static THROTTLING_EXCEPTION: ErrorShape = client("ThrottlingException", 400, "message");

/// Something of ours broke; the cause is in the log.
pub static INTERNAL_FAILURE: ErrorShape = server("InternalFailure", 500);

pub static SERVICE_UNAVAILABLE: ErrorShape = server("ServiceUnavailable", 503);

/// AWS has the operation and hikeshi has not: our own code, so that nobody takes it for an answer of AWS's.
pub static NOT_IMPLEMENTED: ErrorShape = server("NotImplemented", 501);
