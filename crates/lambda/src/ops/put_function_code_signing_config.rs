//! PutFunctionCodeSigningConfig: from its next code on, a function takes only what the configuration lets pass.

use crate::Lambda;
use crate::code_signing;
use crate::lookup;
use crate::name::FunctionName;
use crate::table::{self, FUNCTIONS};
use model::lambda::{
    PutFunctionCodeSigningConfig, PutFunctionCodeSigningConfigInput, PutFunctionCodeSigningConfigOutput,
};
use service::{Ctx, Handle, Result};

impl Handle<PutFunctionCodeSigningConfig> for Lambda {
    async fn handle(
        &self,
        ctx: &Ctx,
        input: PutFunctionCodeSigningConfigInput,
    ) -> Result<PutFunctionCodeSigningConfigOutput> {
        let name = FunctionName::parse(ctx, "PutFunctionCodeSigningConfig", &input.function_name, None)?
            .only_function()?;
        let arn = input.code_signing_config_arn;
        self.store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<()> {
                code_signing::find_for_function(tx, ctx, &arn)?;
                let mut function = lookup::function(tx, ctx, &name)?;
                function.code_signing_config = Some(arn.clone());
                Ok(tx.put(&FUNCTIONS, lookup::key(ctx, &name.name), &function)?)
            })
            .await?;
        Ok(PutFunctionCodeSigningConfigOutput { code_signing_config_arn: arn, function_name: name.name })
    }
}
