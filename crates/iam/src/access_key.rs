//! Users' own keys.

use crate::table::{AccessKey, KEYS};
use limits::iam::ACCESS_KEYS_PER_USER_MAX;
use model::iam::errors::{LIMIT_EXCEEDED_EXCEPTION, NO_SUCH_ENTITY_EXCEPTION};
use model::iam::{AccessKeyMetadata, StatusType};
use service::Result;
use store::{Span, Tx};

pub(crate) fn of_user(tx: &Tx<'_>, account: &str, user: &str) -> Result<Vec<AccessKey>> {
    let mut keys = Vec::new();
    for row in tx.scan(&KEYS, Span::prefix((account,))) {
        let (_, key) = row?;
        if key.user == user {
            keys.push(key);
        }
    }
    Ok(keys)
}

/// # Errors
/// NoSuchEntity, also for another user's key.
pub(crate) fn find(tx: &Tx<'_>, account: &str, user: &str, id: &str) -> Result<AccessKey> {
    let found = tx.get(&KEYS, (account, id))?.filter(|key| key.user.eq_ignore_ascii_case(user));
    Ok(found.ok_or_else(|| {
        NO_SUCH_ENTITY_EXCEPTION.with(format!("The Access Key with id {id} cannot be found."))
    })?)
}

/// # Errors
/// LimitExceeded.
pub(crate) fn create(tx: &mut Tx<'_>, account: &str, key: &AccessKey) -> Result<()> {
    let limit = &ACCESS_KEYS_PER_USER_MAX;
    if !limit.allows(of_user(tx, account, &key.user)?.len() + 1) {
        let text = format!("Cannot exceed quota for AccessKeysPerUser: {}", limit.value);
        return Err(LIMIT_EXCEEDED_EXCEPTION.with(text).into());
    }
    put(tx, account, key)
}

pub(crate) fn put(tx: &mut Tx<'_>, account: &str, key: &AccessKey) -> Result<()> {
    Ok(tx.put(&KEYS, (account, &*key.id), key)?)
}

pub(crate) fn delete(tx: &mut Tx<'_>, account: &str, key: &AccessKey) {
    tx.delete(&KEYS, (account, &*key.id));
}

impl AccessKey {
    pub(crate) fn shown(&self) -> AccessKeyMetadata {
        AccessKeyMetadata {
            user_name: Some(self.user.clone()),
            access_key_id: Some(self.id.clone()),
            status: Some(if self.active { StatusType::Active } else { StatusType::Inactive }),
            create_date: Some(self.created),
        }
    }
}
