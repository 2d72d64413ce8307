//! ListRoleTags: by key, a page at a time.

use crate::Iam;
use crate::entity;
use crate::page::Asked;
use crate::table::Role;
use model::iam::Tag;
use model::iam::{ListRoleTags, ListRoleTagsInput, ListRoleTagsOutput};
use service::{Ctx, Handle, Result};

impl Handle<ListRoleTags> for Iam {
    async fn handle(&self, ctx: &Ctx, input: ListRoleTagsInput) -> Result<ListRoleTagsOutput> {
        let asked = Asked::new(input.marker.as_deref(), input.max_items)?;
        let role: Role =
            self.look(&ctx.account, |tx| entity::find(tx, &ctx.account, &input.role_name)).await?;
        let tags = role.holder.tags.into_iter();
        let page = asked.of(tags.map(|(key, value)| Ok((key.clone(), Tag { key, value }))))?;
        Ok(ListRoleTagsOutput { tags: page.items, is_truncated: page.is_truncated, marker: page.marker })
    }
}
