//! PublishVersion: `$LATEST` as it is, under a number of its own.

use crate::Lambda;
use crate::changes;
use crate::lookup;
use crate::name::FunctionName;
use crate::publish::{Publication, publish};
use crate::rules;
use crate::table::{self, FUNCTIONS, Life, Version};
use model::lambda::errors::INVALID_PARAMETER_VALUE_EXCEPTION;
use model::lambda::{FunctionConfiguration, PublishVersion, PublishVersionInput};
use service::bus::Change;
use service::{Ctx, Handle, Result};

impl Handle<PublishVersion> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: PublishVersionInput) -> Result<FunctionConfiguration> {
        rules::not_offered(&[("capacity providers (PublishTo)", input.publish_to.is_some())])?;
        let name = FunctionName::parse(ctx, "PublishVersion", &input.function_name, None)?.only_latest()?;
        let revision_id = self.ids.uuid();
        // The code of `$LATEST` is ready, so that of the version is.
        let how = Publication {
            description: input.description.as_deref(),
            life: Life::Ready,
            revision_id: &revision_id,
            now: ctx.now(),
        };
        let version = self
            .store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<Version> {
                let mut function = lookup::function(tx, ctx, &name)?;
                rules::publishable(ctx, &function)?;
                rules::revision(input.revision_id.as_deref(), &function.latest.revision_id)?;
                same_code(input.code_sha256.as_deref(), &function.latest)?;
                let version = publish(tx, ctx, &mut function, &how)?;
                tx.put(&FUNCTIONS, lookup::key(ctx, &name.name), &function)?;
                Ok(version)
            })
            .await?;
        if version.revision_id == revision_id {
            changes::tell(ctx, &name.name, version.number, Change::Published);
        }
        Ok(self.shown(ctx, &version, &name.name, Some(&version.number.to_string())))
    }
}

fn same_code(asked: Option<&str>, latest: &Version) -> Result<()> {
    match asked.filter(|asked| !asked.is_empty() && *asked != latest.package.base64) {
        None => Ok(()),
        Some(asked) => Err(INVALID_PARAMETER_VALUE_EXCEPTION
            .with(format!(
                "CodeSHA256 ({asked}) is different from current CodeSHA256 in $LATEST ({}). Please try again with the CodeSHA256 in $LATEST.",
                latest.package.base64
            ))
            .into()),
    }
}
