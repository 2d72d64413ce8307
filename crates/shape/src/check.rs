//! Constraint violations in AWS's words.
//!
//! A value that satisfies its schema is checked without allocating; paths and sentences are made when one does not.

use crate::violation::Shown;
use crate::{Kind, Member, Schema, StringKind, Value, Violation, Violations};

/// After this many, the rest is not looked at: ours, so that a large input cannot become a larger answer.
const VIOLATIONS_MAX: usize = 100;

const NOT_NULL: &str = "Member must not be null";

/// Checks an input against its schema.
///
/// # Errors
/// Every violation up to a bound, in the order of the model. The sentences are their `Display`.
pub fn check(schema: &Schema, value: &Value) -> Result<(), Violations> {
    let mut found = Vec::new();
    visit(schema, value, &Path::Root, &mut found);
    if found.is_empty() { Ok(()) } else { Err(Violations(found)) }
}

/// Where we are, on the stack: a string only once something is wrong here.
enum Path<'a> {
    Root,
    Member(&'a Path<'a>, &'a str),
    Element(&'a Path<'a>, usize),
    Entry(&'a Path<'a>, &'a str),
}

impl Path<'_> {
    fn render(&self) -> String {
        match self {
            Path::Root => String::new(),
            Path::Member(Path::Root, name) => lower_first(name),
            Path::Member(parent, name) => format!("{}.{}", parent.render(), lower_first(name)),
            Path::Element(parent, index) => format!("{}.{}.member", parent.render(), index + 1),
            Path::Entry(parent, key) => format!("{}.{key}.member", parent.render()),
        }
    }
}

/// `FunctionName` → `functionName`, `KMSKeyArn` → `kMSKeyArn`: the first letter alone.
fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

fn visit(schema: &Schema, value: &Value, path: &Path<'_>, found: &mut Vec<Violation>) {
    if found.len() >= VIOLATIONS_MAX {
        return;
    }
    match (&schema.kind, value) {
        (Kind::Structure { members } | Kind::Union { members }, Value::Structure(_)) => {
            for member in *members {
                visit_member(member, value, path, found);
            }
        }
        (Kind::List { member, min, max, .. }, Value::List(items)) => {
            visit_size(items.len(), *min, *max, schema, value, path, found);
            visit_items(member, items, value, path, found);
        }
        (Kind::Map { key, value: each, min, max, .. }, Value::Map(entries)) => {
            visit_size(entries.len(), *min, *max, schema, value, path, found);
            visit_entries(schema, key, each, entries, value, path, found);
        }
        _ => {
            if !satisfies(schema, value) {
                for broken in constraints(schema).filter(|c| !c.holds(value)) {
                    report(schema, value, path, broken.to_string(), found);
                }
            }
        }
    }
}

fn visit_member(member: &Member, parent: &Value, path: &Path<'_>, found: &mut Vec<Violation>) {
    let here = Path::Member(path, member.name);
    match parent.member(member.name) {
        None | Some(Value::Null) if member.required => {
            found.push(Violation { path: here.render(), shown: Shown::Null, constraint: NOT_NULL.into() });
        }
        None | Some(Value::Null) => {}
        Some(value) => visit(member.schema, value, &here, found),
    }
}

fn visit_size(
    size: usize,
    min: Option<u64>,
    max: Option<u64>,
    schema: &Schema,
    value: &Value,
    path: &Path<'_>,
    found: &mut Vec<Violation>,
) {
    let size = size as u64;
    for constraint in [max.map(Constraint::MaxLength), min.map(Constraint::MinLength)].into_iter().flatten() {
        let holds = match constraint {
            Constraint::MaxLength(max) => size <= max,
            Constraint::MinLength(min) => size >= min,
            _ => true,
        };
        if !holds {
            report(schema, value, path, constraint.to_string(), found);
        }
    }
}

/// Elements with members of their own are named one by one; of the others, AWS names the list.
fn visit_items(element: &Schema, items: &[Value], list: &Value, path: &Path<'_>, found: &mut Vec<Violation>) {
    if is_nested(element) {
        for (i, item) in items.iter().enumerate() {
            visit_there(element, item, &Path::Element(path, i), found);
        }
    } else if !items.iter().all(|item| satisfies(element, item)) {
        let text = format!("Member must satisfy constraint: {}", all_of(element));
        report(element, list, path, text, found);
    }
}

/// An element or an entry with members of its own, which may not be null. (words: as for a member, unsure)
fn visit_there(schema: &Schema, value: &Value, path: &Path<'_>, found: &mut Vec<Violation>) {
    match value {
        Value::Null if found.len() >= VIOLATIONS_MAX => {}
        Value::Null => {
            found.push(Violation { path: path.render(), shown: Shown::Null, constraint: NOT_NULL.into() });
        }
        value => visit(schema, value, path, found),
    }
}

fn visit_entries(
    schema: &Schema,
    key: &Schema,
    each: &Schema,
    entries: &[(String, Value)],
    map: &Value,
    path: &Path<'_>,
    found: &mut Vec<Violation>,
) {
    if let Kind::String(kind) = &key.kind
        && !entries.iter().all(|(key, _)| string_satisfies(kind, key))
    {
        let text = format!("Map keys must satisfy constraint: {}", all_of(key));
        report(schema, map, path, text, found);
    }
    if is_nested(each) {
        for (key, value) in entries {
            visit_there(each, value, &Path::Entry(path, key), found);
        }
    } else if !entries.iter().all(|(_, value)| satisfies(each, value)) {
        let text = format!("Map value must satisfy constraint: {}", all_of(each));
        report(schema, map, path, text, found);
    }
}

fn report(schema: &Schema, value: &Value, path: &Path<'_>, constraint: String, found: &mut Vec<Violation>) {
    let mut violation = Violation::new(path.render(), value, constraint);
    if is_sensitive(schema) {
        violation.shown = Shown::Hidden;
    }
    found.push(violation);
}

fn is_nested(schema: &Schema) -> bool {
    matches!(schema.kind, Kind::Structure { .. } | Kind::Union { .. } | Kind::List { .. } | Kind::Map { .. })
}

fn is_sensitive(schema: &Schema) -> bool {
    match &schema.kind {
        Kind::String(kind) => kind.sensitive,
        Kind::Map { sensitive, .. } | Kind::Blob { sensitive, .. } => *sensitive,
        _ => false,
    }
}

/// Whether a scalar is there and satisfies every constraint; the fast path.
fn satisfies(schema: &Schema, value: &Value) -> bool {
    match (&schema.kind, value) {
        (_, Value::Null) => false,
        (Kind::String(kind), Value::String(text)) => string_satisfies(kind, text),
        (Kind::Blob { min, max, .. }, Value::Blob(bytes)) => within(bytes.len() as u64, *min, *max),
        (Kind::Integer { min, max } | Kind::Long { min, max }, Value::Integer(v)) => within(*v, *min, *max),
        (Kind::Float { min, max } | Kind::Double { min, max }, Value::Double(v)) => within(*v, *min, *max),
        _ => true,
    }
}

fn string_satisfies(kind: &StringKind, text: &str) -> bool {
    let length_holds =
        (kind.min.is_none() && kind.max.is_none()) || { within(utf16_length(text), kind.min, kind.max) };
    length_holds
        && kind.pattern.as_ref().is_none_or(|pattern| pattern.is_match(text))
        && (kind.values.is_empty() || kind.values.contains(&text))
}

fn within<T: PartialOrd>(value: T, min: Option<T>, max: Option<T>) -> bool {
    min.is_none_or(|min| value >= min) && max.is_none_or(|max| value <= max)
}

/// Java counts UTF-16 units: "é" is one, "😀" two.
fn utf16_length(text: &str) -> u64 {
    if text.is_ascii() { text.len() as u64 } else { text.encode_utf16().count() as u64 }
}

/// One constraint of a scalar shape.
#[derive(Clone, Copy)]
enum Constraint<'a> {
    MaxLength(u64),
    MinLength(u64),
    MaxInteger(i64),
    MinInteger(i64),
    MaxDouble(f64),
    MinDouble(f64),
    Pattern(&'a crate::Pattern),
    Values(&'a [&'static str]),
}

/// The constraints of a shape in the order in which AWS lists them.
fn constraints(schema: &Schema) -> impl Iterator<Item = Constraint<'_>> {
    use Constraint as C;
    let list = match &schema.kind {
        Kind::String(kind) => [
            kind.max.map(C::MaxLength),
            kind.min.map(C::MinLength),
            kind.pattern.as_ref().map(C::Pattern),
            (!kind.values.is_empty()).then_some(C::Values(kind.values)),
        ],
        Kind::Blob { min, max, .. } => [max.map(C::MaxLength), min.map(C::MinLength), None, None],
        Kind::Integer { min, max } | Kind::Long { min, max } => {
            [max.map(C::MaxInteger), min.map(C::MinInteger), None, None]
        }
        Kind::Float { min, max } | Kind::Double { min, max } => {
            [max.map(C::MaxDouble), min.map(C::MinDouble), None, None]
        }
        _ => [None; 4],
    };
    list.into_iter().flatten()
}

/// `[c1, c2, Member must not be null]`: what a list or a map says of its elements. Source: answers of 2024 and later
/// name null with the others (for keys: unsure); those of 2018 did not.
fn all_of(schema: &Schema) -> String {
    let mut text = String::from("[");
    for constraint in constraints(schema) {
        text += &constraint.to_string();
        text += ", ";
    }
    text + NOT_NULL + "]"
}

impl Constraint<'_> {
    fn holds(self, value: &Value) -> bool {
        match (self, value) {
            (Constraint::MaxLength(max), Value::String(text)) => utf16_length(text) <= max,
            (Constraint::MinLength(min), Value::String(text)) => utf16_length(text) >= min,
            (Constraint::MaxLength(max), Value::Blob(bytes)) => bytes.len() as u64 <= max,
            (Constraint::MinLength(min), Value::Blob(bytes)) => bytes.len() as u64 >= min,
            (Constraint::MaxInteger(max), Value::Integer(v)) => *v <= max,
            (Constraint::MinInteger(min), Value::Integer(v)) => *v >= min,
            (Constraint::MaxDouble(max), Value::Double(v)) => *v <= max,
            (Constraint::MinDouble(min), Value::Double(v)) => *v >= min,
            (Constraint::Pattern(pattern), Value::String(text)) => pattern.is_match(text),
            (Constraint::Values(values), Value::String(text)) => values.contains(&text.as_str()),
            _ => true,
        }
    }
}

impl std::fmt::Display for Constraint<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Constraint::MaxLength(max) => write!(f, "Member must have length less than or equal to {max}"),
            Constraint::MinLength(min) => write!(f, "Member must have length greater than or equal to {min}"),
            Constraint::MaxInteger(max) => write!(f, "Member must have value less than or equal to {max}"),
            Constraint::MinInteger(min) => write!(f, "Member must have value greater than or equal to {min}"),
            Constraint::MaxDouble(max) => write!(f, "Member must have value less than or equal to {max}"),
            Constraint::MinDouble(min) => write!(f, "Member must have value greater than or equal to {min}"),
            Constraint::Pattern(pattern) => {
                write!(f, "Member must satisfy regular expression pattern: {}", pattern.as_str())
            }
            Constraint::Values(values) => {
                write!(f, "Member must satisfy enum value set: [{}]", values.join(", "))
            }
        }
    }
}
