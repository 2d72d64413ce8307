//! DetachRolePolicy: takes a managed policy from a role.

use crate::Iam;
use crate::entity;
use crate::table::Role;
use model::iam::{DetachRolePolicy, DetachRolePolicyInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<DetachRolePolicy> for Iam {
    async fn handle(&self, ctx: &Ctx, input: DetachRolePolicyInput) -> Result<Unit> {
        self.change(&ctx.account, |tx| {
            entity::detach::<Role>(tx, &ctx.account, &input.role_name, &input.policy_arn)
        })
        .await?;
        Ok(Unit)
    }
}
