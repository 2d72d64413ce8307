//! SetDefaultPolicyVersion: which version counts.

use crate::Iam;
use crate::policy;
use model::iam::{SetDefaultPolicyVersion, SetDefaultPolicyVersionInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<SetDefaultPolicyVersion> for Iam {
    async fn handle(&self, ctx: &Ctx, input: SetDefaultPolicyVersionInput) -> Result<Unit> {
        self.change(&ctx.account, |tx| {
            let mut policy = policy::find_own(tx, &ctx.account, &input.policy_arn)?;
            let version = policy.version(&input.version_id).map(|version| version.number);
            policy.default =
                version.ok_or_else(|| policy::no_such_version(&input.policy_arn, &input.version_id))?;
            policy.updated = ctx.now();
            policy::put(tx, &ctx.account, &policy)
        })
        .await?;
        Ok(Unit)
    }
}
