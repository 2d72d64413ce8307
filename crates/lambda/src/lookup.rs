//! What a name leads to, as one transaction sees it.

use crate::name::FunctionName;
use crate::table::{ALIASES, Alias, FUNCTIONS, Function, Number, VERSIONS, Version};
use service::{Ctx, Result};
use store::Tx;

/// A function, and the version of it that the caller named.
pub(crate) struct Found {
    pub function: Function,
    pub version: Version,
}

/// A function's key.
pub(crate) fn key<'a>(ctx: &'a Ctx, name: &'a str) -> (&'a str, &'a str, &'a str) {
    (&ctx.account, &ctx.region, name)
}

/// The function of a name, whatever its qualifier is.
///
/// # Errors
/// 404 if there is none.
pub(crate) fn function(tx: &Tx<'_>, ctx: &Ctx, name: &FunctionName) -> Result<Function> {
    Ok(tx.get(&FUNCTIONS, key(ctx, &name.name))?.ok_or_else(|| name.not_found(ctx))?)
}

/// A version of a function.
///
/// # Errors
/// 404 if there is none of this number.
pub(crate) fn version(tx: &Tx<'_>, ctx: &Ctx, function: &Function, number: Number) -> Result<Version> {
    if number.is_latest() {
        return Ok(function.latest.clone());
    }
    let key = (&*ctx.account, &*ctx.region, &*function.name, number.key());
    let version = tx.get(&VERSIONS, key)?;
    Ok(version.ok_or_else(|| FunctionName::of(&function.name, Some(number.to_string())).not_found(ctx))?)
}

pub(crate) fn alias_if_any(tx: &Tx<'_>, ctx: &Ctx, function: &str, name: &str) -> Result<Option<Alias>> {
    Ok(tx.get(&ALIASES, (&*ctx.account, &*ctx.region, function, name))?)
}

/// The version that a qualified name leads to; an alias leads to its own version, not to the additional one.
///
/// # Errors
/// 404 if there is no such function, version or alias.
pub(crate) fn found(tx: &Tx<'_>, ctx: &Ctx, name: &FunctionName) -> Result<Found> {
    let function = function(tx, ctx, name)?;
    let qualifier = name.qualifier.as_deref().unwrap_or(crate::name::LATEST);
    let number = match Number::parse(qualifier) {
        Some(number) => number,
        None => match alias_if_any(tx, ctx, &name.name, qualifier)? {
            Some(alias) => alias.version,
            None => return Err(name.not_found(ctx).into()),
        },
    };
    let version = version(tx, ctx, &function, number)?;
    Ok(Found { function, version })
}
