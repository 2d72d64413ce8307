//! Forms over schemas: `Tags.member.1.Key=a&Tags.member.1.Value=b`.

use crate::{Request, bindings, query, scalar};
use shape::{ApiError, Kind, Location, Schema, Value, framework};
use std::collections::BTreeMap;

/// How many parameters a form may have, and how many parts a name: ours.
const PARAMETERS_MAX: usize = 100_000;
const PARTS_MAX: usize = 64;

/// The parameters of a request: names and values, sorted by name. What lies below a part of a name is then one slice.
#[derive(Debug)]
pub struct Form(Vec<(String, String)>);

/// The parameters below one part of a name.
#[derive(Debug, Clone, Copy)]
struct At<'a> {
    /// The value of this very name.
    value: Option<&'a str>,
    /// Their names all begin alike,
    rows: &'a [(String, String)],
    /// in so many bytes.
    skip: usize,
}

/// A parameter of the URL's query, or of the form in the body.
pub fn parameter(request: &Request, name: &str) -> Option<String> {
    let body = String::from_utf8_lossy(&request.body);
    let mut found = query::pairs(&request.query).chain(query::pairs(&body));
    found.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

impl Form {
    /// # Errors
    /// `SerializationException`: the body is no text, or it has too many parameters.
    pub fn parse(request: &Request) -> Result<Form, ApiError> {
        let refuse = |text: &str| framework::SERIALIZATION_EXCEPTION.with(text);
        let body = std::str::from_utf8(&request.body).map_err(|_| refuse("The request body is not UTF-8"))?;
        let mut rows = Vec::new();
        for (name, value) in query::pairs(&request.query).chain(query::pairs(body)) {
            if rows.len() >= PARAMETERS_MAX {
                return Err(refuse("Too many parameters"));
            }
            if name.bytes().filter(|byte| *byte == b'.').count() >= PARTS_MAX {
                return Err(refuse("A parameter's name has too many parts"));
            }
            rows.push((name.into_owned(), value.into_owned()));
        }
        // Stable, so that of two equal names the first counts.
        rows.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(Form(rows))
    }

    /// The value of a shape. Parameters that it has no member for are passed over.
    ///
    /// # Errors
    /// `SerializationException`: a parameter is not of its member's type.
    pub fn read(&self, schema: &'static Schema) -> Result<Value, ApiError> {
        At { value: None, rows: &self.0, skip: 0 }.read(schema)
    }
}

impl<'a> At<'a> {
    fn read(self, schema: &'static Schema) -> Result<Value, ApiError> {
        match &schema.kind {
            Kind::Structure { members } | Kind::Union { members } => {
                let mut read = Vec::new();
                for member in *members {
                    // Clients disagree on which of two names a flattened list has.
                    let found = self.below(member.wire_name);
                    let other = || self.below(bindings::item_name(member)?);
                    if let Some(found) = found.or_else(other) {
                        read.push((member.name, found.read(member.schema)?));
                    }
                }
                Ok(Value::Structure(read))
            }
            Kind::List { member, wire_name, flattened, .. } => {
                let within = if *flattened { None } else { Some(wire_name.unwrap_or("member")) };
                let items = self.numbered(within).map(|item| item.read(member));
                Ok(Value::List(items.collect::<Result<_, _>>()?))
            }
            Kind::Map { value: each, key_wire_name, value_wire_name, flattened, .. } => {
                let within = if *flattened { None } else { Some("entry") };
                let entries = self.numbered(within).map(|entry| {
                    let key = entry.below(key_wire_name).and_then(|key| key.value);
                    let missing = || framework::SERIALIZATION_EXCEPTION.with("A map's key is missing");
                    let value =
                        entry.below(value_wire_name).map_or(Ok(Value::Null), |value| value.read(each));
                    Ok((key.ok_or_else(missing)?.to_owned(), value?))
                });
                Ok(Value::Map(entries.collect::<Result<_, ApiError>>()?))
            }
            _ => match self.value {
                Some(text) => scalar::parse(schema, Location::QueryString, text),
                None => Err(framework::SERIALIZATION_EXCEPTION
                    .with("Start of structure or map found where not expected.")),
            },
        }
    }

    /// What lies below one more part, if anything does.
    fn below(self, part: &str) -> Option<At<'a>> {
        let itself = self.rows.partition_point(|row| &row.0[self.skip..] < part);
        let value = self.rows.get(itself).filter(|row| &row.0[self.skip..] == part).map(|row| row.1.as_str());
        let start = format!("{part}.");
        let first = self.rows.partition_point(|row| &row.0[self.skip..] < start.as_str());
        let count = self.rows[first..].partition_point(|row| row.0[self.skip..].starts_with(&start));
        let rows = &self.rows[first..first + count];
        (value.is_some() || count > 0).then_some(At { value, rows, skip: self.skip + start.len() })
    }

    /// Elements in the order of their numbers, which may leave some out.
    fn numbered(self, within: Option<&str>) -> impl Iterator<Item = At<'a>> {
        let all = match within {
            None => Some(self),
            Some(name) => self.below(name),
        };
        let mut numbers = BTreeMap::new();
        for (name, _) in all.map_or(&[][..], |all| all.rows) {
            let skip = all.map_or(0, |all| all.skip);
            let part = name[skip..].split('.').next().unwrap_or_default();
            if let Ok(number) = part.parse::<u64>() {
                numbers.entry(number).or_insert(part);
            }
        }
        numbers.into_values().filter_map(move |part| all?.below(part))
    }
}
