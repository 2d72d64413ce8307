//! Values to XML: straight into the body's buffer, in the order of the value, with no white space between elements.

use crate::{bindings, scalar};
use shape::{Kind, Member, Schema, Value};

/// A prefix, or none, and a URI.
pub type Namespace = (Option<&'static str>, &'static str);

/// Opens an element that has no attributes but its namespace.
pub fn open(name: &str, namespace: Option<Namespace>, out: &mut String) {
    out.push('<');
    out.push_str(name);
    declare(namespace, out);
    out.push('>');
}

pub fn close(name: &str, out: &mut String) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn declare(namespace: Option<Namespace>, out: &mut String) {
    let Some((prefix, uri)) = namespace else { return };
    out.push_str(" xmlns");
    if let Some(prefix) = prefix {
        out.push(':');
        out.push_str(prefix);
    }
    out.push_str("=\"");
    escape(uri, out);
    out.push('"');
}

/// An element that holds a text.
pub fn text_element(name: &str, text: &str, out: &mut String) {
    open(name, None, out);
    escape(text, out);
    close(name, out);
}

/// Writes a member of a structure; what is flattened becomes as many elements as it has.
pub fn member(member: &Member, value: &Value, out: &mut String) {
    let name = bindings::element_name(member);
    match (&member.schema.kind, value) {
        (Kind::List { member: item, flattened: true, .. }, Value::List(items)) => {
            for value in items {
                element(name, member.xml_namespace, item, value, out);
            }
        }
        (Kind::Map { flattened: true, .. }, Value::Map(entries)) => {
            for (key, value) in entries {
                entry(name, member.xml_namespace, member.schema, key, value, out);
            }
        }
        _ => element(name, member.xml_namespace, member.schema, value, out),
    }
}

/// Writes a value as one element.
pub fn element(name: &str, namespace: Option<Namespace>, schema: &Schema, value: &Value, out: &mut String) {
    out.push('<');
    out.push_str(name);
    declare(namespace, out);
    attributes(schema, value, out);
    out.push('>');
    content(schema, value, out);
    close(name, out);
}

fn attributes(schema: &Schema, value: &Value, out: &mut String) {
    for member in bindings::members(schema).iter().filter(|member| member.xml_attribute) {
        let text = value.member(member.name).and_then(|value| scalar::xml(member.schema, value));
        if let Some(text) = text {
            out.push(' ');
            out.push_str(member.wire_name);
            out.push_str("=\"");
            escape(&text, out);
            out.push('"');
        }
    }
}

fn content(schema: &Schema, value: &Value, out: &mut String) {
    match (&schema.kind, value) {
        (_, Value::Structure(values)) => structure(schema, values, out),
        (Kind::List { member: item, wire_name, .. }, Value::List(items)) => {
            for value in items {
                element(wire_name.unwrap_or("member"), None, item, value, out);
            }
        }
        (_, Value::Map(entries)) => {
            for (key, value) in entries {
                entry("entry", None, schema, key, value, out);
            }
        }
        _ => escape(&scalar::xml(schema, value).unwrap_or_default(), out),
    }
}

/// The members of a structure that its body has.
pub fn structure(schema: &Schema, values: &[(&'static str, Value)], out: &mut String) {
    let members = bindings::members(schema);
    for (name, value) in values {
        let found = members.iter().find(|member| member.name == *name);
        if let Some(found) = found
            && bindings::is_in_output_body(found)
            && !found.xml_attribute
            && *value != Value::Null
        {
            member(found, value, out);
        }
    }
}

fn entry(name: &str, namespace: Option<Namespace>, map: &Schema, key: &str, value: &Value, out: &mut String) {
    let Kind::Map { value: each, key_wire_name, value_wire_name, .. } = &map.kind else { return };
    open(name, namespace, out);
    text_element(key_wire_name, key, out);
    element(value_wire_name, None, each, value, out);
    close(name, out);
}

/// Text that can stand in an element or an attribute. What no XML can contain becomes U+FFFD.
pub fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // A reader would make a newline of it.
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'.. => out.push(c),
            _ => out.push('\u{fffd}'),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_break_out_of_its_element() {
        let mut out = String::new();
        text_element("a", "<b>&\"\r\n\u{1}é😀", &mut out);
        assert_eq!(out, "<a>&lt;b&gt;&amp;&quot;&#13;\n\u{fffd}é😀</a>");
    }
}
