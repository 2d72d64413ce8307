//! Keys as bytes that order as the values do.

use clock::Timestamp;

/// A table's key: numbers, text, points in time, fixed arrays, and tuples of these.
///
/// The bytes are part of the disk format. They order as the values do, tuples field by field, and no key is the
/// beginning of another key of its type.
pub trait Key: KeyOf<Self> + Sized {
    /// Takes one key off the front of `bytes`; `None` if they are not one.
    fn decode(bytes: &mut &[u8]) -> Option<Self>;
}

/// Something that writes itself as a key of type `K`: `K` itself, a reference to it, or `&str` for `String`.
pub trait KeyOf<K: ?Sized> {
    fn encode(&self, bytes: &mut Vec<u8>);
}

/// The first fields of a tuple key: `("a",)` begins every `("a", …)`.
pub trait PrefixOf<K> {
    fn encode_prefix(&self, bytes: &mut Vec<u8>);
}

impl<K, T: KeyOf<K> + ?Sized> KeyOf<K> for &T {
    fn encode(&self, bytes: &mut Vec<u8>) {
        (**self).encode(bytes);
    }
}

macro_rules! unsigned {
    ($($number:ty),*) => {$(
        impl KeyOf<$number> for $number {
            fn encode(&self, bytes: &mut Vec<u8>) {
                bytes.extend_from_slice(&self.to_be_bytes());
            }
        }
        impl Key for $number {
            fn decode(bytes: &mut &[u8]) -> Option<Self> {
                <[u8; size_of::<$number>()]>::decode(bytes).map(<$number>::from_be_bytes)
            }
        }
    )*};
}
unsigned!(u8, u32, u64);

const SIGN: u64 = 1 << 63;

impl KeyOf<i64> for i64 {
    fn encode(&self, bytes: &mut Vec<u8>) {
        // With the sign bit flipped, negative numbers order before positive ones.
        (self.cast_unsigned() ^ SIGN).encode(bytes);
    }
}

impl Key for i64 {
    fn decode(bytes: &mut &[u8]) -> Option<Self> {
        u64::decode(bytes).map(|number| (number ^ SIGN).cast_signed())
    }
}

impl KeyOf<Timestamp> for Timestamp {
    fn encode(&self, bytes: &mut Vec<u8>) {
        self.as_micros().encode(bytes);
    }
}

impl Key for Timestamp {
    fn decode(bytes: &mut &[u8]) -> Option<Self> {
        i64::decode(bytes).map(Timestamp::from_micros)
    }
}

impl<const N: usize> KeyOf<[u8; N]> for [u8; N] {
    fn encode(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(self);
    }
}

impl<const N: usize> Key for [u8; N] {
    fn decode(bytes: &mut &[u8]) -> Option<Self> {
        let (array, rest) = bytes.split_first_chunk::<N>()?;
        *bytes = rest;
        Some(*array)
    }
}

/// Text ends with 0 0, and a zero within it is written 0 255, so that "a" < "a\0" < "ab" also inside a tuple.
const END: [u8; 2] = [0, 0];
const ZERO: [u8; 2] = [0, 255];

impl KeyOf<String> for str {
    fn encode(&self, bytes: &mut Vec<u8>) {
        for byte in self.bytes() {
            match byte {
                0 => bytes.extend_from_slice(&ZERO),
                byte => bytes.push(byte),
            }
        }
        bytes.extend_from_slice(&END);
    }
}

impl KeyOf<String> for String {
    fn encode(&self, bytes: &mut Vec<u8>) {
        self.as_str().encode(bytes);
    }
}

impl Key for String {
    fn decode(bytes: &mut &[u8]) -> Option<Self> {
        let mut text = Vec::new();
        loop {
            let zero = bytes.iter().position(|byte| *byte == 0)?;
            text.extend_from_slice(&bytes[..zero]);
            let mark = bytes.get(zero..zero + 2)?;
            let ended = mark == END;
            if !ended && mark != ZERO {
                return None;
            }
            *bytes = &bytes[zero + 2..];
            if ended {
                return String::from_utf8(text).ok();
            }
            text.push(0);
        }
    }
}

macro_rules! tuple {
    ($($like:ident: $key:ident = $at:tt),+) => {
        impl<$($key: Key, $like: KeyOf<$key>),+> KeyOf<($($key,)+)> for ($($like,)+) {
            fn encode(&self, bytes: &mut Vec<u8>) {
                $(self.$at.encode(bytes);)+
            }
        }
        impl<$($key: Key),+> Key for ($($key,)+) {
            fn decode(bytes: &mut &[u8]) -> Option<Self> {
                Some(($($key::decode(bytes)?,)+))
            }
        }
    };
}
tuple!(A: K0 = 0, B: K1 = 1);
tuple!(A: K0 = 0, B: K1 = 1, C: K2 = 2);
tuple!(A: K0 = 0, B: K1 = 1, C: K2 = 2, D: K3 = 3);
tuple!(A: K0 = 0, B: K1 = 1, C: K2 = 2, D: K3 = 3, E: K4 = 4);

macro_rules! prefix {
    ($($like:ident: $key:ident = $at:tt),+ ; $($rest:ident),+) => {
        impl<$($like: KeyOf<$key>,)+ $($key: Key,)+ $($rest: Key),+> PrefixOf<($($key,)+ $($rest,)+)> for ($($like,)+) {
            fn encode_prefix(&self, bytes: &mut Vec<u8>) {
                $(self.$at.encode(bytes);)+
            }
        }
    };
}
prefix!(A: K0 = 0; K1);
prefix!(A: K0 = 0; K1, K2);
prefix!(A: K0 = 0; K1, K2, K3);
prefix!(A: K0 = 0; K1, K2, K3, K4);
prefix!(A: K0 = 0, B: K1 = 1; K2);
prefix!(A: K0 = 0, B: K1 = 1; K2, K3);
prefix!(A: K0 = 0, B: K1 = 1; K2, K3, K4);
prefix!(A: K0 = 0, B: K1 = 1, C: K2 = 2; K3);
prefix!(A: K0 = 0, B: K1 = 1, C: K2 = 2; K3, K4);
prefix!(A: K0 = 0, B: K1 = 1, C: K2 = 2, D: K3 = 3; K4);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bytes_of<K: Key>(key: &K) -> Vec<u8> {
        let mut bytes = Vec::new();
        key.encode(&mut bytes);
        bytes
    }

    fn decoded<K: Key>(mut bytes: &[u8]) -> Option<K> {
        K::decode(&mut bytes).filter(|_| bytes.is_empty())
    }

    /// Short, from a small alphabet that holds the two bytes of the escape.
    fn text() -> impl Strategy<Value = String> {
        proptest::collection::vec(prop_oneof![Just('\0'), Just('a'), Just('ÿ'), Just('b')], 0..5)
            .prop_map(|chars| chars.into_iter().collect())
    }

    proptest! {
        #[test]
        fn bytes_order_as_the_keys_do_and_come_back(
            a in (text(), text(), any::<i64>()),
            b in (text(), text(), any::<i64>()),
        ) {
            prop_assert_eq!(bytes_of(&a).cmp(&bytes_of(&b)), a.cmp(&b));
            prop_assert_eq!(decoded(&bytes_of(&a)), Some(a));
        }

        #[test]
        fn numbers_order_too(a in any::<(u8, u32, u64, [u8; 3])>(), b in any::<(u8, u32, u64, [u8; 3])>()) {
            prop_assert_eq!(bytes_of(&a).cmp(&bytes_of(&b)), a.cmp(&b));
            prop_assert_eq!(decoded(&bytes_of(&a)), Some(a));
        }

        #[test]
        fn what_is_no_key_is_refused_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..20)) {
            if let Some(key) = decoded::<(String, u32)>(&bytes) {
                prop_assert_eq!(bytes_of(&key), bytes);
            }
        }
    }

    #[test]
    fn the_bytes_are_a_disk_format() {
        let key = ("a\0b".to_owned(), 1u32, -1i64, Timestamp::from_micros(2));
        let bytes = b"a\0\xffb\0\0\0\0\0\x01\x7f\xff\xff\xff\xff\xff\xff\xff\x80\0\0\0\0\0\0\x02";
        assert_eq!(bytes_of(&key), bytes);
    }
}
