//! What a value does wrong, as a sentence of AWS's.

use crate::{ApiError, Value, framework};
use std::fmt;

/// One constraint that one value does not satisfy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Where: members in camelCase, elements by their number from one, such as `tags.1.member.key`.
    pub path: String,
    pub shown: Shown,
    /// What is demanded, such as `Member must not be null`.
    pub constraint: String,
}

/// How a sentence shows the value that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    Null,
    /// The shape is sensitive.
    Hidden,
    Text(String),
}

impl Violation {
    pub fn new(path: impl Into<String>, value: &Value, constraint: impl Into<String>) -> Self {
        let shown = match value {
            Value::Null => Shown::Null,
            value => Shown::Text(shortened(Java(value).to_string())),
        };
        Violation { path: path.into(), shown, constraint: constraint.into() }
    }
}

/// As much of a value as a sentence shows: ours, for AWS's own bound is not known.
const SHOWN_BYTES_MAX: usize = 64 * 1024;

fn shortened(mut text: String) -> String {
    text.truncate(text.floor_char_boundary(SHOWN_BYTES_MAX));
    text
}

/// Everything that an input does wrong; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violations(pub Vec<Violation>);

/// `1 validation error detected: Value '901' at 'timeout' failed to satisfy constraint: Member must have …`
/// Source: recorded answers (spec: Smithy-style validation text); the hidden form is that of `environment.variables`.
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.0.len();
        write!(f, "{count} validation error{} detected: ", if count == 1 { "" } else { "s" })?;
        for (i, violation) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("; ")?;
            }
            match &violation.shown {
                Shown::Null => f.write_str("Value null at ")?,
                Shown::Hidden => f.write_str("Value at ")?,
                Shown::Text(text) => write!(f, "Value '{text}' at ")?,
            }
            write!(f, "'{}' failed to satisfy constraint: {}", violation.path, violation.constraint)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

impl From<Violations> for ApiError {
    fn from(violations: Violations) -> Self {
        framework::VALIDATION_EXCEPTION.with(violations.to_string())
    }
}

/// A value as AWS's servers, which are Java, print it.
struct Java<'a>(&'a Value);

impl fmt::Display for Java<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::Null => f.write_str("null"),
            Value::Bool(v) => write!(f, "{v}"),
            Value::Integer(v) => write!(f, "{v}"),
            Value::Double(v) => write!(f, "{v:?}"),
            Value::String(v) => f.write_str(v),
            Value::Blob(v) => write!(f, "java.nio.HeapByteBuffer[pos=0 lim={0} cap={0}]", v.len()),
            Value::Timestamp(v) => write!(f, "{v:?}"),
            Value::List(items) => joined(f, "[", items.iter().map(|item| ("", item)), "]"),
            Value::Structure(members) => joined(f, "{", members.iter().map(|(k, v)| (*k, v)), "}"),
            Value::Map(entries) => joined(f, "{", entries.iter().map(|(k, v)| (k.as_str(), v)), "}"),
        }
    }
}

fn joined<'a>(
    f: &mut fmt::Formatter<'_>,
    open: &str,
    items: impl Iterator<Item = (&'a str, &'a Value)>,
    close: &str,
) -> fmt::Result {
    f.write_str(open)?;
    for (i, (key, value)) in items.enumerate() {
        if i > 0 {
            f.write_str(", ")?;
        }
        if !key.is_empty() {
            write!(f, "{key}=")?;
        }
        write!(f, "{}", Java(value))?;
    }
    f.write_str(close)
}
