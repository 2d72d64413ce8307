//! GetUser: everything about a user; about the caller if none is named.

use crate::Iam;
use crate::entity;
use crate::rules;
use crate::shown::Detail;
use crate::table::User;
use auth::Kind;
use model::iam::{GetUser, GetUserInput, GetUserOutput};
use service::{Ctx, Handle, Result};

impl Handle<GetUser> for Iam {
    async fn handle(&self, ctx: &Ctx, input: GetUserInput) -> Result<GetUserOutput> {
        // The account's root is a user without a name, whom IAM made with the account.
        if input.user_name.is_none() && matches!(ctx.who.identity.kind, Kind::Root) {
            return Ok(GetUserOutput { user: root(ctx) });
        }
        let name = rules::user_name(ctx, input.user_name)?;
        let user: User = self.look(&ctx.account, |tx| entity::find(tx, &ctx.account, &name)).await?;
        Ok(GetUserOutput { user: user.shown(&ctx.account, Detail::Got) })
    }
}

/// (the name that AWS shows for it: unsure)
fn root(ctx: &Ctx) -> model::iam::User {
    model::iam::User {
        path: "/".into(),
        user_name: "root".into(),
        user_id: ctx.account.to_string(),
        arn: format!("arn:aws:iam::{}:root", ctx.account),
        create_date: ctx.now(),
        ..Default::default()
    }
}
