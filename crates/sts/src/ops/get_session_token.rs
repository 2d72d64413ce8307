//! GetSessionToken: a user's own rights for a while.

use crate::{Sts, shown};
use auth::{ACCESS_DENIED, Kind};
use limits::sts::{GET_SESSION_TOKEN_ROOT_S_MAX, GET_SESSION_TOKEN_S};
use model::sts::{GetSessionToken, GetSessionTokenInput, GetSessionTokenOutput};
use service::{Ctx, Handle, Result};
use shape::framework;
use std::time::Duration;

impl Handle<GetSessionToken> for Sts {
    async fn handle(&self, ctx: &Ctx, input: GetSessionTokenInput) -> Result<GetSessionTokenOutput> {
        let who = &ctx.who;
        if who.session.is_some() {
            return Err(ACCESS_DENIED.with("Cannot call GetSessionToken with session credentials").into());
        }
        if input.serial_number.is_some() || input.token_code.is_some() {
            return Err(framework::NOT_IMPLEMENTED.with("hikeshi does not offer MFA devices yet.").into());
        }
        let mut seconds = i64::from(input.duration_seconds.unwrap_or(GET_SESSION_TOKEN_S.default as i32));
        if matches!(who.identity.kind, Kind::Root) {
            // A longer one is silently made shorter.
            seconds = seconds.min(GET_SESSION_TOKEN_ROOT_S_MAX.value as i64);
        }
        let lasts = Duration::from_secs(seconds.unsigned_abs());
        let mut session = self.sessions.begin(who.identity.clone(), ctx.clock.host_wall(), lasts);
        session.file_key.clone_from(&who.file_key);
        let credentials = Some(shown(self.sessions.seal(&session)));
        Ok(GetSessionTokenOutput { credentials, ..Default::default() })
    }
}
