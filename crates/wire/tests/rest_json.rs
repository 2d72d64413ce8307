//! restJson1: where each member goes, and what is said of bodies that cannot be read.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic")]

use bytes::Bytes;
use clock::Timestamp;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use model::lambda::{errors, operations};
use shape::{
    ApiError, Kind, Location, Member, OperationSchema, Schema, StringKind, Value, framework, from_value,
    to_value,
};
use wire::{Labels, Protocol, Request, Response};

const REST: Protocol = Protocol::RestJson1;

fn request(query: &str, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Request {
    let headers = headers.iter().map(|(name, value)| {
        (HeaderName::from_bytes(name.as_bytes()).unwrap(), HeaderValue::from_str(value).unwrap())
    });
    Request {
        method: Method::POST,
        path: String::new(),
        query: query.to_owned(),
        headers: headers.collect::<HeaderMap>(),
        body: body.into(),
    }
}

fn labels(name: &'static str, value: &str) -> Labels {
    [(name, value.to_owned())].into_iter().collect()
}

fn decode(operation: &'static OperationSchema, body: &'static str) -> Result<Value, String> {
    REST.decode(operation, &labels("Id", "x"), &request("", &[], body)).map_err(|error| {
        assert_eq!(error.shape.code, "SerializationException");
        error.message
    })
}

fn encode(operation: &'static OperationSchema, output: Value) -> Response {
    REST.encode(&model::lambda::SERVICE, operation, output, "id")
}

fn body(response: &Response) -> &str {
    std::str::from_utf8(&response.body).unwrap()
}

fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
    response.headers.get(name).map(|value| value.to_str().unwrap())
}

// A made-up operation with a member of every shape at every place.

static TEXT: Schema = Schema { name: "Text", kind: Kind::String(StringKind::ANY) };
static INT: Schema = Schema { name: "Int", kind: Kind::Integer { min: None, max: None } };
static LONG: Schema = Schema { name: "Long", kind: Kind::Long { min: None, max: None } };
static DOUBLE: Schema = Schema { name: "Double", kind: Kind::Double { min: None, max: None } };
static FLAG: Schema = Schema { name: "Flag", kind: Kind::Boolean };
static BYTES: Schema =
    Schema { name: "Bytes", kind: Kind::Blob { sensitive: false, min: None, max: None, streaming: false } };
static TIME: Schema = Schema { name: "Time", kind: Kind::Timestamp { format: None } };
static ISO: Schema = Schema { name: "Iso", kind: Kind::Timestamp { format: Some("iso8601") } };
static TEXTS: Schema = Schema {
    name: "Texts",
    kind: Kind::List { member: &TEXT, wire_name: None, flattened: false, min: None, max: None },
};
static TEXT_MAP: Schema = Schema {
    name: "TextMap",
    kind: Kind::Map {
        key: &TEXT,
        value: &TEXT,
        key_wire_name: "key",
        value_wire_name: "value",
        flattened: false,
        sensitive: false,
        min: None,
        max: None,
    },
};
static MEMBERS: &[Member] = &[
    Member::body("Id", &TEXT).at(Location::Uri).required(),
    Member::body("Limit", &INT).at(Location::QueryString).named("limit"),
    Member::body("Names", &TEXTS).at(Location::QueryString).named("name"),
    Member::body("Since", &TIME).at(Location::QueryString).named("since"),
    Member::body("Token", &TEXT).at(Location::Header).named("X-Token"),
    Member::body("Modified", &TIME).at(Location::Header).named("X-Modified"),
    Member::body("Accepted", &TEXTS).at(Location::Header).named("X-Accepted"),
    Member::body("Meta", &TEXT_MAP).at(Location::HeaderPrefix).named("x-meta-"),
    Member::body("Text", &TEXT),
    Member::body("Int", &INT),
    Member::body("Long", &LONG),
    Member::body("Double", &DOUBLE),
    Member::body("Flag", &FLAG),
    Member::body("Bytes", &BYTES),
    Member::body("Time", &TIME),
    Member::body("Iso", &ISO),
    Member::body("Texts", &TEXTS),
    Member::body("TextMap", &TEXT_MAP),
    Member::body("Nested", &INPUT).named("nested"),
];
static INPUT: Schema = Schema { name: "Everything", kind: Kind::Structure { members: MEMBERS } };
static OUTPUT: Schema = Schema {
    name: "EverythingOutput",
    kind: Kind::Structure {
        members: &[
            Member::body("Status", &INT).at(Location::StatusCode),
            Member::body("Token", &TEXT).at(Location::Header).named("X-Token"),
            Member::body("Modified", &TIME).at(Location::Header).named("X-Modified"),
            Member::body("Meta", &TEXT_MAP).at(Location::HeaderPrefix).named("x-meta-"),
            Member::body("Nested", &INPUT).named("nested"),
        ],
    },
};
static EVERYTHING: OperationSchema =
    OperationSchema::known("Everything", "POST", "/everything/{Id}", 202).offered(&INPUT, &OUTPUT);

#[test]
fn members_come_from_labels_query_headers_and_body() {
    let request = request(
        "limit=3&name=a&name=b%20c+d&since=2024-03-04T17:22:38Z&unknown=1",
        &[
            ("x-token", "t"),
            ("x-modified", "Sun, 06 Nov 1994 08:49:37 GMT"),
            ("x-accepted", "a, b"),
            ("x-meta-colour", "red"),
        ],
        r#" {"Text":"\u00e9\n","Unknown":[{"a":1}],"Time":1709572958.033,"nested":{"Int":-1,"Long":null}} "#,
    );
    let value = REST.decode(&EVERYTHING, &labels("Id", "x:1"), &request).unwrap();
    let texts = |items: &[&str]| Value::List(items.iter().map(|item| (*item).into()).collect());
    for (member, expected) in [
        ("Id", "x:1".into()),
        ("Limit", 3.into()),
        ("Names", texts(&["a", "b c d"])),
        ("Since", Timestamp::from_secs(1_709_572_958).into()),
        ("Token", "t".into()),
        ("Modified", Timestamp::from_secs(784_111_777).into()),
        ("Accepted", texts(&["a", "b"])),
        ("Meta", Value::Map(vec![("colour".into(), "red".into())])),
        ("Text", "é\n".into()),
        ("Time", Timestamp::from_millis(1_709_572_958_033).into()),
        ("Nested", Value::Structure(vec![("Int", (-1).into())])),
    ] {
        assert_eq!(value.member(member), Some(&expected), "{member}");
    }
    assert_eq!(value.member("Texts"), None);
}

#[test]
fn what_is_in_a_body_under_the_name_of_a_header_is_not_read() {
    let value = decode(&EVERYTHING, r#"{"Token":"t","X-Token":"t","Text":"a","Text":"b"}"#).unwrap();
    assert_eq!(value, Value::Structure(vec![("Text", "b".into()), ("Id", "x".into())]));
}

#[test]
fn json_values_become_values_of_their_shape() {
    for (json, member, expected) in [
        (r#"{"Int":2147483647}"#, "Int", Value::Integer(2_147_483_647)),
        (r#"{"Int":3.9}"#, "Int", Value::Integer(3)),
        (r#"{"Long":-9223372036854775808}"#, "Long", Value::Integer(i64::MIN)),
        (r#"{"Double":1}"#, "Double", Value::Double(1.0)),
        (r#"{"Double":"-Infinity"}"#, "Double", Value::Double(f64::NEG_INFINITY)),
        (r#"{"Flag":false}"#, "Flag", Value::Bool(false)),
        (r#"{"Bytes":"AAH\/"}"#, "Bytes", Value::Blob(Bytes::from_static(&[0, 1, 255]))),
        (r#"{"Time":1}"#, "Time", Timestamp::from_secs(1).into()),
        (r#"{"Iso":"1970-01-01T00:00:01Z"}"#, "Iso", Timestamp::from_secs(1).into()),
        (r#"{"Texts":["a",null]}"#, "Texts", Value::List(vec!["a".into(), Value::Null])),
        (r#"{"TextMap":{"k":"v"}}"#, "TextMap", Value::Map(vec![("k".into(), "v".into())])),
    ] {
        assert_eq!(decode(&EVERYTHING, json).unwrap().member(member), Some(&expected), "{json}");
    }
}

#[test]
fn a_value_of_another_type_is_refused() {
    const NUMBER: &str =
        "class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an";
    for (json, message) in [
        (r#"{"Text":1}"#, format!("{NUMBER} String")),
        (r#"{"Int":2147483648}"#, format!("{NUMBER} Integer")),
        (r#"{"Long":1e30}"#, format!("{NUMBER} Long")),
        (r#"{"Int":"1"}"#, "class java.lang.String can not be converted to an Integer".into()),
        (
            r#"{"Time":"1970-01-01T00:00:01Z"}"#,
            "class java.lang.String can not be converted to an Timestamp".into(),
        ),
        (r#"{"Texts":"a"}"#, "class java.lang.String can not be converted to an List".into()),
        (r#"{"nested":5}"#, format!("{NUMBER} Everything")),
        (r#"{"Text":true}"#, "class java.lang.Boolean can not be converted to an String".into()),
        (r#"{"Text":[]}"#, "Start of list found where not expected".into()),
        (r#"{"Text":{}}"#, "Start of structure or map found where not expected.".into()),
    ] {
        assert_eq!(decode(&EVERYTHING, json), Err(message), "{json}");
    }
}

#[test]
fn a_parameter_that_is_no_number_is_refused() {
    let error = REST.decode(&EVERYTHING, &labels("Id", "x"), &request("limit=x", &[], "")).unwrap_err();
    assert_eq!(error.shape.code, "SerializationException");
}

#[test]
fn what_is_no_json_is_refused_and_nothing_is_an_empty_body() {
    for json in [r#"{"Text":"#, "{]", r#"{"Text":"a"} x"#, "\u{feff}{}", r#"{"Text":"a",}"#] {
        let message = decode(&EVERYTHING, json).unwrap_err();
        assert!(message.starts_with("Could not parse request body into json: "), "{json}: {message}");
    }
    for json in ["", " \n", "null", "{}"] {
        assert_eq!(decode(&EVERYTHING, json), Ok(Value::Structure(vec![("Id", "x".into())])), "{json}");
    }
}

#[test]
fn base64_is_read_strictly() {
    assert!(decode(&EVERYTHING, r#"{"Bytes":"AA"}"#).is_err());
    assert!(decode(&EVERYTHING, r#"{"Bytes":"A A="}"#).is_err());
}

#[test]
fn deep_nesting_is_refused_before_the_stack_ends() {
    let json = r#"{"nested":"#.repeat(10_000);
    let error = REST.decode(&EVERYTHING, &labels("Id", "x"), &request("", &[], json)).unwrap_err();
    assert_eq!(error.shape.code, "SerializationException");
    let json = format!(r#"{{"Unknown":{}"#, "[".repeat(100_000));
    assert!(REST.decode(&EVERYTHING, &labels("Id", "x"), &request("", &[], json)).is_err());
}

#[test]
fn a_body_has_a_bounded_number_of_values() {
    let json = |items: usize| format!(r#"{{"Texts":[{}null]}}"#, "null,".repeat(items));
    let decode = |json: String| REST.decode(&EVERYTHING, &labels("Id", "x"), &request("", &[], json));
    assert!(decode(json(10_000)).is_ok());
    assert_eq!(decode(json(1_000_000)).unwrap_err().message, "Too many values");
}

#[test]
fn a_status_headers_and_a_body_are_written() {
    let nested = Value::Structure(vec![
        ("Text", "é\"\n\u{1}".into()),
        ("Int", Value::Null),
        ("Double", 1.0.into()),
        ("Bytes", Bytes::from_static(&[0, 1, 255, 7]).into()),
        ("Time", Timestamp::from_millis(1_709_572_958_033).into()),
        ("Iso", Timestamp::from_secs(1).into()),
        ("Texts", Value::List(vec!["a".into(), "b".into()])),
        ("TextMap", Value::Map(vec![("k".into(), "v".into())])),
    ]);
    let output = Value::Structure(vec![
        ("Status", 204.into()),
        ("Token", "t".into()),
        ("Modified", Timestamp::from_secs(784_111_777).into()),
        ("Meta", Value::Map(vec![("Colour".into(), "red".into())])),
        ("Nested", nested),
    ]);
    let response = encode(&EVERYTHING, output);
    assert_eq!(response.status, 204);
    assert_eq!(header(&response, "x-token"), Some("t"));
    assert_eq!(header(&response, "x-modified"), Some("Sun, 06 Nov 1994 08:49:37 GMT"));
    assert_eq!(header(&response, "x-meta-colour"), Some("red"));
    assert_eq!(header(&response, "content-type"), Some("application/json"));
    assert_eq!(
        body(&response),
        r#"{"nested":{"Text":"é\"\n\u0001","Double":1.0,"Bytes":"AAH/Bw==","Time":1709572958.033,"#
            .to_owned()
            + r#""Iso":"1970-01-01T00:00:01.000Z","Texts":["a","b"],"TextMap":{"k":"v"}}}"#
    );
}

#[test]
fn a_header_cannot_be_split_by_its_value() {
    let output = Value::Structure(vec![("Token", "a\r\nX-Other: b".into())]);
    let response = encode(&EVERYTHING, output);
    assert_eq!(response.status, 202);
    assert_eq!((header(&response, "x-token"), header(&response, "x-other")), (None, None));
    assert_eq!(body(&response), "{}");
}

#[test]
fn an_invocation_goes_through_without_its_payload_being_copied() {
    let payload = Bytes::from(vec![b'x'; 1 << 20]);
    let headers = [("X-Amz-Invocation-Type", "Event"), ("X-Amz-Log-Type", "Tail")];
    let request = request("Qualifier=%24LATEST", &headers, payload.clone());
    let value = REST.decode(&operations::INVOKE, &labels("FunctionName", "f"), &request).unwrap();
    shape::check(operations::INVOKE.input.unwrap(), &value).unwrap();
    let input: model::lambda::InvokeInput = from_value(value).unwrap();
    assert_eq!(input.function_name, "f");
    assert_eq!(input.qualifier.as_deref(), Some("$LATEST"));
    assert_eq!(input.invocation_type, Some(model::lambda::InvocationType::Event));
    let received = input.payload.unwrap().0;
    assert_eq!(received.as_ptr(), payload.as_ptr());

    let output = model::lambda::InvokeOutput {
        status_code: Some(200),
        function_error: Some("Unhandled".into()),
        executed_version: Some("$LATEST".into()),
        payload: Some(received.into()),
        ..Default::default()
    };
    let response = encode(&operations::INVOKE, to_value(&output).unwrap());
    assert_eq!(response.status, 200);
    assert_eq!(header(&response, "x-amz-function-error"), Some("Unhandled"));
    assert_eq!(header(&response, "x-amz-executed-version"), Some("$LATEST"));
    assert_eq!(header(&response, "x-amz-log-result"), None);
    assert_eq!(response.body.as_ptr(), payload.as_ptr());
}

#[test]
fn an_invocation_without_a_body_has_no_payload() {
    let value =
        REST.decode(&operations::INVOKE, &labels("FunctionName", "f"), &request("", &[], "")).unwrap();
    assert_eq!(value.member("Payload"), None);
    let answer = encode(&operations::INVOKE, Value::Structure(vec![("StatusCode", 202.into())]));
    assert_eq!((answer.status.as_u16(), answer.body.len()), (202, 0));
    assert_eq!(header(&answer, "content-type"), None);
}

#[test]
fn a_function_is_created_from_json_and_answered_in_the_order_of_the_model() {
    let json = r#"{"FunctionName":"f","Runtime":"python3.13","Role":"arn:aws:iam::123456789012:role/r","Handler":"a.b",
        "Code":{"ZipFile":"UEsFBg=="},"Environment":{"Variables":{"KEY":"v"}},"Publish":true,"MemorySize":256}"#;
    let value =
        REST.decode(&operations::CREATE_FUNCTION, &Labels::default(), &request("", &[], json)).unwrap();
    shape::check(operations::CREATE_FUNCTION.input.unwrap(), &value).unwrap();
    let input: model::lambda::CreateFunctionInput = from_value(value).unwrap();
    assert_eq!(input.code.zip_file.as_deref(), Some(&b"PK\x05\x06"[..]));
    assert_eq!(input.memory_size, Some(256));

    let output = model::lambda::CreateFunctionOutput {
        code_size: Some(4),
        function_name: Some("f".into()),
        last_modified: Some("2024-03-04T17:22:38.033+0000".into()),
        kms_key_arn: Some("k".into()),
        ..Default::default()
    };
    let response = encode(&operations::CREATE_FUNCTION, to_value(&output).unwrap());
    assert_eq!(response.status, 201);
    assert_eq!(
        body(&response),
        r#"{"FunctionName":"f","CodeSize":4,"LastModified":"2024-03-04T17:22:38.033+0000","KMSKeyArn":"k"}"#
    );
}

#[test]
fn errors_are_as_their_shape_says() {
    let check = |error: ApiError, status: u16, expected: &str| {
        let response = REST.encode_error(None, &error, "id-1");
        assert_eq!((response.status.as_u16(), body(&response)), (status, expected));
        assert_eq!(header(&response, "x-amzn-ErrorType"), Some(error.shape.code));
        assert_eq!(header(&response, "x-amzn-RequestId"), Some("id-1"));
        response
    };
    check(
        errors::RESOURCE_NOT_FOUND_EXCEPTION.with("Function not found: f"),
        404,
        r#"{"Type":"User","Message":"Function not found: f"}"#,
    );
    check(
        errors::INVALID_PARAMETER_VALUE_EXCEPTION.with("a \"b\"").without_type(),
        400,
        r#"{"message":"a \"b\""}"#,
    );
    check(errors::SERVICE_EXCEPTION.with("x"), 500, r#"{"Type":"Service","Message":"x"}"#);
    check(framework::REQUEST_ENTITY_TOO_LARGE_EXCEPTION.with("x"), 413, r#"{"Message":"x"}"#);
    check(framework::VALIDATION_EXCEPTION.with("x"), 400, r#"{"message":"x"}"#);
    let throttled = errors::TOO_MANY_REQUESTS_EXCEPTION
        .with("Rate Exceeded.")
        .member("Reason", "ConcurrentInvocationLimitExceeded")
        .member("retryAfterSeconds", "1");
    let response = check(
        throttled,
        429,
        r#"{"Reason":"ConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}"#,
    );
    assert_eq!(header(&response, "retry-after"), Some("1"));
}
