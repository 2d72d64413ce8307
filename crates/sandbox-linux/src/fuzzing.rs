//! What takes bytes from another process, for `fuzz-targets`.

use crate::protocol::{Message, Request};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Reads a packet as each end would; what is understood is written and read again without a change.
pub fn message(bytes: &[u8]) {
    comes_back::<Request>(bytes);
    comes_back::<Message>(bytes);
}

fn comes_back<T: Serialize + DeserializeOwned>(bytes: &[u8]) {
    let Ok(message) = serde_json::from_slice::<T>(bytes) else { return };
    let written = serde_json::to_vec(&message).expect("what was read can be written");
    let again: T = serde_json::from_slice(&written).expect("what was written can be read");
    assert_eq!(serde_json::to_vec(&again).expect("it could be written before"), written);
}
