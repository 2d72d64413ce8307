//! Errors as a service answers them.

use crate::{Member, Value};

/// An error that the model, or AWS's front end, has.
#[derive(Debug)]
pub struct ErrorShape {
    /// The code that clients branch on, such as `ResourceNotFoundException`.
    pub code: &'static str,
    /// The code in XML, and where a service still tells what it was in the query protocol, if it is another.
    pub query_code: Option<&'static str>,
    /// What stands before the code in protocols that name namespaces, if not the service's own.
    pub namespace: Option<&'static str>,
    /// HTTP status.
    pub status: u16,
    pub fault: Fault,
    /// How this shape spells its message member: `message` or `Message`.
    pub message_member: &'static str,
    /// Whether the shape has a `Type` member (Lambda's have), filled with `User` or `Service`.
    pub has_type: bool,
    /// Members besides message and `Type` that need to be known to be written: those of a kind, a place or a name of
    /// their own.
    pub members: &'static [Member],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    Client,
    Server,
}

impl ErrorShape {
    pub const fn new(
        code: &'static str,
        status: u16,
        fault: Fault,
        message_member: &'static str,
        has_type: bool,
    ) -> Self {
        ErrorShape {
            code,
            query_code: None,
            namespace: None,
            status,
            fault,
            message_member,
            has_type,
            members: &[],
        }
    }

    pub const fn with_members(self, members: &'static [Member]) -> Self {
        ErrorShape { members, ..self }
    }

    pub const fn with_query_code(self, code: &'static str) -> Self {
        ErrorShape { query_code: Some(code), ..self }
    }

    /// The code where answers are XML.
    pub fn xml_code(&self) -> &'static str {
        self.query_code.unwrap_or(self.code)
    }

    /// The error with AWS's text for it.
    pub fn with(&'static self, message: impl Into<String>) -> ApiError {
        ApiError { shape: self, message: message.into(), members: Vec::new(), no_type: false }
    }
}

/// What a client is told. Causes inside the platform never get here; they go to the log.
#[derive(Debug, Clone)]
pub struct ApiError {
    pub shape: &'static ErrorShape,
    pub message: String,
    /// Members besides the message, such as `Reason`.
    pub members: Vec<(&'static str, Value)>,
    /// Some of AWS's answers lack the `Type` that their shape has.
    pub no_type: bool,
}

impl ApiError {
    #[must_use]
    pub fn member(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.members.push((name, value.into()));
        self
    }
    #[must_use]
    pub fn without_type(mut self) -> Self {
        self.no_type = true;
        self
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.shape.code, self.message)
    }
}

impl std::error::Error for ApiError {}
