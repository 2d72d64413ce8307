//! What functions are handed: credentials of their role that expire.

use auth::actions::Target;
use auth::{Directory, Identity, Kind, Sessions};
use clock::Clock;
use lambda_exec::{Credentials, Function, Handed};
use sandbox::BoxFuture;
use std::sync::Arc;
use std::time::Duration;

/// As long as a role's session can last. An environment is replaced before its credentials expire.
const LASTS: Duration = Duration::from_secs(limits::iam::MAX_SESSION_S.max.cast_unsigned());

/// Makes credentials of functions' roles.
pub struct RoleCredentials {
    pub sessions: Sessions,
    pub directory: Arc<dyn Directory>,
    pub clock: Clock,
}

impl Credentials for RoleCredentials {
    fn of<'a>(&'a self, function: &'a Function) -> BoxFuture<'a, Handed> {
        Box::pin(async move {
            let identity = self.identity(function).await;
            let now = self.clock.host_wall();
            let mut session = self.sessions.begin(identity, now, LASTS);
            session.function_arn = Some(function.arn.to_string());
            let credentials = self.sessions.seal(&session);
            Handed {
                access_key: credentials.access_key,
                secret: credentials.secret,
                token: credentials.token,
                lasts: LASTS,
            }
        })
    }
}

impl RoleCredentials {
    /// `arn:aws:sts::<account>:assumed-role/<role>/<function>`, with the role's id if it is stored.
    async fn identity(&self, function: &Function) -> Identity {
        let named = Identity::of_arn(&function.role, &function.name);
        // Whatever account the ARN names: a function acts in its own.
        let account = function.account.to_string();
        let Some(Identity { kind: Kind::Role { name, path, id, session }, .. }) = named else {
            // Constraints let only roles in; whatever else it is may do nothing.
            let kind = Kind::Role {
                name: "none".into(),
                path: "/".into(),
                id: auth::key_id::entity_of("AROA", &function.role),
                session: function.name.to_string(),
            };
            return Identity { account, kind };
        };
        let stored = self.directory.named(&account, &Target::Role(name.clone())).await;
        let id = match stored {
            Ok(Some(Identity { kind: Kind::Role { id, .. }, .. })) => id,
            Ok(_) => id,
            Err(error) => {
                tracing::warn!(%error, role = %function.role, "could not look a role up");
                id
            }
        };
        Identity { account, kind: Kind::Role { name, path, id, session } }
    }
}
