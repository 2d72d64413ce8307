//! Request bodies that a client has compressed.

use crate::Request;
use flate2::read::MultiGzDecoder;
use http::header::CONTENT_ENCODING;
use shape::{ApiError, framework};
use std::borrow::Cow;
use std::io::Read;

/// How large a body may become: ours. The largest of a service that takes them, PutMetricData's, has 1 MB.
const INFLATED_BYTES_MAX: u64 = 4 << 20;

/// The request with its body as it was before the client compressed it.
///
/// # Errors
/// `SerializationException`: it is not what its header says; `RequestEntityTooLargeException`.
pub fn inflated(request: &Request) -> Result<Cow<'_, Request>, ApiError> {
    let encoding = request.headers.get(CONTENT_ENCODING).and_then(|value| value.to_str().ok());
    // What else the client did with the body came before.
    let last = encoding.and_then(|encoding| encoding.rsplit(',').next()).map(str::trim);
    if !last.is_some_and(|last| last.eq_ignore_ascii_case("gzip")) {
        return Ok(Cow::Borrowed(request));
    }
    let mut body = Vec::new();
    let mut inflating = MultiGzDecoder::new(&*request.body).take(INFLATED_BYTES_MAX + 1);
    inflating
        .read_to_end(&mut body)
        .map_err(|_| framework::SERIALIZATION_EXCEPTION.with("The request body is not valid gzip"))?;
    if body.len() as u64 > INFLATED_BYTES_MAX {
        let text = format!("Request must be smaller than {INFLATED_BYTES_MAX} bytes when it is uncompressed");
        return Err(framework::REQUEST_ENTITY_TOO_LARGE_EXCEPTION.with(text));
    }
    Ok(Cow::Owned(Request { body: body.into(), ..request.clone() }))
}
