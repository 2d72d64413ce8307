//! GetCodeSigningConfig.

use crate::Lambda;
use crate::code_signing;
use crate::table;
use model::lambda::{GetCodeSigningConfig, GetCodeSigningConfigInput, GetCodeSigningConfigOutput};
use service::{Ctx, Handle, Result};

impl Handle<GetCodeSigningConfig> for Lambda {
    async fn handle(
        &self,
        ctx: &Ctx,
        input: GetCodeSigningConfigInput,
    ) -> Result<GetCodeSigningConfigOutput> {
        let arn = &input.code_signing_config_arn;
        let shard = table::shard(&ctx.account, &ctx.region);
        let config = self.store.read(shard, |tx| code_signing::find(tx, ctx, arn)).await?;
        Ok(GetCodeSigningConfigOutput { code_signing_config: code_signing::shown(arn, config) })
    }
}
