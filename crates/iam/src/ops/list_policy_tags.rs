//! ListPolicyTags: by key, a page at a time.

use crate::Iam;
use crate::page::Asked;
use crate::policy::{self, Managed};
use model::iam::Tag;
use model::iam::{ListPolicyTags, ListPolicyTagsInput, ListPolicyTagsOutput};
use service::{Ctx, Handle, Result};

impl Handle<ListPolicyTags> for Iam {
    async fn handle(&self, ctx: &Ctx, input: ListPolicyTagsInput) -> Result<ListPolicyTagsOutput> {
        let asked = Asked::new(input.marker.as_deref(), input.max_items)?;
        let policy = self.look(&ctx.account, |tx| policy::find(tx, &ctx.account, &input.policy_arn)).await?;
        let tags = match policy {
            Managed::Own(policy) => policy.tags,
            Managed::Aws(_) => Default::default(),
        };
        let page = asked.of(tags.into_iter().map(|(key, value)| Ok((key.clone(), Tag { key, value }))))?;
        Ok(ListPolicyTagsOutput { tags: page.items, is_truncated: page.is_truncated, marker: page.marker })
    }
}
