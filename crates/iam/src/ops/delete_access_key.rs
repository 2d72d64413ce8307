//! DeleteAccessKey: a key that nobody can use any more.

use crate::Iam;
use crate::access_key;
use crate::rules;
use model::iam::{DeleteAccessKey, DeleteAccessKeyInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<DeleteAccessKey> for Iam {
    async fn handle(&self, ctx: &Ctx, input: DeleteAccessKeyInput) -> Result<Unit> {
        let name = rules::user_name(ctx, input.user_name)?;
        self.change(&ctx.account, |tx| {
            let key = access_key::find(tx, &ctx.account, &name, &input.access_key_id)?;
            access_key::delete(tx, &ctx.account, &key);
            Ok(())
        })
        .await?;
        Ok(Unit)
    }
}
