//! The RPC protocols: which operation a target names, what their bodies are, what they say of errors.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic")]

use bytes::Bytes;
use clock::Timestamp;
use flate2::{Compression, write::GzEncoder};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use proptest::prelude::*;
use shape::{
    ApiError, ErrorShape, Fault, Kind, Location, Member, OperationSchema, Schema, ServiceSchema, StringKind,
    UNIT, Value, framework,
};
use std::io::Write;
use wire::{Directory, Labels, Meant, Protocol, Request, Response};

static TEXT: Schema = Schema { name: "Text", kind: Kind::String(StringKind::ANY) };
static LONG: Schema = Schema { name: "Long", kind: Kind::Long { min: None, max: None } };
static INT: Schema = Schema { name: "Int", kind: Kind::Integer { min: None, max: None } };
static FLOAT: Schema = Schema { name: "Float", kind: Kind::Float { min: None, max: None } };
static DOUBLE: Schema = Schema { name: "Double", kind: Kind::Double { min: None, max: None } };
static TIME: Schema = Schema { name: "Time", kind: Kind::Timestamp { format: None } };
static BYTES: Schema =
    Schema { name: "Bytes", kind: Kind::Blob { sensitive: false, min: None, max: None, streaming: false } };
static TEXTS: Schema = Schema {
    name: "Texts",
    kind: Kind::List { member: &TEXT, wire_name: None, flattened: false, min: None, max: None },
};
static EVERYTHING: Schema = Schema {
    name: "Everything",
    kind: Kind::Structure {
        members: &[
            // RPC knows neither names nor places of its own.
            Member::body("Text", &TEXT).named("text").at(Location::Header),
            Member::body("Long", &LONG),
            Member::body("Int", &INT),
            Member::body("Float", &FLOAT),
            Member::body("Double", &DOUBLE),
            Member::body("Time", &TIME),
            Member::body("Bytes", &BYTES),
            Member::body("Texts", &TEXTS),
            Member::body("Below", &EVERYTHING),
        ],
    },
};

static DO_ALL: OperationSchema =
    OperationSchema::known("DoAll", "POST", "/", 200).offered(&EVERYTHING, &EVERYTHING).compressed();
static DO_NOTHING: OperationSchema =
    OperationSchema::known("DoNothing", "POST", "/", 200).offered(&UNIT, &UNIT);

static OPERATIONS: &[&OperationSchema] = &[&DO_ALL, &DO_NOTHING];

const fn service(name: &'static str, protocols: &'static [&'static str]) -> ServiceSchema {
    ServiceSchema {
        name,
        signing_name: name,
        endpoint_prefix: name,
        target_prefix: Some(name),
        api_version: "2026-01-01",
        xml_namespace: None,
        protocols,
        json_version: Some("1.0"),
        namespace: "com.amazonaws.metrics",
        query_compatible: true,
        bare_errors: false,
        operations: OPERATIONS,
    }
}

static METRICS: ServiceSchema = service("Metrics_2026", &["smithy-rpc-v2-cbor", "json", "query"]);
static OTHER: ServiceSchema = service("Other", &["json"]);

fn request(path: &str, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Request {
    let headers = headers.iter().map(|(name, value)| {
        let name: HeaderName = name.parse().unwrap();
        (name, HeaderValue::from_str(value).unwrap())
    });
    Request {
        method: Method::POST,
        path: path.into(),
        query: String::new(),
        headers: headers.collect::<HeaderMap>(),
        body: body.into(),
    }
}

fn meant(request: &Request, signed_for: Option<&str>) -> String {
    let directory = Directory::new(&[&METRICS, &OTHER]);
    let meant = match directory.recognise(request, signed_for) {
        Meant::InBody(service) => directory.in_body(request, service),
        meant => meant,
    };
    match meant {
        Meant::Operation(call) => {
            format!("{:?} {}.{}", call.protocol, call.service.name, call.operation.name)
        }
        Meant::Nothing(refusal) => {
            format!("{:?} {} {}", refusal.protocol, refusal.error.shape.status, refusal.error.shape.code)
        }
        Meant::InBody(_) => unreachable!("the body is there"),
    }
}

const JSON_1_0: (&str, &str) = ("content-type", "application/x-amz-json-1.0");
const JSON_1_1: (&str, &str) = ("content-type", "application/x-amz-json-1.1");
const CBOR: (&str, &str) = ("smithy-protocol", "rpc-v2-cbor");

#[test]
fn a_target_names_service_and_operation_signed_or_not() {
    let target = ("x-amz-target", "Other.DoAll");
    assert_eq!(meant(&request("/", &[target, JSON_1_1], ""), Some("Other")), "AwsJson1_1 Other.DoAll");
    assert_eq!(meant(&request("/", &[target, JSON_1_0], ""), None), "AwsJson1_0 Other.DoAll");
    let cbor = request("/service/Metrics_2026/operation/DoAll", &[CBOR], "");
    assert_eq!(meant(&cbor, Some("Metrics_2026")), "RpcV2Cbor Metrics_2026.DoAll");
    assert_eq!(meant(&cbor, None), "RpcV2Cbor Metrics_2026.DoAll");
    let long = request("/service/com.amazonaws.Metrics_2026/operation/DoAll", &[CBOR], "");
    assert_eq!(meant(&long, None), "RpcV2Cbor Metrics_2026.DoAll");
}

#[test]
fn one_service_is_spoken_to_in_every_protocol_that_it_has() {
    let signed = Some("Metrics_2026");
    let json = request("/", &[("x-amz-target", "Metrics_2026.DoAll"), JSON_1_0], "{}");
    assert_eq!(meant(&json, signed), "AwsJson1_0 Metrics_2026.DoAll");
    let form = ("content-type", "application/x-www-form-urlencoded");
    let query = request("/", &[form], "Action=DoAll&Version=2026-01-01");
    assert_eq!(meant(&query, signed), "AwsQuery Metrics_2026.DoAll");
}

#[test]
fn a_target_that_names_nothing_is_an_unknown_operation() {
    let refused =
        |target: &'static str| meant(&request("/", &[("x-amz-target", target), JSON_1_0], ""), None);
    assert_eq!(refused("Other.Fly"), "AwsJson1_0 400 UnknownOperationException");
    assert_eq!(refused("Nobody.DoAll"), "AwsJson1_0 400 UnknownOperationException");
    assert_eq!(refused(""), "AwsJson1_0 400 UnknownOperationException");
    assert_eq!(meant(&request("/", &[], ""), Some("Other")), "AwsJson1_0 400 UnknownOperationException");
    let cbor = request("/service/Metrics_2026/operation/Fly", &[CBOR], "");
    assert_eq!(meant(&cbor, None), "RpcV2Cbor 404 UnknownOperationException");
}

fn everything() -> Value {
    Value::Structure(vec![
        ("Text", "é".into()),
        ("Long", Value::Integer(i64::MIN)),
        ("Int", Value::Integer(-7)),
        ("Float", Value::Double(1.5)),
        ("Double", Value::Double(0.1)),
        ("Time", Timestamp::from_millis(1_709_572_958_033).into()),
        ("Bytes", Bytes::from_static(&[0, 255]).into()),
        ("Texts", Value::List(vec!["a".into(), "b".into()])),
        ("Below", Value::Structure(vec![("Text", "deep".into())])),
    ])
}

#[test]
fn what_is_written_is_read_again() {
    for protocol in [Protocol::AwsJson1_0, Protocol::AwsJson1_1, Protocol::RpcV2Cbor] {
        let response = protocol.encode(&METRICS, &DO_ALL, everything(), "id");
        let again = protocol.decode(&DO_ALL, &Labels::default(), &request("/", &[], response.body)).unwrap();
        assert_eq!(again, everything(), "{protocol:?}");
    }
}

#[test]
fn json_has_the_names_of_the_model_and_no_needless_digits() {
    let response = Protocol::AwsJson1_0.encode(&METRICS, &DO_ALL, everything(), "id");
    assert_eq!(response.headers["content-type"], "application/x-amz-json-1.0");
    assert_eq!(
        std::str::from_utf8(&response.body).unwrap(),
        "{\"Text\":\"é\",\"Long\":-9223372036854775808,\"Int\":-7,\"Float\":1.5,\"Double\":0.1,\
         \"Time\":1709572958.033,\"Bytes\":\"AP8=\",\"Texts\":[\"a\",\"b\"],\"Below\":{\"Text\":\"deep\"}}"
    );
}

#[test]
fn a_number_of_32_bits_has_its_own_digits() {
    let output = Value::Structure(vec![("Float", Value::Double(f64::from(1.1_f32)))]);
    let response = Protocol::AwsJson1_0.encode(&METRICS, &DO_ALL, output, "id");
    assert_eq!(&response.body[..], br#"{"Float":1.1}"#);
}

#[test]
fn an_operation_that_answers_nothing_has_no_body() {
    for protocol in [Protocol::AwsJson1_1, Protocol::RpcV2Cbor] {
        let response = protocol.encode(&METRICS, &DO_NOTHING, Value::Structure(Vec::new()), "id");
        assert!(response.body.is_empty());
        let read = protocol.decode(&DO_NOTHING, &Labels::default(), &request("/", &[], ""));
        assert_eq!(read.unwrap(), Value::Structure(Vec::new()));
    }
}

static GONE: ErrorShape =
    ErrorShape::new("QueueGone", 400, Fault::Client, "message", false).with_query_code("Queue.Gone");

fn refused(protocol: Protocol, error: &ApiError) -> Response {
    protocol.encode_error(Some(&METRICS), error, "id")
}

#[test]
fn errors_name_their_namespace_where_the_protocol_does() {
    let text = |response: Response| String::from_utf8(response.body.to_vec()).unwrap();
    let gone = GONE.with("it is gone");
    let response = refused(Protocol::AwsJson1_0, &gone);
    assert_eq!(response.headers["x-amzn-query-error"], "Queue.Gone;Sender");
    assert_eq!(text(response), r#"{"__type":"com.amazonaws.metrics#QueueGone","message":"it is gone"}"#);
    let response = refused(Protocol::AwsJson1_1, &gone);
    assert_eq!(text(response), r#"{"__type":"QueueGone","message":"it is gone"}"#);
    let unread = framework::SERIALIZATION_EXCEPTION.with("no JSON");
    let response = refused(Protocol::AwsJson1_0, &unread);
    assert!(text(response).starts_with(r#"{"__type":"com.amazon.coral.service#SerializationException""#));
    let response = refused(Protocol::RpcV2Cbor, &gone);
    assert_eq!(response.headers["smithy-protocol"], "rpc-v2-cbor");
    assert_eq!(response.headers["x-amzn-query-error"], "Queue.Gone;Sender");
    assert_eq!(
        &response.body[..],
        b"\xa2\x66__type\x78\x1fcom.amazonaws.metrics#QueueGone\x67message\x6ait is gone"
    );
}

#[test]
fn cbor_is_read_in_every_form_that_clients_write() {
    let read = |body: &'static [u8]| {
        Protocol::RpcV2Cbor.decode(&DO_ALL, &Labels::default(), &request("/", &[], body))
    };
    let one = |name, value: Value| Ok::<_, String>(Value::Structure(vec![(name, value)]));
    let told = |body| read(body).map_err(|error| error.message);
    // Maps, lists and texts without length.
    assert_eq!(told(b"\xbf\x64Text\x7f\x61a\x61b\xff\xff"), one("Text", "ab".into()));
    assert_eq!(told(b"\xbf\x65Texts\x9f\x61a\xff\xff"), one("Texts", Value::List(vec!["a".into()])));
    // Half a float, a whole number for a float, a float for a whole number.
    assert_eq!(told(b"\xa1\x66Double\xf9\x3e\x00"), one("Double", Value::Double(1.5)));
    assert_eq!(told(b"\xa1\x66Double\x03"), one("Double", Value::Double(3.0)));
    assert_eq!(told(b"\xa1\x63Int\xf9\x42\x00"), one("Int", Value::Integer(3)));
    // A time as a whole number with its tag, what nobody knows, and nothing.
    assert_eq!(
        told(b"\xa1\x64Time\xc1\x1a\x65\xe0\x00\x00"),
        one("Time", Timestamp::from_secs(0x65e0_0000).into())
    );
    assert_eq!(told(b"\xa2\x61x\x82\x01\xa1\x61y\xf6\x63Int\x01"), one("Int", Value::Integer(1)));
    assert_eq!(told(b"\xa1\x63Int\xf6"), Ok(Value::Structure(Vec::new())));
}

#[test]
fn bad_cbor_is_refused_and_takes_no_more_than_it_has() {
    let refused = |body: Vec<u8>| {
        let read = Protocol::RpcV2Cbor.decode(&DO_ALL, &Labels::default(), &request("/", &[], body));
        read.unwrap_err().message
    };
    for body in [
        &b"\xa1"[..],
        b"\xbf\x64Text",
        b"\xa1\x64Text\x7b\xff\xff\xff\xff\xff\xff\xff\xff",
        b"\xa1\x65Texts\x9b\xff\xff\xff\xff\xff\xff\xff\xff",
        b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff",
        b"\xa1\x64Text\x62\xff\xff",
        b"\xa1\x63Int\x1a\xff\xff\xff\xff",
        b"\xa1\x63Int\x61a",
        b"\xa0\x00",
        b"\xff",
        b"\x1c",
        b"\xa1\x01\x02",
    ] {
        assert!(!refused(body.to_vec()).is_empty(), "{body:02x?}");
    }
    let deep = [b"\xa1\x65Below".repeat(200), vec![0xa0]].concat();
    assert_eq!(refused(deep), "Values lie too deep in each other");
    let tags = [vec![0xa1, 0x63, b'I', b'n', b't'], vec![0xc2; 1_000], vec![0]].concat();
    assert_eq!(refused(tags), "Values lie too deep in each other");
    let many = [vec![0xa1, 0x61, b'x', 0x9f], vec![0; 1_000_001], vec![0xff]].concat();
    assert_eq!(refused(many), "Too many values");
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_compressed_body_is_read_within_a_bound() {
    let zipped = ("content-encoding", "custom, gzip");
    let read = |body: Vec<u8>| {
        let request = request("/", &[zipped], body);
        Protocol::AwsJson1_0.decode(&DO_ALL, &Labels::default(), &request)
    };
    let whole = Value::Structure(vec![("Text", "x".into())]);
    assert_eq!(read(gzip(br#"{"Text":"x"}"#)).unwrap(), whole);
    assert_eq!(read(b"{}".to_vec()).unwrap_err().shape.code, "SerializationException");
    let bomb = gzip(&vec![b' '; (4 << 20) + 1]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(read(bomb).unwrap_err().shape.code, "RequestEntityTooLargeException");
    // A form is inflated before it can name its operation.
    let form = ("content-type", "application/x-www-form-urlencoded");
    let query = request("/", &[form, ("content-encoding", "gzip")], gzip(b"Action=DoAll&Text=x"));
    assert_eq!(meant(&query, Some("Metrics_2026")), "AwsQuery Metrics_2026.DoAll");
}

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(
        bytes in any::<Vec<u8>>(),
        form in "((Texts|Below|Text|Long|Bytes|member|1|2|99|[a-z])?[.=&%]{1,2}){0,30}",
    ) {
        for protocol in [Protocol::RpcV2Cbor, Protocol::AwsJson1_0, Protocol::AwsQuery] {
            let _ = protocol.decode(&DO_ALL, &Labels::default(), &request("/", &[], bytes.clone()));
        }
        // Bytes behind the beginning of a structure, where a member's value belongs.
        for member in ["Text", "Double", "Time", "Texts", "Below"] {
            let head = [&[0xbf, 0x60 + member.len() as u8], member.as_bytes(), &bytes].concat();
            let _ = Protocol::RpcV2Cbor.decode(&DO_ALL, &Labels::default(), &request("/", &[], head));
        }
        let _ = Protocol::AwsQuery.decode(&DO_ALL, &Labels::default(), &request("/", &[], form));
    }
}
