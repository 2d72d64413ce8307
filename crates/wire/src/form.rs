//! Forms over schemas: `Tags.member.1.Key=a&Tags.member.1.Value=b`.

use crate::{Request, bindings, query, scalar};
use shape::{ApiError, Kind, Location, Schema, Value, framework};
use std::collections::BTreeMap;

/// How many parameters a form may have, and how many parts a name: ours.
const PARAMETERS_MAX: usize = 100_000;
const PARTS_MAX: usize = 64;

/// The parameters of a request, as the tree that their names make.
#[derive(Debug, Default)]
pub struct Form {
    value: Option<String>,
    below: BTreeMap<String, Form>,
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
        let mut form = Form::default();
        for (i, (name, value)) in query::pairs(&request.query).chain(query::pairs(body)).enumerate() {
            if i >= PARAMETERS_MAX {
                return Err(refuse("Too many parameters"));
            }
            let mut at = &mut form;
            for (depth, part) in name.split('.').enumerate() {
                if depth >= PARTS_MAX {
                    return Err(refuse("A parameter's name has too many parts"));
                }
                at = at.below.entry(part.to_owned()).or_default();
            }
            at.value.get_or_insert_with(|| value.into_owned());
        }
        Ok(form)
    }

    /// The value of a shape. Parameters that it has no member for are passed over.
    ///
    /// # Errors
    /// `SerializationException`: a parameter is not of its member's type.
    pub fn read(&self, schema: &'static Schema) -> Result<Value, ApiError> {
        match &schema.kind {
            Kind::Structure { members } | Kind::Union { members } => {
                let mut read = Vec::new();
                for member in *members {
                    // Clients disagree on which of two names a flattened list has.
                    let found = self.below.get(member.wire_name);
                    let other = || self.below.get(bindings::item_name(member)?);
                    if let Some(form) = found.or_else(other) {
                        read.push((member.name, form.read(member.schema)?));
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
                    let key = entry.below.get(*key_wire_name).and_then(|form| form.value.clone());
                    let key =
                        key.ok_or_else(|| framework::SERIALIZATION_EXCEPTION.with("A map's key is missing"));
                    let value =
                        entry.below.get(*value_wire_name).map_or(Ok(Value::Null), |form| form.read(each));
                    Ok((key?, value?))
                });
                Ok(Value::Map(entries.collect::<Result<_, ApiError>>()?))
            }
            _ => match &self.value {
                Some(text) => scalar::parse(schema, Location::QueryString, text),
                None => Err(framework::SERIALIZATION_EXCEPTION
                    .with("Start of structure or map found where not expected.")),
            },
        }
    }

    /// Elements in the order of their numbers, which may leave some out.
    fn numbered(&self, within: Option<&str>) -> impl Iterator<Item = &Form> {
        let all = match within {
            None => Some(self),
            Some(name) => self.below.get(name),
        };
        let below = all.into_iter().flat_map(|form| &form.below);
        let mut items: Vec<(u64, &Form)> =
            below.filter_map(|(number, form)| Some((number.parse().ok()?, form))).collect();
        items.sort_by_key(|(number, _)| *number);
        items.into_iter().map(|(_, form)| form)
    }
}
