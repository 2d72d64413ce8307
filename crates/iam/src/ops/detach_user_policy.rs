//! DetachUserPolicy: takes a managed policy from a user.

use crate::Iam;
use crate::entity;
use crate::table::User;
use model::iam::{DetachUserPolicy, DetachUserPolicyInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<DetachUserPolicy> for Iam {
    async fn handle(&self, ctx: &Ctx, input: DetachUserPolicyInput) -> Result<Unit> {
        self.change(&ctx.account, |tx| {
            entity::detach::<User>(tx, &ctx.account, &input.user_name, &input.policy_arn)
        })
        .await?;
        Ok(Unit)
    }
}
