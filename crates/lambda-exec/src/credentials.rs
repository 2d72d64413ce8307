//! The credentials that a function's processes find in their variables.

use crate::function::Function;
use sandbox::BoxFuture;
use std::time::Duration;

/// Makes credentials of a function's role.
pub trait Credentials: Send + Sync + 'static {
    fn of<'a>(&'a self, function: &'a Function) -> BoxFuture<'a, Handed>;
}

/// What the processes of one environment are handed.
#[derive(Debug, Clone)]
pub struct Handed {
    pub access_key: String,
    pub secret: String,
    pub token: String,
    /// In host time.
    pub lasts: Duration,
}

impl Handed {
    /// An environment takes no more invocations after this, long before its credentials end: no invocation ever sees
    /// them expire.
    pub(crate) fn serve_for(&self) -> Duration {
        self.lasts / 2
    }
}
