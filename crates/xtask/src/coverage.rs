//! `coverage`: writes docs/coverage.md, which of AWS's operations are offered.
//!
//! The registration lists of the services are the truth. An end-to-end test compares what a running server says of
//! itself with models/offered.toml less models/not-yet.toml, so that this need not compile the platform.

use crate::model_file::ServiceModel;
use crate::root;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const PAGE: &str = "docs/coverage.md";

type Names = BTreeMap<String, BTreeSet<String>>;

/// One service: its offered operations, and all of them.
struct Service {
    name: String,
    offered: BTreeSet<String>,
    all: BTreeSet<String>,
}

pub fn run(arguments: &[String]) -> Result<(), String> {
    let written = page(&services()?);
    match arguments.iter().any(|argument| argument == "--check") {
        false => root::write(PAGE, &written),
        true if root::read(PAGE).is_ok_and(|there| there == written) => Ok(()),
        true => Err(format!("{PAGE} is not what the lists say: cargo xtask coverage")),
    }
}

fn services() -> Result<Vec<Service>, String> {
    let read = |path: &str| -> Result<Names, String> {
        toml::from_str(&root::read(path)?).map_err(|error| format!("{path}: {error}"))
    };
    let (offered, not_yet) = (read("models/offered.toml")?, read("models/not-yet.toml")?);
    offered.into_iter().map(|(name, names)| service(name, names, &not_yet)).collect()
}

fn service(name: String, mut offered: BTreeSet<String>, not_yet: &Names) -> Result<Service, String> {
    if let Some(missing) = not_yet.get(&name) {
        offered.retain(|operation| !missing.contains(operation) && !missing.contains("*"));
    }
    let path = format!("models/{name}.json");
    let model: ServiceModel =
        serde_json::from_str(&root::read(&path)?).map_err(|error| format!("{path}: {error}"))?;
    let all = model.operations.0.iter().map(|(operation, _)| operation.clone()).collect();
    Ok(Service { name, offered, all })
}

// Writing to a string cannot fail.
fn page(services: &[Service]) -> String {
    let mut page = String::from(
        "# Coverage\n\n\
         Which of AWS's operations hikeshi offers. One that it offers behaves, in success and in failure, as AWS's does;\n\
         one that it does not offer answers `NotImplemented` (501) and names itself.\n\
         `cargo xtask coverage` writes this page.\n\n\
         | service | offered | of |\n|---|---|---|\n",
    );
    for service in services {
        let _ = writeln!(
            page,
            "| [{0}](#{0}) | {1} | {2} |",
            service.name,
            service.offered.len(),
            service.all.len()
        );
    }
    for service in services {
        let _ = write!(page, "\n## {}\n\n", service.name);
        let names = |names: &mut dyn Iterator<Item = &String>| {
            let quoted: Vec<String> = names.map(|name| format!("`{name}`")).collect();
            if quoted.is_empty() { "none".to_owned() } else { quoted.join(" ") }
        };
        let _ = writeln!(page, "Offered: {}\n", names(&mut service.offered.iter()));
        let _ = writeln!(page, "Not offered: {}", names(&mut service.all.difference(&service.offered)));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_yet_registered_is_not_offered() {
        let set = |names: &[&str]| names.iter().map(ToString::to_string).collect::<BTreeSet<String>>();
        let one = Service { name: "sts".into(), offered: set(&["A"]), all: set(&["A", "B"]) };
        let text = page(&[one]);
        assert!(text.contains("| [sts](#sts) | 1 | 2 |\n"), "{text}");
        assert!(text.ends_with("Offered: `A`\n\nNot offered: `B`\n"), "{text}");
    }
}
