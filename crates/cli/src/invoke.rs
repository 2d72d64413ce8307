//! `hikeshi invoke`: the answer on standard output, the log and the failure on standard error.

use crate::Done;
use crate::args::InvokeArgs;
use crate::client::Client;
use crate::start::runtime;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hyper::{Method, StatusCode};
use std::io::{Read, Write};
use std::process::ExitCode;

pub(crate) fn run(args: &InvokeArgs) -> Done {
    let payload = payload(&args.payload)?;
    let client = Client::new(&args.target.endpoint, &args.target.account, &args.target.region)?;
    let path = format!("/2015-03-31/functions/{}/invocations", args.function.replace('$', "%24"));
    let headers = [("x-amz-log-type", "Tail")];
    let answer = runtime()?.block_on(client.call(Method::POST, &path, &headers, payload))?;
    if answer.status != StatusCode::OK {
        let code = answer.header("x-amzn-errortype").unwrap_or("error");
        return Err(format!("{code}: {}", String::from_utf8_lossy(&answer.body)).into());
    }
    if let Some(log) = answer.header("x-amz-log-result") {
        std::io::stderr().write_all(&BASE64_STANDARD.decode(log)?)?;
    }
    let mut out = std::io::stdout();
    out.write_all(&answer.body)?;
    out.write_all(b"\n")?;
    match answer.header("x-amz-function-error") {
        None => Ok(ExitCode::SUCCESS),
        Some(kind) => {
            eprintln!("the function failed ({kind})");
            Ok(ExitCode::FAILURE)
        }
    }
}

fn payload(given: &str) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    match given.strip_prefix('@') {
        Some(file) => bytes = std::fs::read(file)?,
        None if given == "-" => {
            std::io::stdin().read_to_end(&mut bytes)?;
        }
        None => bytes.extend_from_slice(given.as_bytes()),
    }
    Ok(bytes)
}
