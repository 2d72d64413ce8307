//! Tables of the store: their numbers and names are used once, and every one has a row that later versions must read.

use super::files::File;
use std::collections::BTreeMap;

/// Crates whose tables are made up, for tests and measurements.
const EXEMPT: &[&str] = &["store", "store-redb", "bench"];

/// What the source of a table says.
struct Table<'a> {
    number: &'a str,
    name: &'a str,
}

pub fn check(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    let (mut numbers, mut names) = (BTreeMap::new(), BTreeMap::new());
    for file in files.iter().filter(|file| is_source(file)) {
        let crate_name = file.crate_name().unwrap_or_default();
        for table in tables(&file.text) {
            for (kind, value, seen) in
                [("number", table.number, &mut numbers), ("name", table.name, &mut names)]
            {
                if let Some(other) = seen.insert(value, &file.path) {
                    found.push(format!("{}: {kind} {value} is that of a table in {other}", file.path));
                }
            }
            let rows = format!("crates/{crate_name}/tests/tables/{}.", table.name);
            if !files.iter().any(|row| row.path.starts_with(&rows) && row.path.ends_with(".row")) {
                found.push(format!(
                    "{}: table {} has no row in crates/{crate_name}/tests/tables: see store::suite::Fixtures",
                    file.path, table.name
                ));
            }
        }
    }
    found
}

fn is_source(file: &File) -> bool {
    let exempt = file.crate_name().is_none_or(|name| EXEMPT.contains(&name));
    file.is_rust() && file.path.contains("/src/") && !file.path.contains("/tidy/") && !exempt
}

/// Every `Table::new(TableId(<number>), "<name>")` of a file, but not in its tests.
fn tables(text: &str) -> impl Iterator<Item = Table<'_>> {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    code.split("Table::new(").skip(1).filter_map(|rest| {
        let (number, rest) = rest.trim_start().strip_prefix("TableId(")?.split_once(')')?;
        let name = rest.split('"').nth(1)?;
        Some(Table { number, name })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.into(), text: text.into() }
    }

    #[test]
    fn a_table_has_a_number_a_name_and_a_row() {
        let files = [
            file("crates/sqs/src/a.rs", "static A: Table<u8, A> = Table::new(TableId(1), \"sqs.a\");"),
            file(
                "crates/sqs/src/b.rs",
                "static B: Table<u8, B> =\n    Table::new(\n        TableId(1), \"sqs.b\");",
            ),
            file("crates/sqs/tests/tables/sqs.a.1.row", ""),
            file("crates/cli/src/doctor.rs", "let table = Table::new(&[\"a\"]);"),
        ];
        assert_eq!(
            check(&files),
            [
                "crates/sqs/src/b.rs: number 1 is that of a table in crates/sqs/src/a.rs",
                "crates/sqs/src/b.rs: table sqs.b has no row in crates/sqs/tests/tables: see store::suite::Fixtures",
            ]
        );
    }
}
