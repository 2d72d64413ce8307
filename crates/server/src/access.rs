//! The guard at the door: who sends a request, and whether they may. In development mode everybody is who he says
//! and may do everything.

use crate::front::Sender;
use crate::identity::{DEFAULT_ACCOUNT, DEFAULT_REGION, Scope};
use crate::platform::Platform;
use auth::{Claim, Dialect, Forbidden, Identity, PLATFORM, Question, Unclaimed, Who, sigv4};
use service::{Ctx, internal_failure};
use shape::{ApiError, ServiceSchema, Value};
use std::net::IpAddr;
use wire::{Call, Protocol, Refusal};

fn signed(request: &wire::Request) -> sigv4::Request<'_> {
    sigv4::Request {
        method: request.method.as_str(),
        path: &request.path,
        query: &request.query,
        headers: &request.headers,
    }
}

/// Whether the scope by which a request was recognised is the one that is verified.
fn is_as_recognised(claim: &Claim, request: &wire::Request) -> bool {
    Scope::of(&request.headers, &request.query)
        .is_some_and(|scope| [&*scope.access_key, &*scope.region, &*scope.service] == claim.scope())
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
            Ok(claim) if is_as_recognised(&claim, request) => return Ok(Some(claim)),
            // Whoever changed the request on its way must not choose another region for it.
            Ok(_) => auth::Refusal::Incomplete("The request carries more than one credential scope.".into())
                .error(dialect(protocol)),
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
    /// `hikeshi`, and a policy of the file must allow `hikeshi:Admin`. Health is everybody's, and a package whoever's was given
    /// its address, which then is judged where it leads.
    pub(crate) async fn refuses_admin(
        &self,
        request: &wire::Request,
        peer: Option<IpAddr>,
    ) -> Option<ApiError> {
        let guard = &self.0.parts.guard;
        let is_open = matches!(&*request.path, "/_hikeshi/health" | "/_localstack/health")
            || request.path.starts_with(lambda::PACKAGES_PATH);
        if !guard.verifies() || is_open {
            return None;
        }
        let claim = match self.claim(request, Protocol::RestJson1, None).await {
            Ok(claim) => claim?,
            Err(refusal) => return Some(refusal.error),
        };
        let who = match claim.verify(&signed(request), b"", PLATFORM) {
            Ok(who) => Who { source_ip: peer, ..who },
            Err(refusal) => return Some(refusal.error(Dialect::Json)),
        };
        let nothing = Value::Structure(Vec::new());
        let question = Question {
            who: &who,
            service: PLATFORM,
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

#[cfg(test)]
mod tests {
    use super::*;
    use auth::{FileKey, FileKeys, Guard, Sessions};
    use clock::{Ids, Timestamp};
    use http::{HeaderMap, Method};
    use std::sync::Arc;
    use std::time::Duration;
    use store::{Memory, Store};

    const KEY: &str = "ROOTKEYEXAMPLE000000";
    const NOW: Timestamp = Timestamp::from_secs(1_790_000_000);

    fn sessions() -> Sessions {
        Sessions::new([7; 32], Ids::seeded(1))
    }

    fn guard(keys: FileKeys) -> Guard {
        let iam = iam::Iam::new(Store::new(Memory::new()), Ids::seeded(2));
        Guard::verifying(keys, Arc::new(iam), sessions())
    }

    fn file(id: &str, account: &str) -> FileKeys {
        let key = FileKey { secret: "s".into(), identity: Identity::root(account), policies: Vec::new() };
        [(id.to_owned(), key)].into()
    }

    fn request(key: (&str, &str), token: Option<&str>) -> wire::Request {
        let mut headers = HeaderMap::new();
        headers.insert("host", "localhost".parse().unwrap());
        headers.insert("x-amz-date", sigv4::basic(NOW).parse().unwrap());
        if let Some(token) = token {
            headers.insert("x-amz-security-token", token.parse().unwrap());
        }
        let mut request = wire::Request {
            method: Method::GET,
            path: "/".into(),
            query: String::new(),
            headers,
            body: bytes::Bytes::new(),
        };
        let header = sigv4::authorization(&signed(&request), b"", key, ("eu-west-1", "lambda"), NOW);
        request.headers.insert("authorization", header.parse().unwrap());
        request
    }

    #[tokio::test]
    async fn the_region_that_is_verified_is_the_one_that_is_served() {
        let guard = guard(file(KEY, "123456789012"));
        let mut request = request((KEY, "s"), None);
        assert!(is_as_recognised(&guard.claim(&signed(&request), NOW).await.unwrap(), &request));
        let header = request.headers["authorization"].to_str().unwrap();
        let other = format!("XCredential={KEY}/20260921/us-west-2/lambda/aws4_request,");
        let changed = header.replacen(' ', &format!(" {other} "), 1);
        request.headers.insert("authorization", changed.parse().unwrap());
        let claim = guard.claim(&signed(&request), NOW).await.unwrap();
        assert!(!is_as_recognised(&claim, &request));
        // It is a good signature: nothing else would have told.
        claim.verify(&signed(&request), b"", "lambda").unwrap();
    }

    #[tokio::test]
    async fn a_session_ends_with_the_key_of_the_file_that_it_was_made_with() {
        let mut session = sessions().begin(Identity::root("123456789012"), NOW, Duration::from_secs(900));
        session.file_key = Some(KEY.into());
        let made = sessions().seal(&session);
        let request = request((&made.access_key, &made.secret), Some(&made.token));
        let is_known = async |keys| guard(keys).claim(&signed(&request), NOW).await.is_ok();
        assert!(is_known(file(KEY, "123456789012")).await);
        assert!(!is_known(file("OTHERKEYEXAMPLE00000", "123456789012")).await);
        assert!(!is_known(file(KEY, "999999999999")).await);
    }
}
