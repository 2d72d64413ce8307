//! What the functions of an account use in a region, exact because every write keeps it.

use crate::table::{FUNCTIONS, USAGE, Usage, VERSIONS};
use model::lambda::errors::CODE_STORAGE_EXCEEDED_EXCEPTION;
use service::{Ctx, Result};
use store::{Span, Tx};

/// The sums as they stand.
pub(crate) fn of(tx: &Tx<'_>, ctx: &Ctx) -> Result<Usage> {
    let key = (&*ctx.account, &*ctx.region);
    match tx.get(&USAGE, key)? {
        Some(usage) => Ok(usage),
        // Nothing was ever written here, or nothing since sums are kept.
        None => counted(tx, ctx),
    }
}

fn counted(tx: &Tx<'_>, ctx: &Ctx) -> Result<Usage> {
    let mut usage = Usage::default();
    for row in tx.scan(&FUNCTIONS, Span::prefix((&*ctx.account, &*ctx.region))) {
        usage.functions += 1;
        usage.code_bytes += row?.1.latest.package.bytes;
    }
    for row in tx.scan(&VERSIONS, Span::prefix((&*ctx.account, &*ctx.region))) {
        usage.code_bytes += row?.1.package.bytes;
    }
    Ok(usage)
}

/// Adds packages to the sums.
///
/// # Errors
/// 400 if that is more than an account may keep.
pub(crate) fn add_code(tx: &mut Tx<'_>, ctx: &Ctx, bytes: u64) -> Result<()> {
    change(tx, ctx, |usage| usage.code_bytes += bytes)?;
    match of(tx, ctx)?.code_bytes <= limits::lambda::CODE_STORAGE_BYTES_MAX.value {
        true => Ok(()),
        false => Err(CODE_STORAGE_EXCEEDED_EXCEPTION.with("Code storage limit exceeded.").into()),
    }
}

pub(crate) fn change(tx: &mut Tx<'_>, ctx: &Ctx, change: impl FnOnce(&mut Usage)) -> Result<()> {
    let mut usage = of(tx, ctx)?;
    change(&mut usage);
    Ok(tx.put(&USAGE, (&*ctx.account, &*ctx.region), &usage)?)
}
