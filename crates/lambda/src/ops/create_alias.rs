//! CreateAlias.

use crate::Lambda;
use crate::alias;
use crate::lookup;
use crate::name::FunctionName;
use crate::table::{self, ALIASES, Alias};
use model::lambda::errors::RESOURCE_CONFLICT_EXCEPTION;
use model::lambda::{AliasConfiguration, CreateAlias, CreateAliasInput};
use service::{Ctx, Handle, Result};

impl Handle<CreateAlias> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: CreateAliasInput) -> Result<AliasConfiguration> {
        let name = FunctionName::parse(ctx, "CreateAlias", &input.function_name, None)?.only_function()?;
        let new = Alias {
            version: alias::number(ctx, &name, &input.function_version)?,
            description: input.description.unwrap_or_default(),
            additional: alias::additional(ctx, &name, input.routing_config)?,
            revision_id: self.ids.uuid(),
        };
        self.store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<()> {
                let function = lookup::function(tx, ctx, &name)?;
                let key = (&*ctx.account, &*ctx.region, &*name.name, &*input.name);
                if tx.get(&ALIASES, key)?.is_some() {
                    let arn = alias::arn(ctx, &name.name, &input.name);
                    return Err(RESOURCE_CONFLICT_EXCEPTION
                        .with(format!("Alias already exists: {arn}"))
                        .into());
                }
                alias::check(tx, ctx, &function, new.version, new.additional)?;
                Ok(tx.put(&ALIASES, key, &new)?)
            })
            .await?;
        self.serving.forget(ctx, &name.name);
        Ok(alias::shown(ctx, &name.name, &input.name, new))
    }
}
