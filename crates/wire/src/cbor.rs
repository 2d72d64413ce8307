//! CBOR (RFC 8949) over schemas: what Smithy's RPC v2 protocol needs of it, which is all but maps with odd keys.

mod read;
mod write;

pub use read::read;
pub use write::{map_head, write, write_text};

/// The three bits at the start of an item.
mod major {
    pub const UNSIGNED: u8 = 0;
    pub const NEGATIVE: u8 = 1;
    pub const BYTES: u8 = 2;
    pub const TEXT: u8 = 3;
    pub const ARRAY: u8 = 4;
    pub const MAP: u8 = 5;
    pub const TAG: u8 = 6;
    pub const SIMPLE: u8 = 7;
}

/// Seconds since the epoch follow.
const EPOCH_TAG: u64 = 1;
