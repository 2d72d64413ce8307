//! DeleteFunction: a function with everything that belongs to it, or one of its versions, is gone at once;
//! invocations under way still end.

use crate::Lambda;
use crate::changes;
use crate::lookup;
use crate::name::{FunctionName, LATEST};
use crate::table::{self, ALIASES, FUNCTIONS, Function, Number, POLICIES, PROVISIONED, Package, VERSIONS};
use crate::usage;
use model::lambda::errors::{INVALID_PARAMETER_VALUE_EXCEPTION, RESOURCE_CONFLICT_EXCEPTION};
use model::lambda::{DeleteFunction, DeleteFunctionInput, DeleteFunctionOutput};
use service::bus::Change;
use service::{Ctx, Handle, Result};
use shape::ApiError;
use store::{Record, Span, Table, Tx};

/// What AWS answers a synchronous delete with; the model names another default.
const NO_CONTENT: i32 = 204;

impl Handle<DeleteFunction> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: DeleteFunctionInput) -> Result<DeleteFunctionOutput> {
        let name =
            FunctionName::parse(ctx, "DeleteFunction", &input.function_name, input.qualifier.as_deref())?;
        match name.qualifier.as_deref().map(version).transpose()? {
            None => self.delete_function(ctx, &name).await?,
            Some(number) => self.delete_version(ctx, &name, number).await?,
        }
        Ok(DeleteFunctionOutput { status_code: Some(NO_CONTENT) })
    }
}

/// What is gone, told to those who may still run it.
struct Gone {
    numbers: Vec<Number>,
    packages: Vec<Package>,
}

impl Lambda {
    async fn delete_function(&self, ctx: &Ctx, name: &FunctionName) -> Result<()> {
        let gone = self
            .store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<Gone> {
                let function = lookup::function(tx, ctx, name)?;
                let mut gone =
                    Gone { numbers: vec![Number::LATEST], packages: function.packages().cloned().collect() };
                let versions = versions(tx, ctx, &function)?;
                let code_bytes = function.latest.package.bytes
                    + versions.iter().map(|(_, package)| package.bytes).sum::<u64>();
                // Before the rows go: sums that were never kept are counted from them.
                usage::change(tx, ctx, |usage| {
                    usage.functions -= 1;
                    usage.reserved_concurrency -=
                        u64::from(function.reserved_concurrency.unwrap_or_default());
                    usage.code_bytes -= code_bytes;
                })?;
                for version in versions {
                    gone.numbers.push(version.0);
                    gone.packages.push(version.1);
                    tx.delete(&VERSIONS, (&*ctx.account, &*ctx.region, &*name.name, version.0.key()));
                }
                for (alias, _) in aliases(tx, ctx, &name.name)? {
                    tx.delete(&ALIASES, (&*ctx.account, &*ctx.region, &*name.name, &*alias));
                }
                delete_below(tx, ctx, &POLICIES, &name.name)?;
                delete_below(tx, ctx, &PROVISIONED, &name.name)?;
                tx.delete(&FUNCTIONS, lookup::key(ctx, &name.name));
                Ok(gone)
            })
            .await?;
        self.tell_reservation(ctx, name).await?;
        self.forget_use(ctx, &name.name);
        self.tell_gone(ctx, name, gone);
        changes::tell(ctx, &name.name, Number::LATEST, Change::Deleted);
        Ok(())
    }

    /// A version that is not there is as good as deleted, as on AWS.
    async fn delete_version(&self, ctx: &Ctx, name: &FunctionName, number: Number) -> Result<()> {
        let gone = self
            .store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<Gone> {
                lookup::function(tx, ctx, name)?;
                let leads_here = |alias: &table::Alias| {
                    alias.version == number || alias.additional.is_some_and(|(other, _)| other == number)
                };
                let aliases = aliases(tx, ctx, &name.name)?;
                let used_by: Vec<&str> =
                    aliases.iter().filter(|(_, alias)| leads_here(alias)).map(|(name, _)| &**name).collect();
                if !used_by.is_empty() {
                    return Err(referenced(&used_by).into());
                }
                let key = (&*ctx.account, &*ctx.region, &*name.name, number.key());
                let Some(version) = tx.get(&VERSIONS, key)? else {
                    return Ok(Gone { numbers: Vec::new(), packages: Vec::new() });
                };
                usage::change(tx, ctx, |usage| usage.code_bytes -= version.package.bytes)?;
                tx.delete(&VERSIONS, key);
                delete_qualified(tx, ctx, &name.name, &number.to_string());
                Ok(Gone { numbers: vec![number], packages: vec![version.package] })
            })
            .await?;
        if !gone.numbers.is_empty() {
            changes::tell(ctx, &name.name, number, Change::Deleted);
        }
        self.tell_gone(ctx, name, gone);
        Ok(())
    }

    fn tell_gone(&self, ctx: &Ctx, name: &FunctionName, gone: Gone) {
        self.serving.forget(ctx, &name.name);
        for number in gone.numbers {
            self.exec.retire(&name.arn(ctx), &number.to_string(), None);
        }
        // Nothing may have run them since the start; then these are the pins whose going is noticed.
        for package in gone.packages {
            drop(self.pins.pin(&package.hex));
        }
    }
}

/// The version that a qualifier names. (text for aliases: observed)
fn version(qualifier: &str) -> Result<Number, ApiError> {
    match Number::parse(qualifier) {
        Some(number) if !number.is_latest() => Ok(number),
        Some(_) => Err(INVALID_PARAMETER_VALUE_EXCEPTION
            .with(format!("{LATEST} version cannot be deleted without deleting the function."))),
        None if qualifier.bytes().all(|byte| byte.is_ascii_digit()) => Ok(Number::NONE),
        None => {
            Err(INVALID_PARAMETER_VALUE_EXCEPTION.with("Deletion of aliases is not currently supported."))
        }
    }
}

fn referenced(aliases: &[&str]) -> ApiError {
    RESOURCE_CONFLICT_EXCEPTION.with(format!(
        "Unable to delete version because the following aliases reference it: [{}]",
        aliases.join(", ")
    ))
}

fn versions(tx: &Tx<'_>, ctx: &Ctx, function: &Function) -> Result<Vec<(Number, Package)>> {
    let rows = tx.scan(&VERSIONS, Span::prefix((&*ctx.account, &*ctx.region, &*function.name)));
    rows.map(|row| row.map(|(_, version)| (version.number, version.package)).map_err(Into::into)).collect()
}

fn aliases(tx: &Tx<'_>, ctx: &Ctx, function: &str) -> Result<Vec<(String, table::Alias)>> {
    let rows = tx.scan(&ALIASES, Span::prefix((&*ctx.account, &*ctx.region, function)));
    rows.map(|row| row.map(|((_, _, _, name), alias)| (name, alias)).map_err(Into::into)).collect()
}

type Qualified<V> = Table<(String, String, String, String), V>;

/// Deletes everything of a function, whatever its qualifier.
fn delete_below<V: Record>(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    table: &'static Qualified<V>,
    function: &str,
) -> Result<()> {
    let rows = tx.scan(table, Span::prefix((&*ctx.account, &*ctx.region, function)));
    let keys: Vec<_> = rows.map(|row| row.map(|(key, _)| key)).collect::<Result<_, store::Error>>()?;
    for key in keys {
        tx.delete(table, key);
    }
    Ok(())
}

/// What was given to a version or an alias goes with it.
pub(super) fn delete_qualified(tx: &mut Tx<'_>, ctx: &Ctx, function: &str, qualifier: &str) {
    let key = (&*ctx.account, &*ctx.region, function, qualifier);
    tx.delete(&POLICIES, key);
    tx.delete(&PROVISIONED, key);
}
