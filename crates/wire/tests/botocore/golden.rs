//! Every operation that is offered, in every protocol of its service: what botocore writes from an input is read as
//! that input, and its constraints hold or not as they should; what is written from an output, botocore reads as that
//! output.

use crate::cases::{self};
use crate::generate::{Generator, Variant};
use crate::value::same;
use base64::{Engine, engine::general_purpose::STANDARD};
use clock::Timestamp;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde_json::{Value as Json, json};
use shape::{Kind, Location, OperationSchema, Schema, ServiceSchema, Value};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use wire::{Directory, Meant, Protocol, Request};

/// One thing to be tried, and what botocore is asked for it.
struct Trial {
    service: &'static ServiceSchema,
    operation: &'static OperationSchema,
    protocol: Protocol,
    is_input: bool,
    variant: Variant,
    question: Json,
}

#[test]
fn every_offered_operation_is_understood_by_botocore_and_understands_it() {
    let Some(python) = cases::found("the clients in Python", cases::test_env().join("venv/bin/python"))
    else {
        return;
    };
    let trials = trials();
    let answers = ask(&python, &trials);
    let failures: Vec<String> =
        trials.iter().zip(&answers).filter_map(|(trial, answer)| judge(trial, answer).err()).collect();
    report(&trials);
    assert!(
        failures.is_empty(),
        "{} of {} fail:\n{}",
        failures.len(),
        trials.len(),
        failures[..failures.len().min(40)].join("\n")
    );
}

fn report(trials: &[Trial]) {
    for service in model::SERVICES {
        let mut operations: Vec<_> = trials
            .iter()
            .filter(|trial| trial.service.name == service.name)
            .map(|trial| (trial.operation.name, format!("{:?}", trial.protocol)))
            .collect();
        let tried = operations.len();
        operations.sort_unstable();
        operations.dedup();
        let offered = service.operations.iter().filter(|operation| operation.is_offered()).count();
        println!(
            "golden: {}: {offered} operations offered, {} covered in {:?}, {tried} messages",
            service.name,
            operations.len(),
            service.protocols
        );
        assert_eq!(operations.len(), offered * service.protocols.len());
    }
}

fn trials() -> Vec<Trial> {
    let mut generator = Generator::default();
    let mut trials = Vec::new();
    for service in model::SERVICES {
        for operation in service.operations.iter().filter(|operation| operation.is_offered()) {
            for name in service.protocols {
                let protocol = protocol(service, name);
                for variant in generator.variants(operation.input.unwrap()) {
                    let question = json!({
                        "service": service.name, "operation": operation.name, "protocol": name,
                        "input": encode(&variant.value),
                    });
                    trials.push(Trial { service, operation, protocol, is_input: true, variant, question });
                }
                // What handlers answer satisfies its schema.
                let outputs = generator.variants(operation.output.unwrap());
                for variant in outputs.into_iter().filter(|variant| variant.is_valid) {
                    let response = protocol.encode(service, operation, variant.value.clone(), "the-request");
                    let headers: serde_json::Map<String, Json> = response
                        .headers
                        .iter()
                        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().into()))
                        .collect();
                    let question = json!({
                        "service": service.name, "operation": operation.name, "protocol": name,
                        "status": response.status.as_u16(), "headers": headers,
                        "body": STANDARD.encode(&response.body),
                    });
                    trials.push(Trial { service, operation, protocol, is_input: false, variant, question });
                }
            }
        }
    }
    assert!(generator.unmatched.is_empty(), "nothing is known that matches {:#?}", generator.unmatched);
    trials
}

fn protocol(service: &ServiceSchema, name: &str) -> Protocol {
    match (name, service.json_version) {
        ("query", _) => Protocol::AwsQuery,
        ("json", Some("1.0")) => Protocol::AwsJson1_0,
        ("json", _) => Protocol::AwsJson1_1,
        ("rest-json", _) => Protocol::RestJson1,
        ("rest-xml", _) => Protocol::RestXml,
        ("smithy-rpc-v2-cbor", _) => Protocol::RpcV2Cbor,
        (other, _) => panic!("{other} is no protocol of ours"),
    }
}

fn ask(python: &std::path::Path, trials: &[Trial]) -> Vec<Json> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/botocore/client.py");
    let mut python =
        Command::new(python).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = python.stdin.take().unwrap();
    let lines: Vec<String> = trials.iter().map(|trial| trial.question.to_string()).collect();
    let writer = std::thread::spawn(move || {
        for line in lines {
            writeln!(stdin, "{line}").unwrap();
        }
    });
    let answers = BufReader::new(python.stdout.take().unwrap()).lines();
    let answers: Vec<Json> = answers.map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect();
    writer.join().unwrap();
    assert!(python.wait().unwrap().success());
    assert_eq!(answers.len(), trials.len());
    answers
}

fn judge(trial: &Trial, answer: &Json) -> Result<(), String> {
    let Trial { service, operation, variant, .. } = trial;
    let side = if trial.is_input { "input" } else { "output" };
    let at = format!("{}.{} {side}, {:?}, {}", service.name, operation.name, trial.protocol, variant.about);
    if let Some(error) = answer["error"].as_str() {
        return Err(format!("{at}: botocore: {error}"));
    }
    let judged = if trial.is_input { judge_input(trial, answer) } else { judge_output(trial, answer) };
    judged.map_err(|why| format!("{at}: {}", why.chars().take(600).collect::<String>()))
}

fn judge_input(trial: &Trial, answer: &Json) -> Result<(), String> {
    let request = request(answer);
    let directory = Directory::new(model::SERVICES);
    let meant = match directory.recognise(&request, Some(trial.service.signing_name)) {
        Meant::InBody(service) => directory.in_body(&request, service),
        meant => meant,
    };
    let Meant::Operation(call) = meant else { return Err(format!("not recognised: {}", request.path)) };
    if call.operation.name != trial.operation.name || call.protocol != trial.protocol {
        return Err(format!("taken for {} in {:?}", call.operation.name, call.protocol));
    }
    let read = call.protocol.decode(call.operation, &call.labels, &request).map_err(|e| e.to_string())?;
    let schema = trial.operation.input.unwrap();
    let wanted = &trial.variant.value;
    if !same(Some(schema), &without_nothing(trial.protocol, wanted), &without_nothing(trial.protocol, &read))
    {
        return Err(format!("read as {read:?} instead of {wanted:?}"));
    }
    match (shape::check(schema, &read), trial.variant.is_valid) {
        (Ok(()), true) => Ok(()),
        // What is too short often does not match either.
        (Err(violations), false) if violations.0.iter().all(|other| other.path == violations.0[0].path) => {
            Ok(())
        }
        (Ok(()), false) => Err("nothing is wrong with it".into()),
        (Err(violations), _) => Err(violations.to_string()),
    }
}

/// Forms have nothing for an empty structure or map, nor has a body of REST for an empty payload.
fn without_nothing(protocol: Protocol, value: &Value) -> Value {
    let is_nothing = |value: &Value| match value {
        Value::Null => true,
        Value::Structure(members) => members.is_empty() && protocol == Protocol::AwsQuery,
        Value::Map(entries) => entries.is_empty() && protocol == Protocol::AwsQuery,
        _ => false,
    };
    match value {
        Value::Structure(members) => Value::Structure(
            members
                .iter()
                .map(|(name, value)| (*name, without_nothing(protocol, value)))
                .filter(|(_, value)| !is_nothing(value))
                .collect(),
        ),
        Value::List(items) => Value::List(items.iter().map(|item| without_nothing(protocol, item)).collect()),
        other => other.clone(),
    }
}

fn request(answer: &Json) -> Request {
    let headers: HeaderMap = answer["headers"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| {
            let name: HeaderName = name.parse().unwrap();
            (name, HeaderValue::from_str(value.as_str().unwrap()).unwrap())
        })
        .collect();
    let url = answer["url"].as_str().unwrap();
    let target = url.strip_prefix("http://localhost:4566").unwrap();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Request {
        method: Method::from_bytes(answer["method"].as_str().unwrap().as_bytes()).unwrap(),
        path: if path.is_empty() { "/".into() } else { path.into() },
        query: query.into(),
        headers,
        body: STANDARD.decode(answer["body"].as_str().unwrap()).unwrap().into(),
    }
}

fn judge_output(trial: &Trial, answer: &Json) -> Result<(), String> {
    let schema = trial.operation.output.unwrap();
    let read = decode(schema, &answer["output"]);
    let wanted = as_botocore_has_it(trial.operation, &trial.variant.value);
    match same(Some(schema), &wanted, &read) {
        true => Ok(()),
        false => Err(format!("read as {read:?} instead of {wanted:?}")),
    }
}

/// To botocore a payload of nothing is one of no bytes, and there always is a status.
fn as_botocore_has_it(operation: &OperationSchema, value: &Value) -> Value {
    let (Kind::Structure { members }, Value::Structure(values)) = (&operation.output.unwrap().kind, value)
    else {
        return value.clone();
    };
    let mut values = values.clone();
    for member in members.iter().filter(|member| value.member(member.name).is_none()) {
        match (member.location, &member.schema.kind) {
            (Location::StatusCode, _) => values.push((member.name, Value::Integer(operation.status.into()))),
            (Location::Payload, Kind::Blob { .. }) => {
                values.push((member.name, Value::Blob(bytes::Bytes::new())));
            }
            _ => {}
        }
    }
    Value::Structure(values)
}

/// A value for Python.
fn encode(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(v) => (*v).into(),
        Value::Integer(v) => (*v).into(),
        Value::Double(v) => (*v).into(),
        Value::String(v) => v.as_str().into(),
        Value::Blob(v) => json!({"$blob": STANDARD.encode(v)}),
        Value::Timestamp(v) => json!({"$time": v.as_secs()}),
        Value::List(items) => items.iter().map(encode).collect(),
        Value::Structure(members) => {
            members.iter().map(|(name, value)| ((*name).to_owned(), encode(value))).collect()
        }
        Value::Map(entries) => entries.iter().map(|(key, value)| (key.clone(), encode(value))).collect(),
    }
}

/// A value from Python.
fn decode(schema: &'static Schema, json: &Json) -> Value {
    match (&schema.kind, json) {
        (_, Json::Null) => Value::Null,
        (Kind::Structure { members } | Kind::Union { members }, Json::Object(object)) => {
            let values = members
                .iter()
                .filter_map(|member| Some((member.name, decode(member.schema, object.get(member.name)?))));
            Value::Structure(values.collect())
        }
        (Kind::List { member, .. }, Json::Array(items)) => {
            Value::List(items.iter().map(|item| decode(member, item)).collect())
        }
        (Kind::Map { value, .. }, Json::Object(object)) => {
            Value::Map(object.iter().map(|(key, each)| (key.clone(), decode(value, each))).collect())
        }
        (Kind::Blob { .. }, Json::Object(object)) => {
            Value::Blob(STANDARD.decode(object["$blob"].as_str().unwrap()).unwrap().into())
        }
        (Kind::Timestamp { .. }, Json::Object(object)) => {
            Value::Timestamp(Timestamp::from_secs_f64(object["$time"].as_f64().unwrap()))
        }
        (Kind::Float { .. } | Kind::Double { .. }, Json::Number(v)) => Value::Double(v.as_f64().unwrap()),
        (_, Json::Bool(v)) => Value::Bool(*v),
        (_, Json::Number(v)) => Value::Integer(v.as_i64().unwrap()),
        (_, Json::String(v)) => Value::String(v.clone()),
        // Of no use to the schema: the comparison tells.
        (_, other) => Value::String(other.to_string()),
    }
}
