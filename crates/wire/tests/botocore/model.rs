//! Schemas made from a case's model while the test runs, and never freed. Shapes that contain themselves do so to a
//! depth that no case reaches.

use crate::cases::Case;
use serde_json::Value as Json;
use shape::{
    ErrorShape, Fault, Kind, Location, Member, OperationSchema, Schema, ServiceSchema, StringKind, UNIT,
};

const DEPTH_MAX: usize = 6;

pub struct Model {
    pub service: &'static ServiceSchema,
    pub operation: &'static OperationSchema,
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn text(json: &Json) -> Option<&'static str> {
    json.as_str().map(|text| &**leak(text.to_owned()))
}

fn is_set(json: &Json, name: &str) -> bool {
    json[name].as_bool().unwrap_or_default()
}

impl Model {
    pub fn of(case: &Case) -> Model {
        let (metadata, given) = (&case.suite["metadata"], &case.case["given"]);
        let shapes = &case.suite["shapes"];
        let side = |used: &Json| match used.is_null() {
            true => &UNIT,
            false => schema(shapes, used, 0),
        };
        let mut operation = OperationSchema::known(
            text(&given["name"]).unwrap(),
            text(&given["http"]["method"]).unwrap(),
            text(&given["http"]["requestUri"]).unwrap(),
            given["http"]["responseCode"].as_u64().unwrap_or(200) as u16,
        )
        .offered(side(&given["input"]), side(&given["output"]));
        let output = &given["output"];
        let output_name = output["shape"].as_str().map_or(&Json::Null, |name| &shapes[name]["locationName"]);
        operation.result_wrapper = match case.protocol() {
            "rest-xml" => text(output_name),
            _ => text(&output["resultWrapper"]),
        };
        operation.compressed = !given["requestcompression"].is_null();
        let operation = leak(operation);
        let service = leak(ServiceSchema {
            name: "cases",
            signing_name: "cases",
            endpoint_prefix: "cases",
            target_prefix: text(&metadata["targetPrefix"]),
            api_version: text(&metadata["apiVersion"]).unwrap(),
            xml_namespace: text(&metadata["xmlNamespace"]).or(text(&metadata["xmlNamespace"]["uri"])),
            protocols: leak([text(&metadata["protocol"]).unwrap()]),
            json_version: text(&metadata["jsonVersion"]),
            namespace: "com.amazonaws.cases",
            query_compatible: !metadata["awsQueryCompatible"].is_null(),
            bare_errors: false,
            operations: leak([operation]),
        });
        Model { service, operation }
    }

    /// The shape of the error that a case is about.
    pub fn error(case: &Case) -> &'static ErrorShape {
        let shapes = &case.suite["shapes"];
        let name = text(&case.case["given"]["errors"][0]["shape"]).unwrap();
        let shape = &shapes[name];
        let members = shape["members"].as_object().unwrap();
        let message = members.keys().find(|key| key.eq_ignore_ascii_case("message"));
        let told: Vec<Member> = members
            .iter()
            .filter(|(name, _)| !name.eq_ignore_ascii_case("message"))
            .map(|(name, used)| member(shapes, shape, name, used, 0))
            .collect();
        let fault = if is_set(shape, "fault") { Fault::Server } else { Fault::Client };
        let status = case.case["response"]["status_code"].as_u64().unwrap() as u16;
        let message = message.map_or("message", |message| &**leak(message.clone()));
        let mut error = ErrorShape::new(name, status, fault, message, false).with_members(told.leak());
        error.query_code = text(&shape["error"]["code"]);
        leak(error)
    }
}

fn schema(shapes: &Json, used: &Json, depth: usize) -> &'static Schema {
    let name = text(&used["shape"]).unwrap();
    let shape = &shapes[name];
    let has = |trait_name| is_set(shape, trait_name) || is_set(used, trait_name);
    let kind = match shape["type"].as_str().unwrap() {
        "structure" if is_set(shape, "document") => Kind::Document,
        "structure" => {
            let members = members(shapes, shape, depth);
            match is_set(shape, "union") {
                true => Kind::Union { members },
                false => Kind::Structure { members },
            }
        }
        "list" => Kind::List {
            member: schema(shapes, &shape["member"], depth + 1),
            wire_name: text(&shape["member"]["locationName"]),
            flattened: has("flattened"),
            min: None,
            max: None,
        },
        "map" => Kind::Map {
            key: schema(shapes, &shape["key"], depth + 1),
            value: schema(shapes, &shape["value"], depth + 1),
            key_wire_name: text(&shape["key"]["locationName"]).unwrap_or("key"),
            value_wire_name: text(&shape["value"]["locationName"]).unwrap_or("value"),
            flattened: has("flattened"),
            sensitive: false,
            min: None,
            max: None,
        },
        "string" | "character" if is_set(used, "jsonvalue") => Kind::String(StringKind::JSON),
        "string" | "character" => Kind::String(StringKind::ANY),
        "blob" => Kind::Blob { sensitive: false, min: None, max: None, streaming: has("streaming") },
        "boolean" => Kind::Boolean,
        "integer" => Kind::Integer { min: None, max: None },
        "long" => Kind::Long { min: None, max: None },
        "float" => Kind::Float { min: None, max: None },
        "double" => Kind::Double { min: None, max: None },
        "timestamp" => {
            Kind::Timestamp { format: text(&used["timestampFormat"]).or(text(&shape["timestampFormat"])) }
        }
        other => panic!("{name} is of the unknown type {other}"),
    };
    leak(Schema { name, kind })
}

fn members(shapes: &Json, shape: &Json, depth: usize) -> &'static [Member] {
    if depth > DEPTH_MAX {
        return &[];
    }
    let members = shape["members"].as_object().unwrap();
    let members: Vec<_> =
        members.iter().map(|(name, used)| member(shapes, shape, name, used, depth + 1)).collect();
    members.leak()
}

fn member(shapes: &Json, shape: &Json, name: &str, used: &Json, depth: usize) -> Member {
    let name: &'static str = leak(name.to_owned());
    let mut member = Member::body(name, schema(shapes, used, depth));
    let of_shape = &shapes[used["shape"].as_str().unwrap()]["locationName"];
    let of_shape = text(of_shape).filter(|_| shape["payload"].as_str() == Some(name));
    member = member.named(text(&used["locationName"]).or(of_shape).unwrap_or(name));
    member.location = match used["location"].as_str() {
        Some("uri") => Location::Uri,
        Some("querystring") => Location::QueryString,
        Some("header") => Location::Header,
        Some("headers") => Location::HeaderPrefix,
        Some("statusCode") => Location::StatusCode,
        _ if shape["payload"].as_str() == Some(name) => Location::Payload,
        _ => Location::Body,
    };
    member.idempotency_token = is_set(used, "idempotencyToken");
    member.xml_attribute = is_set(used, "xmlAttribute");
    let target = &shapes[used["shape"].as_str().unwrap()];
    for namespace in [&target["xmlNamespace"], &used["xmlNamespace"]] {
        if let Some(uri) = text(&namespace["uri"]) {
            member = member.xml_namespace(text(&namespace["prefix"]), uri);
        }
    }
    member
}
