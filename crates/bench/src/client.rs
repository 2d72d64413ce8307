//! A client that holds one connection, as an SDK does.

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

pub struct Client {
    host: String,
    sender: SendRequest<Full<Bytes>>,
}

pub struct Answer {
    pub status: u16,
    pub body: Bytes,
}

impl Client {
    pub async fn connect(host: &str) -> std::io::Result<Client> {
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream))
            .await
            .map_err(|error| std::io::Error::other(error.to_string()))?;
        tokio::spawn(connection);
        Ok(Client { host: host.to_owned(), sender })
    }

    pub async fn call(&mut self, method: Method, path: &str, body: Bytes) -> Result<Answer, hyper::Error> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", &self.host)
            .header("content-type", "application/json")
            .header("x-amz-date", "20260820T000000Z")
            .header(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=000000000000/20260820/us-east-1/lambda/aws4_request, \
                 SignedHeaders=content-type;host;x-amz-date, \
                 Signature=0000000000000000000000000000000000000000000000000000000000000000",
            )
            .body(Full::new(body))
            .expect("a request of constants");
        self.sender.ready().await?;
        let response = self.sender.send_request(request).await?;
        let (head, body) = response.into_parts();
        let body = body.collect().await?.to_bytes();
        Ok(Answer { status: head.status.as_u16(), body })
    }

    /// Invokes a function and checks that it answers what it was sent.
    pub async fn echo(&mut self, function: &str, payload: &Bytes) {
        let path = format!("/2015-03-31/functions/{function}/invocations");
        let answer = self.call(Method::POST, &path, payload.clone()).await.expect("an answer");
        assert_eq!((answer.status, &answer.body), (200, payload), "an echo");
    }
}
