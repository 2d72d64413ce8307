//! Input cases: what a client wrote is read.

use crate::cases::Case;
use crate::model::Model;
use crate::value;
use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use wire::{Directory, Meant, Request};

pub fn failures<'a>(cases: impl Iterator<Item = &'a Case>) -> Vec<(String, String)> {
    cases.filter_map(|case| Some((case.name(), run(case).err()?))).collect()
}

fn run(case: &Case) -> Result<(), String> {
    let model = Model::of(case);
    let request = request(case, &model);
    let directory = Directory::new(&[model.service]);
    let meant = match directory.recognise(&request, Some("cases")) {
        Meant::InBody(service) => directory.in_body(&request, service),
        meant => meant,
    };
    let Meant::Operation(call) = meant else { return Err(format!("it is not recognised: {meant:?}")) };
    let read = call
        .protocol
        .decode(call.operation, &call.labels, &request)
        .map_err(|error| format!("it is not read: {error}"))?;
    let schema = call.operation.input.unwrap();
    let wanted = value::of(schema, &case.case["params"]);
    match value::same(Some(schema), &wanted, &read) {
        true => Ok(()),
        false => Err(format!("read as {read:?}\n    instead of {wanted:?}")),
    }
}

/// The request that a case says a client makes, with what botocore adds to every request.
fn request(case: &Case, model: &Model) -> Request {
    let written = &case.case["serialized"];
    let mut headers = HeaderMap::new();
    match case.protocol() {
        "json" => {
            let target = format!("{}.{}", model.service.target_prefix.unwrap(), model.operation.name);
            headers.insert("x-amz-target", HeaderValue::from_str(&target).unwrap());
        }
        "smithy-rpc-v2-cbor" => {
            headers.insert("smithy-protocol", HeaderValue::from_static("rpc-v2-cbor"));
        }
        _ => {}
    }
    for (name, value) in written["headers"].as_object().into_iter().flatten() {
        let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
        headers.insert(name, HeaderValue::from_str(value.as_str().unwrap()).unwrap());
    }
    let body = written["body"].as_str().unwrap_or_default();
    let body = match case.protocol() {
        "smithy-rpc-v2-cbor" => STANDARD.decode(body).unwrap(),
        _ => body.as_bytes().to_vec(),
    };
    let uri = written["uri"].as_str().unwrap();
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    Request {
        method: Method::from_bytes(written["method"].as_str().unwrap().as_bytes()).unwrap(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers,
        body: body.into(),
    }
}
