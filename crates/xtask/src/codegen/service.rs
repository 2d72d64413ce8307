//! One service's module: what its parts share, and their order.

use super::overlay::Added;
use super::{errors, names, operations, schemas, structs};
use crate::model_file::ServiceModel;
use std::collections::{BTreeMap, BTreeSet};

/// What every part of the generator needs to know.
pub struct Source<'a> {
    pub service: &'a str,
    pub model: &'a ServiceModel,
    /// Enums whose values nobody checks: their members are strings.
    pub open: &'a BTreeSet<String>,
    /// What the model says nothing of: the namespace of the service's shapes, where it is not the usual one.
    pub namespace: Option<&'a str>,
    pub bare_errors: bool,
    /// Rust names of structures that are not named as in the model.
    renamed: BTreeMap<String, String>,
}

pub fn generate(service: &str, model: &ServiceModel, added: &Added) -> Result<String, String> {
    let Added { open, namespace, bare_errors } = added;
    let namespace = namespace.as_deref();
    let source =
        Source { service, model, open, namespace, bare_errors: *bare_errors, renamed: renamed(model) };
    source.names_are_distinct()?;
    let mut code = operations::generate(&source)?;
    code += &structs::generate(&source)?;
    code += &errors::generate(&source)?;
    let map = if code.contains("BTreeMap<") { "use std::collections::BTreeMap;\n" } else { "" };
    code += &schemas::generate(&source)?;
    Ok(format!(
        "//! {service}: generated from models/{service}.json by `cargo xtask codegen`; changes go there or to the generator.\n\n\
         use serde::{{Deserialize, Serialize}};\nuse shape::{{Operation, OperationSchema, ServiceSchema}};\n{map}\n{code}"
    ))
}

impl Source<'_> {
    /// Whether the service speaks no protocol but those whose answers are XML.
    pub fn speaks_xml_alone(&self) -> bool {
        let metadata = &self.model.metadata;
        let mut protocols = metadata.protocols.iter().chain([&metadata.protocol]);
        protocols.all(|protocol| matches!(protocol.as_str(), "query" | "ec2" | "rest-xml"))
    }

    /// The Rust name of a structure or an enum.
    pub fn type_name(&self, shape: &str) -> String {
        let name = self.renamed.get(shape).map_or(shape, String::as_str);
        // Some models begin a shape's name in lower case.
        let mut letters = name.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
    }

    /// Path of a shape's schema.
    pub fn schema(&self, shape: &str) -> String {
        format!("schemas::{}", names::screaming(shape))
    }

    fn names_are_distinct(&self) -> Result<(), String> {
        let mut seen = BTreeMap::new();
        for (name, _) in &self.model.shapes.0 {
            if let Some(other) = seen.insert(names::screaming(name), name) {
                return Err(format!("{name} and {other} get the same static"));
            }
        }
        Ok(())
    }
}

/// An operation's own input and output are called after it, whatever the model calls them; shared shapes keep their
/// names.
fn renamed(model: &ServiceModel) -> BTreeMap<String, String> {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    let in_operations = model.operations.0.iter().flat_map(|(_, op)| op.input.iter().chain(&op.output));
    let in_shapes = model.shapes.0.iter().flat_map(|(_, shape)| shape.uses());
    for used in in_operations.chain(in_shapes) {
        *uses.entry(used.shape.as_str()).or_default() += 1;
    }
    let mut renamed = BTreeMap::new();
    for (name, operation) in &model.operations.0 {
        for (used, suffix) in [(&operation.input, "Input"), (&operation.output, "Output")] {
            if let Some(used) = used
                && uses.get(used.shape.as_str()) == Some(&1)
            {
                renamed.insert(used.shape.clone(), format!("{name}{suffix}"));
            }
        }
    }
    renamed
}
