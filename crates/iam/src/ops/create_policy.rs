//! CreatePolicy: a managed policy, with its first version.

use crate::Iam;
use crate::policy::{self, Managed, Uses};
use crate::rules;
use crate::table::{Policy, Version};
use model::iam::{CreatePolicy, CreatePolicyInput, CreatePolicyOutput};
use service::{Ctx, Handle, Result};

impl Handle<CreatePolicy> for Iam {
    async fn handle(&self, ctx: &Ctx, input: CreatePolicyInput) -> Result<CreatePolicyOutput> {
        rules::managed(&input.policy_document)?;
        let policy = Policy {
            name: input.policy_name,
            path: input.path.unwrap_or_else(|| "/".into()),
            id: auth::key_id::entity("ANPA", &self.ids),
            description: input.description,
            created: ctx.now(),
            updated: ctx.now(),
            tags: rules::new_tags(input.tags)?,
            versions: vec![Version { number: 1, document: input.policy_document, created: ctx.now() }],
            default: 1,
            last: 1,
        };
        self.change(&ctx.account, |tx| policy::create(tx, &ctx.account, &policy)).await?;
        let mut shown = Managed::Own(policy).shown(&ctx.account, &Uses::default(), false);
        shown.description = None;
        Ok(CreatePolicyOutput { policy: Some(shown) })
    }
}
