//! AttachUserPolicy: a managed policy for a user; nothing happens if it is attached already.

use crate::Iam;
use crate::entity;
use crate::table::User;
use model::iam::{AttachUserPolicy, AttachUserPolicyInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<AttachUserPolicy> for Iam {
    async fn handle(&self, ctx: &Ctx, input: AttachUserPolicyInput) -> Result<Unit> {
        self.change(&ctx.account, |tx| {
            entity::attach::<User>(tx, &ctx.account, &input.user_name, &input.policy_arn)
        })
        .await?;
        Ok(Unit)
    }
}
