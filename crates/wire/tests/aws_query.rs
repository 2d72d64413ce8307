//! awsQuery: how forms are read, how XML is written, and which operation a form names.

use bytes::Bytes;
use clock::Timestamp;
use http::{HeaderMap, HeaderValue, Method};
use model::{iam, lambda, sts};
use shape::{Kind, Member, OperationSchema, Schema, StringKind, Value, framework};
use wire::{Directory, Labels, Meant, Protocol, Request};

const QUERY: Protocol = Protocol::AwsQuery;

fn request(method: Method, query: &str, body: &str) -> Request {
    let mut headers = HeaderMap::new();
    if method == Method::POST {
        let form = HeaderValue::from_static("application/x-www-form-urlencoded; charset=utf-8");
        headers.insert("content-type", form);
    }
    let (query, body) = (query.to_owned(), Bytes::from(body.to_owned()));
    Request { method, path: "/".into(), query, headers, body }
}

fn decode(operation: &'static OperationSchema, body: &str) -> Result<Value, String> {
    let request = request(Method::POST, "", body);
    QUERY.decode(operation, &Labels::default(), &request).map_err(|error| {
        assert_eq!(error.shape.xml_code(), "MalformedInput");
        error.message
    })
}

fn list(items: &[&str]) -> Value {
    Value::List(items.iter().map(|item| (*item).into()).collect())
}

// A made-up operation with every kind of nesting.

static TEXT: Schema = Schema { name: "Text", kind: Kind::String(StringKind::ANY) };
static INT: Schema = Schema { name: "Int", kind: Kind::Integer { min: None, max: None } };
static BYTES: Schema =
    Schema { name: "Bytes", kind: Kind::Blob { sensitive: false, min: None, max: None, streaming: false } };
static TIME: Schema = Schema { name: "Time", kind: Kind::Timestamp { format: None } };

const fn list_of(member: &'static Schema, wire_name: Option<&'static str>, flattened: bool) -> Schema {
    Schema { name: "List", kind: Kind::List { member, wire_name, flattened, min: None, max: None } }
}

const fn map_of(key_wire_name: &'static str, value_wire_name: &'static str, flattened: bool) -> Schema {
    let (key, value, sensitive, min, max) = (&TEXT, &INT, false, None, None);
    Schema {
        name: "Map",
        kind: Kind::Map { key, value, key_wire_name, value_wire_name, flattened, sensitive, min, max },
    }
}

static PLAIN: Schema = list_of(&TEXT, None, false);
static RENAMED: Schema = list_of(&TEXT, Some("Item"), false);
static FLAT: Schema = list_of(&TEXT, None, true);
static FLAT_RENAMED: Schema = list_of(&TEXT, Some("Attribute"), true);
static MAP: Schema = map_of("key", "value", false);
static FLAT_MAP: Schema = map_of("Name", "Value", true);
static EVERYTHING: Schema = Schema {
    name: "Everything",
    kind: Kind::Structure {
        members: &[
            Member::body("Text", &TEXT),
            Member::body("Number", &INT).named("number"),
            Member::body("Bytes", &BYTES),
            Member::body("Time", &TIME),
            Member::body("Plain", &PLAIN),
            Member::body("Renamed", &RENAMED),
            Member::body("Flat", &FLAT),
            Member::body("Attributes", &FLAT_RENAMED),
            Member::body("Map", &MAP),
            Member::body("FlatMap", &FLAT_MAP),
            Member::body("Below", &EVERYTHING),
            Member::body("Mark", &TEXT).named("xsi:mark").xml_attribute(),
        ],
    },
};
static OPERATION: OperationSchema =
    OperationSchema::known("DoAll", "POST", "/", 200).offered(&EVERYTHING, &EVERYTHING);

#[test]
fn every_kind_of_nesting_is_read() {
    let read = decode(
        &OPERATION,
        "Text=a+b%26%C3%A9&number=-3&Bytes=AAE%3D&Time=2026-01-02T03%3A04%3A05Z&Below.Below.Text=deep\
         &Plain.member.2=y&Plain.member.10=z&Plain.member.1=x&Renamed.Item.1=i&Flat.1=f&Attribute.1=g\
         &Map.entry.1.key=k&Map.entry.1.value=1&FlatMap.1.Name=m&FlatMap.1.Value=2&Unknown.1=u",
    );
    let deep = Value::Structure(vec![("Below", Value::Structure(vec![("Text", "deep".into())]))]);
    let wanted = vec![
        ("Text", "a b&é".into()),
        ("Number", Value::Integer(-3)),
        ("Bytes", Bytes::from_static(&[0, 1]).into()),
        ("Time", Timestamp::parse_iso8601("2026-01-02T03:04:05Z").unwrap().into()),
        ("Plain", list(&["x", "y", "z"])),
        ("Renamed", list(&["i"])),
        ("Flat", list(&["f"])),
        ("Attributes", list(&["g"])),
        ("Map", Value::Map(vec![("k".into(), Value::Integer(1))])),
        ("FlatMap", Value::Map(vec![("m".into(), Value::Integer(2))])),
        ("Below", deep),
    ];
    assert_eq!(read, Ok(Value::Structure(wanted)));
}

#[test]
fn an_empty_list_is_a_list() {
    let empty = |name| Ok(Value::Structure(vec![(name, list(&[]))]));
    assert_eq!(decode(&OPERATION, "Plain="), empty("Plain"));
    assert_eq!(decode(&OPERATION, "Flat="), empty("Flat"));
    assert_eq!(decode(&OPERATION, ""), Ok(Value::Structure(Vec::new())));
}

#[test]
fn what_is_of_another_type_is_malformed() {
    assert!(decode(&OPERATION, "number=three").unwrap_err().contains("Integer"));
    assert!(decode(&OPERATION, "Text.member.1=x").is_err());
    assert!(decode(&OPERATION, "Bytes=%").is_err());
    assert!(decode(&OPERATION, "Map.entry.1.value=1").is_err());
    let deep = vec!["a"; 70].join(".");
    assert_eq!(decode(&OPERATION, &deep).unwrap_err(), "A parameter's name has too many parts");
    let long = format!("{deep}=&").repeat(2);
    assert!(decode(&OPERATION, &long).is_err());
}

#[test]
fn an_answer_is_wrapped_as_the_service_does_it() {
    let output = Value::Structure(vec![
        ("UserId", "AIDA".into()),
        ("Account", "000000000000".into()),
        ("Arn", Value::Null),
    ]);
    let response = QUERY.encode(&sts::SERVICE, &sts::operations::GET_CALLER_IDENTITY, output, "the-request");
    assert_eq!(response.status, 200);
    assert_eq!(response.headers["content-type"], "text/xml");
    assert_eq!(
        std::str::from_utf8(&response.body).unwrap(),
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\
         <GetCallerIdentityResult><UserId>AIDA</UserId><Account>000000000000</Account></GetCallerIdentityResult>\
         <ResponseMetadata><RequestId>the-request</RequestId></ResponseMetadata></GetCallerIdentityResponse>"
    );
}

#[test]
fn an_operation_without_output_has_no_element_for_it() {
    let nothing = Value::Structure(Vec::new());
    let response = QUERY.encode(&iam::SERVICE, &iam::operations::DELETE_ROLE, nothing, "id");
    assert_eq!(
        std::str::from_utf8(&response.body).unwrap(),
        "<DeleteRoleResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\
         <ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></DeleteRoleResponse>"
    );
}

#[test]
fn every_kind_of_nesting_is_written() {
    let inner = Value::Structure(vec![("Mark", "\"m\"".into()), ("Text", "<deep>".into())]);
    let output = Value::Structure(vec![
        ("Time", Timestamp::parse_iso8601("2026-01-02T03:04:05Z").unwrap().into()),
        ("Bytes", Bytes::from_static(&[0, 1]).into()),
        ("Plain", list(&["x", "y"])),
        ("Renamed", list(&["i"])),
        ("Flat", list(&["f", "g"])),
        ("Attributes", list(&["h"])),
        ("Map", Value::Map(vec![("k".into(), Value::Integer(1))])),
        ("FlatMap", Value::Map(vec![("m".into(), Value::Integer(2))])),
        ("Below", inner),
    ]);
    let response = QUERY.encode(&sts::SERVICE, &OPERATION, output, "id");
    let body = std::str::from_utf8(&response.body).unwrap();
    let body = body.split_once("<DoAllResult>").unwrap().1.split_once("</DoAllResult>").unwrap().0;
    assert_eq!(
        body,
        "<Time>2026-01-02T03:04:05Z</Time><Bytes>AAE=</Bytes>\
         <Plain><member>x</member><member>y</member></Plain><Renamed><Item>i</Item></Renamed>\
         <Flat>f</Flat><Flat>g</Flat><Attribute>h</Attribute>\
         <Map><entry><key>k</key><value>1</value></entry></Map><FlatMap><Name>m</Name><Value>2</Value></FlatMap>\
         <Below xsi:mark=\"&quot;m&quot;\"><Text>&lt;deep&gt;</Text></Below>"
    );
}

#[test]
fn an_error_has_its_code_of_the_query_protocol() {
    let error = framework::VALIDATION_EXCEPTION.with("1 validation error detected: <x>");
    let response = QUERY.encode_error(Some(&sts::SERVICE), &error, "id");
    assert_eq!(response.status, 400);
    assert_eq!(
        std::str::from_utf8(&response.body).unwrap(),
        "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>\
         <Code>ValidationError</Code><Message>1 validation error detected: &lt;x&gt;</Message></Error>\
         <RequestId>id</RequestId></ErrorResponse>"
    );
    let error = iam::errors::NO_SUCH_ENTITY_EXCEPTION.with("gone");
    let response = QUERY.encode_error(Some(&iam::SERVICE), &error, "id");
    assert_eq!(response.status, 404);
    assert!(std::str::from_utf8(&response.body).unwrap().contains("<Code>NoSuchEntity</Code>"));
}

// Who is meant.

fn directory() -> Directory {
    Directory::new(&[&iam::SERVICE, &lambda::SERVICE, &sts::SERVICE])
}

/// The operation, or the code of the refusal.
fn meant(request: &Request, signed_for: Option<&str>) -> String {
    let directory = directory();
    let meant = match directory.recognise(request, signed_for) {
        Meant::InBody(service) => directory.in_body(request, service),
        meant => meant,
    };
    match meant {
        Meant::Operation(call) => {
            format!("{:?} {}:{}", call.protocol, call.service.name, call.operation.name)
        }
        Meant::Nothing(refusal) => format!("{:?} {}", refusal.protocol, refusal.error),
        Meant::InBody(_) => unreachable!("the body is there"),
    }
}

#[test]
fn a_form_names_its_operation_signed_or_not() {
    let identity = "Action=GetCallerIdentity&Version=2011-06-15";
    let wanted = "AwsQuery sts:GetCallerIdentity";
    assert_eq!(meant(&request(Method::POST, "", identity), Some("sts")), wanted);
    assert_eq!(meant(&request(Method::POST, "", identity), None), wanted);
    assert_eq!(meant(&request(Method::GET, identity, ""), None), wanted);
    assert_eq!(meant(&request(Method::GET, identity, ""), Some("sts")), wanted);
    assert_eq!(meant(&request(Method::POST, "", "Action=GetRole"), None), "AwsQuery iam:GetRole");
    // Lambda has an operation of that name too, but speaks no forms.
    let policy = "Action=GetPolicy&Version=2010-05-08";
    assert_eq!(meant(&request(Method::POST, "", policy), None), "AwsQuery iam:GetPolicy");
}

#[test]
fn what_calls_itself_a_form_may_be_something_else() {
    let mut asked = request(Method::POST, "", "{}");
    asked.path = "/2015-03-31/functions/f/invocations".into();
    assert_eq!(meant(&asked, None), "RestJson1 lambda:Invoke");
    let only_lambda = Directory::new(&[&lambda::SERVICE]);
    asked.path = "/".into();
    assert!(matches!(only_lambda.recognise(&asked, None), Meant::Nothing(_)));
}

#[test]
fn a_host_names_its_service() {
    let mut asked = request(Method::POST, "", "Action=GetRole");
    asked.headers.insert("host", HeaderValue::from_static("sts.us-east-1.amazonaws.com"));
    assert_eq!(
        meant(&asked, None),
        "AwsQuery InvalidAction: Could not find operation GetRole for version 2011-06-15"
    );
    asked.headers.insert("host", HeaderValue::from_static("iam.localhost:4566"));
    assert_eq!(meant(&asked, None), "AwsQuery iam:GetRole");
}

#[test]
fn a_form_that_names_nothing_is_told_so() {
    let refused = |body, signed_for| meant(&request(Method::POST, "", body), signed_for);
    assert!(refused("", Some("sts")).starts_with("AwsQuery MissingAction"));
    assert!(refused("Version=2011-06-15", None).starts_with("AwsQuery MissingAction"));
    assert_eq!(
        refused("Action=Fly&Version=2011-06-15", Some("sts")),
        "AwsQuery InvalidAction: Could not find operation Fly for version 2011-06-15"
    );
    assert_eq!(
        refused("Action=GetCallerIdentity&Version=1999-01-01", Some("sts")),
        "AwsQuery InvalidAction: Could not find operation GetCallerIdentity for version 1999-01-01"
    );
}
