//! Temporary credentials that need no memory: the session token holds everything that is known of a session, sealed
//! with the platform's key, and the secret follows from the key and the access key id. So they outlive a restart, and a
//! million sessions take no room.

use crate::hash::{hmac, same};
use crate::{Identity, key_id};
use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_STANDARD_NO_PAD};
use clock::{Ids, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// What is known of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub access_key: String,
    pub identity: Identity,
    /// Host time, in seconds since the epoch: credentials are the business of processes, whose clock nobody moves.
    pub issued_s: i64,
    pub expires_s: i64,
    /// A session policy as it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// Managed policies that are session policies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub policy_arns: Vec<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tags: BTreeMap<String, String>,
    /// Names of tags that a session made with this one inherits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transitive: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_identity: Option<String>,
    /// What an administrator's key of the file allows its session, of which nothing is stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_key: Option<String>,
    /// The function whose environment was handed these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function_arn: Option<String>,
}

/// What a client signs with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credentials {
    pub access_key: String,
    pub secret: String,
    pub token: String,
    pub expires: Timestamp,
}

/// Makes and opens sessions. Cheap to clone.
#[derive(Clone)]
pub struct Sessions {
    key: Arc<[u8; 32]>,
    ids: Ids,
}

/// A token that this platform did not make, or that somebody has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotOurs;

/// The form of the sealed text.
const VERSION: u8 = 1;
/// Longer than any that is made: two session policies of the greatest size fit.
const TOKEN_CHARS_MAX: usize = 32 * 1024;

impl Sessions {
    /// `key` is the platform's, kept where its state is kept.
    pub fn new(key: [u8; 32], ids: Ids) -> Sessions {
        Sessions { key: Arc::new(key), ids }
    }

    /// Those of a platform that believes everybody: no other takes them for its own.
    #[must_use]
    pub fn of_development(&self) -> Sessions {
        Sessions { key: Arc::new(hmac(&*self.key, &[b"development"])), ids: self.ids.clone() }
    }

    /// A session of `identity` from `now` on (host time).
    pub fn begin(&self, identity: Identity, now: Timestamp, lasts: Duration) -> Session {
        Session {
            access_key: key_id::new(key_id::TEMPORARY, &identity.account, &self.ids),
            identity,
            issued_s: now.as_secs(),
            expires_s: (now + lasts).as_secs(),
            policy: None,
            policy_arns: Vec::new(),
            tags: BTreeMap::new(),
            transitive: Vec::new(),
            source_identity: None,
            file_key: None,
            function_arn: None,
        }
    }

    pub fn seal(&self, session: &Session) -> Credentials {
        let mut sealed = vec![VERSION];
        serde_json::to_writer(&mut sealed, session).expect("a session is JSON");
        let mac = hmac(&*self.key, &[b"token", &sealed]);
        sealed.extend_from_slice(&mac);
        Credentials {
            access_key: session.access_key.clone(),
            secret: self.secret(&session.access_key),
            token: BASE64_STANDARD.encode(sealed),
            expires: Timestamp::from_secs(session.expires_s),
        }
    }

    /// The session of a token, expired or not.
    ///
    /// # Errors
    /// [`NotOurs`].
    pub fn open(&self, token: &str) -> Result<Session, NotOurs> {
        if token.len() > TOKEN_CHARS_MAX {
            return Err(NotOurs);
        }
        let sealed = BASE64_STANDARD.decode(token).map_err(|_| NotOurs)?;
        let (text, mac) = sealed.split_last_chunk::<32>().ok_or(NotOurs)?;
        if !same(&hmac(&*self.key, &[b"token", text]), mac) {
            return Err(NotOurs);
        }
        match text.split_first() {
            Some((&VERSION, json)) => serde_json::from_slice(json).map_err(|_| NotOurs),
            _ => Err(NotOurs),
        }
    }

    /// Forty characters, as AWS's are.
    pub(crate) fn secret(&self, access_key: &str) -> String {
        let mac = hmac(&*self.key, &[b"secret", access_key.as_bytes()]);
        BASE64_STANDARD_NO_PAD.encode(&mac[..30])
    }
}

/// A new secret of a long-term key.
pub fn new_secret(ids: &Ids) -> String {
    BASE64_STANDARD_NO_PAD.encode(&ids.secret()[..30])
}

impl Session {
    pub fn is_expired(&self, now: Timestamp) -> bool {
        now.as_secs() >= self.expires_s
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sessions(key: u8) -> Sessions {
        Sessions::new([key; 32], Ids::seeded(1))
    }

    #[test]
    fn a_token_holds_its_session_and_a_changed_one_is_refused() {
        let ours = sessions(1);
        let now = Timestamp::from_secs(1_000);
        let session = ours.begin(Identity::root("123456789012"), now, Duration::from_secs(900));
        let credentials = ours.seal(&session);
        assert_eq!(credentials.secret.len(), 40);
        assert_eq!(ours.open(&credentials.token), Ok(session.clone()));
        assert!(!session.is_expired(Timestamp::from_secs(1_899)));
        assert!(session.is_expired(Timestamp::from_secs(1_900)));

        assert_eq!(sessions(2).open(&credentials.token), Err(NotOurs));
        let bytes = BASE64_STANDARD.decode(&credentials.token).unwrap();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert_eq!(ours.open(&BASE64_STANDARD.encode(changed)), Err(NotOurs), "byte {at}");
        }
        for token in ["", "x", "AAAA", &"A".repeat(100_000)] {
            assert_eq!(ours.open(token), Err(NotOurs));
        }
    }
}
