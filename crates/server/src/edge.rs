//! Who may talk to the platform at all: a page in a browser must not drive it, neither through its own origin nor
//! through a name that it made point here.

use http::HeaderMap;
use http::header::{HOST, ORIGIN};

/// Names under which the platform is known besides the built-in ones.
#[derive(Debug, Clone, Default)]
pub struct Edge {
    /// Exact host names, lower-case, without port.
    pub hosts: Vec<String>,
}

/// Names that always lead to the machine itself: whoever serves a page there may use the platform. A leading dot admits
/// every name below.
const LOCAL: &[&str] = &[
    "localhost",
    ".localhost",
    "127.0.0.1",
    "[::1]",
    "localhost.localstack.cloud",
    ".localhost.localstack.cloud",
];

/// What AWS clients and functions put into `Host` besides. No page may come from there: anybody can put one on AWS.
const HOSTS: &[&str] = &[".amazonaws.com", ".amazonaws.com.cn", ".on.aws", "169.254.100.1"];

impl Edge {
    /// Why a request is refused, if it is. `authority` is that of an HTTP/2 request.
    pub(crate) fn refuses(&self, headers: &HeaderMap, authority: Option<&str>) -> Option<String> {
        let host = headers.get(HOST).and_then(|host| host.to_str().ok()).or(authority);
        match host {
            Some(host) if self.is_local(host) || is_among(HOSTS, host) => {}
            Some(host) => return Some(format!("{host} is not a name of this endpoint")),
            None => return Some("a request has to name its host".into()),
        }
        let origin = headers.get(ORIGIN)?;
        let known = origin
            .to_str()
            .ok()
            .and_then(|origin| origin.split_once("://"))
            .is_some_and(|(_, host)| self.is_local(host));
        (!known).then(|| "pages of another origin may not use this endpoint".into())
    }

    fn is_local(&self, host: &str) -> bool {
        is_among(LOCAL, host) || self.hosts.iter().any(|known| without_port(host).eq_ignore_ascii_case(known))
    }
}

fn is_among(names: &[&str], host: &str) -> bool {
    let name = without_port(host).to_ascii_lowercase();
    names.iter().any(|known| match known.strip_prefix('.') {
        Some(_) => name.ends_with(known),
        None => name == *known,
    })
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.is_empty() => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(host: Option<&str>, origin: Option<&str>) -> bool {
        let mut headers = HeaderMap::new();
        if let Some(host) = host {
            headers.insert(HOST, host.parse().unwrap());
        }
        if let Some(origin) = origin {
            headers.insert(ORIGIN, origin.parse().unwrap());
        }
        Edge { hosts: vec!["lambda.example".into()] }.refuses(&headers, None).is_some()
    }

    #[test]
    fn known_names_pass_and_others_do_not() {
        for host in [
            "127.0.0.1:4566",
            "localhost",
            "[::1]:4566",
            "[::1]",
            "lambda.eu-west-1.amazonaws.com",
            "my.LOCALHOST:4566",
            "lambda.example:80",
        ] {
            assert!(!refused(Some(host), None), "{host}");
        }
        for host in ["evil.example", "localhost.evil.example", "amazonaws.com.evil.example", "10.0.0.1", ""] {
            assert!(refused(Some(host), None), "{host}");
        }
        assert!(refused(None, None));
    }

    #[test]
    fn a_foreign_page_is_refused() {
        assert!(!refused(Some("localhost"), Some("http://localhost:3000")));
        assert!(refused(Some("localhost"), Some("https://evil.example")));
        assert!(refused(Some("localhost"), Some("null")));
    }

    #[test]
    fn a_page_that_anybody_can_put_on_aws_is_foreign() {
        for origin in ["https://bucket.s3.amazonaws.com", "https://abc.lambda-url.us-east-1.on.aws"] {
            assert!(refused(Some("localhost"), Some(origin)), "{origin}");
        }
        for origin in ["http://app.localhost:3000", "http://lambda.example", "http://[::1]:8080"] {
            assert!(!refused(Some("localhost"), Some(origin)), "{origin}");
        }
    }
}
