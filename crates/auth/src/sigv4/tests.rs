//! Against the examples of AWS's own documents, and each way to be wrong.

use super::*;
use http::{HeaderName, HeaderValue};

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const KEY: &str = "AKIDEXAMPLE";

fn headers(pairs: &[(&str, &str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in pairs {
        headers.append(name.parse::<HeaderName>().unwrap(), HeaderValue::from_str(value).unwrap());
    }
    headers
}

fn at(text: &str) -> Timestamp {
    parse_basic(text).unwrap()
}

/// Signed at 2015-08-30T12:36:00Z for us-east-1, service `service`, as AWS's suite of tests is.
fn verified(method: &str, target: &str, pairs: &[(&str, &str)], body: &str, signed: &str, signature: &str) {
    let mut headers = headers(pairs);
    let authorization = format!(
        "AWS4-HMAC-SHA256 Credential={KEY}/20150830/us-east-1/service/aws4_request, SignedHeaders={signed}, Signature={signature}"
    );
    headers.insert("authorization", authorization.parse().unwrap());
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let request = Request { method, path, query, headers: &headers };
    let signature = Signature::read(&request).unwrap();
    signature.fits(at("20150830T123600Z")).unwrap();
    signature.is_for("service").unwrap();
    if let Err(why) = signature.verify(&request, body.as_bytes(), SECRET) {
        panic!("{method} {target}: {why:?}");
    }
    assert!(signature.verify(&request, body.as_bytes(), "another").is_err());
    assert!(signature.verify(&request, b"another body", SECRET).is_err());
}

const HOST: (&str, &str) = ("host", "example.amazonaws.com");
const DATE: (&str, &str) = ("x-amz-date", "20150830T123600Z");

#[test]
fn requests_of_awss_own_suite_are_verified() {
    let plain = "host;x-amz-date";
    verified(
        "GET",
        "/",
        &[HOST, DATE],
        "",
        plain,
        "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    );
    verified(
        "POST",
        "/",
        &[HOST, DATE],
        "",
        plain,
        "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    );
    verified(
        "GET",
        "/?Param2=value2&Param1=value1",
        &[HOST, DATE],
        "",
        plain,
        "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    );
    verified(
        "POST",
        "/",
        &[("content-type", "application/x-www-form-urlencoded"), HOST, DATE],
        "Param1=value1",
        "content-type;host;x-amz-date",
        "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
    );
}

#[test]
fn what_we_sign_we_verify_however_it_is_written() {
    let now = at("20261123T000000Z");
    for (path, query) in [
        ("/", ""),
        ("//a/./b/../c//", ""),
        (
            "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Af/invocations",
            "",
        ),
        ("/a%20b/%E1%88%B4", "Qualifier=%24LATEST&b=&a=1&a=0&A=~-._&empty"),
        ("/", "x=%2b+%2F"),
    ] {
        let mut headers =
            headers(&[HOST, ("x-amz-date", "20261123T000000Z"), ("x-more", " a   b "), ("x-more", "c")]);
        let request = Request { method: "PUT", path, query, headers: &headers };
        let header = authorization(&request, b"body", (KEY, SECRET), ("eu-west-1", "lambda"), now);
        headers.insert("authorization", header.parse().unwrap());
        let request = Request { method: "PUT", path, query, headers: &headers };
        let signature = Signature::read(&request).unwrap();
        signature.fits(now).unwrap();
        signature.verify(&request, b"body", SECRET).unwrap();
        for other in ["GET", "put"] {
            assert!(signature.verify(&Request { method: other, ..request }, b"body", SECRET).is_err());
        }
        let more = Request { query: "Qualifier=other", ..request };
        assert!(signature.verify(&more, b"body", SECRET).is_err());
        // A parameter that looks like a signature is no signature when there is one in the header.
        let longer = format!("{query}&X-Amz-Signature=x");
        assert!(signature.verify(&Request { query: &longer, ..request }, b"body", SECRET).is_err());
    }
}

#[test]
fn a_presigned_url_is_verified() {
    let now = at("20261123T000000Z");
    let query = "Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20261123%2Fus-east-1%2Fsts%2Faws4_request&X-Amz-Date=20261123T000000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host";
    let headers = headers(&[HOST]);
    let unsigned = format!("{query}&X-Amz-Signature=0");
    let request = Request { method: "GET", path: "/", query: &unsigned, headers: &headers };
    let mut signature = Signature::read(&request).unwrap();
    signature.fits(now).unwrap();
    let canonical = signature.canonical(&request, b"").unwrap();
    assert!(!canonical.contains("X-Amz-Signature"), "{canonical}");
    let string = signature.string_to_sign(&canonical);
    signature.signature = hex(&hmac(&signature.key(SECRET), &[string.as_bytes()]));
    let signed = format!("{query}&X-Amz-Signature={}", signature.signature);
    let request = Request { query: &signed, ..request };
    assert_eq!(Signature::read(&request).unwrap().verify(&request, b"", SECRET), Ok(()));
    // AWS lets it live for 15 minutes, whatever X-Amz-Expires says.
    assert!(signature.fits(now + Duration::from_secs(899)).is_ok());
    assert!(signature.fits(now + Duration::from_secs(901)).is_err());
}

fn refused(pairs: &[(&str, &str)], query: &str) -> String {
    let headers = headers(pairs);
    let request = Request { method: "GET", path: "/", query, headers: &headers };
    let refusal = match Signature::read(&request) {
        Err(refusal) => refusal,
        Ok(signature) => {
            match signature.is_for("lambda").and_then(|()| signature.fits(at("20261123T003000Z"))) {
                Err(refusal) => refusal,
                Ok(()) => signature.verify(&request, b"", SECRET).unwrap_err(),
            }
        }
    };
    match refusal {
        Refusal::Incomplete(text) => format!("incomplete: {text}"),
        Refusal::Mismatch(text) => format!("mismatch: {text}"),
        Refusal::NotOffered(text) => format!("not offered: {text}"),
        other => format!("{other:?}"),
    }
}

fn header(value: &str, date: &str) -> String {
    refused(&[HOST, ("x-amz-date", date), ("authorization", value)], "")
}

fn scoped(scope: &str, date: &str) -> String {
    header(&format!("AWS4-HMAC-SHA256 Credential=K/{scope}, SignedHeaders=host, Signature=0"), date)
}

#[test]
fn each_way_to_be_wrong_has_awss_own_words() {
    let date = "20261123T003000Z";
    assert_eq!(refused(&[HOST], ""), "Missing");
    assert_eq!(
        header("Bearer abc", date),
        "incomplete: 'abc' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer abc'."
    );
    let text = refused(&[HOST, ("authorization", "AWS4-HMAC-SHA256 SignedHeaders=host")], "");
    let begins = "incomplete: Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. (Hashed with SHA-256 and encoded with Base64) Authorization=";
    assert!(text.starts_with(begins), "{text}");
    assert!(text.ends_with('='), "{text}");
    assert_eq!(
        header("AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0", date),
        "incomplete: Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'a/b'"
    );
    assert_eq!(
        scoped("20261123/us-east-1/lambda/aws4_request", "yesterday"),
        "incomplete: Date must be in ISO-8601 'basic format'. Got 'yesterday'. See http://en.wikipedia.org/wiki/ISO_8601"
    );
    assert_eq!(
        scoped("20261122/nowhere/lambda/aws5_request", date),
        "mismatch: Credential should be scoped to a valid region, not 'nowhere'. Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'. Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20261122' != '20261123', from '20261123T003000Z'."
    );
    assert_eq!(
        header(
            "AWS4-HMAC-SHA256 Credential=K/20261123/us-east-1/lambda/aws4_request, SignedHeaders=x-amz-date, Signature=0",
            date
        ),
        "mismatch: 'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
    );
    assert_eq!(
        scoped("20261123/us-east-1/sqs/aws4_request", date),
        "mismatch: Credential should be scoped to correct service: 'lambda'."
    );
    let scope = "20261123/us-east-1/lambda/aws4_request";
    assert_eq!(
        scoped(scope, "20261123T001459Z"),
        "mismatch: Signature expired: 20261123T001459Z is now earlier than 20261123T001500Z (20261123T003000Z - 15 min.)"
    );
    assert_eq!(
        scoped(scope, "20261123T004501Z"),
        "mismatch: Signature not yet current: 20261123T004501Z is still later than 20261123T004500Z (20261123T003000Z + 15 min.)"
    );
    let text = scoped(scope, "20261123T001500Z");
    assert!(text.starts_with("mismatch: The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.\n\nThe Canonical String for this request should have been\n'GET\n/\n\nhost:example.amazonaws.com\n\nhost\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'\n\nThe String-to-Sign should have been\n'AWS4-HMAC-SHA256\n20261123T001500Z\n20261123/us-east-1/lambda/aws4_request\n"), "{text}");
    assert_eq!(
        refused(&[HOST], "X-Amz-Credential=K"),
        "incomplete: AWS query-string parameters must include 'X-Amz-Algorithm'. AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. AWS query-string parameters must include 'X-Amz-Date'. Re-examine the query-string parameters."
    );
}

#[test]
fn what_says_what_to_do_is_signed() {
    let scope = "20261123/us-east-1/lambda/aws4_request";
    let value = format!("AWS4-HMAC-SHA256 Credential=K/{scope}, SignedHeaders=host, Signature=0");
    let with = |name: &str| {
        refused(
            &[HOST, ("x-amz-date", "20261123T003000Z"), ("authorization", value.as_str()), (name, "x")],
            "",
        )
    };
    for name in ["x-amz-target", "x-amz-invocation-type", "x-amz-tenant-id", "x-amz-client-context"] {
        let expected =
            format!("mismatch: There were headers present in the request which were not signed: {name}");
        assert_eq!(with(name), expected);
    }
    for name in ["x-amzn-trace-id", "x-amz-user-agent", "content-type"] {
        assert!(with(name).starts_with("mismatch: The request signature we calculated"), "{name}");
    }
}

#[test]
fn what_aws_can_and_we_cannot_is_refused_by_name() {
    let text = header(
        "AWS4-ECDSA-P256-SHA256 Credential=K/20261123/lambda/aws4_request, SignedHeaders=host, Signature=0",
        DATE.1,
    );
    assert_eq!(text, "not offered: Signature Version 4A (AWS4-ECDSA-P256-SHA256)");
    assert_eq!(header("AWS K:abc=", DATE.1), "not offered: signatures before version 4 (AWS)");
    let value = "AWS4-HMAC-SHA256 Credential=K/20261123/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0";
    let chunked = refused(
        &[
            HOST,
            ("x-amz-date", "20261123T003000Z"),
            ("authorization", value),
            ("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
        ],
        "",
    );
    assert_eq!(chunked, "not offered: requests signed in chunks (STREAMING-AWS4-HMAC-SHA256-PAYLOAD)");
}

#[test]
fn regions_look_like_regions() {
    for region in ["us-east-1", "ap-southeast-2", "us-gov-west-1", "us-iso-east-1"] {
        assert!(is_region(region), "{region}");
    }
    for other in ["", "us", "us-1", "local", "us-east-", "us--1", "US-EAST-1"] {
        assert!(!is_region(other), "{other}");
    }
}
