//! GetRuntimeManagementConfig.

use crate::Lambda;
use crate::name::FunctionName;
use crate::runtime_updates;
use crate::table;
use model::lambda::{
    GetRuntimeManagementConfig, GetRuntimeManagementConfigInput, GetRuntimeManagementConfigOutput,
};
use service::{Ctx, Handle, Result};

impl Handle<GetRuntimeManagementConfig> for Lambda {
    async fn handle(
        &self,
        ctx: &Ctx,
        input: GetRuntimeManagementConfigInput,
    ) -> Result<GetRuntimeManagementConfigOutput> {
        let qualifier = input.qualifier.as_deref();
        let name = FunctionName::parse(ctx, "GetRuntimeManagementConfig", &input.function_name, qualifier)?;
        let shard = table::shard(&ctx.account, &ctx.region);
        let version = self.store.read(shard, |tx| runtime_updates::version(tx, ctx, &name)).await?;
        let qualified = FunctionName::of(&name.name, Some(version.number.to_string()));
        Ok(GetRuntimeManagementConfigOutput {
            update_runtime_on: version.runtime_updates.on.parse().ok(),
            function_arn: Some(qualified.qualified_arn(ctx)),
            runtime_version_arn: version.runtime_updates.version_arn,
        })
    }
}
