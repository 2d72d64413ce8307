//! What the fuzzers feed: each target is a function over bytes that must hold whatever they are. `fuzz/` lets
//! libFuzzer look for bytes that break one; this crate's tests replay `fuzz/corpus`, so that nothing that was found
//! comes back.

mod edge;
mod exec;
mod keys;
mod messages;
mod names;
mod package;
mod rest_json;

/// Something that takes bytes from outside.
pub struct Target {
    /// Of its corpus, and of its program in `fuzz/`.
    pub name: &'static str,
    pub run: fn(&[u8]),
}

/// Every target.
pub const TARGETS: &[Target] = &[
    Target { name: "edge", run: edge::run },
    Target { name: "function_name", run: names::run },
    Target { name: "helper_message", run: messages::run },
    Target { name: "log_splitter", run: exec::split },
    Target { name: "package", run: package::run },
    Target { name: "rest_json", run: rest_json::run },
    Target { name: "runtime_api", run: exec::runtime_api },
    Target { name: "store_key", run: keys::run },
];

/// Runs the target of a name.
///
/// # Panics
/// There is none, or what it promises does not hold.
pub fn run(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name);
    (target.unwrap_or_else(|| panic!("there is no target {name}")).run)(bytes);
}
