//! Identifiers and chance: random in production, seeded in tests.

use std::fmt::Write;
use std::sync::{Arc, Mutex};

/// Where identifiers come from. Cheap to clone; clones share their sequence.
#[derive(Clone)]
pub struct Ids(Arc<Mutex<Xoshiro>>, Secrets);

/// Where secrets come from: identifiers are seen by everybody, and from enough of them the generator can be guessed.
#[derive(Clone, Copy)]
enum Secrets {
    /// The operating system.
    System,
    /// The seeded sequence: a story must be repeatable, and has nothing to hide.
    Sequence,
}

impl Ids {
    /// Seeded by the operating system.
    pub fn random() -> Self {
        let seed = randomness();
        let word = |i: usize| u64::from_le_bytes(seed[i * 8..i * 8 + 8].try_into().expect("eight bytes"));
        Ids(Arc::new(Mutex::new(Xoshiro([word(0), word(1), word(2), word(3)]))), Secrets::System)
    }

    /// The same sequence for the same seed.
    pub fn seeded(seed: u64) -> Self {
        let mut state = seed;
        let mut split_mix = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        };
        let words = [split_mix(), split_mix(), split_mix(), split_mix()];
        Ids(Arc::new(Mutex::new(Xoshiro(words))), Secrets::Sequence)
    }

    pub fn u64(&self) -> u64 {
        self.0.lock().expect("no panic holds this lock").next()
    }

    /// A number from 0 up to, but not including, 1: each of 2⁵³ as likely as the others.
    pub fn fraction(&self) -> f64 {
        (self.u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A version 4 UUID in its usual form, as AWS's request ids are.
    pub fn uuid(&self) -> String {
        let (high, low) = (self.u64(), self.u64());
        let high = (high & !0xf000) | 0x4000;
        let low = (low & !(0b11 << 62)) | (0b10 << 62);
        format!(
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0xffff,
            low >> 48,
            low & 0xffff_ffff_ffff
        )
    }

    /// Bytes that nobody can guess: keys are made of them.
    pub fn secret(&self) -> [u8; 32] {
        match self.1 {
            Secrets::System => randomness(),
            Secrets::Sequence => {
                let mut bytes = [0u8; 32];
                for word in bytes.chunks_mut(8) {
                    word.copy_from_slice(&self.u64().to_le_bytes());
                }
                bytes
            }
        }
    }

    /// `digits` lower-case hexadecimal digits.
    pub fn hex(&self, digits: usize) -> String {
        let mut text = String::with_capacity(digits + 16);
        while text.len() < digits {
            write!(text, "{:016x}", self.u64()).expect("writing to a string cannot fail");
        }
        text.truncate(digits);
        text
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that makes randomness")]
fn randomness() -> [u8; 32] {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).expect("the kernel has randomness once it has booted");
    bytes
}

/// xoshiro256++ by Blackman and Vigna: identifiers need spread and speed, not secrecy.
struct Xoshiro([u64; 4]);

impl Xoshiro {
    fn next(&mut self) -> u64 {
        let s = &mut self.0;
        let result = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_is_of_version_4_and_a_seed_repeats_it() {
        let uuid = Ids::seeded(7).uuid();
        assert_eq!(uuid, Ids::seeded(7).uuid());
        assert_ne!(uuid, Ids::seeded(8).uuid());
        assert_eq!(uuid.len(), 36);
        assert_eq!(&uuid[14..15], "4");
        assert!("89ab".contains(&uuid[19..20]));
        assert_eq!(Ids::random().hex(33).len(), 33);
        assert_eq!(Ids::seeded(7).secret(), Ids::seeded(7).secret());
        assert_ne!(Ids::random().secret(), Ids::random().secret());
    }

    #[test]
    fn fractions_lie_below_one_and_spread_evenly() {
        let ids = Ids::seeded(7);
        let fractions: Vec<f64> = (0..10_000).map(|_| ids.fraction()).collect();
        assert!(fractions.iter().all(|fraction| (0.0..1.0).contains(fraction)));
        let below_a_quarter = fractions.iter().filter(|fraction| **fraction < 0.25).count();
        assert!((2_300..2_700).contains(&below_a_quarter), "{below_a_quarter}");
    }
}
