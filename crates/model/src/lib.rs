//! Generated from models/*.json by `cargo xtask codegen`: structs, operation markers, error statics.

pub mod iam;
pub mod lambda;
pub mod sts;

/// Every service of which something is offered.
pub static SERVICES: &[&shape::ServiceSchema] = &[&iam::SERVICE, &lambda::SERVICE, &sts::SERVICE];

#[cfg(test)]
mod tests;
