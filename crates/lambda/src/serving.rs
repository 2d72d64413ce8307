//! Which function answers to a name now, remembered so that an invocation does not read the store.

use crate::Lambda;
use crate::name::{FunctionName, LATEST};
use crate::table::{self, FUNCTIONS, Function, Life};
use lambda_exec::Function as Runnable;
use model::lambda::errors::{RESOURCE_CONFLICT_EXCEPTION, RESOURCE_NOT_READY_EXCEPTION};
use service::{Ctx, Error, Result};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, RwLock};

/// Functions that can be invoked, by account, region and name.
#[derive(Default)]
pub(crate) struct Serving(RwLock<Remembered>);

#[derive(Default)]
struct Remembered {
    functions: HashMap<String, Arc<Runnable>>,
    /// Counts changes: what was read before a change is not remembered after it.
    changes: u64,
}

fn key(ctx: &Ctx, name: &str) -> String {
    [&*ctx.account, &*ctx.region, name].join("/")
}

impl Serving {
    fn find(&self, key: &str) -> (Option<Arc<Runnable>>, u64) {
        let remembered = self.0.read().expect("no panic holds this lock");
        (remembered.functions.get(key).cloned(), remembered.changes)
    }

    fn remember_if_unchanged(&self, key: String, function: &Arc<Runnable>, changes: u64) {
        let mut remembered = self.0.write().expect("no panic holds this lock");
        if remembered.changes == changes {
            remembered.functions.insert(key, function.clone());
        }
    }

    pub(crate) fn changes(&self) -> u64 {
        self.0.read().expect("no panic holds this lock").changes
    }

    /// From now on `function` answers. If anything has changed since `changes` were counted, it may be deleted by now,
    /// and has to be looked up.
    pub(crate) fn replace(&self, ctx: &Ctx, function: Arc<Runnable>, changes: u64) {
        let mut remembered = self.0.write().expect("no panic holds this lock");
        let key = key(ctx, &function.name);
        match remembered.changes == changes {
            true => remembered.functions.insert(key, function),
            false => remembered.functions.remove(&key),
        };
        remembered.changes += 1;
    }

    /// Nobody answers until it is looked up again.
    pub(crate) fn forget(&self, ctx: &Ctx, name: &str) {
        let mut remembered = self.0.write().expect("no panic holds this lock");
        remembered.changes += 1;
        remembered.functions.remove(&key(ctx, name));
    }

    /// Whoever reads that an update is done gets what was updated from then on, even if he asks before `replace`.
    fn forget_other_than(&self, ctx: &Ctx, ready: &Function) {
        let (remembered, _) = self.find(&key(ctx, &ready.name));
        if remembered.is_some_and(|function| *function.revision != *ready.revision_id) {
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
    /// The stored function behind a name.
    ///
    /// # Errors
    /// 404 if there is none, or no such version or alias.
    pub(crate) async fn find(&self, ctx: &Ctx, name: &FunctionName) -> Result<Function> {
        let shard = table::shard(&ctx.account, &ctx.region);
        let found = self
            .store
            .read(shard, |tx| tx.get(&FUNCTIONS, (&*ctx.account, &*ctx.region, &*name.name)))
            .await?;
        if let Some(ready) = found.as_ref().filter(|function| matches!(function.life, Life::Ready)) {
            self.serving.forget_other_than(ctx, ready);
        }
        let latest = name.qualifier.as_deref().is_none_or(|qualifier| qualifier == LATEST);
        found.filter(|_| latest).ok_or_else(|| Error::Api(name.not_found(ctx)))
    }

    /// What an invocation of this name runs.
    pub(crate) async fn serving(&self, ctx: &Ctx, name: &FunctionName) -> Result<Arc<Runnable>> {
        let latest = name.qualifier.as_deref().is_none_or(|qualifier| qualifier == LATEST);
        let key = key(ctx, &name.name);
        let (remembered, changes) = self.serving.find(&key);
        if let Some(function) = remembered.filter(|_| latest) {
            return Ok(function);
        }
        let function = self.find(ctx, name).await?;
        invocable(&function)?;
        let pin = self.pins.pin(&function.package.hex);
        let code = self.unpack(&function.package.hex).await?;
        let runnable = Arc::new(function.runnable(ctx, code, pin));
        self.serving.remember_if_unchanged(key, &runnable, changes);
        Ok(runnable)
    }

    /// The directory of a package's files, unpacked now if they are not yet.
    pub(crate) async fn unpack(&self, hex: &str) -> Result<PathBuf> {
        let (packages, hex) = (self.packages.clone(), hex.to_owned());
        let unpacked = tokio::task::spawn_blocking(move || packages.unpack(&hex)).await;
        unpacked.map_err(Error::internal)?.map_err(Error::internal)
    }
}

fn invocable(function: &Function) -> Result<()> {
    match &function.life {
        Life::Ready | Life::Updating => Ok(()),
        Life::Creating => Err(RESOURCE_CONFLICT_EXCEPTION
            .with("The operation cannot be performed at this time. The function is currently in the following state: Pending")
            .into()),
        Life::Failed { reason } => Err(RESOURCE_NOT_READY_EXCEPTION
            .with(format!("The function is in the state Failed: {reason}"))
            .into()),
    }
}
