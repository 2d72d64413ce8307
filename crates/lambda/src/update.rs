//! What goes on after a create or an update is answered: the code is unpacked, the state moves on, the new code
//! serves. A crash in between is made good at start, from the states in the store.

use crate::Lambda;
use crate::changes;
use crate::code_signing;
use crate::lookup;
use crate::name::FunctionName;
use crate::package::{self, PackageError};
use crate::pins::Pin;
use crate::publish::{self, Publication};
use crate::rules;
use crate::runtime_dates::Wish;
use crate::table::{
    self, ALIASES, CODE_SIGNING_CONFIGS, FUNCTIONS, Function, Life, NUMBERS, Number, POLICIES, PROVISIONED,
    Package, USAGE, VERSIONS, Version,
};
use crate::usage;
use bytes::Bytes;
use limits::lambda as limit;
use model::lambda::errors::INVALID_PARAMETER_VALUE_EXCEPTION;
use service::bus::Change;
use service::{Caller, Ctx, Error, Result};
use shape::{ApiError, framework};
use std::sync::Arc;
use store::{Key, Record, Shard, Span, Table, Tx};

impl Lambda {
    /// Checks and keeps an uploaded package; the pin holds it until a function refers to it.
    pub(crate) async fn keep(&self, zip: Bytes) -> Result<(Package, Pin)> {
        if !limit::CODE_ZIPPED_BYTES_MAX.allows(zip.len()) {
            return Err(framework::REQUEST_ENTITY_TOO_LARGE_EXCEPTION
                .with(format!(
                    "Zipped size must be smaller than {} bytes",
                    limit::CODE_ZIPPED_BYTES_MAX.value
                ))
                .into());
        }
        let (packages, pins) = (self.packages.clone(), self.pins.clone());
        let kept = tokio::task::spawn_blocking(move || {
            package::inspect(&zip)?;
            let pin = pins.pin(&package::sha256_hex(&zip));
            packages.store(&zip).map(|stored| (stored, pin))
        });
        let (stored, pin) = kept.await.map_err(Error::internal)?.map_err(refused)?;
        Ok((Package { hex: stored.sha256_hex, base64: stored.sha256_base64, bytes: stored.size }, pin))
    }

    /// Applies a change to `$LATEST`, as one transaction; `change` sees only functions that no update is under way
    /// for. Answers the function as it then stands, and the version that was published if that was asked for.
    pub(crate) async fn update(
        &self,
        ctx: &Ctx,
        name: &FunctionName,
        asked: &Asked<'_>,
        change: impl Fn(&mut Version) -> Result<(), ApiError> + Send + Sync,
    ) -> Result<(Function, Option<Version>)> {
        let (now, revision_id, published_revision) = (ctx.now(), self.ids.uuid(), self.ids.uuid());
        let (function, published, abandoned) = self
            .store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<_> {
                let mut function = lookup::function(tx, ctx, name)?;
                rules::no_update_under_way(ctx, &function)?;
                rules::revision(asked.revision, &function.latest.revision_id)?;
                let abandoned = match function.latest.life {
                    Life::Ready => {
                        function.before = Some(Box::new(function.latest.clone()));
                        None
                    }
                    _ => Some(function.latest.package.clone()),
                };
                if asked.code {
                    code_signing::verify(tx, ctx, &name.name, function.code_signing_config.as_deref())?;
                }
                let code_bytes = function.latest.package.bytes;
                change(&mut function.latest)?;
                rules::runtime_not_blocked(&function.latest.runtime, Wish::Update, now)?;
                rules::file_systems(&function.latest)?;
                rules::snap_start(&function.latest)?;
                usage::change(tx, ctx, |usage| usage.code_bytes -= code_bytes)?;
                usage::add_code(tx, ctx, function.latest.package.bytes)?;
                function.latest.revision_id.clone_from(&revision_id);
                function.latest.last_modified = now;
                function.latest.life = Life::Updating;
                let how = Publication {
                    description: None,
                    life: Life::Creating,
                    revision_id: &published_revision,
                    now,
                };
                let published =
                    asked.publish.then(|| publish::publish(tx, ctx, &mut function, &how)).transpose()?;
                tx.put(&FUNCTIONS, lookup::key(ctx, &name.name), &function)?;
                Ok((function, published, abandoned))
            })
            .await?;
        changes::tell(ctx, &name.name, Number::LATEST, Change::Updated);
        if let Some(version) = published.as_ref().filter(|new| new.revision_id == published_revision) {
            changes::tell(ctx, &name.name, version.number, Change::Published);
        }
        self.make_ready_later(ctx, &function);
        // Nobody runs what could not be made ready; then this is the pin whose going is noticed.
        drop(abandoned.map(|package| self.pins.pin(&package.hex)));
        Ok((function, published))
    }

    pub(crate) fn make_ready_later(&self, ctx: &Ctx, function: &Function) {
        let pin = self.pins.pin(&function.latest.package.hex);
        let (lambda, ctx, function) = (self.clone(), ctx.clone(), function.clone());
        self.jobs.spawn(async move {
            if let Err(error) = lambda.make_ready(&ctx, &function).await {
                tracing::error!(function = function.name, %error, "could not make a function ready");
            }
            drop(pin);
        });
    }

    /// Unpacks the code, then lets it serve.
    async fn make_ready(&self, ctx: &Ctx, function: &Function) -> Result<()> {
        let latest = &function.latest;
        let unpacked = self.unpack(&latest.package.hex).await;
        // Known from now on, for whoever asks for its version; whether it can be found is told at an invocation.
        let _ = self.exec.runtime(&latest.runtime).await;
        let failure = unpacked.as_ref().err().map(|error| {
            tracing::error!(function = function.name, %error, "could not unpack a package");
            "The package could not be unpacked."
        });
        let changes = self.serving.changes();
        let was = self
            .store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<Option<Function>> {
                let key = lookup::key(ctx, &function.name);
                let Some(was) = tx.get(&FUNCTIONS, key)? else { return Ok(None) };
                if was.latest.revision_id != latest.revision_id {
                    return Ok(None);
                }
                let mut current = was.clone();
                current.latest.life = current.latest.life.settled(failure);
                if failure.is_none() {
                    current.before = None;
                }
                tx.put(&FUNCTIONS, key, &current)?;
                settle_published(tx, ctx, &current, failure)?;
                Ok(Some(was))
            })
            .await?;
        if let (Some(was), Ok(code)) = (was, unpacked) {
            // Nothing may have run it since the start; then this is the pin whose going is noticed.
            let replaced = was.before.map(|before| self.pins.pin(&before.package.hex));
            let pin = self.pins.pin(&latest.package.hex);
            let runnable = Arc::new(latest.runnable(ctx, &function.name, code, pin));
            self.exec.retire(&runnable.arn, &runnable.version, Some(&runnable.revision));
            self.serving.replace(ctx, runnable, latest.vpc.is_some(), changes);
            if latest.vpc.is_some() {
                self.note_change(ctx, &function.name, latest.last_modified);
            }
            drop(replaced);
        }
        Ok(())
    }

    /// Takes up what a stop or a crash interrupted, and removes packages that no function refers to.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn recover(&self) -> Result<()> {
        let mut wanted = std::collections::HashSet::new();
        for shard in Shard::all() {
            let versions = self.rows(shard, &VERSIONS).await?;
            wanted.extend(versions.into_iter().map(|(_, version)| version.package.hex));
            for ((account, region, _), function) in self.rows(shard, &FUNCTIONS).await? {
                let (account, region): (Arc<str>, Arc<str>) = (account.into(), region.into());
                if let Some(reserved) = function.reserved_concurrency {
                    let arn = format!("arn:aws:lambda:{region}:{account}:function:{}", function.name);
                    self.exec.reserve(&account, &region, &arn, Some(reserved.into()));
                }
                wanted.extend(function.packages().map(|package| package.hex.clone()));
                if function.latest.life.is_under_way() {
                    let id: Arc<str> = self.ids.uuid().into();
                    let ctx = Ctx::new(account, region, id, Caller::Client, self.clock.clone());
                    self.make_ready_later(&ctx, &function);
                }
            }
        }
        let (packages, pins) = (self.packages.clone(), self.pins.clone());
        self.jobs.spawn(async move {
            let remove = move || packages.keep_only(&wanted, |hex| pins.is_pinned(hex));
            let removed = tokio::task::spawn_blocking(remove).await;
            if let Ok(Err(error)) = removed {
                tracing::warn!(%error, "could not remove packages that no function refers to");
            }
        });
        Ok(())
    }

    /// Removes every function of every account.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn reset(&self) -> Result<()> {
        // Their packages go with these pins, or with those of the environments that still run.
        let mut deleted = Vec::new();
        for shard in Shard::all() {
            let functions = self.rows(shard, &FUNCTIONS).await?;
            let versions = self.rows(shard, &VERSIONS).await?;
            let packages = functions.iter().flat_map(|(_, function)| function.packages());
            let packages = packages.chain(versions.iter().map(|(_, version)| &version.package));
            deleted.extend(packages.map(|package| self.pins.pin(&package.hex)));
            self.store
                .write(shard, |tx| -> Result<()> {
                    delete_all(tx, &FUNCTIONS)?;
                    delete_all(tx, &VERSIONS)?;
                    delete_all(tx, &ALIASES)?;
                    delete_all(tx, &NUMBERS)?;
                    delete_all(tx, &POLICIES)?;
                    delete_all(tx, &PROVISIONED)?;
                    delete_all(tx, &CODE_SIGNING_CONFIGS)?;
                    delete_all(tx, &USAGE)
                })
                .await?;
        }
        self.serving.clear();
        self.exec.forget_reservations();
        self.exec.retire_everything();
        drop(deleted);
        Ok(())
    }

    async fn rows<K: Key + Send, V: Record + Send>(
        &self,
        shard: Shard,
        table: &'static Table<K, V>,
    ) -> Result<Vec<(K, V)>> {
        Ok(self
            .store
            .read(shard, |tx| tx.scan(table, Span::all()).collect::<Result<_, store::Error>>())
            .await?)
    }
}

/// What an update is asked to do beside its change.
pub(crate) struct Asked<'a> {
    /// Refuse if `$LATEST` has another one.
    pub revision: Option<&'a str>,
    /// Publish a version of it.
    pub publish: bool,
    /// The code changes, so that whoever demands signatures is asked.
    pub code: bool,
}

impl Life {
    /// Something is being made ready.
    pub(crate) fn is_under_way(&self) -> bool {
        matches!(self, Life::Creating | Life::Updating)
    }

    /// Where it stands once that has ended.
    fn settled(&self, failure: Option<&str>) -> Life {
        match (self, failure) {
            (_, None) => Life::Ready,
            (Life::Updating, Some(reason)) => Life::UpdateFailed { reason: reason.into() },
            (_, Some(reason)) => Life::Failed { reason: reason.into() },
        }
    }
}

impl Function {
    /// Packages that the function's own row refers to.
    pub(crate) fn packages(&self) -> impl Iterator<Item = &Package> {
        [Some(&self.latest), self.before.as_deref()].into_iter().flatten().map(|version| &version.package)
    }
}

/// A version that was published with a create or an update waits for the same code.
fn settle_published(tx: &mut Tx<'_>, ctx: &Ctx, function: &Function, failure: Option<&str>) -> Result<()> {
    let Some(published) = &function.published else { return Ok(()) };
    let key = (&*ctx.account, &*ctx.region, &*function.name, published.number.key());
    if let Some(mut version) = tx.get(&VERSIONS, key)?.filter(|version| version.life == Life::Creating) {
        version.life = version.life.settled(failure);
        tx.put(&VERSIONS, key, &version)?;
    }
    Ok(())
}

fn delete_all<K: Key, V: Record>(tx: &mut Tx<'_>, table: &'static Table<K, V>) -> Result<()> {
    let keys: Vec<K> =
        tx.scan(table, Span::all()).map(|row| row.map(|(key, _)| key)).collect::<Result<_, _>>()?;
    for key in keys {
        tx.delete(table, key);
    }
    Ok(())
}

/// A package that AWS would refuse is the caller's matter; one that could not be kept is ours.
fn refused(error: PackageError) -> Error {
    match error.refusal() {
        Some(text) => INVALID_PARAMETER_VALUE_EXCEPTION.with(text).into(),
        None => Error::internal(error),
    }
}
