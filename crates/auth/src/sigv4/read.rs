//! The signature that a request carries, in its `Authorization` header or in its query.

use super::{ALGORITHM, Request, parse_basic};
use crate::Refusal;
use crate::hash::sha256;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use clock::Timestamp;
use http::HeaderMap;
use percent_encoding::percent_decode_str;

/// Everything that a signature says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    pub access_key: String,
    pub region: String,
    /// As the scope names it.
    pub service: String,
    /// The session token beside it.
    pub token: Option<String>,
    pub(super) date: String,
    pub(super) terminator: String,
    /// As the request says it: sixteen characters of ISO 8601's basic form.
    pub(super) timestamp: String,
    pub(super) at: Timestamp,
    /// In the order in which they were signed.
    pub(super) signed_headers: Vec<String>,
    pub(super) signature: String,
    pub(super) in_query: bool,
}

const TOKEN: &str = "x-amz-security-token";

impl Signature {
    /// Reads the header if there is one, else the query.
    ///
    /// # Errors
    /// A [`Refusal`]: there is none, or it is not written as one.
    pub fn read(request: &Request<'_>) -> Result<Signature, Refusal> {
        if let Some(header) = text(request.headers, "authorization") {
            return of_header(&header, request.headers);
        }
        let parameter = |name: &str| parameter(request, name);
        if ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature"]
            .iter()
            .all(|name| parameter(name).is_none())
        {
            return Err(Refusal::Missing);
        }
        of_query(parameter)
    }
}

fn parameter(request: &Request<'_>, name: &str) -> Option<String> {
    request.query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key == name).then(|| percent_decode_str(value).decode_utf8_lossy().into_owned())
    })
}

pub(super) fn token(request: &Request<'_>) -> Option<String> {
    text(request.headers, TOKEN).or_else(|| parameter(request, "X-Amz-Security-Token"))
}

fn of_header(header: &str, headers: &HeaderMap) -> Result<Signature, Refusal> {
    let (algorithm, rest) = header.split_once(' ').unwrap_or((header, ""));
    is_offered(algorithm)?;
    let mut found: [Option<&str>; 3] = [None; 3];
    const NAMES: [&str; 3] = ["Credential", "Signature", "SignedHeaders"];
    for part in rest.split([',', ' ', '\t']).filter(|part| !part.is_empty()) {
        let Some((name, value)) = part.split_once('=') else {
            return Err(Refusal::Incomplete(format!(
                "'{part}' not a valid key=value pair (missing equal-sign) in Authorization header: '{header}'."
            )));
        };
        if let Some(at) = NAMES.iter().position(|known| *known == name) {
            found[at] = Some(value).filter(|value| !value.is_empty());
        }
    }
    let date = text(headers, "x-amz-date").or_else(|| text(headers, "date"));
    let mut missing: Vec<String> = NAMES
        .iter()
        .zip(found)
        .filter(|(_, found)| found.is_none())
        .map(|(name, _)| format!("Authorization header requires '{name}' parameter."))
        .collect();
    if algorithm != ALGORITHM {
        missing.insert(0, format!("Unsupported AWS 'algorithm': '{algorithm}'."));
    }
    if date.is_none() {
        missing.push(
            "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.".into(),
        );
    }
    let ([Some(credential), Some(signature), Some(signed_headers)], Some(date), true) =
        (found, date, missing.is_empty())
    else {
        let hashed = BASE64_STANDARD.encode(sha256(header.as_bytes()));
        return Err(Refusal::Incomplete(format!(
            "{} (Hashed with SHA-256 and encoded with Base64) Authorization={hashed}",
            missing.join(" ")
        )));
    };
    let token = text(headers, TOKEN);
    assemble(credential, &date, signed_headers, signature, token, false)
}

fn of_query(parameter: impl Fn(&str) -> Option<String>) -> Result<Signature, Refusal> {
    const NAMES: [&str; 5] =
        ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"];
    let found = NAMES.map(&parameter);
    let missing: Vec<String> = NAMES
        .iter()
        .zip(&found)
        .filter(|(_, found)| found.is_none())
        .map(|(name, _)| format!("AWS query-string parameters must include '{name}'."))
        .collect();
    let [Some(algorithm), Some(credential), Some(signature), Some(signed_headers), Some(date)] = found else {
        let text = missing.join(" ");
        return Err(Refusal::Incomplete(format!("{text} Re-examine the query-string parameters.")));
    };
    is_offered(&algorithm)?;
    if algorithm != ALGORITHM {
        return Err(Refusal::Incomplete(format!("Unsupported AWS 'algorithm': '{algorithm}'.")));
    }
    assemble(&credential, &date, &signed_headers, &signature, parameter("X-Amz-Security-Token"), true)
}

/// Algorithms of AWS's that are not ours are refused by name.
fn is_offered(algorithm: &str) -> Result<(), Refusal> {
    match algorithm {
        "AWS4-ECDSA-P256-SHA256" => Err(Refusal::NotOffered(format!("Signature Version 4A ({algorithm})"))),
        "AWS" | "AWS3-HTTPS" => {
            Err(Refusal::NotOffered(format!("signatures before version 4 ({algorithm})")))
        }
        _ => Ok(()),
    }
}

fn assemble(
    credential: &str,
    timestamp: &str,
    signed_headers: &str,
    signature: &str,
    token: Option<String>,
    in_query: bool,
) -> Result<Signature, Refusal> {
    let parts: Vec<&str> = credential.split('/').collect();
    let [access_key, date, region, service, terminator] = parts[..] else {
        return Err(Refusal::Incomplete(format!(
            "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{credential}'"
        )));
    };
    let Some(at) = parse_basic(timestamp) else {
        return Err(Refusal::Incomplete(format!(
            "Date must be in ISO-8601 'basic format'. Got '{timestamp}'. See http://en.wikipedia.org/wiki/ISO_8601"
        )));
    };
    Ok(Signature {
        access_key: access_key.to_owned(),
        region: region.to_owned(),
        service: service.to_owned(),
        token,
        date: date.to_owned(),
        terminator: terminator.to_owned(),
        timestamp: timestamp.to_owned(),
        at,
        signed_headers: signed_headers.split(';').map(str::to_ascii_lowercase).collect(),
        signature: signature.to_owned(),
        in_query,
    })
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).trim().to_owned())
}
