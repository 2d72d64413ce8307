//! The 256 home shards of resources.

use std::fmt;

/// One of 256 parts of the state. A resource lives in one; a transaction touches one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shard(pub u8);

impl Shard {
    pub const COUNT: usize = 256;

    /// The home of a resource. Part of the disk format: the same names give the same shard for ever.
    pub fn of(account: &str, region: &str, kind: &str, name: &str) -> Shard {
        let mut hash = Fnv1a::default();
        for part in [account, region, kind, name] {
            hash.update(part.as_bytes());
            // No UTF-8 text contains this byte, so ("ab", "c") and ("a", "bc") differ.
            hash.update(&[0xff]);
        }
        Shard(hash.fold())
    }

    /// Every shard in order, for lists that merge them.
    pub fn all() -> impl Iterator<Item = Shard> {
        (0..=u8::MAX).map(Shard)
    }

    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Shard({})", self.0)
    }
}

/// FNV-1a, 64 bits: our own, because a hash of the standard library may change and this one must not.
struct Fnv1a(u64);

impl Default for Fnv1a {
    fn default() -> Self {
        Fnv1a(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv1a {
    fn update(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// All eight bytes folded into one: FNV's low byte alone mixes poorly.
    fn fold(&self) -> u8 {
        self.0.to_le_bytes().into_iter().fold(0, |folded, byte| folded ^ byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_never_moves_because_it_is_on_disk() {
        let of = |kind, name| Shard::of("000000000000", "us-east-1", kind, name).0;
        assert_eq!(
            [of("lambda", ""), of("queue", "orders"), of("queue", "orders2"), of("topic", "orders")],
            [83, 91, 136, 211]
        );
    }

    #[test]
    fn homes_are_spread() {
        let mut counts = [0; Shard::COUNT];
        for n in 0..25_600 {
            counts[Shard::of("000000000000", "eu-west-1", "queue", &format!("queue-{n}")).index()] += 1;
        }
        assert!(counts.iter().all(|count| (50..=170).contains(count)), "{counts:?}");
    }

    #[test]
    fn where_a_name_ends_matters() {
        assert_ne!(Shard::of("a", "b", "kind", "c"), Shard::of("a", "bk", "ind", "c"));
    }
}
