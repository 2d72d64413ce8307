//! Roles and users as holders of policies: what is the same for both, once.

use crate::policy;
use crate::rules;
use crate::table::{Holder, ROLES, Role, USERS, User};
use limits::Limit;
use model::iam::errors::{
    DELETE_CONFLICT_EXCEPTION, ENTITY_ALREADY_EXISTS_EXCEPTION, LIMIT_EXCEEDED_EXCEPTION,
    NO_SUCH_ENTITY_EXCEPTION,
};
use service::Result;
use shape::ApiError;
use store::{Record, Span, Table, Tx};

/// A role or a user.
pub(crate) trait Entity: Record + Sized + 'static {
    /// As sentences spell it.
    const WORD: &'static str;
    const TITLE: &'static str;
    const TABLE: &'static Table<(String, String), Self>;
    const COUNT_MAX: &'static Limit;
    const INLINE_CHARS_MAX: &'static Limit;
    const ATTACHED_MAX: &'static Limit;
    fn holder(&self) -> &Holder;
    fn holder_mut(&mut self) -> &mut Holder;
}

impl Entity for Role {
    const WORD: &'static str = "role";
    const TITLE: &'static str = "Role";
    const TABLE: &'static Table<(String, String), Role> = &ROLES;
    const COUNT_MAX: &'static Limit = &limits::iam::ROLES_MAX;
    const INLINE_CHARS_MAX: &'static Limit = &limits::iam::ROLE_INLINE_CHARS_MAX;
    const ATTACHED_MAX: &'static Limit = &limits::iam::POLICIES_PER_ROLE_MAX;
    fn holder(&self) -> &Holder {
        &self.holder
    }
    fn holder_mut(&mut self) -> &mut Holder {
        &mut self.holder
    }
}

impl Entity for User {
    const WORD: &'static str = "user";
    const TITLE: &'static str = "User";
    const TABLE: &'static Table<(String, String), User> = &USERS;
    const COUNT_MAX: &'static Limit = &limits::iam::USERS_MAX;
    const INLINE_CHARS_MAX: &'static Limit = &limits::iam::USER_INLINE_CHARS_MAX;
    const ATTACHED_MAX: &'static Limit = &limits::iam::POLICIES_PER_USER_MAX;
    fn holder(&self) -> &Holder {
        &self.holder
    }
    fn holder_mut(&mut self) -> &mut Holder {
        &mut self.holder
    }
}

pub(crate) fn arn<E: Entity>(entity: &E, account: &str) -> String {
    let Holder { path, name, .. } = entity.holder();
    format!("arn:aws:iam::{account}:{}{path}{name}", E::WORD)
}

pub(crate) fn find_if_any<E: Entity>(
    tx: &Tx<'_>,
    account: &str,
    name: &str,
) -> Result<Option<E>, store::Error> {
    tx.get(E::TABLE, (account, &*name.to_lowercase()))
}

/// # Errors
/// NoSuchEntity.
pub(crate) fn find<E: Entity>(tx: &Tx<'_>, account: &str, name: &str) -> Result<E> {
    let found = find_if_any(tx, account, name)?;
    Ok(found.ok_or_else(|| no_such::<E>(name))?)
}

pub(crate) fn no_such<E: Entity>(name: &str) -> ApiError {
    NO_SUCH_ENTITY_EXCEPTION.with(format!("The {} with name {name} cannot be found.", E::WORD))
}

pub(crate) fn put<E: Entity>(tx: &mut Tx<'_>, account: &str, entity: &E) -> Result<()> {
    Ok(tx.put(E::TABLE, (account, &*entity.holder().name.to_lowercase()), entity)?)
}

/// # Errors
/// EntityAlreadyExists, LimitExceeded.
pub(crate) fn create<E: Entity>(tx: &mut Tx<'_>, account: &str, entity: &E) -> Result<()> {
    let name = &entity.holder().name;
    if find_if_any::<E>(tx, account, name)?.is_some() {
        let text = format!("{} with name {name} already exists.", E::TITLE);
        return Err(ENTITY_ALREADY_EXISTS_EXCEPTION.with(text).into());
    }
    if let Some(boundary) = &entity.holder().boundary {
        policy::find(tx, account, boundary)?;
    }
    let count = tx.scan(E::TABLE, Span::prefix((account,))).count();
    if !E::COUNT_MAX.allows(count + 1) {
        return Err(quota(&format!("{}sPerAccount", E::TITLE), E::COUNT_MAX).into());
    }
    put(tx, account, entity)
}

fn quota(name: &str, limit: &Limit) -> ApiError {
    LIMIT_EXCEEDED_EXCEPTION.with(format!("Cannot exceed quota for {name}: {}", limit.value))
}

/// Applies a change to an entity that must be there.
pub(crate) fn change<E: Entity>(
    tx: &mut Tx<'_>,
    account: &str,
    name: &str,
    change: impl FnOnce(&mut E) -> Result<()>,
) -> Result<()> {
    let mut entity = find::<E>(tx, account, name)?;
    change(&mut entity)?;
    put(tx, account, &entity)
}

/// # Errors
/// DeleteConflict as long as it holds policies.
pub(crate) fn delete<E: Entity>(tx: &mut Tx<'_>, account: &str, name: &str) -> Result<E> {
    let entity = find::<E>(tx, account, name)?;
    let holder = entity.holder();
    let conflict = |text: &str| Err(DELETE_CONFLICT_EXCEPTION.with(text).into());
    if !holder.attached.is_empty() {
        return conflict("Cannot delete entity, must detach all policies first.");
    }
    if !holder.inline.is_empty() {
        return conflict("Cannot delete entity, must delete policies first.");
    }
    tx.delete(E::TABLE, (account, &*name.to_lowercase()));
    Ok(entity)
}

/// # Errors
/// NoSuchEntity for either, LimitExceeded.
pub(crate) fn attach<E: Entity>(tx: &mut Tx<'_>, account: &str, name: &str, arn: &str) -> Result<()> {
    let mut entity = find::<E>(tx, account, name)?;
    policy::attachable(tx, account, arn)?;
    let attached = &mut entity.holder_mut().attached;
    attached.insert(arn.to_owned());
    if !E::ATTACHED_MAX.allows(attached.len()) {
        return Err(quota(&format!("PoliciesPer{}", E::TITLE), E::ATTACHED_MAX).into());
    }
    put(tx, account, &entity)
}

/// # Errors
/// NoSuchEntity if it is not attached.
pub(crate) fn detach<E: Entity>(tx: &mut Tx<'_>, account: &str, name: &str, arn: &str) -> Result<()> {
    change::<E>(tx, account, name, |entity| match entity.holder_mut().attached.remove(arn) {
        true => Ok(()),
        false => Err(NO_SUCH_ENTITY_EXCEPTION.with(format!("Policy {arn} was not found.")).into()),
    })
}

/// # Errors
/// MalformedPolicyDocument, LimitExceeded.
pub(crate) fn put_inline<E: Entity>(
    tx: &mut Tx<'_>,
    account: &str,
    name: &str,
    (policy, document): (&str, &str),
) -> Result<()> {
    change::<E>(tx, account, name, |entity| {
        rules::document(document, auth::policy::Use::Inline)?;
        let inline = &mut entity.holder_mut().inline;
        inline.insert(policy.to_owned(), document.to_owned());
        let chars: usize = inline.values().map(|document| rules::counted_chars(document)).sum();
        match E::INLINE_CHARS_MAX.allows(chars) {
            true => Ok(()),
            false => Err(LIMIT_EXCEEDED_EXCEPTION
                .with(format!(
                    "Maximum policy size of {} bytes exceeded for {} {name}",
                    E::INLINE_CHARS_MAX.value,
                    E::WORD
                ))
                .into()),
        }
    })
}

fn no_such_inline<E: Entity>(policy: &str) -> ApiError {
    NO_SUCH_ENTITY_EXCEPTION.with(format!("The {} policy with name {policy} cannot be found.", E::WORD))
}

pub(crate) fn find_inline<E: Entity>(entity: &E, policy: &str) -> Result<String, ApiError> {
    entity.holder().inline.get(policy).cloned().ok_or_else(|| no_such_inline::<E>(policy))
}

pub(crate) fn delete_inline<E: Entity>(
    tx: &mut Tx<'_>,
    account: &str,
    name: &str,
    policy: &str,
) -> Result<()> {
    change::<E>(tx, account, name, |entity| match entity.holder_mut().inline.remove(policy) {
        Some(_) => Ok(()),
        None => Err(no_such_inline::<E>(policy).into()),
    })
}

/// Those whose path begins with `prefix`, by key.
pub(crate) fn below<'t, E: Entity>(
    tx: &'t Tx<'_>,
    account: &str,
    prefix: &'t str,
) -> impl Iterator<Item = Result<(String, E)>> + 't {
    let rows = tx.scan(E::TABLE, Span::prefix((account,)));
    rows.filter_map(move |row| match row {
        Ok(((_, key), entity)) => entity.holder().path.starts_with(prefix).then_some(Ok((key, entity))),
        Err(error) => Some(Err(error.into())),
    })
}
