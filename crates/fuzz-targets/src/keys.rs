//! Keys of the store: what decodes encodes to the same bytes.

use store::{Key, KeyOf};

pub(crate) fn run(bytes: &[u8]) {
    comes_back::<(String, u32)>(bytes);
    comes_back::<(String, String, i64)>(bytes);
    comes_back::<(u8, [u8; 3], String, u64, String)>(bytes);
    comes_back::<clock::Timestamp>(bytes);
}

fn comes_back<K: Key + KeyOf<K>>(bytes: &[u8]) {
    let mut rest = bytes;
    let Some(key) = K::decode(&mut rest) else { return };
    let mut again = Vec::new();
    key.encode(&mut again);
    assert_eq!(again, bytes[..bytes.len() - rest.len()]);
}
