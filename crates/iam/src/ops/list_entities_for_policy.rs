//! ListEntitiesForPolicy: who holds a managed policy, users before roles.

use crate::Iam;
use crate::entity;
use crate::page::Asked;
use crate::policy;
use crate::table::{Holder, Role, User};
use model::iam::{EntityType, PolicyRole, PolicyUsageType, PolicyUser};
use model::iam::{ListEntitiesForPolicy, ListEntitiesForPolicyInput, ListEntitiesForPolicyOutput};
use service::{Ctx, Handle, Result};

impl Handle<ListEntitiesForPolicy> for Iam {
    async fn handle(
        &self,
        ctx: &Ctx,
        input: ListEntitiesForPolicyInput,
    ) -> Result<ListEntitiesForPolicyOutput> {
        let asked = Asked::new(input.marker.as_deref(), input.max_items)?;
        let prefix = input.path_prefix.unwrap_or_default();
        let wants = |kind| input.entity_filter.is_none_or(|filter| filter == kind);
        let boundary = input.policy_usage_filter == Some(PolicyUsageType::PermissionsBoundary);
        let holds = |holder: &Holder| {
            let held = match boundary {
                true => holder.boundary.as_ref() == Some(&input.policy_arn),
                false => holder.attached.contains(&input.policy_arn),
            };
            held && holder.path.starts_with(&prefix)
        };
        let page = self
            .look(&ctx.account, |tx| {
                policy::find(tx, &ctx.account, &input.policy_arn)?;
                let users = entity::below::<User>(tx, &ctx.account, "")
                    .map(|row| row.map(|(key, user)| (format!("user/{key}"), EntityType::User, user.holder)));
                let roles = entity::below::<Role>(tx, &ctx.account, "").map(|row| {
                    row.map(|(key, role)| (format!("zrole/{key}"), EntityType::Role, role.holder))
                });
                let found = users.chain(roles).filter(|row| match row {
                    Ok((_, kind, holder)) => wants(*kind) && holds(holder),
                    Err(_) => true,
                });
                asked.of(found.map(|row| row.map(|(key, kind, holder)| (key, (kind, holder)))))
            })
            .await?;
        let (mut policy_users, mut policy_roles) = (Vec::new(), Vec::new());
        for (kind, Holder { name, id, .. }) in page.items {
            match kind {
                EntityType::Role => {
                    policy_roles.push(PolicyRole { role_name: Some(name), role_id: Some(id) })
                }
                _ => policy_users.push(PolicyUser { user_name: Some(name), user_id: Some(id) }),
            }
        }
        Ok(ListEntitiesForPolicyOutput {
            policy_groups: Some(Vec::new()),
            policy_users: Some(policy_users),
            policy_roles: Some(policy_roles),
            is_truncated: page.is_truncated,
            marker: page.marker,
        })
    }
}
