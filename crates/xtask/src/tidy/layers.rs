//! Dependencies between our crates go towards layer 0.

use crate::root;
use std::collections::BTreeMap;

/// The layers of ARCHITECTURE.md, the leaves first.
const LAYERS: &[&[&str]] = &[
    &["clock", "limits", "shape"],
    &["model", "wire", "store", "segments", "asl", "sandbox"],
    &["tasks", "service", "auth", "faults"],
    &[
        "iam",
        "sts",
        "lambda",
        "lambda-exec",
        "sqs",
        "sns",
        "logs",
        "cloudwatch",
        "states",
        "events",
        "apigateway",
        "chatbot",
        "quotas",
    ],
    &["sandbox-linux", "store-redb"],
    &["server", "console", "cli", "hikeshi"],
];

/// May use anything; nothing but each other may use them.
const DEV: &[&str] = &["testkit", "fuzz-targets", "e2e", "bench", "xtask"];

/// Arrows within a layer, each for a reason.
const SIDEWAYS: &[(&str, &str)] = &[
    // Timestamps are values.
    ("shape", "clock"),
    // Who calls is part of a request's context.
    ("service", "auth"),
    // Two planes of one service.
    ("lambda", "lambda-exec"),
    // The top assembles the top.
    ("server", "console"),
    ("cli", "server"),
    ("cli", "console"),
    ("hikeshi", "cli"),
];

/// What breaks the order.
///
/// # Errors
/// A manifest cannot be read.
pub fn check() -> Result<Vec<String>, String> {
    let manifests = manifests()?;
    let ours: Vec<&str> = manifests.keys().map(String::as_str).collect();
    let mut found = Vec::new();
    for (name, manifest) in &manifests {
        let from = layer(name);
        if from.is_none() && !DEV.contains(&name.as_str()) {
            found.push(format!("crates/{name}: no layer; see crates/xtask/src/tidy/layers.rs"));
        }
        for used in dependencies(manifest).filter(|used| ours.contains(used)) {
            if !allowed(name, used) {
                found.push(format!("crates/{name}: must not depend on {used}"));
            }
        }
        if !holds_lints(name, manifest) {
            found.push(format!("crates/{name}: `[lints] workspace = true` is missing"));
        }
    }
    Ok(found)
}

fn manifests() -> Result<BTreeMap<String, toml::Table>, String> {
    let folder = root::root().join("crates");
    let entries = std::fs::read_dir(&folder).map_err(|e| format!("could not read crates: {e}"))?;
    let mut manifests = BTreeMap::new();
    for entry in entries {
        let entry = entry.map_err(|e| format!("could not read crates: {e}"))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("crates/{name}/Cargo.toml");
        let manifest = root::read(&path)?.parse().map_err(|e| format!("{path}: {e}"))?;
        manifests.insert(name, manifest);
    }
    Ok(manifests)
}

/// Of the crate itself and of its build script; what its tests use is their own affair.
fn dependencies(manifest: &toml::Table) -> impl Iterator<Item = &str> {
    let tables = ["dependencies", "build-dependencies"];
    tables
        .into_iter()
        .filter_map(|name| manifest.get(name)?.as_table())
        .flat_map(|table| table.keys().map(String::as_str))
}

fn layer(name: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&name))
}

fn allowed(from: &str, to: &str) -> bool {
    match (layer(from), layer(to)) {
        (None, _) => DEV.contains(&from),
        (Some(_), None) => false,
        (Some(above), Some(below)) => below < above || SIDEWAYS.contains(&(from, to)),
    }
}

/// The workspace's lints forbid `unsafe`; one crate has its own.
fn holds_lints(name: &str, manifest: &toml::Table) -> bool {
    let inherited = manifest.get("lints").and_then(|lints| lints.get("workspace"));
    name == "sandbox-linux" || inherited.and_then(toml::Value::as_bool) == Some(true)
}

#[cfg(test)]
mod tests {
    use super::allowed;

    #[test]
    fn arrows_go_down() {
        for (from, to, expected) in [
            ("lambda", "service", true),
            ("lambda", "lambda-exec", true),
            ("lambda-exec", "lambda", false),
            ("sqs", "lambda", false),
            ("shape", "clock", true),
            ("clock", "shape", false),
            ("service", "wire", true),
            ("service", "server", false),
            ("server", "testkit", false),
            ("testkit", "server", true),
            ("bench", "testkit", true),
        ] {
            assert_eq!(allowed(from, to), expected, "{from} → {to}");
        }
    }
}
