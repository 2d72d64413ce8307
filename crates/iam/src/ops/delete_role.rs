//! DeleteRole: a role that holds no policies any more.

use crate::Iam;
use crate::entity;
use crate::table::Role;
use model::iam::{DeleteRole, DeleteRoleInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<DeleteRole> for Iam {
    async fn handle(&self, ctx: &Ctx, input: DeleteRoleInput) -> Result<Unit> {
        self.change(&ctx.account, |tx| {
            entity::delete::<Role>(tx, &ctx.account, &input.role_name)?;
            Ok(())
        })
        .await?;
        Ok(Unit)
    }
}
