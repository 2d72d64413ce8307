//! ListPolicies: the account's own and AWS's, by ARN, a page at a time.

use crate::Iam;
use crate::page::Asked;
use crate::policy::{self, Uses};
use model::iam::{ListPolicies, ListPoliciesInput, ListPoliciesOutput};
use model::iam::{PolicyScopeType, PolicyUsageType};
use service::{Ctx, Handle, Result};

impl Handle<ListPolicies> for Iam {
    async fn handle(&self, ctx: &Ctx, input: ListPoliciesInput) -> Result<ListPoliciesOutput> {
        let asked = Asked::new(input.marker.as_deref(), input.max_items)?;
        let scope = input.scope.unwrap_or(PolicyScopeType::All);
        let prefix = input.path_prefix.unwrap_or_default();
        let page = self
            .look(&ctx.account, |tx| {
                let uses = Uses::count(tx, &ctx.account)?;
                let all = policy::all(tx, &ctx.account, scope)?.into_iter().filter(|(arn, _)| {
                    let used = match input.policy_usage_filter {
                        None => uses.attached(arn) + uses.boundaries(arn),
                        Some(PolicyUsageType::PermissionsPolicy) => uses.attached(arn),
                        Some(PolicyUsageType::PermissionsBoundary) => uses.boundaries(arn),
                    };
                    let only_used = input.only_attached == Some(true) || input.policy_usage_filter.is_some();
                    policy::is_below(arn, &prefix) && (used > 0 || !only_used)
                });
                asked.of(all.map(|(arn, policy)| Ok((arn, policy.shown(&ctx.account, &uses, true)))))
            })
            .await?;
        Ok(ListPoliciesOutput {
            policies: Some(page.items),
            is_truncated: page.is_truncated,
            marker: page.marker,
        })
    }
}
