//! An operation's input as an HTTP request, and its answer as an output, by the schema: what a REST JSON client does.

use crate::client::Answer;
use crate::expected::Shown;
use crate::packages;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use http::Request;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};
use shape::{Kind, Location, Member, OperationSchema};

const IN_PATHS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
/// Reads an input; `…` as its last member stands for what a CreateFunction must have.
pub(crate) fn input(text: &str) -> Result<Map<String, Value>, String> {
    let open = text.trim_end().strip_suffix('}').and_then(|text| text.trim_end().strip_suffix('…'));
    let text = match open {
        Some(text) => format!("{}}}", text.trim_end().trim_end_matches(',')),
        None if text.is_empty() => "{}".to_owned(),
        None => text.to_owned(),
    };
    let mut input = serde_json::from_str(&text).map_err(|error| format!("the input is not JSON: {error}"))?;
    if open.is_some() {
        add_needed(&mut input);
    }
    input.values_mut().for_each(pack);
    Ok(input)
}

/// The input of a `function` step: its name, its handler, and more members of CreateFunction.
pub(crate) fn function(text: &str) -> Result<Map<String, Value>, String> {
    let mut words = text.splitn(3, char::is_whitespace);
    let (name, handler) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut function = input(words.next().unwrap_or_default())?;
    function.insert("FunctionName".into(), name.into());
    function.insert("Handler".into(), handler.into());
    add_needed(&mut function);
    Ok(function)
}

fn add_needed(input: &mut Map<String, Value>) {
    let needed = [
        ("FunctionName", json!("f")),
        ("Runtime", json!("provided.al2023")),
        ("Handler", json!("echo")),
        ("Role", json!("arn:aws:iam::000000000000:role/r")),
        ("Code", json!({"ZipFile": packages::base64("code")})),
    ];
    for (name, value) in needed {
        input.entry(name).or_insert(value);
    }
}

/// Makes packages of what begins with `zip:`.
fn pack(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Some(package) = text.strip_prefix("zip:") {
                *text = packages::base64(package);
            }
        }
        Value::Object(members) => members.values_mut().for_each(pack),
        _ => {}
    }
}

/// The request that carries an input.
pub(crate) fn request(
    operation: &OperationSchema,
    mut input: Map<String, Value>,
) -> Result<(Request<()>, Bytes), String> {
    let mut path = operation.uri.to_owned();
    let mut query = Vec::new();
    let mut request = Request::builder().method(operation.method);
    let mut payload = None;
    for member in members(operation.input) {
        if matches!(member.location, Location::Body) {
            continue;
        }
        let Some(value) = input.remove(member.name) else { continue };
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        match member.location {
            Location::Uri => {
                let escaped = utf8_percent_encode(&text, IN_PATHS).to_string();
                path = path.replace(&format!("{{{}}}", member.wire_name), &escaped);
            }
            Location::QueryString => {
                query.push(format!("{}={}", member.wire_name, utf8_percent_encode(&text, IN_PATHS)));
            }
            Location::Payload => payload = Some(blob(&value)),
            _ => request = request.header(member.wire_name, text),
        }
    }
    if !query.is_empty() {
        path += if path.contains('?') { "&" } else { "?" };
        path += &query.join("&");
    }
    let body = payload
        .unwrap_or_else(|| if input.is_empty() { Bytes::new() } else { json!(input).to_string().into() });
    let request = request.uri(path).body(()).map_err(|error| error.to_string())?;
    Ok((request, body))
}

fn blob(value: &Value) -> Bytes {
    match value.as_str().and_then(|text| text.strip_prefix("raw:")) {
        Some(raw) => raw.to_owned().into(),
        None => value.to_string().into(),
    }
}

/// An answer as stories see it, its members where the schema says.
pub(crate) fn shown(operation: Option<&OperationSchema>, answer: &Answer) -> Shown {
    let body = serde_json::from_slice(&answer.body).unwrap_or_else(|_| json!(answer.text()));
    let code = answer.header("x-amzn-errortype").or_else(|| {
        // The JSON protocols say it in the body, after the namespace.
        let code = body["__type"].as_str().filter(|_| answer.status.as_u16() >= 400)?;
        code.rsplit('#').next()
    });
    let code = code.map(str::to_owned);
    let outputs =
        if code.is_none() { members(operation.and_then(|operation| operation.output)) } else { &[] };
    let mut shown = Map::new();
    match outputs.iter().find(|member| member.location == Location::Payload) {
        Some(payload) => _ = shown.insert(payload.name.into(), body),
        None => match body {
            Value::Object(body) => shown = body,
            other if answer.body.is_empty() || other.is_null() => {}
            other => _ = shown.insert("body".into(), other),
        },
    }
    for member in outputs {
        match member.location {
            Location::Header => {
                let value = answer.header(member.wire_name);
                shown.extend(value.map(|value| (member.name.to_owned(), header(member.name, value))));
            }
            Location::StatusCode => _ = shown.insert(member.name.into(), answer.status.as_u16().into()),
            _ => {}
        }
    }
    let headers = answer
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), json!(String::from_utf8_lossy(value.as_bytes()))));
    shown.insert("headers".into(), Value::Object(headers.collect()));
    Shown { status: answer.status.as_u16(), code, members: Value::Object(shown) }
}

fn header(name: &str, value: &str) -> Value {
    match name {
        "LogResult" => {
            let log = BASE64_STANDARD.decode(value).unwrap_or_default();
            json!(String::from_utf8_lossy(&log))
        }
        _ => json!(value),
    }
}

fn members(schema: Option<&'static shape::Schema>) -> &'static [Member] {
    match schema.map(|schema| &schema.kind) {
        Some(Kind::Structure { members } | Kind::Union { members }) => members,
        _ => &[],
    }
}
