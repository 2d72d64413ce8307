//! The access log of the real binary.

use crate::support::{Data, Function, Server, have};
use serde_json::{Value, json};
use std::path::Path;

const SIGNED: (&str, &str) = (
    "authorization",
    "AWS4-HMAC-SHA256 Credential=123456789012/20260820/eu-west-1/lambda/aws4_request, SignedHeaders=host, Signature=5ec3e7",
);

fn logged(form: &str, ask: impl FnOnce(&Server)) -> String {
    let data = Data::new();
    let path = AsRef::<Path>::as_ref(&data).join("access");
    let file = path.to_str().unwrap();
    let server = Server::start_with(data.clone(), &["--access-log", form, "--access-log-file", file]);
    ask(&server);
    server.stop();
    std::fs::read_to_string(&path).unwrap()
}

#[test]
fn every_request_has_a_line_and_no_line_a_secret() {
    let Some(()) = have::python() else { return };
    let text = logged("json", |server| {
        server.create(&Function::ours("inside.echo"));
        assert_eq!(server.invoke("echo", &json!({"password": "se3cret"})).status, 200);
        let call = |method, path: &str, headers: &[_]| {
            server.connect().call(method, path, headers, b"").unwrap().status
        };
        assert_eq!(call("GET", "/2015-03-31/functions/none", &[SIGNED]), 404);
        let presigned = "/2015-03-31/functions?X-Amz-Credential=AKIDEXAMPLE%2F20260820%2Fus-west-2%2Flambda%2Faws4_request\
                         &X-Amz-Signature=5ec3e7&X-Amz-Security-Token=5ec3e7";
        assert_eq!(call("GET", presigned, &[]), 200);
        assert_eq!(call("GET", "/_hikeshi/health", &[("host", "evil.example")]), 403);
        assert_eq!(
            call(
                "GET",
                "/a%0ab",
                &[("authorization", "AWS4-HMAC-SHA256 Credential=a\tb/1/r/s/aws4_request")]
            ),
            501
        );
    });
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!text.contains("se3cret") && !text.contains("5ec3e7"), "{text}");
    let find = |what: &dyn Fn(&&Value) -> bool| lines.iter().find(what).unwrap_or_else(|| panic!("{text}"));
    let invoke = find(&|line| line["operation"] == "Invoke");
    assert_eq!(
        (&invoke["service"], &invoke["status"], &invoke["method"], &invoke["account"], &invoke["bytesIn"]),
        (&json!("lambda"), &json!(200), &json!("POST"), &json!("000000000000"), &json!(22))
    );
    assert!(invoke["bytesOut"].as_u64() > Some(0), "{invoke}");
    assert!(invoke["durationMs"].as_f64() > Some(0.0), "{invoke}");
    assert_eq!(invoke["requestId"].as_str().map(str::len), Some(36), "{invoke}");
    assert!(invoke["from"].as_str().is_some_and(|from| from.starts_with("127.0.0.1:")), "{invoke}");
    let missing = find(&|line| line["error"] == "ResourceNotFoundException");
    assert_eq!(
        (&missing["operation"], &missing["status"], &missing["accessKeyId"], &missing["region"]),
        (&json!("GetFunction"), &json!(404), &json!("123456789012"), &json!("eu-west-1"))
    );
    let presigned = find(&|line| line["accessKeyId"] == "AKIDEXAMPLE");
    assert_eq!(
        (&presigned["path"], &presigned["region"]),
        (&json!("/2015-03-31/functions"), &json!("us-west-2"))
    );
    find(&|line| line["status"] == 403);
    find(&|line| line["status"] == 501 && line["service"] == "s" && line["accessKeyId"] == "a\tb");
}

#[test]
fn a_line_of_text_is_one_line() {
    let text = logged("text", |server| {
        let header = ("authorization", "AWS4-HMAC-SHA256 Credential=a\tb/1/r/s/aws4_request");
        assert_eq!(server.connect().call("GET", "/a\"b", &[header], b"").unwrap().status, 501);
    });
    let line = text.lines().next().unwrap();
    assert!(
        line.contains(" method=GET path=/a\"b service=s status=501 error=NotImplemented bytesIn=0 "),
        "{text}"
    );
    assert!(line.ends_with(" accessKeyId=a\\x09b"), "{text}");
    assert_eq!(text.lines().count(), 1);
}
