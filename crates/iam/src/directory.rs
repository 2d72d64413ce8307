//! What the guard asks of what is stored here.

use crate::Iam;
use crate::entity::{self, Entity};
use crate::policy;
use crate::table::{self, Holder, KEYS, Role, User};
use auth::actions::Target;
use auth::{Allowances, BoxFuture, Directory, Failure, Identity, Kind, KnownKey, ResourcePolicies};
use service::Error;
use store::Tx;

/// Errors of this service cannot come up where nothing is asked for by a client; all others are ours.
fn failure(error: Error) -> Failure {
    error.to_string().into()
}

impl Directory for Iam {
    fn key<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Option<KnownKey>, Failure>> {
        Box::pin(async move {
            let Some(account) = auth::key_id::account(id) else { return Ok(None) };
            let known = self.look(&account, |tx| {
                let Some(key) = tx.get(&KEYS, (&*account, id))? else { return Ok(None) };
                let user = entity::find_if_any::<User>(tx, &account, &key.user)?;
                Ok(user.map(|user| KnownKey {
                    secret: key.secret,
                    identity: identity(&account, &user, ""),
                    active: key.active,
                }))
            });
            known.await.map_err(failure)
        })
    }

    fn named<'a>(
        &'a self,
        account: &'a str,
        target: &'a Target,
    ) -> BoxFuture<'a, Result<Option<Identity>, Failure>> {
        Box::pin(async move {
            let found = self.look(account, |tx| {
                Ok(match target {
                    Target::Role(name) => entity::find_if_any::<Role>(tx, account, name)?
                        .map(|role| identity(account, &role, "")),
                    Target::User(name) => entity::find_if_any::<User>(tx, account, name)?
                        .map(|user| identity(account, &user, "")),
                    Target::Text(_) | Target::Caller => None,
                })
            });
            found.await.map_err(failure)
        })
    }

    fn allowances<'a>(&'a self, who: &'a Identity) -> BoxFuture<'a, Result<Option<Allowances>, Failure>> {
        Box::pin(async move {
            let account = &who.account;
            let found = self.look(account, |tx| {
                let holder = match &who.kind {
                    Kind::Root => None,
                    Kind::User { name, id, .. } => entity::find_if_any::<User>(tx, account, name)?
                        .filter(|user| same(user, who, id))
                        .map(|user| user.holder),
                    Kind::Role { name, id, .. } => entity::find_if_any::<Role>(tx, account, name)?
                        .filter(|role| same(role, who, id))
                        .map(|role| role.holder),
                };
                holder.map(|holder| allowances(tx, account, holder)).transpose()
            });
            found.await.map_err(failure)
        })
    }

    fn managed<'a>(
        &'a self,
        account: &'a str,
        arn: &'a str,
    ) -> BoxFuture<'a, Result<Option<String>, Failure>> {
        Box::pin(async move {
            let found = self.look(account, |tx| {
                Ok(policy::find_if_any(tx, account, arn)?.map(|policy| policy.document().to_owned()))
            });
            found.await.map_err(failure)
        })
    }
}

/// The one whom credentials were made for, and not another who was given the same name later. Somebody who was known
/// by ARN alone when they were made is whoever has it.
fn same<E: Entity>(entity: &E, who: &Identity, id: &str) -> bool {
    let prefix = if matches!(who.kind, Kind::User { .. }) { "AIDA" } else { "AROA" };
    let arn = entity::arn(entity, &who.account);
    arn == who.principal_arn() && (entity.holder().id == id || auth::key_id::entity_of(prefix, &arn) == id)
}

fn identity<E: Entity>(account: &str, entity: &E, session: &str) -> Identity {
    let Holder { name, path, id, .. } = entity.holder().clone();
    let kind = match E::WORD {
        "user" => Kind::User { name, path, id },
        _ => Kind::Role { name, path, id, session: session.to_owned() },
    };
    Identity { account: account.to_owned(), kind }
}

fn allowances(tx: &Tx<'_>, account: &str, holder: Holder) -> service::Result<Allowances> {
    let managed = |arn: &String| -> service::Result<Option<String>> {
        Ok(policy::find_if_any(tx, account, arn)?.map(|policy| policy.document().to_owned()))
    };
    let mut policies: Vec<String> = holder.inline.into_values().collect();
    for arn in &holder.attached {
        policies.extend(managed(arn)?);
    }
    let boundary = match &holder.boundary {
        None => None,
        // A boundary that is gone bounds everything.
        Some(arn) => Some(managed(arn)?.unwrap_or_default()),
    };
    Ok(Allowances { policies, boundary, tags: holder.tags })
}

/// A role's own policy is its trust policy.
impl ResourcePolicies for Iam {
    fn policy_of<'a>(&'a self, arn: &'a str) -> BoxFuture<'a, Result<Option<String>, Failure>> {
        Box::pin(async move {
            let Some(Identity { account, kind: Kind::Role { name, .. } }) = Identity::of_arn(arn, "") else {
                return Ok(None);
            };
            let found = self.look(&account, |tx| Ok(entity::find_if_any::<Role>(tx, &account, &name)?));
            let role = found.await.map_err(failure)?;
            Ok(role.filter(|role| entity::arn(role, &account) == arn).map(|role| role.trust))
        })
    }
}

impl Iam {
    pub(crate) async fn look<T: Send>(
        &self,
        account: &str,
        look: impl FnOnce(&Tx<'_>) -> service::Result<T> + Send,
    ) -> service::Result<T> {
        self.store.read(table::shard(account), look).await
    }

    pub(crate) async fn change<T: Send>(
        &self,
        account: &str,
        change: impl Fn(&mut Tx<'_>) -> service::Result<T> + Send,
    ) -> service::Result<T> {
        self.store.write(table::shard(account), change).await
    }
}
