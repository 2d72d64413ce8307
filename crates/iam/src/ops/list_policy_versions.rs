//! ListPolicyVersions: the versions of a managed policy, the newest first.

use crate::Iam;
use crate::page::Asked;
use crate::policy::{self, Managed};
use model::iam::PolicyVersion;
use model::iam::{ListPolicyVersions, ListPolicyVersionsInput, ListPolicyVersionsOutput};
use service::{Ctx, Handle, Result};

impl Handle<ListPolicyVersions> for Iam {
    async fn handle(&self, ctx: &Ctx, input: ListPolicyVersionsInput) -> Result<ListPolicyVersionsOutput> {
        let asked = Asked::new(input.marker.as_deref(), input.max_items)?;
        let policy = self.look(&ctx.account, |tx| policy::find(tx, &ctx.account, &input.policy_arn)).await?;
        let versions: Vec<PolicyVersion> = match &policy {
            Managed::Aws(policy) => policy.shown_version(false).into_iter().collect(),
            Managed::Own(policy) => {
                policy.versions.iter().rev().map(|version| policy.shown_version(version, false)).collect()
            }
        };
        // The place in the list is its order: version numbers would order v10 before v9.
        let rows = versions.into_iter().enumerate();
        let page = asked.of(rows.map(|(at, version)| Ok((format!("{at:04}"), version))))?;
        Ok(ListPolicyVersionsOutput {
            versions: Some(page.items),
            is_truncated: page.is_truncated,
            marker: page.marker,
        })
    }
}
