//! `codegen`: writes the generated sources, or with `--check` tells whether they are as they should be.

mod errors;
mod names;
mod operations;
mod overlay;
mod schemas;
mod service;
mod structs;

use crate::model_file::ServiceModel;
use crate::{limits_codegen, root};
use overlay::Overlay;
use std::io::Write;
use std::process::{Command, Stdio};

pub fn run(arguments: &[String]) -> Result<(), String> {
    let check = match arguments {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => return Err("takes `--check` or nothing".into()),
    };
    let mut stale = Vec::new();
    for (path, text) in generate()? {
        if root::read(path.as_str()).is_ok_and(|old| old == text) {
            continue;
        }
        if check {
            stale.push(path);
        } else {
            root::write(&path, &text)?;
            println!("wrote {path}");
        }
    }
    if stale.is_empty() { Ok(()) } else { Err(format!("not up to date: {}", stale.join(", "))) }
}

/// Every generated file: its path and its text.
fn generate() -> Result<Vec<(String, String)>, String> {
    let overlay = Overlay::parse(&root::read("models/overlay.toml")?)?;
    let mut files = Vec::new();
    let services = services()?;
    for service in &services {
        let model = root::read(&format!("models/{service}.json"))?;
        let mut model: ServiceModel =
            serde_json::from_str(&model).map_err(|e| format!("models/{service}.json: {e}"))?;
        let added = overlay.apply(service, &mut model)?;
        let text = service::generate(service, &model, &added).map_err(|e| format!("{service}: {e}"))?;
        files.push((format!("crates/model/src/{service}.rs"), format_rust(&text)?));
    }
    let limits = limits_codegen::generate(&root::read(limits_codegen::INPUT)?)?;
    files.push((limits_codegen::OUTPUT.into(), limits));
    files.push(("crates/model/src/lib.rs".into(), format_rust(&library(&services))?));
    Ok(files)
}

/// The services of `models/offered.toml`, in alphabetical order.
fn services() -> Result<Vec<String>, String> {
    let offered: toml::Table =
        root::read("models/offered.toml")?.parse().map_err(|e| format!("models/offered.toml: {e}"))?;
    Ok(offered.keys().cloned().collect())
}

fn library(services: &[String]) -> String {
    let mut text = String::from(
        "//! Generated from models/*.json by `cargo xtask codegen`: structs, operation markers, error statics.\n\n",
    );
    for service in services {
        text += &format!("pub mod {service};\n");
    }
    let list: Vec<_> = services.iter().map(|service| format!("&{service}::SERVICE")).collect();
    text += &format!(
        "\n/// Every service of which something is offered.\npub static SERVICES: &[&shape::ServiceSchema] = &[{}];\n",
        list.join(", ")
    );
    text + "\n#[cfg(test)]\nmod tests;\n"
}

/// rustfmt with the repository's configuration, so that `cargo fmt` has nothing to add.
fn format_rust(text: &str) -> Result<String, String> {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(root::root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| format!("could not start rustfmt: {e}"))?;
    let mut stdin = rustfmt.stdin.take().ok_or("rustfmt has no input")?;
    // rustfmt reads everything before it writes: no deadlock.
    stdin.write_all(text.as_bytes()).map_err(|e| format!("could not feed rustfmt: {e}"))?;
    drop(stdin);
    let output = rustfmt.wait_with_output().map_err(|e| format!("rustfmt: {e}"))?;
    if !output.status.success() {
        return Err(format!("rustfmt refuses what was generated:\n{text}"));
    }
    String::from_utf8(output.stdout).map_err(|e| format!("rustfmt: {e}"))
}
