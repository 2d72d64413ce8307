//! What a request's signature says of its sender: account, region, and the service that is meant. In development
//! mode the signature itself is not verified.

use http::HeaderMap;
use http::header::AUTHORIZATION;

/// The account of whoever brings no account.
pub(crate) const DEFAULT_ACCOUNT: &str = "000000000000";
pub(crate) const DEFAULT_REGION: &str = "us-east-1";

/// The parts of a credential scope.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Scope {
    pub access_key: String,
    pub region: String,
    pub service: String,
}

impl Scope {
    /// From the `Authorization` header, or the query of a presigned URL.
    pub(crate) fn of(headers: &HeaderMap, query: &str) -> Option<Scope> {
        let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        if let Some(header) = header {
            let (_, rest) = header.split_once("Credential=")?;
            return Scope::parse(rest.split([',', ' ']).next()?);
        }
        let credential = query.split('&').find_map(|pair| pair.strip_prefix("X-Amz-Credential="))?;
        Scope::parse(&percent_encoding::percent_decode_str(credential).decode_utf8_lossy())
    }

    /// `<access key>/<yyyymmdd>/<region>/<service>/aws4_request`
    fn parse(credential: &str) -> Option<Scope> {
        let mut parts = credential.split('/');
        let access_key = parts.next()?.to_owned();
        let _date = parts.next()?;
        let region = parts.next()?.to_owned();
        let service = parts.next()?.to_owned();
        (parts.next() == Some("aws4_request")).then_some(Scope { access_key, region, service })
    }

    /// A twelve-digit access key id is the account.
    pub(crate) fn account(&self) -> &str {
        let is_account = self.access_key.len() == 12 && self.access_key.bytes().all(|b| b.is_ascii_digit());
        if is_account { &self.access_key } else { DEFAULT_ACCOUNT }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_read_from_header_and_query() {
        let mut headers = HeaderMap::new();
        let header = "AWS4-HMAC-SHA256 Credential=123456789012/20260820/eu-west-1/lambda/aws4_request, SignedHeaders=host, Signature=0";
        headers.insert(AUTHORIZATION, header.parse().unwrap());
        let scope = Scope::of(&headers, "").unwrap();
        assert_eq!(scope.account(), "123456789012");
        assert_eq!((scope.region.as_str(), scope.service.as_str()), ("eu-west-1", "lambda"));
        let query = "X-Amz-Algorithm=x&X-Amz-Credential=AKIA%2F20260820%2Fus-west-2%2Fsqs%2Faws4_request";
        let scope = Scope::of(&HeaderMap::new(), query).unwrap();
        assert_eq!(scope.account(), DEFAULT_ACCOUNT);
        assert_eq!(scope.service, "sqs");
        assert_eq!(Scope::of(&HeaderMap::new(), ""), None);
    }
}
