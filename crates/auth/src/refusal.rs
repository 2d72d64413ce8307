//! Why a request is not let in, in the words and under the codes of its protocol.

use shape::{ApiError, ErrorShape, Fault, framework};

/// The families of protocols that name the same refusal differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// awsQuery and restXml: `SignatureDoesNotMatch`.
    Query,
    /// Everything else: `InvalidSignatureException`.
    Json,
}

/// A request whose sender is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no signature at all.
    Missing,
    /// The signature is not written as a signature is.
    Incomplete(String),
    /// The key, or the session token beside it, is nobody's.
    UnknownKey,
    /// The session has ended.
    ExpiredToken,
    /// The key's owner has not signed this request, or not for here and now.
    Mismatch(String),
    /// AWS can read it and hikeshi cannot.
    NotOffered(String),
}

const fn client(code: &'static str) -> ErrorShape {
    ErrorShape::new(code, 403, Fault::Client, "message", false)
}

// Source: IAM API reference, "Common Errors"; codes and statuses as awsQuery services answer them.
static MISSING_AUTHENTICATION_TOKEN: ErrorShape = client("MissingAuthenticationToken");
static INCOMPLETE_SIGNATURE: ErrorShape = client("IncompleteSignature");
static INVALID_CLIENT_TOKEN_ID: ErrorShape = client("InvalidClientTokenId");
static SIGNATURE_DOES_NOT_MATCH: ErrorShape = client("SignatureDoesNotMatch");
static EXPIRED_TOKEN: ErrorShape = client("ExpiredToken");
/// A policy, or the lack of one, forbids it, in the words of awsQuery services.
pub static ACCESS_DENIED: ErrorShape = client("AccessDenied");

impl Dialect {
    /// By the name that a model has for its protocol.
    pub fn of_protocol(name: &str) -> Dialect {
        match name {
            "query" | "ec2" | "rest-xml" => Dialect::Query,
            _ => Dialect::Json,
        }
    }

    /// A verdict of the policies.
    pub fn access_denied(self, text: String) -> ApiError {
        match self {
            Dialect::Query => ACCESS_DENIED.with(text),
            Dialect::Json => framework::ACCESS_DENIED_EXCEPTION.with(text),
        }
    }
}

impl Refusal {
    pub fn error(self, dialect: Dialect) -> ApiError {
        let shape = |query: &'static ErrorShape, json: &'static ErrorShape| match dialect {
            Dialect::Query => query,
            Dialect::Json => json,
        };
        match self {
            Refusal::Missing => match dialect {
                Dialect::Query => {
                    MISSING_AUTHENTICATION_TOKEN.with("Request is missing Authentication Token")
                }
                Dialect::Json => {
                    framework::MISSING_AUTHENTICATION_TOKEN_EXCEPTION.with("Missing Authentication Token")
                }
            },
            Refusal::Incomplete(text) => {
                shape(&INCOMPLETE_SIGNATURE, &framework::INCOMPLETE_SIGNATURE_EXCEPTION).with(text)
            }
            Refusal::UnknownKey => shape(&INVALID_CLIENT_TOKEN_ID, &framework::UNRECOGNIZED_CLIENT_EXCEPTION)
                .with("The security token included in the request is invalid."),
            Refusal::ExpiredToken => shape(&EXPIRED_TOKEN, &framework::EXPIRED_TOKEN_EXCEPTION)
                .with("The security token included in the request is expired"),
            Refusal::Mismatch(text) => {
                shape(&SIGNATURE_DOES_NOT_MATCH, &framework::INVALID_SIGNATURE_EXCEPTION).with(text)
            }
            Refusal::NotOffered(what) => {
                framework::NOT_IMPLEMENTED.with(format!("hikeshi does not offer {what} yet."))
            }
        }
    }
}
