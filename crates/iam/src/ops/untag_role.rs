//! UntagRole: removes tags.

use crate::Iam;
use crate::entity;
use crate::rules;
use crate::table::Role;
use model::iam::{UntagRole, UntagRoleInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<UntagRole> for Iam {
    async fn handle(&self, ctx: &Ctx, input: UntagRoleInput) -> Result<Unit> {
        self.change(&ctx.account, |tx| {
            entity::change::<Role>(tx, &ctx.account, &input.role_name, |role| {
                rules::remove_tags(&mut role.holder.tags, &input.tag_keys);
                Ok(())
            })
        })
        .await?;
        Ok(Unit)
    }
}
