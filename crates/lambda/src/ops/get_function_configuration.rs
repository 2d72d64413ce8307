//! GetFunctionConfiguration.

use crate::Lambda;
use crate::name::FunctionName;
use model::lambda::{FunctionConfiguration, GetFunctionConfiguration, GetFunctionConfigurationInput};
use service::{Ctx, Handle, Result};

impl Handle<GetFunctionConfiguration> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: GetFunctionConfigurationInput) -> Result<FunctionConfiguration> {
        let name = FunctionName::parse(
            ctx,
            "GetFunctionConfiguration",
            &input.function_name,
            input.qualifier.as_deref(),
        )?;
        let version = self.find(ctx, &name).await?.version;
        Ok(self.shown(ctx, &version, &name.name, name.qualifier.as_deref()))
    }
}
