//! CreateFunction: a function from a zip.

use crate::Lambda;
use crate::changes;
use crate::code_signing;
use crate::lookup;
use crate::name::FunctionName;
use crate::publish::{Publication, publish};
use crate::role;
use crate::rules;
use crate::runtime_dates::Wish;
use crate::table::{self, FUNCTIONS, Function, Life, Number, RuntimeUpdates, Version};
use crate::tags;
use crate::usage;
use model::lambda::errors::{INVALID_PARAMETER_VALUE_EXCEPTION, RESOURCE_CONFLICT_EXCEPTION};
use model::lambda::{Architecture, CreateFunction, CreateFunctionInput, FunctionConfiguration, PackageType};
use service::bus::Change;
use service::{Ctx, Handle, Result};
use shape::ApiError;

impl Handle<CreateFunction> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: CreateFunctionInput) -> Result<FunctionConfiguration> {
        offered(&input)?;
        let name = FunctionName::parse(ctx, "CreateFunction", &input.function_name, None)?.only_latest()?;
        rules::function_name(&name.name)?;
        let (Some(runtime), Some(handler)) = (input.runtime, input.handler) else {
            return Err(INVALID_PARAMETER_VALUE_EXCEPTION
                .with("Runtime and Handler are mandatory parameters for functions created with deployment packages.")
                .into());
        };
        rules::runtime(&runtime, Wish::Create, ctx.now())?;
        let timeout_s = rules::timeout_s(input.timeout)?;
        let memory_mb = rules::memory_mb(input.memory_size)?;
        let tmp_mb = rules::tmp_mb(input.ephemeral_storage.as_ref())?;
        let variables = rules::variables(input.environment)?;
        let tags = tags::given(input.tags)?;
        let logging =
            rules::logging(input.logging_config.unwrap_or_default(), &rules::logging_by_default(&name.name))?;
        let Some(zip) = input.code.zip_file else {
            return Err(INVALID_PARAMETER_VALUE_EXCEPTION
                .with("Please provide a source for function code.")
                .into());
        };
        role::check(ctx, &input.role).await?;
        let (package, pin) = self.keep(zip.0).await?;
        let latest = Version {
            number: Number::LATEST,
            role: input.role,
            description: input.description.unwrap_or_default(),
            runtime,
            handler,
            timeout_s,
            memory_mb,
            tmp_mb,
            variables,
            package,
            architecture: architecture(input.architectures),
            logging,
            tracing_mode: input
                .tracing_config
                .and_then(|config| config.mode)
                .map_or("PassThrough", model::lambda::TracingMode::as_str)
                .to_owned(),
            dead_letter_arn: input
                .dead_letter_config
                .and_then(|config| config.target_arn)
                .filter(|arn| !arn.is_empty()),
            kms_key_arn: input.kms_key_arn.filter(|arn| !arn.is_empty()),
            vpc: rules::vpc(input.vpc_config)?,
            file_systems: rules::given_file_systems(input.file_system_configs),
            snap_start: input.snap_start.as_ref().is_some_and(rules::given_snap_start),
            runtime_updates: RuntimeUpdates::default(),
            revision_id: self.ids.uuid(),
            last_modified: ctx.now(),
            life: Life::Creating,
        };
        rules::file_systems(&latest)?;
        rules::snap_start(&latest)?;
        let new = Function {
            name: name.name.clone(),
            latest,
            before: None,
            published: None,
            tags,
            reserved_concurrency: None,
            code_signing_config: input.code_signing_config_arn,
        };
        let (publish_too, published_revision) = (input.publish == Some(true), self.ids.uuid());
        let how = Publication {
            description: None,
            life: Life::Creating,
            revision_id: &published_revision,
            now: ctx.now(),
        };

        let (function, published) = self
            .store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<_> {
                let key = lookup::key(ctx, &name.name);
                if tx.get(&FUNCTIONS, key)?.is_some() {
                    return Err(already_exists(&name.name).into());
                }
                code_signing::verify(tx, ctx, &name.name, new.code_signing_config.as_deref())?;
                let mut function = new.clone();
                usage::change(tx, ctx, |usage| usage.functions += 1)?;
                usage::add_code(tx, ctx, function.latest.package.bytes)?;
                let published = publish_too.then(|| publish(tx, ctx, &mut function, &how)).transpose()?;
                tx.put(&FUNCTIONS, key, &function)?;
                Ok((function, published))
            })
            .await?;

        changes::tell(ctx, &function.name, Number::LATEST, Change::Created);
        if let Some(version) = &published {
            changes::tell(ctx, &function.name, version.number, Change::Published);
        }
        self.make_ready_later(ctx, &function);
        drop(pin);
        // A version that is published on the way has its number in the answer, but not in the ARN.
        Ok(self.shown(ctx, published.as_ref().unwrap_or(&function.latest), &function.name, None))
    }
}

fn already_exists(name: &str) -> ApiError {
    RESOURCE_CONFLICT_EXCEPTION.with(format!("Function already exist: {name}"))
}

fn offered(input: &CreateFunctionInput) -> Result<(), ApiError> {
    let code = &input.code;
    let image = input.package_type == Some(PackageType::Image) || code.image_uri.is_some();
    let layers = input.layers.as_ref().is_some_and(|layers| !layers.is_empty());
    rules::not_offered(&[
        ("container images", image || input.image_config.is_some()),
        ("code from S3", code.s3_bucket.is_some() || code.s3_key.is_some()),
        ("capacity providers (PublishTo)", input.publish_to.is_some()),
        ("layers", layers),
        ("tenant isolation", input.tenancy_config.is_some()),
        ("capacity providers", input.capacity_provider_config.is_some()),
        ("durable functions", input.durable_config.is_some()),
        ("runtime configurations", input.runtime_config.is_some()),
        ("accelerators", input.accelerator_config.is_some()),
    ])
}

pub(super) fn architecture(asked: Option<Vec<Architecture>>) -> String {
    let one = asked.and_then(|architectures| architectures.first().copied());
    one.map_or("x86_64", Architecture::as_str).to_owned()
}
