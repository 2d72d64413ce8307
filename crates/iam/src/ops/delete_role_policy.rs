//! DeleteRolePolicy: removes an inline policy of a role.

use crate::Iam;
use crate::entity;
use crate::table::Role;
use model::iam::{DeleteRolePolicy, DeleteRolePolicyInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<DeleteRolePolicy> for Iam {
    async fn handle(&self, ctx: &Ctx, input: DeleteRolePolicyInput) -> Result<Unit> {
        self.change(&ctx.account, |tx| {
            entity::delete_inline::<Role>(tx, &ctx.account, &input.role_name, &input.policy_name)
        })
        .await?;
        Ok(Unit)
    }
}
