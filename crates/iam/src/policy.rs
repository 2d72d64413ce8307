//! Managed policies: the account's own, and AWS's.

use crate::aws_managed::{self, AwsManaged};
use crate::entity::Entity;
use crate::rules::{documents_url_encoded, tag_list};
use crate::table::{POLICIES, Policy, ROLES, Role, USERS, User, Version};
use model::iam as api;
use model::iam::errors::{
    ENTITY_ALREADY_EXISTS_EXCEPTION, INVALID_INPUT_EXCEPTION, LIMIT_EXCEEDED_EXCEPTION,
    NO_SUCH_ENTITY_EXCEPTION,
};
use service::Result;
use shape::ApiError;
use std::collections::{BTreeMap, HashMap};
use store::{Span, Tx};

/// A managed policy, whosever it is.
pub(crate) enum Managed {
    Aws(&'static AwsManaged),
    Own(Policy),
}

/// The parts of `arn:aws:iam::<account>:policy<path><name>`.
struct PolicyArn<'a> {
    account: &'a str,
    path: &'a str,
    name: &'a str,
}

impl<'a> PolicyArn<'a> {
    fn parse(arn: &'a str) -> Result<PolicyArn<'a>, ApiError> {
        let parts = arn.strip_prefix("arn:aws:iam::").and_then(|rest| rest.split_once(":policy"));
        let parsed = parts.and_then(|(account, named)| {
            let slash = named.rfind('/')?;
            let (path, name) = named.split_at(slash + 1);
            (named.starts_with('/') && !name.is_empty()).then_some(PolicyArn { account, path, name })
        });
        parsed.ok_or_else(|| INVALID_INPUT_EXCEPTION.with(format!("ARN {arn} is not valid.")))
    }
}

/// # Errors
/// InvalidInput for what is no policy's ARN.
pub(crate) fn find_if_any(tx: &Tx<'_>, account: &str, arn: &str) -> Result<Option<Managed>> {
    let parsed = PolicyArn::parse(arn)?;
    if parsed.account == "aws" {
        return Ok(aws_managed::find(arn).map(Managed::Aws));
    }
    if parsed.account != account {
        return Ok(None);
    }
    let found = tx.get(&POLICIES, (account, &*parsed.name.to_lowercase()))?;
    Ok(found.filter(|policy| policy.path == parsed.path && policy.name == parsed.name).map(Managed::Own))
}

/// # Errors
/// NoSuchEntity.
pub(crate) fn find(tx: &Tx<'_>, account: &str, arn: &str) -> Result<Managed> {
    Ok(find_if_any(tx, account, arn)?.ok_or_else(|| not_found(arn))?)
}

pub(crate) fn not_found(arn: &str) -> ApiError {
    NO_SUCH_ENTITY_EXCEPTION.with(format!("Policy {arn} was not found."))
}

/// # Errors
/// NoSuchEntity, in the words of those who want to attach it.
pub(crate) fn attachable(tx: &Tx<'_>, account: &str, arn: &str) -> Result<()> {
    match find_if_any(tx, account, arn)? {
        Some(_) => Ok(()),
        None => {
            let text = format!("Policy {arn} does not exist or is not attachable.");
            Err(NO_SUCH_ENTITY_EXCEPTION.with(text).into())
        }
    }
}

/// The account's own policy, to change it.
///
/// # Errors
/// NoSuchEntity; AccessDenied for AWS's.
pub(crate) fn find_own(tx: &Tx<'_>, account: &str, arn: &str) -> Result<Policy> {
    match find(tx, account, arn)? {
        Managed::Own(policy) => Ok(policy),
        // Nobody may change AWS's. (text: unsure)
        Managed::Aws(_) => Err(auth::ACCESS_DENIED
            .with(format!("Policy {arn} is managed by AWS and cannot be modified."))
            .into()),
    }
}

pub(crate) fn put(tx: &mut Tx<'_>, account: &str, policy: &Policy) -> Result<()> {
    Ok(tx.put(&POLICIES, (account, &*policy.name.to_lowercase()), policy)?)
}

/// How often policies are used in an account.
#[derive(Default)]
pub(crate) struct Uses {
    attached: HashMap<String, i32>,
    boundaries: HashMap<String, i32>,
}

impl Uses {
    pub(crate) fn count(tx: &Tx<'_>, account: &str) -> Result<Uses> {
        let mut uses = Uses::default();
        for role in tx.scan(&ROLES, Span::prefix((account,))) {
            uses.of::<Role>(&role?.1);
        }
        for user in tx.scan(&USERS, Span::prefix((account,))) {
            uses.of::<User>(&user?.1);
        }
        Ok(uses)
    }

    fn of<E: Entity>(&mut self, entity: &E) {
        for arn in &entity.holder().attached {
            *self.attached.entry(arn.clone()).or_default() += 1;
        }
        if let Some(arn) = &entity.holder().boundary {
            *self.boundaries.entry(arn.clone()).or_default() += 1;
        }
    }

    pub(crate) fn attached(&self, arn: &str) -> i32 {
        self.attached.get(arn).copied().unwrap_or_default()
    }

    pub(crate) fn boundaries(&self, arn: &str) -> i32 {
        self.boundaries.get(arn).copied().unwrap_or_default()
    }
}

impl Policy {
    pub(crate) fn arn(&self, account: &str) -> String {
        format!("arn:aws:iam::{account}:policy{}{}", self.path, self.name)
    }

    pub(crate) fn version(&self, id: &str) -> Option<&Version> {
        let number = id.strip_prefix('v').and_then(|number| number.parse::<u32>().ok())?;
        self.versions.iter().find(|version| version.number == number)
    }

    pub(crate) fn default_version(&self) -> &Version {
        let version = self.versions.iter().find(|version| version.number == self.default);
        version.expect("the default version cannot be deleted")
    }

    /// Its version as it is shown; lists leave the document out.
    pub(crate) fn shown_version(&self, version: &Version, with_document: bool) -> api::PolicyVersion {
        api::PolicyVersion {
            document: with_document.then(|| documents_url_encoded(&version.document)),
            version_id: Some(format!("v{}", version.number)),
            is_default_version: Some(version.number == self.default),
            create_date: Some(version.created),
        }
    }
}

impl Managed {
    pub(crate) fn document(&self) -> &str {
        match self {
            Managed::Aws(policy) => policy.document,
            Managed::Own(policy) => &policy.default_version().document,
        }
    }

    /// As it is shown: lists show neither description nor tags.
    pub(crate) fn shown(&self, account: &str, uses: &Uses, in_list: bool) -> api::Policy {
        let mut shown = match self {
            Managed::Aws(policy) => policy.shown(),
            Managed::Own(policy) => api::Policy {
                policy_name: Some(policy.name.clone()),
                policy_id: Some(policy.id.clone()),
                arn: Some(policy.arn(account)),
                path: Some(policy.path.clone()),
                default_version_id: Some(format!("v{}", policy.default)),
                is_attachable: Some(true),
                description: policy.description.clone(),
                create_date: Some(policy.created),
                update_date: Some(policy.updated),
                tags: Some(tag_list(&policy.tags)),
                ..Default::default()
            },
        };
        let arn = shown.arn.clone().unwrap_or_default();
        shown.attachment_count = Some(uses.attached(&arn));
        shown.permissions_boundary_usage_count = Some(uses.boundaries(&arn));
        if in_list {
            shown.description = None;
            shown.tags = None;
        }
        shown
    }
}

/// # Errors
/// EntityAlreadyExists, LimitExceeded.
pub(crate) fn create(tx: &mut Tx<'_>, account: &str, policy: &Policy) -> Result<()> {
    if tx.get(&POLICIES, (account, &*policy.name.to_lowercase()))?.is_some() {
        let text =
            format!("A policy called {} already exists. Duplicate names are not allowed.", policy.name);
        return Err(ENTITY_ALREADY_EXISTS_EXCEPTION.with(text).into());
    }
    let limit = &limits::iam::POLICIES_MAX;
    if !limit.allows(tx.scan(&POLICIES, Span::prefix((account,))).count() + 1) {
        let text = format!("Cannot exceed quota for PoliciesPerAccount: {}", limit.value);
        return Err(LIMIT_EXCEEDED_EXCEPTION.with(text).into());
    }
    put(tx, account, policy)
}

pub(crate) fn delete(tx: &mut Tx<'_>, account: &str, policy: &Policy) {
    tx.delete(&POLICIES, (account, &*policy.name.to_lowercase()));
}

/// Every policy that an account sees, by ARN.
pub(crate) fn all(
    tx: &Tx<'_>,
    account: &str,
    scope: api::PolicyScopeType,
) -> Result<BTreeMap<String, Managed>> {
    let mut all = BTreeMap::new();
    if scope != api::PolicyScopeType::Local {
        all.extend(aws_managed::ALL.iter().map(|policy| (policy.arn(), Managed::Aws(policy))));
    }
    if scope != api::PolicyScopeType::Aws {
        for row in tx.scan(&POLICIES, Span::prefix((account,))) {
            let (_, policy) = row?;
            all.insert(policy.arn(account), Managed::Own(policy));
        }
    }
    Ok(all)
}

/// Whether a policy's path begins with `prefix`.
pub(crate) fn is_below(arn: &str, prefix: &str) -> bool {
    PolicyArn::parse(arn).is_ok_and(|arn| arn.path.starts_with(prefix))
}

/// A policy as lists of what is attached show it.
pub(crate) fn attached(arn: &str) -> api::AttachedPolicy {
    let name = arn.rsplit_once('/').map_or(arn, |(_, name)| name);
    api::AttachedPolicy { policy_name: Some(name.to_owned()), policy_arn: Some(arn.to_owned()) }
}

pub(crate) fn no_such_version(arn: &str, id: &str) -> ApiError {
    NO_SUCH_ENTITY_EXCEPTION.with(format!("Policy {arn} version {id} does not exist or is not attachable."))
}
