//! GetProvisionedConcurrencyConfig.

use crate::Lambda;
use crate::concurrency;
use crate::name::FunctionName;
use crate::table::{self, PROVISIONED};
use model::lambda::errors::{
    INVALID_PARAMETER_VALUE_EXCEPTION, PROVISIONED_CONCURRENCY_CONFIG_NOT_FOUND_EXCEPTION,
};
use model::lambda::{
    GetProvisionedConcurrencyConfig, GetProvisionedConcurrencyConfigInput,
    GetProvisionedConcurrencyConfigOutput,
};
use service::{Ctx, Handle, Result};
use shape::ApiError;

impl Handle<GetProvisionedConcurrencyConfig> for Lambda {
    async fn handle(
        &self,
        ctx: &Ctx,
        input: GetProvisionedConcurrencyConfigInput,
    ) -> Result<GetProvisionedConcurrencyConfigOutput> {
        let name = FunctionName::parse(
            ctx,
            "GetProvisionedConcurrencyConfig",
            &input.function_name,
            Some(&input.qualifier),
        )?;
        let shard = table::shard(&ctx.account, &ctx.region);
        let row = self.store.read(shard, |tx| -> Result<_> {
            if concurrency::provisionable(tx, ctx, &name)?.is_none() {
                return Err(unpublished().into());
            }
            Ok(tx.get(&PROVISIONED, concurrency::key(ctx, &name))?)
        });
        let Some(row) = row.await? else { return Err(none().into()) };
        let shown = concurrency::shown(ctx, &name, &row);
        Ok(GetProvisionedConcurrencyConfigOutput {
            requested_provisioned_concurrent_executions: shown.requested_provisioned_concurrent_executions,
            available_provisioned_concurrent_executions: shown.available_provisioned_concurrent_executions,
            allocated_provisioned_concurrent_executions: shown.allocated_provisioned_concurrent_executions,
            status: shown.status,
            status_reason: shown.status_reason,
            last_modified: shown.last_modified,
        })
    }
}

pub(super) fn unpublished() -> ApiError {
    INVALID_PARAMETER_VALUE_EXCEPTION
        .with("The function resource provided must be an alias or a published version.")
}

/// (text: observed)
fn none() -> ApiError {
    PROVISIONED_CONCURRENCY_CONFIG_NOT_FOUND_EXCEPTION
        .with("No Provisioned Concurrency Config found for this function")
}
