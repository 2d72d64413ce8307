//! Output cases: botocore reads what we write.

use crate::cases::{self, Case};
use crate::model::Model;
use crate::value;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value as Json, json};
use shape::Value;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use wire::{Protocol, Response};

/// A Python that has botocore.
pub struct Parser(PathBuf);

impl Parser {
    pub fn start() -> Option<Parser> {
        cases::found("the clients in Python", cases::test_env().join("venv/bin/python")).map(Parser)
    }

    /// Every case at once, a line of JSON each.
    pub fn failures<'a>(&self, cases: impl Iterator<Item = &'a Case>) -> Vec<(String, String)> {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/botocore/parse.py");
        let mut python =
            Command::new(&self.0).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut stdin = python.stdin.take().unwrap();
        let answers = BufReader::new(python.stdout.take().unwrap());
        let cases: Vec<&Case> = cases.collect();
        let asked: Vec<String> = cases.iter().map(|case| question(case).to_string()).collect();
        let writer = std::thread::spawn(move || {
            for line in asked {
                writeln!(stdin, "{line}").unwrap();
            }
        });
        let answers: Vec<Json> =
            answers.lines().map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect();
        writer.join().unwrap();
        assert!(python.wait().unwrap().success());
        assert_eq!(answers.len(), cases.len());
        let failed = cases.iter().zip(answers).filter(|(_, answer)| !answer.is_null());
        failed.map(|(case, answer)| (case.name(), answer.as_str().unwrap().to_owned())).collect()
    }
}

fn question(case: &Case) -> Json {
    let response = respond(case);
    // The server adds the length.
    let length = json!({"content-length": response.body.len().to_string()});
    let mut headers = length.as_object().unwrap().clone();
    let written: serde_json::Map<String, Json> = response
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().into()))
        .collect();
    headers.extend(written);
    json!({
        "suite": case.suite,
        "case": case.case,
        "response": {
            "status_code": response.status.as_u16(),
            "headers": headers,
            "body": STANDARD.encode(&response.body),
        },
    })
}

fn respond(case: &Case) -> Response {
    let model = Model::of(case);
    let protocol = match (case.protocol(), model.service.json_version) {
        ("query", _) => Protocol::AwsQuery,
        ("json", Some("1.0")) => Protocol::AwsJson1_0,
        ("json", _) => Protocol::AwsJson1_1,
        ("rest-json", _) => Protocol::RestJson1,
        ("rest-xml", _) => Protocol::RestXml,
        ("smithy-rpc-v2-cbor", _) => Protocol::RpcV2Cbor,
        (other, _) => panic!("{other} is no protocol of ours"),
    };
    if case.case["error"].is_null() {
        let output = value::of(model.operation.output.unwrap(), &case.case["result"]);
        return protocol.encode(model.service, model.operation, output, "the-request");
    }
    let shape = Model::error(case);
    let told = &case.case["error"];
    let message = case.case["errorMessage"].as_str().or(told[shape.message_member].as_str());
    let mut error = shape.with(message.unwrap_or_default());
    for member in shape.members {
        match value::of(member.schema, &told[member.name]) {
            Value::Null => {}
            value => error = error.member(member.name, value),
        }
    }
    protocol.encode_error(Some(model.service), &error, "the-request")
}
