//! Constraint violations, in AWS's words.

use shape::{Kind, Location, Member, Pattern, Schema, StringKind, Value, check};

static NAME: Schema = Schema {
    name: "Name",
    kind: Kind::String(StringKind::new(Some(1), Some(4), Some(Pattern::new("[a-z]+")), &[], false)),
};
static COLOUR: Schema =
    Schema { name: "Colour", kind: Kind::String(StringKind::new(None, None, None, &["red", "blue"], false)) };
static SECRET: Schema =
    Schema { name: "Secret", kind: Kind::String(StringKind::new(Some(2), None, None, &[], true)) };
static COUNT: Schema = Schema { name: "Count", kind: Kind::Integer { min: Some(1), max: Some(900) } };
static WEIGHT: Schema = Schema { name: "Weight", kind: Kind::Double { min: Some(0.0), max: Some(1.0) } };
static COLOURS: Schema = Schema {
    name: "Colours",
    kind: Kind::List { member: &COLOUR, wire_name: None, flattened: false, min: Some(1), max: Some(2) },
};
static TAG: Schema = Schema {
    name: "Tag",
    kind: Kind::Structure { members: &[Member::body("Key", &NAME).required(), Member::body("Next", &TAG)] },
};
static TAGS: Schema = Schema {
    name: "Tags",
    kind: Kind::List { member: &TAG, wire_name: None, flattened: false, min: None, max: None },
};
static WEIGHTS: Schema = Schema { name: "Weights", kind: map(&NAME, &WEIGHT, false) };
static TAG_MAP: Schema = Schema { name: "TagMap", kind: map(&NAME, &TAG, false) };
static VARIABLES: Schema = Schema { name: "Variables", kind: map(&NAME, &SECRET, true) };
static INPUT: Schema = Schema {
    name: "Input",
    kind: Kind::Structure {
        members: &[
            Member::body("KMSKeyName", &NAME).at(Location::Uri).required(),
            Member::body("Colour", &COLOUR),
            Member::body("Count", &COUNT),
            Member::body("Secret", &SECRET),
            Member::body("Colours", &COLOURS),
            Member::body("Tags", &TAGS),
            Member::body("Weights", &WEIGHTS),
            Member::body("TagMap", &TAG_MAP),
            Member::body("Variables", &VARIABLES),
        ],
    },
};

const fn map(key: &'static Schema, value: &'static Schema, sensitive: bool) -> Kind {
    Kind::Map {
        key,
        value,
        key_wire_name: "key",
        value_wire_name: "value",
        flattened: false,
        sensitive,
        min: None,
        max: None,
    }
}

fn list(items: &[&str]) -> Value {
    Value::List(items.iter().map(|item| (*item).into()).collect())
}

fn entry(key: &str, value: impl Into<Value>) -> Value {
    Value::Map(vec![(key.to_owned(), value.into())])
}

fn tag(key: impl Into<Value>) -> Value {
    Value::Structure(vec![("Key", key.into())])
}

/// What is said of an input whose only member besides a good name is this one.
fn said_of(member: &'static str, value: impl Into<Value>) -> String {
    let mut members = vec![(member, value.into())];
    if member != "KMSKeyName" {
        members.push(("KMSKeyName", "abc".into()));
    }
    match check(&INPUT, &Value::Structure(members)) {
        Ok(()) => "fine".to_owned(),
        Err(violations) => violations.to_string(),
    }
}

#[test]
fn what_satisfies_the_schema_is_fine() {
    for (member, value) in [
        ("KMSKeyName", "abcd".into()),
        ("Colour", "red".into()),
        ("Colour", Value::Null),
        ("Count", 900.into()),
        ("Secret", "12".into()),
        ("Colours", list(&["red", "blue"])),
        (
            "Tags",
            Value::List(vec![tag("a"), Value::Structure(vec![("Key", "b".into()), ("Next", tag("c"))])]),
        ),
        ("Weights", entry("a", 0.5)),
        ("TagMap", entry("a", tag("b"))),
    ] {
        assert_eq!(said_of(member, value.clone()), "fine", "{member} {value:?}");
    }
}

#[test]
fn each_constraint_has_its_sentence() {
    for (member, value, sentence) in [
        (
            "KMSKeyName",
            Value::Null,
            "Value null at 'kMSKeyName' failed to satisfy constraint: Member must not be null",
        ),
        (
            "KMSKeyName",
            "abcde".into(),
            "Value 'abcde' at 'kMSKeyName' failed to satisfy constraint: Member must have length less than or equal to 4",
        ),
        (
            "KMSKeyName",
            "A".into(),
            "Value 'A' at 'kMSKeyName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-z]+",
        ),
        (
            "Colour",
            "green".into(),
            "Value 'green' at 'colour' failed to satisfy constraint: Member must satisfy enum value set: [red, blue]",
        ),
        (
            "Count",
            0.into(),
            "Value '0' at 'count' failed to satisfy constraint: Member must have value greater than or equal to 1",
        ),
        (
            "Count",
            901.into(),
            "Value '901' at 'count' failed to satisfy constraint: Member must have value less than or equal to 900",
        ),
        (
            "Secret",
            "1".into(),
            "Value at 'secret' failed to satisfy constraint: Member must have length greater than or equal to 2",
        ),
        (
            "Colours",
            list(&[]),
            "Value '[]' at 'colours' failed to satisfy constraint: Member must have length greater than or equal to 1",
        ),
        (
            "Colours",
            list(&["red", "green"]),
            "Value '[red, green]' at 'colours' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [red, blue], Member must not be null]",
        ),
        (
            "Colours",
            Value::List(vec![Value::Null]),
            "Value '[null]' at 'colours' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [red, blue], Member must not be null]",
        ),
        (
            "Tags",
            Value::List(vec![tag("a"), tag("B")]),
            "Value 'B' at 'tags.2.member.key' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-z]+",
        ),
        (
            "Tags",
            Value::List(vec![tag("a"), Value::Null]),
            "Value null at 'tags.2.member' failed to satisfy constraint: Member must not be null",
        ),
        (
            "Tags",
            Value::List(vec![Value::Structure(vec![])]),
            "Value null at 'tags.1.member.key' failed to satisfy constraint: Member must not be null",
        ),
        (
            "Weights",
            entry("a", 1.5),
            "Value '{a=1.5}' at 'weights' failed to satisfy constraint: Map value must satisfy constraint: [Member must have value less than or equal to 1, Member must have value greater than or equal to 0, Member must not be null]",
        ),
        (
            "Weights",
            entry("A", 0.5),
            "Value '{A=0.5}' at 'weights' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 4, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [a-z]+, Member must not be null]",
        ),
        (
            "TagMap",
            entry("a", tag("B")),
            "Value 'B' at 'tagMap.a.member.key' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-z]+",
        ),
        (
            "Variables",
            entry("a", "1"),
            "Value at 'variables' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length greater than or equal to 2, Member must not be null]",
        ),
    ] {
        assert_eq!(said_of(member, value), format!("1 validation error detected: {sentence}"));
    }
}

#[test]
fn several_violations_are_one_sentence_each_in_the_order_of_the_model() {
    assert_eq!(
        said_of("KMSKeyName", ""),
        "2 validation errors detected: Value '' at 'kMSKeyName' failed to satisfy constraint: Member must have length \
         greater than or equal to 1; Value '' at 'kMSKeyName' failed to satisfy constraint: Member must satisfy \
         regular expression pattern: [a-z]+"
    );
}

#[test]
fn lengths_are_counted_in_utf16_units() {
    let text = |count: usize| Value::Structure(vec![("Secret", "😀".repeat(count).into())]);
    let static_input = Value::Structure(vec![("KMSKeyName", "é".repeat(5).into())]);
    assert!(check(&INPUT, &static_input).unwrap_err().to_string().contains("less than or equal to 4"));
    // One character outside the basic plane is two units, so it is long enough.
    assert!(!check(&INPUT, &text(1)).unwrap_err().to_string().contains("secret"));
}

#[test]
fn a_large_wrong_input_gets_a_small_answer() {
    let tags = Value::List(vec![tag("B"); 100_000]);
    let text = said_of("Tags", tags);
    assert!(text.starts_with("100 validation errors detected: "), "{}", &text[..80]);
    assert!(said_of("KMSKeyName", "é".repeat(1 << 20)).len() < 200_000);
}
