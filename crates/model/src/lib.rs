//! Generated from models/*.json by `cargo xtask codegen`: structs, operation markers, error statics.

pub mod lambda;

/// Every service of which something is offered.
pub static SERVICES: &[&shape::ServiceSchema] = &[&lambda::SERVICE];

#[cfg(test)]
mod tests;
