//! Operations and services, as data and as types.

use crate::Schema;
use serde::{Serialize, de::DeserializeOwned};

/// A service's names and bindings: every operation that AWS has, and which of them have schemas here.
#[derive(Debug)]
pub struct ServiceSchema {
    /// Our module's name, such as `lambda`.
    pub name: &'static str,
    /// The name in a signature's scope.
    pub signing_name: &'static str,
    /// The first part of the service's host names.
    pub endpoint_prefix: &'static str,
    /// `X-Amz-Target` prefix of the JSON protocols, if any.
    pub target_prefix: Option<&'static str>,
    pub api_version: &'static str,
    pub xml_namespace: Option<&'static str>,
    /// As the model lists them, the preferred first: `rest-json`, `json`, `query`, `rest-xml`, `smithy-rpc-v2-cbor`.
    pub protocols: &'static [&'static str],
    pub json_version: Option<&'static str>,
    /// The namespace of its shapes, which some protocols put before the code of an error.
    pub namespace: &'static str,
    /// Whether it once spoke the query protocol, so that its errors still name their codes of that time.
    pub query_compatible: bool,
    /// Whether its errors in XML stand alone, as S3's do.
    pub bare_errors: bool,
    /// Every operation of the service's model; those that are not offered are known by name and binding alone.
    pub operations: &'static [&'static OperationSchema],
}

impl ServiceSchema {
    /// Whether the service speaks a protocol, by the model's name of it.
    pub fn speaks(&self, protocol: &str) -> bool {
        self.protocols.contains(&protocol)
    }

    /// An operation that AWS has, offered or not.
    pub fn operation(&self, name: &str) -> Option<&'static OperationSchema> {
        self.operations.iter().copied().find(|operation| operation.name == name)
    }
}

#[derive(Debug)]
pub struct OperationSchema {
    pub name: &'static str,
    /// HTTP method.
    pub method: &'static str,
    /// URI template, such as `/2015-03-31/functions/{FunctionName}/code`, with a literal query where it has one.
    pub uri: &'static str,
    /// Status of a success.
    pub status: u16,
    /// `None` for operations known by name alone.
    pub input: Option<&'static Schema>,
    pub output: Option<&'static Schema>,
    /// The element around the output in XML, where the model names one.
    pub result_wrapper: Option<&'static str>,
    /// Whether a request's body may be compressed.
    pub compressed: bool,
}

impl OperationSchema {
    /// An operation known by name and binding alone.
    pub const fn known(name: &'static str, method: &'static str, uri: &'static str, status: u16) -> Self {
        let (input, output, result_wrapper) = (None, None, None);
        OperationSchema { name, method, uri, status, input, output, result_wrapper, compressed: false }
    }

    /// An operation that hikeshi offers.
    pub const fn offered(self, input: &'static Schema, output: &'static Schema) -> Self {
        OperationSchema { input: Some(input), output: Some(output), ..self }
    }

    pub const fn wrapped(self, result_wrapper: &'static str) -> Self {
        OperationSchema { result_wrapper: Some(result_wrapper), ..self }
    }

    pub const fn compressed(self) -> Self {
        OperationSchema { compressed: true, ..self }
    }

    pub fn is_offered(&self) -> bool {
        self.input.is_some()
    }
}

/// An offered operation as a type: a marker that ties input, output and schema together.
pub trait Operation: Send + Sync + 'static {
    type Input: DeserializeOwned + Serialize + Send + 'static;
    type Output: DeserializeOwned + Serialize + Send + 'static;
    const SCHEMA: &'static OperationSchema;
}

/// The answer of an operation that answers nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, serde::Deserialize)]
pub struct Unit;

/// The schema of [`Unit`], and of inputs without members.
pub static UNIT: Schema = Schema { name: "Unit", kind: crate::Kind::Structure { members: &[] } };
