//! AWS's own suite of tests for Signature Version 4, which botocore's source package has. `cargo xtask test` fetches it
//! into target/test-env and it is never kept here; without it this says so and passes.

use auth::sigv4::{Request, Signature};
use http::{HeaderMap, HeaderName, HeaderValue};
use std::path::{Path, PathBuf};

/// Every case was signed with it; it is that of AWS's documentation.
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/// Cases that cannot be met, each with its reason; the list can only become shorter.
const NOT_MET: &[(&str, &str)] = &[(
    "get-header-value-multiline",
    "header values over several lines are no HTTP any more (RFC 9112, 5.2)",
)];

fn folder() -> PathBuf {
    let test_env = std::env::var_os("HIKESHI_TEST_ENV").map(PathBuf::from);
    let default = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/test-env");
    test_env.unwrap_or_else(default).join("botocore-cases/aws4_testsuite")
}

/// Every `.req`, also those in folders of folders.
fn cases(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        match path.is_dir() {
            true => found.extend(cases(&path)),
            false if path.extension().is_some_and(|end| end == "req") => found.push(path),
            false => {}
        }
    }
    found.sort();
    found
}

/// Whether the request of a case, signed as the case says, is verified.
fn is_verified(path: &Path) -> Result<(), String> {
    let read = |end: &str| {
        std::fs::read_to_string(path.with_extension(end)).map_err(|error| format!("{end}: {error}"))
    };
    let request = read("req")?;
    let (head, body) = request.split_once("\n\n").unwrap_or((&request, ""));
    let mut lines = head.lines();
    let line = lines.next().unwrap_or_default();
    let (method, rest) = line.split_once(' ').ok_or("no method")?;
    let target = rest.trim_end_matches(" HTTP/1.1");
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut headers = HeaderMap::new();
    for line in lines {
        let (name, value) = line.split_once(':').ok_or_else(|| format!("a line without colon: {line}"))?;
        let name: HeaderName = name.parse().map_err(|_| format!("no header: {name}"))?;
        let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| format!("no value: {value}"))?;
        headers.append(name, value);
    }
    // A signer adds the session's token itself.
    let canonical = read("creq")?;
    let token = canonical.lines().find_map(|line| line.strip_prefix("x-amz-security-token:"));
    if let Some(token) = token {
        headers.entry("x-amz-security-token").or_insert(token.parse().map_err(|_| "no token")?);
    }
    headers.insert("authorization", read("authz")?.trim().parse().map_err(|_| "no header")?);
    let request = Request { method, path, query, headers: &headers };
    let signature = Signature::read(&request).map_err(|refusal| format!("{refusal:?}"))?;
    signature.is_for("service").map_err(|refusal| format!("{refusal:?}"))?;
    signature.verify(&request, body.as_bytes(), SECRET).map_err(|refusal| format!("{refusal:?}"))
}

#[test]
fn every_request_of_awss_suite_is_verified() {
    let cases = cases(&folder());
    if cases.is_empty() {
        eprintln!("skipped: AWS's suite is not there; `cargo xtask test` fetches it");
        return;
    }
    let mut wrong = Vec::new();
    for case in &cases {
        let name = case.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        let expected = !NOT_MET.iter().any(|(known, _)| *known == name);
        match is_verified(case) {
            Ok(()) if expected => {}
            Ok(()) => wrong.push(format!("{name} is met now: take it off the list")),
            Err(_) if !expected => {}
            Err(why) => wrong.push(format!("{name}: {why}")),
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
