//! What a step is expected to answer.

use crate::compare::{Names, shortened};
use serde_json::Value;

/// An answer as stories see it.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub status: u16,
    /// `x-amzn-ErrorType`, or `__type`.
    pub code: Option<String>,
    pub members: Value,
}

impl Shown {
    fn message(&self) -> &str {
        let message = ["message", "Message"].iter().find_map(|key| self.members[*key].as_str());
        message.unwrap_or_default()
    }
}

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let code = self.code.as_deref().map(|code| format!("! {code} ")).unwrap_or_default();
        write!(f, "{code}{} {}", self.status, shortened(&self.members.to_string()))
    }
}

/// Why an answer is not what the text after `=>` says, if it is not.
pub(crate) fn differs(expected: &str, shown: &Shown, names: &mut Names) -> Option<String> {
    match expected.strip_prefix('!') {
        Some(failure) => failure_differs(failure.trim(), shown, names),
        None => success_differs(expected, shown, names),
    }
}

fn success_differs(expected: &str, shown: &Shown, names: &mut Names) -> Option<String> {
    let (status, rest) = number(expected);
    let (exactly, rest) = match rest.strip_prefix("exactly") {
        Some(rest) => (true, rest.trim_start()),
        None => (false, rest),
    };
    let is_right = status.map_or((200..300).contains(&shown.status), |status| status == shown.status);
    if !is_right {
        return Some(format!("the status is {}", shown.status));
    }
    if !shown.members["FunctionError"].is_null() && !rest.contains("FunctionError") {
        return Some("the function failed".into());
    }
    members_differ(rest, shown, names, exactly)
}

fn failure_differs(expected: &str, shown: &Shown, names: &mut Names) -> Option<String> {
    let (code, rest) = expected.split_once(char::is_whitespace).unwrap_or((expected, ""));
    if shown.code.as_deref() != Some(code) {
        return Some(format!("the code is {:?}", shown.code));
    }
    let (status, rest) = number(rest);
    if status != Some(shown.status) {
        return Some(format!("the status is {}", shown.status));
    }
    let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
    for value in &mut values {
        let difference = match value {
            Ok(Value::String(text)) if names.fits(&text, shown.message()) => None,
            Ok(Value::String(text)) => Some(format!("the message does not fit {text:?}")),
            Ok(members) => names.differs(&members, &shown.members, false),
            Err(error) => Some(format!("the expectation is not JSON: {error}")),
        };
        if difference.is_some() {
            return difference;
        }
    }
    None
}

fn members_differ(text: &str, shown: &Shown, names: &mut Names, exactly: bool) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    match serde_json::from_str(text) {
        Ok(expected) => names.differs(&expected, &shown.members, exactly),
        Err(error) => Some(format!("the expectation is not JSON: {error}: {text}")),
    }
}

fn number(text: &str) -> (Option<u16>, &str) {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (text[..end].parse().ok(), text[end..].trim_start())
}
