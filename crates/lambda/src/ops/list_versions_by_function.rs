//! ListVersionsByFunction: `$LATEST`, then what was published, a page at a time.

use crate::Lambda;
use crate::lookup;
use crate::name::FunctionName;
use crate::page::Ask;
use crate::table::{self, VERSIONS, Version};
use limits::lambda::LIST_VERSIONS_PAGE_ITEMS;
use model::lambda::{ListVersionsByFunction, ListVersionsByFunctionInput, ListVersionsByFunctionOutput};
use service::{Ctx, Handle, Result};
use store::{Span, Tx};

impl Handle<ListVersionsByFunction> for Lambda {
    async fn handle(
        &self,
        ctx: &Ctx,
        input: ListVersionsByFunctionInput,
    ) -> Result<ListVersionsByFunctionOutput> {
        let name = FunctionName::parse(ctx, "ListVersionsByFunction", &input.function_name, None)?;
        let page_max = LIST_VERSIONS_PAGE_ITEMS.as_usize();
        let ask = Ask::<u64>::new(input.marker.as_deref(), input.max_items, page_max)?;
        let shard = table::shard(&ctx.account, &ctx.region);
        let mut rows = self.store.read(shard, |tx| rows(tx, ctx, &name, &ask)).await?;
        let next_marker = ask.cut(&mut rows, |version| version.number.key());
        let shown = |version: &Version| version.listed(ctx, &name.name, Some(&version.number.to_string()));
        Ok(ListVersionsByFunctionOutput { next_marker, versions: Some(rows.iter().map(shown).collect()) })
    }
}

fn rows(tx: &Tx<'_>, ctx: &Ctx, name: &FunctionName, ask: &Ask<u64>) -> Result<Vec<Version>> {
    let function = lookup::function(tx, ctx, name)?;
    let (account, region) = (&*ctx.account, &*ctx.region);
    let mut span = Span::prefix((account, region, &*name.name));
    let mut rows = Vec::new();
    match ask.after {
        None => rows.push(function.latest),
        Some(number) => span = span.after((account, region, &*name.name, number)),
    }
    let room = ask.rows() - rows.len();
    for row in tx.scan(&VERSIONS, span).take(room) {
        rows.push(row?.1);
    }
    Ok(rows)
}
