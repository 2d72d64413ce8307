//! ListCodeSigningConfigs: by ARN, a page at a time.

use crate::Lambda;
use crate::code_signing;
use crate::page::Ask;
use crate::table::{self, CODE_SIGNING_CONFIGS};
use limits::lambda::LIST_PAGE_ITEMS;
use model::lambda::{ListCodeSigningConfigs, ListCodeSigningConfigsInput, ListCodeSigningConfigsOutput};
use service::{Ctx, Handle, Result};
use store::Span;

impl Handle<ListCodeSigningConfigs> for Lambda {
    async fn handle(
        &self,
        ctx: &Ctx,
        input: ListCodeSigningConfigsInput,
    ) -> Result<ListCodeSigningConfigsOutput> {
        let ask = Ask::<String>::new(input.marker.as_deref(), input.max_items, LIST_PAGE_ITEMS.as_usize())?;
        let (account, region) = (&*ctx.account, &*ctx.region);
        let mut span = Span::prefix((account, region));
        if let Some(arn) = &ask.after {
            span = span.after((account, region, &**arn));
        }
        let shard = table::shard(account, region);
        let rows = self.store.read(shard, |tx| {
            let rows = tx.scan(&CODE_SIGNING_CONFIGS, span).take(ask.rows());
            rows.map(|row| row.map(|((_, _, arn), config)| (arn, config)))
                .collect::<Result<Vec<_>, store::Error>>()
        });
        let mut rows = rows.await?;
        let next_marker = ask.cut(&mut rows, |(arn, _)| arn.clone());
        let shown = rows.into_iter().map(|(arn, config)| code_signing::shown(&arn, config));
        Ok(ListCodeSigningConfigsOutput { next_marker, code_signing_configs: Some(shown.collect()) })
    }
}
