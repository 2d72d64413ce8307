//! Event streams: frames, their checksums, and events of a model in them.

use bytes::{Bytes, BytesMut};
use clock::Timestamp;
use proptest::prelude::*;
use shape::{Kind, Location, Member, Schema, StringKind, Value, framework};
use wire::Protocol;
use wire::event_stream::{self, Header, Malformed, Message};

/// The first of the test vectors in the specification: no headers, no payload.
const EMPTY: [u8; 16] = [0, 0, 0, 0x10, 0, 0, 0, 0, 0x05, 0xc2, 0x48, 0xeb, 0x7d, 0x98, 0xc8, 0xff];

#[test]
fn the_empty_message_is_that_of_the_specification() {
    assert_eq!(Message::default().encode().unwrap()[..], EMPTY);
    let mut arrived = BytesMut::from(&EMPTY[..]);
    assert_eq!(Message::decode(&mut arrived), Ok(Some(Message::default())));
    assert!(arrived.is_empty());
}

/// A message with a header of each kind.
fn full() -> Message {
    Message::new("{'foo':'bar'}")
        .header("yes", Header::Bool(true))
        .header("no", Header::Bool(false))
        .header("byte", Header::Byte(-1))
        .header("short", Header::Short(-2))
        .header("integer", Header::Integer(40_972))
        .header("long", Header::Long(i64::MIN))
        .header("bytes", Header::Bytes(Bytes::from_static(&[0, 255])))
        .header("text", "é".into())
        .header("time", Header::Timestamp(Timestamp::from_millis(1_709_572_958_033)))
        .header("uuid", Header::Uuid([7; 16]))
}

#[test]
fn messages_are_read_as_they_arrive() {
    let frame = full().encode().unwrap();
    let twice = [&frame[..], &frame[..]].concat();
    let mut arrived = BytesMut::new();
    let mut read = Vec::new();
    for byte in twice {
        arrived.extend_from_slice(&[byte]);
        read.extend(Message::decode(&mut arrived).unwrap());
    }
    assert_eq!(read, [full(), full()]);
}

#[test]
fn a_changed_byte_is_noticed() {
    let frame = full().encode().unwrap();
    for at in 0..frame.len() {
        let mut changed = BytesMut::from(&frame[..]);
        changed[at] ^= 0x40;
        let wanted = if at < 12 { Malformed::PreludeChecksum } else { Malformed::Checksum };
        assert_eq!(Message::decode(&mut changed), Err(wanted), "{at}");
    }
}

#[test]
fn what_is_too_large_is_neither_written_nor_waited_for() {
    assert_eq!(Message::new(vec![0; (24 << 20) + 1]).encode(), Err(Malformed::Length));
    let long = Message::default().header("x", Header::Bytes(vec![0; 1 << 15].into()));
    assert_eq!(long.encode(), Err(Malformed::Header));
    assert_eq!(Message::default().header("", Header::Bool(true)).encode(), Err(Malformed::Header));
}

static TEXT: Schema = Schema { name: "Text", kind: Kind::String(StringKind::ANY) };
static BYTES: Schema =
    Schema { name: "Bytes", kind: Kind::Blob { sensitive: false, min: None, max: None, streaming: false } };
static CHUNK: Schema = Schema {
    name: "InvokeResponseStreamUpdate",
    kind: Kind::Structure { members: &[Member::body("Payload", &BYTES).at(Location::EventPayload)] },
};
static COMPLETE: Schema = Schema {
    name: "InvokeWithResponseStreamCompleteEvent",
    kind: Kind::Structure {
        members: &[
            Member::body("Sequence", &TEXT).at(Location::EventHeader),
            Member::body("ErrorCode", &TEXT),
            Member::body("LogResult", &TEXT),
        ],
    },
};

#[test]
fn events_of_a_model_are_messages() {
    let chunk = Member::body("PayloadChunk", &CHUNK);
    let value = Value::Structure(vec![("Payload", Bytes::from_static(b"part").into())]);
    let message = event_stream::event(Protocol::RestJson1, &chunk, value);
    assert_eq!(message.text(":message-type"), Some("event"));
    assert_eq!(message.text(":event-type"), Some("PayloadChunk"));
    assert_eq!(message.text(":content-type"), Some("application/octet-stream"));
    assert_eq!(&message.payload[..], b"part");

    let complete = Member::body("InvokeComplete", &COMPLETE);
    let value = Value::Structure(vec![("Sequence", "7".into()), ("ErrorCode", "Unhandled".into())]);
    let message = event_stream::event(Protocol::RestJson1, &complete, value);
    assert_eq!(message.text(":content-type"), Some("application/json"));
    assert_eq!(message.text("Sequence"), Some("7"));
    assert_eq!(&message.payload[..], br#"{"ErrorCode":"Unhandled"}"#);

    let exception = event_stream::exception(&framework::INTERNAL_FAILURE.with("broken"));
    assert_eq!(exception.text(":message-type"), Some("exception"));
    assert_eq!(exception.text(":exception-type"), Some("InternalFailure"));
    let error = event_stream::error("InternalFailure", "broken");
    assert_eq!(error.text(":error-message"), Some("broken"));
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in any::<Vec<u8>>(), headers in any::<Vec<u8>>()) {
        let _ = Message::decode(&mut BytesMut::from(&bytes[..]));
        // Headers of nonsense behind checksums that are right.
        let total = (16 + headers.len()) as u32;
        let mut frame = [total.to_be_bytes(), (headers.len() as u32).to_be_bytes()].concat();
        frame.extend(crc32(&frame).to_be_bytes());
        frame.extend(&headers);
        frame.extend(crc32(&frame).to_be_bytes());
        let _ = Message::decode(&mut BytesMut::from(&frame[..]));
    }
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}
