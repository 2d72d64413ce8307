//! A stored version as AWS shows it, and as the data plane takes it.

use crate::pins::Pin;
use crate::table::{FileSystem, Function, Life, Logging, Version};
use lambda_exec::{LogFormat, Logging as ExecLogging};
use model::lambda as api;
use service::Ctx;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

/// What AWS says while a function, or a change of it, is being made ready.
const CREATING: &str = "The function is being created.";

impl Function {
    pub(crate) fn arn(&self, ctx: &Ctx) -> String {
        arn(ctx, &self.name)
    }

    /// What answers to `$LATEST`: while a change of it is made ready, and if that fails, what was there before.
    pub(crate) fn serving(&self) -> &Version {
        self.before.as_deref().unwrap_or(&self.latest)
    }
}

fn arn(ctx: &Ctx, function: &str) -> String {
    ctx.arn("lambda", &format!("function:{function}"))
}

impl Version {
    /// The configuration, with an ARN that ends as the caller named the version, if he did.
    pub(crate) fn configuration(
        &self,
        ctx: &Ctx,
        function: &str,
        qualifier: Option<&str>,
    ) -> api::FunctionConfiguration {
        let arn = match qualifier {
            Some(qualifier) => format!("{}:{qualifier}", arn(ctx, function)),
            None => arn(ctx, function),
        };
        let mut configuration = api::FunctionConfiguration {
            function_name: Some(function.to_owned()),
            function_arn: Some(arn),
            runtime: Some(self.runtime.clone()),
            role: Some(self.role.clone()),
            handler: Some(self.handler.clone()),
            code_size: Some(self.package.bytes as i64),
            description: Some(self.description.clone()),
            timeout: Some(self.timeout_s as i32),
            memory_size: Some(self.memory_mb as i32),
            last_modified: Some(self.last_modified.iso8601_offset()),
            code_sha256: Some(self.package.base64.clone()),
            version: Some(self.number.to_string()),
            tracing_config: Some(api::TracingConfigResponse { mode: self.tracing_mode.parse().ok() }),
            revision_id: Some(self.revision_id.clone()),
            package_type: Some(api::PackageType::Zip),
            architectures: api::Architecture::from_str(&self.architecture).ok().map(|one| vec![one]),
            ephemeral_storage: Some(api::EphemeralStorage { size: self.tmp_mb as i32 }),
            // Off is the truth: versions start without a snapshot.
            snap_start: Some(api::SnapStartResponse {
                apply_on: Some(match self.snap_start {
                    true => api::SnapStartApplyOn::PublishedVersions,
                    false => api::SnapStartApplyOn::None,
                }),
                optimization_status: Some(api::SnapStartOptimizationStatus::Off),
            }),
            file_system_configs: (!self.file_systems.is_empty())
                .then(|| self.file_systems.iter().map(FileSystem::configuration).collect()),
            logging_config: Some(self.logging.configuration()),
            kms_key_arn: self.kms_key_arn.clone(),
            dead_letter_config: self
                .dead_letter_arn
                .clone()
                .map(|arn| api::DeadLetterConfig { target_arn: Some(arn) }),
            environment: self.variables.clone().map(|variables| api::EnvironmentResponse {
                variables: Some(variables),
                ..Default::default()
            }),
            vpc_config: self.vpc.as_ref().map(|vpc| api::VpcConfigResponse {
                subnet_ids: Some(vpc.subnet_ids.clone()),
                security_group_ids: Some(vpc.security_group_ids.clone()),
                vpc_id: Some(String::new()),
                ipv6_allowed_for_dual_stack: Some(vpc.ipv6),
            }),
            ..Default::default()
        };
        self.show_life(&mut configuration);
        configuration
    }

    fn show_life(&self, configuration: &mut api::FunctionConfiguration) {
        let active = Some(api::State::Active);
        match &self.life {
            Life::Creating => {
                configuration.state = Some(api::State::Pending);
                configuration.state_reason = Some(CREATING.into());
                configuration.state_reason_code = Some(api::StateReasonCode::Creating);
            }
            Life::Updating => {
                configuration.state = active;
                configuration.last_update_status = Some(api::LastUpdateStatus::InProgress);
                configuration.last_update_status_reason = Some(CREATING.into());
                configuration.last_update_status_reason_code = Some("Creating".into());
            }
            Life::Ready => {
                configuration.state = active;
                configuration.last_update_status = Some(api::LastUpdateStatus::Successful);
            }
            Life::Failed { reason } => {
                configuration.state = Some(api::State::Failed);
                configuration.state_reason = Some(reason.clone());
                configuration.state_reason_code = Some(api::StateReasonCode::InternalError);
                configuration.last_update_status = Some(api::LastUpdateStatus::Failed);
            }
            Life::UpdateFailed { reason } => {
                configuration.state = active;
                configuration.last_update_status = Some(api::LastUpdateStatus::Failed);
                configuration.last_update_status_reason = Some(reason.clone());
                configuration.last_update_status_reason_code =
                    Some(api::LastUpdateStatusReasonCode::InternalError.as_str().into());
            }
        }
    }

    /// What a list shows: neither states nor reasons.
    /// Source: Lambda API reference, ListFunctions.
    pub(crate) fn listed(
        &self,
        ctx: &Ctx,
        function: &str,
        qualifier: Option<&str>,
    ) -> api::FunctionConfiguration {
        api::FunctionConfiguration {
            runtime_version_config: None,
            state: None,
            state_reason: None,
            state_reason_code: None,
            last_update_status: None,
            last_update_status_reason: None,
            last_update_status_reason_code: None,
            ..self.configuration(ctx, function, qualifier)
        }
    }

    /// What the data plane runs, once the code lies unpacked at `code`.
    pub(crate) fn runnable(
        &self,
        ctx: &Ctx,
        function: &str,
        code: PathBuf,
        pin: Pin,
    ) -> lambda_exec::Function {
        lambda_exec::Function {
            account: ctx.account.clone(),
            region: ctx.region.clone(),
            name: function.into(),
            version: self.number.to_string().into(),
            arn: arn(ctx, function).into(),
            revision: self.revision_id.as_str().into(),
            runtime: self.runtime.clone(),
            handler: self.handler.clone(),
            role: self.role.as_str().into(),
            code,
            code_in_use: Box::new(pin),
            memory_mb: self.memory_mb,
            timeout_s: self.timeout_s,
            tmp_mb: self.tmp_mb,
            variables: self.variables.clone().unwrap_or_default().into_iter().collect(),
            logging: self.logging.runnable(),
        }
    }
}

impl FileSystem {
    fn configuration(&self) -> api::FileSystemConfig {
        api::FileSystemConfig {
            arn: self.arn.clone(),
            local_mount_path: self.mount_path.clone(),
            s3_files_config: None,
        }
    }
}

impl Logging {
    fn configuration(&self) -> api::LoggingConfig {
        api::LoggingConfig {
            log_format: Some(if self.json { api::LogFormat::Json } else { api::LogFormat::Text }),
            application_log_level: self.application_level.as_ref().and_then(|level| level.parse().ok()),
            system_log_level: self.system_level.as_ref().and_then(|level| level.parse().ok()),
            log_group: Some(self.group.clone()),
        }
    }

    fn runnable(&self) -> ExecLogging {
        ExecLogging {
            group: Arc::from(self.group.as_str()),
            format: if self.json { LogFormat::Json } else { LogFormat::Text },
            application_level: self.application_level.clone(),
            system_level: self.system_level.clone(),
        }
    }
}
