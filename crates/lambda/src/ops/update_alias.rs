//! UpdateAlias: what is given changes, the rest stays.

use crate::Lambda;
use crate::alias;
use crate::lookup;
use crate::name::FunctionName;
use crate::rules;
use crate::table::{self, ALIASES, Alias};
use model::lambda::errors::RESOURCE_NOT_FOUND_EXCEPTION;
use model::lambda::{AliasConfiguration, UpdateAlias, UpdateAliasInput};
use service::{Ctx, Handle, Result};

impl Handle<UpdateAlias> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: UpdateAliasInput) -> Result<AliasConfiguration> {
        let name = FunctionName::parse(ctx, "UpdateAlias", &input.function_name, None)?.only_function()?;
        let version = input.function_version.as_deref();
        let version = version.map(|version| alias::number(ctx, &name, version)).transpose()?;
        // An empty routing configuration takes the additional version away.
        let additional =
            input.routing_config.map(|given| alias::additional(ctx, &name, Some(given))).transpose()?;
        let revision_id = self.ids.uuid();
        let changed = self
            .store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<Alias> {
                let function = lookup::function(tx, ctx, &name)?;
                let Some(old) = lookup::alias_if_any(tx, ctx, &name.name, &input.name)? else {
                    let arn = alias::arn(ctx, &name.name, &input.name);
                    return Err(RESOURCE_NOT_FOUND_EXCEPTION.with(format!("Alias not found: {arn}")).into());
                };
                rules::revision(input.revision_id.as_deref(), &old.revision_id)?;
                let new = Alias {
                    version: version.unwrap_or(old.version),
                    description: input.description.clone().unwrap_or(old.description),
                    additional: additional.unwrap_or(old.additional),
                    revision_id: revision_id.clone(),
                };
                alias::check(tx, ctx, &function, new.version, new.additional)?;
                tx.put(&ALIASES, (&*ctx.account, &*ctx.region, &*name.name, &*input.name), &new)?;
                Ok(new)
            })
            .await?;
        self.serving.forget(ctx, &name.name);
        Ok(alias::shown(ctx, &name.name, &input.name, changed))
    }
}
