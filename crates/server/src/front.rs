//! The way of an AWS request: recognised, read within its bound, decoded, called, encoded.

use crate::access_log::Told;
use crate::admin::{is_admin, json_answer};
use crate::body::{Arriving, Unread};
use crate::detach::Detach;
use crate::identity::{DEFAULT_REGION, Scope};
use crate::listen::Peer;
use crate::platform::Platform;
use crate::unknown_service;
use auth::{Claim, Who};
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderName, HeaderValue};
use http::request::Parts;
use http::{Response, StatusCode};
use http_body_util::Full;
use lambda_exec::Function;
use serde_json::json;
use service::bus::Event;
use service::{BodyLimit, Caller, Ctx, Offered, Service};
use shape::{ApiError, ServiceSchema, framework};
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tokio::sync::OwnedSemaphorePermit;
use wire::{Call, Meant, Protocol, Refusal};

pub(crate) type Answered = Response<Full<Bytes>>;

/// Who sends a request, known by the listener that it came in on.
pub(crate) enum Sender {
    Client,
    /// A process in an environment of this function.
    Function(Arc<Function>),
}

impl Sender {
    pub(crate) fn function(&self) -> Option<&Function> {
        match self {
            Sender::Client => None,
            Sender::Function(function) => Some(function),
        }
    }
}

/// A request of an offered operation, read whole.
struct Asked {
    call: Call,
    request: wire::Request,
    ctx: Ctx,
    /// What an upload takes up until it is worked off.
    _place: Option<OwnedSemaphorePermit>,
}

impl Platform {
    /// Answers one request, whatever it is.
    pub(crate) async fn answer(
        &self,
        mut head: Parts,
        body: &mut Arriving,
        sender: &Sender,
        told: &mut Told,
    ) -> Answered {
        name_host(&mut head);
        let authority = head.uri.authority().map(http::uri::Authority::as_str);
        if let Some(why) = self.0.parts.edge.refuses(&head.headers, authority) {
            self.refused("edge");
            return json_answer(StatusCode::FORBIDDEN, &json!({"message": why}));
        }
        let request_id: Arc<str> = self.0.parts.ids.uuid().into();
        told.request_id = Some(request_id.clone());
        if matches!(sender, Sender::Client) && self.0.is_stopping() {
            self.refused("stopping");
            return refusal(&framework::SERVICE_UNAVAILABLE.with("hikeshi is stopping."), &request_id, told);
        }
        let peer = head.extensions.get::<Peer>().map(|peer| peer.0);
        let request = wire::Request {
            path: head.uri.path().to_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            method: head.method,
            headers: head.headers,
            body: Bytes::new(),
        };
        if is_admin(&request.path) {
            return match sender {
                Sender::Client => match self.refuses_admin(&request, peer).await {
                    None => {
                        self.admin(&request.method, &request.path, &request.query, &request.headers).await
                    }
                    Some(error) => refusal(&error, &request_id, told),
                },
                Sender::Function(_) => {
                    json_answer(StatusCode::NOT_FOUND, &json!({"message": "not offered here"}))
                }
            };
        }
        let response = self.aws(request, body, sender, peer, &request_id, told).await;
        finish(response, &request_id)
    }

    async fn aws(
        &self,
        mut request: wire::Request,
        body: &mut Arriving,
        sender: &Sender,
        peer: Option<IpAddr>,
        request_id: &Arc<str>,
        told: &mut Told,
    ) -> wire::Response {
        let scope = Scope::of(&request.headers, &request.query);
        if let Some(scope) = &scope {
            told.signed_by(&scope.access_key, &scope.service);
        }
        if let Some(name) = scope.as_ref().map(|scope| scope.service.as_str())
            && self.0.parts.registry.by_signing_name(name).is_none()
        {
            self.refused("unknown_service");
            told.code = Some(framework::NOT_IMPLEMENTED.code);
            return unknown_service::answer(&request, name, request_id);
        }
        let signed_for = scope.as_ref().map(|scope| scope.service.as_str());
        let read = async {
            let (call, place, claim) = self.read(&mut request, body, signed_for, sender).await?;
            let who = self.who(claim, &request, &call, scope.as_ref(), sender).await?;
            Ok((call, place, Who { source_ip: peer, ..who }))
        };
        let (call, place, who) = match read.await {
            Ok(read) => read,
            Err(Refusal { protocol, service, error }) => {
                self.refused(error.shape.code);
                return told.failed(protocol, service, &error, request_id);
            }
        };
        let ctx = self.ctx(&request, scope.as_ref(), sender, who, request_id.clone());
        (told.account, told.region) = (Some(ctx.account.clone()), Some(ctx.region.clone()));
        (told.service, told.operation) = (Some(call.service.signing_name), Some(call.operation.name));
        let asked = Asked { call, request, ctx, _place: place };
        // From here on the request counts, also if its client hangs up.
        let platform = self.clone();
        let called = Detach::new(&self.0.parts.jobs, async move { platform.call(asked).await }).await;
        told.code = called.1;
        called.0
    }

    fn refused(&self, why: &'static str) {
        self.0.parts.bus.emit(Event::RequestRefused { why });
    }

    /// The answer, and the code of its error.
    async fn call(&self, asked: Asked) -> (wire::Response, Option<&'static str>) {
        let began = asked.ctx.clock.host_now();
        let (response, code) = self.response(&asked).await;
        asked.ctx.emit(Event::RequestServed {
            service: asked.call.service.signing_name,
            operation: asked.call.operation.name,
            status: response.status.as_u16(),
            took: asked.ctx.clock.host_now().since(began),
        });
        self.tell_if_stopped();
        (response, code)
    }

    /// The store does not know the bus: the first request that finds it stopped tells everyone.
    fn tell_if_stopped(&self) {
        if let Some(why) = self.0.parts.store.stopped()
            && !self.0.told_stopped.swap(true, Ordering::Relaxed)
        {
            self.0.parts.bus.emit(Event::StoreStopped { why: why.to_string().into() });
        }
    }

    async fn response(&self, asked: &Asked) -> (wire::Response, Option<&'static str>) {
        let Asked { call, request, ctx, .. } = asked;
        let Call { protocol, service, operation, labels } = call;
        let offered = self.offered(call).expect("it was recognised as offered");
        let answered = match protocol.decode(operation, labels, request) {
            // What is judged is bounded, and of the form that its handler expects.
            Ok(input) => match offered.check(&input) {
                Ok(()) => match self.authorise(call, ctx, request, &input).await {
                    Ok(()) => offered.call(ctx, input).await,
                    Err(error) => Err(error),
                },
                Err(error) => Err(error),
            },
            Err(error) => Err(error),
        };
        match answered {
            Ok(output) => {
                let mut response = protocol.encode(service, operation, output, &ctx.request_id);
                // A dry run invokes nothing.
                if offered.shows_trace && response.status != StatusCode::NO_CONTENT {
                    lambda_headers(&mut response, ctx);
                }
                (response, None)
            }
            Err(error) => {
                (protocol.encode_error(Some(service), &error, &ctx.request_id), Some(error.shape.code))
            }
        }
    }

    /// Reads a request's body within the bound of its operation, which is recognised before or, where only the body
    /// names it, after.
    async fn read(
        &self,
        request: &mut wire::Request,
        body: &mut Arriving,
        signed_for: Option<&str>,
        sender: &Sender,
    ) -> Result<(Call, Option<OwnedSemaphorePermit>, Option<Claim>), Refusal> {
        let (protocol, service, limit, call) = match self.0.directory.recognise(request, signed_for) {
            Meant::Operation(call) => {
                let limit = self.offered(&call).ok_or_else(|| not_offered(&call))?.body_limit;
                (call.protocol, Some(call.service), limit, Ok(call))
            }
            Meant::InBody(service) => (Protocol::AwsQuery, service, self.form_limit(service), Err(service)),
            Meant::Nothing(refusal) => return Err(refusal),
        };
        let refuse = |error| Refusal { protocol, service, error };
        // Nobody sends us a body whom we do not know.
        let claim = self.claim(request, protocol, service).await?;
        let read = match self.0.bodies.read(body, limit.bytes, sender).await {
            Ok(read) => read,
            Err(unread) => return Err(refuse(not_read(&unread, limit))),
        };
        request.body = read.bytes;
        let meant = match call {
            Ok(call) => Meant::Operation(call),
            Err(service) => self.0.directory.in_body(request, service),
        };
        match meant {
            Meant::Operation(call) if self.offered(&call).is_none() => Err(not_offered(&call)),
            Meant::Operation(call) => Ok((call, read.place, claim)),
            Meant::Nothing(refusal) => Err(refusal),
            Meant::InBody(_) => unreachable!("the body is read, and says what it says"),
        }
    }

    fn offered(&self, call: &Call) -> Option<&Offered> {
        self.0.parts.registry.service(call.service)?.offered(call.operation.name)
    }

    /// How large a request may be of which nobody knows yet which operation it names.
    fn form_limit(&self, service: Option<&'static ServiceSchema>) -> BodyLimit {
        let registry = &self.0.parts.registry;
        let bytes = match service {
            Some(schema) => registry.service(schema).map_or(0, Service::body_bytes_max),
            None => {
                let queried = registry.services().iter().filter(|service| service.schema.speaks("query"));
                queried.map(Service::body_bytes_max).max().unwrap_or_default()
            }
        };
        BodyLimit { bytes, named: service.map_or("requested", |schema| schema.name) }
    }

    fn ctx(
        &self,
        request: &wire::Request,
        scope: Option<&Scope>,
        sender: &Sender,
        who: Who,
        request_id: Arc<str>,
    ) -> Ctx {
        let parts = &self.0.parts;
        let (region, caller) = match sender {
            Sender::Client => (scope.map_or(DEFAULT_REGION, |scope| &scope.region).into(), Caller::Client),
            Sender::Function(function) => (
                scope.map_or_else(|| function.region.clone(), |scope| scope.region.as_str().into()),
                Caller::Function { arn: function.arn.clone() },
            ),
        };
        let account = who.identity.account.as_str().into();
        let mut ctx = Ctx::new(account, region, request_id, caller, parts.clock.clone())
            .on_behalf_of(Arc::new(who))
            .calling(&parts.registry);
        ctx.bus = parts.bus.clone();
        let sent = request.headers.get("x-amzn-trace-id").and_then(|header| header.to_str().ok());
        ctx.trace = Some(self.trace(sent, &ctx));
        ctx
    }

    /// The caller's trace header, or a new one, as AWS makes it when nothing is sampled.
    fn trace(&self, sent: Option<&str>, ctx: &Ctx) -> String {
        match sent {
            Some(sent) if sent.contains("Root=") => sent.to_owned(),
            _ => {
                let ids = &self.0.parts.ids;
                let seconds = ctx.now().as_secs();
                format!("Root=1-{seconds:08x}-{};Parent={};Sampled=0", ids.hex(24), ids.hex(16))
            }
        }
    }
}

/// HTTP/2 says in its request line what HTTP/1 says in `Host`, and what is signed as such.
fn name_host(head: &mut Parts) {
    if let (None, Some(authority)) = (head.headers.get(HOST), head.uri.authority())
        && let Ok(host) = HeaderValue::from_str(authority.as_str())
    {
        head.headers.insert(HOST, host);
    }
}

/// What AWS adds to the answer of an invocation beyond its model.
fn lambda_headers(response: &mut wire::Response, ctx: &Ctx) {
    let headers = &mut response.headers;
    headers.insert("x-amzn-remapped-content-length", HeaderValue::from_static("0"));
    if response.status == StatusCode::OK {
        headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static("application/json"));
    }
    let shown: Vec<&str> = ctx
        .trace
        .as_deref()
        .unwrap_or_default()
        .split(';')
        .filter(|part| part.starts_with("Root=") || part.starts_with("Sampled="))
        .collect();
    if let Ok(value) = HeaderValue::from_str(&shown.join(";")) {
        headers.insert("x-amzn-trace-id", value);
    }
}

fn not_read(unread: &Unread, limit: BodyLimit) -> ApiError {
    match unread {
        Unread::TooLarge => framework::REQUEST_ENTITY_TOO_LARGE_EXCEPTION.with(format!(
            "Request must be smaller than {} bytes for the {} operation",
            limit.bytes, limit.named
        )),
        Unread::Broken => framework::SERIALIZATION_EXCEPTION.with("The request body broke off."),
        Unread::NoRoom => framework::SERVICE_UNAVAILABLE.with("Too many uploads are under way; try again."),
    }
}

/// The answer to a request of which nobody knows what it asks.
pub(crate) fn refusal(error: &ApiError, request_id: &str, told: &mut Told) -> Answered {
    told.request_id.get_or_insert_with(|| request_id.into());
    finish(told.failed(Protocol::RestJson1, None, error, request_id), request_id)
}

fn not_offered(call: &Call) -> Refusal {
    let Call { protocol, service, operation, .. } = *call;
    let text = format!("hikeshi does not offer {}:{} yet.", service.signing_name, operation.name);
    Refusal { protocol, service: Some(service), error: framework::NOT_IMPLEMENTED.with(text) }
}

fn finish(response: wire::Response, request_id: &str) -> Answered {
    const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");
    let mut answer = Response::new(Full::new(response.body));
    *answer.status_mut() = response.status;
    *answer.headers_mut() = response.headers;
    if let Ok(value) = HeaderValue::from_str(request_id) {
        answer.headers_mut().insert(REQUEST_ID, value);
    }
    // hyper knows the length of the body; one that the protocol set for its own could only differ.
    answer.headers_mut().remove(CONTENT_LENGTH);
    answer
}
