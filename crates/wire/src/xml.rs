//! XML over schemas, for every protocol that has XML bodies.

mod write;

pub use write::{close, element, member, open, text_element};
