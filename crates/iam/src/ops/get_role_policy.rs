//! GetRolePolicy: the document of an inline policy of a role.

use crate::Iam;
use crate::entity;
use crate::rules::documents_url_encoded;
use crate::table::Role;
use model::iam::{GetRolePolicy, GetRolePolicyInput, GetRolePolicyOutput};
use service::{Ctx, Handle, Result};

impl Handle<GetRolePolicy> for Iam {
    async fn handle(&self, ctx: &Ctx, input: GetRolePolicyInput) -> Result<GetRolePolicyOutput> {
        let role: Role =
            self.look(&ctx.account, |tx| entity::find(tx, &ctx.account, &input.role_name)).await?;
        let document = entity::find_inline(&role, &input.policy_name)?;
        Ok(GetRolePolicyOutput {
            role_name: role.holder.name,
            policy_name: input.policy_name,
            policy_document: documents_url_encoded(&document),
        })
    }
}
