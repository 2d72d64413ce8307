//! The two questions of every request: who is this, and may they.

use crate::actions::{self, Needed, Place, Target};
use crate::policy::{Applicable, Context, Policy, Use, decide, parse};
use crate::refusal::{Dialect, Refusal};
use crate::session::{Session, Sessions};
use crate::sigv4::{Request, Signature};
use crate::{Identity, Kind};
use clock::Timestamp;
use shape::{ApiError, Value};
use std::collections::{BTreeMap, HashMap};
use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;

pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What the admin API is called where AWS's services have their names.
pub const PLATFORM: &str = "hikeshi";

/// Why something could not be looked up; the log hears it, the caller does not.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// What is stored of users and roles.
pub trait Directory: Send + Sync {
    /// A user's own key, active or not.
    fn key<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Option<KnownKey>, Failure>>;

    /// A role or user of an account as it is stored, with its path and id.
    fn named<'a>(
        &'a self,
        account: &'a str,
        target: &'a Target,
    ) -> BoxFuture<'a, Result<Option<Identity>, Failure>>;

    /// The policies of a user, or of the role of a session; `None` if there is no such user or role any more.
    fn allowances<'a>(&'a self, who: &'a Identity) -> BoxFuture<'a, Result<Option<Allowances>, Failure>>;

    /// The default version of a managed policy.
    fn managed<'a>(
        &'a self,
        account: &'a str,
        arn: &'a str,
    ) -> BoxFuture<'a, Result<Option<String>, Failure>>;
}

/// What hangs on the resources of one service.
pub trait ResourcePolicies: Send + Sync {
    fn policy_of<'a>(&'a self, arn: &'a str) -> BoxFuture<'a, Result<Option<String>, Failure>>;
}

#[derive(Debug, Clone)]
pub struct KnownKey {
    pub secret: String,
    pub identity: Identity,
    pub active: bool,
}

/// The documents that say what a user or role may do.
#[derive(Debug, Clone, Default)]
pub struct Allowances {
    pub policies: Vec<String>,
    pub boundary: Option<String>,
    pub tags: BTreeMap<String, String>,
}

/// A key that the platform was started with.
#[derive(Debug, Clone)]
pub struct FileKey {
    pub secret: String,
    pub identity: Identity,
    /// Documents, and ARNs of managed policies.
    pub policies: Vec<String>,
}

/// By access key id.
pub type FileKeys = HashMap<String, FileKey>;

/// Who sends a request.
#[derive(Debug, Clone)]
pub struct Who {
    pub identity: Identity,
    pub access_key: String,
    /// The session, if the credentials are temporary.
    pub session: Option<Session>,
    /// The key of the file, or that a session was made with.
    pub file_key: Option<String>,
    /// Where the request comes from, if it comes from outside.
    pub source_ip: Option<IpAddr>,
    /// Whether a signature has been verified; otherwise everybody is who he says, and may do everything.
    pub verified: bool,
}

/// A sender who is known by name and has yet to prove it.
pub struct Claim {
    who: Who,
    signature: Signature,
    secret: String,
}

impl Claim {
    /// The access key, region and service for which the signature is.
    pub fn scope(&self) -> [&str; 3] {
        [&self.signature.access_key, &self.signature.region, &self.signature.service]
    }

    /// Whether the key's owner has signed this request, body included, for this service.
    ///
    /// # Errors
    /// A refusal.
    pub fn verify(self, request: &Request<'_>, body: &[u8], service: &str) -> Result<Who, Refusal> {
        self.signature.is_for(service)?;
        self.signature.verify(request, body, &self.secret)?;
        Ok(self.who)
    }
}

/// Why there is no answer: the caller's fault, or ours.
#[derive(Debug)]
pub enum Unclaimed {
    Refused(Refusal),
    Failed(Failure),
}

impl From<Refusal> for Unclaimed {
    fn from(refusal: Refusal) -> Unclaimed {
        Unclaimed::Refused(refusal)
    }
}

impl From<Failure> for Unclaimed {
    fn from(failure: Failure) -> Unclaimed {
        Unclaimed::Failed(failure)
    }
}

/// May somebody do this?
#[derive(Clone, Copy)]
pub struct Question<'a> {
    pub who: &'a Who,
    /// The signing name.
    pub service: &'a str,
    pub operation: &'a str,
    pub input: &'a Value,
    pub region: &'a str,
    /// Platform time.
    pub now: Timestamp,
    pub user_agent: Option<&'a str>,
    pub dialect: Dialect,
}

/// Answers both questions.
pub struct Guard {
    /// `None` in development mode, in which nothing is verified and nothing forbidden.
    keys: Option<FileKeys>,
    directory: Arc<dyn Directory>,
    resources: HashMap<&'static str, Arc<dyn ResourcePolicies>>,
    sessions: Sessions,
}

impl Guard {
    /// A guard who believes everybody.
    pub fn development(directory: Arc<dyn Directory>, sessions: Sessions) -> Guard {
        Guard { keys: None, directory, resources: HashMap::new(), sessions }
    }

    /// A guard who knows these keys besides those that are stored.
    pub fn verifying(keys: FileKeys, directory: Arc<dyn Directory>, sessions: Sessions) -> Guard {
        Guard { keys: Some(keys), directory, resources: HashMap::new(), sessions }
    }

    /// The policies of a service's resources, by the service's part of their ARNs.
    #[must_use]
    pub fn with_resources(mut self, service: &'static str, policies: Arc<dyn ResourcePolicies>) -> Guard {
        self.resources.insert(service, policies);
        self
    }

    pub fn verifies(&self) -> bool {
        self.keys.is_some()
    }

    /// Who a request says it is from, if nobody is asked to prove it. A session's token is believed if it is one of
    /// ours, a key if it is stored; all others are the root of `account`.
    pub async fn guess(&self, access_key: &str, token: Option<&str>, account: &str) -> Who {
        let mut who = Who {
            identity: Identity::root(account),
            access_key: access_key.to_owned(),
            session: None,
            file_key: None,
            source_ip: None,
            verified: false,
        };
        let session = token.and_then(|token| self.sessions.open(token).ok());
        if let Some(session) = session.filter(|session| session.access_key == access_key) {
            who.identity = session.identity.clone();
            who.session = Some(session);
        } else if crate::key_id::account(access_key).is_some()
            && let Ok(Some(key)) = self.directory.key(access_key).await
        {
            who.identity = key.identity;
        }
        who
    }

    /// Reads who has signed a request, and everything about the signature that can be judged before the body is
    /// there. `now` is host time.
    ///
    /// # Errors
    /// A refusal; or what is stored could not be read.
    pub async fn claim(&self, request: &Request<'_>, now: Timestamp) -> Result<Claim, Unclaimed> {
        let signature = Signature::read(request)?;
        let (who, secret) = self.owner(&signature, now).await?;
        signature.fits(now)?;
        Ok(Claim { who, signature, secret })
    }

    async fn owner(&self, signature: &Signature, now: Timestamp) -> Result<(Who, String), Unclaimed> {
        let id = &signature.access_key;
        let who = |identity, session, file_key| Who {
            identity,
            access_key: id.clone(),
            session,
            file_key,
            source_ip: None,
            verified: true,
        };
        if let Some(token) = &signature.token {
            let session = self.sessions.open(token).map_err(|_| Refusal::UnknownKey)?;
            if session.access_key != *id {
                return Err(Refusal::UnknownKey.into());
            }
            if session.is_expired(now) {
                return Err(Refusal::ExpiredToken.into());
            }
            // A key that is taken out of the file, or given to somebody else, takes its sessions with it.
            let file_key = session.file_key.as_ref().map(|id| self.keys.as_ref()?.get(id));
            if file_key.is_some_and(|key| key.is_none_or(|key| key.identity != session.identity)) {
                return Err(Refusal::UnknownKey.into());
            }
            // Source: STS API reference, GetSessionToken: its credentials cannot call IAM without MFA.
            let of_role = matches!(session.identity.kind, Kind::Role { .. });
            if signature.service == "iam" && !of_role {
                return Err(Refusal::UnknownKey.into());
            }
            let secret = self.sessions.secret(id);
            return Ok((who(session.identity.clone(), Some(session.clone()), session.file_key), secret));
        }
        if let Some(key) = self.keys.as_ref().and_then(|keys| keys.get(id)) {
            return Ok((who(key.identity.clone(), None, Some(id.clone())), key.secret.clone()));
        }
        if crate::key_id::account(id).is_some()
            && let Some(key) = self.directory.key(id).await?
            && key.active
        {
            return Ok((who(key.identity, None, None), key.secret));
        }
        Err(Refusal::UnknownKey.into())
    }

    /// Whether the policies that apply allow a request.
    ///
    /// # Errors
    /// AWS's AccessDenied; or what is stored could not be read.
    pub async fn authorise(&self, question: Question<'_>) -> Result<(), Forbidden> {
        if !self.verifies() {
            return Ok(());
        }
        let identity = &question.who.identity;
        let place = Place { account: &identity.account, region: question.region };
        let mut needed = actions::needed(question.service, question.operation, question.input, place);
        if let Some(session) = &question.who.session {
            needed.extend(actions::passed_on(session, &needed));
        }
        if needed.is_empty() {
            return Ok(());
        }
        let texts = self.texts(&question).await?;
        let read = Read::of(&texts);
        for one in needed {
            self.allows(&question, &texts, &read, &one).await?;
        }
        Ok(())
    }

    async fn allows(
        &self,
        question: &Question<'_>,
        texts: &Texts,
        read: &Read,
        needed: &Needed,
    ) -> Result<(), Forbidden> {
        let who = &question.who.identity;
        let resource = self.resource(who, &needed.resource).await?;
        let is_role = needed.action.starts_with("sts:");
        if is_role && matches!(who.kind, Kind::Root) && resource != "*" {
            return Err(question
                .dialect
                .access_denied("Roles may not be assumed by root accounts.".into())
                .into());
        }
        let parts: Vec<&str> = resource.splitn(6, ':').collect();
        let owner = parts.get(4).copied().unwrap_or_default();
        let hangs = match parts.get(2).and_then(|service| self.resources.get(service)) {
            Some(policies) if !needed.action.starts_with("iam:") => policies.policy_of(&resource).await?,
            _ => None,
        };
        let hangs = hangs.and_then(|text| parse(&text, Use::Resource).ok());
        let applicable = Applicable {
            identity: read.identity.iter().collect(),
            boundary: read.boundary.as_ref(),
            session: read.session.as_ref().map(|policies| policies.iter().collect()),
            resource: hangs.as_ref(),
            // Whose role is passed is Lambda's matter, which takes those of its own account alone.
            is_foreign: !owner.is_empty()
                && owner != who.account
                && owner != "aws"
                && needed.action != "iam:PassRole",
            resource_decides: is_role && resource != "*",
        };
        let mut context = context(question, texts);
        context.put("aws:ResourceAccount", if owner.is_empty() { &who.account } else { owner });
        for (key, values) in &needed.context {
            context.put_all(key, values.clone());
        }
        decide(who, &applicable, &needed.action, &resource, &context).map_err(|denial| {
            // STS keeps the reason to itself.
            let because = if is_role { String::new() } else { denial.because(&needed.action) };
            let text = format!(
                "User: {} is not authorized to perform: {} on resource: {resource}{because}",
                who.arn(),
                needed.action
            );
            question.dialect.access_denied(text).into()
        })
    }

    async fn resource(&self, who: &Identity, target: &Target) -> Result<String, Failure> {
        let (kind, name) = match target {
            Target::Text(text) => return Ok(text.clone()),
            Target::Caller => return Ok(who.principal_arn()),
            Target::Role(name) => ("role", name),
            Target::User(name) => ("user", name),
        };
        let stored = self.directory.named(&who.account, target).await?;
        // What is not there has the ARN that it would have.
        let unstored = || format!("arn:aws:iam::{}:{kind}/{name}", who.account);
        Ok(stored.map_or_else(unstored, |stored| stored.principal_arn()))
    }

    /// Every document that speaks about somebody.
    async fn texts(&self, question: &Question<'_>) -> Result<Texts, Failure> {
        let who = question.who;
        let identity = &who.identity;
        let mut texts = Texts::default();
        // What is stored of users and roles is written by whoever rules an account. The platform is nobody's account:
        // only what it was started with says who rules it.
        if question.service != PLATFORM
            && let Some(allowances) = self.directory.allowances(identity).await?
        {
            texts.identity = allowances.policies;
            texts.boundary = allowances.boundary;
            texts.tags = allowances.tags;
        }
        let key = who.file_key.as_ref().and_then(|id| self.keys.as_ref()?.get(id));
        for policy in key.map(|key| key.policies.as_slice()).unwrap_or_default() {
            match policy.starts_with("arn:") {
                true => texts.identity.extend(self.directory.managed(&identity.account, policy).await?),
                false => texts.identity.push(policy.clone()),
            }
        }
        if let Some(session) = &who.session {
            // Keys of tags know no case, and a session's own stand before its role's.
            texts.tags.retain(|key, _| !session.tags.keys().any(|own| own.eq_ignore_ascii_case(key)));
            texts.tags.extend(session.tags.clone());
            if session.policy.is_some() || !session.policy_arns.is_empty() {
                let mut policies: Vec<String> = session.policy.iter().cloned().collect();
                for arn in &session.policy_arns {
                    policies.extend(self.directory.managed(&identity.account, arn).await?);
                }
                texts.session = Some(policies);
            }
        }
        Ok(texts)
    }
}

/// A verdict, or the failure to come to one.
#[derive(Debug)]
pub enum Forbidden {
    Denied(ApiError),
    Failed(Failure),
}

impl From<ApiError> for Forbidden {
    fn from(error: ApiError) -> Forbidden {
        Forbidden::Denied(error)
    }
}

impl From<Failure> for Forbidden {
    fn from(failure: Failure) -> Forbidden {
        Forbidden::Failed(failure)
    }
}

#[derive(Default)]
struct Texts {
    identity: Vec<String>,
    boundary: Option<String>,
    session: Option<Vec<String>>,
    tags: BTreeMap<String, String>,
}

struct Read {
    identity: Vec<Policy>,
    boundary: Option<Policy>,
    session: Option<Vec<Policy>>,
}

impl Read {
    fn of(texts: &Texts) -> Read {
        // A document that is not well-formed was never let in. One that this version cannot read may deny anything.
        let one = |text: &String| parse(text, Use::Inline).unwrap_or_else(|_| Policy::denying_everything());
        let all = |texts: &[String]| texts.iter().map(one).collect();
        Read {
            identity: all(&texts.identity),
            boundary: texts.boundary.as_ref().map(one),
            session: texts.session.as_deref().map(all),
        }
    }
}

/// What of a `User-Agent` policies see.
const USER_AGENT_CHARS_MAX: usize = 1_024;

/// The condition keys that every request has.
/// Source: IAM User Guide, "AWS global condition context keys".
fn context(question: &Question<'_>, texts: &Texts) -> Context {
    let who = &question.who.identity;
    let mut context = Context::default()
        .with("aws:PrincipalArn", who.principal_arn())
        .with("aws:PrincipalAccount", who.account.clone())
        .with("aws:PrincipalType", who.kind())
        .with("aws:userid", who.user_id())
        .with("aws:CurrentTime", question.now.iso8601_millis())
        .with("aws:EpochTime", question.now.as_secs().to_string())
        .with("aws:SecureTransport", "false")
        .with("aws:RequestedRegion", question.region)
        .with("aws:ViaAWSService", "false")
        .with("aws:PrincipalIsAWSService", "false");
    if let Kind::User { name, .. } = &who.kind {
        context.put("aws:username", name.clone());
    }
    if let Some(ip) = question.who.source_ip {
        context.put("aws:SourceIp", ip.to_canonical().to_string());
    }
    if let Some(agent) = question.user_agent {
        // Policies may repeat it as a variable: it must not be as long as a request can be.
        context.put("aws:UserAgent", agent.chars().take(USER_AGENT_CHARS_MAX).collect::<String>());
    }
    if let Some(session) = &question.who.session {
        context.put("aws:TokenIssueTime", Timestamp::from_secs(session.issued_s).iso8601_millis());
        context.put("aws:MultiFactorAuthPresent", "false");
        if let Some(source) = &session.source_identity {
            context.put("aws:SourceIdentity", source.clone());
        }
        if let Some(arn) = &session.function_arn {
            context.put("lambda:SourceFunctionArn", arn.clone());
        }
    }
    for (key, value) in &texts.tags {
        context.put(&format!("aws:PrincipalTag/{key}"), value.clone());
    }
    let tags = actions::tags(question.input);
    if !tags.is_empty() {
        context.put_all("aws:TagKeys", tags.iter().map(|(key, _)| key.clone()).collect());
    }
    for (key, value) in tags {
        if let Some(value) = value {
            context.put(&format!("aws:RequestTag/{key}"), value);
        }
    }
    context
}
