//! Whether an answer is as expected: texts by pattern, objects by the members that are listed.

use serde_json::Value;
use std::collections::BTreeMap;

/// What `$names` stand for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names(BTreeMap<String, String>);

/// A piece of a pattern.
enum Piece<'a> {
    Text(&'a str),
    /// `…`, or a `$name` that stands for nothing yet.
    Any(Option<&'a str>),
}

impl Names {
    /// The text with every `$name` that stands for something replaced by it.
    pub(crate) fn replaced(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, name, after)) = next_name(rest) {
            out += before;
            match self.0.get(name) {
                Some(value) => out += value,
                None => out += &rest[before.len()..rest.len() - after.len()],
            }
            rest = after;
        }
        out + rest
    }

    /// Whether a text fits a pattern; if so, its new names stand for what they met.
    pub(crate) fn fits(&mut self, pattern: &str, text: &str) -> bool {
        let pattern = self.replaced(pattern);
        let mut met = Vec::new();
        let fits = fits(&pieces(&pattern), text, &mut met);
        if fits {
            self.0.extend(met);
        }
        fits
    }

    /// Why `actual` is not as expected, if it is not. `exactly`: objects have no other members than those listed.
    pub(crate) fn differs(&mut self, expected: &Value, actual: &Value, exactly: bool) -> Option<String> {
        self.difference("", expected, actual, exactly)
    }

    fn difference(&mut self, path: &str, expected: &Value, actual: &Value, exactly: bool) -> Option<String> {
        match (expected, actual) {
            (Value::Object(wanted), Value::Object(got)) => {
                let unlisted =
                    got.keys().find(|key| exactly && !wanted.contains_key(*key) && *key != "headers");
                if let Some(key) = unlisted {
                    return Some(format!("{path}.{key} was not expected"));
                }
                wanted.iter().find_map(|(key, value)| {
                    let got = got.get(key).unwrap_or(&Value::Null);
                    self.difference(&format!("{path}.{key}"), value, got, exactly)
                })
            }
            (Value::Array(wanted), Value::Array(got)) if wanted.len() == got.len() => {
                let mut pairs = wanted.iter().zip(got).enumerate();
                pairs.find_map(|(at, (value, got))| {
                    self.difference(&format!("{path}[{at}]"), value, got, exactly)
                })
            }
            (Value::String(pattern), Value::String(text)) if self.fits(pattern, text) => None,
            (Value::String(pattern), got) if !got.is_string() && !got.is_null() => {
                (!self.fits(pattern, &got.to_string())).then(|| said(path, expected, got))
            }
            _ => (expected != actual).then(|| said(path, expected, actual)),
        }
    }
}

/// Whether lines fit patterns, one each; a pattern of `…` alone stands for any number of lines.
pub(crate) fn lines_fit(patterns: &[&str], lines: &[String], names: &mut Names) -> bool {
    match (patterns, lines) {
        ([], lines) => lines.is_empty(),
        (["…", rest @ ..], lines) => (0..=lines.len()).any(|skip| lines_fit(rest, &lines[skip..], names)),
        ([pattern, rest @ ..], [line, lines @ ..]) => {
            let mut tried = names.clone();
            let fit = tried.fits(pattern, line) && lines_fit(rest, lines, &mut tried);
            if fit {
                *names = tried;
            }
            fit
        }
        _ => false,
    }
}

fn said(path: &str, expected: &Value, actual: &Value) -> String {
    let path = if path.is_empty() { "the answer" } else { path };
    format!("{path} is {}, not {}", shortened(&actual.to_string()), shortened(&expected.to_string()))
}

/// What can be read on a screen.
pub(crate) fn shortened(text: &str) -> String {
    const CHARS: usize = 2_000;
    match text.char_indices().nth(CHARS) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}… ({} bytes)", &text[..end], text.len()),
    }
}

/// The text before the first `$name`, the name, and the text after it. `$LATEST` is none: names are in lower case.
fn next_name(text: &str) -> Option<(&str, &str, &str)> {
    let start = text
        .match_indices('$')
        .map(|(at, _)| at)
        .find(|at| text[at + 1..].starts_with(|c: char| c.is_ascii_lowercase()))?;
    let name = &text[start + 1..];
    let end = name.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(name.len());
    Some((&text[..start], &name[..end], &name[end..]))
}

fn pieces(pattern: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for (number, part) in pattern.split('…').enumerate() {
        if number > 0 {
            pieces.push(Piece::Any(None));
        }
        let mut rest = part;
        while let Some((before, name, after)) = next_name(rest) {
            pieces.extend([Piece::Text(before), Piece::Any(Some(name))]);
            rest = after;
        }
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// Each wildcard takes as little as it can.
fn fits(pieces: &[Piece<'_>], text: &str, met: &mut Vec<(String, String)>) -> bool {
    match pieces {
        [] => text.is_empty(),
        [Piece::Text(piece), rest @ ..] => text.strip_prefix(piece).is_some_and(|text| fits(rest, text, met)),
        [Piece::Any(name), rest @ ..] => {
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            let end = ends.into_iter().find(|end| fits(rest, &text[*end..], met));
            if let (Some(end), Some(name)) = (end, name) {
                met.push(((*name).to_owned(), text[..end].to_owned()));
            }
            end.is_some()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn texts_fit_patterns_and_name_what_they_meet() {
        let mut names = Names::default();
        assert!(names.fits("RequestId: $id took … ms", "RequestId: r-1 took 3.01 ms"));
        assert_eq!(names.replaced("$id:$LATEST $other"), "r-1:$LATEST $other");
        assert!(names.fits("$id", "r-1") && !names.fits("$id", "r-2"));
        assert!(names.fits("…", "") && !names.fits("a…b", "ab c"));
    }

    #[test]
    fn objects_are_compared_by_what_is_listed() {
        let mut names = Names::default();
        let got = json!({"a": 1, "b": [{"c": "x", "d": 2}]});
        assert_eq!(names.differs(&json!({"b": [{"c": "…"}], "z": null}), &got, false), None);
        assert_eq!(names.differs(&json!({"a": 2}), &got, false), Some(".a is 1, not 2".into()));
        assert_eq!(names.differs(&json!({"a": 1}), &got, true), Some(".b was not expected".into()));
        assert!(names.differs(&json!({"b": []}), &got, false).is_some());
    }
}
