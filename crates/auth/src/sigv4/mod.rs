//! Signature Version 4, from the verifier's side: what a request says of its signature, whether that is for here and
//! now, and whether the secret was known to whoever signed.
//!
//! Source: IAM User Guide, "AWS Signature Version 4 for API requests" and "Troubleshoot Signature Version 4 signing";
//! texts as AWS's services answer them.

mod canonical;
mod read;
#[cfg(test)]
mod tests;

pub use read::Signature;

use crate::Refusal;
use crate::hash::{hex, hmac, same, sha256};
use clock::Timestamp;
use http::HeaderMap;
use std::time::Duration;

pub(crate) const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const TERMINATOR: &str = "aws4_request";
/// A signature is good for so long after, and before, its date.
const SKEW: Duration = Duration::from_secs(limits::sts::SIGNATURE_SKEW_S.value);

/// A request as it came, nothing decoded.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub query: &'a str,
    pub headers: &'a HeaderMap,
}

/// What differs between services.
#[derive(Debug, Clone, Copy)]
struct Rules {
    /// S3's keys may contain `//` and `..`, and are encoded once.
    paths_as_they_are: bool,
    unsigned_payload: bool,
}

impl Rules {
    fn of(service: &str) -> Rules {
        let s3 = matches!(service, "s3" | "s3express" | "s3-object-lambda" | "s3-outposts");
        Rules { paths_as_they_are: s3, unsigned_payload: s3 }
    }
}

impl Signature {
    /// Whether the signature is for this service.
    ///
    /// # Errors
    /// A [`Refusal`].
    pub fn is_for(&self, service: &str) -> Result<(), Refusal> {
        match self.service == service {
            true => Ok(()),
            false => Err(Refusal::Mismatch(format!(
                "Credential should be scoped to correct service: '{service}'."
            ))),
        }
    }

    /// Whether the signature's scope makes sense, and is for now (host time).
    ///
    /// # Errors
    /// A [`Refusal`] with everything that is wrong.
    pub fn fits(&self, now: Timestamp) -> Result<(), Refusal> {
        let mut wrong = Vec::new();
        if !is_region(&self.region) {
            wrong.push(format!("Credential should be scoped to a valid region, not '{}'.", self.region));
        }
        if self.terminator != TERMINATOR {
            wrong.push(format!(
                "Credential should be scoped with a valid terminator: '{TERMINATOR}', not '{}'.",
                self.terminator
            ));
        }
        if !self.timestamp.starts_with(&self.date) || self.date.len() != 8 {
            wrong.push(format!(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{}' != '{}', from '{}'.",
                self.date,
                &self.timestamp[..8],
                self.timestamp
            ));
        }
        if !wrong.is_empty() {
            return Err(Refusal::Mismatch(wrong.join(" ")));
        }
        if !self.signed_headers.iter().any(|name| matches!(name.as_str(), "host" | ":authority")) {
            return Err(Refusal::Mismatch(
                "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.".into(),
            ));
        }
        let shown = &self.timestamp;
        if self.at + SKEW < now {
            return Err(Refusal::Mismatch(format!(
                "Signature expired: {shown} is now earlier than {} ({} - 15 min.)",
                basic(now - SKEW),
                basic(now)
            )));
        }
        if self.at > now + SKEW {
            return Err(Refusal::Mismatch(format!(
                "Signature not yet current: {shown} is still later than {} ({} + 15 min.)",
                basic(now + SKEW),
                basic(now)
            )));
        }
        Ok(())
    }

    /// Whether whoever signed this request, body included, knew the secret.
    ///
    /// # Errors
    /// A [`Refusal`] with the strings that should have been signed.
    pub fn verify(&self, request: &Request<'_>, body: &[u8], secret: &str) -> Result<(), Refusal> {
        if let Some(name) = self.unsigned(request.headers) {
            // (text: S3's)
            let text = format!("There were headers present in the request which were not signed: {name}");
            return Err(Refusal::Mismatch(text));
        }
        let canonical = self.canonical(request, body)?;
        let string = self.string_to_sign(&canonical);
        let expected = hex(&hmac(&self.key(secret), &[string.as_bytes()]));
        if same(expected.as_bytes(), self.signature.as_bytes()) {
            return Ok(());
        }
        Err(Refusal::Mismatch(format!(
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.\n\nThe Canonical String for this request should have been\n'{canonical}'\n\nThe String-to-Sign should have been\n'{string}'\n"
        )))
    }

    /// A header that says what is to be done, such as the operation, the type of an invocation or its tenant: a
    /// signature without it would be good for any.
    /// Source: IAM User Guide, "Create a signed AWS API request": the signed headers must include any `x-amz-*` header.
    fn unsigned<'h>(&self, headers: &'h HeaderMap) -> Option<&'h str> {
        // The signature covers what they say by itself, or they do not count.
        const COVERED: &[&str] =
            &["x-amz-date", "x-amz-security-token", "x-amz-content-sha256", "x-amz-user-agent"];
        headers.keys().map(http::HeaderName::as_str).find(|name| {
            name.starts_with("x-amz-")
                && !COVERED.contains(name)
                && !self.signed_headers.iter().any(|signed| signed == name)
        })
    }

    fn canonical(&self, request: &Request<'_>, body: &[u8]) -> Result<String, Refusal> {
        let rules = Rules::of(&self.service);
        let said = request.headers.get("x-amz-content-sha256").and_then(|value| value.to_str().ok());
        let hash = match said {
            Some(streaming) if streaming.starts_with("STREAMING-") => {
                return Err(Refusal::NotOffered(format!("requests signed in chunks ({streaming})")));
            }
            Some("UNSIGNED-PAYLOAD") if rules.unsigned_payload => "UNSIGNED-PAYLOAD".to_owned(),
            None if rules.unsigned_payload && self.in_query => "UNSIGNED-PAYLOAD".to_owned(),
            // Whatever the header says, what counts is what has come: a header that says otherwise was signed with
            // another hash.
            _ => hex(&sha256(body)),
        };
        Ok(canonical::request(request, rules, &self.signed_headers, self.in_query, &hash))
    }

    fn string_to_sign(&self, canonical: &str) -> String {
        let Signature { timestamp, date, region, service, terminator, .. } = self;
        let hash = hex(&sha256(canonical.as_bytes()));
        format!("{ALGORITHM}\n{timestamp}\n{date}/{region}/{service}/{terminator}\n{hash}")
    }

    fn key(&self, secret: &str) -> [u8; 32] {
        let first = format!("AWS4{secret}");
        [&self.date, &self.region, &self.service, &self.terminator]
            .into_iter()
            .fold(None, |key: Option<[u8; 32]>, part| {
                let key = key.as_ref().map_or(first.as_bytes(), |key| key.as_slice());
                Some(hmac(key, &[part.as_bytes()]))
            })
            .expect("there are four parts")
    }
}

/// The session token that a request carries, in its headers or in its query.
pub fn token(request: &Request<'_>) -> Option<String> {
    read::token(request)
}

/// Signs a request as a client does, for our own clients and for tests: the value of its `Authorization` header.
pub fn authorization(
    request: &Request<'_>,
    body: &[u8],
    (access_key, secret): (&str, &str),
    (region, service): (&str, &str),
    at: Timestamp,
) -> String {
    let mut signed_headers: Vec<String> =
        request.headers.keys().map(|name| name.as_str().to_owned()).collect();
    signed_headers.sort_unstable();
    let timestamp = basic(at);
    let mut signature = Signature {
        access_key: access_key.to_owned(),
        date: timestamp[..8].to_owned(),
        region: region.to_owned(),
        service: service.to_owned(),
        terminator: TERMINATOR.to_owned(),
        timestamp,
        at,
        signed_headers,
        signature: String::new(),
        token: None,
        in_query: false,
    };
    let canonical = signature.canonical(request, body).unwrap_or_default();
    let string = signature.string_to_sign(&canonical);
    signature.signature = hex(&hmac(&signature.key(secret), &[string.as_bytes()]));
    format!(
        "{ALGORITHM} Credential={access_key}/{}/{region}/{service}/{TERMINATOR}, SignedHeaders={}, Signature={}",
        signature.date,
        signature.signed_headers.join(";"),
        signature.signature
    )
}

/// `20150830T123600Z`
pub fn basic(at: Timestamp) -> String {
    let c = at.civil();
    format!("{:04}{:02}{:02}T{:02}{:02}{:02}Z", c.year, c.month, c.day, c.hour, c.minute, c.second)
}

/// The reverse of [`basic`].
fn parse_basic(text: &str) -> Option<Timestamp> {
    let bytes = text.as_bytes();
    let digits =
        |range: std::ops::Range<usize>| bytes.get(range)?.iter().all(u8::is_ascii_digit).then_some(());
    if bytes.len() != 16 || bytes[8] != b'T' || bytes[15] != b'Z' {
        return None;
    }
    digits(0..8)?;
    digits(9..15)?;
    let [date, time] = [&text[..8], &text[9..15]];
    Timestamp::parse_iso8601(&format!(
        "{}-{}-{}T{}:{}:{}Z",
        &date[..4],
        &date[4..6],
        &date[6..],
        &time[..2],
        &time[2..4],
        &time[4..]
    ))
}

/// `us-east-1`, `us-gov-west-1`: words, then a number.
fn is_region(text: &str) -> bool {
    let Some((words, number)) = text.rsplit_once('-') else { return false };
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && words.contains('-')
        && words.split('-').all(is_word)
}
