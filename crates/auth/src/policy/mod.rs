//! The policy language: documents, whether they are well-formed, and what they decide.
//!
//! Source: IAM User Guide, "IAM JSON policy element reference" and "Policy evaluation logic".

mod condition;
mod decide;
mod document;
mod grammar;
mod pattern;
#[cfg(test)]
mod tests;

pub use decide::{Applicable, Denial, PolicyKind, decide};
pub use document::{Context, Effect, Policy, Principal};
pub use grammar::{Malformed, Use, parse};
pub use pattern::glob;
