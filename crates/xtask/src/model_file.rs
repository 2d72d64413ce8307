//! `models/<service>.json`: botocore's format, less everything that we don't use.

use crate::ordered::Ordered;
use serde::{Deserialize, Serialize};
use serde_json::Number;
use std::collections::BTreeMap;

#[derive(Debug, Serialize, Deserialize)]
pub struct ServiceModel {
    pub metadata: Metadata,
    pub operations: Ordered<Operation>,
    pub shapes: Ordered<Shape>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Metadata {
    pub api_version: String,
    /// Present, and empty, where a service once spoke the query protocol.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aws_query_compatible: Option<BTreeMap<String, String>>,
    pub endpoint_prefix: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub json_version: Option<String>,
    pub protocol: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub protocols: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signing_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_prefix: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub xml_namespace: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Operation {
    pub http: Http,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<ShapeRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<ShapeRef>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ShapeRef>,
    #[serde(default, rename = "requestcompression", skip_serializing_if = "Option::is_none")]
    pub request_compression: Option<RequestCompression>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct RequestCompression {
    pub encodings: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct XmlNamespace {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    pub uri: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Http {
    pub method: String,
    pub request_uri: String,
    #[serde(default = "ok")]
    pub response_code: u16,
}

fn ok() -> u16 {
    200
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Shape {
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<String>,
    #[serde(default, skip_serializing_if = "Ordered::is_empty")]
    pub members: Ordered<ShapeRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<ShapeRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<ShapeRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<ShapeRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    #[serde(default, rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub sensitive: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub streaming: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub flattened: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub union: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timestamp_format: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub xml_namespace: Option<XmlNamespace>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub document: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub jsonvalue: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub eventstream: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub event: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub exception: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub fault: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorTrait>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ErrorTrait {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub http_status_code: Option<u16>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub sender_fault: bool,
}

/// A use of a shape, with the traits that a use can have.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ShapeRef {
    pub shape: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location_name: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub xml_attribute: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub xml_namespace: Option<XmlNamespace>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result_wrapper: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timestamp_format: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub flattened: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub idempotency_token: bool,
    #[serde(default, rename = "eventheader", skip_serializing_if = "is_false")]
    pub event_header: bool,
    #[serde(default, rename = "eventpayload", skip_serializing_if = "is_false")]
    pub event_payload: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub jsonvalue: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub streaming: bool,
}

impl ShapeRef {
    /// Whether this use changes the shape itself, which then needs a schema of its own.
    pub fn changes_shape(&self) -> bool {
        self.timestamp_format.is_some() || self.flattened || self.jsonvalue || self.streaming
    }

    /// The shape as this use changes it.
    pub fn applied(&self, shape: &Shape) -> Shape {
        let mut shape = shape.clone();
        shape.timestamp_format = self.timestamp_format.clone().or(shape.timestamp_format);
        shape.flattened |= self.flattened;
        shape.jsonvalue |= self.jsonvalue;
        shape.streaming |= self.streaming;
        shape
    }
}

fn is_false(flag: &bool) -> bool {
    !flag
}

impl ServiceModel {
    /// # Errors
    /// The shape is not in the model.
    pub fn shape(&self, name: &str) -> Result<&Shape, String> {
        self.shapes.find(name).ok_or_else(|| format!("the model has no shape {name}"))
    }
}

impl Shape {
    pub fn is_structure(&self) -> bool {
        self.kind == "structure"
    }

    /// Every shape that this one uses directly.
    pub fn uses(&self) -> impl Iterator<Item = &ShapeRef> {
        let members = self.members.0.iter().map(|(_, member)| member);
        members.chain(&self.member).chain(&self.key).chain(&self.value)
    }
}

impl Operation {
    /// Whether hikeshi offers it: the others are kept without their shapes.
    pub fn is_offered(&self) -> bool {
        self.input.is_some() || self.output.is_some()
    }
}
