//! ListAccessKeys: a user's keys, without their secrets.

use crate::Iam;
use crate::access_key;
use crate::entity;
use crate::page::Asked;
use crate::rules;
use crate::table::User;
use model::iam::{ListAccessKeys, ListAccessKeysInput, ListAccessKeysOutput};
use service::{Ctx, Handle, Result};

impl Handle<ListAccessKeys> for Iam {
    async fn handle(&self, ctx: &Ctx, input: ListAccessKeysInput) -> Result<ListAccessKeysOutput> {
        let asked = Asked::new(input.marker.as_deref(), input.max_items)?;
        let name = rules::user_name(ctx, input.user_name)?;
        let keys = self
            .look(&ctx.account, |tx| {
                let user: User = entity::find(tx, &ctx.account, &name)?;
                access_key::of_user(tx, &ctx.account, &user.holder.name)
            })
            .await?;
        let page = asked.of(keys.into_iter().map(|key| Ok((key.id.clone(), key.shown()))))?;
        Ok(ListAccessKeysOutput {
            access_key_metadata: page.items,
            is_truncated: page.is_truncated,
            marker: page.marker,
        })
    }
}
