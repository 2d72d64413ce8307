//! What aliases are made of, and what AWS refuses of it.

use crate::lookup;
use crate::name::{FunctionName, LATEST};
use crate::table::{Alias, Function, Number};
use limits::lambda::ALIAS_ADDITIONAL_VERSIONS_MAX;
use model::lambda::errors::INVALID_PARAMETER_VALUE_EXCEPTION;
use model::lambda::{AliasConfiguration, AliasRoutingConfiguration};
use service::{Ctx, Result};
use shape::ApiError;
use std::collections::BTreeMap;
use store::Tx;

/// The additional versions of a routing configuration, of which there can be one.
pub(crate) fn additional(
    ctx: &Ctx,
    name: &FunctionName,
    routing: Option<AliasRoutingConfiguration>,
) -> Result<Option<(Number, f64)>, ApiError> {
    let weights = routing.and_then(|routing| routing.additional_version_weights).unwrap_or_default();
    if !ALIAS_ADDITIONAL_VERSIONS_MAX.allows(weights.len()) {
        return Err(INVALID_PARAMETER_VALUE_EXCEPTION.with(format!(
            "Number of items in AdditionalVersionWeights cannot be greater than {}",
            ALIAS_ADDITIONAL_VERSIONS_MAX.value
        )));
    }
    let Some((version, weight)) = weights.into_iter().next() else { return Ok(None) };
    Ok(Some((number(ctx, name, &version)?, weight)))
}

/// The number of a version, as far as one can have it.
///
/// # Errors
/// 404 for one that is too large, and for `$LATEST.PUBLISHED`, which belongs to capacity providers.
pub(crate) fn number(ctx: &Ctx, name: &FunctionName, version: &str) -> Result<Number, ApiError> {
    let unknown = || FunctionName::of(&name.name, Some(version.to_owned())).not_found(ctx);
    Number::parse(version).ok_or_else(unknown)
}

/// Whether an alias can lead where it is to lead.
///
/// # Errors
/// 404 if a version is not there, 400 if two cannot share.
pub(crate) fn check(
    tx: &Tx<'_>,
    ctx: &Ctx,
    function: &Function,
    version: Number,
    additional: Option<(Number, f64)>,
) -> Result<()> {
    lookup::version(tx, ctx, function, version)?;
    let Some((other, _)) = additional else { return Ok(()) };
    if version.is_latest() {
        return Err(INVALID_PARAMETER_VALUE_EXCEPTION
            .with(format!("{LATEST} is not supported for an alias pointing to more than 1 version"))
            .into());
    }
    if other == version {
        return Err(INVALID_PARAMETER_VALUE_EXCEPTION
            .with(format!(
                "Invalid function version {other}. Function version {other} is already included in routing configuration."
            ))
            .into());
    }
    lookup::version(tx, ctx, function, other)?;
    Ok(())
}

/// As AWS shows it.
pub(crate) fn shown(ctx: &Ctx, function: &str, name: &str, alias: Alias) -> AliasConfiguration {
    let weights = alias.additional.map(|(number, weight)| BTreeMap::from([(number.to_string(), weight)]));
    AliasConfiguration {
        alias_arn: Some(arn(ctx, function, name)),
        name: Some(name.to_owned()),
        function_version: Some(alias.version.to_string()),
        description: Some(alias.description),
        routing_config: weights
            .map(|weights| AliasRoutingConfiguration { additional_version_weights: Some(weights) }),
        revision_id: Some(alias.revision_id),
    }
}

pub(crate) fn arn(ctx: &Ctx, function: &str, name: &str) -> String {
    FunctionName::of(function, Some(name.to_owned())).qualified_arn(ctx)
}
