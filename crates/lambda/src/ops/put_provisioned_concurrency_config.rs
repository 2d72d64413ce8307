//! PutProvisionedConcurrencyConfig: stored and counted; nothing is allocated yet, and what is asked about it says so.

use crate::Lambda;
use crate::concurrency;
use crate::lookup;
use crate::name::FunctionName;
use crate::table::{self, ALIASES, Number, PROVISIONED, Provisioned};
use model::lambda::errors::{INVALID_PARAMETER_VALUE_EXCEPTION, RESOURCE_CONFLICT_EXCEPTION};
use model::lambda::{
    ProvisionedConcurrencyStatusEnum, PutProvisionedConcurrencyConfig, PutProvisionedConcurrencyConfigInput,
    PutProvisionedConcurrencyConfigOutput,
};
use service::{Ctx, Handle, Result};
use shape::ApiError;
use store::{Span, Tx};

impl Handle<PutProvisionedConcurrencyConfig> for Lambda {
    async fn handle(
        &self,
        ctx: &Ctx,
        input: PutProvisionedConcurrencyConfigInput,
    ) -> Result<PutProvisionedConcurrencyConfigOutput> {
        let name = FunctionName::parse(
            ctx,
            "PutProvisionedConcurrencyConfig",
            &input.function_name,
            Some(&input.qualifier),
        )?;
        // The model lets nothing below 1 through.
        let asked = u32::try_from(input.provisioned_concurrent_executions).unwrap_or_default();
        let concurrency_max = self.concurrency_max();
        let row = Provisioned { requested: asked, last_modified: ctx.now() };
        self.store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<()> {
                let function = lookup::function(tx, ctx, &FunctionName::of(&name.name, None))?;
                let Some(number) = concurrency::provisionable(tx, ctx, &name)? else {
                    return Err(unpublished().into());
                };
                no_other(tx, ctx, &name, number)?;
                let key = concurrency::key(ctx, &name);
                let replaced = tx.get(&PROVISIONED, key)?.map_or(0, |old| old.requested);
                concurrency::check_provision(tx, ctx, &function, asked, replaced, concurrency_max)?;
                Ok(tx.put(&PROVISIONED, key, &row)?)
            })
            .await?;
        Ok(PutProvisionedConcurrencyConfigOutput {
            requested_provisioned_concurrent_executions: Some(input.provisioned_concurrent_executions),
            available_provisioned_concurrent_executions: Some(0),
            allocated_provisioned_concurrent_executions: Some(0),
            status: Some(ProvisionedConcurrencyStatusEnum::InProgress),
            status_reason: None,
            last_modified: Some(row.last_modified.iso8601_offset()),
        })
    }
}

fn unpublished() -> ApiError {
    INVALID_PARAMETER_VALUE_EXCEPTION
        .with("Provisioned Concurrency Configs cannot be applied to unpublished function versions.")
}

/// A version has provisioned concurrency by its own number or by one alias. (texts: observed)
fn no_other(tx: &Tx<'_>, ctx: &Ctx, name: &FunctionName, number: Number) -> Result<()> {
    let (account, region) = (&*ctx.account, &*ctx.region);
    let own = name.qualifier.as_deref().unwrap_or_default();
    let by_number = number.to_string() == own;
    for row in tx.scan(&PROVISIONED, Span::prefix((account, region, &*name.name))) {
        let ((_, _, _, other), _) = row?;
        if other == own {
            continue;
        }
        let leads_to = match Number::parse(&other) {
            Some(number) => Some(number),
            None => tx.get(&ALIASES, (account, region, &*name.name, &*other))?.map(|alias| alias.version),
        };
        if leads_to == Some(number) {
            let text = match by_number {
                true => "Version is pointed to by a Provisioned Concurrency alias",
                false => {
                    "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version"
                }
            };
            return Err(RESOURCE_CONFLICT_EXCEPTION.with(text).into());
        }
    }
    Ok(())
}
