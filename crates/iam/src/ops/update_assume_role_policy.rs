//! UpdateAssumeRolePolicy: another trust policy.

use crate::Iam;
use crate::entity;
use crate::rules;
use crate::table::Role;
use model::iam::{UpdateAssumeRolePolicy, UpdateAssumeRolePolicyInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<UpdateAssumeRolePolicy> for Iam {
    async fn handle(&self, ctx: &Ctx, input: UpdateAssumeRolePolicyInput) -> Result<Unit> {
        self.change(&ctx.account, |tx| {
            entity::change::<Role>(tx, &ctx.account, &input.role_name, |role| {
                rules::trust(&input.policy_document)?;
                role.trust.clone_from(&input.policy_document);
                Ok(())
            })
        })
        .await?;
        Ok(Unit)
    }
}
