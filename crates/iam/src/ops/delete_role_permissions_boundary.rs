//! DeleteRolePermissionsBoundary: a role may do whatever its policies allow.

use crate::Iam;
use crate::entity;
use crate::table::Role;
use model::iam::{DeleteRolePermissionsBoundary, DeleteRolePermissionsBoundaryInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<DeleteRolePermissionsBoundary> for Iam {
    async fn handle(&self, ctx: &Ctx, input: DeleteRolePermissionsBoundaryInput) -> Result<Unit> {
        self.change(&ctx.account, |tx| {
            entity::change::<Role>(tx, &ctx.account, &input.role_name, |role| {
                role.holder.boundary = None;
                Ok(())
            })
        })
        .await?;
        Ok(Unit)
    }
}
