//! DeleteUser: a user who holds nothing any more.

use crate::Iam;
use crate::access_key;
use crate::entity;
use crate::table::User;
use model::iam::errors::DELETE_CONFLICT_EXCEPTION;
use model::iam::{DeleteUser, DeleteUserInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<DeleteUser> for Iam {
    async fn handle(&self, ctx: &Ctx, input: DeleteUserInput) -> Result<Unit> {
        self.change(&ctx.account, |tx| {
            let user = entity::delete::<User>(tx, &ctx.account, &input.user_name)?;
            if access_key::of_user(tx, &ctx.account, &user.holder.name)?.is_empty() {
                return Ok(());
            }
            Err(DELETE_CONFLICT_EXCEPTION.with("Cannot delete entity, must delete access keys first.").into())
        })
        .await?;
        Ok(Unit)
    }
}
