//! TagResource: new tags, and new values of old ones.

use crate::Lambda;
use crate::table;
use crate::tags::{self, Tagged};
use model::lambda::errors::INVALID_PARAMETER_VALUE_EXCEPTION;
use model::lambda::{TagResource, TagResourceInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<TagResource> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: TagResourceInput) -> Result<Unit> {
        let tagged = Tagged::parse(ctx, "TagResource", &input.resource)?;
        if input.tags.is_empty() {
            return Err(INVALID_PARAMETER_VALUE_EXCEPTION
                .with("An error occurred and the request cannot be processed.")
                .into());
        }
        tags::checked_keys(input.tags.keys())?;
        self.store
            .write(table::shard(&ctx.account, &ctx.region), |tx| {
                tagged.change(tx, ctx, |tags| tags.extend(input.tags.clone()))
            })
            .await?;
        Ok(Unit {})
    }
}
