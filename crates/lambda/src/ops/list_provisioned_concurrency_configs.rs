//! ListProvisionedConcurrencyConfigs: by qualifier, a page at a time.

use crate::Lambda;
use crate::concurrency;
use crate::lookup;
use crate::name::FunctionName;
use crate::page::Ask;
use crate::table::{self, PROVISIONED};
use limits::lambda::LIST_PAGE_ITEMS;
use model::lambda::{
    ListProvisionedConcurrencyConfigs, ListProvisionedConcurrencyConfigsInput,
    ListProvisionedConcurrencyConfigsOutput,
};
use service::{Ctx, Handle, Result};
use store::Span;

impl Handle<ListProvisionedConcurrencyConfigs> for Lambda {
    async fn handle(
        &self,
        ctx: &Ctx,
        input: ListProvisionedConcurrencyConfigsInput,
    ) -> Result<ListProvisionedConcurrencyConfigsOutput> {
        let name = FunctionName::parse(ctx, "ListProvisionedConcurrencyConfigs", &input.function_name, None)?
            .only_function()?;
        let ask = Ask::<String>::new(input.marker.as_deref(), input.max_items, LIST_PAGE_ITEMS.as_usize())?;
        let (account, region) = (&*ctx.account, &*ctx.region);
        let mut span = Span::prefix((account, region, &*name.name));
        if let Some(qualifier) = &ask.after {
            span = span.after((account, region, &*name.name, &**qualifier));
        }
        let shard = table::shard(account, region);
        let rows = self.store.read(shard, |tx| -> Result<Vec<_>> {
            lookup::function(tx, ctx, &name)?;
            let rows = tx.scan(&PROVISIONED, span).take(ask.rows());
            Ok(rows
                .map(|row| row.map(|((_, _, _, qualifier), provisioned)| (qualifier, provisioned)))
                .collect::<Result<_, store::Error>>()?)
        });
        let mut rows = rows.await?;
        let next_marker = ask.cut(&mut rows, |(qualifier, _)| qualifier.clone());
        let shown = rows.iter().map(|(qualifier, row)| {
            concurrency::shown(ctx, &FunctionName::of(&name.name, Some(qualifier.clone())), row)
        });
        Ok(ListProvisionedConcurrencyConfigsOutput {
            provisioned_concurrency_configs: Some(shown.collect()),
            next_marker,
        })
    }
}
