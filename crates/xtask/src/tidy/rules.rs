//! What no file may say.

use super::files::File;
use crate::root;
use std::path::Path;

/// Crates that measure and wait for real.
const DEV: &[&str] = &["xtask", "bench", "e2e", "testkit"];

/// Calls that only `clock` may make.
const TIME: &[&str] =
    &["SystemTime::now", "Instant::now", "Utc::now", "thread::sleep", "tokio::time::sleep", "time::sleep("];

/// Beginnings of what only `sandbox-linux` may write. In pieces, so that this file does not find itself.
const UNSAFE: &[(&str, &str)] =
    &[("unsafe", " {"), ("unsafe", " fn"), ("unsafe", " impl"), ("unsafe", " extern"), ("#[unsafe", "(")];

/// Every line that breaks a rule, as `path:line: what`.
pub fn check(files: &[File]) -> Vec<String> {
    let paths = machine_paths(&root::root(), std::env::var("HOME").ok().as_deref());
    let mut found = Vec::new();
    for file in files {
        for (number, line) in (1..).zip(file.text.lines()) {
            let mut report = |what: &str| found.push(format!("{}:{number}: {what}", file.path));
            if reads_time(file, line) {
                report("only `clock` reads time and waits");
            }
            if is_unsafe(file, line) {
                report("`unsafe` lives in sandbox-linux alone");
            }
            if names_machine(line, &paths) {
                report("a path of somebody's machine");
            }
        }
    }
    found
}

fn reads_time(file: &File, line: &str) -> bool {
    let exempt = file.crate_name().is_none_or(|name| name == "clock" || DEV.contains(&name));
    file.is_rust() && !exempt && TIME.iter().any(|call| code(line).contains(call))
}

fn is_unsafe(file: &File, line: &str) -> bool {
    let exempt = file.crate_name() == Some("sandbox-linux");
    file.is_rust() && !exempt && UNSAFE.iter().any(|(a, b)| code(line).contains(&[*a, *b].concat()))
}

/// A line less its comment.
fn code(line: &str) -> &str {
    line.split_once("//").map_or(line, |(code, _)| code)
}

/// Where this checkout and its owner live.
fn machine_paths(root: &Path, home: Option<&str>) -> Vec<String> {
    const PUBLIC: &[&str] = &["/", "/tmp", "/var/tmp", "/home", "/opt", "/srv", "/mnt", "/usr/src"];
    let parent = root.parent().filter(|parent| !PUBLIC.iter().any(|public| *parent == Path::new(public)));
    let home = home.filter(|home| home.len() > 1).map(Path::new);
    [Some(root), parent, home].into_iter().flatten().map(|path| format!("{}/", path.display())).collect()
}

/// Whether a line names this machine's folders, or anybody's home.
fn names_machine(line: &str, paths: &[String]) -> bool {
    let starts_at = |at: usize| {
        !line[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '}' | '_' | '-'))
    };
    paths.iter().any(|path| line.match_indices(path.as_str()).any(|(at, _)| starts_at(at)))
        || ["/home/", "/Users/"].iter().any(|homes| {
            line.match_indices(homes).any(|(at, _)| starts_at(at) && is_folder(&line[at + homes.len()..]))
        })
}

/// `name/…`
fn is_folder(text: &str) -> bool {
    let name = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')));
    name.is_some_and(|end| end > 0 && text[end..].starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.into(), text: text.into() }
    }

    #[test]
    fn time_is_read_in_one_crate() {
        let text = "let now = std::time::Instant::now();";
        for (path, expected) in [
            ("crates/store/src/lib.rs", 1),
            ("crates/clock/src/source.rs", 0),
            ("crates/bench/src/main.rs", 0),
        ] {
            assert_eq!(check(&[file(path, text)]).len(), expected, "{path}");
        }
        assert!(check(&[file("crates/store/src/lib.rs", "// not Instant::now")]).is_empty());
    }

    #[test]
    fn unsafe_code_is_in_one_crate() {
        let text = ["    unsafe", " { call() }"].concat();
        assert_eq!(
            check(&[file("crates/store/src/lib.rs", &text)]),
            ["crates/store/src/lib.rs:1: `unsafe` lives in sandbox-linux alone"]
        );
        assert!(check(&[file("crates/sandbox-linux/src/lib.rs", &text)]).is_empty());
        assert!(check(&[file("Cargo.toml", "unsafe_code = \"forbid\"")]).is_empty());
    }

    #[test]
    fn paths_of_a_machine_are_found() {
        let paths = machine_paths(Path::new("/data/repository"), Some("/elsewhere/me"));
        for (line, expected) in [
            ("see /data/repository/x", true),
            ("see /data/other", true),
            ("\"/elsewhere/me/.cargo\"", true),
            ("var/data/x", false),
            (&["/ho", "me/somebody/x"].concat(), true),
            ("/home/sbx_user1051:/sbin", false),
            ("/Users/:id", false),
        ] {
            assert_eq!(names_machine(line, &paths), expected, "{line}");
        }
        assert_eq!(machine_paths(Path::new("/tmp/hikeshi"), None), ["/tmp/hikeshi/"]);
    }
}
