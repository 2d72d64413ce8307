//! The canonical form of a request: what both sides hash.

use super::{Request, Rules};
use http::HeaderMap;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};

/// RFC 3986's unreserved characters stay.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const PATH: &AsciiSet = &ENCODED.remove(b'/');

pub(super) fn request(
    request: &Request<'_>,
    rules: Rules,
    signed_headers: &[String],
    signed_in_query: bool,
    payload_hash: &str,
) -> String {
    let mut text = format!("{}\n{}\n", request.method, path(request.path, rules));
    text += &query(request.query, signed_in_query);
    text.push('\n');
    for name in signed_headers {
        text += &format!("{name}:{}\n", header(request.headers, name));
    }
    text + &format!("\n{}\n{payload_hash}", signed_headers.join(";"))
}

/// Empty segments and dots are resolved, and what the client has encoded is encoded once more; in S3 neither.
fn path(path: &str, rules: Rules) -> String {
    if rules.paths_as_they_are {
        let decoded: Vec<u8> = percent_decode_str(path).collect();
        return percent_encode(&decoded, PATH).to_string();
    }
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => _ = segments.pop(),
            segment => segments.push(segment),
        }
    }
    let last = if path.ends_with('/') && !segments.is_empty() { "/" } else { "" };
    let resolved = format!("/{}{last}", segments.join("/"));
    percent_encode(resolved.as_bytes(), PATH).to_string()
}

/// Each name and value encoded in the one right way, then sorted. The signature of a presigned URL cannot be part of
/// what it signs; one beside a header is a parameter like any other.
fn query(query: &str, signed_in_query: bool) -> String {
    let encode = |text: &str| {
        let decoded: Vec<u8> = percent_decode_str(text).collect();
        percent_encode(&decoded, ENCODED).to_string()
    };
    let mut pairs: Vec<(String, String)> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .filter(|(name, _)| !(signed_in_query && *name == "X-Amz-Signature"))
        .map(|(name, value)| (encode(name), encode(value)))
        .collect();
    pairs.sort_unstable();
    let pairs: Vec<String> = pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    pairs.join("&")
}

/// All values of a header, runs of spaces made one. A header that was signed and is not here has none.
fn header(headers: &HeaderMap, name: &str) -> String {
    let values = headers.get_all(name).iter().map(|value| {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        value.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    });
    values.collect::<Vec<_>>().join(",")
}
