//! The service, its operations, and a marker for each that is offered.

use super::names;
use super::service::Source;
use crate::model_file::{Operation, Shape, ShapeRef};
use std::fmt::Write;

pub fn generate(source: &Source<'_>) -> Result<String, String> {
    let mut text = service(source);
    let mut statics = String::new();
    for (name, operation) in &source.model.operations.0 {
        statics += &schema(source, name, operation);
        if operation.is_offered() {
            text += &marker(source, name, operation)?;
        }
    }
    Ok(format!(
        "{text}\n/// Every operation's name and binding.\npub mod operations {{\n    use super::schemas;\n    use super::OperationSchema;\n{statics}}}\n"
    ))
}

fn service(source: &Source<'_>) -> String {
    let metadata = &source.model.metadata;
    let protocols = match metadata.protocols.as_slice() {
        [] => vec![metadata.protocol.clone()],
        protocols => protocols.to_vec(),
    };
    let operations: Vec<_> = source
        .model
        .operations
        .0
        .iter()
        .map(|(name, _)| format!("&operations::{}", names::screaming(name)))
        .collect();
    format!(
        "/// The service's names, and every operation that AWS has.\n\
         pub static SERVICE: ServiceSchema = ServiceSchema {{\n name: {:?},\n signing_name: {:?},\n endpoint_prefix: {:?},\n target_prefix: {:?},\n \
         api_version: {:?},\n xml_namespace: {:?},\n protocols: &{:?},\n json_version: {:?},\n namespace: {:?},\n query_compatible: {},\n bare_errors: {},\n operations: &[{}],\n}};\n\n",
        source.service,
        metadata.signing_name.as_ref().unwrap_or(&metadata.endpoint_prefix),
        metadata.endpoint_prefix,
        metadata.target_prefix,
        metadata.api_version,
        metadata.xml_namespace,
        protocols,
        metadata.json_version,
        source.namespace.map_or_else(|| format!("com.amazonaws.{}", source.service), str::to_owned),
        metadata.aws_query_compatible.is_some(),
        source.bare_errors,
        operations.join(", "),
    )
}

fn schema(source: &Source<'_>, name: &str, operation: &Operation) -> String {
    let side = |used: &Option<ShapeRef>| {
        used.as_ref().map_or("&shape::UNIT".into(), |used| format!("&{}", source.schema(&used.shape)))
    };
    let known = format!(
        "OperationSchema::known({name:?}, {:?}, {:?}, {})",
        operation.http.method, operation.http.request_uri, operation.http.response_code
    );
    let offered = if operation.is_offered() {
        format!(".offered({}, {})", side(&operation.input), side(&operation.output))
    } else {
        String::new()
    };
    let named = |output: &ShapeRef| {
        let shape = source.model.shapes.find(&output.shape);
        match source.model.metadata.protocol.as_str() {
            "rest-xml" => shape?.location_name.clone(),
            _ => output.result_wrapper.clone(),
        }
    };
    let wrapper = operation.output.as_ref().and_then(named);
    let wrapper = wrapper.map_or_else(String::new, |name| format!(".wrapped({name:?})"));
    let compressed = operation.request_compression.is_some() && operation.is_offered();
    let compressed = if compressed { ".compressed()" } else { "" };
    format!(
        "pub static {}: OperationSchema = {known}{offered}{wrapper}{compressed};\n",
        names::screaming(name)
    )
}

fn marker(source: &Source<'_>, name: &str, operation: &Operation) -> Result<String, String> {
    let mut text = String::new();
    let mut side = |used: &Option<ShapeRef>, suffix: &str| -> Result<String, String> {
        let Some(used) = used else { return Ok("shape::Unit".into()) };
        let own = format!("{name}{suffix}");
        let type_name = source.type_name(&used.shape);
        if own != type_name {
            writeln!(text, "/// What [`{name}`] {}.\npub type {own} = {type_name};\n", verb(suffix))
                .map_err(|e| e.to_string())?;
        }
        Ok(own)
    };
    let input = side(&operation.input, "Input")?;
    let output = side(&operation.output, "Output")?;
    Ok(format!(
        "{text}/// {} {}\npub struct {name};\n\nimpl Operation for {name} {{\n type Input = {input};\n type Output = {output};\n \
         const SCHEMA: &'static OperationSchema = &operations::{};\n}}\n\n",
        operation.http.method,
        operation.http.request_uri,
        names::screaming(name),
    ))
}

fn verb(suffix: &str) -> &'static str {
    if suffix == "Input" { "takes" } else { "answers" }
}

/// The structure of errors that offered operations answer, by name.
pub fn errors<'a>(source: &'a Source<'_>) -> Vec<(&'a str, &'a Shape)> {
    let shapes = source.model.shapes.0.iter();
    shapes.filter(|(_, shape)| shape.exception).map(|(name, shape)| (name.as_str(), shape)).collect()
}
