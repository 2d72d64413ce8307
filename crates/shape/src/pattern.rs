//! The models' regular expressions, which are Java's, matched against whole strings.

use regex_lite::Regex;
use std::sync::OnceLock;

/// A pattern of a model; compiled when it is first needed.
#[derive(Debug)]
pub struct Pattern {
    text: &'static str,
    matcher: OnceLock<Matcher>,
}

impl Pattern {
    pub const fn new(text: &'static str) -> Self {
        Pattern { text, matcher: OnceLock::new() }
    }

    /// The pattern as the model has it.
    pub fn as_str(&self) -> &'static str {
        self.text
    }

    /// Whether the whole of `text` matches, as Java's `matches` does.
    pub fn is_match(&self, text: &str) -> bool {
        self.matcher
            .get_or_init(|| Matcher::compile(self.text).expect("`model` tests that every pattern compiles"))
            .is_match(text)
    }

    /// Whether this engine can match the pattern at all; for the tests of generated models.
    pub fn compiles(&self) -> bool {
        Matcher::compile(self.text).is_some()
    }
}

type Accepts = fn(&str) -> bool;

#[derive(Debug)]
struct Matcher {
    /// Accepts, without the engine, most of what is sent; never anything that the pattern refuses.
    quick: Option<Accepts>,
    whole: Regex,
    /// Assertions at the start or the end of the pattern, which the engine lacks, and whether they must match.
    assertions: Vec<(Regex, bool)>,
    /// The pattern has classes such as `\p{L}`.
    unicode: bool,
}

impl Matcher {
    fn compile(pattern: &str) -> Option<Matcher> {
        let quick = QUICK.iter().find(|(text, _)| *text == pattern).map(|(_, accepts)| *accepts);
        let mut text = pattern.replace(NOT_ALL_DIGITS.0, NOT_ALL_DIGITS.1);
        let mut assertions = Vec::new();
        while let Some(assertion) = take_assertion(&mut text) {
            assertions.push(assertion);
        }
        let unicode = text.contains(r"\p{");
        if unicode {
            text = expand_classes(&text);
        }
        let whole = Regex::new(&format!("^(?:{text})$")).ok()?;
        let assertions = assertions
            .into_iter()
            .map(|(text, wanted)| Some((Regex::new(&text).ok()?, wanted)))
            .collect::<Option<_>>()?;
        Some(Matcher { quick, whole, assertions, unicode })
    }

    fn is_match(&self, text: &str) -> bool {
        if self.quick.is_some_and(|accepts| accepts(text)) {
            return true;
        }
        let text = if self.unicode && !text.is_ascii() { &representatives(text) } else { text };
        self.assertions.iter().all(|(assertion, wanted)| assertion.is_match(text) == *wanted)
            && self.whole.is_match(text)
    }
}

/// An assertion inside a pattern, of which one model has one: "not digits alone" said without looking ahead.
const NOT_ALL_DIGITS: (&str, &str) =
    (r"((?!\d+$)[0-9a-zA-Z-_]+)", r"([0-9a-zA-Z-_]*[a-zA-Z-_][0-9a-zA-Z-_]*)");

/// Cuts a look-ahead at the very start, or a look-behind at the very end, out of a pattern, and answers a regular
/// expression for it with whether it must match.
fn take_assertion(text: &mut String) -> Option<(String, bool)> {
    for (open, wanted) in [("(?!", false), ("(?=", true)] {
        if let Some(start) = text.find(open)
            && text[..start].bytes().all(|b| matches!(b, b'(' | b'^'))
        {
            let end = closing(text, start)?;
            let inner = text[start + open.len()..end].to_owned();
            text.replace_range(start..=end, "");
            return Some((format!("^(?:{inner})"), wanted));
        }
    }
    for (open, wanted) in [("(?<!", false), ("(?<=", true)] {
        if let Some(start) = text.find(open) {
            let end = closing(text, start)?;
            if text[end + 1..].bytes().all(|b| matches!(b, b')' | b'$')) {
                let inner = text[start + open.len()..end].to_owned();
                text.replace_range(start..=end, "");
                return Some((format!("(?:{inner})$"), wanted));
            }
        }
    }
    None
}

/// Where the group that opens at `start` closes.
fn closing(text: &str, start: usize) -> Option<usize> {
    let (mut depth, mut in_class, mut escaped) = (0, false, false);
    for (i, b) in text.bytes().enumerate().skip(start) {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'(' if !in_class => depth += 1,
            b')' if !in_class => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(i);
        }
    }
    None
}

/// The engine knows no Unicode classes. One character outside ASCII stands for all of its class, in the pattern as in
/// the text.
const LETTER: char = 'é';
const NUMBER: char = '²';
const SEPARATOR: char = '\u{a0}';

fn expand_classes(pattern: &str) -> String {
    pattern
        .replace(r"\p{L}", &format!("a-zA-Z{LETTER}"))
        .replace(r"\p{N}", &format!("0-9{NUMBER}"))
        .replace(r"\p{Z}", &format!(" {SEPARATOR}"))
}

/// `is_alphabetic` also has combining vowel signs, which `\p{L}` has not: those are let through.
fn representatives(text: &str) -> String {
    let stand_in = |c: char| match c {
        c if c.is_ascii() => c,
        c if c.is_numeric() => NUMBER,
        c if c.is_alphabetic() => LETTER,
        // White space that is a control character is no separator to Unicode.
        c if c.is_whitespace() && c != '\u{85}' => SEPARATOR,
        _ => '\u{fffd}',
    };
    text.chars().map(stand_in).collect()
}

/// Patterns on the path of every invocation: function names and qualifiers. Names alone and whole ARNs need no engine.
const QUICK: &[(&str, Accepts)] = &[
    (
        r"(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?",
        is_plain_function,
    ),
    (
        r"(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?",
        is_plain_function,
    ),
    (r"\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+", |text| text == "$LATEST" || is_word(text)),
];

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// `name`, or `arn:aws:lambda:xx-name-1:123456789012:function:name[:qualifier]`.
fn is_plain_function(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("arn:aws:lambda:") else { return is_word(text) };
    let mut parts = rest.split(':');
    parts.next().is_some_and(is_plain_region)
        && parts.next().is_some_and(|id| id.len() == 12 && id.bytes().all(|b| b.is_ascii_digit()))
        && parts.next() == Some("function")
        && parts.next().is_some_and(is_word)
        && parts.next().is_none_or(|qualifier| qualifier == "$LATEST" || is_word(qualifier))
        && parts.next().is_none()
}

/// `[a-z]{2}-[a-z]+-\d`
fn is_plain_region(text: &str) -> bool {
    let mut parts = text.split('-');
    let lower = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase());
    parts.next().is_some_and(|area| area.len() == 2 && lower(area))
        && parts.next().is_some_and(lower)
        && parts.next().is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit())
        && parts.next().is_none()
}
