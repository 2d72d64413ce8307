//! Who sends a story's requests, and how a step becomes one.

use crate::operation;
use bytes::Bytes;
use http::Request;
use http_body_util::Full;
use shape::{OperationSchema, ServiceSchema};

const SERVICES: &[&ServiceSchema] = &[&model::lambda::SERVICE];

/// Whose signature the requests carry.
pub(crate) struct Caller {
    pub account: String,
    pub region: String,
}

/// A request, and the operation whose schema reads the answer.
type Asked = (Option<&'static OperationSchema>, Request<Full<Bytes>>);

impl Caller {
    pub(crate) fn request(&self, verb: &str, rest: &str) -> Result<Asked, String> {
        let (service, operation, input) = match verb {
            "http" => return Ok((None, self.plain(rest)?)),
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
        let mut request = operation::request(operation, input)?;
        self.sign(&mut request, service.signing_name);
        Ok((Some(operation), request))
    }

    /// `METHOD PATH name=value … body`; `for=<service>` signs for another service than Lambda, `for=` not at all.
    fn plain(&self, text: &str) -> Result<Request<Full<Bytes>>, String> {
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
        let mut request = request.body(Full::from(body)).map_err(|error| error.to_string())?;
        if !signed_for.is_empty() {
            self.sign(&mut request, signed_for);
        }
        Ok(request)
    }

    /// In development mode nobody looks at the signature itself.
    fn sign(&self, request: &mut Request<Full<Bytes>>, service: &str) {
        let Caller { account, region } = self;
        let header = format!(
            "AWS4-HMAC-SHA256 Credential={account}/20261123/{region}/{service}/aws4_request, SignedHeaders=host, Signature=0"
        );
        if let Ok(value) = header.parse() {
            request.headers_mut().insert("authorization", value);
        }
    }
}
