//! Structures and enums of the offered operations as Rust types.

use super::{names, service::Source};
use crate::model_file::{Shape, ShapeRef};
use std::fmt::Write;

pub fn generate(source: &Source<'_>) -> Result<String, String> {
    let mut text = String::new();
    for (name, shape) in &source.model.shapes.0 {
        if shape.exception {
            continue;
        }
        if shape.is_structure() {
            text += &structure(source, name, shape)?;
        } else if shape.kind == "string" && !shape.values.is_empty() {
            text += &string_enum(source, name, shape)?;
        }
    }
    Ok(text)
}

fn string_enum(source: &Source<'_>, name: &str, shape: &Shape) -> Result<String, String> {
    let mut text = String::from("shape::string_enum! {\n");
    if source.open.contains(name) {
        text += "    /// Members of this shape are strings: the service itself judges their values.\n";
    }
    writeln!(text, "    pub enum {} {{", source.type_name(name)).map_err(|e| e.to_string())?;
    for value in &shape.values {
        writeln!(text, "        {} = {value:?},", names::variant(value)).map_err(|e| e.to_string())?;
    }
    Ok(text + "    }\n}\n\n")
}

fn structure(source: &Source<'_>, name: &str, shape: &Shape) -> Result<String, String> {
    let fields: Vec<(String, &str, &ShapeRef)> =
        shape.members.0.iter().map(|(member, used)| (names::field(member), member.as_str(), used)).collect();
    let (style, rename) = best_style(&fields);
    let default = if has_default(source, shape)? { "Default, " } else { "" };
    let mut text = format!("#[derive(Debug, Clone, PartialEq, {default}Serialize, Deserialize)]\n");
    if !fields.is_empty() {
        text += &format!("#[serde(rename_all = {style:?})]\n");
    }
    if shape.union {
        text += "/// Exactly one member is set.\n";
    }
    text += &format!("pub struct {} {{\n", source.type_name(name));
    for (field, member, used) in fields {
        let required = shape.required.iter().any(|required| required == member);
        let mut attributes = Vec::new();
        if rename(&field) != member {
            attributes.push(format!("rename = {member:?}"));
        }
        attributes.extend(timestamp_attributes(source, &used.shape, required)?);
        if !attributes.is_empty() {
            text += &format!("    #[serde({})]\n", attributes.join(", "));
        }
        let inner = field_type(source, &used.shape)?;
        let field_type = if required { inner } else { format!("Option<{inner}>") };
        text += &format!("    pub {field}: {field_type},\n");
    }
    Ok(text + "}\n\n")
}

/// The serde convention that leaves the fewest members to be renamed by hand.
fn best_style(fields: &[(String, &str, &ShapeRef)]) -> (&'static str, fn(&str) -> String) {
    let misses = |rename: fn(&str) -> String| fields.iter().filter(|(f, m, _)| rename(f) != *m).count();
    if misses(names::serde_camel) < misses(names::serde_pascal) {
        ("camelCase", names::serde_camel)
    } else {
        ("PascalCase", names::serde_pascal)
    }
}

/// The Rust type of a shape.
fn field_type(source: &Source<'_>, name: &str) -> Result<String, String> {
    let shape = source.model.shape(name)?;
    Ok(match shape.kind.as_str() {
        "structure" if shape.document => return Err(format!("{name}: no struct holds a document yet")),
        "structure" => source.type_name(name),
        "string" if !shape.values.is_empty() && !source.open.contains(name) => source.type_name(name),
        "string" | "character" => "String".into(),
        "boolean" => "bool".into(),
        "integer" => "i32".into(),
        "long" => "i64".into(),
        "float" => "f32".into(),
        "double" => "f64".into(),
        "blob" => "shape::Blob".into(),
        "timestamp" => "shape::Timestamp".into(),
        "list" => format!("Vec<{}>", field_type(source, &element(name, &shape.member)?.shape)?),
        "map" => format!("BTreeMap<String, {}>", field_type(source, &element(name, &shape.value)?.shape)?),
        other => return Err(format!("{name} is of the unknown type {other}")),
    })
}

/// The element of a list, or the value of a map.
pub fn element<'a>(name: &str, used: &'a Option<ShapeRef>) -> Result<&'a ShapeRef, String> {
    used.as_ref().ok_or_else(|| format!("{name} says nothing of its elements"))
}

/// How a timestamp, which knows nothing of serde, is (de)serialised.
fn timestamp_attributes(source: &Source<'_>, name: &str, required: bool) -> Result<Vec<String>, String> {
    let shape = source.model.shape(name)?;
    let of_timestamps = |used: &Option<ShapeRef>| -> Result<bool, String> {
        Ok(match used {
            Some(used) => source.model.shape(&used.shape)?.kind == "timestamp",
            None => false,
        })
    };
    let with = match shape.kind.as_str() {
        "timestamp" if required => "shape::timestamp",
        "timestamp" => "shape::timestamp::option",
        "list" if of_timestamps(&shape.member)? && !required => "shape::timestamp::list",
        "list" if of_timestamps(&shape.member)? => {
            return Err(format!("{name}: a required list of timestamps"));
        }
        "map" if of_timestamps(&shape.value)? => return Err(format!("{name}: a map of timestamps")),
        _ => return Ok(Vec::new()),
    };
    let mut attributes = vec![format!("with = {with:?}")];
    if !required {
        attributes.push("default".into());
    }
    Ok(attributes)
}

/// Whether every required member has a default, so that handlers can write `..Default::default()`.
fn has_default(source: &Source<'_>, shape: &Shape) -> Result<bool, String> {
    for member in &shape.required {
        let used = shape.members.find(member).ok_or_else(|| format!("no required member {member}"))?;
        let required = source.model.shape(&used.shape)?;
        let is_enum = required.kind == "string" && !required.values.is_empty();
        if is_enum && !source.open.contains(&used.shape) {
            return Ok(false);
        }
        if required.is_structure() && !has_default(source, required)? {
            return Ok(false);
        }
    }
    Ok(true)
}
