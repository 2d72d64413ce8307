//! Who sends a story's requests, and how a step becomes one.

use crate::{operation, query};
use auth::sigv4;
use bytes::Bytes;
use clock::Timestamp;
use http::{HeaderValue, Request};
use http_body_util::Full;
use shape::{OperationSchema, ServiceSchema};

const SERVICES: &[&ServiceSchema] = &[&model::lambda::SERVICE, &model::iam::SERVICE, &model::sts::SERVICE];

/// Whose signature the requests carry.
pub(crate) struct Caller {
    pub account: String,
    pub region: String,
    /// What the requests are really signed with.
    pub key: Option<Key>,
}

/// An access key, and the session's token beside it.
pub(crate) struct Key {
    pub id: String,
    pub secret: String,
    pub token: Option<String>,
}

/// Whose schema reads the answer.
#[derive(Clone, Copy)]
pub(crate) struct Asked {
    pub service: &'static ServiceSchema,
    pub operation: &'static OperationSchema,
}

impl Asked {
    /// Whether it is asked with a form and answered with XML.
    pub(crate) fn is_query(&self) -> bool {
        self.service.protocols == ["query"]
    }
}

/// A request, and how to read its answer.
type Signed = (Option<Asked>, Request<Full<Bytes>>);

impl Caller {
    pub(crate) fn request(&self, verb: &str, rest: &str, now: Timestamp) -> Result<Signed, String> {
        let (service, operation, input) = match verb {
            "http" => return Ok((None, self.plain(rest, now)?)),
            "function" => ("lambda", "CreateFunction", operation::function(rest)?),
            service => {
                let (operation, input) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
                (service, operation, operation::input(input)?)
            }
        };
        let service =
            SERVICES.iter().find(|known| known.name == service).ok_or("no such service, or step")?;
        let operation =
            service.operations.iter().find(|known| known.name == operation).ok_or("no such operation")?;
        let asked = Asked { service, operation };
        let (mut request, body) = match asked.is_query() {
            true => query::request(asked, input)?,
            false => operation::request(operation, input)?,
        };
        self.sign(&mut request, service.signing_name, &body, now);
        Ok((Some(asked), request.map(|()| Full::new(body))))
    }

    /// `METHOD PATH name=value … body`; `for=<service>` signs for another service than Lambda, `for=` not at all.
    fn plain(&self, text: &str, now: Timestamp) -> Result<Request<Full<Bytes>>, String> {
        let mut words = text.split_whitespace();
        let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let mut request = Request::builder().method(method).uri(path);
        let mut signed_for = "lambda";
        let mut body = "";
        for word in words {
            match word.split_once('=') {
                Some(("for", service)) => signed_for = service,
                Some((name, value)) if !word.starts_with('{') => request = request.header(name, value),
                _ => {
                    body = &text[text.find(word).unwrap_or_default()..];
                    break;
                }
            }
        }
        let body = body.strip_prefix("raw:").unwrap_or(body).to_owned();
        let body = Bytes::from(body);
        let mut request = request.body(()).map_err(|error| error.to_string())?;
        if !signed_for.is_empty() {
            self.sign(&mut request, signed_for, &body, now);
        }
        Ok(request.map(|()| Full::new(body)))
    }

    fn sign(&self, request: &mut Request<()>, service: &str, body: &[u8], now: Timestamp) {
        let Caller { account, region, key } = self;
        if let Some(key) = key {
            return key.sign(request, (region, service), body, now);
        }
        // In development mode nobody looks at the signature itself.
        let header = format!(
            "AWS4-HMAC-SHA256 Credential={account}/20261123/{region}/{service}/aws4_request, SignedHeaders=host, Signature=0"
        );
        if let Ok(value) = header.parse() {
            request.headers_mut().insert("authorization", value);
        }
    }
}

impl Key {
    /// As a real client does; a step that brings an `authorization` of its own keeps it.
    fn sign(&self, request: &mut Request<()>, scope: (&str, &str), body: &[u8], now: Timestamp) {
        let headers = request.headers_mut();
        headers.entry("host").or_insert(HeaderValue::from_static("localhost:4566"));
        let mut put = |name: &'static str, value: &str| {
            if let Ok(value) = HeaderValue::from_str(value) {
                headers.entry(name).or_insert(value);
            }
        };
        put("x-amz-date", &sigv4::basic(now));
        if let Some(token) = &self.token {
            put("x-amz-security-token", token);
        }
        let signed = sigv4::Request {
            method: request.method().as_str(),
            path: request.uri().path(),
            query: request.uri().query().unwrap_or_default(),
            headers: request.headers(),
        };
        let header = sigv4::authorization(&signed, body, (&self.id, &self.secret), scope, now);
        if let Ok(value) = header.parse() {
            request.headers_mut().entry("authorization").or_insert(value);
        }
    }
}
