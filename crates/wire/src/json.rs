//! JSON over schemas, for every protocol that has JSON bodies.

mod read;
mod write;

pub use read::read;
pub use write::{write, write_string};
