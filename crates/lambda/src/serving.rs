//! Which version answers to a name now, remembered so that an invocation does not read the store.

use crate::Lambda;
use crate::lookup::{self, Found};
use crate::name::{FunctionName, LATEST};
use crate::table::{self, Alias, Function, Life, Number, Version};
use clock::Timestamp;
use lambda_exec::Function as Runnable;
use model::lambda::errors::{RESOURCE_CONFLICT_EXCEPTION, RESOURCE_NOT_READY_EXCEPTION};
use model::lambda::{FunctionConfiguration, RuntimeVersionConfig, State, StateReasonCode};
use service::{Ctx, Error, Result};
use shape::ApiError;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, RwLock};

/// What can be invoked, by account, region and name, then by qualifier.
#[derive(Default)]
pub(crate) struct Serving(RwLock<Remembered>);

#[derive(Default)]
struct Remembered {
    functions: HashMap<String, HashMap<String, Answers>>,
    /// Counts changes: what was read before a change is not remembered after it.
    changes: u64,
}

/// What answers to a qualifier.
#[derive(Clone)]
enum Answers {
    Version(Ready),
    Alias(Route),
}

/// A version that can run.
#[derive(Clone)]
struct Ready {
    runnable: Arc<Runnable>,
    /// Whether it falls asleep, being in a network.
    idles: bool,
}

/// Where an alias leads.
#[derive(Clone, Copy)]
struct Route {
    version: Number,
    additional: Option<(Number, f64)>,
}

fn key(ctx: &Ctx, name: &str) -> String {
    [&*ctx.account, &*ctx.region, name].join("/")
}

impl Serving {
    fn find(&self, key: &str, qualifier: &str) -> (Option<Answers>, u64) {
        let remembered = self.0.read().expect("no panic holds this lock");
        let answers = remembered.functions.get(key).and_then(|qualifiers| qualifiers.get(qualifier));
        (answers.cloned(), remembered.changes)
    }

    fn remember_if_unchanged(&self, key: &str, qualifier: &str, answers: Answers, changes: u64) {
        let mut remembered = self.0.write().expect("no panic holds this lock");
        if remembered.changes == changes {
            remembered.functions.entry(key.to_owned()).or_default().insert(qualifier.to_owned(), answers);
        }
    }

    pub(crate) fn changes(&self) -> u64 {
        self.0.read().expect("no panic holds this lock").changes
    }

    /// From now on `function` answers as `$LATEST`. If anything has changed since `changes` were counted, it may be
    /// deleted by now, and has to be looked up.
    pub(crate) fn replace(&self, ctx: &Ctx, function: Arc<Runnable>, idles: bool, changes: u64) {
        let mut remembered = self.0.write().expect("no panic holds this lock");
        let qualifiers = remembered.functions.entry(key(ctx, &function.name)).or_default();
        qualifiers.remove(LATEST);
        if remembered.changes == changes {
            let qualifiers = remembered.functions.entry(key(ctx, &function.name)).or_default();
            qualifiers.insert(LATEST.to_owned(), Answers::Version(Ready { runnable: function, idles }));
        }
        remembered.changes += 1;
    }

    /// Nobody answers to any qualifier until it is looked up again.
    pub(crate) fn forget(&self, ctx: &Ctx, name: &str) {
        let mut remembered = self.0.write().expect("no panic holds this lock");
        remembered.changes += 1;
        remembered.functions.remove(&key(ctx, name));
    }

    /// Whoever reads that an update is done gets what was updated from then on, even if he asks before `replace`.
    fn forget_other_than(&self, ctx: &Ctx, ready: &Function) {
        if let (Some(Answers::Version(known)), _) = self.find(&key(ctx, &ready.name), LATEST)
            && *known.runnable.revision != *ready.latest.revision_id
        {
            self.forget(ctx, &ready.name);
        }
    }

    pub(crate) fn clear(&self) {
        let mut remembered = self.0.write().expect("no panic holds this lock");
        remembered.changes += 1;
        remembered.functions.clear();
    }
}

impl Lambda {
    /// The stored function and version behind a name.
    ///
    /// # Errors
    /// 404 if there is none, or no such version or alias.
    pub(crate) async fn find(&self, ctx: &Ctx, name: &FunctionName) -> Result<Found> {
        let shard = table::shard(&ctx.account, &ctx.region);
        let found = self.store.read(shard, |tx| lookup::found(tx, ctx, name)).await?;
        if found.function.latest.life == Life::Ready {
            self.serving.forget_other_than(ctx, &found.function);
        }
        Ok(found)
    }

    /// A version's configuration, with what the data plane knows of its runtime.
    pub(crate) fn shown(
        &self,
        ctx: &Ctx,
        version: &Version,
        function: &str,
        qualifier: Option<&str>,
    ) -> FunctionConfiguration {
        let arn = self.exec.runtime_version_arn(&version.runtime);
        FunctionConfiguration {
            runtime_version_config: arn
                .map(|arn| RuntimeVersionConfig { runtime_version_arn: Some(arn), error: None }),
            ..self.awake_or_not(ctx, version, function, version.configuration(ctx, function, qualifier))
        }
    }

    /// (reason: unsure)
    fn awake_or_not(
        &self,
        ctx: &Ctx,
        version: &Version,
        function: &str,
        shown: FunctionConfiguration,
    ) -> FunctionConfiguration {
        let number = version.number.to_string();
        let asleep = version.vpc.is_some()
            && shown.state == Some(State::Active)
            && self.idle.is_asleep(&key(ctx, function), &number, version.last_modified, ctx.now());
        if !asleep {
            return shown;
        }
        FunctionConfiguration {
            state: Some(State::Inactive),
            state_reason: Some("The function is idle.".into()),
            state_reason_code: Some(StateReasonCode::Idle),
            ..shown
        }
    }

    /// Who has changed is awake.
    pub(crate) fn note_change(&self, ctx: &Ctx, function: &str, at: Timestamp) {
        self.idle.note(&key(ctx, function), LATEST, at);
    }

    /// What is gone sleeps no more.
    pub(crate) fn forget_use(&self, ctx: &Ctx, function: &str) {
        self.idle.forget(&key(ctx, function));
    }

    /// What an invocation of this name runs; where an alias leads to two versions, chance decides.
    pub(crate) async fn serving(&self, ctx: &Ctx, name: &FunctionName) -> Result<Arc<Runnable>> {
        let key = key(ctx, &name.name);
        let Ready { runnable, idles } = self.ready(ctx, name, &key).await?;
        if idles && self.idle.wake(&key, &runnable.version, ctx.now()) {
            return Err(asleep().into());
        }
        Ok(runnable)
    }

    async fn ready(&self, ctx: &Ctx, name: &FunctionName, key: &str) -> Result<Ready> {
        let changes = self.serving.changes();
        match self.ready_as_seen(ctx, name, key).await {
            // What was seen may have been replaced since, and then be gone: an alias leads elsewhere by now, or
            // `$LATEST` has another package.
            Err(_) if self.serving.changes() != changes => self.ready_as_seen(ctx, name, key).await,
            ready => ready,
        }
    }

    async fn ready_as_seen(&self, ctx: &Ctx, name: &FunctionName, key: &str) -> Result<Ready> {
        let named = name.qualifier.as_deref().unwrap_or(LATEST);
        let (remembered, changes) = self.serving.find(key, named);
        let route = match remembered {
            Some(Answers::Version(ready)) => return Ok(ready),
            Some(Answers::Alias(route)) => route,
            None => match Number::parse(named) {
                Some(number) => return self.look_up(ctx, name, number, key, changes).await,
                None => self.alias_route(ctx, name, named, key, changes).await?,
            },
        };
        let number = route.choose(|| self.ids.fraction());
        let (remembered, changes) = self.serving.find(key, &number.to_string());
        match remembered {
            Some(Answers::Version(ready)) => Ok(ready),
            _ => self.look_up(ctx, name, number, key, changes).await,
        }
    }

    async fn alias_route(
        &self,
        ctx: &Ctx,
        name: &FunctionName,
        alias: &str,
        key: &str,
        changes: u64,
    ) -> Result<Route> {
        let shard = table::shard(&ctx.account, &ctx.region);
        let found = self.store.read(shard, |tx| {
            lookup::function(tx, ctx, name)?;
            lookup::alias_if_any(tx, ctx, &name.name, alias)
        });
        let route = found.await?.map(Route::of).ok_or_else(|| name.not_found(ctx))?;
        self.serving.remember_if_unchanged(key, alias, Answers::Alias(route), changes);
        Ok(route)
    }

    /// Reads a version, and makes it ready to run.
    async fn look_up(
        &self,
        ctx: &Ctx,
        name: &FunctionName,
        number: Number,
        key: &str,
        changes: u64,
    ) -> Result<Ready> {
        let numbered = FunctionName::of(&name.name, Some(number.to_string()));
        let found = self.find(ctx, &numbered).await.map_err(|error| match error {
            // The caller is told of what he named.
            Error::Api(_) => name.not_found(ctx).into(),
            other => other,
        })?;
        let version = if number.is_latest() { found.function.serving().clone() } else { found.version };
        invocable(&version)?;
        let pin = self.pins.pin(&version.package.hex);
        let code = self.unpack(&version.package.hex).await?;
        let ready = Ready {
            runnable: Arc::new(version.runnable(ctx, &name.name, code, pin)),
            idles: version.vpc.is_some(),
        };
        if ready.idles {
            self.idle.note(key, &ready.runnable.version, version.last_modified);
        }
        let answers = Answers::Version(ready.clone());
        self.serving.remember_if_unchanged(key, &number.to_string(), answers, changes);
        Ok(ready)
    }

    /// The directory of a package's files, unpacked now if they are not yet.
    pub(crate) async fn unpack(&self, hex: &str) -> Result<PathBuf> {
        let (packages, hex) = (self.packages.clone(), hex.to_owned());
        let unpacked = tokio::task::spawn_blocking(move || packages.unpack(&hex)).await;
        unpacked.map_err(Error::internal)?.map_err(Error::internal)
    }
}

impl Route {
    fn of(alias: Alias) -> Route {
        Route { version: alias.version, additional: alias.additional }
    }

    /// `fraction` is a number from 0 up to, but not including, 1.
    fn choose(self, fraction: impl FnOnce() -> f64) -> Number {
        match self.additional {
            Some((additional, weight)) if fraction() < weight => additional,
            _ => self.version,
        }
    }
}

/// Source: Lambda API reference, ResourceNotReadyException.
fn asleep() -> ApiError {
    RESOURCE_NOT_READY_EXCEPTION.with(
        "The function is inactive and its VPC connection is no longer available. Wait for the VPC connection to reestablish and try again.",
    )
}

fn invocable(version: &Version) -> Result<()> {
    match &version.life {
        Life::Ready | Life::Updating | Life::UpdateFailed { .. } => Ok(()),
        Life::Creating => Err(RESOURCE_CONFLICT_EXCEPTION
            .with("The operation cannot be performed at this time. The function is currently in the following state: Pending")
            .into()),
        Life::Failed { reason } => Err(RESOURCE_NOT_READY_EXCEPTION
            .with(format!("The function is in the state Failed: {reason}"))
            .into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clock::Ids;

    #[test]
    fn a_weight_is_the_part_of_the_invocations_that_the_additional_version_gets() {
        let (one, two) = (Number::published(1), Number::published(2));
        let (ids, rounds) = (Ids::seeded(1), 10_000);
        for (weight, expected) in
            [(0.0, 0..=0), (0.1, 900..=1_100), (0.5, 4_800..=5_200), (1.0, 10_000..=10_000)]
        {
            let route = Route { version: one, additional: Some((two, weight)) };
            let additional = (0..rounds).filter(|_| route.choose(|| ids.fraction()) == two).count();
            assert!(expected.contains(&additional), "{additional} of {rounds} with a weight of {weight}");
        }
        assert_eq!(Route { version: one, additional: None }.choose(|| 0.0), one);
    }
}
