//! The guard at the door: who sends a request, and whether they may. In development mode everybody is who he says
//! and may do everything.

use crate::front::Sender;
use crate::identity::{DEFAULT_ACCOUNT, DEFAULT_REGION, Scope};
use crate::platform::Platform;
use auth::{Claim, Dialect, Forbidden, Identity, Question, Unclaimed, Who, sigv4};
use service::{Ctx, internal_failure};
use shape::{ApiError, ServiceSchema, Value};
use std::net::IpAddr;
use wire::{Call, Protocol, Refusal};

/// What the admin API is called where AWS's services have their names.
const ADMIN: &str = "hikeshi";

fn signed(request: &wire::Request) -> sigv4::Request<'_> {
    sigv4::Request {
        method: request.method.as_str(),
        path: &request.path,
        query: &request.query,
        headers: &request.headers,
    }
}

fn dialect(protocol: Protocol) -> Dialect {
    match protocol {
        Protocol::AwsQuery => Dialect::Query,
        _ => Dialect::Json,
    }
}

impl Platform {
    /// Whose signature a request carries, judged before its body is there; `None` if nobody has to prove anything.
    pub(crate) async fn claim(
        &self,
        request: &wire::Request,
        protocol: Protocol,
        service: Option<&'static ServiceSchema>,
    ) -> Result<Option<Claim>, Refusal> {
        let parts = &self.0.parts;
        if !parts.guard.verifies() {
            return Ok(None);
        }
        let error = match parts.guard.claim(&signed(request), parts.clock.host_wall()).await {
            Ok(claim) => return Ok(Some(claim)),
            Err(Unclaimed::Refused(refusal)) => refusal.error(dialect(protocol)),
            Err(Unclaimed::Failed(cause)) => internal_failure("who has signed a request", &*cause),
        };
        Err(Refusal { protocol, service, error })
    }

    /// Who sends a request that is read whole.
    pub(crate) async fn who(
        &self,
        claim: Option<Claim>,
        request: &wire::Request,
        call: &Call,
        scope: Option<&Scope>,
        sender: &Sender,
    ) -> Result<Who, Refusal> {
        let Some(claim) = claim else { return Ok(self.guess(request, scope, sender).await) };
        claim.verify(&signed(request), &request.body, call.service.signing_name).map_err(|refusal| Refusal {
            protocol: call.protocol,
            service: Some(call.service),
            error: refusal.error(dialect(call.protocol)),
        })
    }

    async fn guess(&self, request: &wire::Request, scope: Option<&Scope>, sender: &Sender) -> Who {
        let account = match sender {
            Sender::Client => scope.map_or(DEFAULT_ACCOUNT, Scope::account),
            Sender::Function(function) => &function.account,
        };
        let token = sigv4::token(&signed(request));
        let access_key = scope.map_or("", |scope| scope.access_key.as_str());
        let mut who = self.0.parts.guard.guess(access_key, token.as_deref(), account).await;
        // Without credentials that are known, who calls from inside is the function's role.
        if let (Sender::Function(function), None) = (sender, &who.session)
            && let Some(role) = Identity::of_arn(&function.role, &function.name)
        {
            who.identity = Identity { account: function.account.to_string(), ..role };
        }
        who
    }

    /// Why a request of the admin API is not served, if it is not: what is not AWS's is signed for the service
    /// `hikeshi`, and a policy must allow `hikeshi:Admin`. Health is everybody's, and a package whoever's knows its hash,
    /// as on AWS an address of S3 lets in whoever has it.
    pub(crate) async fn refuses_admin(
        &self,
        request: &wire::Request,
        peer: Option<IpAddr>,
    ) -> Option<ApiError> {
        let guard = &self.0.parts.guard;
        let is_open = request.path.ends_with("/health") || request.path.starts_with("/_hikeshi/packages/");
        if !guard.verifies() || is_open {
            return None;
        }
        let claim = match self.claim(request, Protocol::RestJson1, None).await {
            Ok(claim) => claim?,
            Err(refusal) => return Some(refusal.error),
        };
        let who = match claim.verify(&signed(request), b"", ADMIN) {
            Ok(who) => Who { source_ip: peer, ..who },
            Err(refusal) => return Some(refusal.error(Dialect::Json)),
        };
        let nothing = Value::Structure(Vec::new());
        let question = Question {
            who: &who,
            service: ADMIN,
            operation: "Admin",
            input: &nothing,
            region: DEFAULT_REGION,
            now: self.0.parts.clock.now(),
            user_agent: None,
            dialect: Dialect::Json,
        };
        self.0.parts.guard.authorise(question).await.err().map(|forbidden| match forbidden {
            Forbidden::Denied(error) => error,
            Forbidden::Failed(cause) => internal_failure("what somebody may do", &*cause),
        })
    }

    /// # Errors
    /// AWS's AccessDenied.
    pub(crate) async fn authorise(
        &self,
        call: &Call,
        ctx: &Ctx,
        request: &wire::Request,
        input: &Value,
    ) -> Result<(), ApiError> {
        let guard = &self.0.parts.guard;
        if !guard.verifies() {
            return Ok(());
        }
        let agent = request.headers.get(http::header::USER_AGENT).and_then(|agent| agent.to_str().ok());
        let question = Question {
            who: &ctx.who,
            service: call.service.signing_name,
            operation: call.operation.name,
            input,
            region: &ctx.region,
            now: ctx.now(),
            user_agent: agent,
            dialect: dialect(call.protocol),
        };
        match guard.authorise(question).await {
            Ok(()) => Ok(()),
            Err(Forbidden::Denied(error)) => Err(error),
            Err(Forbidden::Failed(cause)) => Err(internal_failure("what somebody may do", &*cause)),
        }
    }
}
