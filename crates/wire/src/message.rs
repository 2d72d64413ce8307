//! Requests and responses, of whichever HTTP server.

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};

/// A request whose body has been read.
#[derive(Debug, Clone)]
pub struct Request {
    pub method: Method,
    /// The path as sent: still percent-encoded.
    pub path: String,
    /// The query as sent, without `?`; empty if there is none.
    pub query: String,
    pub headers: HeaderMap,
    pub body: Bytes,
}

/// A response with its body.
#[derive(Debug, Clone)]
pub struct Response {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}
