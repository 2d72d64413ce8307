//! UntagResource: a tag that is not there is as good as taken away.

use crate::Lambda;
use crate::table;
use crate::tags::Tagged;
use model::lambda::{UntagResource, UntagResourceInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<UntagResource> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: UntagResourceInput) -> Result<Unit> {
        let tagged = Tagged::parse(ctx, "UntagResource", &input.resource)?;
        self.store
            .write(table::shard(&ctx.account, &ctx.region), |tx| {
                tagged.change(tx, ctx, |tags| tags.retain(|key, _| !input.tag_keys.contains(key)))
            })
            .await?;
        Ok(Unit {})
    }
}
