//! A version is published: `$LATEST` as it is, under the next number, for ever.

use crate::lookup;
use crate::table::{
    Function, LastNumber, Life, NUMBERS, Number, Published, RuntimeUpdates, VERSIONS, Version,
};
use crate::usage;
use clock::Timestamp;
use service::{Ctx, Result};
use store::Tx;

/// How a version is to be published.
pub(crate) struct Publication<'a> {
    pub description: Option<&'a str>,
    /// `Creating` if the code is still to be made ready.
    pub life: Life,
    pub revision_id: &'a str,
    pub now: Timestamp,
}

/// Publishes `$LATEST`, unless it is as it was when it was last published: then that version is the answer. The
/// caller writes the function.
///
/// What AWS answers when that version has been deleted since is not known; here it is published anew.
pub(crate) fn publish(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    function: &mut Function,
    how: &Publication<'_>,
) -> Result<Version> {
    if let Some(unchanged) = unchanged(tx, ctx, function)? {
        return Ok(unchanged);
    }
    let key = lookup::key(ctx, &function.name);
    let number = tx.get(&NUMBERS, key)?.map_or(0, |last| last.number) + 1;
    tx.put(&NUMBERS, key, &LastNumber { number })?;
    let version = Version {
        number: Number::published(number),
        description: how.description.unwrap_or(&function.latest.description).to_owned(),
        revision_id: how.revision_id.to_owned(),
        last_modified: how.now,
        life: how.life.clone(),
        ..function.latest.clone()
    };
    usage::add_code(tx, ctx, version.package.bytes)?;
    tx.put(&VERSIONS, (&*ctx.account, &*ctx.region, &*function.name, number), &version)?;
    let description = function.latest.description.clone();
    function.published = Some(Published { number: version.number, description });
    Ok(version)
}

fn unchanged(tx: &Tx<'_>, ctx: &Ctx, function: &Function) -> Result<Option<Version>> {
    let Some(last) = &function.published else { return Ok(None) };
    let key = (&*ctx.account, &*ctx.region, &*function.name, last.number.key());
    // One whose code could not be made ready never can be run: what is published now may be.
    let found = tx.get(&VERSIONS, key)?.filter(|version| !matches!(version.life, Life::Failed { .. }));
    let Some(version) = found else { return Ok(None) };
    let as_it_was = Version { description: last.description.clone(), ..version.clone() };
    Ok(same(&as_it_was, &function.latest).then_some(version))
}

/// Whether two versions have the same code and configuration.
fn same(one: &Version, other: &Version) -> bool {
    let plain = |version: &Version| Version {
        number: Number::LATEST,
        revision_id: String::new(),
        last_modified: Timestamp::from_micros(0),
        life: Life::Ready,
        runtime_updates: RuntimeUpdates::default(),
        ..version.clone()
    };
    plain(one) == plain(other)
}
