//! A small HTTP client for our own commands.

use bytes::Bytes;
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
        // The scope alone, which is all that a platform in development mode reads.
        let scope = format!(
            "AWS4-HMAC-SHA256 Credential={}/20200101/{}/lambda/aws4_request",
            self.account, self.region
        );
        let mut request =
            Request::builder().method(method).uri(path).header(HOST, &self.host).header(AUTHORIZATION, scope);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = sender.send_request(request.body(Full::new(body.into()))?).await?;
        let (head, body) = response.into_parts();
        let body = body.collect().await?.to_bytes();
        Ok(Answer { status: head.status, headers: head.headers, body })
    }
}
