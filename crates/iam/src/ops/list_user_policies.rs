//! ListUserPolicies: names of the inline policies of a user, a page at a time.

use crate::Iam;
use crate::entity;
use crate::page::Asked;
use crate::table::User;
use model::iam::{ListUserPolicies, ListUserPoliciesInput, ListUserPoliciesOutput};
use service::{Ctx, Handle, Result};

impl Handle<ListUserPolicies> for Iam {
    async fn handle(&self, ctx: &Ctx, input: ListUserPoliciesInput) -> Result<ListUserPoliciesOutput> {
        let asked = Asked::new(input.marker.as_deref(), input.max_items)?;
        let user: User =
            self.look(&ctx.account, |tx| entity::find(tx, &ctx.account, &input.user_name)).await?;
        let page = asked.of_keyed(user.holder.inline.keys(), str::to_owned)?;
        Ok(ListUserPoliciesOutput {
            policy_names: page.items,
            is_truncated: page.is_truncated,
            marker: page.marker,
        })
    }
}
