//! PutFunctionConcurrency: so many invocations at a time for this function, and no more; the others cannot take them.

use crate::Lambda;
use crate::concurrency;
use crate::lookup;
use crate::name::FunctionName;
use crate::table::{self, FUNCTIONS};
use crate::usage;
use model::lambda::{Concurrency, PutFunctionConcurrency, PutFunctionConcurrencyInput};
use service::{Ctx, Handle, Result};

impl Handle<PutFunctionConcurrency> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: PutFunctionConcurrencyInput) -> Result<Concurrency> {
        let name = FunctionName::parse(ctx, "PutFunctionConcurrency", &input.function_name, None)?
            .only_function()?;
        // The model lets nothing below 0 through.
        let asked = u32::try_from(input.reserved_concurrent_executions).unwrap_or_default();
        let concurrency_max = self.concurrency_max();
        self.store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<()> {
                let mut function = lookup::function(tx, ctx, &name)?;
                concurrency::check_reservation(tx, ctx, &function, asked, concurrency_max)?;
                let before = function.reserved_concurrency.replace(asked).unwrap_or_default();
                usage::change(tx, ctx, |usage| {
                    usage.reserved_concurrency =
                        usage.reserved_concurrency - u64::from(before) + u64::from(asked);
                })?;
                Ok(tx.put(&FUNCTIONS, lookup::key(ctx, &name.name), &function)?)
            })
            .await?;
        self.tell_reservation(ctx, &name).await?;
        Ok(Concurrency { reserved_concurrent_executions: Some(input.reserved_concurrent_executions) })
    }
}
