//! DeletePolicyVersion: a version that does not count.

use crate::Iam;
use crate::policy;
use model::iam::errors::DELETE_CONFLICT_EXCEPTION;
use model::iam::{DeletePolicyVersion, DeletePolicyVersionInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<DeletePolicyVersion> for Iam {
    async fn handle(&self, ctx: &Ctx, input: DeletePolicyVersionInput) -> Result<Unit> {
        self.change(&ctx.account, |tx| {
            let mut policy = policy::find_own(tx, &ctx.account, &input.policy_arn)?;
            let version = policy.version(&input.version_id).map(|version| version.number);
            let number =
                version.ok_or_else(|| policy::no_such_version(&input.policy_arn, &input.version_id))?;
            if number == policy.default {
                let text = "Cannot delete the default version of a policy.";
                return Err(DELETE_CONFLICT_EXCEPTION.with(text).into());
            }
            policy.versions.retain(|version| version.number != number);
            policy::put(tx, &ctx.account, &policy)
        })
        .await?;
        Ok(Unit)
    }
}
