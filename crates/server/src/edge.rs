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

/// Loopback, and what AWS clients and the field's tools use. A leading dot admits every name below.
const KNOWN: &[&str] = &[
    "localhost",
    ".localhost",
    "127.0.0.1",
    "[::1]",
    "localhost.localstack.cloud",
    ".localhost.localstack.cloud",
    ".amazonaws.com",
    ".amazonaws.com.cn",
    ".on.aws",
    "169.254.100.1",
];

impl Edge {
    /// Why a request is refused, if it is. `authority` is that of an HTTP/2 request.
    pub(crate) fn refuses(&self, headers: &HeaderMap, authority: Option<&str>) -> Option<String> {
        let host = headers.get(HOST).and_then(|host| host.to_str().ok()).or(authority);
        match host {
            Some(host) if self.knows(host) => {}
            Some(host) => return Some(format!("{host} is not a name of this endpoint")),
            None => return Some("a request has to name its host".into()),
        }
        let origin = headers.get(ORIGIN)?;
        let known = origin
            .to_str()
            .ok()
            .and_then(|origin| origin.split_once("://"))
            .is_some_and(|(_, host)| self.knows(host));
        (!known).then(|| "pages of another origin may not use this endpoint".into())
    }

    fn knows(&self, host: &str) -> bool {
        let name = without_port(host).to_ascii_lowercase();
        let built_in = KNOWN.iter().any(|known| match known.strip_prefix('.') {
            Some(_) => name.ends_with(known),
            None => name == *known,
        });
        built_in || self.hosts.contains(&name)
    }
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
}
