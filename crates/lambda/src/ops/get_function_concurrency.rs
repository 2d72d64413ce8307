//! GetFunctionConcurrency.

use crate::Lambda;
use crate::lookup;
use crate::name::FunctionName;
use crate::table;
use model::lambda::{GetFunctionConcurrency, GetFunctionConcurrencyInput, GetFunctionConcurrencyOutput};
use service::{Ctx, Handle, Result};

impl Handle<GetFunctionConcurrency> for Lambda {
    async fn handle(
        &self,
        ctx: &Ctx,
        input: GetFunctionConcurrencyInput,
    ) -> Result<GetFunctionConcurrencyOutput> {
        let name = FunctionName::parse(ctx, "GetFunctionConcurrency", &input.function_name, None)?
            .only_function()?;
        let shard = table::shard(&ctx.account, &ctx.region);
        let function = self.store.read(shard, |tx| lookup::function(tx, ctx, &name)).await?;
        let reserved = function.reserved_concurrency.map(|reserved| reserved as i32);
        Ok(GetFunctionConcurrencyOutput { reserved_concurrent_executions: reserved })
    }
}
