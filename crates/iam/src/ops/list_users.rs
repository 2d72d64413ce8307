//! ListUsers: by name, a page at a time.

use crate::Iam;
use crate::entity;
use crate::page::Asked;
use crate::shown::Detail;
use crate::table::User;
use model::iam::{ListUsers, ListUsersInput, ListUsersOutput};
use service::{Ctx, Handle, Result};

impl Handle<ListUsers> for Iam {
    async fn handle(&self, ctx: &Ctx, input: ListUsersInput) -> Result<ListUsersOutput> {
        let asked = Asked::new(input.marker.as_deref(), input.max_items)?;
        let prefix = input.path_prefix.unwrap_or_default();
        let page = self
            .look(&ctx.account, |tx| {
                let rows = entity::below::<User>(tx, &ctx.account, &prefix);
                asked
                    .of(rows
                        .map(|row| row.map(|(key, user)| (key, user.shown(&ctx.account, Detail::Listed)))))
            })
            .await?;
        Ok(ListUsersOutput { users: page.items, is_truncated: page.is_truncated, marker: page.marker })
    }
}
