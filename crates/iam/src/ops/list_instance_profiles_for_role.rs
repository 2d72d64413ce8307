//! ListInstanceProfilesForRole: none, for none can be made: EC2 is not offered. Deployers ask before they delete a role.

use crate::Iam;
use crate::entity;
use crate::page::Asked;
use crate::table::Role;
use model::iam::{
    ListInstanceProfilesForRole, ListInstanceProfilesForRoleInput, ListInstanceProfilesForRoleOutput,
};
use service::{Ctx, Handle, Result};

impl Handle<ListInstanceProfilesForRole> for Iam {
    async fn handle(
        &self,
        ctx: &Ctx,
        input: ListInstanceProfilesForRoleInput,
    ) -> Result<ListInstanceProfilesForRoleOutput> {
        Asked::new(input.marker.as_deref(), input.max_items)?;
        let _: Role = self.look(&ctx.account, |tx| entity::find(tx, &ctx.account, &input.role_name)).await?;
        Ok(ListInstanceProfilesForRoleOutput {
            instance_profiles: Vec::new(),
            is_truncated: Some(false),
            marker: None,
        })
    }
}
