//! PutRuntimeManagementConfig.

use crate::Lambda;
use crate::name::FunctionName;
use crate::runtime_updates;
use crate::table;
use model::lambda::{
    PutRuntimeManagementConfig, PutRuntimeManagementConfigInput, PutRuntimeManagementConfigOutput,
};
use service::{Ctx, Handle, Result};

impl Handle<PutRuntimeManagementConfig> for Lambda {
    async fn handle(
        &self,
        ctx: &Ctx,
        input: PutRuntimeManagementConfigInput,
    ) -> Result<PutRuntimeManagementConfigOutput> {
        let qualifier = input.qualifier.as_deref();
        let name = FunctionName::parse(ctx, "PutRuntimeManagementConfig", &input.function_name, qualifier)?;
        let updates = runtime_updates::parse(input.update_runtime_on, input.runtime_version_arn)?;
        let version = self
            .store
            .write(table::shard(&ctx.account, &ctx.region), |tx| {
                runtime_updates::set(tx, ctx, &name, &updates)
            })
            .await?;
        let qualified = FunctionName::of(&name.name, Some(version.number.to_string()));
        Ok(PutRuntimeManagementConfigOutput {
            update_runtime_on: input.update_runtime_on,
            function_arn: qualified.qualified_arn(ctx),
            runtime_version_arn: updates.version_arn,
        })
    }
}
