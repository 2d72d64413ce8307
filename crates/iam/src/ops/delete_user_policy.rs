//! DeleteUserPolicy: removes an inline policy of a user.

use crate::Iam;
use crate::entity;
use crate::table::User;
use model::iam::{DeleteUserPolicy, DeleteUserPolicyInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<DeleteUserPolicy> for Iam {
    async fn handle(&self, ctx: &Ctx, input: DeleteUserPolicyInput) -> Result<Unit> {
        self.change(&ctx.account, |tx| {
            entity::delete_inline::<User>(tx, &ctx.account, &input.user_name, &input.policy_name)
        })
        .await?;
        Ok(Unit)
    }
}
