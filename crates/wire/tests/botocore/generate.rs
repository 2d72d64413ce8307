//! Values made from schemas: the fullest, the least, and one for each edge of each constraint, within it and beyond.

use bytes::Bytes;
use clock::Timestamp;
use shape::{Kind, Location, Member, Pattern, Schema, StringKind, Value};
use std::collections::{BTreeSet, HashMap};

/// Structures that contain themselves are followed so deep.
const DEPTH_MAX: usize = 5;
/// Edges that lie further out are left out: nothing new is learnt from megabytes.
const LENGTH_MAX: u64 = 200_000;
const ITEMS_MAX: u64 = 1_100;

/// A value, what is special about it, and whether it satisfies its schema.
pub struct Variant {
    pub about: String,
    pub value: Value,
    pub is_valid: bool,
}

#[derive(Default)]
pub struct Generator {
    /// Patterns for which nothing is [`KNOWN`]: there must be none.
    pub unmatched: BTreeSet<&'static str>,
    /// What was found already for a pattern and a length: long strings take long to match.
    found: HashMap<(&'static str, u64), Option<String>>,
}

impl Generator {
    /// The least, the fullest, and what differs from that at one place.
    pub fn variants(&mut self, schema: &'static Schema) -> Vec<Variant> {
        let fullest = self.full(schema, 0);
        let mut variants = vec![
            Variant { about: "the least".into(), value: self.least(schema), is_valid: true },
            Variant { about: "the fullest".into(), value: fullest.clone(), is_valid: true },
        ];
        let edges = self.at(schema, &fullest, None, 0);
        variants.extend(edges.into_iter().map(|mut edge| {
            edge.about = edge.about.trim_start_matches('.').to_owned();
            edge
        }));
        variants
    }

    /// Required members alone.
    fn least(&mut self, schema: &'static Schema) -> Value {
        match &schema.kind {
            Kind::Structure { members } => Value::Structure(
                members
                    .iter()
                    .filter(|member| member.required)
                    .map(|member| (member.name, self.least(member.schema)))
                    .collect(),
            ),
            // Parameters of a URL have nothing for an empty list.
            Kind::List { member, .. } => Value::List(vec![self.least(member)]),
            Kind::Map { min: None | Some(0), .. } => Value::Map(Vec::new()),
            _ => self.full(schema, 0),
        }
    }

    /// Every member, with one or two of everything that can be several.
    fn full(&mut self, schema: &'static Schema, depth: usize) -> Value {
        match &schema.kind {
            Kind::Structure { members } => {
                let fits = |member: &&Member| depth < DEPTH_MAX || member.required;
                let values = members.iter().filter(fits);
                let of_member = |member: &Member| match member.location {
                    Location::StatusCode => (member.name, Value::Integer(202)),
                    _ => (member.name, self.full(member.schema, depth + 1)),
                };
                Value::Structure(values.map(of_member).collect())
            }
            Kind::Union { members } => {
                let first = &members[0];
                Value::Structure(vec![(first.name, self.full(first.schema, depth + 1))])
            }
            Kind::List { member, min, max, .. } => {
                let count = 2.clamp(min.unwrap_or(0), max.unwrap_or(u64::MAX)) as usize;
                Value::List(vec![self.full(member, depth + 1); count])
            }
            Kind::Map { key, value, min, max, .. } => {
                let count = 2.clamp(min.unwrap_or(0), max.unwrap_or(u64::MAX));
                self.map(key, value, count, depth)
            }
            Kind::String(kind) => {
                let (min, max) = bounds(kind);
                let length = 10.clamp(min, max);
                Value::String(self.text(kind, length).unwrap_or_else(|| self.any(kind)))
            }
            Kind::Blob { min, .. } => {
                Value::Blob(Bytes::from_iter((0..min.unwrap_or(0).max(4)).map(|i| (i * 85) as u8)))
            }
            Kind::Boolean => Value::Bool(true),
            Kind::Integer { min, max } | Kind::Long { min, max } => {
                Value::Integer(7.clamp(min.unwrap_or(i64::MIN), max.unwrap_or(i64::MAX)))
            }
            Kind::Float { min, max } | Kind::Double { min, max } => {
                Value::Double(0.5_f64.clamp(min.unwrap_or(f64::MIN), max.unwrap_or(f64::MAX)))
            }
            Kind::Timestamp { .. } => Value::Timestamp(Timestamp::from_secs(1_772_000_000)),
            Kind::Document => Value::Map(vec![("any".into(), Value::Bool(true))]),
        }
    }

    fn map(&mut self, key: &'static Schema, each: &'static Schema, count: u64, depth: usize) -> Value {
        let Kind::String(kind) = &key.kind else { panic!("keys are strings") };
        let mut entries = Vec::new();
        let value = self.full(each, depth + 1);
        for i in 0..count {
            let key = match kind.values.get(i as usize) {
                Some(value) => (*value).to_owned(),
                None if !kind.values.is_empty() => break,
                None => {
                    let (min, max) = bounds(kind);
                    let text = self.text(kind, 6.clamp(min, max)).unwrap_or_else(|| self.any(kind));
                    // Ends in its number, so that no two are the same.
                    format!("{}{i}", &text[..text.len().saturating_sub(i.to_string().len())])
                }
            };
            entries.push((key, value.clone()));
        }
        Value::Map(entries)
    }

    /// A string of that length that satisfies the other constraints.
    fn text(&mut self, kind: &StringKind, length: u64) -> Option<String> {
        if let Some(value) = kind.values.first() {
            return Some((*value).to_owned());
        }
        let Some(pattern) = &kind.pattern else { return Some("a".repeat(length as usize)) };
        let found = self.found.entry((pattern.as_str(), length));
        found.or_insert_with(|| guess(pattern, length as usize)).clone()
    }

    /// Any string that satisfies the constraints.
    fn any(&mut self, kind: &StringKind) -> String {
        let pattern = kind.pattern.as_ref().expect("without a pattern a string of any length is found");
        let (min, max) = bounds(kind);
        let mut known = KNOWN.iter().filter(|text| (min..=max).contains(&(text.len() as u64)));
        let found = known.find(|text| pattern.is_match(text));
        found.map_or_else(
            || {
                self.unmatched.insert(pattern.as_str());
                String::new()
            },
            |text| (*text).to_owned(),
        )
    }

    /// What can be changed at one place of a value and below.
    fn at(
        &mut self,
        schema: &'static Schema,
        value: &Value,
        member: Option<&Member>,
        depth: usize,
    ) -> Vec<Variant> {
        let mut found = Vec::new();
        match (&schema.kind, value) {
            (Kind::Structure { members }, Value::Structure(values)) => {
                for member in *members {
                    let Some(at) = values.iter().position(|(name, _)| *name == member.name) else { continue };
                    let within = self.at(member.schema, &values[at].1, Some(member), depth + 1);
                    found.extend(within.into_iter().map(|edge| {
                        let mut values = values.clone();
                        values[at].1 = edge.value;
                        let about = format!(".{}{}", member.name, edge.about);
                        Variant { about, value: Value::Structure(values), is_valid: edge.is_valid }
                    }));
                    if member.required && member.location != Location::Uri {
                        let mut values = values.clone();
                        values.remove(at);
                        let about = format!(".{} is missing", member.name);
                        found.push(Variant { about, value: Value::Structure(values), is_valid: false });
                    }
                }
            }
            (Kind::Union { members }, _) if depth < DEPTH_MAX => {
                for member in *members {
                    let value = self.full(member.schema, depth + 1);
                    let about = format!(".{}", member.name);
                    let value = Value::Structure(vec![(member.name, value)]);
                    found.push(Variant { about, value, is_valid: true });
                }
            }
            (Kind::List { member: item, min, max, .. }, Value::List(items)) => {
                let one = items.first().cloned().unwrap_or_else(|| self.full(item, depth + 1));
                for (count, is_valid) in edges(*min, *max, ITEMS_MAX) {
                    let value = Value::List(vec![one.clone(); count as usize]);
                    found.push(Variant { about: format!(" has {count} items"), value, is_valid });
                }
                for edge in self.at(item, &one, None, depth + 1) {
                    let value = Value::List(vec![edge.value]);
                    let is_valid = edge.is_valid && min.unwrap_or(0) <= 1;
                    found.push(Variant { about: format!("[]{}", edge.about), value, is_valid });
                }
            }
            (Kind::Map { key, value: each, min, max, .. }, Value::Map(entries)) => {
                for (count, is_valid) in edges(*min, *max, ITEMS_MAX) {
                    let value = self.map(key, each, count, depth);
                    let whole = matches!(&value, Value::Map(entries) if entries.len() as u64 == count);
                    if whole {
                        found.push(Variant { about: format!(" has {count} entries"), value, is_valid });
                    }
                }
                if let Some((name, one)) = entries.first() {
                    for edge in self.at(each, one, None, depth + 1) {
                        let value = Value::Map(vec![(name.clone(), edge.value)]);
                        found.push(Variant { about: format!("{{}}{}", edge.about), value, ..edge });
                    }
                }
            }
            _ => found.extend(self.scalars(schema, member)),
        }
        found
    }

    fn scalars(&mut self, schema: &'static Schema, member: Option<&Member>) -> Vec<Variant> {
        let in_label = member.is_some_and(|member| member.location == Location::Uri);
        let mut found = Vec::new();
        let mut push = |about: String, value: Value, is_valid| found.push(Variant { about, value, is_valid });
        match &schema.kind {
            Kind::String(kind) if !kind.values.is_empty() => {
                for value in kind.values {
                    push(format!(" is {value}"), (*value).into(), true);
                }
                push(" is no value of the enum".into(), "no-such-value".into(), false);
            }
            Kind::String(kind) => {
                for (length, is_valid) in edges(kind.min, kind.max, LENGTH_MAX) {
                    // An empty label is another path.
                    if length == 0 && in_label {
                        continue;
                    }
                    match (self.text(kind, length), is_valid) {
                        (Some(text), true) if text.len() as u64 == length => {
                            push(format!(" has length {length}"), text.into(), true);
                        }
                        (text, false) => {
                            let text = text.filter(|text| text.len() as u64 == length);
                            let text = text.unwrap_or_else(|| "a".repeat(length as usize));
                            push(format!(" has length {length}"), text.into(), false);
                        }
                        _ => {}
                    }
                }
                if let Some(pattern) = &kind.pattern {
                    let (min, max) = bounds(kind);
                    let length = 10.clamp(min.max(1), max.max(1)) as usize;
                    let wrong = ["!", "~", "|", "é", " "].into_iter().map(|c| c.repeat(length));
                    // Headers are ASCII, and lose spaces at their ends.
                    let in_head = member.is_some_and(|member| member.location == Location::Header);
                    let fits = |text: &String| !in_head || text.bytes().all(|byte| byte.is_ascii_graphic());
                    if let Some(text) = wrong.filter(fits).find(|text| !pattern.is_match(text)) {
                        push(" does not match".into(), text.into(), false);
                    }
                }
            }
            Kind::Integer { min, max } => {
                for (number, is_valid) in number_edges(*min, *max, i32::MIN.into(), i32::MAX.into()) {
                    push(format!(" is {number}"), Value::Integer(number), is_valid);
                }
            }
            Kind::Long { min, max } => {
                for (number, is_valid) in number_edges(*min, *max, i64::MIN, i64::MAX) {
                    push(format!(" is {number}"), Value::Integer(number), is_valid);
                }
            }
            Kind::Float { min, max } | Kind::Double { min, max } => {
                for (edge, step) in [(*min, -0.25), (*max, 0.25)] {
                    if let Some(edge) = edge {
                        push(format!(" is {edge}"), Value::Double(edge), true);
                        push(format!(" is {}", edge + step), Value::Double(edge + step), false);
                    }
                }
            }
            Kind::Blob { min, max, .. } => {
                for (length, is_valid) in edges(*min, *max, LENGTH_MAX) {
                    push(
                        format!(" has {length} bytes"),
                        Value::Blob(vec![0xa5; length as usize].into()),
                        is_valid,
                    );
                }
            }
            Kind::Boolean => push(" is false".into(), Value::Bool(false), true),
            Kind::Timestamp { .. } => {
                push(" is the epoch".into(), Value::Timestamp(Timestamp::from_secs(0)), true);
            }
            _ => {}
        }
        found
    }
}

fn bounds(kind: &StringKind) -> (u64, u64) {
    (kind.min.unwrap_or(0), kind.max.unwrap_or(u64::MAX))
}

/// Strings of patterns that cannot be guessed.
const KNOWN: &[&str] = &[
    "123456789012",
    "12345678",
    "v1",
    "us-east-1",
    "/name/",
    "sg-0123456789",
    "subnet-0123456789",
    "lambda:InvokeFunction",
    "SomeException",
    "o-abcdefghij",
    "$LATEST",
    "2026-01-01",
    "/mnt/data",
    "csc-0123456789abcdef0",
    "arn:aws:iam::123456789012:role/name",
    "arn:aws:iam::123456789012:policy/name",
    "arn:aws:lambda:us-east-1:123456789012:function:name",
    "arn:aws:lambda:us-east-1:123456789012:function:name:1/durable-execution/name/id",
    "arn:aws:lambda:us-east-1:123456789012:layer:name:1",
    "arn:aws:lambda:us-east-1:123456789012:code-signing-config:csc-0123456789abcdef0",
    "arn:aws:lambda:us-east-1:123456789012:capacity-provider:name",
    "arn:aws:lambda:us-east-1:123456789012:runtime/name",
    "arn:aws:lambda:us-east-1::runtime:0123456789012345678901234567890123456789012345678901234567890123",
    "arn:aws:signer:us-east-1:123456789012:/signing-profiles/name",
    "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-0123456789abcdef0",
    "arn:aws:kms:us-east-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef",
    "arn:aws:sqs:us-east-1:123456789012:name",
];

/// A string of that length that a pattern matches, if it is an easy one.
fn guess(pattern: &Pattern, length: usize) -> Option<String> {
    let starts = ["a", "1", "A", "/", "arn:aws:iam::123456789012:role/", "arn:aws:s3:::", "https://"];
    let mut guesses = starts.into_iter().filter(|start| start.len() <= length.max(1)).map(|start| {
        let fill = if start.len() == 1 { start } else { "a" };
        let mut text = start.to_owned();
        text.extend(std::iter::repeat_n(fill, length.saturating_sub(start.len())));
        text.truncate(length);
        text
    });
    guesses.find(|text| pattern.is_match(text))
}

/// Sizes at, and just beyond, both bounds.
fn edges(min: Option<u64>, max: Option<u64>, limit: u64) -> Vec<(u64, bool)> {
    let mut edges = Vec::new();
    if let Some(min) = min {
        edges.push((min, true));
        edges.extend(min.checked_sub(1).map(|below| (below, false)));
    }
    if let Some(max) = max {
        edges.push((max, true));
        edges.push((max + 1, false));
    }
    edges.retain(|(size, _)| *size <= limit);
    edges
}

fn number_edges(min: Option<i64>, max: Option<i64>, least: i64, most: i64) -> Vec<(i64, bool)> {
    let mut edges = Vec::new();
    if let Some(min) = min {
        edges.push((min, true));
        edges.extend(min.checked_sub(1).filter(|below| *below >= least).map(|below| (below, false)));
    }
    if let Some(max) = max {
        edges.push((max, true));
        edges.extend(max.checked_add(1).filter(|above| *above <= most).map(|above| (above, false)));
    }
    edges
}
