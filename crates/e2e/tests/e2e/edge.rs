//! The HTTP edge: what comes in, what does not, and who waits for whom.

use crate::support::{Data, Function, Server, have, http::Connection, until, zip};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper_util::rt::{TokioExecutor, TokioIo};
use serde_json::{Value, json};
use std::process::Command;

const LIST: &str = "/2015-03-31/functions/";

#[test]
fn http_2_without_tls_is_understood() {
    let server = Server::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (statuses, body) = runtime.block_on(async {
        let stream = tokio::net::TcpStream::connect(server.address).await.unwrap();
        let (mut sender, connection) =
            hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await.unwrap();
        tokio::spawn(connection);
        let mut get = |path: &str| {
            let uri = format!("{}{path}", server.endpoint());
            sender.send_request(Request::get(uri).body(Full::<Bytes>::default()).unwrap())
        };
        // All on one connection, at once.
        let (first, second) = (get(LIST), get("/_hikeshi/health"));
        let (first, second) = (first.await.unwrap(), second.await.unwrap());
        let statuses = [first.status().as_u16(), second.status().as_u16()];
        (statuses, first.into_body().collect().await.unwrap().to_bytes())
    });
    assert_eq!(statuses, [200, 200]);
    assert_eq!(serde_json::from_slice::<Value>(&body).unwrap(), json!({"Functions": []}));
}

#[test]
fn curl_speaks_both_versions_of_http() {
    let Some(()) = have::curl() else { return };
    let server = Server::start();
    for (version, expected) in [("--http1.1", "1.1 200"), ("--http2-prior-knowledge", "2 200")] {
        let mut curl = Command::new("curl");
        curl.args([
            "--silent",
            "--noproxy",
            "*",
            "--output",
            "/dev/null",
            "--write-out",
            "%{http_version} %{http_code}",
        ]);
        let output = curl.args([version, &(server.endpoint() + LIST)]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
    }
}

#[test]
fn pages_and_names_that_are_not_ours_are_refused() {
    let server = Server::start();
    let ask = |headers: &[(&str, &str)], path: &str| {
        server.connect().call("GET", path, headers, b"").unwrap().status
    };
    for path in [LIST, "/_hikeshi/health"] {
        assert_eq!(ask(&[("host", "evil.example")], path), 403);
        assert_eq!(ask(&[("host", "localhost.evil.example:4566")], path), 403);
        assert_eq!(ask(&[("origin", "https://evil.example")], path), 403);
        assert_eq!(ask(&[("origin", "null")], path), 403);
        assert_eq!(ask(&[("host", "localhost:1")], path), 200);
        assert_eq!(ask(&[("host", "lambda.us-east-1.amazonaws.com")], path), 200);
        assert_eq!(ask(&[("host", "lambda.us-east-1.localhost.localstack.cloud:4566")], path), 200);
        assert_eq!(ask(&[("origin", "http://localhost:3000")], path), 200);
    }
}

#[test]
fn names_from_the_configuration_are_ours_too() {
    let data = Data::new();
    let server =
        Server::start_with(data.clone(), &["--config", &data.config("hosts = [\"lambda.example\"]")]);
    let status = |host| server.connect().call("GET", LIST, &[("host", host)], b"").unwrap().status;
    assert_eq!((status("lambda.example"), status("other.example")), (200, 403));
}

#[test]
fn health_is_told_in_two_dialects() {
    let server = Server::start();
    let ours = server.call("GET", "/_hikeshi/health", b"").json();
    let memory = ours["limits"].as_array().unwrap().iter().find(|row| row["limit"] == "memory").unwrap();
    let told = format!("memory: {}", memory["how"].as_str().unwrap());
    assert!(memory["held"].is_boolean() && server.banner.contains(&told), "{memory}");
    assert_eq!(ours["status"], "ok");
    let theirs = server.call("GET", "/_localstack/health", b"").json();
    assert_eq!(theirs["services"]["lambda"], "running");
}

#[test]
fn a_package_is_where_its_function_says() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&Function::ours("inside.echo"));
    let function = server.call("GET", "/2015-03-31/functions/echo", b"").json();
    let location = function["Code"]["Location"].as_str().unwrap();
    // The port was chosen by the system.
    let path = location.strip_prefix(&server.endpoint()).unwrap_or_else(|| panic!("{location}"));
    let package = server.call("GET", path, b"");
    assert_eq!((package.status, package.header("content-type")), (200, Some("application/zip")));
}

/// 71 MB, more than CreateFunction takes.
const OVERSIZED: usize = 71 * 1000 * 1000;
const TOO_LARGE: &str = "Request must be smaller than 70167211 bytes for the CreateFunction operation";

#[test]
fn an_announced_oversized_body_is_refused_before_it_is_sent() {
    let server = Server::start();
    let mut connection = server.connect();
    let length = OVERSIZED.to_string();
    let host = server.address.to_string();
    let head = [("host", host.as_str()), ("content-length", &length)];
    connection.head("POST", "/2015-03-31/functions", &head).unwrap();
    // Not a byte of the body was sent.
    let answer = connection.answer().unwrap();
    assert_eq!(answer.status, 413);
    assert_eq!(answer.header("x-amzn-errortype"), Some("RequestEntityTooLargeException"));
    assert_eq!(answer.json()["Message"], TOO_LARGE);
}

#[test]
fn a_client_that_sends_an_oversized_body_whole_gets_to_read_the_answer() {
    let server = Server::start();
    let answer = server.call("POST", "/2015-03-31/functions", &vec![b'x'; OVERSIZED]);
    assert_eq!((answer.status, answer.json()["Message"].as_str()), (413, Some(TOO_LARGE)));
}

#[test]
fn an_oversized_body_in_chunks_is_refused_once_it_is_too_large() {
    let server = Server::start();
    let mut connection = server.connect();
    let host = server.address.to_string();
    let head = [("host", host.as_str()), ("transfer-encoding", "chunked")];
    connection.head("POST", "/2015-03-31/functions", &head).unwrap();
    let chunk = vec![b'x'; 1_000_000];
    for _ in 0..OVERSIZED / chunk.len() {
        connection.write(format!("{:x}\r\n", chunk.len()).as_bytes()).unwrap();
        connection.write(&chunk).unwrap();
        connection.write(b"\r\n").unwrap();
    }
    // There is no end of the body, and an answer nevertheless.
    let answer = connection.answer().unwrap();
    assert_eq!((answer.status, answer.json()["Message"].as_str()), (413, Some(TOO_LARGE)));
}

#[test]
fn clients_that_stall_keep_nobody_waiting() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&Function::ours("inside.echo"));
    let path = "/2015-03-31/functions/echo/invocations";
    let host = server.address.to_string();
    let stalling: Vec<Connection> = (0..200)
        .map(|number| {
            let mut connection = server.connect();
            match number % 3 {
                // Nothing, half a head, half a body.
                0 => {}
                1 => connection.write(b"POST /2015-03-31/functions HTTP/1.1\r\nHost: local").unwrap(),
                _ => {
                    connection.head("POST", path, &[("host", &host), ("content-length", "100")]).unwrap();
                    connection.write(b"{\"half\":").unwrap();
                }
            }
            connection
        })
        .collect();
    for number in 0..20 {
        assert_eq!(server.invoke("echo", &json!(number)).value(), json!(number));
    }
    drop(stalling);
    assert_eq!(server.call("GET", LIST, b"").status, 200);
}

#[test]
fn what_is_not_http_or_not_offered_is_answered_and_harms_nobody() {
    let server = Server::start();
    let mut connection = server.connect();
    connection.write(b"\x16\x03\x01\x02\x00\x01\x00 hello, TLS\r\n\r\n").unwrap();
    let refused = connection.answer().map(|answer| answer.status);
    assert!(refused.is_err() || refused.is_ok_and(|status| status == 400));
    assert_eq!(server.call("GET", "/no/such/path", b"").status, 404);
    let layers = server.call("GET", "/2018-10-31/layers", b"");
    assert_eq!(layers.status, 501, "{}", layers.text());
    assert!(layers.text().contains("lambda:ListLayers"), "{}", layers.text());
    assert_eq!(server.call("GET", LIST, b"").status, 200);
}

#[test]
fn accounts_and_regions_share_nothing() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    let apps = [("111111111111", "us-east-1"), ("222222222222", "us-east-1"), ("111111111111", "eu-west-1")];
    let call = |(account, region): (&str, &str), method: &str, path: &str, body: &[u8]| {
        let scope = format!("AWS4-HMAC-SHA256 Credential={account}/20260820/{region}/lambda/aws4_request");
        server.connect().call(method, path, &[("authorization", &scope)], body).unwrap()
    };
    let code = "import os\ndef handler(event, context):\n    return [context.invoked_function_arn, os.environ['AWS_REGION']]\n";
    let package = BASE64_STANDARD.encode(zip(&[("app.py", code.as_bytes())]));
    for app in apps {
        let body = json!({
            "FunctionName": "app", "Runtime": "python3.12", "Handler": "app.handler", "Code": {"ZipFile": package},
            "Role": "arn:aws:iam::000000000000:role/e2e",
        });
        assert_eq!(call(app, "POST", "/2015-03-31/functions", body.to_string().as_bytes()).status, 201);
    }
    for (account, region) in apps {
        let configuration = "/2015-03-31/functions/app/configuration";
        until("it is active", || {
            let answer = call((account, region), "GET", configuration, b"").json();
            (answer["State"] == "Active").then_some(())
        });
        let answer = call((account, region), "POST", "/2015-03-31/functions/app/invocations", b"{}");
        let arn = format!("arn:aws:lambda:{region}:{account}:function:app");
        assert_eq!(answer.json(), json!([arn, region]));
    }
    assert_eq!(call(apps[0], "DELETE", "/2015-03-31/functions/app", b"").status, 204);
    let statuses = apps.map(|app| call(app, "GET", "/2015-03-31/functions/app", b"").status);
    assert_eq!(statuses, [404, 200, 200]);
}

#[test]
fn a_reset_empties_everything_and_the_same_names_can_be_used_again() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    for number in 0..3 {
        let app = format!("def handler(event, context): return {number}\n");
        server.create(&Function::python("app", "app.handler", &[("app.py", app.as_bytes())]));
        assert_eq!(server.invoke("app", &json!({})).value(), number);
        assert_eq!(server.call("POST", "/_hikeshi/reset", b"").status, 200);
        assert_eq!(server.call("GET", LIST, b"").json(), json!({"Functions": []}));
        assert_eq!(server.call("GET", "/2015-03-31/functions/app", b"").status, 404);
        until("its environments are gone", || server.traces.processes().is_empty().then_some(()));
        let logs = server.call("GET", "/_hikeshi/logs?group=/aws/lambda/app", b"");
        assert_eq!(logs.json()["events"], json!([]));
    }
}
