//! A function's whole life, its errors, and the whole control plane through AWS's own clients: the command line, boto3,
//! both SDKs for JavaScript, and that for Rust.

use crate::support::{Entry, Server, have, zip};
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A runtime with an example, and what the example says.
struct Runtime {
    name: &'static str,
    handler: &'static str,
    example: Entry<'static>,
    from: &'static str,
    /// A function that fails, its handler, and the `errorType` that its caller gets.
    failing: (&'static str, Entry<'static>, &'static str),
}

const PYTHON: Runtime = Runtime {
    name: "python3.12",
    handler: "handler.handler",
    example: ("handler.py", include_bytes!("../../../../examples/python/handler.py")),
    from: "Python 3.",
    failing: (
        "failures.exception",
        ("failures.py", include_bytes!("../../../../examples/failures/failures.py")),
        "ValueError",
    ),
};
const NODE: Runtime = Runtime {
    name: "nodejs20.x",
    handler: "index.handler",
    example: ("index.mjs", include_bytes!("../../../../examples/nodejs/index.mjs")),
    from: "Node.js ",
    failing: (
        "failures.exception",
        ("failures.mjs", include_bytes!("../../../../examples/failures/failures.mjs")),
        "RangeError",
    ),
};
const PROVIDED: Runtime = Runtime {
    name: "provided.al2023",
    handler: "bootstrap",
    example: ("bootstrap", include_bytes!("../../../../examples/provided/bootstrap")),
    from: "Bash ",
    failing: ("bootstrap", ("bootstrap", b"#!/bin/sh\nexit 3\n"), "Runtime.ExitError"),
};

/// A program that lives through a story with one client.
struct Client {
    command: fn() -> Option<Command>,
    /// Whether an error carries its HTTP status, and whether its class says if AWS's model knows it.
    tells_status: bool,
    tells_type: bool,
}

const BOTO3: Client = Client { command: || python("boto3_story.py"), tells_status: true, tells_type: true };
const AWS_CLI: Client = Client {
    command: || {
        let mut command = python("aws_cli_story.py")?;
        command.env("AWS_CLI", have::aws_cli()?);
        Some(command)
    },
    tells_status: false,
    tells_type: false,
};
const SDK_V3: Client = Client { command: || node("sdk_v3_story.mjs"), tells_status: true, tells_type: true };
const SDK_V2: Client = Client { command: || node("sdk_v2_story.mjs"), tells_status: true, tells_type: false };

const SDK_RUST: Client =
    Client { command: || have::rust_client().map(Command::new), tells_status: true, tells_type: true };

fn python(script: &str) -> Option<Command> {
    let mut command = Command::new(have::python_clients()?);
    command.arg(have::root().join("crates/e2e/clients").join(script));
    Some(command)
}

fn node(script: &str) -> Option<Command> {
    let mut command = Command::new("node");
    command.arg(have::node_clients()?.join(script));
    Some(command)
}

#[test]
fn the_aws_cli_lives_through_a_python_functions_life() {
    lives(&AWS_CLI, &PYTHON);
}

#[test]
fn the_aws_cli_lives_through_a_nodejs_functions_life() {
    lives(&AWS_CLI, &NODE);
}

#[test]
fn the_aws_cli_lives_through_a_provided_functions_life() {
    lives(&AWS_CLI, &PROVIDED);
}

#[test]
fn boto3_lives_through_a_functions_life_in_every_runtime() {
    [PYTHON, NODE, PROVIDED].iter().for_each(|runtime| lives(&BOTO3, runtime));
}

#[test]
fn the_javascript_sdk_v3_lives_through_a_functions_life_in_every_runtime() {
    [PYTHON, NODE, PROVIDED].iter().for_each(|runtime| lives(&SDK_V3, runtime));
}

#[test]
fn the_javascript_sdk_v2_lives_through_a_functions_life_in_every_runtime() {
    [PYTHON, NODE, PROVIDED].iter().for_each(|runtime| lives(&SDK_V2, runtime));
}

#[test]
fn the_aws_cli_understands_what_goes_wrong() {
    understands_errors(&AWS_CLI, &PYTHON);
}

#[test]
fn boto3_understands_what_goes_wrong_in_every_runtime() {
    [PYTHON, NODE, PROVIDED].iter().for_each(|runtime| understands_errors(&BOTO3, runtime));
}

#[test]
fn the_javascript_sdk_v3_understands_what_goes_wrong() {
    understands_errors(&SDK_V3, &NODE);
}

#[test]
fn the_javascript_sdk_v2_understands_what_goes_wrong() {
    understands_errors(&SDK_V2, &NODE);
}

#[test]
fn boto3_goes_through_the_whole_control_plane() {
    controls(&BOTO3);
}

#[test]
fn the_aws_cli_goes_through_the_whole_control_plane() {
    controls(&AWS_CLI);
}

#[test]
fn the_javascript_sdk_v3_goes_through_the_whole_control_plane() {
    controls(&SDK_V3);
}

#[test]
fn the_javascript_sdk_v2_goes_through_the_whole_control_plane() {
    controls(&SDK_V2);
}

#[test]
fn the_rust_sdk_goes_through_the_whole_control_plane() {
    controls(&SDK_RUST);
}

fn is_here(runtime: &Runtime) -> bool {
    match runtime.name {
        "python3.12" => have::python().is_some(),
        "nodejs20.x" => have::node().is_some(),
        _ => true,
    }
}

fn lives(client: &Client, runtime: &Runtime) {
    let (true, Some(command)) = (is_here(runtime), (client.command)()) else { return };
    let (file, text) = runtime.example;
    let later = String::from_utf8_lossy(text).replace("Hello", "Good evening");
    let server = Server::start();
    let first = keep(&server, "first.zip", &[runtime.example]);
    let second = keep(&server, "second.zip", &[(file, later.as_bytes())]);
    let plan = json!({
        "story": "life", "name": "greeter", "runtime": runtime.name, "handler": runtime.handler,
        "first": first, "second": second,
    });
    let seen = play(command, &server, &plan);

    assert_eq!(seen["created"], "Pending");
    assert_eq!(seen["active"], "Active");
    assert_eq!(seen["sha256"].as_str().map(str::len), Some(44), "{seen}");
    assert_eq!((&seen["status"], &seen["version"]), (&json!(200), &json!("$LATEST")));
    for (answer, greeting) in [(&seen["first"], "Hello"), (&seen["second"], "Good evening")] {
        assert!(answer["greeting"].as_str().is_some_and(|text| text.starts_with(greeting)), "{answer}");
        assert!(answer["from"].as_str().is_some_and(|text| text.starts_with(runtime.from)), "{answer}");
        assert!(answer.to_string().contains("Edo") || runtime.name != "provided.al2023", "{answer}");
    }
    let tail = seen["tail"].as_str().unwrap();
    for line in ["START RequestId: ", "greeting", "END RequestId: ", "REPORT RequestId: ", "Init Duration: "]
    {
        assert!(tail.contains(line), "{line} is missing in {tail:?}");
    }
    assert_eq!(seen["listed"], true);
    assert_eq!(seen["configured"], json!([9, 256, "longer"]));
    refused(client, &seen["gone"], "ResourceNotFoundException", 404, true);
}

fn understands_errors(client: &Client, runtime: &Runtime) {
    let (true, Some(command)) = (is_here(runtime), (client.command)()) else { return };
    let (handler, file, error_type) = runtime.failing;
    let server = Server::start();
    let failures = keep(&server, "failures.zip", &[file]);
    let plan = json!({
        "story": "errors", "name": "failing", "runtime": runtime.name, "failing": handler, "failures": failures,
    });
    let seen = play(command, &server, &plan);

    let function = &seen["function"];
    assert_eq!((&function["kind"], &function["status"]), (&json!("Unhandled"), &json!(200)));
    assert_eq!(function["payload"]["errorType"], error_type, "{function}");
    refused(client, &seen["twice"], "ResourceConflictException", 409, true);
    refused(client, &seen["unknown"], "ResourceNotFoundException", 404, true);
    refused(client, &seen["not_json"], "InvalidRequestContentException", 400, true);
    // AWS's model of Lambda knows neither of these two, so that no client has a type for them.
    refused(client, &seen["invalid"], "ValidationException", 400, false);
    refused(client, &seen["too_large"], "RequestEntityTooLargeException", 413, false);
}

/// Versions, aliases, permissions, tags, concurrency, code signing, lists in pages, and deletes.
fn controls(client: &Client) {
    let (true, Some(command)) = (is_here(&PYTHON), (client.command)()) else { return };
    let (file, text) = PYTHON.example;
    let later = String::from_utf8_lossy(text).replace("Hello", "Good evening");
    let server = Server::start();
    let first = keep(&server, "first.zip", &[PYTHON.example]);
    let second = keep(&server, "second.zip", &[(file, later.as_bytes())]);
    let plan = json!({
        "story": "control", "name": "greeter", "runtime": PYTHON.name, "handler": PYTHON.handler,
        "first": first, "second": second,
    });
    let seen = play(command, &server, &plan);

    let arn = "arn:aws:lambda:us-east-1:000000000000:function:greeter";
    let arn_of = |qualifier: &str| format!("{arn}:{qualifier}");
    assert_eq!(seen["published"], json!(["1", "first", "2"]));
    assert_eq!(seen["alias"], json!(["live", "1", arn_of("live")]));
    assert_eq!((&seen["before"], &seen["after"]), (&json!("1"), &json!("2")));
    assert_eq!((seen["weights"]["2"].as_f64(), &seen["same_alias"]), (Some(1.0), &json!(true)));
    let statement = json!({
        "Sid": "s3", "Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"},
        "Action": "lambda:InvokeFunction", "Resource": arn_of("live"),
        "Condition": {"ArnLike": {"AWS:SourceArn": "arn:aws:s3:::bucket"}},
    });
    assert_eq!(seen["policy"], json!({"Version": "2012-10-17", "Id": "default", "Statement": [statement]}));
    refused(client, &seen["no_policy"], "ResourceNotFoundException", 404, true);
    assert_eq!(seen["tags"], json!({"b/c d": "2"}));
    assert_eq!(seen["reserved"], 0);
    refused(client, &seen["throttled"], "TooManyRequestsException", 429, true);
    assert_eq!((&seen["unreserved"], &seen["functions"]), (&json!(995), &json!(1)));
    assert_eq!(seen["provisioned"], json!(["IN_PROGRESS", "FAILED"]));
    assert_eq!(seen["signing"], json!([true, [arn]]));
    assert_eq!(seen["updates"], "Auto");
    assert_eq!(seen["versions"], json!(["$LATEST", "1", "2"]));
    assert_eq!(seen["aliases"], json!(["live"]));
    assert_eq!(seen["all"], json!([arn_of("$LATEST"), arn_of("1"), arn_of("2")]));
    refused(client, &seen["referenced"], "ResourceConflictException", 409, true);
    assert_eq!(seen["left"], json!(["$LATEST", "1"]));
    refused(client, &seen["gone"], "ResourceNotFoundException", 404, true);
}

fn refused(client: &Client, seen: &Value, name: &str, status: u16, typed: bool) {
    assert_eq!(seen["name"], name, "{seen}");
    if client.tells_status {
        assert_eq!(seen["status"], status, "{seen}");
    }
    if client.tells_type {
        assert_eq!(seen["typed"], typed, "{seen}");
    }
}

fn keep(server: &Server, name: &str, entries: &[Entry<'_>]) -> PathBuf {
    let path = AsRef::<Path>::as_ref(&server.data).join(name);
    std::fs::write(&path, zip(entries)).unwrap();
    path
}

/// Runs a story to its end and answers what it saw.
fn play(mut command: Command, server: &Server, plan: &Value) -> Value {
    // Nothing of the user's own AWS configuration.
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("AWS_")) {
        command.env_remove(name);
    }
    let mut story = command
        .env("HOME", AsRef::<Path>::as_ref(&server.data))
        .env("AWS_ENDPOINT_URL", server.endpoint())
        .env("AWS_ACCESS_KEY_ID", "000000000000")
        .env("AWS_SECRET_ACCESS_KEY", "secret")
        .env("AWS_REGION", "us-east-1")
        .env("AWS_DEFAULT_REGION", "us-east-1")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("AWS_PAGER", "")
        // The SDKs tell which versions of Node.js they will soon no longer run on.
        .env("NODE_NO_WARNINGS", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the story's program starts");
    story.stdin.take().unwrap().write_all(plan.to_string().as_bytes()).unwrap();
    let output = story.wait_with_output().unwrap();
    assert!(output.status.success(), "the story ended with {}", output.status);
    serde_json::from_slice(&output.stdout).unwrap()
}
