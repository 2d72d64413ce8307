//! PutRolePolicy: an inline policy of a role, new or in place of the one of its name.

use crate::Iam;
use crate::entity;
use crate::table::Role;
use model::iam::{PutRolePolicy, PutRolePolicyInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<PutRolePolicy> for Iam {
    async fn handle(&self, ctx: &Ctx, input: PutRolePolicyInput) -> Result<Unit> {
        self.change(&ctx.account, |tx| {
            let policy = (&*input.policy_name, &*input.policy_document);
            entity::put_inline::<Role>(tx, &ctx.account, &input.role_name, policy)
        })
        .await?;
        Ok(Unit)
    }
}
