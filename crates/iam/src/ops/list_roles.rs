//! ListRoles: by name, a page at a time.

use crate::Iam;
use crate::entity;
use crate::page::Asked;
use crate::shown::Detail;
use crate::table::Role;
use model::iam::{ListRoles, ListRolesInput, ListRolesOutput};
use service::{Ctx, Handle, Result};

impl Handle<ListRoles> for Iam {
    async fn handle(&self, ctx: &Ctx, input: ListRolesInput) -> Result<ListRolesOutput> {
        let asked = Asked::new(input.marker.as_deref(), input.max_items)?;
        let prefix = input.path_prefix.unwrap_or_default();
        let page = self
            .look(&ctx.account, |tx| {
                let rows = entity::below::<Role>(tx, &ctx.account, &prefix);
                asked
                    .of(rows
                        .map(|row| row.map(|(key, role)| (key, role.shown(&ctx.account, Detail::Listed)))))
            })
            .await?;
        Ok(ListRolesOutput { roles: page.items, is_truncated: page.is_truncated, marker: page.marker })
    }
}
