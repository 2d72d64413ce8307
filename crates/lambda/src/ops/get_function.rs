//! GetFunction: the configuration, where the code can be fetched, and the tags.

use crate::Lambda;
use crate::lookup::Found;
use crate::name::FunctionName;
use model::lambda::{FunctionCodeLocation, GetFunction, GetFunctionInput, GetFunctionOutput};
use service::{Ctx, Handle, Result};

impl Handle<GetFunction> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: GetFunctionInput) -> Result<GetFunctionOutput> {
        let name = FunctionName::parse(ctx, "GetFunction", &input.function_name, input.qualifier.as_deref())?;
        let Found { function, version } = self.find(ctx, &name).await?;
        let location = format!("{}/_hikeshi/packages/{}.zip", self.endpoint, version.package.hex);
        Ok(GetFunctionOutput {
            configuration: Some(version.configuration(ctx, &name.name, name.qualifier.as_deref())),
            code: Some(FunctionCodeLocation {
                repository_type: Some("S3".into()),
                location: Some(location),
                ..Default::default()
            }),
            tags: (!function.tags.is_empty()).then_some(function.tags),
            ..Default::default()
        })
    }
}
