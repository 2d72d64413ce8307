//! ListFunctions: by name, a page at a time.

use crate::Lambda;
use crate::table::{self, FUNCTIONS, Function, Life};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use limits::lambda::LIST_FUNCTIONS_PAGE_ITEMS;
use model::lambda::errors::INVALID_PARAMETER_VALUE_EXCEPTION;
use model::lambda::{
    FunctionConfiguration, FunctionVersion, ListFunctions, ListFunctionsInput, ListFunctionsOutput,
};
use service::{Ctx, Handle, Result};
use shape::ApiError;
use store::Span;

impl Handle<ListFunctions> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: ListFunctionsInput) -> Result<ListFunctionsOutput> {
        let after = input.marker.map(|marker| decode(&marker)).transpose()?.unwrap_or_default();
        let page_max = LIST_FUNCTIONS_PAGE_ITEMS.as_usize();
        let count = input.max_items.map_or(page_max, |items| items as usize).min(page_max);
        let mut page = self.page(ctx, &after, count + 1).await?;
        let more = page.len() > count;
        page.truncate(count);
        let last = page.last().filter(|_| more);
        let next_marker = last.map(|function| BASE64_URL_SAFE_NO_PAD.encode(&function.name));
        let all = input.function_version == Some(FunctionVersion::All);
        let functions = page.iter().map(|function| listed(function, ctx, all)).collect();
        Ok(ListFunctionsOutput { next_marker, functions: Some(functions) })
    }
}

impl Lambda {
    async fn page(&self, ctx: &Ctx, after: &str, count: usize) -> Result<Vec<Function>> {
        let (account, region) = (&*ctx.account, &*ctx.region);
        let page = self
            .store
            .read(table::shard(account, region), |tx| {
                let span = Span::prefix((account, region)).after((account, region, after));
                let rows = tx.scan(&FUNCTIONS, span).take(count);
                rows.map(|row| row.map(|(_, function)| function)).collect::<Result<Vec<_>, store::Error>>()
            })
            .await?;
        Ok(page)
    }
}

/// A list shows neither states nor reasons; with all versions asked for, ARNs name theirs.
fn listed(function: &Function, ctx: &Ctx, qualified: bool) -> FunctionConfiguration {
    let shown = Function { life: Life::Ready, ..function.clone() };
    FunctionConfiguration { state: None, last_update_status: None, ..shown.configuration(ctx, qualified) }
}

fn decode(marker: &str) -> Result<String, ApiError> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(marker).ok();
    bytes
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(|| INVALID_PARAMETER_VALUE_EXCEPTION.with("The marker is not valid."))
}
