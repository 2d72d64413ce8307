//! Structs to values and back.

use bytes::Bytes;
use clock::Timestamp;
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use shape::{Blob, Unit, Value, from_value, to_value};
use std::collections::BTreeMap;

shape::string_enum! {
    enum Colour {
        Red = "red",
        LightBlue = "light.blue",
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Everything {
    name: String,
    #[serde(rename = "KMSKeyArn")]
    kms_key_arn: Option<String>,
    count: Option<i32>,
    size: Option<i64>,
    ratio: Option<f64>,
    flag: Option<bool>,
    colour: Option<Colour>,
    payload: Option<Blob>,
    #[serde(with = "shape::timestamp")]
    at: Timestamp,
    #[serde(with = "shape::timestamp::option", default)]
    until: Option<Timestamp>,
    #[serde(with = "shape::timestamp::list", default)]
    points: Option<Vec<Timestamp>>,
    inner: Option<Box<Everything>>,
    list: Option<Vec<Blob>>,
    map: Option<BTreeMap<String, String>>,
}

#[test]
fn members_keep_their_order_and_none_is_left_out() {
    let value = to_value(&Everything {
        name: "n".into(),
        kms_key_arn: Some("k".into()),
        colour: Some(Colour::LightBlue),
        at: Timestamp::from_micros(1_500_001),
        ..Everything::default()
    });
    let expected = Value::Structure(vec![
        ("Name", "n".into()),
        ("KMSKeyArn", "k".into()),
        ("Colour", "light.blue".into()),
        ("At", Timestamp::from_micros(1_500_001).into()),
    ]);
    assert_eq!(value, Ok(expected));
}

#[test]
fn a_blob_passes_without_being_copied() {
    let bytes = Bytes::from(vec![7; 1 << 20]);
    let sent = Everything { payload: Some(Blob(bytes.clone())), ..Everything::default() };
    let value = to_value(&sent).unwrap();
    let Some(Value::Blob(in_value)) = value.member("Payload") else { panic!("no blob in {value:?}") };
    assert_eq!(in_value.as_ptr(), bytes.as_ptr());
    let received: Everything = from_value(value).unwrap();
    assert_eq!(received.payload.unwrap().as_ptr(), bytes.as_ptr());
}

#[test]
fn a_blob_is_plain_bytes_to_any_other_format() {
    let json = serde_json::to_string(&Blob::from(vec![1, 2])).unwrap();
    assert_eq!(json, "[1,2]");
    assert_eq!(serde_json::from_str::<Blob>(&json).unwrap(), Blob::from(vec![1, 2]));
    // A unit that nobody announced is no blob.
    assert!(serde_json::from_str::<Blob>("null").is_err());
}

#[test]
fn null_and_absent_members_are_none_and_a_missing_required_one_is_an_error() {
    let at = ("At", Value::Timestamp(Timestamp::from_secs(1)));
    let value = Value::Structure(vec![("Name", "n".into()), at.clone(), ("Count", Value::Null)]);
    let read: Everything = from_value(value).unwrap();
    assert_eq!((read.count, read.payload), (None, None));
    let missing = from_value::<Everything>(Value::Structure(vec![at]));
    assert!(missing.unwrap_err().to_string().contains("Name"));
}

#[test]
fn an_enum_has_no_value_but_its_own() {
    assert_eq!(from_value::<Colour>("red".into()), Ok(Colour::Red));
    assert_eq!("light.blue".parse(), Ok(Colour::LightBlue));
    assert!(from_value::<Colour>("green".into()).unwrap_err().to_string().contains("green"));
    assert_eq!(Colour::VALUES.len(), 2);
}

#[test]
fn an_operation_that_answers_nothing_answers_a_unit() {
    assert_eq!(to_value(&Unit), Ok(Value::Structure(vec![])));
    assert_eq!(from_value(Value::Structure(vec![])), Ok(Unit));
}

fn everything() -> impl Strategy<Value = Everything> {
    let scalars = (any::<String>(), any::<Option<String>>(), any::<Option<i32>>(), any::<Option<i64>>());
    let others = (any::<Option<bool>>(), any::<Option<Vec<u8>>>(), any::<i64>(), any::<Option<Vec<i64>>>());
    let nested =
        (any::<Option<Vec<Vec<u8>>>>(), any::<Option<BTreeMap<String, String>>>(), any::<Option<f32>>());
    let leaf = (scalars, others, nested).prop_map(|(s, o, n)| Everything {
        name: s.0,
        kms_key_arn: s.1,
        count: s.2,
        size: s.3,
        ratio: n.2.map(f64::from),
        flag: o.0,
        colour: o.0.map(|flag| if flag { Colour::Red } else { Colour::LightBlue }),
        payload: o.1.map(Blob::from),
        at: Timestamp::from_micros(o.2),
        until: Some(Timestamp::from_micros(o.2)),
        points: o.3.map(|list| list.into_iter().map(Timestamp::from_micros).collect()),
        inner: None,
        list: n.0.map(|list| list.into_iter().map(Blob::from).collect()),
        map: n.1,
    });
    (leaf.clone(), proptest::option::of(leaf))
        .prop_map(|(outer, inner)| Everything { inner: inner.map(Box::new), ..outer })
}

proptest! {
    #[test]
    fn what_goes_in_comes_out(sent in everything()) {
        let received: Everything = from_value(to_value(&sent).unwrap()).unwrap();
        prop_assert_eq!(received, sent);
    }
}
