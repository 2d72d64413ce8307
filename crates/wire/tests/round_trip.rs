//! What is written can be read: any input's JSON is that input again.

use bytes::Bytes;
use http::{HeaderMap, Method};
use model::lambda::operations::UPDATE_FUNCTION_CODE;
use proptest::prelude::*;
use shape::{Kind, Member, OperationSchema, Schema, Value};
use wire::{Labels, Protocol, Request};

/// Any value of a schema, at most `depth` levels deep. Doubles are finite: JSON numbers are.
fn value_of(schema: &'static Schema, depth: u32) -> BoxedStrategy<Value> {
    match &schema.kind {
        Kind::Structure { members } | Kind::Union { members } => structure(members, depth),
        Kind::List { member, .. } => {
            proptest::collection::vec(value_of(member, depth), 0..3).prop_map(Value::List).boxed()
        }
        Kind::Map { value, .. } => {
            proptest::collection::btree_map(any::<String>(), value_of(value, depth), 0..3)
                .prop_map(|map| Value::Map(map.into_iter().collect()))
                .boxed()
        }
        Kind::String(_) => any::<String>().prop_map(Value::String).boxed(),
        Kind::Blob { .. } => any::<Vec<u8>>().prop_map(|bytes| Value::Blob(Bytes::from(bytes))).boxed(),
        Kind::Boolean => any::<bool>().prop_map(Value::Bool).boxed(),
        Kind::Integer { .. } => any::<i32>().prop_map(Value::from).boxed(),
        Kind::Long { .. } => any::<i64>().prop_map(Value::Integer).boxed(),
        Kind::Float { .. } | Kind::Double { .. } => {
            any::<f64>().prop_filter("finite", |v| v.is_finite()).prop_map(Value::Double).boxed()
        }
        Kind::Document => Just(Value::Null).boxed(),
        Kind::Timestamp { .. } => {
            (0..4_000_000_000_i64).prop_map(|s| clock::Timestamp::from_secs(s).into()).boxed()
        }
    }
}

fn structure(members: &'static [Member], depth: u32) -> BoxedStrategy<Value> {
    let mut all = Just(Vec::new()).boxed();
    for member in members.iter().filter(|_| depth > 0) {
        let one = proptest::option::of(value_of(member.schema, depth - 1));
        all = (all, one)
            .prop_map(move |(mut members, value)| {
                members.extend(value.map(|value| (member.name, value)));
                members
            })
            .boxed();
    }
    all.prop_map(Value::Structure).boxed()
}

/// The output of GetFunction, which is all in the body, read as if it were an input.
fn as_input(output: &'static Schema) -> &'static OperationSchema {
    Box::leak(Box::new(OperationSchema::known("Echo", "POST", "/", 200).offered(output, output)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_output_survives_being_written_and_read(value in value_of(model::lambda::operations::GET_FUNCTION.output.unwrap(), 4)) {
        let echo = as_input(model::lambda::operations::GET_FUNCTION.output.unwrap());
        let response = Protocol::RestJson1.encode(&model::lambda::SERVICE, echo, value.clone(), "id");
        let request = Request {
            method: Method::POST,
            path: "/".into(),
            query: String::new(),
            headers: HeaderMap::new(),
            body: response.body,
        };
        prop_assert_eq!(Protocol::RestJson1.decode(echo, &Labels::default(), &request).unwrap(), value);
    }

    #[test]
    fn no_body_makes_the_reader_panic(body in any::<Vec<u8>>(), prefix in r#"(\{"(ZipFile|Architectures|DryRun)":)?"#) {
        let mut bytes = prefix.into_bytes();
        bytes.extend(body);
        let request = Request {
            method: Method::PUT,
            path: "/".into(),
            query: String::new(),
            headers: HeaderMap::new(),
            body: bytes.into(),
        };
        let _ = Protocol::RestJson1.decode(&UPDATE_FUNCTION_CODE, &Labels::default(), &request);
    }
}
