//! A small HTTP client for our own commands.

use auth::sigv4;
use bytes::Bytes;
use clock::Clock;
use http_body_util::{BodyExt, Full};
use hyper::header::{AUTHORIZATION, HOST};
use hyper::{HeaderMap, Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// A platform somewhere, and who we are there.
pub(crate) struct Client {
    host: String,
    account: String,
    region: String,
}

/// An answer, read whole.
pub(crate) struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

/// The account of whoever names none.
const DEFAULT_ACCOUNT: &str = "000000000000";

type Failure = Box<dyn std::error::Error>;

impl Client {
    pub(crate) fn new(endpoint: &str, account: &str, region: &str) -> Result<Client, Failure> {
        let host = endpoint
            .strip_prefix("http://")
            .ok_or_else(|| format!("{endpoint} is no http:// address"))?
            .trim_end_matches('/');
        Ok(Client { host: host.to_owned(), account: account.to_owned(), region: region.to_owned() })
    }

    /// Calls one path; `headers` besides those that say who we are.
    pub(crate) async fn call(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> Result<Answer, Failure> {
        let stream = TcpStream::connect(&self.host)
            .await
            .map_err(|error| format!("nobody answers at http://{}: {error}", self.host))?;
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        let mut request = Request::builder().method(method).uri(path).header(HOST, &self.host);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = body.into();
        let mut request = request.body(Full::new(body.clone()))?;
        self.sign(&mut request, &body)?;
        let response = sender.send_request(request).await?;
        let (head, body) = response.into_parts();
        let body = body.collect().await?.to_bytes();
        Ok(Answer { status: head.status, headers: head.headers, body })
    }

    /// With the credentials of the usual variables, which a platform with `--auth` wants to see; without them by
    /// the scope alone, which is all that one in development mode reads.
    fn sign(&self, request: &mut Request<Full<Bytes>>, body: &[u8]) -> Result<(), Failure> {
        let service = if request.uri().path().starts_with("/_hikeshi/") { "hikeshi" } else { "lambda" };
        let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let keys = variable("AWS_ACCESS_KEY_ID").zip(variable("AWS_SECRET_ACCESS_KEY"));
        let Some((id, secret)) = keys.filter(|_| self.account == DEFAULT_ACCOUNT) else {
            let Client { account, region, .. } = self;
            let scope =
                format!("AWS4-HMAC-SHA256 Credential={account}/20200101/{region}/{service}/aws4_request");
            request.headers_mut().insert(AUTHORIZATION, scope.parse()?);
            return Ok(());
        };
        let now = Clock::real().host_wall();
        request.headers_mut().insert("x-amz-date", sigv4::basic(now).parse()?);
        if let Some(token) = variable("AWS_SESSION_TOKEN") {
            request.headers_mut().insert("x-amz-security-token", token.parse()?);
        }
        let signed = sigv4::Request {
            method: request.method().as_str(),
            path: request.uri().path(),
            query: request.uri().query().unwrap_or_default(),
            headers: request.headers(),
        };
        let header = sigv4::authorization(&signed, body, (&id, &secret), (&self.region, service), now);
        request.headers_mut().insert(AUTHORIZATION, header.parse()?);
        Ok(())
    }
}
