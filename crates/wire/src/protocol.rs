//! Which protocol a request speaks.

use crate::{Labels, Request, Response, aws_json, aws_query, compression, rest_json, rest_xml, rpc_v2_cbor};
use aws_json::Version::{V1_0, V1_1};
use shape::{ApiError, OperationSchema, ServiceSchema, Value};

/// How a client and a service write requests and responses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    RestJson1,
    RestXml,
    AwsJson1_0,
    AwsJson1_1,
    AwsQuery,
    RpcV2Cbor,
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
        let inflated;
        let request = match operation.compressed {
            true => {
                inflated = compression::inflated(request)?;
                &*inflated
            }
            false => request,
        };
        match self {
            Protocol::RestJson1 => rest_json::decode(operation, labels, request),
            Protocol::RestXml => rest_xml::decode(operation, labels, request),
            Protocol::AwsJson1_0 | Protocol::AwsJson1_1 => aws_json::decode(operation, request),
            Protocol::AwsQuery => aws_query::decode(operation, request),
            Protocol::RpcV2Cbor => rpc_v2_cbor::decode(operation, request),
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
            Protocol::RestXml => rest_xml::encode(service, operation, output),
            Protocol::AwsJson1_0 => aws_json::encode(V1_0, operation, &output),
            Protocol::AwsJson1_1 => aws_json::encode(V1_1, operation, &output),
            Protocol::AwsQuery => aws_query::encode(service, operation, &output, request_id),
            Protocol::RpcV2Cbor => rpc_v2_cbor::encode(operation, &output),
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
            Protocol::RestXml => rest_xml::encode_error(service, error, request_id),
            Protocol::AwsJson1_0 => aws_json::encode_error(V1_0, service, error, request_id),
            Protocol::AwsJson1_1 => aws_json::encode_error(V1_1, service, error, request_id),
            Protocol::AwsQuery => aws_query::encode_error(service, error, request_id),
            Protocol::RpcV2Cbor => rpc_v2_cbor::encode_error(service, error, request_id),
        }
    }
}
