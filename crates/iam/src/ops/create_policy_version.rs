//! CreatePolicyVersion: another document for a managed policy, which may become what counts.

use crate::Iam;
use crate::policy;
use crate::rules;
use crate::table::Version;
use limits::iam::POLICY_VERSIONS_MAX;
use model::iam::errors::LIMIT_EXCEEDED_EXCEPTION;
use model::iam::{CreatePolicyVersion, CreatePolicyVersionInput, CreatePolicyVersionOutput};
use service::{Ctx, Handle, Result};

impl Handle<CreatePolicyVersion> for Iam {
    async fn handle(&self, ctx: &Ctx, input: CreatePolicyVersionInput) -> Result<CreatePolicyVersionOutput> {
        rules::managed(&input.policy_document)?;
        let version = self
            .change(&ctx.account, |tx| {
                let mut policy = policy::find_own(tx, &ctx.account, &input.policy_arn)?;
                if !POLICY_VERSIONS_MAX.allows(policy.versions.len() + 1) {
                    return Err(LIMIT_EXCEEDED_EXCEPTION
                        .with(format!(
                            "A managed policy can have up to {} versions. Before you create a new version, you must delete an existing version.",
                            POLICY_VERSIONS_MAX.value
                        ))
                        .into());
                }
                policy.last += 1;
                let document = input.policy_document.clone();
                let version = Version { number: policy.last, document, created: ctx.now() };
                policy.versions.push(version.clone());
                policy.updated = ctx.now();
                if input.set_as_default == Some(true) {
                    policy.default = policy.last;
                }
                policy::put(tx, &ctx.account, &policy)?;
                Ok(policy.shown_version(&version, false))
            })
            .await?;
        Ok(CreatePolicyVersionOutput { policy_version: Some(version) })
    }
}
