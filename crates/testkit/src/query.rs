//! An operation's input as a form, and its answer out of XML, by the schema: what an awsQuery client does.

use crate::caller::Asked;
use crate::client::Answer;
use crate::expected::Shown;
use bytes::Bytes;
use http::Request;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};
use shape::{Kind, OperationSchema, Schema};

/// The request that carries an input.
pub(crate) fn request(asked: Asked, input: Map<String, Value>) -> Result<(Request<()>, Bytes), String> {
    let mut pairs = vec![
        ("Action".into(), asked.operation.name.into()),
        ("Version".into(), asked.service.api_version.into()),
    ];
    if let Some(schema) = asked.operation.input {
        flatten("", schema, &Value::Object(input), &mut pairs)?;
    }
    let encode = |text: &String| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let pairs: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}={}", encode(value))).collect();
    let request = Request::builder()
        .method("POST")
        .uri("/")
        .header("content-type", "application/x-www-form-urlencoded; charset=utf-8")
        .body(())
        .map_err(|error| error.to_string())?;
    Ok((request, pairs.join("&").into()))
}

fn flatten(
    path: &str,
    schema: &Schema,
    value: &Value,
    into: &mut Vec<(String, String)>,
) -> Result<(), String> {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match (&schema.kind, value) {
        (Kind::Structure { members }, Value::Object(given)) => {
            for (name, value) in given {
                let member = members.iter().find(|member| member.name == name);
                let member = member.ok_or_else(|| format!("{} has no {name}", schema.name))?;
                flatten(&below(member.wire_name), member.schema, value, into)?;
            }
        }
        (Kind::List { member, wire_name, flattened, .. }, Value::Array(items)) => {
            for (number, item) in (1..).zip(items) {
                let path = match flattened {
                    true => below(&number.to_string()),
                    false => below(&format!("{}.{number}", wire_name.unwrap_or("member"))),
                };
                flatten(&path, member, item, into)?;
            }
        }
        (_, Value::String(text)) => into.push((path.to_owned(), text.clone())),
        (_, other) => into.push((path.to_owned(), other.to_string())),
    }
    Ok(())
}

/// An answer as stories see it. Documents that are URL-encoded are shown decoded.
pub(crate) fn shown(operation: &OperationSchema, answer: &Answer) -> Result<Shown, String> {
    let text = answer.text();
    let root = Element::parse(&text).ok_or_else(|| format!("not XML: {text}"))?;
    let error = root.child("Error");
    let code = error.and_then(|error| error.child("Code")).map(|code| code.text.clone());
    let mut members = match (error, operation.output) {
        (Some(error), _) => {
            let message = error.child("Message").map(|message| message.text.clone());
            json!({"message": message, "Type": error.child("Type").map(|kind| kind.text.clone())})
        }
        (None, Some(schema)) => {
            let result = root.child(&format!("{}Result", operation.name));
            result.map_or(json!({}), |result| value(schema, result))
        }
        (None, None) => json!({}),
    };
    let headers = answer
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), json!(String::from_utf8_lossy(value.as_bytes()))));
    members["headers"] = Value::Object(headers.collect());
    Ok(Shown { status: answer.status.as_u16(), code, members })
}

fn value(schema: &Schema, element: &Element) -> Value {
    match &schema.kind {
        Kind::Structure { members } => {
            let found = members.iter().filter_map(|member| {
                let child = element.child(member.wire_name)?;
                Some((member.name.to_owned(), value(member.schema, child)))
            });
            Value::Object(found.collect())
        }
        Kind::List { member, .. } => element.children.iter().map(|child| value(member, child)).collect(),
        Kind::Boolean => json!(element.text == "true"),
        Kind::Integer { .. } | Kind::Long { .. } => json!(element.text.parse::<i64>().ok()),
        _ if schema.name == "policyDocumentType" => {
            json!(percent_encoding::percent_decode_str(&element.text).decode_utf8_lossy())
        }
        _ => json!(element.text),
    }
}

/// As much of XML as AWS's answers are made of.
#[derive(Debug, Default)]
struct Element {
    name: String,
    text: String,
    children: Vec<Element>,
}

impl Element {
    fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    fn parse(text: &str) -> Option<Element> {
        let mut open = vec![Element::default()];
        let mut rest = text.trim();
        while let Some((before, after)) = rest.split_once('<') {
            open.last_mut()?.text += &unescaped(before);
            let (tag, after) = after.split_once('>')?;
            rest = after;
            if tag.starts_with('?') {
                continue;
            }
            if let Some(name) = tag.strip_prefix('/') {
                let done = open.pop()?;
                if done.name != name {
                    return None;
                }
                open.last_mut()?.children.push(done);
                continue;
            }
            let (tag, is_empty) = match tag.strip_suffix('/') {
                Some(tag) => (tag, true),
                None => (tag, false),
            };
            let name = tag.split_whitespace().next()?.to_owned();
            let element = Element { name, ..Element::default() };
            match is_empty {
                true => open.last_mut()?.children.push(element),
                false => open.push(element),
            }
        }
        open.pop().filter(|_| open.is_empty())?.children.pop()
    }
}

fn unescaped(text: &str) -> String {
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#xD;", "\r"),
        ("&#xA;", "\n"),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}
