//! GetCallerIdentity: whose credentials these are. Everybody may ask.

use crate::Sts;
use model::sts::{GetCallerIdentity, GetCallerIdentityInput, GetCallerIdentityOutput};
use service::{Ctx, Handle, Result};

impl Handle<GetCallerIdentity> for Sts {
    async fn handle(&self, ctx: &Ctx, _: GetCallerIdentityInput) -> Result<GetCallerIdentityOutput> {
        let identity = &ctx.who.identity;
        Ok(GetCallerIdentityOutput {
            user_id: Some(identity.user_id()),
            account: Some(identity.account.clone()),
            arn: Some(identity.arn()),
        })
    }
}
