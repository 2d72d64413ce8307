//! restJson1: the operations with the richest inputs. The first byte says which; the text up to a newline is the query,
//! the rest the body.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method};
use model::lambda as api;
use shape::{Operation, OperationSchema};
use wire::{Labels, Protocol, Request};

/// Decodes into the schema, and on into the handler's type.
struct Decoder {
    schema: &'static OperationSchema,
    typed: fn(shape::Value),
}

const fn of<O: Operation>() -> Decoder {
    Decoder {
        schema: O::SCHEMA,
        typed: |value| {
            // A value that the schema has let through fits the type that was generated from it.
            let typed: Result<O::Input, _> = shape::from_value(value);
            if let Err(error) = typed {
                panic!("{}: {error}", O::SCHEMA.name);
            }
        },
    }
}

const DECODERS: &[Decoder] = &[
    of::<api::CreateFunction>(),
    of::<api::Invoke>(),
    of::<api::UpdateFunctionConfiguration>(),
    of::<api::UpdateFunctionCode>(),
    of::<api::ListFunctions>(),
];

pub(crate) fn run(bytes: &[u8]) {
    let Some((which, rest)) = bytes.split_first() else { return };
    let Decoder { schema, typed } = &DECODERS[usize::from(*which) % DECODERS.len()];
    let cut = rest.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (query, body) = rest.split_at(cut);
    let query = String::from_utf8_lossy(query).into_owned();
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_bytes(query.as_bytes()) {
        headers.insert("x-amz-client-context", value);
    }
    let labels: Labels = [("FunctionName", query.clone())].into_iter().collect();
    let request = Request {
        method: Method::POST,
        path: "/".into(),
        query,
        headers,
        body: Bytes::copy_from_slice(body.strip_prefix(b"\n").unwrap_or(body)),
    };
    let Ok(value) = Protocol::RestJson1.decode(schema, &labels, &request) else { return };
    if schema.input.is_none_or(|input| shape::check(input, &value).is_ok()) {
        typed(value);
    }
}
