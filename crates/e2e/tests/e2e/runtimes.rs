//! Runtimes that somebody else wrote, on our Runtime API.

use crate::support::{Entry, Files, Function, Server, files_below, have};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;

fn provided<'a>(name: &'a str, handler: &'a str, files: &'a [Entry<'a>]) -> Function<'a> {
    Function { runtime: "provided.al2023", ..Function::python(name, handler, files) }
}

#[test]
fn the_lambda_runtime_crate_runs_here() {
    let server = Server::start();
    let bootstrap = std::fs::read(have::program("provided-rust")).unwrap();
    server.create(&provided("rust", "none", &[("bootstrap", &bootstrap)]));
    for round in 0..3 {
        let event =
            json!({"round": round, "text": "火消し \u{1f525} \"quoted\"", "nested": [[], {}, null, 1.5]});
        let answer = server.invoke("rust", &event);
        assert_eq!(answer.value(), event);
        assert_eq!(answer.log.contains("Init Duration"), round == 0, "{}", answer.log);
    }
}

/// Takes an event, and then only writes.
const FLOOD: &[u8] = br#"#!/bin/bash
exec 3<>"/dev/tcp/${AWS_LAMBDA_RUNTIME_API/:/\/}"
printf 'GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: r\r\n\r\n' >&3
IFS= read -r line <&3
exec yes
"#;

#[test]
fn a_function_that_floods_its_output_is_ended_at_its_time_out() {
    let server = Server::start();
    let flood =
        Function { timeout_s: 2, memory_mb: 1769, ..provided("flood", "none", &[("bootstrap", FLOOD)]) };
    server.create(&flood);
    let answer = server.invoke("flood", &json!({}));
    assert_eq!(answer.error()["errorType"], "Sandbox.Timedout");
    assert!(answer.report().contains("Status: timeout"), "{}", answer.log);
}

#[test]
fn awslambdaric_runs_here_as_somebodys_own_runtime() {
    let Some(python) = have::python_clients() else { return };
    let Some((interpreter, packages)) = awslambdaric(&python) else { return };
    let bootstrap = format!("#!/bin/sh\nexec {interpreter} -m awslambdaric \"$_HANDLER\"\n");
    let app = b"
import logging

def handler(event, context):
    print('printed')
    logging.getLogger().warning('logged')
    if event.get('fail'):
        raise LookupError('no such fire')
    return {'event': event, 'id': context.aws_request_id, 'name': context.function_name}
";
    let mut files: Vec<Entry<'_>> =
        packages.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    files.extend([("bootstrap", bootstrap.as_bytes()), ("app.py", app.as_slice())]);

    let server = Server::start();
    server.create(&provided("ric", "app.handler", &files));
    let answer = server.invoke("ric", &json!({"n": 1}));
    let value = answer.value();
    assert_eq!((&value["event"], &value["name"]), (&json!({"n": 1}), &json!("ric")));
    let id = value["id"].as_str().unwrap();
    assert!(answer.report().contains(id), "{}", answer.log);
    assert!(answer.log.contains("\nprinted\n"), "{}", answer.log);
    assert!(answer.log.contains(&format!("\t{id}\tlogged\n")), "{}", answer.log);

    let failed = server.invoke("ric", &json!({"fail": true})).error();
    assert_eq!(
        (&failed["errorType"], &failed["errorMessage"]),
        (&json!("LookupError"), &json!("no such fire"))
    );
    assert_eq!(server.invoke("ric", &json!({"n": 2})).value()["event"], json!({"n": 2}));
}

/// An interpreter that is also there inside, and what awslambdaric is made of: one of its modules is compiled for one
/// version of Python.
fn awslambdaric(python: &Path) -> Option<(String, Files)> {
    let script =
        "import awslambdaric, sys; print(*sys.version_info[:2], sep='.'); print(awslambdaric.__path__[0])";
    let output = Command::new(python).args(["-c", script]).output().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    let (version, path) = output.trim().split_once('\n').expect("awslambdaric is among the requirements");
    let interpreter = have::system_python(version)?;
    let packages = PathBuf::from(path).parent().unwrap().to_owned();
    let files =
        files_below(&packages, &["awslambdaric", "snapshot_restore_py", "simplejson", "runtime_client"]);
    Some((interpreter, files))
}

#[test]
fn a_bootstrap_in_bash_gets_events_as_they_were_sent() {
    let server = Server::start();
    let bootstrap = include_bytes!("../../../../examples/provided/bootstrap");
    server.create(&provided("bash", "none", &[("bootstrap", bootstrap)]));
    for event in [json!({"text": "é'\"\\ \u{1f525}"}), json!([1, 2]), json!(null), json!("x".repeat(20_000))]
    {
        let answer = server.invoke("bash", &event);
        assert_eq!(answer.value()["event"], event);
        assert!(answer.log.contains("greeting from the shell"), "{}", answer.log);
    }
}

#[test]
fn a_package_without_a_bootstrap_is_named_as_aws_names_it() {
    let server = Server::start();
    server.create(&provided("empty", "none", &[("other", b"")]));
    let error = server.invoke("empty", &json!({})).error();
    assert_eq!(error["errorType"], "Runtime.InvalidEntrypoint");
    let text = error["errorMessage"].as_str().unwrap();
    assert!(
        text.ends_with("Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]"),
        "{text}"
    );
}

#[test]
fn a_bootstrap_that_cannot_be_executed_is_said_to_be_so() {
    let server = Server::start();
    server.create(&provided("broken", "none", &[("bootstrap", b"this is no program")]));
    let error = server.invoke("broken", &json!({})).error();
    assert!(error["errorMessage"].as_str().unwrap().ends_with("exec format error"), "{error}");
}

#[test]
fn a_python_function_that_cannot_be_imported_says_why() {
    let server = Server::start();
    server.create(&Function::python("broken", "app.handler", &[("app.py", b"import nothing_like_it\n")]));
    for _ in 0..2 {
        let error = server.invoke("broken", &json!({})).error();
        assert_eq!(error["errorType"], "Runtime.ImportModuleError");
        assert_eq!(error["errorMessage"], "Unable to import module 'app': No module named 'nothing_like_it'");
    }
}
