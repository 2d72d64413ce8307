//! `models/overlay.toml`: what the public model lacks or has differently.

use crate::model_file::{ServiceModel, Shape};
use crate::ordered::Ordered;
use serde::Deserialize;
use serde_json::Number;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
pub struct Overlay(BTreeMap<String, Service>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Service {
    /// The namespace of the service's shapes in error codes; `com.amazonaws.<service>` if it is not here.
    namespace: Option<String>,
    /// Whether errors in XML stand alone.
    #[serde(default)]
    bare_errors: bool,
    /// Protocols that AWS's servers speak besides those of the model, for clients of long ago.
    #[serde(default)]
    protocols: Vec<String>,
    #[serde(default)]
    shapes: BTreeMap<String, Change>,
}

/// What the overlay adds that has no place in the model.
#[derive(Default)]
pub struct Added {
    /// Enums whose values nobody checks.
    pub open: BTreeSet<String>,
    pub namespace: Option<String>,
    pub bare_errors: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    min: Option<i64>,
    max: Option<i64>,
    pattern: Option<String>,
    #[serde(default)]
    open: bool,
    /// For the reader of the file.
    #[serde(rename = "why")]
    _why: String,
}

impl Overlay {
    pub fn parse(text: &str) -> Result<Overlay, String> {
        toml::from_str(text).map_err(|e| format!("models/overlay.toml: {e}"))
    }

    /// Changes the model of a service, and answers what it adds.
    ///
    /// # Errors
    /// It names a shape that the model has not.
    pub fn apply(&self, service: &str, model: &mut ServiceModel) -> Result<Added, String> {
        let mut added = Added::default();
        let Some(changes) = self.0.get(service) else { return Ok(added) };
        added.namespace.clone_from(&changes.namespace);
        added.bare_errors = changes.bare_errors;
        model.metadata.protocols.extend_from_slice(&changes.protocols);
        for (name, change) in &changes.shapes {
            let shape = shape_mut(&mut model.shapes, name)
                .ok_or_else(|| format!("models/overlay.toml: {service} has no shape {name}"))?;
            replace_bound(&mut shape.min, change.min);
            replace_bound(&mut shape.max, change.max);
            if let Some(pattern) = &change.pattern {
                shape.pattern = Some(pattern.clone()).filter(|pattern| !pattern.is_empty());
            }
            if change.open {
                added.open.insert(name.clone());
            }
        }
        Ok(added)
    }
}

fn shape_mut<'a>(shapes: &'a mut Ordered<Shape>, name: &str) -> Option<&'a mut Shape> {
    shapes.0.iter_mut().find(|(key, _)| key == name).map(|(_, shape)| shape)
}

fn replace_bound(bound: &mut Option<Number>, change: Option<i64>) {
    match change {
        None => {}
        Some(-1) => *bound = None,
        Some(number) => *bound = Some(number.into()),
    }
}
