//! AssumeRole: the rights of a role for a while. Whether its trust policy allows it is judged before this.

use crate::{Sts, shown};
use auth::policy::{Malformed, Use, parse};
use auth::{Identity, Kind, Session};
use limits::sts::{ASSUME_ROLE_CHAINED_S_MAX, ASSUME_ROLE_S};
use model::iam::errors::NO_SUCH_ENTITY_EXCEPTION;
use model::iam::{GetRole, GetRoleInput, Role};
use model::sts::errors::{MALFORMED_POLICY_DOCUMENT_EXCEPTION, PACKED_POLICY_TOO_LARGE_EXCEPTION};
use model::sts::{AssumeRole, AssumeRoleInput, AssumeRoleOutput, AssumedRoleUser};
use service::{Ctx, Handle, Result};
use shape::{ApiError, framework};
use std::collections::BTreeMap;
use std::time::Duration;

/// What fits into a session. AWS packs policies and tags into a binary form that it keeps to itself, and answers how
/// much of its room they take; here they count as they are written.
const PACKED_CHARS_MAX: usize = 2_048;

impl Handle<AssumeRole> for Sts {
    async fn handle(&self, ctx: &Ctx, input: AssumeRoleInput) -> Result<AssumeRoleOutput> {
        not_offered(&input)?;
        let named = named(&input.role_arn, &input.role_session_name)?;
        let role = stored(ctx, &named, &input.role_arn).await?;
        let identity = identity(named, role.as_ref());
        let lasts = lasts(ctx, &input, role.as_ref())?;
        let caller = ctx.who.session.as_ref();
        if let Some(policy) = &input.policy {
            parse(policy, Use::Inline)
                .map_err(|Malformed(why)| MALFORMED_POLICY_DOCUMENT_EXCEPTION.with(why))?;
        }
        let tags = tags(&input, caller)?;
        let packed = packed_percent(&input)?;

        let mut session = self.sessions.begin(identity, ctx.clock.host_wall(), lasts);
        session.transitive = tags.transitive;
        session.tags = tags.all;
        session.policy = input.policy;
        session.policy_arns =
            input.policy_arns.unwrap_or_default().into_iter().filter_map(|policy| policy.arn).collect();
        // Once set it stays, however often roles are assumed from there.
        let inherited = caller.and_then(|caller| caller.source_identity.clone());
        session.source_identity = inherited.or(input.source_identity);
        Ok(AssumeRoleOutput {
            credentials: Some(shown(self.sessions.seal(&session))),
            assumed_role_user: Some(AssumedRoleUser {
                assumed_role_id: session.identity.user_id(),
                arn: session.identity.arn(),
            }),
            packed_policy_size: packed,
            source_identity: session.source_identity,
            ..Default::default()
        })
    }
}

fn not_offered(input: &AssumeRoleInput) -> Result<(), ApiError> {
    let asked = [
        ("MFA devices", input.serial_number.is_some() || input.token_code.is_some()),
        (
            "trusted context assertions",
            input.provided_contexts.as_ref().is_some_and(|given| !given.is_empty()),
        ),
    ];
    match asked.iter().find(|(_, asked)| *asked) {
        None => Ok(()),
        Some((what, _)) => {
            Err(framework::NOT_IMPLEMENTED.with(format!("hikeshi does not offer {what} yet.")))
        }
    }
}

fn named(arn: &str, session: &str) -> Result<Identity, ApiError> {
    Identity::of_arn(arn, session)
        .filter(|identity| matches!(identity.kind, Kind::Role { .. }))
        .ok_or_else(|| framework::VALIDATION_EXCEPTION.with(format!("{arn} is invalid")))
}

/// The role if it is stored. One that is not can be assumed in development mode alone, where functions may have
/// roles that nobody made.
async fn stored(ctx: &Ctx, named: &Identity, arn: &str) -> Result<Option<Role>, ApiError> {
    let Kind::Role { name, .. } = &named.kind else { unreachable!("it was parsed as a role") };
    let input = GetRoleInput { role_name: name.clone() };
    let found = match ctx.in_account(&named.account).call::<GetRole>(input).await {
        Ok(output) => Some(output.role).filter(|role| role.arn == arn),
        Err(error) if error.shape.code == NO_SUCH_ENTITY_EXCEPTION.code => None,
        // A platform without IAM knows no roles.
        Err(error) if error.shape.code == framework::NOT_IMPLEMENTED.code => None,
        Err(error) => return Err(error),
    };
    match found {
        None if ctx.who.verified => Err(auth::ACCESS_DENIED.with(format!(
            "User: {} is not authorized to perform: sts:AssumeRole on resource: {arn}",
            ctx.who.identity.arn()
        ))),
        found => Ok(found),
    }
}

/// With the id that is stored.
fn identity(named: Identity, role: Option<&Role>) -> Identity {
    match (named, role) {
        (Identity { account, kind: Kind::Role { name, path, session, .. } }, Some(role)) => {
            Identity { account, kind: Kind::Role { name, path, session, id: role.role_id.clone() } }
        }
        (named, _) => named,
    }
}

fn lasts(ctx: &Ctx, input: &AssumeRoleInput, role: Option<&Role>) -> Result<Duration, ApiError> {
    let seconds = i64::from(input.duration_seconds.unwrap_or(ASSUME_ROLE_S.default as i32));
    let allowed = role.and_then(|role| role.max_session_duration).map_or(ASSUME_ROLE_S.max, i64::from);
    if seconds > allowed {
        return Err(framework::VALIDATION_EXCEPTION
            .with("The requested DurationSeconds exceeds the MaxSessionDuration set for this role."));
    }
    let is_chained = ctx.who.session.is_some() && matches!(ctx.who.identity.kind, Kind::Role { .. });
    if is_chained && seconds > ASSUME_ROLE_CHAINED_S_MAX.value as i64 {
        return Err(framework::VALIDATION_EXCEPTION.with(
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
        ));
    }
    Ok(Duration::from_secs(seconds.unsigned_abs()))
}

struct Tags {
    all: BTreeMap<String, String>,
    transitive: Vec<String>,
}

/// Those that are given, and those that the caller's session passes on.
fn tags(input: &AssumeRoleInput, caller: Option<&Session>) -> Result<Tags, ApiError> {
    let mut tags = Tags { all: BTreeMap::new(), transitive: Vec::new() };
    if let Some(caller) = caller {
        for key in &caller.transitive {
            tags.transitive.push(key.clone());
            if let Some(value) = caller.tags.get(key) {
                tags.all.insert(key.clone(), value.clone());
            }
        }
    }
    for tag in input.tags.iter().flatten() {
        if tags.transitive.iter().any(|key| key.eq_ignore_ascii_case(&tag.key)) {
            return Err(framework::VALIDATION_EXCEPTION.with(
                "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
            ));
        }
        if tags.all.keys().any(|key| key.eq_ignore_ascii_case(&tag.key)) {
            return Err(framework::VALIDATION_EXCEPTION
                .with("Duplicate tag keys found. Please note that Tag keys are case insensitive."));
        }
        tags.all.insert(tag.key.clone(), tag.value.clone());
    }
    for key in input.transitive_tag_keys.iter().flatten() {
        let given = tags.all.keys().find(|given| given.eq_ignore_ascii_case(key)).cloned();
        let Some(given) = given else {
            return Err(framework::VALIDATION_EXCEPTION
                .with("The specified transitive tag key must be included in the requested tags."));
        };
        if !tags.transitive.contains(&given) {
            tags.transitive.push(given);
        }
    }
    Ok(tags)
}

/// How much of a session's room policies and tags take; nothing is said if there are none.
fn packed_percent(input: &AssumeRoleInput) -> Result<Option<i32>, ApiError> {
    let policy = input.policy.iter().map(String::len);
    let arns = input.policy_arns.iter().flatten().filter_map(|policy| policy.arn.as_ref().map(String::len));
    let tags = input.tags.iter().flatten().map(|tag| tag.key.len() + tag.value.len());
    let chars: usize = policy.chain(arns).chain(tags).sum();
    let percent = (chars * 100).div_ceil(PACKED_CHARS_MAX);
    if percent > 100 {
        return Err(PACKED_POLICY_TOO_LARGE_EXCEPTION.with(format!(
            "Packed policy consumes {percent}% of allotted space, please use smaller policy."
        )));
    }
    Ok((chars > 0).then_some(percent as i32))
}
