//! PutRolePermissionsBoundary: what a role may do at most.

use crate::Iam;
use crate::entity;
use crate::policy;
use crate::table::Role;
use model::iam::{PutRolePermissionsBoundary, PutRolePermissionsBoundaryInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<PutRolePermissionsBoundary> for Iam {
    async fn handle(&self, ctx: &Ctx, input: PutRolePermissionsBoundaryInput) -> Result<Unit> {
        self.change(&ctx.account, |tx| {
            policy::attachable(tx, &ctx.account, &input.permissions_boundary)?;
            entity::change::<Role>(tx, &ctx.account, &input.role_name, |role| {
                role.holder.boundary = Some(input.permissions_boundary.clone());
                Ok(())
            })
        })
        .await?;
        Ok(Unit)
    }
}
