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
    #[serde(default)]
    shapes: BTreeMap<String, Change>,
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

    /// Changes the model of a service, and answers its open enums.
    ///
    /// # Errors
    /// It names a shape that the model has not.
    pub fn apply(&self, service: &str, model: &mut ServiceModel) -> Result<BTreeSet<String>, String> {
        let mut open = BTreeSet::new();
        let changes = self.0.get(service).into_iter().flat_map(|service| &service.shapes);
        for (name, change) in changes {
            let shape = shape_mut(&mut model.shapes, name)
                .ok_or_else(|| format!("models/overlay.toml: {service} has no shape {name}"))?;
            replace_bound(&mut shape.min, change.min);
            replace_bound(&mut shape.max, change.max);
            if let Some(pattern) = &change.pattern {
                shape.pattern = Some(pattern.clone()).filter(|pattern| !pattern.is_empty());
            }
            if change.open {
                open.insert(name.clone());
            }
        }
        Ok(open)
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
