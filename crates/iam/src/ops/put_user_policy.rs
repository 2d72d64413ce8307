//! PutUserPolicy: an inline policy of a user, new or in place of the one of its name.

use crate::Iam;
use crate::entity;
use crate::table::User;
use model::iam::{PutUserPolicy, PutUserPolicyInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<PutUserPolicy> for Iam {
    async fn handle(&self, ctx: &Ctx, input: PutUserPolicyInput) -> Result<Unit> {
        self.change(&ctx.account, |tx| {
            let policy = (&*input.policy_name, &*input.policy_document);
            entity::put_inline::<User>(tx, &ctx.account, &input.user_name, policy)
        })
        .await?;
        Ok(Unit)
    }
}
