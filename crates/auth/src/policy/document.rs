//! A policy, read; and a request as policies see it.

use super::condition::Condition;
use super::pattern::{self, Filled};
use crate::{Identity, Kind};
use std::collections::BTreeMap;

/// A document that has been found well-formed.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    pub(super) statements: Vec<Statement>,
    /// Documents of 2008 have none.
    pub(super) variables: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    Allow,
    Deny,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Statement {
    pub effect: Effect,
    /// `None` in policies of identities.
    pub principals: Option<Principals>,
    pub actions: Listed,
    /// `None` in policies that hang on what they are about.
    pub resources: Option<Listed>,
    pub conditions: Vec<Condition>,
}

/// `Action` or `NotAction`, `Resource` or `NotResource`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Listed {
    pub not: bool,
    pub texts: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Principals {
    pub not: bool,
    /// `"Principal": "*"`, or `*` of AWS.
    pub everybody: bool,
    pub aws: Vec<String>,
    pub services: Vec<String>,
}

/// Who asks, as policies that name principals see it.
#[derive(Debug, Clone, Copy)]
pub enum Principal<'a> {
    Identity(&'a Identity),
    /// Such as `lambda.amazonaws.com`.
    Service(&'a str),
}

/// How exactly a policy names somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    No,
    /// The account, which then decides by its own policies.
    Account,
    /// Everybody, or the role of which this is a session.
    Role,
    /// The user, or the very session.
    Exactly,
}

/// What the request and its surroundings say, by condition key.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Context(BTreeMap<String, Vec<String>>);

impl Context {
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<String>) -> Context {
        self.put(key, value);
        self
    }

    pub fn put(&mut self, key: &str, value: impl Into<String>) {
        self.0.insert(key.to_ascii_lowercase(), vec![value.into()]);
    }

    pub fn put_all(&mut self, key: &str, values: Vec<String>) {
        self.0.insert(key.to_ascii_lowercase(), values);
    }

    /// Keys know no case.
    pub(super) fn get(&self, key: &str) -> &[String] {
        self.if_any(key).unwrap_or_default()
    }

    pub(super) fn if_any(&self, key: &str) -> Option<&[String]> {
        match self.0.get(key) {
            Some(values) => Some(values),
            None => self.0.get(&key.to_ascii_lowercase()).map(Vec::as_slice),
        }
    }
}

impl Policy {
    /// What a document that nobody can read comes to.
    pub(crate) fn denying_everything() -> Policy {
        let all = || Listed { not: false, texts: vec!["*".to_owned()] };
        let statement = Statement {
            effect: Effect::Deny,
            principals: None,
            actions: all(),
            resources: Some(all()),
            conditions: Vec::new(),
        };
        Policy { statements: vec![statement], variables: false }
    }

    /// What the policy says of a request of whoever it hangs on; a denial beats what allows.
    pub(super) fn says(&self, action: &str, resource: &str, context: &Context) -> Option<Effect> {
        let speaking = self
            .statements
            .iter()
            .filter(|statement| statement.is_about(action, Some(resource), context, self.variables));
        strongest(speaking.map(|statement| statement.effect))
    }

    /// Whether a policy that hangs on a resource denies, and how exactly it names whom it allows.
    pub(super) fn says_of(
        &self,
        who: Principal<'_>,
        action: &str,
        resource: &str,
        context: &Context,
    ) -> (bool, Named) {
        let mut named = Named::No;
        for statement in &self.statements {
            let principals = statement.principals.as_ref();
            let level = principals.map_or(Named::No, |principals| principals.name(who));
            if level == Named::No || !statement.is_about(action, Some(resource), context, self.variables) {
                continue;
            }
            match statement.effect {
                Effect::Deny => return (true, Named::No),
                Effect::Allow => named = named.max(level),
            }
        }
        (false, named)
    }

    /// Whether a trust policy lets a service assume its role.
    pub fn trusts_service(&self, service: &str, context: &Context) -> bool {
        let (denied, named) = self.says_of(Principal::Service(service), "sts:AssumeRole", "", context);
        !denied && named != Named::No
    }
}

fn strongest(effects: impl Iterator<Item = Effect>) -> Option<Effect> {
    let mut found = None;
    for effect in effects {
        if effect == Effect::Deny {
            return Some(effect);
        }
        found = Some(effect);
    }
    found
}

impl Statement {
    fn is_about(&self, action: &str, resource: Option<&str>, context: &Context, variables: bool) -> bool {
        let names_action = self.actions.texts.iter().any(|text| pattern::glob_ignoring_case(text, action))
            != self.actions.not;
        names_action
            && self.names_resource(resource.unwrap_or_default(), context, variables)
            && self.conditions.iter().all(|condition| condition.holds(context, variables))
    }

    fn names_resource(&self, resource: &str, context: &Context, variables: bool) -> bool {
        let Some(resources) = &self.resources else { return true };
        let names = resources.texts.iter().any(|text| {
            Filled::of(text, context, variables, true).is_some_and(|filled| filled.fits(resource))
        });
        names != resources.not
    }
}

impl Principals {
    fn name(&self, who: Principal<'_>) -> Named {
        let named = match who {
            Principal::Service(service) => {
                let named = self.everybody || self.services.iter().any(|known| known == service);
                if named { Named::Exactly } else { Named::No }
            }
            Principal::Identity(identity) => self.name_identity(identity),
        };
        match (self.not, named) {
            (false, named) => named,
            (true, Named::No) => Named::Role,
            (true, _) => Named::No,
        }
    }

    fn name_identity(&self, identity: &Identity) -> Named {
        let (arn, principal) = (identity.arn(), identity.principal_arn());
        let root = format!("arn:aws:iam::{}:root", identity.account);
        let level = |text: &String| {
            if *text == arn && !matches!(identity.kind, Kind::Root) {
                Named::Exactly
            } else if *text == principal && !matches!(identity.kind, Kind::Root) {
                Named::Role
            } else if *text == root || *text == identity.account {
                Named::Account
            } else {
                Named::No
            }
        };
        let everybody = if self.everybody { Named::Role } else { Named::No };
        self.aws.iter().map(level).max().unwrap_or(Named::No).max(everybody)
    }
}
