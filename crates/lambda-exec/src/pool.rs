//! Environments between invocations: who is idle, who waits for one that is about to be, who is retired.

use crate::environment::Environment;
use crate::function::Function;
use clock::{Clock, HostInstant};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::sync::{Notify, oneshot};

/// How long an invocation waits for an environment whose runtime has answered but not asked for more yet. That
/// usually takes microseconds, and a cold start would take longer; a runtime that lingers is not waited for.
const ALMOST_IDLE: Duration = Duration::from_millis(10);

#[derive(Default)]
pub(crate) struct Pools {
    pools: Mutex<HashMap<String, Pool>>,
    /// Tells the reaper that there is something to wait for.
    became_idle: Notify,
}

#[derive(Default)]
struct Pool {
    /// Most recently used last: it is taken first, and the others grow old and are reaped.
    idle: Vec<Environment>,
    waiting: VecDeque<oneshot::Sender<Environment>>,
    /// Environments whose invocation is answered and that will be idle in a moment.
    settling: usize,
    /// Environments of this revision are kept; `None` until told.
    revision: Option<Arc<str>>,
}

impl Pools {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Pool>> {
        self.pools.lock().expect("no panic holds this lock")
    }

    /// An environment that is idle, or will be in a moment; `None` means that a new one is needed.
    pub(crate) async fn acquire(&self, function: &Function, clock: &Clock) -> Option<Environment> {
        let mut soon = {
            let mut pools = self.lock();
            let pool = pools.entry(function.pool_key()).or_default();
            pool.revision.get_or_insert_with(|| function.revision.clone());
            if let Some(at) = pool.idle.iter().rposition(|idle| idle.function.revision == function.revision) {
                return Some(pool.idle.remove(at));
            }
            if pool.settling <= pool.waiting.len() {
                return None;
            }
            let (sender, receiver) = oneshot::channel();
            pool.waiting.push_back(sender);
            receiver
        };
        let deadline = clock.host_now() + ALMOST_IDLE;
        tokio::select! {
            biased;
            environment = &mut soon => environment.ok(),
            () = clock.host_sleep_until(deadline) => {
                // One may have come just now.
                soon.close();
                soon.try_recv().ok()
            }
        }
    }

    /// The environment's invocation is answered.
    pub(crate) fn settling(&self, function: &Function) {
        self.lock().entry(function.pool_key()).or_default().settling += 1;
    }

    /// Takes back an environment; answers it if nobody will use it again.
    pub(crate) fn release(&self, mut environment: Environment, clock: &Clock) -> Option<Environment> {
        environment.idle_since = clock.host_now();
        let key = environment.function.pool_key();
        // Freezing takes microseconds of kernel time that nobody else should wait for, so it happens outside of the
        // lock; until it is done the environment counts as settling, and someone may come to wait for it.
        match self.hand_over(&key, environment) {
            HandedOver::Taken => return None,
            HandedOver::Outdated(environment) => return Some(environment),
            HandedOver::Unwanted(still) => environment = still,
        }
        environment.freeze();
        match self.hand_over(&key, environment) {
            HandedOver::Taken => None,
            HandedOver::Outdated(environment) => Some(environment),
            HandedOver::Unwanted(environment) => {
                let mut pools = self.lock();
                let pool = pools.entry(key).or_default();
                pool.settling = pool.settling.saturating_sub(1);
                pool.idle.push(environment);
                drop(pools);
                self.became_idle.notify_one();
                None
            }
        }
    }

    fn hand_over(&self, key: &str, mut environment: Environment) -> HandedOver {
        let mut pools = self.lock();
        let Some(pool) = pools.get_mut(key) else { return HandedOver::Outdated(environment) };
        if pool.revision.as_ref().is_none_or(|current| *current != environment.function.revision) {
            pool.settling = pool.settling.saturating_sub(1);
            return HandedOver::Outdated(environment);
        }
        while let Some(waiting) = pool.waiting.pop_front() {
            match waiting.send(environment) {
                Ok(()) => {
                    pool.settling = pool.settling.saturating_sub(1);
                    return HandedOver::Taken;
                }
                // It did not want to wait any longer.
                Err(back) => environment = back,
            }
        }
        HandedOver::Unwanted(environment)
    }

    /// Only environments of `revision` are used from now on; the idle others are answered, to be torn down.
    /// `None`: the function is gone.
    pub(crate) fn retire(&self, pool_key: &str, revision: Option<Arc<str>>) -> Vec<Environment> {
        let mut pools = self.lock();
        let Some(pool) = pools.get_mut(pool_key) else { return Vec::new() };
        pool.revision = revision;
        let current = pool.revision.clone();
        let is_current = |idle: &mut Environment| Some(&idle.function.revision) == current.as_ref();
        pool.idle.extract_if(.., |idle| !is_current(idle)).collect()
    }

    /// Every idle environment.
    pub(crate) fn empty(&self) -> Vec<Environment> {
        let mut pools = self.lock();
        let all = pools.values_mut().flat_map(|pool| pool.idle.drain(..)).collect();
        pools.clear();
        all
    }

    /// Waits until environments have been idle for `ttl`, and answers them.
    pub(crate) async fn expired(&self, ttl: Duration, clock: &Clock) -> Vec<Environment> {
        loop {
            let oldest = self.lock().values().filter_map(oldest_idle).min();
            match oldest {
                None => self.became_idle.notified().await,
                Some(since) if clock.host_now().since(since) < ttl => {
                    clock.host_sleep_until(since + ttl).await
                }
                Some(_) => return self.take_expired(ttl, clock),
            }
        }
    }

    fn take_expired(&self, ttl: Duration, clock: &Clock) -> Vec<Environment> {
        let now = clock.host_now();
        let mut pools = self.lock();
        let expired = |idle: &mut Environment| now.since(idle.idle_since) >= ttl;
        pools.values_mut().flat_map(|pool| pool.idle.extract_if(.., expired).collect::<Vec<_>>()).collect()
    }

    pub(crate) fn idle_count(&self) -> usize {
        self.lock().values().map(|pool| pool.idle.len()).sum()
    }
}

enum HandedOver {
    Taken,
    Outdated(Environment),
    Unwanted(Environment),
}

fn oldest_idle(pool: &Pool) -> Option<HostInstant> {
    pool.idle.iter().map(|idle| idle.idle_since).min()
}
