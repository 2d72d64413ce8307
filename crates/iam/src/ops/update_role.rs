//! UpdateRole: its description and its longest session; what is not named is reset.

use crate::Iam;
use crate::entity;
use crate::table::Role;
use limits::iam::MAX_SESSION_S;
use model::iam::{UpdateRole, UpdateRoleInput, UpdateRoleOutput};
use service::{Ctx, Handle, Result};

impl Handle<UpdateRole> for Iam {
    async fn handle(&self, ctx: &Ctx, input: UpdateRoleInput) -> Result<UpdateRoleOutput> {
        let seconds = input.max_session_duration.unwrap_or(MAX_SESSION_S.default as i32) as u32;
        let UpdateRoleInput { role_name, description, .. } = input;
        self.change(&ctx.account, |tx| {
            entity::change::<Role>(tx, &ctx.account, &role_name, |role| {
                // Terraform and others name only one of the two: a description that is not named stays.
                if description.is_some() {
                    role.description.clone_from(&description);
                }
                role.session_s_max = seconds;
                Ok(())
            })
        })
        .await?;
        Ok(UpdateRoleOutput {})
    }
}
