//! `hikeshi backup` and `restore`: everything, at one moment, and back again.

use crate::support::{Data, Function, Server, have, hikeshi};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Output;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};

fn run(command: &str, arguments: &[&str]) -> Output {
    hikeshi().arg(command).args(arguments).output().expect("the program runs")
}

fn succeed(command: &str, arguments: &[&str]) {
    let output = run(command, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// What a command says that does not do as it is told.
fn refuse(command: &str, arguments: &[&str]) -> String {
    let output = run(command, arguments);
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary paths are UTF-8")
}

fn names(server: &Server) -> Vec<String> {
    let mut names = Vec::new();
    let mut marker = String::new();
    loop {
        let page: Value = server.call("GET", &format!("/2015-03-31/functions/{marker}"), b"").json();
        let functions = page["Functions"].as_array().expect("a page");
        names.extend(
            functions.iter().filter_map(|function| function["FunctionName"].as_str()).map(str::to_owned),
        );
        match page["NextMarker"].as_str() {
            Some(next) if !next.is_empty() => marker = format!("?Marker={}", next.replace('=', "%3D")),
            _ => return names,
        }
    }
}

#[test]
fn a_backup_under_load_is_one_moment_and_comes_back() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&Function::ours("inside.echo"));
    let (created, enough) = (AtomicUsize::new(0), AtomicBool::new(false));
    let data = server.data.clone();
    let backup = data.as_ref().join("backup");
    let (before, after) = std::thread::scope(|scope| {
        scope.spawn(|| {
            // One after the other, each with a package of its own.
            while !enough.load(SeqCst) {
                let n = created.load(SeqCst);
                let (name, code) = (format!("written-{n:04}"), format!("def f(event, context): return {n}"));
                server.create_at_once(&Function::python(&name, "f.f", &[("f.py", code.as_bytes())]));
                created.fetch_add(1, SeqCst);
            }
        });
        while created.load(SeqCst) < 5 {
            std::thread::yield_now();
        }
        let before = created.load(SeqCst);
        succeed("backup", &[text(&backup), "--endpoint", &server.endpoint()]);
        let after = created.load(SeqCst) + 1;
        enough.store(true, SeqCst);
        (before, after)
    });
    drop(server);

    let restored = Data::new();
    succeed("restore", &[text(&backup), "--data-dir", text(&restored.path())]);
    let server = Server::start_on(restored);
    let mut names = names(&server);
    names.retain(|name| name != "echo");
    let expected: Vec<String> = (0..names.len()).map(|n| format!("written-{n:04}")).collect();
    assert_eq!(names, expected, "a moment has no gaps");
    assert!((before..=after).contains(&names.len()), "{} of {before} to {after}", names.len());
    assert_eq!(server.invoke("echo", &json!({"still": "here"})).value(), json!({"still": "here"}));
    let last = names.len() - 1;
    server.active(&names[last]);
    assert_eq!(server.invoke(&names[last], &json!({})).value(), json!(last));
}

#[test]
fn a_data_directory_that_nobody_uses_is_copied_without_a_server() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&Function::ours("inside.echo"));
    assert_eq!(server.invoke("echo", &json!(1)).value(), json!(1));
    let (data, other) = (server.stop(), Data::new());
    let backup = data.as_ref().join("backup");
    succeed("backup", &[text(&backup), "--data-dir", text(&data.path())]);
    let again = refuse("backup", &[text(&backup), "--data-dir", text(&data.path())]);
    assert!(again.contains("is there already"), "{again}");
    // By a link, to a directory that is there.
    let (place, link) = (other.path(), other.as_ref().join("link"));
    fs::create_dir_all(&place).unwrap();
    std::os::unix::fs::symlink(&place, &link).unwrap();
    succeed("restore", &[text(&backup), "--data-dir", text(&link)]);
    let logs =
        |data: &Path| String::from_utf8(run("logs", &["echo", "--data-dir", text(data)]).stdout).unwrap();
    assert!(logs(&place).contains("REPORT RequestId"), "{}", logs(&place));
    assert_eq!(logs(&place), logs(&data.path()));
    let server = Server::start_on(other);
    server.active("echo");
    assert_eq!(server.invoke("echo", &json!(1)).value(), json!(1));
}

#[test]
fn a_backup_that_is_damaged_is_refused_and_leaves_nothing() {
    let server = Server::start();
    server.create_at_once(&Function::ours("inside.echo"));
    let data = server.data.clone();
    let backup = data.as_ref().join("backup");
    succeed("backup", &[text(&backup), "--endpoint", &server.endpoint()]);
    drop(server);
    let package = fs::read_dir(backup.join("packages/zip")).unwrap().next().unwrap().unwrap().path();
    let target = data.as_ref().join("restored");
    for file in [backup.join("store.rows"), package, backup.join("manifest.json")] {
        let sound = fs::read(&file).unwrap();
        let mut flipped = sound.clone();
        *flipped.last_mut().unwrap() ^= 1;
        for damaged in [Some(&flipped[..]), Some(&sound[..sound.len() - 1]), None] {
            match damaged {
                Some(bytes) => fs::write(&file, bytes).unwrap(),
                None => fs::remove_file(&file).unwrap(),
            }
            let why = refuse("restore", &[text(&backup), "--data-dir", text(&target)]);
            let said = ["damaged", "could not understand", "no backup"].iter().any(|word| why.contains(word));
            assert!(said, "{}: {why}", file.display());
            assert!(!target.exists());
        }
        fs::write(&file, sound).unwrap();
    }
    succeed("restore", &[text(&backup), "--data-dir", text(&target)]);
    let left =
        fs::read_dir(data.as_ref()).unwrap().flatten().map(|entry| entry.file_name()).collect::<Vec<_>>();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("restoring")), "{left:?}");
}

#[test]
fn a_backup_is_only_put_where_nothing_is() {
    let server = Server::start();
    let data = server.data.clone();
    let backup = data.as_ref().join("backup");
    succeed("backup", &[text(&backup), "--endpoint", &server.endpoint()]);
    let why = refuse("restore", &[text(&backup), "--data-dir", text(&data.path())]);
    assert!(why.contains("another server does"), "{why}");
    drop(server);
    let why = refuse("restore", &[text(&backup), "--data-dir", text(&data.path())]);
    assert!(why.contains("is not empty"), "{why}");
    let why = refuse("backup", &[text(&data.as_ref().join("none")), "--data-dir", "/nonexistent/place"]);
    assert!(why.contains("there is nothing to copy"), "{why}");
}

#[test]
fn one_backup_at_a_time_is_made_and_a_foreign_page_makes_none() {
    let server = Server::start();
    let begun = server.call("POST", "/_hikeshi/backup", b"");
    assert_eq!(begun.status, 200, "{}", begun.text());
    assert_eq!(server.call("POST", "/_hikeshi/backup", b"").status, 409);
    assert_eq!(server.call("GET", "/_hikeshi/backup?id=another", b"").status, 404);
    assert_eq!(server.call("GET", "/_hikeshi/backup", b"").status, 400);
    let path = format!("/_hikeshi/backup?id={}", begun.json()["id"].as_str().unwrap());
    let part = server.call("GET", &path, b"");
    assert_eq!((part.status, part.body.first()), (200, Some(&b'F')));
    while !server.call("GET", &path, b"").body.is_empty() {}
    assert_eq!(server.call("GET", &path, b"").status, 404);
    let foreign = [("origin", "https://evil.example")];
    assert_eq!(server.connect().call("POST", "/_hikeshi/backup", &foreign, b"").unwrap().status, 403);
}
