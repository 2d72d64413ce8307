//! UpdateRoleDescription: what a role is for.

use crate::Iam;
use crate::entity;
use crate::shown::Detail;
use crate::table::Role;
use model::iam::{UpdateRoleDescription, UpdateRoleDescriptionInput, UpdateRoleDescriptionOutput};
use service::{Ctx, Handle, Result};

impl Handle<UpdateRoleDescription> for Iam {
    async fn handle(
        &self,
        ctx: &Ctx,
        input: UpdateRoleDescriptionInput,
    ) -> Result<UpdateRoleDescriptionOutput> {
        let role = self
            .change(&ctx.account, |tx| {
                entity::change::<Role>(tx, &ctx.account, &input.role_name, |role| {
                    role.description = Some(input.description.clone());
                    Ok(())
                })?;
                entity::find::<Role>(tx, &ctx.account, &input.role_name)
            })
            .await?;
        Ok(UpdateRoleDescriptionOutput { role: Some(role.shown(&ctx.account, Detail::Created)) })
    }
}
