//! CreateRole: a role, whom its trust policy names may assume.

use crate::Iam;
use crate::entity;
use crate::rules;
use crate::shown::Detail;
use crate::table::{Holder, Role};
use limits::iam::MAX_SESSION_S;
use model::iam::{CreateRole, CreateRoleInput, CreateRoleOutput};
use service::{Ctx, Handle, Result};
use std::collections::{BTreeMap, BTreeSet};

impl Handle<CreateRole> for Iam {
    async fn handle(&self, ctx: &Ctx, input: CreateRoleInput) -> Result<CreateRoleOutput> {
        rules::trust(&input.assume_role_policy_document)?;
        let role = Role {
            holder: Holder {
                name: input.role_name,
                path: input.path.unwrap_or_else(|| "/".into()),
                id: auth::key_id::entity("AROA", &self.ids),
                created: ctx.now(),
                tags: rules::new_tags(input.tags)?,
                inline: BTreeMap::new(),
                attached: BTreeSet::new(),
                boundary: input.permissions_boundary,
            },
            trust: input.assume_role_policy_document,
            description: input.description,
            session_s_max: input.max_session_duration.unwrap_or(MAX_SESSION_S.default as i32) as u32,
        };
        self.change(&ctx.account, |tx| entity::create(tx, &ctx.account, &role)).await?;
        Ok(CreateRoleOutput { role: role.shown(&ctx.account, Detail::Created) })
    }
}
