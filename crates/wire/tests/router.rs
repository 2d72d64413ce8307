//! Which operation a request means.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic")]

use http::{HeaderMap, Method};
use shape::{OperationSchema, ServiceSchema};
use wire::{Request, Route, Router};

/// `METHOD /path?query` as the operation's name and its labels.
fn route_in(services: &[&'static ServiceSchema], request: &str, signing_name: Option<&str>) -> String {
    let (method, target) = request.split_once(' ').unwrap();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let request = Request {
        method: Method::from_bytes(method.as_bytes()).unwrap(),
        path: path.into(),
        query: query.into(),
        headers: HeaderMap::new(),
        body: bytes::Bytes::new(),
    };
    match Router::new(services).find(&request, signing_name) {
        Route::Found { service, operation, labels } => {
            format!("{}.{} {labels:?}", service.name, operation.name)
        }
        Route::OtherMethod => "other method".into(),
        Route::Unknown => "unknown".into(),
    }
}

fn labels(labels: &[(&str, &str)]) -> String {
    format!("Labels({labels:?})")
}

#[test]
fn lambda_requests_find_their_operation() {
    let f = |name: &str| labels(&[("FunctionName", name)]);
    for (request, operation, labels) in [
        ("POST /2015-03-31/functions/f/invocations", "Invoke", f("f")),
        ("POST /2015-03-31/functions/f/invocations/", "Invoke", f("f")),
        ("POST /2015-03-31/functions/f:live/invocations", "Invoke", f("f:live")),
        ("POST /2015-03-31/functions/f%3A%24LATEST/invocations?Qualifier=1", "Invoke", f("f:$LATEST")),
        (
            "POST /2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Af/invocations",
            "Invoke",
            f("arn:aws:lambda:us-east-1:123456789012:function:f"),
        ),
        ("GET /2015-03-31/functions/a%2Fb", "GetFunction", f("a/b")),
        ("GET /2015-03-31/functions", "ListFunctions", labels(&[])),
        ("GET /2015-03-31/functions/", "ListFunctions", labels(&[])),
        ("POST /2015-03-31/functions", "CreateFunction", labels(&[])),
        ("DELETE /2015-03-31/functions/f", "DeleteFunction", f("f")),
        ("PUT /2015-03-31/functions/f/code", "UpdateFunctionCode", f("f")),
        ("GET /2018-10-31/layers", "ListLayers", labels(&[])),
        ("GET /2018-10-31/layers?find=LayerVersion&Arn=x", "GetLayerVersionByArn", labels(&[])),
        ("GET /2018-10-31/layers?find=Other", "ListLayers", labels(&[])),
        (
            "GET /2019-09-30/functions/f/provisioned-concurrency?List=ALL",
            "ListProvisionedConcurrencyConfigs",
            f("f"),
        ),
        (
            "GET /2019-09-30/functions/f/provisioned-concurrency?Qualifier=1",
            "GetProvisionedConcurrencyConfig",
            f("f"),
        ),
        (
            "GET /2018-10-31/layers/l/versions/3",
            "GetLayerVersion",
            labels(&[("LayerName", "l"), ("VersionNumber", "3")]),
        ),
    ] {
        assert_eq!(
            route_in(model::SERVICES, request, None),
            format!("lambda.{operation} {labels}"),
            "{request}"
        );
    }
}

#[test]
fn every_operation_of_every_rest_model_is_found_by_its_own_template() {
    for service in model::SERVICES.iter().filter(|service| service.protocols[0].starts_with("rest-")) {
        for operation in service.operations {
            let target = operation.uri.replace(['{', '}', '+'], "");
            let found = route_in(
                model::SERVICES,
                &format!("{} {target}", operation.method),
                Some(service.signing_name),
            );
            assert!(
                found.starts_with(&format!("{}.{} ", service.name, operation.name)),
                "{}: {found}",
                operation.name
            );
        }
    }
}

#[test]
fn another_method_and_another_path_are_told_apart() {
    for (request, expected) in [
        ("PATCH /2015-03-31/functions", "other method"),
        ("GET /2015-03-31/functions/f/invocations", "other method"),
        ("GET /", "unknown"),
        ("GET /2015-03-31", "unknown"),
        ("POST /2015-03-31/functions//invocations", "unknown"),
        ("POST /2015-03-31/functions/f/invocations/x", "unknown"),
        ("POST /2015-03-31/functions/a/b/invocations", "unknown"),
    ] {
        assert_eq!(route_in(model::SERVICES, request, None), expected, "{request}");
    }
}

// Two made-up services that share paths.

static TAGS_A: OperationSchema = OperationSchema::known("TagsA", "GET", "/tags/{Arn}", 200);
static OBJECT: OperationSchema = OperationSchema::known("Object", "GET", "/{Bucket}/{Key+}", 200);
static BUCKET: OperationSchema = OperationSchema::known("Bucket", "GET", "/{Bucket}?list", 200);
static TAGS_B: OperationSchema = OperationSchema::known("TagsB", "GET", "/tags/{Resource}", 200);
static NESTED: OperationSchema = OperationSchema::known("Nested", "GET", "/tags/{Resource}/all", 200);
static A: ServiceSchema = service("a", &[&TAGS_A, &OBJECT, &BUCKET]);
static B: ServiceSchema = service("b", &[&TAGS_B, &NESTED]);

const fn service(name: &'static str, operations: &'static [&'static OperationSchema]) -> ServiceSchema {
    ServiceSchema {
        name,
        signing_name: name,
        endpoint_prefix: name,
        target_prefix: None,
        api_version: "2020-01-01",
        xml_namespace: None,
        protocols: &["rest-json"],
        json_version: None,
        namespace: "com.amazonaws.made-up",
        query_compatible: false,
        bare_errors: false,
        operations,
    }
}

#[test]
fn a_shared_path_goes_to_whom_the_request_is_signed_for_or_to_the_first() {
    let route = |request, signed| route_in(&[&A, &B], request, signed);
    assert_eq!(route("GET /tags/x", Some("b")), format!("b.TagsB {}", labels(&[("Resource", "x")])));
    assert_eq!(route("GET /tags/x", Some("a")), format!("a.TagsA {}", labels(&[("Arn", "x")])));
    assert_eq!(route("GET /tags/x", None), format!("a.TagsA {}", labels(&[("Arn", "x")])));
}

#[test]
fn a_greedy_label_takes_what_nothing_else_wants() {
    let route = |request| route_in(&[&A, &B], request, None);
    assert_eq!(
        route("GET /b/x/y%2Fz/"),
        format!("a.Object {}", labels(&[("Bucket", "b"), ("Key", "x/y/z/")]))
    );
    assert_eq!(route("GET /tags/x/all"), format!("b.Nested {}", labels(&[("Resource", "x")])));
    assert_eq!(route("GET /tags/x/y"), format!("a.Object {}", labels(&[("Bucket", "tags"), ("Key", "x/y")])));
    assert_eq!(route("GET /b?list"), format!("a.Bucket {}", labels(&[("Bucket", "b")])));
    assert_eq!(route("GET /b"), "other method");
}
