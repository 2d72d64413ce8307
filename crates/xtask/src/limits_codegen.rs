//! `limits.toml` to `crates/limits/src/generated.rs`.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Where limits are written down, from the workspace's root.
pub const INPUT: &str = "limits.toml";
/// What is made of them.
pub const OUTPUT: &str = "crates/limits/src/generated.rs";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    value: Option<u64>,
    min: Option<i64>,
    max: Option<i64>,
    default: Option<i64>,
    unit: String,
    #[serde(default)]
    adjustable: bool,
    #[serde(default)]
    overridable: bool,
    enforced_by: String,
    source: String,
    doc: String,
}

type Sources = BTreeMap<String, String>;

/// The text of the generated file, or what is wrong with `limits.toml`. The file is not run through rustfmt:
/// `crates/limits` skips it.
pub fn generate(limits_toml: &str) -> Result<String, String> {
    let mut services: BTreeMap<String, toml::Table> =
        parse(limits_toml.parse::<toml::Table>(), "limits.toml")?;
    let sources = services.remove("source").ok_or("limits.toml has no [source]")?;
    let sources: Sources = parse(Ok::<_, toml::de::Error>(sources), "[source]")?;

    let mut text = String::from(
        "//! Made from `limits.toml` by `cargo xtask codegen`: edit that.\n\n\
         /// Every limit of every service, by name.\n\
         pub const ALL: &[&[crate::Row]] = &[",
    );
    text += &services.keys().map(|service| format!("{service}::ALL")).collect::<Vec<_>>().join(", ");
    text += "];\n";
    for (service, rows) in services {
        text += &module(&service, rows, &sources)?;
    }
    Ok(text)
}

fn module(service: &str, rows: toml::Table, sources: &Sources) -> Result<String, String> {
    let mut text = String::new();
    let mut all = String::new();
    let mut kinds = BTreeSet::from(["Fact", "Row", "Unit"]);
    for (name, row) in rows {
        let full_name = format!("{service}.{name}");
        let constant = name.to_uppercase();
        let entry: Entry =
            row.try_into().map_err(|cause| format!("could not read [{full_name}]: {cause}"))?;
        let kind = kind(&entry).map_err(|why| format!("[{full_name}] {why}"))?;
        let fact = fact(&full_name, &entry, sources).map_err(|why| format!("[{full_name}] {why}"))?;
        text += &format!("\n    /// {}\n    ///\n    /// Source: {}.\n", entry.doc, sources[&entry.source]);
        text += &format!(
            "    pub const {constant}: {} = {} {{\n        {}\n        {fact}\n    }};\n",
            kind.0, kind.0, kind.1
        );
        all += &format!("        Row::{}(&{constant}),\n", kind.0);
        kinds.insert(kind.0);
    }
    let used = kinds.into_iter().collect::<Vec<_>>().join(", ");
    Ok(format!(
        "\npub mod {service} {{\n    use crate::{{{used}}};\n{text}\n    /// Every limit of this service, by name.\n    pub const ALL: &[Row] = &[\n{all}    ];\n}}\n"
    ))
}

/// The type of a row, and its numbers as fields.
fn kind(entry: &Entry) -> Result<(&'static str, String), String> {
    match *entry {
        Entry { value: Some(value), min: None, max: None, default: None, .. } => {
            Ok(("Limit", format!("value: {value},")))
        }
        Entry { value: None, min: Some(min), max: Some(max), default: None, .. } if min <= max => {
            Ok(("Bounds", format!("min: {min}, max: {max},")))
        }
        Entry { value: None, min: Some(min), max: Some(max), default: Some(default), .. }
            if (min..=max).contains(&default) =>
        {
            Ok(("Range", format!("min: {min}, max: {max}, default: {default},")))
        }
        _ => Err("needs a `value`, or `min` <= `max` and perhaps a `default` between them".into()),
    }
}

fn fact(name: &str, entry: &Entry, sources: &Sources) -> Result<String, String> {
    let Entry { unit, adjustable, overridable, enforced_by, source, doc, .. } = entry;
    let unit = match unit.as_str() {
        "s" => "Seconds",
        "ms" => "Milliseconds",
        "us" => "Microseconds",
        "bytes" => "Bytes",
        "MB" => "Mebibytes",
        "bytes/s" => "BytesPerSecond",
        "1/s" => "PerSecond",
        "count" => "Count",
        "chars" => "Characters",
        _ => return Err(format!("has a unit {unit:?} that `Unit` does not know")),
    };
    let source = sources
        .get(source)
        .ok_or_else(|| format!("names a source {source:?} that [source] does not have"))?;
    if doc.trim().is_empty() || doc.contains('\n') || enforced_by.trim().is_empty() {
        return Err("needs a `doc` of one line, and an `enforced_by`".into());
    }
    Ok(format!(
        "fact: Fact {{\n            name: {name:?},\n            unit: Unit::{unit},\n            adjustable: {adjustable},\n            \
         overridable: {overridable},\n            enforced_by: {enforced_by:?},\n            source: {source:?},\n            \
         doc: {doc:?},\n        }},"
    ))
}

fn parse<T: serde::de::DeserializeOwned>(
    table: Result<toml::Table, toml::de::Error>,
    what: &str,
) -> Result<T, String> {
    table.and_then(toml::Table::try_into).map_err(|cause| format!("could not read {what}: {cause}"))
}

#[cfg(test)]
mod tests {
    use super::generate;

    const ROW: &str = "unit = 's'\nenforced_by = 'Invoke'\nsource = 'guide'\ndoc = 'How long.'\n";

    fn error(row: &str) -> String {
        generate(&format!("[source]\nguide = 'the guide'\n[lambda.timeout_s]\n{row}")).unwrap_err()
    }

    #[test]
    fn a_row_becomes_a_constant_of_the_kind_that_its_numbers_make() {
        let text = generate(&format!("[source]\nguide = 'the guide'\n[lambda.timeout_s]\nvalue = 3\n{ROW}"))
            .unwrap();
        assert!(text.contains("pub const TIMEOUT_S: Limit = Limit {\n        value: 3,"), "{text}");
        assert!(text.contains("Row::Limit(&TIMEOUT_S),"), "{text}");
        assert!(text.contains("/// Source: the guide."), "{text}");
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert!(error(ROW).contains("[lambda.timeout_s] needs a `value`"));
        assert!(
            error(&format!("min = 1\nmax = 3\ndefault = 4\n{ROW}"))
                .contains("[lambda.timeout_s] needs a `value`")
        );
        assert!(error(&format!("value = 1\nadjustible = true\n{ROW}")).contains("adjustible"));
        assert!(error(&format!("value = 1\n{}", ROW.replace("'guide'", "'hearsay'"))).contains("hearsay"));
        assert!(error(&format!("value = 1\n{}", ROW.replace("'s'", "'fortnights'"))).contains("fortnights"));
    }
}
