//! SPECIFICATION.md: a promise names the test or the bench that holds it, and that exists.

use super::files::File;

const PATH: &str = "SPECIFICATION.md";

/// Rows whose last cell names nothing, or something that is not there.
pub fn check(files: &[File]) -> Vec<String> {
    let Some(specification) = files.iter().find(|file| file.path == PATH) else {
        return vec![format!("{PATH} is missing")];
    };
    let mut found = Vec::new();
    for (number, line) in (1..).zip(specification.text.lines()) {
        let Some(holders) = holders(line) else { continue };
        if holders.is_empty() {
            found.push(format!("{PATH}:{number}: a promise that nothing holds"));
        }
        for holder in holders.iter().filter(|holder| !exists(holder, files)) {
            found.push(format!("{PATH}:{number}: there is no {holder}"));
        }
    }
    found
}

/// What a row of a table names in its last cell; `None` of a line that is no row with a promise.
fn holders(line: &str) -> Option<Vec<&str>> {
    let row = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    let last = row.rsplit('|').next()?.trim();
    let is_head = last == "held by" || (last.contains('-') && last.chars().all(|c| matches!(c, '-' | ':')));
    // Every second part stands between back quotes.
    (!is_head).then(|| last.split('`').skip(1).step_by(2).collect())
}

/// `<crate>::<test>`, `bench <name>` or `xtask <command>`.
fn exists(holder: &str, files: &[File]) -> bool {
    if let Some(name) = holder.strip_prefix("bench ") {
        return files.iter().any(|file| file.path == format!("crates/bench/src/{name}.rs"));
    }
    if let Some(command) = holder.strip_prefix("xtask ") {
        let row = format!("name: \"{command}\"");
        return files.iter().any(|file| file.path == "crates/xtask/src/main.rs" && file.text.contains(&row));
    }
    let Some((name, test)) = holder.split_once("::") else { return false };
    let (function, row) = (format!("fn {test}("), format!("\"{test}\""));
    files.iter().any(|file| {
        let is_its = file.crate_name() == Some(name) && !file.path.ends_with("promises.rs");
        is_its && (file.text.contains(&function) || file.text.contains(&row))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.into(), text: text.into() }
    }

    #[test]
    fn a_promise_names_what_holds_it() {
        let table = "\
| promise | held by |
|---|---|
| one | `store::nothing_is_lost`, `bench warm` |
| two | |
| three | `store::nothing_is_found` |
| four | `xtask tidy` and `xtask untidy` |
Not a row.";
        let files = [
            file("SPECIFICATION.md", table),
            file("crates/store/tests/x.rs", "fn nothing_is_lost() {}"),
            file("crates/wire/tests/x.rs", "fn nothing_is_found() {}"),
            file("crates/bench/src/warm.rs", ""),
            file("crates/xtask/src/main.rs", "Command { name: \"tidy\", …"),
        ];
        assert_eq!(
            check(&files),
            [
                "SPECIFICATION.md:4: a promise that nothing holds",
                "SPECIFICATION.md:5: there is no store::nothing_is_found",
                "SPECIFICATION.md:6: there is no xtask untidy",
            ]
        );
    }
}
