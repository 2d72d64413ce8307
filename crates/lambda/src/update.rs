//! What goes on after a create or an update is answered: the code is unpacked, the state moves on, the new code
//! serves. A crash in between is made good at start, from the states in the store.

use crate::Lambda;
use crate::name::FunctionName;
use crate::package::{self, PackageError};
use crate::pins::Pin;
use crate::rules;
use crate::table::{self, FUNCTIONS, Function, Life, Package};
use bytes::Bytes;
use limits::lambda as limit;
use model::lambda::errors::INVALID_PARAMETER_VALUE_EXCEPTION;
use service::{Caller, Ctx, Error, Result};
use shape::framework;
use std::sync::Arc;
use store::{Shard, Span};

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

    /// Applies a change to a function, as one transaction; `change` sees only functions that no update is under way
    /// for. Answers the function as it then stands.
    pub(crate) async fn update(
        &self,
        ctx: &Ctx,
        name: &FunctionName,
        revision: Option<&str>,
        change: impl Fn(&mut Function) + Send + Sync,
    ) -> Result<Function> {
        // The code before the change serves until the change is ready, so it has to be known.
        let _ = self.serving(ctx, name).await;
        let (now, revision_id) = (ctx.now(), self.ids.uuid());
        let changed = self
            .store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<Function> {
                let key = (&*ctx.account, &*ctx.region, &*name.name);
                let mut function = tx.get(&FUNCTIONS, key)?.ok_or_else(|| name.not_found(ctx))?;
                if matches!(function.life, Life::Creating | Life::Updating) {
                    return Err(rules::update_in_progress(&name.arn(ctx)).into());
                }
                rules::revision(revision, &function.revision_id)?;
                change(&mut function);
                function.revision_id.clone_from(&revision_id);
                function.last_modified = now;
                function.life = Life::Updating;
                tx.put(&FUNCTIONS, key, &function)?;
                Ok(function)
            })
            .await?;
        self.make_ready_later(ctx, &changed);
        Ok(changed)
    }

    pub(crate) fn make_ready_later(&self, ctx: &Ctx, function: &Function) {
        let pin = self.pins.pin(&function.package.hex);
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
        let unpacked = self.unpack(&function.package.hex).await;
        let life = match &unpacked {
            Ok(_) => Life::Ready,
            Err(error) => {
                tracing::error!(function = function.name, %error, "could not unpack a package");
                Life::Failed { reason: "The package could not be unpacked.".into() }
            }
        };
        let changes = self.serving.changes();
        let still_wanted = self
            .store
            .write(table::shard(&ctx.account, &ctx.region), |tx| -> Result<bool> {
                let key = (&*ctx.account, &*ctx.region, &*function.name);
                let Some(mut current) = tx.get(&FUNCTIONS, key)? else { return Ok(false) };
                if current.revision_id != function.revision_id {
                    return Ok(false);
                }
                current.life.clone_from(&life);
                tx.put(&FUNCTIONS, key, &current)?;
                Ok(true)
            })
            .await?;
        if let (true, Ok(code)) = (still_wanted, unpacked) {
            let runnable = Arc::new(function.runnable(ctx, code, self.pins.pin(&function.package.hex)));
            self.exec.retire(&runnable.arn, &runnable.version, Some(&runnable.revision));
            self.serving.replace(ctx, runnable, changes);
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
            for ((account, region, _), function) in self.functions_of(shard).await? {
                wanted.insert(function.package.hex.clone());
                if matches!(function.life, Life::Creating | Life::Updating) {
                    let id: Arc<str> = self.ids.uuid().into();
                    let ctx = Ctx::new(account.into(), region.into(), id, Caller::Client, self.clock.clone());
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
            let functions = self.functions_of(shard).await?;
            if functions.is_empty() {
                continue;
            }
            deleted.extend(functions.iter().map(|(_, function)| self.pins.pin(&function.package.hex)));
            self.store
                .write(shard, |tx| -> Result<()> {
                    for (key, _) in &functions {
                        tx.delete(&FUNCTIONS, key);
                    }
                    Ok(())
                })
                .await?;
        }
        self.serving.clear();
        self.exec.retire_everything();
        drop(deleted);
        Ok(())
    }

    async fn functions_of(&self, shard: Shard) -> Result<Vec<(FunctionKey, Function)>> {
        let rows = self
            .store
            .read(shard, |tx| tx.scan(&FUNCTIONS, Span::all()).collect::<Result<Vec<_>, store::Error>>())
            .await?;
        Ok(rows)
    }
}

type FunctionKey = (String, String, String);

/// A package that AWS would refuse is the caller's matter; one that could not be kept is ours.
fn refused(error: PackageError) -> Error {
    match error.refusal() {
        Some(text) => INVALID_PARAMETER_VALUE_EXCEPTION.with(text).into(),
        None => Error::internal(error),
    }
}
