//! Which operation of which service a request means, and in which protocol it says so.

use crate::{Labels, Protocol, Request, Route, Router, compression, form, query, rpc_v2_cbor};
use http::header::{CONTENT_TYPE, HOST};
use shape::{ApiError, OperationSchema, ServiceSchema, framework};

/// The services that there are, and how requests name them.
#[derive(Debug)]
pub struct Directory {
    services: Vec<&'static ServiceSchema>,
    router: Router,
}

/// What a request means.
#[derive(Debug)]
pub enum Meant {
    Operation(Call),
    /// An operation that only the body names, of this service if it is known: once the body has been read, ask
    /// [`Directory::in_body`].
    InBody(Option<&'static ServiceSchema>),
    Nothing(Refusal),
}

/// One operation in one protocol.
#[derive(Debug)]
pub struct Call {
    pub protocol: Protocol,
    pub service: &'static ServiceSchema,
    pub operation: &'static OperationSchema,
    pub labels: Labels,
}

/// Why a request means nothing, in the protocol that it speaks.
#[derive(Debug)]
pub struct Refusal {
    pub protocol: Protocol,
    pub service: Option<&'static ServiceSchema>,
    pub error: ApiError,
}

impl Directory {
    pub fn new(services: &[&'static ServiceSchema]) -> Directory {
        Directory { services: services.to_vec(), router: Router::new(services) }
    }

    /// What a request means, of which nothing but its body may still be on the way. `signed_for` is the service that
    /// the signature's scope names; without it the host's name may tell.
    pub fn recognise(&self, request: &Request, signed_for: Option<&str>) -> Meant {
        let named = signed_for.and_then(|name| self.find(|service| service.signing_name == name));
        let named = named.or_else(|| self.by_host(request));
        // Lambda's way, which nobody is to wait on.
        if let Some(service) = named.filter(|service| is_rest(service)) {
            return self.by_path(request, Some(service));
        }
        if let Some((service, operation)) = self.cbor_target(request) {
            return self.by_target(Protocol::RpcV2Cbor, service, operation, named);
        }
        if let Some(target) = request.headers.get("x-amz-target").and_then(|value| value.to_str().ok()) {
            let (service, operation) = target.rsplit_once('.').unwrap_or((target, ""));
            return self.by_target(json_version(request), service, operation, named);
        }
        let is_query = match named {
            Some(service) => service.speaks("query"),
            None => self.may_be_query(request),
        };
        if is_query {
            return match has_action(request) {
                true => self.in_body(request, named),
                false => Meant::InBody(named),
            };
        }
        match named {
            Some(service) => self.by_target(first_protocol(service), "", "", Some(service)),
            None => self.by_path(request, None),
        }
    }

    /// Whether a request that nobody is named for is of the query protocol. What calls itself a form need not be one:
    /// programs that are told nothing else call every body so.
    fn may_be_query(&self, request: &Request) -> bool {
        (is_form(request) || has_action(request))
            && self.find(|service| service.speaks("query")).is_some()
            && (request.path == "/" || !matches!(self.router.find(request, None), Route::Found { .. }))
    }

    fn cbor_target<'a>(&self, request: &'a Request) -> Option<(&'a str, &'a str)> {
        request.headers.get(rpc_v2_cbor::HEADER).filter(|value| *value == rpc_v2_cbor::NAME)?;
        rpc_v2_cbor::target(&request.path)
    }

    /// The operation that a target names, which stands in a header or in the path.
    fn by_target(
        &self,
        protocol: Protocol,
        prefix: &str,
        name: &str,
        named: Option<&'static ServiceSchema>,
    ) -> Meant {
        let has_prefix = |service: &ServiceSchema| service.target_prefix == Some(prefix);
        let service = named.filter(|service| has_prefix(service)).or_else(|| self.find(has_prefix));
        let found = service.and_then(|service| Some((service, service.operation(name)?)));
        match found {
            Some((service, operation)) => {
                Meant::Operation(Call { protocol, service, operation, labels: Labels::default() })
            }
            None => {
                let error = match (prefix, protocol) {
                    ("", _) => framework::UNKNOWN_TARGET.with("The request names no operation."),
                    (_, Protocol::RpcV2Cbor) => framework::UNKNOWN_OPERATION_EXCEPTION
                        .with(format!("{prefix} has no operation {name}.")),
                    _ => framework::UNKNOWN_TARGET.with(format!("{prefix} has no operation {name}.")),
                };
                Meant::Nothing(Refusal { protocol, service: service.or(named), error })
            }
        }
    }

    /// What a request of the query protocol means, once it has been read.
    pub fn in_body(&self, request: &Request, named: Option<&'static ServiceSchema>) -> Meant {
        let refuse =
            |service, error| Meant::Nothing(Refusal { protocol: Protocol::AwsQuery, service, error });
        // The body may be compressed, and the operation's name with it.
        let inflated = match compression::inflated(request) {
            Ok(inflated) => inflated,
            Err(error) => return refuse(named, error),
        };
        let request = &*inflated;
        let Some(action) = form::parameter(request, "Action") else {
            let text = "The request must contain the parameter Action."; // words: unsure
            return refuse(named, framework::MISSING_ACTION.with(text));
        };
        let version = form::parameter(request, "Version");
        let has_version =
            |service: &ServiceSchema| version.as_deref().is_none_or(|version| service.api_version == version);
        let service = named.or_else(|| {
            let has_it = |service: &ServiceSchema| service.operation(&action).is_some();
            self.find(|service| service.speaks("query") && has_version(service) && has_it(service))
        });
        let found = service.filter(|service| has_version(service));
        match found.and_then(|service| Some((service, service.operation(&action)?))) {
            Some((service, operation)) => Meant::Operation(Call {
                protocol: Protocol::AwsQuery,
                service,
                operation,
                labels: Labels::default(),
            }),
            None => {
                let version = version.as_deref().or(service.map(|service| service.api_version));
                let text = format!(
                    "Could not find operation {action} for version {}",
                    version.unwrap_or("NO_VERSION_SPECIFIED")
                );
                refuse(service, framework::INVALID_ACTION.with(text))
            }
        }
    }

    fn by_path(&self, request: &Request, named: Option<&'static ServiceSchema>) -> Meant {
        match self.router.find(request, named.map(|service| service.signing_name)) {
            Route::Found { service, operation, labels } => {
                Meant::Operation(Call { protocol: first_protocol(service), service, operation, labels })
            }
            Route::OtherMethod | Route::Unknown => {
                let text = format!("No operation of AWS's answers {} {}.", request.method, request.path);
                let error = framework::UNKNOWN_OPERATION_EXCEPTION.with(text);
                let protocol = named.map_or(Protocol::RestJson1, first_protocol);
                Meant::Nothing(Refusal { protocol, service: named, error })
            }
        }
    }

    /// `lambda.us-east-1.amazonaws.com`, `sts.localhost`: the service that a part of the host's name names.
    fn by_host(&self, request: &Request) -> Option<&'static ServiceSchema> {
        let host = request.headers.get(HOST)?.to_str().ok()?;
        let mut parts = host.split('.').take(HOST_PARTS_MAX);
        parts.find_map(|part| self.find(|service| service.endpoint_prefix.eq_ignore_ascii_case(part)))
    }

    fn find(&self, is_it: impl Fn(&ServiceSchema) -> bool) -> Option<&'static ServiceSchema> {
        self.services.iter().copied().find(|service| is_it(service))
    }
}

/// No host's name has more parts that could name a service.
const HOST_PARTS_MAX: usize = 8;

fn is_rest(service: &ServiceSchema) -> bool {
    service.protocols.iter().all(|protocol| protocol.starts_with("rest-"))
}

/// The protocol that a service's model prefers.
fn first_protocol(service: &ServiceSchema) -> Protocol {
    match service.protocols.first().copied() {
        Some("rest-xml") => Protocol::RestXml,
        Some("query") => Protocol::AwsQuery,
        Some("smithy-rpc-v2-cbor") => Protocol::RpcV2Cbor,
        Some("json") if service.json_version == Some("1.0") => Protocol::AwsJson1_0,
        Some("json") => Protocol::AwsJson1_1,
        _ => Protocol::RestJson1,
    }
}

/// A client is answered in the version that it speaks.
fn json_version(request: &Request) -> Protocol {
    match content_type(request) {
        Some(kind) if kind.starts_with("application/x-amz-json-1.1") => Protocol::AwsJson1_1,
        _ => Protocol::AwsJson1_0,
    }
}

fn content_type(request: &Request) -> Option<String> {
    let kind = request.headers.get(CONTENT_TYPE)?.to_str().ok()?;
    Some(kind.trim().to_ascii_lowercase())
}

fn has_action(request: &Request) -> bool {
    query::pairs(&request.query).any(|(name, _)| name == "Action")
}

fn is_form(request: &Request) -> bool {
    content_type(request).is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}
