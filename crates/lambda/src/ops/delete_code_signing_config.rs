//! DeleteCodeSigningConfig: of one that no function has.

use crate::Lambda;
use crate::code_signing;
use crate::table::{self, CODE_SIGNING_CONFIGS, FUNCTIONS};
use model::lambda::errors::RESOURCE_CONFLICT_EXCEPTION;
use model::lambda::{DeleteCodeSigningConfig, DeleteCodeSigningConfigInput, DeleteCodeSigningConfigOutput};
use service::{Ctx, Handle, Result};
use store::Span;

impl Handle<DeleteCodeSigningConfig> for Lambda {
    async fn handle(
        &self,
        ctx: &Ctx,
        input: DeleteCodeSigningConfigInput,
    ) -> Result<DeleteCodeSigningConfigOutput> {
        let arn = &input.code_signing_config_arn;
        self.store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<()> {
                code_signing::find(tx, ctx, arn)?;
                for row in tx.scan(&FUNCTIONS, Span::prefix((&*ctx.account, &*ctx.region))) {
                    if row?.1.code_signing_config.as_ref() == Some(arn) {
                        return Err(in_use().into());
                    }
                }
                tx.delete(&CODE_SIGNING_CONFIGS, (&*ctx.account, &*ctx.region, &**arn));
                Ok(())
            })
            .await?;
        Ok(DeleteCodeSigningConfigOutput {})
    }
}

/// (text: unsure)
fn in_use() -> shape::ApiError {
    RESOURCE_CONFLICT_EXCEPTION
        .with("Cannot delete the CodeSigningConfig as it is attached to one or more functions.")
}
