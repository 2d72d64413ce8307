//! What goes into an invocation and what comes out.

use bytes::Bytes;
use std::sync::Arc;

/// A synchronous invocation.
#[derive(Debug, Clone)]
pub struct Invocation {
    pub request_id: Arc<str>,
    /// As the caller qualified it.
    pub invoked_arn: String,
    /// The event, verbatim; `{}` stands for an empty one.
    pub payload: Bytes,
    /// JSON, already decoded from base64.
    pub client_context: Option<String>,
    /// The caller's `X-Amzn-Trace-Id`, completed.
    pub trace: String,
    /// Whether the caller wants the last 4 KiB of the log; the reply then waits for the report.
    pub tail: bool,
}

/// What the caller gets.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    pub payload: Bytes,
    /// `Unhandled`, whatever went wrong, as on AWS today.
    pub function_error: Option<&'static str>,
    pub tail: Option<Bytes>,
}

/// Why an invocation was not taken on.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// `Reason` of AWS's 429.
    #[error("throttled: {reason}")]
    Throttled { reason: &'static str },
    #[error("could not make an environment: {0}")]
    NoEnvironment(#[from] sandbox::Error),
    #[error("no interpreter for {runtime}: {why}")]
    NoRuntime { runtime: String, why: String },
    #[error("the platform is stopping")]
    Stopping,
}
