//! What must be true of every generated model.

use crate::SERVICES;
use shape::{Kind, Member, Schema};
use std::collections::BTreeSet;

/// Every schema that an offered operation reaches.
fn reachable() -> Vec<&'static Schema> {
    let offered = SERVICES.iter().flat_map(|service| service.operations);
    let mut left: Vec<_> =
        offered.flat_map(|operation| operation.input.into_iter().chain(operation.output)).collect();
    let mut seen = BTreeSet::new();
    let mut reached = Vec::new();
    while let Some(schema) = left.pop() {
        if seen.insert(std::ptr::from_ref(schema)) {
            reached.push(schema);
            match schema.kind {
                Kind::Structure { members } | Kind::Union { members } => {
                    left.extend(members.iter().map(|member: &Member| member.schema));
                }
                Kind::List { member, .. } => left.push(member),
                Kind::Map { key, value, .. } => left.extend([key, value]),
                _ => {}
            }
        }
    }
    reached
}

#[test]
fn every_pattern_can_be_matched() {
    for schema in reachable() {
        if let Kind::String(kind) = &schema.kind
            && let Some(pattern) = &kind.pattern
        {
            assert!(pattern.compiles(), "{}: {}", schema.name, pattern.as_str());
        }
    }
}

#[test]
fn every_offered_operation_has_both_schemas_and_every_operation_a_binding() {
    for operation in SERVICES.iter().flat_map(|service| service.operations) {
        assert_eq!(operation.input.is_some(), operation.output.is_some(), "{}", operation.name);
        assert!(operation.uri.starts_with('/'), "{}", operation.name);
        assert!((200..300).contains(&operation.status), "{}", operation.name);
    }
}

#[test]
fn a_struct_and_its_schema_have_the_same_members() {
    use crate::lambda;
    let input = lambda::InvokeInput {
        function_name: "f".into(),
        payload: Some(shape::Blob::from("{}")),
        log_type: Some(lambda::LogType::Tail),
        ..Default::default()
    };
    let value = shape::to_value(&input).unwrap();
    let schema = lambda::operations::INVOKE.input.unwrap();
    assert_eq!(shape::check(schema, &value), Ok(()));
    let Kind::Structure { members } = schema.kind else { panic!("an input is a structure") };
    for name in ["FunctionName", "Payload", "LogType"] {
        assert!(value.member(name).is_some() && members.iter().any(|member| member.name == name), "{name}");
    }
}
