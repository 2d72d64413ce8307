//! How many invocations run at a time: of an account, and of the functions that have a part of it reserved.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

/// Invocations that run, by account and region.
#[derive(Debug, Default, Clone)]
pub(crate) struct InFlight(Arc<Mutex<HashMap<Quota, Account>>>);

/// Account and region: each has a quota of its own.
pub(crate) type Quota = (Arc<str>, Arc<str>);

/// Of functions by their unqualified ARNs: versions share their function's reservation.
#[derive(Debug, Default)]
struct Account {
    running: HashMap<Arc<str>, u64>,
    running_total: u64,
    /// Of functions with a reservation. Kept, as the sum of the reservations is: every invocation asks.
    running_reserved: u64,
    reserved: HashMap<Arc<str>, u64>,
    reserved_total: u64,
}

/// Counts an invocation against its account's concurrency for as long as it lives.
#[derive(Debug)]
pub(crate) struct Admitted {
    quota: Quota,
    function: Arc<str>,
    among: InFlight,
    /// How many then ran of functions without a reservation.
    unreserved: u64,
}

impl Admitted {
    pub(crate) fn unreserved(&self) -> u64 {
        self.unreserved
    }
}

/// Why no more invocations of a function can run, in AWS's words.
/// Source: Lambda API reference, `ThrottleReason`.
const NO_ROOM: &str = "ConcurrentInvocationLimitExceeded";
const NO_ROOM_RESERVED: &str = "ReservedFunctionConcurrentInvocationLimitExceeded";

impl InFlight {
    fn lock(&self) -> MutexGuard<'_, HashMap<Quota, Account>> {
        self.0.lock().expect("no panic holds this lock")
    }

    /// A function with a reservation has that, and only that; the others share what is not reserved, also while it
    /// lies idle.
    pub(crate) fn admit(
        &self,
        quota: Quota,
        function: Arc<str>,
        concurrency_max: u64,
    ) -> Result<Admitted, &'static str> {
        let mut accounts = self.lock();
        let account = accounts.entry(quota.clone()).or_default();
        match account.reserved.get(&function) {
            Some(reserved) if account.running(&function) >= *reserved => return Err(NO_ROOM_RESERVED),
            None if account.running_unreserved() >= account.unreserved(concurrency_max) => {
                return Err(NO_ROOM);
            }
            Some(_) => account.running_reserved += 1,
            None => {}
        }
        *account.running.entry(function.clone()).or_default() += 1;
        account.running_total += 1;
        let unreserved = account.running_unreserved();
        drop(accounts);
        Ok(Admitted { quota, function, among: self.clone(), unreserved })
    }

    /// Reserves a part of the account's concurrency for a function, or gives it back.
    pub(crate) fn reserve(&self, quota: Quota, function: Arc<str>, reserved: Option<u64>) {
        let mut accounts = self.lock();
        let account = accounts.entry(quota.clone()).or_default();
        let running = account.running(&function);
        if let Some(before) = account.reserved.remove(&function) {
            account.reserved_total -= before;
            account.running_reserved -= running;
        }
        if let Some(reserved) = reserved {
            account.reserved_total += reserved;
            account.running_reserved += running;
            account.reserved.insert(function, reserved);
        }
        if account.is_idle() {
            accounts.remove(&quota);
        }
    }

    pub(crate) fn forget_reservations(&self) {
        let mut accounts = self.lock();
        for account in accounts.values_mut() {
            account.reserved.clear();
            (account.reserved_total, account.running_reserved) = (0, 0);
        }
        accounts.retain(|_, account| !account.is_idle());
    }
}

impl Account {
    fn running(&self, function: &Arc<str>) -> u64 {
        self.running.get(function).copied().unwrap_or_default()
    }

    fn running_unreserved(&self) -> u64 {
        self.running_total - self.running_reserved
    }

    fn unreserved(&self, concurrency_max: u64) -> u64 {
        concurrency_max.saturating_sub(self.reserved_total)
    }

    fn is_idle(&self) -> bool {
        self.running_total == 0 && self.reserved.is_empty()
    }
}

impl Drop for Admitted {
    fn drop(&mut self) {
        let mut accounts = self.among.lock();
        let Some(account) = accounts.get_mut(&self.quota) else { return };
        account.running_total -= 1;
        if account.reserved.contains_key(&self.function) {
            account.running_reserved -= 1;
        }
        if let Some(running) = account.running.get_mut(&self.function) {
            *running -= 1;
            if *running == 0 {
                account.running.remove(&self.function);
            }
        }
        if account.is_idle() {
            accounts.remove(&self.quota);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quota() -> Quota {
        ("000000000000".into(), "us-east-1".into())
    }

    #[test]
    fn a_reservation_is_for_its_function_alone_and_all_that_it_gets() {
        let in_flight = InFlight::default();
        let admit = |function: &str| in_flight.admit(quota(), function.into(), 3);
        in_flight.reserve(quota(), "reserved".into(), Some(1));
        let first = admit("reserved").expect("one is reserved");
        assert_eq!(admit("reserved").err(), Some(NO_ROOM_RESERVED));
        let _others = [admit("a").expect("two are left"), admit("b").expect("one is left")];
        assert_eq!(admit("c").err(), Some(NO_ROOM));
        drop(first);
        // What is reserved is not lent.
        assert_eq!(admit("c").err(), Some(NO_ROOM));
        in_flight.reserve(quota(), "reserved".into(), None);
        assert!(admit("c").is_ok());
    }

    #[test]
    fn the_sums_are_those_of_their_parts_whatever_happens() {
        let (in_flight, ids) = (InFlight::default(), clock::Ids::seeded(1));
        let mut running = Vec::new();
        for step in 0..2_000 {
            let function: Arc<str> = format!("f{}", ids.u64() % 4).into();
            match ids.u64() % 8 {
                0 => in_flight.reserve(quota(), function, Some(ids.u64() % 5)),
                1 => in_flight.reserve(quota(), function, None),
                2..5 if !running.is_empty() => drop(running.swap_remove(ids.u64() as usize % running.len())),
                _ => running.extend(in_flight.admit(quota(), function, 20)),
            }
            if step % 500 == 499 {
                in_flight.forget_reservations();
            }
            let accounts = in_flight.lock();
            let Some(account) = accounts.get(&quota()) else { continue };
            assert_eq!(account.running_total, account.running.values().sum::<u64>());
            assert_eq!(account.reserved_total, account.reserved.values().sum::<u64>());
            let reserved: u64 = account.reserved.keys().map(|function| account.running(function)).sum();
            assert_eq!(account.running_reserved, reserved);
        }
    }

    #[test]
    fn nothing_is_left_of_an_account_that_is_idle() {
        let in_flight = InFlight::default();
        in_flight.reserve(quota(), "f".into(), Some(0));
        assert_eq!(in_flight.admit(quota(), "f".into(), 1).err(), Some(NO_ROOM_RESERVED));
        in_flight.reserve(quota(), "f".into(), None);
        drop(in_flight.admit(quota(), "f".into(), 1));
        assert!(in_flight.lock().is_empty());
    }
}
