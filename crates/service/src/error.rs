//! What a handler can fail with: AWS's errors, or a fault of ours.

use shape::{ApiError, framework};
use std::fmt;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a request failed.
#[derive(Debug)]
pub enum Error {
    /// The caller is told exactly this.
    Api(ApiError),
    /// The caller is told `InternalFailure`; the log is told this, with the request id.
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        Error::Internal(cause.into())
    }
}

/// The log hears why something could not be found out; the caller does not.
pub fn internal_failure(what: &str, cause: &dyn fmt::Display) -> ApiError {
    tracing::error!(%cause, "could not find out {what}");
    unknown_error()
}

pub(crate) fn unknown_error() -> ApiError {
    framework::INTERNAL_FAILURE.with("The request processing has failed because of an unknown error.")
}

impl From<ApiError> for Error {
    fn from(error: ApiError) -> Error {
        Error::Api(error)
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Error {
        Error::internal(error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Api(error) => error.fmt(f),
            Error::Internal(cause) => cause.fmt(f),
        }
    }
}
