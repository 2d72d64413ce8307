//! DeleteProvisionedConcurrencyConfig: one that is not there is as good as deleted.

use super::get_provisioned_concurrency_config::unpublished;
use crate::Lambda;
use crate::concurrency;
use crate::name::FunctionName;
use crate::table::{self, PROVISIONED};
use model::lambda::{DeleteProvisionedConcurrencyConfig, DeleteProvisionedConcurrencyConfigInput};
use service::{Ctx, Handle, Result};
use shape::Unit;

impl Handle<DeleteProvisionedConcurrencyConfig> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: DeleteProvisionedConcurrencyConfigInput) -> Result<Unit> {
        let name = FunctionName::parse(
            ctx,
            "DeleteProvisionedConcurrencyConfig",
            &input.function_name,
            Some(&input.qualifier),
        )?;
        self.store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<()> {
                if concurrency::provisionable(tx, ctx, &name)?.is_none() {
                    return Err(unpublished().into());
                }
                tx.delete(&PROVISIONED, concurrency::key(ctx, &name));
                Ok(())
            })
            .await?;
        Ok(Unit {})
    }
}
