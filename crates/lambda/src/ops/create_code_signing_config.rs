//! CreateCodeSigningConfig.

use crate::Lambda;
use crate::code_signing;
use crate::table::{self, CODE_SIGNING_CONFIGS, CodeSigningConfig};
use crate::tags;
use model::lambda::{CreateCodeSigningConfig, CreateCodeSigningConfigInput, CreateCodeSigningConfigOutput};
use service::{Ctx, Handle, Result};

/// Letters and digits after `csc-`.
const ID_CHARS: usize = 17;

impl Handle<CreateCodeSigningConfig> for Lambda {
    async fn handle(
        &self,
        ctx: &Ctx,
        input: CreateCodeSigningConfigInput,
    ) -> Result<CreateCodeSigningConfigOutput> {
        let config = CodeSigningConfig {
            description: input.description,
            publishers: input.allowed_publishers.signing_profile_version_arns,
            enforced: code_signing::enforced(input.code_signing_policies.as_ref()).unwrap_or(false),
            tags: tags::given(input.tags)?,
            last_modified: ctx.now(),
        };
        let arn = ctx.arn("lambda", &format!("code-signing-config:csc-{}", self.ids.hex(ID_CHARS)));
        self.store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<()> {
                Ok(tx.put(&CODE_SIGNING_CONFIGS, (&*ctx.account, &*ctx.region, &*arn), &config)?)
            })
            .await?;
        Ok(CreateCodeSigningConfigOutput { code_signing_config: code_signing::shown(&arn, config) })
    }
}
