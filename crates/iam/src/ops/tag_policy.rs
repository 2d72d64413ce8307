//! TagPolicy: adds tags, or gives them other values.

use crate::Iam;
use crate::policy;
use crate::rules;
use model::iam::{TagPolicy, TagPolicyInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<TagPolicy> for Iam {
    async fn handle(&self, ctx: &Ctx, input: TagPolicyInput) -> Result<Unit> {
        self.change(&ctx.account, |tx| {
            let mut policy = policy::find_own(tx, &ctx.account, &input.policy_arn)?;
            rules::add_tags(&mut policy.tags, input.tags.clone())?;
            policy::put(tx, &ctx.account, &policy)
        })
        .await?;
        Ok(Unit)
    }
}
