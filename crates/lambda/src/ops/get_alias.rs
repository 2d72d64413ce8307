//! GetAlias.

use crate::Lambda;
use crate::alias;
use crate::lookup;
use crate::name::FunctionName;
use crate::table;
use model::lambda::errors::RESOURCE_NOT_FOUND_EXCEPTION;
use model::lambda::{AliasConfiguration, GetAlias, GetAliasInput};
use service::{Ctx, Handle, Result};

impl Handle<GetAlias> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: GetAliasInput) -> Result<AliasConfiguration> {
        let name = FunctionName::parse(ctx, "GetAlias", &input.function_name, None)?.only_function()?;
        let shard = table::shard(&ctx.account, &ctx.region);
        let found = self.store.read(shard, |tx| lookup::alias_if_any(tx, ctx, &name.name, &input.name));
        match found.await? {
            Some(alias) => Ok(alias::shown(ctx, &name.name, &input.name, alias)),
            None => {
                let arn = alias::arn(ctx, &name.name, &input.name);
                Err(RESOURCE_NOT_FOUND_EXCEPTION.with(format!("Cannot find alias arn: {arn}")).into())
            }
        }
    }
}
