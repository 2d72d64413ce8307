//! What an API model is, as data: schemas, values, errors and operations. Nothing here knows HTTP.

mod blob;
mod check;
mod de;
mod error;
pub mod framework;
mod operation;
mod pattern;
mod schema;
mod ser;
mod string_enum;
pub mod timestamp;
mod value;
mod violation;

pub use blob::Blob;
pub use check::check;
pub use clock::Timestamp;
pub use de::from_value;
pub use error::{ApiError, ErrorShape, Fault};
pub use operation::{Operation, OperationSchema, ServiceSchema, UNIT, Unit};
pub use pattern::Pattern;
pub use schema::{Kind, Location, Member, Schema, StringKind};
pub use ser::to_value;
pub use string_enum::UnknownValue;
pub use value::{Mismatch, Value};
pub use violation::{Violation, Violations};
