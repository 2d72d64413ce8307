//! ListFunctions: by name, a page at a time; with all versions, each function's after its `$LATEST`.

use crate::Lambda;
use crate::page::Ask;
use crate::table::{self, FUNCTIONS, Number, VERSIONS, Version};
use limits::lambda::LIST_FUNCTIONS_PAGE_ITEMS;
use model::lambda::errors::INVALID_PARAMETER_VALUE_EXCEPTION;
use model::lambda::{FunctionVersion, ListFunctions, ListFunctionsInput, ListFunctionsOutput};
use service::{Ctx, Handle, Result};
use store::{Span, Tx};

/// A function's name and the number of one of its versions.
type Key = (String, u64);

impl Handle<ListFunctions> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: ListFunctionsInput) -> Result<ListFunctionsOutput> {
        let page_max = LIST_FUNCTIONS_PAGE_ITEMS.as_usize();
        let ask = Ask::<Key>::new(input.marker.as_deref(), input.max_items, page_max)?;
        let all = input.function_version == Some(FunctionVersion::All);
        // Replicas of functions for Lambda@Edge are what a master region would select; here are none.
        // Source: Lambda API reference, ListFunctions. (text of the refusal: unsure)
        let replicas = match input.master_region.as_deref() {
            None | Some("ALL") => false,
            Some(_) if all => true,
            Some(_) => {
                return Err(INVALID_PARAMETER_VALUE_EXCEPTION
                    .with("FunctionVersion must be ALL when MasterRegion is specified.")
                    .into());
            }
        };
        if replicas {
            return Ok(ListFunctionsOutput { next_marker: None, functions: Some(Vec::new()) });
        }
        let shard = table::shard(&ctx.account, &ctx.region);
        let mut rows = self.store.read(shard, |tx| rows(tx, ctx, &ask, all)).await?;
        let next_marker = ask.cut(&mut rows, |(name, version)| (name.clone(), version.number.key()));
        let shown = |(name, version): &(String, Version)| {
            let number = version.number.to_string();
            version.listed(ctx, name, all.then_some(&*number))
        };
        Ok(ListFunctionsOutput { next_marker, functions: Some(rows.iter().map(shown).collect()) })
    }
}

fn rows(tx: &Tx<'_>, ctx: &Ctx, ask: &Ask<Key>, all: bool) -> Result<Vec<(String, Version)>> {
    let (account, region) = (&*ctx.account, &*ctx.region);
    let mut rows = Vec::new();
    let mut span = Span::prefix((account, region));
    if let Some((name, number)) = &ask.after {
        if all {
            let rest = Span::prefix((account, region, &**name)).after((account, region, &**name, *number));
            add_versions(tx, name, rest, ask.rows(), &mut rows)?;
        }
        span = span.after((account, region, &**name));
    }
    for row in tx.scan(&FUNCTIONS, span) {
        if rows.len() >= ask.rows() {
            break;
        }
        let (_, function) = row?;
        rows.push((function.name.clone(), function.latest));
        if all {
            let versions = Span::prefix((account, region, &*function.name));
            add_versions(tx, &function.name, versions, ask.rows(), &mut rows)?;
        }
    }
    Ok(rows)
}

/// Adds versions until there are `rows_max` rows.
fn add_versions(
    tx: &Tx<'_>,
    name: &str,
    span: Span<(String, String, String, u64)>,
    rows_max: usize,
    rows: &mut Vec<(String, Version)>,
) -> Result<()> {
    let room = rows_max.saturating_sub(rows.len());
    for row in tx.scan(&VERSIONS, span).take(room) {
        let (_, version) = row?;
        debug_assert_ne!(version.number, Number::LATEST, "$LATEST is in its function's row");
        rows.push((name.to_owned(), version));
    }
    Ok(())
}
