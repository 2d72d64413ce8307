//! The only reader of time and randomness.
//!
//! There are two times, under two names. **Platform time** ([`Clock::now`]) can be frozen and moved: due times,
//! states, timestamps, expiry. **Host time** ([`Clock::host_now`]) never moves but in tests: function time-outs and
//! deadlines, I/O time-outs, everything that code in a sandbox could compare with its own clock.

mod dial;
mod ids;
mod source;
mod timestamp;

pub use ids::Ids;
pub use source::{Clock, Hand, HostInstant};
pub use timestamp::Timestamp;
