//! Which protocol a request speaks.

use crate::{Labels, Request, Response, rest_json};
use shape::{ApiError, OperationSchema, ServiceSchema, Value};

/// How a client and a service write requests and responses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    RestJson1,
}

impl Protocol {
    /// The protocol of a request to a service, if the service speaks one that we do.
    pub fn of(service: &ServiceSchema, _request: &Request) -> Option<Protocol> {
        service.protocols.contains(&"rest-json").then_some(Protocol::RestJson1)
    }

    /// The input that a request carries; its constraints are not yet checked.
    ///
    /// # Errors
    /// `SerializationException`: the body cannot be read, or a member is of another type.
    pub fn decode(
        self,
        operation: &'static OperationSchema,
        labels: &Labels,
        request: &Request,
    ) -> Result<Value, ApiError> {
        match self {
            Protocol::RestJson1 => rest_json::decode(operation, labels, request),
        }
    }

    /// The response of a success.
    pub fn encode(self, operation: &OperationSchema, output: Value) -> Response {
        match self {
            Protocol::RestJson1 => rest_json::encode(operation, output),
        }
    }

    /// The response of a failure.
    pub fn encode_error(self, error: &ApiError, request_id: &str) -> Response {
        match self {
            Protocol::RestJson1 => rest_json::encode_error(error, request_id),
        }
    }
}
