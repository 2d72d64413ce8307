//! UntagPolicy: removes tags.

use crate::Iam;
use crate::policy;
use crate::rules;
use model::iam::{UntagPolicy, UntagPolicyInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<UntagPolicy> for Iam {
    async fn handle(&self, ctx: &Ctx, input: UntagPolicyInput) -> Result<Unit> {
        self.change(&ctx.account, |tx| {
            let mut policy = policy::find_own(tx, &ctx.account, &input.policy_arn)?;
            rules::remove_tags(&mut policy.tags, &input.tag_keys);
            policy::put(tx, &ctx.account, &policy)
        })
        .await?;
        Ok(Unit)
    }
}
