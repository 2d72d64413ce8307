//! DeleteFunctionConcurrency: the function shares what nobody has reserved.

use crate::Lambda;
use crate::lookup;
use crate::name::FunctionName;
use crate::table::{self, FUNCTIONS};
use crate::usage;
use model::lambda::{DeleteFunctionConcurrency, DeleteFunctionConcurrencyInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<DeleteFunctionConcurrency> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: DeleteFunctionConcurrencyInput) -> Result<Unit> {
        let name = FunctionName::parse(ctx, "DeleteFunctionConcurrency", &input.function_name, None)?
            .only_function()?;
        self.store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<()> {
                let mut function = lookup::function(tx, ctx, &name)?;
                let before = function.reserved_concurrency.take().unwrap_or_default();
                usage::change(tx, ctx, |usage| usage.reserved_concurrency -= u64::from(before))?;
                Ok(tx.put(&FUNCTIONS, lookup::key(ctx, &name.name), &function)?)
            })
            .await?;
        self.tell_reservation(ctx, &name).await?;
        Ok(Unit {})
    }
}
