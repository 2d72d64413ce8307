//! `application/vnd.amazon.eventstream`: events in frames with checksums, in answers that do not end with their head.
//!
//! ```text
//! total length u32 | headers' length u32 | CRC32 of the eight bytes before | headers | payload | CRC32 of all before
//! ```
//! Source: "Amazon Event Stream Specification" of Smithy.

mod crc;
mod event;

use crc::crc32;
pub use event::{error, event, exception};

use bytes::{Buf, BufMut, Bytes, BytesMut};
use clock::Timestamp;

/// The media type of a stream.
pub const CONTENT_TYPE: &str = "application/vnd.amazon.eventstream";

const PRELUDE_BYTES: usize = 12;
/// Prelude and the checksum at the end.
const FRAME_BYTES: usize = PRELUDE_BYTES + 4;
/// The specification's: no message has more.
const HEADERS_BYTES_MAX: usize = 128 * 1024;
const PAYLOAD_BYTES_MAX: usize = 24 * 1024 * 1024;

/// One message: an event, an exception, or an error.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Message {
    pub headers: Vec<(String, Header)>,
    pub payload: Bytes,
}

/// The value of a message's header.
#[derive(Debug, Clone, PartialEq)]
pub enum Header {
    Bool(bool),
    Byte(i8),
    Short(i16),
    Integer(i32),
    Long(i64),
    Bytes(Bytes),
    String(String),
    /// Milliseconds on the wire.
    Timestamp(Timestamp),
    Uuid([u8; 16]),
}

/// Why bytes are no message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Malformed {
    /// The lengths cannot be, or are larger than the specification allows.
    Length,
    PreludeChecksum,
    Checksum,
    Header,
}

impl std::fmt::Display for Malformed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Malformed::Length => "the lengths of an event cannot be",
            Malformed::PreludeChecksum => "the checksum of an event's prelude does not match",
            Malformed::Checksum => "the checksum of an event does not match",
            Malformed::Header => "a header of an event cannot be read",
        })
    }
}

impl std::error::Error for Malformed {}

impl Message {
    pub fn new(payload: impl Into<Bytes>) -> Message {
        Message { headers: Vec::new(), payload: payload.into() }
    }

    #[must_use]
    pub fn header(mut self, name: &str, value: Header) -> Message {
        self.headers.push((name.to_owned(), value));
        self
    }

    /// The text of a header that is a string.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.headers.iter().find_map(|(key, value)| match value {
            Header::String(text) if key == name => Some(text.as_str()),
            _ => None,
        })
    }

    /// The message as a frame.
    ///
    /// # Errors
    /// It is larger than the specification allows, or so is a header.
    pub fn encode(&self) -> Result<Bytes, Malformed> {
        let mut headers = BytesMut::new();
        for (name, value) in &self.headers {
            let length = u8::try_from(name.len()).ok().filter(|length| *length > 0);
            headers.put_u8(length.ok_or(Malformed::Header)?);
            headers.put_slice(name.as_bytes());
            value.encode(&mut headers)?;
        }
        if headers.len() > HEADERS_BYTES_MAX || self.payload.len() > PAYLOAD_BYTES_MAX {
            return Err(Malformed::Length);
        }
        let total = FRAME_BYTES + headers.len() + self.payload.len();
        let mut frame = BytesMut::with_capacity(total);
        frame.put_u32(total as u32);
        frame.put_u32(headers.len() as u32);
        let prelude = crc32(&frame);
        frame.put_u32(prelude);
        frame.put_slice(&headers);
        frame.put_slice(&self.payload);
        let whole = crc32(&frame);
        frame.put_u32(whole);
        Ok(frame.freeze())
    }

    /// Takes the first message out of what has arrived; `None` if not all of it has. Afterwards what is left begins
    /// with the next message.
    ///
    /// # Errors
    /// What has arrived is no message: nothing after it can be read either.
    pub fn decode(arrived: &mut BytesMut) -> Result<Option<Message>, Malformed> {
        let Some(prelude) = arrived.get(..PRELUDE_BYTES) else { return Ok(None) };
        let number = |at: usize| prelude[at..at + 4].iter().fold(0_u32, |n, byte| n << 8 | u32::from(*byte));
        let (total, headers) = (number(0) as usize, number(4) as usize);
        if number(8) != crc32(&prelude[..8]) {
            return Err(Malformed::PreludeChecksum);
        }
        let payload = total.checked_sub(FRAME_BYTES).and_then(|rest| rest.checked_sub(headers));
        if payload.is_none_or(|payload| payload > PAYLOAD_BYTES_MAX) || headers > HEADERS_BYTES_MAX {
            return Err(Malformed::Length);
        }
        if arrived.len() < total {
            return Ok(None);
        }
        let mut frame = arrived.split_to(total).freeze();
        let checksum = frame.slice(total - 4..).get_u32();
        if checksum != crc32(&frame[..total - 4]) {
            return Err(Malformed::Checksum);
        }
        frame.advance(PRELUDE_BYTES);
        frame.truncate(frame.len() - 4);
        let mut left = frame.split_to(headers);
        let mut headers = Vec::new();
        while left.has_remaining() {
            let length = left.try_get_u8().map_err(|_| Malformed::Header)?;
            let name = String::from_utf8(take(&mut left, length.into())?.into());
            headers.push((name.map_err(|_| Malformed::Header)?, Header::decode(&mut left)?));
        }
        Ok(Some(Message { headers, payload: frame }))
    }
}

fn take(bytes: &mut Bytes, length: usize) -> Result<Bytes, Malformed> {
    if bytes.len() < length { Err(Malformed::Header) } else { Ok(bytes.split_to(length)) }
}

impl From<&str> for Header {
    fn from(text: &str) -> Header {
        Header::String(text.to_owned())
    }
}

impl Header {
    fn encode(&self, out: &mut BytesMut) -> Result<(), Malformed> {
        let mut sized = |kind: u8, bytes: &[u8]| {
            let length = i16::try_from(bytes.len()).map_err(|_| Malformed::Header)?;
            out.put_u8(kind);
            out.put_i16(length);
            out.put_slice(bytes);
            Ok(())
        };
        match self {
            Header::Bytes(bytes) => return sized(6, bytes),
            Header::String(text) => return sized(7, text.as_bytes()),
            Header::Bool(true) => out.put_u8(0),
            Header::Bool(false) => out.put_u8(1),
            Header::Byte(v) => {
                out.put_u8(2);
                out.put_i8(*v);
            }
            Header::Short(v) => {
                out.put_u8(3);
                out.put_i16(*v);
            }
            Header::Integer(v) => {
                out.put_u8(4);
                out.put_i32(*v);
            }
            Header::Long(v) => {
                out.put_u8(5);
                out.put_i64(*v);
            }
            Header::Timestamp(v) => {
                out.put_u8(8);
                out.put_i64(v.as_millis());
            }
            Header::Uuid(v) => {
                out.put_u8(9);
                out.put_slice(v);
            }
        }
        Ok(())
    }

    fn decode(left: &mut Bytes) -> Result<Header, Malformed> {
        let kind = left.try_get_u8().map_err(|_| Malformed::Header)?;
        let sized = |left: &mut Bytes| {
            let length = left.try_get_i16().ok().and_then(|length| usize::try_from(length).ok());
            take(left, length.ok_or(Malformed::Header)?)
        };
        let header = match kind {
            0 => Some(Header::Bool(true)),
            1 => Some(Header::Bool(false)),
            2 => left.try_get_i8().ok().map(Header::Byte),
            3 => left.try_get_i16().ok().map(Header::Short),
            4 => left.try_get_i32().ok().map(Header::Integer),
            5 => left.try_get_i64().ok().map(Header::Long),
            6 => Some(Header::Bytes(sized(left)?)),
            7 => String::from_utf8(sized(left)?.into()).ok().map(Header::String),
            8 => left.try_get_i64().ok().and_then(Timestamp::checked_from_millis).map(Header::Timestamp),
            9 => take(left, 16)?.as_ref().try_into().ok().map(Header::Uuid),
            _ => None,
        };
        header.ok_or(Malformed::Header)
    }
}
