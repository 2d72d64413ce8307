//! restXml: what is read as XML, and what is not; the two forms of its errors.

use bytes::Bytes;
use http::{HeaderMap, Method};
use proptest::prelude::*;
use shape::{Kind, Member, OperationSchema, Schema, ServiceSchema, StringKind, Value, framework};
use wire::{Labels, Protocol, Request};

static TEXT: Schema = Schema { name: "Text", kind: Kind::String(StringKind::ANY) };
static INT: Schema = Schema { name: "Int", kind: Kind::Integer { min: None, max: None } };
static GRANTEE: Schema = Schema {
    name: "Grantee",
    kind: Kind::Structure {
        members: &[
            Member::body("Type", &TEXT).named("xsi:type").xml_attribute(),
            Member::body("DisplayName", &TEXT),
        ],
    },
};
static PARTS: Schema = Schema {
    name: "Parts",
    kind: Kind::List { member: &EVERYTHING, wire_name: None, flattened: true, min: None, max: None },
};
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
static EVERYTHING: Schema = Schema {
    name: "Everything",
    kind: Kind::Structure {
        members: &[
            Member::body("Text", &TEXT),
            Member::body("Int", &INT),
            Member::body("Grantee", &GRANTEE).xml_namespace(Some("xsi"), XSI),
            Member::body("Parts", &PARTS).named("Part"),
        ],
    },
};
static OPERATION: OperationSchema =
    OperationSchema::known("PutAll", "PUT", "/", 200).offered(&EVERYTHING, &EVERYTHING);

static OPERATIONS: &[&OperationSchema] = &[&OPERATION];

const fn service(bare_errors: bool) -> ServiceSchema {
    ServiceSchema {
        name: "objects",
        signing_name: "objects",
        endpoint_prefix: "objects",
        target_prefix: None,
        api_version: "2006-03-01",
        xml_namespace: Some("http://objects.example/doc/"),
        protocols: &["rest-xml"],
        json_version: None,
        namespace: "com.amazonaws.objects",
        query_compatible: false,
        bare_errors,
        operations: OPERATIONS,
    }
}

fn read(body: impl Into<Bytes>) -> Result<Value, String> {
    let (method, path, query, headers) = (Method::PUT, "/".into(), String::new(), HeaderMap::new());
    let request = Request { method, path, query, headers, body: body.into() };
    Protocol::RestXml.decode(&OPERATION, &Labels::default(), &request).map_err(|error| {
        assert!(["MalformedXML", "MalformedInput"].contains(&error.shape.xml_code()));
        error.message
    })
}

#[test]
fn a_document_is_read_whatever_stands_around_it() {
    let wanted = Value::Structure(vec![
        ("Text", "<a> & 'b' é😀 <c>".into()),
        ("Int", Value::Integer(5)),
        ("Grantee", Value::Structure(vec![("Type", "CanonicalUser".into()), ("DisplayName", "me".into())])),
        (
            "Parts",
            Value::List(vec![Value::Structure(vec![("Int", Value::Integer(1))]), Value::Structure(vec![])]),
        ),
    ]);
    let body = "\u{feff}<?xml version='1.0' encoding='UTF-8'?>\n<!-- <a> -->\n<s3:Any xmlns:s3='x'>\n\
        <Part><Int>1</Int></Part>\
        <s3:Text>&lt;a&gt; &amp; &apos;b&apos; &#233;&#x1F600; <![CDATA[<c>]]></s3:Text>\
        <Unknown a=\"1\"><Int>9</Int></Unknown><Int>\n 5 </Int><Part />\
        <Grantee xmlns:xsi=\"x\" xsi:type=\"CanonicalUser\"><DisplayName>me</DisplayName></Grantee>\
        </s3:Any>\n<!-- end -->";
    assert_eq!(read(body), Ok(wanted));
}

#[test]
fn what_is_no_document_is_refused() {
    for (body, why) in [
        ("", None),
        ("text", Some("There is no element")),
        ("<a>", Some("The XML breaks off")),
        ("<a></b>", Some("An element ends that has not begun")),
        ("<a/><b/>", Some("Something follows the outermost element")),
        ("<a b></a>", Some("An attribute has no value")),
        ("<a b=c></a>", Some("An attribute's value is not in quotes")),
        ("<a>&nbsp;</a>", Some("A reference refers to nothing")),
        ("<a>&#xD800;</a>", Some("A reference refers to nothing")),
        ("<a>&lt</a>", Some("A reference has no end")),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", Some("A document type is not allowed")),
        ("<a><!DOCTYPE a></a>", Some("A document type is not allowed")),
    ] {
        assert_eq!(read(body).err().as_deref(), why, "{body}");
    }
    assert_eq!(read(&b"<a>\xff</a>"[..]).unwrap_err(), "The body is not UTF-8");
    assert!(read("<a><Int>five</Int></a>").is_err());
}

#[test]
fn a_document_has_bounds() {
    let deep = format!("{}{}", "<Part>".repeat(200), "</Part>".repeat(200));
    assert_eq!(read(deep).unwrap_err(), "Elements lie too deep in each other");
    let many = format!("<a>{}</a>", "<b/>".repeat(100_001));
    assert_eq!(read(many).unwrap_err(), "Too many elements");
    let attributes: String = (0..100).map(|i| format!(" a{i}='x'")).collect();
    assert_eq!(read(format!("<a{attributes}/>")).unwrap_err(), "Too many attributes");
}

#[test]
fn an_answer_declares_the_prefixes_of_its_attributes() {
    let grantee = Value::Structure(vec![("Type", "CanonicalUser".into()), ("DisplayName", "me".into())]);
    let response = Protocol::RestXml.encode(
        &service(true),
        &OPERATION,
        Value::Structure(vec![("Grantee", grantee)]),
        "id",
    );
    assert_eq!(
        std::str::from_utf8(&response.body).unwrap(),
        "<Everything xmlns=\"http://objects.example/doc/\">\
         <Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"CanonicalUser\">\
         <DisplayName>me</DisplayName></Grantee></Everything>"
    );
}

#[test]
fn errors_are_wrapped_or_bare_as_the_service_has_them() {
    let error = framework::ACCESS_DENIED_EXCEPTION.with("no");
    let text = |bare| {
        let response = Protocol::RestXml.encode_error(Some(&service(bare)), &error, "id");
        assert_eq!(response.status, 403);
        String::from_utf8(response.body.to_vec()).unwrap()
    };
    assert_eq!(
        text(false),
        "<ErrorResponse xmlns=\"http://objects.example/doc/\"><Error><Type>Sender</Type><Code>AccessDenied</Code>\
         <Message>no</Message></Error><RequestId>id</RequestId></ErrorResponse>"
    );
    assert_eq!(
        text(true),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <Error><Code>AccessDenied</Code><Message>no</Message><RequestId>id</RequestId></Error>"
    );
}

proptest! {
    #[test]
    fn no_body_makes_the_reader_panic(body in "(<[/!?]?|[a-zA-Z:]{1,5}|[ =\"'>&;#x0-9]|<!\\[CDATA\\[|\\]\\]>|-->|/>|é){0,40}") {
        let _ = read(body);
    }
}
