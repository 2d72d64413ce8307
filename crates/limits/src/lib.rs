//! `limits.toml` as typed values.
//!
//! ```
//! assert_eq!(limits::lambda::TIMEOUT_S.check(None), Ok(3));
//! assert!(limits::lambda::TIMEOUT_S.check(Some(901)).is_err());
//! assert!(limits::lambda::RESPONSE_BYTES_MAX.allows(6_291_556));
//! ```

#[rustfmt::skip]
mod generated;
mod kinds;

pub use generated::*;
pub use kinds::{Bounds, Fact, Limit, OutOfRange, Range, Row, Unit};
