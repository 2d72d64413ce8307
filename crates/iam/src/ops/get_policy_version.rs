//! GetPolicyVersion: a version of a managed policy, with its document.

use crate::Iam;
use crate::aws_managed;
use crate::policy::{self, Managed};
use model::iam::{GetPolicyVersion, GetPolicyVersionInput, GetPolicyVersionOutput};
use service::{Ctx, Handle, Result};

impl Handle<GetPolicyVersion> for Iam {
    async fn handle(&self, ctx: &Ctx, input: GetPolicyVersionInput) -> Result<GetPolicyVersionOutput> {
        let policy = self.look(&ctx.account, |tx| policy::find(tx, &ctx.account, &input.policy_arn)).await?;
        let version = match &policy {
            Managed::Aws(policy) => {
                policy.shown_version(true).filter(|_| input.version_id == aws_managed::VERSION)
            }
            Managed::Own(policy) => {
                policy.version(&input.version_id).map(|version| policy.shown_version(version, true))
            }
        };
        match version {
            Some(version) => Ok(GetPolicyVersionOutput { policy_version: Some(version) }),
            None => Err(policy::no_such_version(&input.policy_arn, &input.version_id).into()),
        }
    }
}
