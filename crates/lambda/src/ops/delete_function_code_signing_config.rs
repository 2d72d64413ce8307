//! DeleteFunctionCodeSigningConfig: the function takes any code again.

use crate::Lambda;
use crate::lookup;
use crate::name::FunctionName;
use crate::table::{self, FUNCTIONS};
use model::lambda::{DeleteFunctionCodeSigningConfig, DeleteFunctionCodeSigningConfigInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<DeleteFunctionCodeSigningConfig> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: DeleteFunctionCodeSigningConfigInput) -> Result<Unit> {
        let name = FunctionName::parse(ctx, "DeleteFunctionCodeSigningConfig", &input.function_name, None)?
            .only_function()?;
        self.store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<()> {
                let mut function = lookup::function(tx, ctx, &name)?;
                function.code_signing_config = None;
                Ok(tx.put(&FUNCTIONS, lookup::key(ctx, &name.name), &function)?)
            })
            .await?;
        Ok(Unit {})
    }
}
