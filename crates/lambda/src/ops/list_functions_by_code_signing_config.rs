//! ListFunctionsByCodeSigningConfig: ARNs by name, a page at a time.

use crate::Lambda;
use crate::code_signing;
use crate::page::Ask;
use crate::table::{self, FUNCTIONS, Function};
use limits::lambda::LIST_PAGE_ITEMS;
use model::lambda::{
    ListFunctionsByCodeSigningConfig, ListFunctionsByCodeSigningConfigInput,
    ListFunctionsByCodeSigningConfigOutput,
};
use service::{Ctx, Handle, Result};
use store::{Span, Tx};

impl Handle<ListFunctionsByCodeSigningConfig> for Lambda {
    async fn handle(
        &self,
        ctx: &Ctx,
        input: ListFunctionsByCodeSigningConfigInput,
    ) -> Result<ListFunctionsByCodeSigningConfigOutput> {
        let ask = Ask::<String>::new(input.marker.as_deref(), input.max_items, LIST_PAGE_ITEMS.as_usize())?;
        let shard = table::shard(&ctx.account, &ctx.region);
        let rows = self.store.read(shard, |tx| rows(tx, ctx, &input.code_signing_config_arn, &ask));
        let mut rows = rows.await?;
        let next_marker = ask.cut(&mut rows, |function| function.name.clone());
        let arns = rows.iter().map(|function| function.arn(ctx)).collect();
        Ok(ListFunctionsByCodeSigningConfigOutput { next_marker, function_arns: Some(arns) })
    }
}

fn rows(tx: &Tx<'_>, ctx: &Ctx, arn: &str, ask: &Ask<String>) -> Result<Vec<Function>> {
    code_signing::find(tx, ctx, arn)?;
    let (account, region) = (&*ctx.account, &*ctx.region);
    let mut span = Span::prefix((account, region));
    if let Some(name) = &ask.after {
        span = span.after((account, region, &**name));
    }
    let functions = tx.scan(&FUNCTIONS, span).map(|row| row.map(|(_, function)| function));
    let has_it = |function: &Function| function.code_signing_config.as_deref() == Some(arn);
    let having = functions.filter(|row| row.as_ref().map_or(true, has_it));
    Ok(having.take(ask.rows()).collect::<Result<_, store::Error>>()?)
}
