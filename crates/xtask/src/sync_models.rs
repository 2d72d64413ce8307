//! `sync-models`: takes the offered part of AWS's public API models out of botocore.

use crate::model_file::{Operation, ServiceModel, ShapeRef};
use crate::ordered::Ordered;
use crate::root;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::process::Command;

/// Prints the newest model of a service from a wheel.
const EXTRACT: &str = r"
import glob, gzip, sys, zipfile
archive = zipfile.ZipFile(glob.glob(sys.argv[1] + '/botocore-*.whl')[0])
prefix = 'botocore/data/' + sys.argv[2] + '/'
name = max(n for n in archive.namelist() if n.startswith(prefix) and '/service-2.json' in n)
data = archive.read(name)
sys.stdout.buffer.write(gzip.decompress(data) if name.endswith('.gz') else data)
";

pub fn run(_arguments: &[String]) -> Result<(), String> {
    let version = root::read("models/botocore.version")?;
    let folder = root::root().join("target/botocore").join(version.trim());
    download(version.trim(), &folder)?;
    for (service, operations) in offered()? {
        let model = extract(&folder, &service)?;
        let model = reduce(model, &operations).map_err(|e| format!("{service}: {e}"))?;
        root::write(&format!("models/{service}.json"), &render(&model)?)?;
        println!(
            "models/{service}.json: {} operations, {} offered",
            model.operations.0.len(),
            operations.len()
        );
    }
    Ok(())
}

/// `models/offered.toml`: the operations offered of each service.
fn offered() -> Result<BTreeMap<String, BTreeSet<String>>, String> {
    toml::from_str(&root::read("models/offered.toml")?).map_err(|e| format!("models/offered.toml: {e}"))
}

fn download(version: &str, folder: &std::path::Path) -> Result<(), String> {
    if folder.is_dir() {
        return Ok(());
    }
    let requirement = format!("botocore=={version}");
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest"]);
    root::command_runs(pip.arg(folder).arg(requirement))
}

fn extract(folder: &std::path::Path, service: &str) -> Result<ServiceModel, String> {
    let output = Command::new("python3")
        .args(["-c", EXTRACT])
        .arg(folder)
        .arg(service)
        .output()
        .map_err(|e| format!("could not start python3: {e}"))?;
    if !output.status.success() {
        return Err(format!("no model of {service}: {}", String::from_utf8_lossy(&output.stderr)));
    }
    serde_json::from_slice(&output.stdout).map_err(|e| format!("the model of {service}: {e}"))
}

/// Keeps every operation's name and binding, and the shapes that the offered ones reach.
fn reduce(mut model: ServiceModel, offered: &BTreeSet<String>) -> Result<ServiceModel, String> {
    if let Some(unknown) = offered.iter().find(|name| model.operations.find(name).is_none()) {
        return Err(format!("AWS has no operation {unknown}"));
    }
    let mut reached = BTreeSet::new();
    for (name, operation) in &mut model.operations.0 {
        if offered.contains(name) {
            let roots = operation.input.iter().chain(&operation.output).chain(&operation.errors);
            let roots: Vec<ShapeRef> = roots.cloned().collect();
            reach(&model.shapes, &roots, &mut reached)?;
        } else {
            strip(operation);
        }
    }
    model.shapes.0.retain(|(name, _)| reached.contains(name));
    Ok(model)
}

fn reach<'a>(
    shapes: &'a Ordered<crate::model_file::Shape>,
    uses: impl IntoIterator<Item = &'a ShapeRef>,
    reached: &mut BTreeSet<String>,
) -> Result<(), String> {
    for used in uses {
        if reached.insert(used.shape.clone()) {
            let shape = shapes.find(&used.shape).ok_or_else(|| format!("no shape {}", used.shape))?;
            reach(shapes, shape.uses(), reached)?;
        }
    }
    Ok(())
}

fn strip(operation: &mut Operation) {
    operation.input = None;
    operation.output = None;
    operation.errors.clear();
}

/// One operation and one shape a line, so that a change of the model reads well.
fn render(model: &ServiceModel) -> Result<String, String> {
    let mut text = String::from("{\n");
    let metadata = serde_json::to_string(&model.metadata).map_err(|e| e.to_string())?;
    writeln!(text, "\"metadata\": {metadata},").map_err(|e| e.to_string())?;
    text += &lines("operations", &model.operations)?;
    text += ",\n";
    text += &lines("shapes", &model.shapes)?;
    text += "\n}\n";
    Ok(text)
}

fn lines<T: Serialize>(name: &str, entries: &Ordered<T>) -> Result<String, String> {
    let mut text = Vec::new();
    for (key, value) in &entries.0 {
        let value = serde_json::to_string(value).map_err(|e| e.to_string())?;
        text.push(format!("\"{key}\": {value}"));
    }
    Ok(format!("\"{name}\": {{\n{}\n}}", text.join(",\n")))
}
