//! `--auth`: what AWS's own clients sign is verified, and policies decide; without it functions are their roles.

use crate::support::{Data, Function, Server, have, hikeshi};
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};

const KEY: (&str, &str) = ("ROOTKEYEXAMPLE000000", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

/// A server that knows one key, of a root.
fn guarded() -> Server {
    let data = Data::new();
    let keys = data.file(
        "keys.toml",
        &format!(
            "[[key]]\nid = {:?}\nsecret = {:?}\nprincipal = \"arn:aws:iam::000000000000:root\"\n",
            KEY.0, KEY.1
        ),
    );
    Server::start_with(data, &["--auth", &keys])
}

/// Runs a client with that key to its end; its output.
fn play(command: &mut Command, server: &Server) -> std::process::Output {
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("AWS_")) {
        command.env_remove(name);
    }
    let mut running = command
        .env("HOME", AsRef::<std::path::Path>::as_ref(&server.data))
        .env("AWS_ENDPOINT_URL", server.endpoint())
        .env("AWS_ACCESS_KEY_ID", KEY.0)
        .env("AWS_SECRET_ACCESS_KEY", KEY.1)
        .env("AWS_REGION", "us-east-1")
        .env("AWS_DEFAULT_REGION", "us-east-1")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("AWS_PAGER", "")
        .env("NODE_NO_WARNINGS", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the client starts");
    running.stdin.take().unwrap().write_all(b"{}").unwrap();
    running.wait_with_output().unwrap()
}

fn seen(command: &mut Command, server: &Server) -> Value {
    let output = play(command, server);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the client ended with {}: {error}", output.status);
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn boto3_lives_under_policies() {
    let Some(python) = have::python_clients() else { return };
    let server = guarded();
    let mut command = Command::new(python);
    let seen = seen(command.arg(have::root().join("crates/e2e/clients/boto3_identity.py")), &server);

    assert_eq!(seen["root"], "arn:aws:iam::000000000000:root");
    assert_eq!(seen["trusted"], json!({"Service": "lambda.amazonaws.com"}));
    assert_eq!((&seen["listed"], &seen["document"]), (&json!(true), &json!("lambda:List*")));
    let nothing = &seen["nothing"];
    assert_eq!((&nothing["name"], &nothing["status"]), (&json!("AccessDeniedException"), &json!(403)));
    assert_eq!(
        nothing["message"],
        "User: arn:aws:iam::000000000000:user/ann is not authorized to perform: lambda:ListFunctions on resource: * because no identity-based policy allows the lambda:ListFunctions action"
    );
    assert_eq!((&seen["functions"], &seen["read"]), (&json!([]), &json!([])));
    assert_eq!(seen["forbidden"]["name"], "AccessDenied");
    assert_eq!(seen["assumed"], "arn:aws:sts::000000000000:assumed-role/reader/here");
    assert_eq!(seen["untrusted"]["message"], "Roles may not be assumed by root accounts.");
    assert_eq!(seen["wrong"]["lambda"]["name"], "InvalidSignatureException");
    assert_eq!(seen["wrong"]["sts"]["name"], "SignatureDoesNotMatch");
    let canonical = seen["wrong"]["sts"]["message"].as_str().unwrap();
    assert!(
        canonical.contains("The Canonical String for this request should have been\n'POST\n/\n"),
        "{canonical}"
    );
    assert_eq!(seen["unknown"]["name"], "UnrecognizedClientException");
    assert!(seen["presigned"].as_str().unwrap().contains(":root</Arn>"), "{seen}");
    assert_eq!(seen["changed"]["status"], 403);
    assert!(seen["changed"]["body"].as_str().unwrap().contains("SignatureDoesNotMatch"), "{seen}");
    for (refused, name, status) in [
        ("conflict", "DeleteConflict", 409),
        ("missing", "NoSuchEntity", 404),
        ("malformed", "MalformedPolicyDocument", 400),
    ] {
        let refused = &seen[refused];
        assert_eq!((&refused["name"], &refused["status"]), (&json!(name), &json!(status)), "{refused}");
        assert_eq!(refused["typed"], true, "{refused}");
    }
}

#[test]
fn what_both_javascript_sdks_sign_is_verified() {
    let Some(clients) = have::node_clients() else { return };
    let server = guarded();
    for script in ["sdk_v3_identity.mjs", "sdk_v2_identity.mjs"] {
        let seen = seen(Command::new("node").arg(clients.join(script)), &server);
        assert_eq!(seen["functions"], json!([]), "{script}");
        assert_eq!(seen["missing"], json!({"name": "ResourceNotFoundException", "status": 404}), "{script}");
        assert_eq!(seen["wrong"], json!({"name": "InvalidSignatureException", "status": 403}), "{script}");
        if script.contains("v2") {
            assert_eq!(seen["arn"], "arn:aws:iam::000000000000:root");
            assert_eq!(seen["tags"], json!([{"Key": "a b", "Value": "1+1=2"}]));
        }
    }
}

#[test]
fn the_aws_cli_and_our_own_commands_are_verified() {
    let Some(aws) = have::aws_cli() else { return };
    let server = guarded();
    let mut command = Command::new(aws);
    let identity = seen(command.args(["sts", "get-caller-identity"]), &server);
    assert_eq!(identity["Arn"], "arn:aws:iam::000000000000:root");
    let mut command = Command::new(have::aws_cli().unwrap());
    let listed = seen(command.args(["iam", "list-policies", "--scope", "AWS", "--max-items", "3"]), &server);
    assert_eq!(listed["Policies"].as_array().map(Vec::len), Some(3));

    let endpoint = server.endpoint();
    let with_key = play(hikeshi().args(["logs", "nobody", "--endpoint", &endpoint]), &server);
    assert!(with_key.status.success(), "{}", String::from_utf8_lossy(&with_key.stderr));
    let without = hikeshi()
        .args(["logs", "nobody", "--endpoint", &endpoint])
        .env_remove("AWS_ACCESS_KEY_ID")
        .output()
        .unwrap();
    assert!(!without.status.success());
}

#[test]
fn a_function_is_its_role() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    let app = br#"
import os
def handler(event, context):
    return {name: os.environ[name] for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")}
"#;
    server.create(&Function::python("whoami", "app.handler", &[("app.py", app)]));
    let handed = server.invoke("whoami", &json!({})).value();
    assert!(handed["AWS_ACCESS_KEY_ID"].as_str().unwrap().starts_with("ASIA"), "{handed}");
    let Some(aws) = have::aws_cli() else { return };
    let mut command = Command::new(aws);
    command.args(["sts", "get-caller-identity", "--endpoint-url", &server.endpoint()]);
    for (name, value) in handed.as_object().unwrap() {
        command.env(name, value.as_str().unwrap());
    }
    let output = command.env("AWS_DEFAULT_REGION", "us-east-1").output().unwrap();
    let said: Value = serde_json::from_slice(&output.stdout).expect("an identity");
    assert_eq!(said["Arn"], "arn:aws:sts::000000000000:assumed-role/e2e/whoami");
}

#[test]
fn other_machines_are_let_in_only_with_keys_or_by_insistence() {
    let data = Data::new();
    let output =
        hikeshi().args(["start", "--listen", "0.0.0.0:0", "--data-dir"]).arg(data.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success());
    assert!(said.contains("can be reached by other machines") && said.contains("--auth"), "{said}");
}
