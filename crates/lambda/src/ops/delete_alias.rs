//! DeleteAlias: one that is not there is as good as deleted, as on AWS.

use super::delete_function::delete_qualified;
use crate::Lambda;
use crate::lookup;
use crate::name::FunctionName;
use crate::table::{self, ALIASES};
use model::lambda::{DeleteAlias, DeleteAliasInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<DeleteAlias> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: DeleteAliasInput) -> Result<Unit> {
        let name = FunctionName::parse(ctx, "DeleteAlias", &input.function_name, None)?.only_function()?;
        self.store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<()> {
                lookup::function(tx, ctx, &name)?;
                tx.delete(&ALIASES, (&*ctx.account, &*ctx.region, &*name.name, &*input.name));
                delete_qualified(tx, ctx, &name.name, &input.name);
                Ok(())
            })
            .await?;
        self.serving.forget(ctx, &name.name);
        Ok(Unit {})
    }
}
