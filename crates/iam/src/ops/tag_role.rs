//! TagRole: adds tags, or gives them other values.

use crate::Iam;
use crate::entity;
use crate::rules;
use crate::table::Role;
use model::iam::{TagRole, TagRoleInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<TagRole> for Iam {
    async fn handle(&self, ctx: &Ctx, input: TagRoleInput) -> Result<Unit> {
        self.change(&ctx.account, |tx| {
            entity::change::<Role>(tx, &ctx.account, &input.role_name, |role| {
                Ok(rules::add_tags(&mut role.holder.tags, input.tags.clone())?)
            })
        })
        .await?;
        Ok(Unit)
    }
}
