//! What Lambda checks beyond the model's constraints, with the texts recorded from AWS.

use crate::runtime_dates::{self, Wish};
use crate::table::{FileSystem, Function, Life, Logging, Version, Vpc};
use clock::Timestamp;
use limits::lambda as limit;
use model::lambda as api;
use model::lambda::errors::PRECONDITION_FAILED_EXCEPTION;
use model::lambda::errors::{INVALID_PARAMETER_VALUE_EXCEPTION, RESOURCE_CONFLICT_EXCEPTION};
use service::Ctx;
use shape::{ApiError, framework};
use std::collections::BTreeMap;

type Checked<T> = Result<T, ApiError>;

/// Variables that belong to the platform.
/// Source: Lambda developer guide, "Defined runtime environment variables"; set recorded from AWS.
const RESERVED: &[&str] = &[
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
    "AWS_DEFAULT_REGION",
    "AWS_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_LAMBDA_RUNTIME_API",
    "LAMBDA_TASK_ROOT",
    "LAMBDA_RUNTIME_DIR",
];

fn invalid(message: impl Into<String>) -> ApiError {
    INVALID_PARAMETER_VALUE_EXCEPTION.with(message)
}

fn constraint(value: impl std::fmt::Display, path: &str, constraint: &str) -> String {
    format!(
        "1 validation error detected: Value '{value}' at '{path}' failed to satisfy constraint: {constraint}"
    )
}

/// A bare name of more than 64 characters is refused with another code than one that breaks the model's pattern.
pub(crate) fn function_name(name: &str) -> Checked<()> {
    match limit::FUNCTION_NAME_CHARS.check(name.chars().count() as i64) {
        Ok(_) => Ok(()),
        Err(_) => Err(invalid(constraint(
            name,
            "functionName",
            &format!("Member must have length less than or equal to {}", limit::FUNCTION_NAME_CHARS.max),
        ))),
    }
}

pub(crate) fn timeout_s(seconds: Option<i32>) -> Checked<u32> {
    match limit::TIMEOUT_S.check(seconds.map(i64::from)) {
        Ok(seconds) => Ok(seconds as u32),
        Err(out) => {
            Err(framework::VALIDATION_EXCEPTION.with(constraint(out.value, "timeout", &out.constraint())))
        }
    }
}

pub(crate) fn memory_mb(mb: Option<i32>) -> Checked<u32> {
    limit::MEMORY_MB.check(mb.map(i64::from)).map(|mb| mb as u32).map_err(|out| {
        invalid(format!("'MemorySize' value failed to satisfy constraint: {}", out.constraint()))
    })
}

pub(crate) fn tmp_mb(storage: Option<&api::EphemeralStorage>) -> Checked<u32> {
    match limit::TMP_MB.check(storage.map(|storage| storage.size.into())) {
        Ok(mb) => Ok(mb as u32),
        Err(out) => {
            let text = constraint(out.value, "ephemeralStorage.size", &out.constraint());
            Err(framework::VALIDATION_EXCEPTION.with(text))
        }
    }
}

pub(crate) fn variables(environment: Option<api::Environment>) -> Checked<Option<BTreeMap<String, String>>> {
    let Some(variables) = environment.and_then(|environment| environment.variables) else { return Ok(None) };
    const UNABLE: &str = "Lambda was unable to configure your environment variables because the environment variables you have provided";
    let reserved: Vec<&str> =
        variables.keys().map(String::as_str).filter(|name| RESERVED.contains(name)).collect();
    if !reserved.is_empty() {
        return Err(invalid(format!(
            "{UNABLE} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: {}",
            reserved.join(", ")
        )));
    }
    // No process can be given such a variable. (text: unsure)
    if variables.values().any(|value| value.contains('\0')) {
        return Err(invalid(format!("{UNABLE} contains a null character.")));
    }
    let measured = serde_json::to_string(&variables).expect("a map of strings is JSON");
    if !limit::ENVIRONMENT_BYTES_MAX.allows(measured.len()) {
        return Err(invalid(format!("{UNABLE} exceeded the 4KB limit. String measured: {measured}")));
    }
    Ok(Some(variables))
}

/// A runtime that AWS has and, on this day, still takes. Whether this host can run it is seen when it is to run.
pub(crate) fn runtime(name: &str, wish: Wish, now: Timestamp) -> Checked<()> {
    runtime_not_blocked(name, wish, now)?;
    if name.parse::<api::Runtime>().is_ok() {
        return Ok(());
    }
    let supported: Vec<&str> = api::Runtime::VALUES
        .iter()
        .map(|value| value.as_str())
        .filter(|value| !runtime_dates::is_blocked(value, Wish::Create, now))
        .collect();
    Err(invalid(format!(
        "Value {name} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [{}] or be a valid ARN",
        supported.join(", ")
    )))
}

pub(crate) fn runtime_not_blocked(name: &str, wish: Wish, now: Timestamp) -> Checked<()> {
    match runtime_dates::is_blocked(name, wish, now) {
        false => Ok(()),
        true => Err(invalid(format!(
            "The runtime parameter of {name} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions."
        ))),
    }
}

/// Snapshots are for published versions of some runtimes, without a file system and with the usual room in /tmp.
/// Source: Lambda developer guide, "Improving startup performance with Lambda SnapStart". (texts: unsure)
pub(crate) fn snap_start(version: &Version) -> Checked<()> {
    if !version.snap_start {
        return Ok(());
    }
    if !snap_starts(&version.runtime) {
        return Err(invalid(format!(
            "{} is not supported for SnapStart enabled functions.",
            version.runtime
        )));
    }
    if !version.file_systems.is_empty() {
        return Err(invalid("SnapStart is not supported for functions that use file systems."));
    }
    if i64::from(version.tmp_mb) > limit::TMP_MB.default {
        return Err(invalid(format!(
            "SnapStart is not supported for functions with ephemeral storage of more than {} MB.",
            limit::TMP_MB.default
        )));
    }
    Ok(())
}

/// Java 11 and later, Python 3.12 and later, .NET 8 and later.
fn snap_starts(runtime: &str) -> bool {
    let since = [("java", 11), ("python3.", 12), ("dotnet", 8)];
    since.iter().any(|(language, first)| {
        let rest = runtime.strip_prefix(language).unwrap_or_default();
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest[..digits].parse::<u32>().is_ok_and(|version| version >= *first)
    })
}

/// A file system is reached through the function's network. (text: observed)
pub(crate) fn file_systems(version: &Version) -> Checked<()> {
    match (version.file_systems.first(), &version.vpc) {
        (Some(file_system), None) => Err(invalid(format!(
            "Function must be configured to execute in a VPC to reference access point {}.",
            file_system.arn
        ))),
        _ => Ok(()),
    }
}

/// What a function has that says nothing of its logs.
pub(crate) fn logging_by_default(function: &str) -> Logging {
    Logging {
        json: false,
        group: format!("/aws/lambda/{function}"),
        application_level: None,
        system_level: None,
    }
}

/// What is not given stays as it was before. Levels belong to JSON logs alone; those default to INFO. (text of the
/// refusal, and that the rest stays: unsure)
pub(crate) fn logging(config: api::LoggingConfig, before: &Logging) -> Checked<Logging> {
    let json = config.log_format.map_or(before.json, |format| format == api::LogFormat::Json);
    let levels = (config.application_log_level, config.system_log_level);
    if !json && levels != (None, None) {
        return Err(invalid(
            "Log-level configuration is not supported for the Text log format. Use the JSON log format to configure log levels.",
        ));
    }
    let level = |given: Option<&str>, before: &Option<String>| {
        json.then(|| given.or(before.as_deref()).unwrap_or("INFO").to_owned())
    };
    Ok(Logging {
        json,
        group: config.log_group.unwrap_or_else(|| before.group.clone()),
        application_level: level(levels.0.map(api::ApplicationLogLevel::as_str), &before.application_level),
        system_level: level(levels.1.map(api::SystemLogLevel::as_str), &before.system_level),
    })
}

/// An empty configuration takes a function out of its network, and answers as none.
pub(crate) fn vpc(config: Option<api::VpcConfig>) -> Checked<Option<Vpc>> {
    let Some(config) = config else { return Ok(None) };
    let vpc = Vpc {
        subnet_ids: config.subnet_ids.unwrap_or_default(),
        security_group_ids: config.security_group_ids.unwrap_or_default(),
        ipv6: config.ipv6_allowed_for_dual_stack.unwrap_or_default(),
    };
    match (vpc.subnet_ids.is_empty(), vpc.security_group_ids.is_empty()) {
        (true, true) => Ok(None),
        (false, false) => Ok(Some(vpc)),
        // (text: unsure)
        _ => Err(invalid("SubnetIds and SecurityGroupIds must both be specified, or both be empty.")),
    }
}

pub(crate) fn given_file_systems(configs: Option<Vec<api::FileSystemConfig>>) -> Vec<FileSystem> {
    let stored =
        |config: api::FileSystemConfig| FileSystem { arn: config.arn, mount_path: config.local_mount_path };
    configs.unwrap_or_default().into_iter().map(stored).collect()
}

pub(crate) fn given_snap_start(snap_start: &api::SnapStart) -> bool {
    snap_start.apply_on == Some(api::SnapStartApplyOn::PublishedVersions)
}

/// What AWS offers and hikeshi does not, said by name rather than passed over in silence.
pub(crate) fn not_offered(asked: &[(&'static str, bool)]) -> Checked<()> {
    match asked.iter().find(|(_, asked)| *asked) {
        None => Ok(()),
        Some((what, _)) => {
            Err(framework::NOT_IMPLEMENTED.with(format!("hikeshi does not offer {what} yet.")))
        }
    }
}

pub(crate) fn revision(asked: Option<&str>, current: &str) -> Checked<()> {
    match asked {
        Some(asked) if asked != current => Err(PRECONDITION_FAILED_EXCEPTION.with(
            "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
        )),
        _ => Ok(()),
    }
}

/// `$LATEST` changes one change at a time. (text while it is created: unsure, that of Invoke)
pub(crate) fn no_update_under_way(ctx: &Ctx, function: &Function) -> Checked<()> {
    match function.latest.life {
        Life::Creating => Err(in_state("Pending")),
        Life::Updating => Err(RESOURCE_CONFLICT_EXCEPTION.with(format!(
            "The operation cannot be performed at this time. An update is in progress for resource: {}",
            function.arn(ctx)
        ))),
        Life::Ready | Life::Failed { .. } | Life::UpdateFailed { .. } => Ok(()),
    }
}

/// A version is made of what is `Active` and not about to change.
pub(crate) fn publishable(ctx: &Ctx, function: &Function) -> Checked<()> {
    match function.latest.life {
        Life::Failed { .. } => Err(in_state("Failed")),
        _ => no_update_under_way(ctx, function),
    }
}

fn in_state(state: &str) -> ApiError {
    RESOURCE_CONFLICT_EXCEPTION.with(format!(
        "The operation cannot be performed at this time. The function is currently in the following state: {state}"
    ))
}
