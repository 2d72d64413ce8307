//! ListRolePolicies: names of the inline policies of a role, a page at a time.

use crate::Iam;
use crate::entity;
use crate::page::Asked;
use crate::table::Role;
use model::iam::{ListRolePolicies, ListRolePoliciesInput, ListRolePoliciesOutput};
use service::{Ctx, Handle, Result};

impl Handle<ListRolePolicies> for Iam {
    async fn handle(&self, ctx: &Ctx, input: ListRolePoliciesInput) -> Result<ListRolePoliciesOutput> {
        let asked = Asked::new(input.marker.as_deref(), input.max_items)?;
        let role: Role =
            self.look(&ctx.account, |tx| entity::find(tx, &ctx.account, &input.role_name)).await?;
        let page = asked.of_keyed(role.holder.inline.keys(), str::to_owned)?;
        Ok(ListRolePoliciesOutput {
            policy_names: page.items,
            is_truncated: page.is_truncated,
            marker: page.marker,
        })
    }
}
