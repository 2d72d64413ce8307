//! Error shapes that offered operations answer.

use super::{names, operations, service::Source};
use crate::model_file::Shape;

pub fn generate(source: &Source<'_>) -> Result<String, String> {
    let mut text =
        String::from("/// Errors that the model has.\npub mod errors {\n use shape::{ErrorShape, Fault};\n");
    for (name, shape) in operations::errors(source) {
        text += &error(name, shape);
    }
    Ok(text + "}\n")
}

fn error(name: &str, shape: &Shape) -> String {
    let declared = shape.error.as_ref();
    let code = declared.and_then(|error| error.code.as_deref()).unwrap_or(name);
    let status = declared.and_then(|error| error.http_status_code);
    let is_server = shape.fault;
    let message = shape.members.0.iter().map(|(member, _)| member.as_str());
    let message =
        message.into_iter().find(|member| member.eq_ignore_ascii_case("message")).unwrap_or("message");
    let headers: Vec<_> = shape
        .members
        .0
        .iter()
        .filter(|(_, member)| member.location.as_deref() == Some("header"))
        .map(|(name, member)| (name.as_str(), member.location_name.as_deref().unwrap_or(name)))
        .collect();
    let headers = if headers.is_empty() { String::new() } else { format!(".with_headers(&{headers:?})") };
    format!(
        "pub static {}: ErrorShape = ErrorShape::new({code:?}, {}, Fault::{}, {message:?}, {}){headers};\n",
        names::screaming(name),
        status.unwrap_or(if is_server { 500 } else { 400 }),
        if is_server { "Server" } else { "Client" },
        shape.members.find("Type").is_some(),
    )
}
