//! CreateAccessKey: a key for a user; its secret is shown this once.

use crate::Iam;
use crate::access_key;
use crate::entity;
use crate::rules;
use crate::table::{AccessKey, User};
use model::iam::StatusType;
use model::iam::{CreateAccessKey, CreateAccessKeyInput, CreateAccessKeyOutput};
use service::{Ctx, Handle, Result};

impl Handle<CreateAccessKey> for Iam {
    async fn handle(&self, ctx: &Ctx, input: CreateAccessKeyInput) -> Result<CreateAccessKeyOutput> {
        let name = rules::user_name(ctx, input.user_name)?;
        let (id, secret) = (
            auth::key_id::new(auth::key_id::LONG_TERM, &ctx.account, &self.ids),
            auth::new_secret(&self.ids),
        );
        let key = self
            .change(&ctx.account, |tx| {
                let user: User = entity::find(tx, &ctx.account, &name)?;
                let (id, secret) = (id.clone(), secret.clone());
                let key = AccessKey { id, secret, user: user.holder.name, active: true, created: ctx.now() };
                access_key::create(tx, &ctx.account, &key)?;
                Ok(key)
            })
            .await?;
        Ok(CreateAccessKeyOutput {
            access_key: model::iam::AccessKey {
                user_name: key.user,
                access_key_id: key.id,
                status: StatusType::Active,
                secret_access_key: key.secret,
                create_date: Some(key.created),
            },
        })
    }
}
