//! Which protocol a request speaks.

use crate::{Labels, Request, Response, aws_query, rest_json};
use shape::{ApiError, OperationSchema, ServiceSchema, Value};

/// How a client and a service write requests and responses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    RestJson1,
    AwsQuery,
}

impl Protocol {
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
            Protocol::AwsQuery => aws_query::decode(operation, request),
        }
    }

    /// The response of a success.
    pub fn encode(
        self,
        service: &ServiceSchema,
        operation: &OperationSchema,
        output: Value,
        request_id: &str,
    ) -> Response {
        match self {
            Protocol::RestJson1 => rest_json::encode(operation, output),
            Protocol::AwsQuery => aws_query::encode(service, operation, &output, request_id),
        }
    }

    /// The response of a failure; the service is that which was asked, if it is known.
    pub fn encode_error(
        self,
        service: Option<&ServiceSchema>,
        error: &ApiError,
        request_id: &str,
    ) -> Response {
        match self {
            Protocol::RestJson1 => rest_json::encode_error(error, request_id),
            Protocol::AwsQuery => aws_query::encode_error(service, error, request_id),
        }
    }
}
