//! GetFunction: the configuration, where the code can be fetched, and the tags.

use crate::Lambda;
use crate::lookup::Found;
use crate::name::FunctionName;
use model::lambda::{Concurrency, FunctionCodeLocation, GetFunction, GetFunctionInput, GetFunctionOutput};
use service::{Ctx, Handle, Result};

impl Handle<GetFunction> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: GetFunctionInput) -> Result<GetFunctionOutput> {
        let name = FunctionName::parse(ctx, "GetFunction", &input.function_name, input.qualifier.as_deref())?;
        let Found { function, version } = self.find(ctx, &name).await?;
        let location = self.location(&version.package.hex);
        Ok(GetFunctionOutput {
            configuration: Some(self.shown(ctx, &version, &name.name, name.qualifier.as_deref())),
            code: Some(FunctionCodeLocation {
                repository_type: Some("S3".into()),
                location: Some(location),
                ..Default::default()
            }),
            concurrency: function
                .reserved_concurrency
                .map(|reserved| Concurrency { reserved_concurrent_executions: Some(reserved as i32) }),
            tags: (!function.tags.is_empty()).then_some(function.tags),
            ..Default::default()
        })
    }
}
