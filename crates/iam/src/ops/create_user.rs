//! CreateUser: somebody with keys of his own.

use crate::Iam;
use crate::entity;
use crate::rules;
use crate::shown::Detail;
use crate::table::{Holder, User};
use model::iam::{CreateUser, CreateUserInput, CreateUserOutput};
use service::{Ctx, Handle, Result};
use std::collections::{BTreeMap, BTreeSet};

impl Handle<CreateUser> for Iam {
    async fn handle(&self, ctx: &Ctx, input: CreateUserInput) -> Result<CreateUserOutput> {
        let user = User {
            holder: Holder {
                name: input.user_name,
                path: input.path.unwrap_or_else(|| "/".into()),
                id: auth::key_id::entity("AIDA", &self.ids),
                created: ctx.now(),
                tags: rules::new_tags(input.tags)?,
                inline: BTreeMap::new(),
                attached: BTreeSet::new(),
                boundary: input.permissions_boundary,
            },
        };
        self.change(&ctx.account, |tx| entity::create(tx, &ctx.account, &user)).await?;
        Ok(CreateUserOutput { user: Some(user.shown(&ctx.account, Detail::Created)) })
    }
}
