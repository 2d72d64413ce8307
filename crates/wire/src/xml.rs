//! XML over schemas, for every protocol that has XML bodies.

mod read;
mod write;

pub use read::read;
pub use write::{Namespace, close, element, member, open, text_element};
