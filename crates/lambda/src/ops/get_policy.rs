//! GetPolicy.

use crate::Lambda;
use crate::lookup;
use crate::name::FunctionName;
use crate::policy;
use crate::table;
use model::lambda::errors::RESOURCE_NOT_FOUND_EXCEPTION;
use model::lambda::{GetPolicy, GetPolicyInput, GetPolicyOutput};
use service::{Ctx, Handle, Result};

impl Handle<GetPolicy> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: GetPolicyInput) -> Result<GetPolicyOutput> {
        let qualifier = input.qualifier.as_deref();
        let name = FunctionName::parse(ctx, "GetPolicy", &input.function_name, qualifier)?;
        let shard = table::shard(&ctx.account, &ctx.region);
        let found = self.store.read(shard, |tx| -> Result<_> {
            lookup::found(tx, ctx, &name)?;
            policy::of(tx, ctx, &name)
        });
        let Some(policy) = found.await? else {
            return Err(RESOURCE_NOT_FOUND_EXCEPTION
                .with("The resource you requested does not exist.")
                .into());
        };
        Ok(GetPolicyOutput {
            policy: Some(policy::document(&policy, &name.qualified_arn(ctx))),
            revision_id: Some(policy.revision_id),
        })
    }
}
