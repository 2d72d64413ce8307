//! What all policies together decide of one action on one resource.

use super::document::{Context, Effect, Named, Policy, Principal};
use crate::{Identity, Kind};
use std::fmt;

/// The policies that apply to a request.
#[derive(Debug, Default)]
pub struct Applicable<'a> {
    /// Those of the user or role.
    pub identity: Vec<&'a Policy>,
    pub boundary: Option<&'a Policy>,
    /// Those that a session was given; `None` if it was given none, which is not the same as an empty list.
    pub session: Option<Vec<&'a Policy>>,
    pub resource: Option<&'a Policy>,
    /// The resource is another account's.
    pub is_foreign: bool,
    /// Nobody gets at such a resource whom its own policy does not name: roles.
    pub resource_decides: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolicyKind {
    Identity,
    Boundary,
    Session,
    Resource,
}

/// Why not; writes itself as the end of AWS's sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denial {
    Explicit(PolicyKind),
    /// Nothing of this kind allows it.
    Implicit(PolicyKind),
}

impl Denial {
    /// ` because no identity-based policy allows the lambda:GetFunction action`, ` with an explicit deny in …`.
    pub fn because(self, action: &str) -> String {
        match self {
            Denial::Explicit(PolicyKind::Identity) => {
                " with an explicit deny in an identity-based policy".into()
            }
            Denial::Explicit(kind) => format!(" with an explicit deny in a {kind}"),
            Denial::Implicit(kind) => format!(" because no {kind} allows the {action} action"),
        }
    }
}

impl fmt::Display for PolicyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PolicyKind::Identity => "identity-based policy",
            PolicyKind::Boundary => "permissions boundary",
            PolicyKind::Session => "session policy",
            PolicyKind::Resource => "resource-based policy",
        })
    }
}

/// Decides: an explicit denial anywhere wins; then somebody must allow.
///
/// # Errors
/// Why not.
pub fn decide(
    who: &Identity,
    applicable: &Applicable<'_>,
    action: &str,
    resource: &str,
    context: &Context,
) -> Result<(), Denial> {
    let one = |policy: &Policy| policy.says(action, resource, context);
    let all = |policies: &[&Policy]| strongest(policies.iter().map(|policy| one(policy)));
    let identity = all(&applicable.identity);
    let boundary = applicable.boundary.map(one);
    let session = applicable.session.as_deref().map(all);
    let (resource_denies, named) = applicable.resource.map_or((false, Named::No), |policy| {
        policy.says_of(Principal::Identity(who), action, resource, context)
    });

    let denies = Some(Effect::Deny);
    for (denied, kind) in [
        (identity == denies, PolicyKind::Identity),
        (boundary == Some(denies), PolicyKind::Boundary),
        (session == Some(denies), PolicyKind::Session),
        (resource_denies, PolicyKind::Resource),
    ] {
        if denied {
            return Err(Denial::Explicit(kind));
        }
    }

    let is_root = matches!(who.kind, Kind::Root);
    if (applicable.is_foreign || applicable.resource_decides) && named == Named::No {
        return Err(Denial::Implicit(PolicyKind::Resource));
    }
    // A resource that names somebody of its own account needs nobody else's consent.
    let by_resource = !applicable.is_foreign && named >= Named::Role;
    if by_resource && named == Named::Exactly {
        return Ok(());
    }
    if !(is_root || by_resource || identity == Some(Effect::Allow)) {
        return Err(Denial::Implicit(PolicyKind::Identity));
    }
    for (said, kind) in [(boundary, PolicyKind::Boundary), (session, PolicyKind::Session)] {
        if said.is_some_and(|said| said != Some(Effect::Allow)) {
            return Err(Denial::Implicit(kind));
        }
    }
    Ok(())
}

fn strongest(effects: impl Iterator<Item = Option<Effect>>) -> Option<Effect> {
    effects.flatten().fold(None, |found, effect| match (found, effect) {
        (Some(Effect::Deny), _) | (_, Effect::Deny) => Some(Effect::Deny),
        _ => Some(effect),
    })
}
