//! DeletePolicy: a policy that is attached to nobody and has no other versions.

use crate::Iam;
use crate::policy::{self, Uses};
use model::iam::errors::DELETE_CONFLICT_EXCEPTION;
use model::iam::{DeletePolicy, DeletePolicyInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<DeletePolicy> for Iam {
    async fn handle(&self, ctx: &Ctx, input: DeletePolicyInput) -> Result<Unit> {
        self.change(&ctx.account, |tx| {
            let policy = policy::find_own(tx, &ctx.account, &input.policy_arn)?;
            let uses = Uses::count(tx, &ctx.account)?;
            let conflict = |text: &str| Err(DELETE_CONFLICT_EXCEPTION.with(text).into());
            if uses.attached(&input.policy_arn) + uses.boundaries(&input.policy_arn) > 0 {
                return conflict("Cannot delete a policy attached to entities.");
            }
            if policy.versions.len() > 1 {
                return conflict("This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.");
            }
            policy::delete(tx, &ctx.account, &policy);
            Ok(())
        })
        .await?;
        Ok(Unit)
    }
}
