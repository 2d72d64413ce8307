//! UpdateCodeSigningConfig: what is given changes, the rest stays; functions that have it notice at their next code.

use crate::Lambda;
use crate::code_signing;
use crate::table::{self, CODE_SIGNING_CONFIGS, CodeSigningConfig};
use model::lambda::{UpdateCodeSigningConfig, UpdateCodeSigningConfigInput, UpdateCodeSigningConfigOutput};
use service::{Ctx, Handle, Result};

impl Handle<UpdateCodeSigningConfig> for Lambda {
    async fn handle(
        &self,
        ctx: &Ctx,
        input: UpdateCodeSigningConfigInput,
    ) -> Result<UpdateCodeSigningConfigOutput> {
        let arn = &input.code_signing_config_arn;
        let publishers = input.allowed_publishers.map(|given| given.signing_profile_version_arns);
        let enforced = code_signing::enforced(input.code_signing_policies.as_ref());
        let changed = self
            .store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<CodeSigningConfig> {
                let old = code_signing::find(tx, ctx, arn)?;
                let new = CodeSigningConfig {
                    description: input.description.clone().or(old.description),
                    publishers: publishers.clone().unwrap_or(old.publishers),
                    enforced: enforced.unwrap_or(old.enforced),
                    tags: old.tags,
                    last_modified: ctx.now(),
                };
                tx.put(&CODE_SIGNING_CONFIGS, (&*ctx.account, &*ctx.region, &**arn), &new)?;
                Ok(new)
            })
            .await?;
        Ok(UpdateCodeSigningConfigOutput { code_signing_config: code_signing::shown(arn, changed) })
    }
}
