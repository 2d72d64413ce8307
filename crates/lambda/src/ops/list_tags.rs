//! ListTags.

use crate::Lambda;
use crate::table;
use crate::tags::Tagged;
use model::lambda::{ListTags, ListTagsInput, ListTagsOutput};
use service::{Ctx, Handle, Result};

impl Handle<ListTags> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: ListTagsInput) -> Result<ListTagsOutput> {
        let tagged = Tagged::parse(ctx, "ListTags", &input.resource)?;
        let shard = table::shard(&ctx.account, &ctx.region);
        let tags = self.store.read(shard, |tx| tagged.tags(tx, ctx)).await?;
        Ok(ListTagsOutput { tags: Some(tags) })
    }
}
