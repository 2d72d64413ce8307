//! ListAliases: by name, a page at a time; all, or those that lead to a version.

use crate::Lambda;
use crate::alias;
use crate::lookup;
use crate::name::FunctionName;
use crate::page::Ask;
use crate::table::{self, ALIASES, Alias, Number};
use limits::lambda::LIST_PAGE_ITEMS;
use model::lambda::{ListAliases, ListAliasesInput, ListAliasesOutput};
use service::{Ctx, Handle, Result};
use store::{Span, Tx};

impl Handle<ListAliases> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: ListAliasesInput) -> Result<ListAliasesOutput> {
        let name = FunctionName::parse(ctx, "ListAliases", &input.function_name, None)?.only_function()?;
        let ask = Ask::<String>::new(input.marker.as_deref(), input.max_items, LIST_PAGE_ITEMS.as_usize())?;
        let version = input.function_version.as_deref();
        let version = version.map(|version| alias::number(ctx, &name, version)).transpose()?;
        let shard = table::shard(&ctx.account, &ctx.region);
        let mut rows = self.store.read(shard, |tx| rows(tx, ctx, &name, &ask, version)).await?;
        let next_marker = ask.cut(&mut rows, |(alias, _)| alias.clone());
        let aliases = rows.into_iter().map(|(alias, row)| alias::shown(ctx, &name.name, &alias, row));
        Ok(ListAliasesOutput { next_marker, aliases: Some(aliases.collect()) })
    }
}

fn rows(
    tx: &Tx<'_>,
    ctx: &Ctx,
    name: &FunctionName,
    ask: &Ask<String>,
    version: Option<Number>,
) -> Result<Vec<(String, Alias)>> {
    lookup::function(tx, ctx, name)?;
    let (account, region) = (&*ctx.account, &*ctx.region);
    let mut span = Span::prefix((account, region, &*name.name));
    if let Some(alias) = &ask.after {
        span = span.after((account, region, &*name.name, &**alias));
    }
    let leads_there = |alias: &Alias| {
        let additional = alias.additional.map(|(number, _)| number);
        version.is_none_or(|version| alias.version == version || additional == Some(version))
    };
    let rows = tx.scan(&ALIASES, span).map(|row| row.map(|((_, _, _, name), alias)| (name, alias)));
    let rows = rows.filter(|row| row.as_ref().map_or(true, |(_, alias)| leads_there(alias)));
    Ok(rows.take(ask.rows()).collect::<Result<_, store::Error>>()?)
}
