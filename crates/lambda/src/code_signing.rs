//! Code signing configurations: who may sign code, and what happens to code that nobody of them has signed.
//!
//! A signature is AWS Signer's, with a key that only AWS has; here every package counts as unsigned. A configuration
//! that warns lets it pass, as on AWS, and one that enforces refuses it.

use crate::table::{CODE_SIGNING_CONFIGS, CodeSigningConfig};
use model::lambda as api;
use model::lambda::errors::{
    CODE_SIGNING_CONFIG_NOT_FOUND_EXCEPTION, CODE_VERIFICATION_FAILED_EXCEPTION, RESOURCE_NOT_FOUND_EXCEPTION,
};
use service::{Ctx, Result};
use store::Tx;

/// A configuration that the caller asks about.
///
/// # Errors
/// 404 if it is not there. (text: observed)
pub(crate) fn find(tx: &Tx<'_>, ctx: &Ctx, arn: &str) -> Result<CodeSigningConfig> {
    let found = find_if_any(tx, ctx, arn)?;
    Ok(found.ok_or_else(|| {
        RESOURCE_NOT_FOUND_EXCEPTION
            .with(format!("The Lambda code signing configuration {arn} can not be found."))
    })?)
}

/// A configuration that a function is to have.
///
/// # Errors
/// 404 of another code if it is not there. (text: observed)
pub(crate) fn find_for_function(tx: &Tx<'_>, ctx: &Ctx, arn: &str) -> Result<CodeSigningConfig> {
    let found = find_if_any(tx, ctx, arn)?;
    Ok(found.ok_or_else(|| {
        CODE_SIGNING_CONFIG_NOT_FOUND_EXCEPTION.with(format!(
            "The code signing configuration cannot be found. Check that the provided configuration is not deleted: {arn}."
        ))
    })?)
}

fn find_if_any(tx: &Tx<'_>, ctx: &Ctx, arn: &str) -> Result<Option<CodeSigningConfig>> {
    Ok(tx.get(&CODE_SIGNING_CONFIGS, (&*ctx.account, &*ctx.region, arn))?)
}

/// Whether a package, which nobody has signed, may be deployed.
///
/// # Errors
/// 400 if the function's configuration enforces signatures; 404 if it is not there.
pub(crate) fn verify(tx: &Tx<'_>, ctx: &Ctx, function: &str, arn: Option<&str>) -> Result<()> {
    let Some(arn) = arn else { return Ok(()) };
    match find_for_function(tx, ctx, arn)?.enforced {
        false => Ok(()),
        true => Err(CODE_VERIFICATION_FAILED_EXCEPTION
            .with(format!(
                "Lambda cannot deploy the function. The function or layer might be signed using a signature that the client is not configured to accept. Check the provided signature for {function}."
            ))
            .into()),
    }
}

/// As AWS shows it.
pub(crate) fn shown(arn: &str, config: CodeSigningConfig) -> api::CodeSigningConfig {
    let policy = if config.enforced { api::CodeSigningPolicy::Enforce } else { api::CodeSigningPolicy::Warn };
    api::CodeSigningConfig {
        code_signing_config_id: arn.rsplit(':').next().unwrap_or_default().to_owned(),
        code_signing_config_arn: arn.to_owned(),
        description: config.description,
        allowed_publishers: api::AllowedPublishers { signing_profile_version_arns: config.publishers },
        code_signing_policies: api::CodeSigningPolicies { untrusted_artifact_on_deployment: Some(policy) },
        last_modified: config.last_modified.iso8601_offset(),
    }
}

/// Whether a configuration enforces signatures; it warns unless it is told to.
pub(crate) fn enforced(policies: Option<&api::CodeSigningPolicies>) -> Option<bool> {
    let policy = policies.and_then(|policies| policies.untrusted_artifact_on_deployment)?;
    Some(policy == api::CodeSigningPolicy::Enforce)
}
