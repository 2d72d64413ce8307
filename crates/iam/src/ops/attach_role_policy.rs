//! AttachRolePolicy: a managed policy for a role; nothing happens if it is attached already.

use crate::Iam;
use crate::entity;
use crate::table::Role;
use model::iam::{AttachRolePolicy, AttachRolePolicyInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<AttachRolePolicy> for Iam {
    async fn handle(&self, ctx: &Ctx, input: AttachRolePolicyInput) -> Result<Unit> {
        self.change(&ctx.account, |tx| {
            entity::attach::<Role>(tx, &ctx.account, &input.role_name, &input.policy_arn)
        })
        .await?;
        Ok(Unit)
    }
}
