//! GetPolicy: a managed policy, without its document.

use crate::Iam;
use crate::policy::{self, Uses};
use model::iam::{GetPolicy, GetPolicyInput, GetPolicyOutput};
use service::{Ctx, Handle, Result};

impl Handle<GetPolicy> for Iam {
    async fn handle(&self, ctx: &Ctx, input: GetPolicyInput) -> Result<GetPolicyOutput> {
        let policy = self
            .look(&ctx.account, |tx| {
                let policy = policy::find(tx, &ctx.account, &input.policy_arn)?;
                Ok(policy.shown(&ctx.account, &Uses::count(tx, &ctx.account)?, false))
            })
            .await?;
        Ok(GetPolicyOutput { policy: Some(policy) })
    }
}
