//! UpdateAccessKey: lets a key be used, or not.

use crate::Iam;
use crate::access_key;
use crate::rules;
use model::iam::StatusType;
use model::iam::{UpdateAccessKey, UpdateAccessKeyInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<UpdateAccessKey> for Iam {
    async fn handle(&self, ctx: &Ctx, input: UpdateAccessKeyInput) -> Result<Unit> {
        let name = rules::user_name(ctx, input.user_name)?;
        self.change(&ctx.account, |tx| {
            let mut key = access_key::find(tx, &ctx.account, &name, &input.access_key_id)?;
            key.active = input.status == StatusType::Active;
            access_key::put(tx, &ctx.account, &key)
        })
        .await?;
        Ok(Unit)
    }
}
