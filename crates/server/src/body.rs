//! Reading request bodies within a bound.

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};

/// A client that was refused may have this much of its body still on the way; it is read and forgotten, so that the
/// client gets to read the answer instead of a reset.
const FORGOTTEN_BYTES_MAX: u64 = 256 << 20;

#[derive(Debug)]
pub(crate) enum Unread {
    TooLarge,
    /// The client went away.
    Broken,
}

/// The whole body, if it has at most `bytes_max`. One that announces more is refused before any of it is read.
pub(crate) async fn read(mut body: Incoming, bytes_max: u64) -> Result<Bytes, Unread> {
    let announced = body.size_hint().exact();
    if announced.is_some_and(|bytes| bytes > bytes_max) {
        tokio::spawn(forget(body));
        return Err(Unread::TooLarge);
    }
    let mut first = Bytes::new();
    let mut rest = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| Unread::Broken)?.into_data() else { continue };
        if first.is_empty() && rest.is_empty() {
            // Most bodies come in one piece, which is then not copied.
            first = data;
        } else {
            if rest.is_empty() {
                rest.reserve(announced.unwrap_or_default() as usize);
                rest.extend_from_slice(&first);
            }
            rest.extend_from_slice(&data);
        }
        if first.len().max(rest.len()) as u64 > bytes_max {
            tokio::spawn(forget(body));
            return Err(Unread::TooLarge);
        }
    }
    Ok(if rest.is_empty() { first } else { rest.freeze() })
}

async fn forget(mut body: Incoming) {
    let mut forgotten = 0;
    while let Some(Ok(frame)) = body.frame().await {
        forgotten += frame.data_ref().map_or(0, |data| data.len() as u64);
        if forgotten > FORGOTTEN_BYTES_MAX {
            return;
        }
    }
}
