//! UpdateFunctionConfiguration: what is given changes, the rest stays.

use crate::Lambda;
use crate::name::FunctionName;
use crate::role;
use crate::rules;
use crate::runtime_dates::Wish;
use crate::table::Version;
use crate::update::Asked;
use model::lambda::UpdateFunctionConfigurationInput;
use model::lambda::{FunctionConfiguration, TracingMode, UpdateFunctionConfiguration};
use service::{Ctx, Handle, Result};
use shape::ApiError;

impl Handle<UpdateFunctionConfiguration> for Lambda {
    async fn handle(
        &self,
        ctx: &Ctx,
        input: UpdateFunctionConfigurationInput,
    ) -> Result<FunctionConfiguration> {
        offered(&input)?;
        let name = FunctionName::parse(ctx, "UpdateFunctionConfiguration", &input.function_name, None)?
            .only_latest()?;
        self.find(ctx, &name).await?;
        if let Some(role) = &input.role {
            role::check(ctx, role).await?;
        }
        let revision = input.revision_id.clone();
        let change = parse(input, ctx)?;
        let asked = Asked { revision: revision.as_deref(), publish: false, code: false };
        let (function, _) = self.update(ctx, &name, &asked, change).await?;
        Ok(self.shown(ctx, &function.latest, &name.name, None))
    }
}

/// Everything that is given, checked; applied to whatever the function is by then.
fn parse(
    input: UpdateFunctionConfigurationInput,
    ctx: &Ctx,
) -> Result<impl Fn(&mut Version) -> Result<(), ApiError> + Send + Sync, ApiError> {
    if let Some(runtime) = &input.runtime {
        rules::runtime(runtime, Wish::Update, ctx.now())?;
    }
    let timeout_s = input.timeout.map(|seconds| rules::timeout_s(Some(seconds))).transpose()?;
    let memory_mb = input.memory_size.map(|mb| rules::memory_mb(Some(mb))).transpose()?;
    let tmp_mb = input.ephemeral_storage.as_ref().map(|storage| rules::tmp_mb(Some(storage))).transpose()?;
    let variables = input.environment.map(|given| rules::variables(Some(given))).transpose()?;
    let tracing = input.tracing_config.and_then(|config| config.mode).map(TracingMode::as_str);
    let vpc = input.vpc_config.map(|given| rules::vpc(Some(given))).transpose()?;
    let file_systems = input.file_system_configs.map(|given| rules::given_file_systems(Some(given)));
    let snap_start = input.snap_start.as_ref().map(rules::given_snap_start);
    let dead_letter = input.dead_letter_config.map(|config| config.target_arn.unwrap_or_default());
    Ok(move |latest: &mut Version| {
        set(&mut latest.role, input.role.as_ref());
        set(&mut latest.handler, input.handler.as_ref());
        set(&mut latest.description, input.description.as_ref());
        set(&mut latest.runtime, input.runtime.as_ref());
        set(&mut latest.timeout_s, timeout_s.as_ref());
        set(&mut latest.memory_mb, memory_mb.as_ref());
        set(&mut latest.tmp_mb, tmp_mb.as_ref());
        set(&mut latest.variables, variables.as_ref());
        if let Some(given) = &input.logging_config {
            latest.logging = rules::logging(given.clone(), &latest.logging)?;
        }
        set(&mut latest.vpc, vpc.as_ref());
        set(&mut latest.file_systems, file_systems.as_ref());
        set(&mut latest.snap_start, snap_start.as_ref());
        set(&mut latest.tracing_mode, tracing.map(str::to_owned).as_ref());
        // An empty text takes these away.
        if let Some(arn) = &dead_letter {
            latest.dead_letter_arn = Some(arn.clone()).filter(|arn| !arn.is_empty());
        }
        if let Some(arn) = &input.kms_key_arn {
            latest.kms_key_arn = Some(arn.clone()).filter(|arn| !arn.is_empty());
        }
        Ok(())
    })
}

fn set<T: Clone>(field: &mut T, given: Option<&T>) {
    if let Some(given) = given {
        field.clone_from(given);
    }
}

fn offered(input: &UpdateFunctionConfigurationInput) -> Result<(), ApiError> {
    let layers = input.layers.as_ref().is_some_and(|layers| !layers.is_empty());
    rules::not_offered(&[
        ("container images", input.image_config.is_some()),
        ("layers", layers),
        ("capacity providers", input.capacity_provider_config.is_some()),
        ("durable functions", input.durable_config.is_some()),
        ("runtime configurations", input.runtime_config.is_some()),
        ("accelerators", input.accelerator_config.is_some()),
    ])
}
