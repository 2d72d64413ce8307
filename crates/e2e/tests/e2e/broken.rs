//! Clients that are broken, hostile, or only unlucky: over real sockets, with real clients.

use crate::support::{Data, Function, Server, have, http::Connection, until};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper_util::rt::{TokioExecutor, TokioIo};
use serde_json::json;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

const LIST: &str = "/2015-03-31/functions/";
const CREATE: &str = "/2015-03-31/functions";
/// More than CreateFunction takes.
const OVERSIZED: usize = 71 * 1000 * 1000;

/// Everything that comes back for some bytes, until the server has ended the connection or a second has passed in
/// silence.
fn answers(server: &Server, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(server.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(1))).unwrap();
    let _ = stream.write_all(bytes);
    let mut answers = Vec::new();
    let _ = stream.read_to_end(&mut answers);
    String::from_utf8_lossy(&answers).into_owned()
}

#[test]
fn requests_are_not_smuggled() {
    let server = Server::start();
    let host = format!("Host: {}\r\n", server.address);
    let hidden = format!("GET /_hikeshi/health HTTP/1.1\r\n{host}\r\n");
    for (line, headers) in [
        ("POST / HTTP/1.1\r\n", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        ("POST / HTTP/1.1\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
        ("POST / HTTP/1.1\r\n", "Content-Length: 0\r\nContent-Length: 0\r\n\r\n"),
        ("POST / HTTP/1.1\r\n", "Content-Length: 0, 0\r\n\r\n"),
        ("GET / HTTP/1.1\r\n", "A: b\r\n c\r\n\r\n"),
        ("GET / HTTP/1.1\n", "\n"),
        ("GET / HTTP/1.1\r\n", "A: b\n\r\n"),
        ("GET / HTTP/1.1\r\n", "A: b\rContent-Length: 5\r\n\r\n"),
        ("GET  / HTTP/1.1\r\n", "\r\n"),
        ("GET / HTTP/1.2\r\n", "\r\n"),
    ] {
        let said = answers(&server, format!("{line}{host}{headers}{hidden}").as_bytes());
        assert!(said.starts_with("HTTP/1.1 400"), "{line}{headers}: {said}");
        assert_eq!(said.matches("HTTP/1.").count(), 1, "{line}{headers}: {said}");
    }
    assert_eq!(server.call("GET", LIST, b"").status, 200);
}

#[test]
fn large_heads_are_refused_in_a_form_that_clients_read() {
    let server = Server::start();
    let mut connection = server.connect();
    let large = "y".repeat(65 << 10);
    let answer = connection.call("GET", LIST, &[("x-large", &large)], b"").unwrap();
    assert_eq!(answer.status, 431);
    assert_eq!(answer.header("x-amzn-errortype"), Some("RequestHeaderFieldsTooLargeException"));
    let answer = connection.call("GET", &format!("/{}", "x".repeat(17 << 10)), &[], b"").unwrap();
    assert_eq!(answer.status, 414);
    // And the connection goes on.
    assert_eq!(connection.call("GET", LIST, &[], b"").unwrap().status, 200);
}

#[test]
fn hypers_client_reads_the_refusal_of_a_large_body_and_goes_on() {
    let server = Server::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for http2 in [false, true] {
        for _ in 0..3 {
            runtime.block_on(async {
                let large = Request::post(server.endpoint() + CREATE)
                    .header("host", server.address.to_string())
                    .body(Full::new(Bytes::from(vec![b'x'; OVERSIZED])))
                    .unwrap();
                let small = Request::get(server.endpoint() + LIST)
                    .header("host", server.address.to_string())
                    .body(Full::<Bytes>::default())
                    .unwrap();
                let stream = tokio::net::TcpStream::connect(server.address).await.unwrap();
                let io = TokioIo::new(stream);
                let (refused, next) = if http2 {
                    let (mut sender, connection) =
                        hyper::client::conn::http2::handshake(TokioExecutor::new(), io).await.unwrap();
                    tokio::spawn(connection);
                    (
                        sender.send_request(large).await.unwrap(),
                        Some(sender.send_request(small).await.unwrap()),
                    )
                } else {
                    let (mut sender, connection) = hyper::client::conn::http1::handshake(io).await.unwrap();
                    tokio::spawn(connection);
                    // The answer tells that the connection cannot be used again, so that no pool keeps it.
                    let refused = sender.send_request(large).await.unwrap();
                    assert_eq!(refused.headers()["connection"], "close");
                    (refused, None)
                };
                assert_eq!(refused.status(), 413);
                let body = refused.into_body().collect().await.unwrap().to_bytes();
                assert!(body.starts_with(b"{\"Message\":\"Request must be smaller than"), "{body:?}");
                if let Some(next) = next {
                    assert_eq!(next.status(), 200);
                }
            });
        }
    }
}

#[test]
fn refusals_that_read_no_body_are_heard_by_who_sends_one() {
    let server = Server::start();
    let sqs = "AWS4-HMAC-SHA256 Credential=000000000000/20260820/us-east-1/kinesis/aws4_request";
    let mut connection = server.connect();
    // A body that is small is read, so that the connection can be used again.
    for _ in 0..3 {
        let answer = connection.call("POST", "/", &[("authorization", sqs)], &[b'x'; 10_000]).unwrap();
        assert_eq!((answer.status, answer.header("connection")), (501, None));
    }
    // One that is large is read for a while, so that the client gets to read the answer.
    let answer = connection.call("POST", "/", &[("authorization", sqs)], &vec![b'x'; 20_000_000]).unwrap();
    assert_eq!((answer.status, answer.header("connection")), (501, Some("close")));
}

/// A frame of HTTP/2.
fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let mut frame = (payload.len() as u32).to_be_bytes()[1..].to_vec();
    frame.extend([kind, flags]);
    frame.extend(stream.to_be_bytes());
    frame.extend(payload);
    frame
}

/// `GET /` of localhost, compressed.
const GET: &[u8] = b"\x82\x86\x84\x41\x09localhost";
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const CONTINUATION: u8 = 9;

/// Speaks HTTP/2 by hand and answers whether the server has ended the connection.
fn http2_is_ended(server: &Server, frames: impl Iterator<Item = Vec<u8>>) -> bool {
    let mut stream = TcpStream::connect(server.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.set_write_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").unwrap();
    stream.write_all(&frame(4, 0, 0, b"")).unwrap();
    let mut reader = stream.try_clone().unwrap();
    let reading = std::thread::spawn(move || {
        let mut chunk = [0; 4096];
        loop {
            match reader.read(&mut chunk) {
                Ok(0) => return true,
                Ok(_) => {}
                Err(error) => return error.kind() == std::io::ErrorKind::ConnectionReset,
            }
        }
    });
    for frame in frames {
        if stream.write_all(&frame).is_err() {
            break;
        }
    }
    reading.join().unwrap()
}

#[test]
fn streams_that_are_opened_to_be_reset_end_their_connection() {
    let server = Server::start();
    let resets = (0..20_000u32).map(|number| {
        let stream = 2 * number + 1;
        let mut frames = frame(HEADERS, 5, stream, GET);
        frames.extend(frame(RST_STREAM, 0, stream, &8u32.to_be_bytes()));
        frames
    });
    assert!(http2_is_ended(&server, resets));
    assert_eq!(server.call("GET", LIST, b"").status, 200);
}

#[test]
fn headers_that_never_end_end_their_connection() {
    let server = Server::start();
    let first = std::iter::once(frame(HEADERS, 1, 1, GET));
    // A literal header of 100 bytes, again and again.
    let mut header = b"\x00\x01x\x64".to_vec();
    header.extend([b'y'; 100]);
    let more = (0..100_000).map(move |_| frame(CONTINUATION, 0, 1, &header));
    assert!(http2_is_ended(&server, first.chain(more)));
    assert_eq!(server.call("GET", LIST, b"").status, 200);
}

#[test]
fn idle_connections_make_room_and_busy_ones_leave_room_for_health() {
    let Some(()) = have::python() else { return };
    let data = Data::new();
    let server = Server::start_with(data.clone(), &["--config", &data.config("connections_max = 50")]);
    server.create(&Function::ours("inside.echo"));
    let idle: Vec<TcpStream> = (0..200).map(|_| TcpStream::connect(server.address).unwrap()).collect();
    // They are there, and none of them keeps anybody from anything.
    assert_eq!(server.invoke("echo", &json!(1)).value(), json!(1));
    drop(idle);

    // Half a body each: they are busy, for a while.
    let host = server.address.to_string();
    let busy = || {
        let mut connection = server.connect();
        let head = [("host", host.as_str()), ("content-length", "100")];
        connection.head("POST", "/2015-03-31/functions/echo/invocations", &head).unwrap();
        connection
    };
    let mut connections: Vec<Connection> = Vec::new();
    until("only health is served", || {
        connections.extend((0..10).map(|_| busy()));
        let answer = server.connect().call("GET", LIST, &[], b"").ok()?;
        (answer.status == 503).then_some(())
    });
    assert_eq!(server.connect().call("GET", "/_hikeshi/health", &[], b"").unwrap().status, 200);
    drop(connections);
    until("everything is served again", || {
        let answer = server.connect().call("GET", LIST, &[], b"").ok()?;
        (answer.status == 200).then_some(())
    });
}
