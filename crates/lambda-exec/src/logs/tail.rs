//! The end of one invocation's log.

use bytes::Bytes;

/// Keeps the last bytes of what is written to it.
pub(crate) struct Tail {
    bytes: Vec<u8>,
    bytes_max: usize,
}

impl Tail {
    pub(crate) fn new(bytes_max: usize) -> Tail {
        Tail { bytes: Vec::new(), bytes_max }
    }

    pub(crate) fn write(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
        // Cutting each time would move the bytes each time.
        if self.bytes.len() > 2 * self.bytes_max {
            self.cut();
        }
    }

    fn cut(&mut self) {
        let excess = self.bytes.len().saturating_sub(self.bytes_max);
        self.bytes.drain(..excess);
    }

    pub(crate) fn finish(mut self) -> Bytes {
        self.cut();
        Bytes::from(self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_bytes_are_kept() {
        let mut tail = Tail::new(4);
        for text in ["abcdefgh", "ij", "k"] {
            tail.write(text);
        }
        assert_eq!(tail.finish(), "hijk");
    }
}
