//! How much of the account's concurrency is promised to whom.

use crate::Lambda;
use crate::lookup;
use crate::name::{FunctionName, LATEST};
use crate::table::{self, FUNCTIONS, Function, Number, PROVISIONED, Provisioned};
use crate::usage;
use limits::lambda::UNRESERVED_CONCURRENCY_MIN;
use model::lambda as api;
use model::lambda::errors::{INVALID_PARAMETER_VALUE_EXCEPTION, RESOURCE_NOT_FOUND_EXCEPTION};
use service::{Ctx, Result};
use shape::ApiError;
use store::{Span, Tx};

/// Why no provisioned environment is ever ready: hikeshi says so rather than claim what it does not do.
const NOT_ALLOCATED: &str = "hikeshi does not allocate provisioned concurrency yet.";

impl Lambda {
    /// Concurrent executions of an account in a region.
    pub(crate) fn concurrency_max(&self) -> u64 {
        self.exec.concurrency_max()
    }

    /// Tells the data plane what is reserved for a function. That is read under a lock, so that of two changes at a time
    /// the one that was stored last is also the one that holds.
    pub(crate) async fn tell_reservation(&self, ctx: &Ctx, name: &FunctionName) -> Result<()> {
        let _turn = self.reserving.lock().await;
        let shard = table::shard(&ctx.account, &ctx.region);
        let function = self.store.read(shard, |tx| tx.get(&FUNCTIONS, lookup::key(ctx, &name.name))).await?;
        let reserved = function.and_then(|function| function.reserved_concurrency);
        self.exec.reserve(&ctx.account, &ctx.region, &name.arn(ctx), reserved.map(u64::from));
        Ok(())
    }
}

/// What is left for functions without a reservation.
pub(crate) fn unreserved(tx: &Tx<'_>, ctx: &Ctx, concurrency_max: u64) -> Result<u64> {
    let reserved = usage::of(tx, ctx)?.reserved_concurrency;
    Ok(concurrency_max.saturating_sub(reserved))
}

/// The same, less what is provisioned for functions without a reservation.
fn unpromised(tx: &Tx<'_>, ctx: &Ctx, concurrency_max: u64) -> Result<u64> {
    let mut left = unreserved(tx, ctx, concurrency_max)?;
    for row in tx.scan(&PROVISIONED, Span::prefix((&*ctx.account, &*ctx.region))) {
        let ((_, _, name, _), provisioned) = row?;
        let function = tx.get(&FUNCTIONS, lookup::key(ctx, &name))?;
        if function.is_some_and(|function| function.reserved_concurrency.is_none()) {
            left = left.saturating_sub(provisioned.requested.into());
        }
    }
    Ok(left)
}

/// What is provisioned for all versions and aliases of a function.
pub(crate) fn provisioned_total(tx: &Tx<'_>, ctx: &Ctx, name: &str) -> Result<u64> {
    let mut total = 0;
    for row in tx.scan(&PROVISIONED, Span::prefix((&*ctx.account, &*ctx.region, name))) {
        total += u64::from(row?.1.requested);
    }
    Ok(total)
}

/// Whether so much can be reserved for a function.
///
/// # Errors
/// 400 if too little would be left for the others, or if more is provisioned for the function.
pub(crate) fn check_reservation(
    tx: &Tx<'_>,
    ctx: &Ctx,
    function: &Function,
    asked: u32,
    concurrency_max: u64,
) -> Result<()> {
    let floor = UNRESERVED_CONCURRENCY_MIN.value;
    let own = u64::from(function.reserved_concurrency.unwrap_or_default());
    let left = unreserved(tx, ctx, concurrency_max)? + own;
    if left < u64::from(asked) + floor {
        return Err(INVALID_PARAMETER_VALUE_EXCEPTION
            .with(format!(
                "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [{floor}]."
            ))
            .without_type()
            .into());
    }
    let provisioned = provisioned_total(tx, ctx, &function.name)?;
    if u64::from(asked) < provisioned {
        // AWS's spaces.
        return Err(INVALID_PARAMETER_VALUE_EXCEPTION
            .with(format!(
                " ReservedConcurrentExecutions  {asked} should not be lower than function's total provisioned concurrency [{provisioned}]."
            ))
            .without_type()
            .into());
    }
    Ok(())
}

/// Whether so much can be provisioned for a version or an alias.
///
/// # Errors
/// 400 if the function's reservation, or what the account has left, does not allow it.
pub(crate) fn check_provision(
    tx: &Tx<'_>,
    ctx: &Ctx,
    function: &Function,
    asked: u32,
    replaced: u32,
    concurrency_max: u64,
) -> Result<()> {
    let floor = UNRESERVED_CONCURRENCY_MIN.value;
    let (asked, replaced) = (u64::from(asked), u64::from(replaced));
    if let Some(reserved) = function.reserved_concurrency {
        let total = provisioned_total(tx, ctx, &function.name)? - replaced + asked;
        return match total <= reserved.into() {
            true => Ok(()),
            false => Err(INVALID_PARAMETER_VALUE_EXCEPTION
                .with("Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function")
                .without_type()
                .into()),
        };
    }
    let left = unpromised(tx, ctx, concurrency_max)? + replaced;
    let text = if asked > left {
        format!(
            "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [{left}]."
        )
    } else if left - asked < floor {
        format!(
            "Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [{floor}]."
        )
    } else {
        return Ok(());
    };
    Err(INVALID_PARAMETER_VALUE_EXCEPTION.with(text).without_type().into())
}

/// The version that can have provisioned concurrency under this name.
///
/// # Errors
/// 404 if there is none; `None` if it is `$LATEST`, which every operation refuses in its own words.
pub(crate) fn provisionable(tx: &Tx<'_>, ctx: &Ctx, name: &FunctionName) -> Result<Option<Number>> {
    let qualifier = name.qualifier.as_deref().unwrap_or(LATEST);
    let function = lookup::function(tx, ctx, &FunctionName::of(&name.name, None))?;
    let number = match Number::parse(qualifier) {
        Some(number) => lookup::version(tx, ctx, &function, number)?.number,
        None => match lookup::alias_if_any(tx, ctx, &name.name, qualifier)? {
            Some(alias) => alias.version,
            None => return Err(no_alias(ctx, name).into()),
        },
    };
    Ok(Some(number).filter(|number| !number.is_latest()))
}

pub(crate) fn no_alias(ctx: &Ctx, name: &FunctionName) -> ApiError {
    RESOURCE_NOT_FOUND_EXCEPTION.with(format!("Cannot find alias arn: {}", name.qualified_arn(ctx)))
}

pub(crate) fn key<'a>(ctx: &'a Ctx, name: &'a FunctionName) -> (&'a str, &'a str, &'a str, &'a str) {
    (&ctx.account, &ctx.region, &name.name, name.qualifier.as_deref().unwrap_or(LATEST))
}

/// As AWS shows it. Nothing is allocated, so that the request has failed.
pub(crate) fn shown(
    ctx: &Ctx,
    name: &FunctionName,
    row: &Provisioned,
) -> api::ProvisionedConcurrencyConfigListItem {
    api::ProvisionedConcurrencyConfigListItem {
        function_arn: Some(name.qualified_arn(ctx)),
        requested_provisioned_concurrent_executions: Some(row.requested as i32),
        available_provisioned_concurrent_executions: Some(0),
        allocated_provisioned_concurrent_executions: Some(0),
        status: Some(api::ProvisionedConcurrencyStatusEnum::Failed),
        status_reason: Some(NOT_ALLOCATED.into()),
        last_modified: Some(row.last_modified.iso8601_offset()),
    }
}
