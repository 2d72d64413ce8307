//! GetFunctionCodeSigningConfig: empty texts for a function that has none, where the model demands texts.

use crate::Lambda;
use crate::lookup;
use crate::name::FunctionName;
use crate::table;
use model::lambda::{
    GetFunctionCodeSigningConfig, GetFunctionCodeSigningConfigInput, GetFunctionCodeSigningConfigOutput,
};
use service::{Ctx, Handle, Result};

impl Handle<GetFunctionCodeSigningConfig> for Lambda {
    async fn handle(
        &self,
        ctx: &Ctx,
        input: GetFunctionCodeSigningConfigInput,
    ) -> Result<GetFunctionCodeSigningConfigOutput> {
        let name = FunctionName::parse(ctx, "GetFunctionCodeSigningConfig", &input.function_name, None)?
            .only_function()?;
        let shard = table::shard(&ctx.account, &ctx.region);
        let function = self.store.read(shard, |tx| lookup::function(tx, ctx, &name)).await?;
        let named = function.code_signing_config.is_some();
        Ok(GetFunctionCodeSigningConfigOutput {
            code_signing_config_arn: function.code_signing_config.unwrap_or_default(),
            function_name: if named { name.name } else { String::new() },
        })
    }
}
