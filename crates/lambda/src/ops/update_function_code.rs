//! UpdateFunctionCode: another package; the one before serves until this one is ready.

use super::create_function::architecture;
use crate::Lambda;
use crate::name::FunctionName;
use crate::rules;
use crate::update::Asked;
use model::lambda::errors::INVALID_PARAMETER_VALUE_EXCEPTION;
use model::lambda::{FunctionConfiguration, UpdateFunctionCode, UpdateFunctionCodeInput};
use service::{Ctx, Handle, Result};

impl Handle<UpdateFunctionCode> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: UpdateFunctionCodeInput) -> Result<FunctionConfiguration> {
        rules::not_offered(&[
            ("container images", input.image_uri.is_some()),
            ("code from S3", input.s3_bucket.is_some() || input.s3_key.is_some()),
            ("capacity providers (PublishTo)", input.publish_to.is_some()),
        ])?;
        let name =
            FunctionName::parse(ctx, "UpdateFunctionCode", &input.function_name, None)?.only_latest()?;
        let current = self.find(ctx, &name).await?.function;
        let Some(zip) = input.zip_file else {
            return Err(INVALID_PARAMETER_VALUE_EXCEPTION
                .with("Please provide a source for function code.")
                .into());
        };
        let (package, pin) = self.keep(zip.0).await?;
        if input.dry_run == Some(true) {
            rules::revision(input.revision_id.as_deref(), &current.latest.revision_id)?;
            return Ok(self.shown(ctx, &current.latest, &name.name, None));
        }
        let asked = Asked {
            revision: input.revision_id.as_deref(),
            publish: input.publish == Some(true),
            code: true,
        };
        let (function, published) = self
            .update(ctx, &name, &asked, |latest| {
                latest.package = package.clone();
                if input.architectures.is_some() {
                    latest.architecture = architecture(input.architectures.clone());
                }
                Ok(())
            })
            .await?;
        drop(pin);
        Ok(match published {
            Some(version) => self.shown(ctx, &version, &name.name, Some(&version.number.to_string())),
            None => self.shown(ctx, &function.latest, &name.name, None),
        })
    }
}
