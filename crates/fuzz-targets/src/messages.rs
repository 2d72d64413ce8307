//! What the server and the sandbox helper say to each other: neither trusts the other to be well-formed.

pub(crate) fn run(bytes: &[u8]) {
    sandbox_linux::fuzzing::message(bytes);
}
