//! ListAttachedUserPolicies: the managed policies of a user, a page at a time.

use crate::Iam;
use crate::entity;
use crate::page::Asked;
use crate::policy;
use crate::table::User;
use model::iam::{ListAttachedUserPolicies, ListAttachedUserPoliciesInput, ListAttachedUserPoliciesOutput};
use service::{Ctx, Handle, Result};

impl Handle<ListAttachedUserPolicies> for Iam {
    async fn handle(
        &self,
        ctx: &Ctx,
        input: ListAttachedUserPoliciesInput,
    ) -> Result<ListAttachedUserPoliciesOutput> {
        let asked = Asked::new(input.marker.as_deref(), input.max_items)?;
        let prefix = input.path_prefix.unwrap_or_default();
        let user: User =
            self.look(&ctx.account, |tx| entity::find(tx, &ctx.account, &input.user_name)).await?;
        let attached = user.holder.attached.iter().filter(|arn| policy::is_below(arn, &prefix));
        let page = asked.of_keyed(attached, policy::attached)?;
        Ok(ListAttachedUserPoliciesOutput {
            attached_policies: Some(page.items),
            is_truncated: page.is_truncated,
            marker: page.marker,
        })
    }
}
