//! XML to values. The text becomes a small tree first, which the schema then leads through: elements of a flattened
//! list may stand anywhere among their siblings.
//!
//! What is read is the part of XML that AWS clients write: elements, attributes, text, CDATA; comments and processing
//! instructions are passed over, prefixes of names ignored. A document type is refused, so no entity can be defined.

use crate::{bindings, scalar};
use shape::{ApiError, Kind, Location, Schema, Value, framework};

/// How deep elements may lie in each other, and how many there may be: ours.
const DEPTH_MAX: usize = 128;
const ELEMENTS_MAX: usize = 100_000;

/// Reads a body, whatever its outermost element is called.
///
/// # Errors
/// `SerializationException`: this is no XML, or a text is not of its shape's type.
pub fn read(schema: &'static Schema, body: &[u8]) -> Result<Value, ApiError> {
    let refuse = |why: &str| framework::MALFORMED_XML.with(why);
    let text = std::str::from_utf8(body).map_err(|_| refuse("The body is not UTF-8"))?;
    let root =
        Parser { rest: text.trim_start_matches('\u{feff}'), elements: 0 }.document().map_err(refuse)?;
    root.value(schema)
}

#[derive(Debug, Default)]
struct Element<'a> {
    /// Without its prefix.
    name: &'a str,
    /// Whole names, and values.
    attributes: Vec<(&'a str, String)>,
    text: String,
    children: Vec<Element<'a>>,
}

impl Element<'_> {
    fn value(&self, schema: &'static Schema) -> Result<Value, ApiError> {
        match &schema.kind {
            Kind::Structure { .. } | Kind::Union { .. } => self.structure(schema),
            Kind::List { member, wire_name, .. } => {
                let items = self.children.iter().filter(|child| child.name == wire_name.unwrap_or("member"));
                Ok(Value::List(items.map(|item| item.value(member)).collect::<Result<_, _>>()?))
            }
            Kind::Map { .. } => map(schema, self.children.iter().filter(|child| child.name == "entry")),
            Kind::String(_) => Ok(Value::String(self.text.clone())),
            _ => scalar::parse(schema, Location::Body, self.text.trim()),
        }
    }

    fn structure(&self, schema: &'static Schema) -> Result<Value, ApiError> {
        let mut values = Vec::new();
        for member in bindings::members(schema) {
            if member.location != Location::Body {
                continue;
            }
            if member.xml_attribute {
                let found = self.attributes.iter().find(|(name, _)| *name == member.wire_name);
                if let Some((_, text)) = found {
                    values.push((member.name, scalar::parse(member.schema, Location::Body, text)?));
                }
                continue;
            }
            let mut found =
                self.children.iter().filter(|child| bindings::is_named(member, child.name)).peekable();
            if found.peek().is_none() {
                continue;
            }
            let value = match &member.schema.kind {
                Kind::List { member: item, flattened: true, .. } => {
                    Value::List(found.map(|child| child.value(item)).collect::<Result<_, _>>()?)
                }
                Kind::Map { flattened: true, .. } => map(member.schema, found)?,
                _ => found.next().map_or(Ok(Value::Null), |child| child.value(member.schema))?,
            };
            values.push((member.name, value));
        }
        Ok(Value::Structure(values))
    }
}

fn map<'a>(
    schema: &'static Schema,
    entries: impl Iterator<Item = &'a Element<'a>>,
) -> Result<Value, ApiError> {
    let Kind::Map { value, key_wire_name, value_wire_name, .. } = &schema.kind else {
        unreachable!("it is called for maps")
    };
    let mut read = Vec::new();
    for entry in entries {
        let find = |name: &str| entry.children.iter().find(|child| child.name == name);
        let key =
            find(key_wire_name).ok_or_else(|| framework::MALFORMED_XML.with("A map's key is missing"))?;
        let value = find(value_wire_name).map_or(Ok(Value::Null), |child| child.value(value))?;
        read.push((key.text.clone(), value));
    }
    Ok(Value::Map(read))
}

struct Parser<'a> {
    rest: &'a str,
    elements: usize,
}

type Parsed<T> = Result<T, &'static str>;

const BROKEN_OFF: &str = "The XML breaks off";

impl<'a> Parser<'a> {
    fn document(mut self) -> Parsed<Element<'a>> {
        self.between()?;
        if !self.eat("<") {
            return Err("There is no element");
        }
        let (mut root, empty) = self.tag()?;
        if !empty {
            self.content(&mut root)?;
        }
        self.between()?;
        if self.rest.is_empty() { Ok(root) } else { Err("Something follows the outermost element") }
    }

    /// Fills an element up to its end. Its descendants that are open stand in a list rather than on the stack.
    fn content(&mut self, root: &mut Element<'a>) -> Parsed<()> {
        let mut open = vec![std::mem::take(root)];
        while let Some(current) = open.last_mut() {
            let end = self.rest.find('<').ok_or(BROKEN_OFF)?;
            unescape(&self.rest[..end], &mut current.text)?;
            self.rest = &self.rest[end..];
            if self.eat("<![CDATA[") {
                let text = self.until("]]>")?;
                current.text.push_str(text);
            } else if self.eat("</") {
                let name = self.until(">")?.trim_end();
                let done = open.pop().ok_or(BROKEN_OFF)?;
                if local(name) != done.name {
                    return Err("An element ends that has not begun");
                }
                match open.last_mut() {
                    Some(parent) => parent.children.push(done),
                    None => *root = done,
                }
            } else if !self.passes_over()? {
                self.eat("<");
                let (child, empty) = self.tag()?;
                match empty {
                    true => current.children.push(child),
                    false if open.len() >= DEPTH_MAX => return Err("Elements lie too deep in each other"),
                    false => open.push(child),
                }
            }
        }
        Ok(())
    }

    /// An element's start, after its `<`, and whether it is its end too.
    fn tag(&mut self) -> Parsed<(Element<'a>, bool)> {
        self.elements += 1;
        if self.elements > ELEMENTS_MAX {
            return Err("Too many elements");
        }
        let name = self.name()?;
        let mut element = Element { name: local(name), ..Element::default() };
        loop {
            self.space();
            if self.eat("/>") {
                return Ok((element, true));
            }
            if self.eat(">") {
                return Ok((element, false));
            }
            if element.attributes.len() >= ATTRIBUTES_MAX {
                return Err("Too many attributes");
            }
            let name = self.name()?;
            self.space();
            if !self.eat("=") {
                return Err("An attribute has no value");
            }
            self.space();
            let quote = if self.eat("\"") {
                "\""
            } else if self.eat("'") {
                "'"
            } else {
                return Err("An attribute's value is not in quotes");
            };
            let mut value = String::new();
            unescape(self.until(quote)?, &mut value)?;
            element.attributes.push((name, value));
        }
    }

    fn name(&mut self) -> Parsed<&'a str> {
        let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=' | '<' | '"' | '\'' | '&');
        let end = self.rest.find(ends).ok_or(BROKEN_OFF)?;
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        if name.is_empty() { Err("A name is missing") } else { Ok(name) }
    }

    /// What may stand before and after the outermost element.
    fn between(&mut self) -> Parsed<()> {
        self.space();
        while self.passes_over()? {
            self.space();
        }
        Ok(())
    }

    /// Passes over a comment or an instruction.
    fn passes_over(&mut self) -> Parsed<bool> {
        if self.eat("<!--") {
            self.until("-->")?;
        } else if self.eat("<?") {
            self.until("?>")?;
        } else if self.rest.starts_with("<!") {
            return Err("A document type is not allowed");
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\r', '\n']);
    }

    fn eat(&mut self, text: &str) -> bool {
        let after = self.rest.strip_prefix(text);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    fn until(&mut self, end: &str) -> Parsed<&'a str> {
        let (before, after) = self.rest.split_once(end).ok_or(BROKEN_OFF)?;
        self.rest = after;
        Ok(before)
    }
}

/// No element of AWS's has more.
const ATTRIBUTES_MAX: usize = 64;

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn unescape(raw: &str, out: &mut String) -> Parsed<()> {
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (name, after) = after.split_once(';').ok_or("A reference has no end")?;
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => character(name).ok_or("A reference refers to nothing")?,
        });
        rest = after;
    }
    out.push_str(rest);
    Ok(())
}

/// `#38` or `#x26`.
fn character(reference: &str) -> Option<char> {
    let number = reference.strip_prefix('#')?;
    let code = match number.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code)
}
