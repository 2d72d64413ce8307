//! ListAttachedRolePolicies: the managed policies of a role, a page at a time.

use crate::Iam;
use crate::entity;
use crate::page::Asked;
use crate::policy;
use crate::table::Role;
use model::iam::{ListAttachedRolePolicies, ListAttachedRolePoliciesInput, ListAttachedRolePoliciesOutput};
use service::{Ctx, Handle, Result};

impl Handle<ListAttachedRolePolicies> for Iam {
    async fn handle(
        &self,
        ctx: &Ctx,
        input: ListAttachedRolePoliciesInput,
    ) -> Result<ListAttachedRolePoliciesOutput> {
        let asked = Asked::new(input.marker.as_deref(), input.max_items)?;
        let prefix = input.path_prefix.unwrap_or_default();
        let role: Role =
            self.look(&ctx.account, |tx| entity::find(tx, &ctx.account, &input.role_name)).await?;
        let attached = role.holder.attached.iter().filter(|arn| policy::is_below(arn, &prefix));
        let page = asked.of_keyed(attached, policy::attached)?;
        Ok(ListAttachedRolePoliciesOutput {
            attached_policies: Some(page.items),
            is_truncated: page.is_truncated,
            marker: page.marker,
        })
    }
}
