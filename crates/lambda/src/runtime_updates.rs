//! When AWS would update a managed runtime under a version. Here an interpreter is the machine's own, and changes when
//! its owner changes it; what is asked for is stored and returned.

use crate::lookup;
use crate::name::FunctionName;
use crate::table::{FUNCTIONS, Number, RuntimeUpdates, VERSIONS, Version};
use model::lambda::UpdateRuntimeOn;
use model::lambda::errors::INVALID_PARAMETER_VALUE_EXCEPTION;
use service::{Ctx, Result};
use shape::ApiError;
use store::Tx;

/// A runtime version has to be named for updates by hand, and only for these. (texts: unsure)
pub(crate) fn parse(on: UpdateRuntimeOn, version_arn: Option<String>) -> Result<RuntimeUpdates, ApiError> {
    match (on, version_arn) {
        (UpdateRuntimeOn::Manual, None) => Err(INVALID_PARAMETER_VALUE_EXCEPTION
            .with("RuntimeVersionArn is required when UpdateRuntimeOn is set to Manual.")),
        (UpdateRuntimeOn::Auto | UpdateRuntimeOn::FunctionUpdate, Some(_)) => {
            Err(INVALID_PARAMETER_VALUE_EXCEPTION
                .with("RuntimeVersionArn can only be specified when UpdateRuntimeOn is set to Manual."))
        }
        (on, version_arn) => Ok(RuntimeUpdates { on: on.as_str().to_owned(), version_arn }),
    }
}

/// The version that a name leads to: `$LATEST` or a published one, not an alias.
///
/// # Errors
/// 404 if there is none.
pub(crate) fn version(tx: &Tx<'_>, ctx: &Ctx, name: &FunctionName) -> Result<Version> {
    let function = lookup::function(tx, ctx, name)?;
    let number = match name.qualifier.as_deref() {
        None => Some(Number::LATEST),
        Some(qualifier) => Number::parse(qualifier),
    };
    match number {
        Some(number) => lookup::version(tx, ctx, &function, number),
        None => Err(name.not_found(ctx).into()),
    }
}

/// Writes how a version's runtime is updated: the one thing of a published version that may change.
pub(crate) fn set(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    name: &FunctionName,
    updates: &RuntimeUpdates,
) -> Result<Version> {
    let mut version = version(tx, ctx, name)?;
    version.runtime_updates = updates.clone();
    if version.number.is_latest() {
        let mut function = lookup::function(tx, ctx, name)?;
        function.latest = version.clone();
        tx.put(&FUNCTIONS, lookup::key(ctx, &name.name), &function)?;
    } else {
        let key = (&*ctx.account, &*ctx.region, &*name.name, version.number.key());
        tx.put(&VERSIONS, key, &version)?;
    }
    Ok(version)
}
