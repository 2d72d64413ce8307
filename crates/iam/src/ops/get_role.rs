//! GetRole: everything about a role.

use crate::Iam;
use crate::entity;
use crate::shown::Detail;
use crate::table::Role;
use model::iam::{GetRole, GetRoleInput, GetRoleOutput};
use service::{Ctx, Handle, Result};

impl Handle<GetRole> for Iam {
    async fn handle(&self, ctx: &Ctx, input: GetRoleInput) -> Result<GetRoleOutput> {
        let role: Role =
            self.look(&ctx.account, |tx| entity::find(tx, &ctx.account, &input.role_name)).await?;
        Ok(GetRoleOutput { role: role.shown(&ctx.account, Detail::Got) })
    }
}
