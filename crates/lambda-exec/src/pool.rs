//! Environments between invocations: who is idle, who waits for one that is about to be, who is retired.

use crate::environment::{Environment, Idle};
use crate::function::Function;
use clock::{Clock, HostInstant};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::sync::{Notify, oneshot};

/// How long an invocation waits for an environment whose runtime has answered but not asked for more yet. That
/// usually takes microseconds, and a cold start would take longer; a runtime that lingers is not waited for.
const ALMOST_IDLE: Duration = Duration::from_millis(10);

/// An environment rests this long before it is frozen, so that one invocation after the other does not freeze and thaw
/// it each time. AWS does not say how soon it freezes.
const FREEZE_AFTER: Duration = Duration::from_millis(2);

#[derive(Default)]
pub(crate) struct Pools {
    state: Mutex<State>,
    /// Tells the attendant that something is due before it would wake by itself.
    sooner: Notify,
}

#[derive(Default)]
struct State {
    pools: HashMap<String, Pool>,
    /// When the attendant wakes by itself.
    wakes_at: Option<HostInstant>,
}

#[derive(Default)]
struct Pool {
    /// Most recently used last: it is taken first, and the others grow old and are reaped.
    idle: Vec<Environment>,
    waiting: VecDeque<oneshot::Sender<Environment>>,
    /// Environments that will be idle in a moment: their invocation is answered, or they are being frozen.
    settling: usize,
    /// Environments of this revision are kept; `None` until told.
    revision: Option<Arc<str>>,
}

/// Environments that wait for work.
#[derive(Debug, Clone, Copy, Default)]
pub struct IdleCounts {
    pub frozen: usize,
    /// Not frozen yet, or nothing in them to freeze.
    pub resting: usize,
}

/// What the attendant has to do now.
pub(crate) struct Due {
    pub to_freeze: Vec<Environment>,
    pub expired: Vec<Environment>,
}

impl Pools {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no panic holds this lock")
    }

    /// An environment that is idle, or will be in a moment; `None` means that a new one is needed.
    pub(crate) async fn acquire(&self, function: &Function, clock: &Clock) -> Option<Environment> {
        let mut soon = {
            let mut state = self.lock();
            let pool = state.pools.entry(function.pool_key()).or_default();
            pool.revision.get_or_insert_with(|| function.revision.clone());
            if let Some(at) =
                pool.idle.iter().rposition(|idle| idle.made.function.revision == function.revision)
            {
                return Some(pool.idle.remove(at));
            }
            pool.waiting.retain(|waiting| !waiting.is_closed());
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
        self.lock().pools.entry(function.pool_key()).or_default().settling += 1;
    }

    /// Takes back an environment after an invocation; answers it if nobody will use it again.
    pub(crate) fn release(&self, mut environment: Environment, clock: &Clock) -> Option<Environment> {
        environment.idle_since = clock.host_now();
        self.put_back(environment)
    }

    /// Takes back an environment that counts as settling; answers it if nobody will use it again.
    pub(crate) fn put_back(&self, mut environment: Environment) -> Option<Environment> {
        let mut state = self.lock();
        let Some(pool) = state.pools.get_mut(&environment.made.function.pool_key()) else {
            return Some(environment);
        };
        pool.settling = pool.settling.saturating_sub(1);
        let is_worn = environment.idle_since >= environment.made.serves_until;
        if is_worn || pool.revision.as_ref() != Some(&environment.made.function.revision) {
            return Some(environment);
        }
        while let Some(waiting) = pool.waiting.pop_front() {
            match waiting.send(environment) {
                Ok(()) => return None,
                // It did not want to wait any longer.
                Err(back) => environment = back,
            }
        }
        let due = environment.idle_since + FREEZE_AFTER;
        pool.idle.push(environment);
        if state.wakes_at.is_none_or(|wakes_at| due < wakes_at) {
            drop(state);
            self.sooner.notify_one();
        }
        None
    }

    /// Only environments of `revision` are used from now on; the idle others are answered, to be torn down.
    /// `None`: the version is gone.
    pub(crate) fn retire(&self, pool_key: &str, revision: Option<Arc<str>>) -> Vec<Environment> {
        let mut state = self.lock();
        let Some(current) = revision else {
            // Whoever waits for an environment of it finds a new one, and whoever gives one back tears it down.
            return state.pools.remove(pool_key).map(|pool| pool.idle).unwrap_or_default();
        };
        let pool = state.pools.entry(pool_key.to_owned()).or_default();
        pool.revision = Some(current.clone());
        pool.idle.extract_if(.., |idle| idle.made.function.revision != current).collect()
    }

    /// Every idle environment.
    pub(crate) fn empty(&self) -> Vec<Environment> {
        let mut state = self.lock();
        let all = state.pools.values_mut().flat_map(|pool| pool.idle.drain(..)).collect();
        state.pools.clear();
        all
    }

    /// Waits until environments have to be frozen, or have been idle for `ttl`. Those to freeze count as settling
    /// until they are put back.
    pub(crate) async fn due(&self, ttl: Duration, clock: &Clock) -> Due {
        loop {
            let next = {
                let mut state = self.lock();
                let due = state.take_due(clock.host_now(), ttl);
                if !due.to_freeze.is_empty() || !due.expired.is_empty() {
                    return due;
                }
                state.wakes_at = state.next_due(ttl);
                state.wakes_at
            };
            match next {
                None => self.sooner.notified().await,
                Some(at) => tokio::select! {
                    () = clock.host_sleep_until(at) => {}
                    () = self.sooner.notified() => {}
                },
            }
        }
    }

    /// What every idle environment has used.
    pub(crate) fn idle(&self) -> Vec<Idle> {
        let state = self.lock();
        state.pools.values().flat_map(|pool| &pool.idle).map(Idle::of).collect()
    }

    pub(crate) fn idle_counts(&self) -> IdleCounts {
        let state = self.lock();
        let mut counts = IdleCounts::default();
        for idle in state.pools.values().flat_map(|pool| &pool.idle) {
            match idle.is_frozen() {
                true => counts.frozen += 1,
                false => counts.resting += 1,
            }
        }
        counts
    }

    pub(crate) fn idle_count(&self) -> usize {
        self.lock().pools.values().map(|pool| pool.idle.len()).sum()
    }
}

impl State {
    fn take_due(&mut self, now: HostInstant, ttl: Duration) -> Due {
        let mut due = Due { to_freeze: Vec::new(), expired: Vec::new() };
        for pool in self.pools.values_mut() {
            due.expired.extend(pool.idle.extract_if(.., |idle| now.since(idle.idle_since) >= ttl));
            let before = due.to_freeze.len();
            let rested =
                |idle: &mut Environment| idle.can_freeze() && now.since(idle.idle_since) >= FREEZE_AFTER;
            due.to_freeze.extend(pool.idle.extract_if(.., rested));
            pool.settling += due.to_freeze.len() - before;
        }
        due
    }

    fn next_due(&self, ttl: Duration) -> Option<HostInstant> {
        let idle = self.pools.values().flat_map(|pool| &pool.idle);
        idle.map(|idle| idle.idle_since + if idle.can_freeze() { FREEZE_AFTER } else { ttl }).min()
    }
}
