//! GetUserPolicy: the document of an inline policy of a user.

use crate::Iam;
use crate::entity;
use crate::rules::documents_url_encoded;
use crate::table::User;
use model::iam::{GetUserPolicy, GetUserPolicyInput, GetUserPolicyOutput};
use service::{Ctx, Handle, Result};

impl Handle<GetUserPolicy> for Iam {
    async fn handle(&self, ctx: &Ctx, input: GetUserPolicyInput) -> Result<GetUserPolicyOutput> {
        let user: User =
            self.look(&ctx.account, |tx| entity::find(tx, &ctx.account, &input.user_name)).await?;
        let document = entity::find_inline(&user, &input.policy_name)?;
        Ok(GetUserPolicyOutput {
            user_name: user.holder.name,
            policy_name: input.policy_name,
            policy_document: documents_url_encoded(&document),
        })
    }
}
