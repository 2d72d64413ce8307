//! What the head of an HTTP/1 request may not be, seen before it is parsed. A proxy in front may understand such a head
//! in another way than we do, and what it takes for a body could then be a second request: lines that end in a bare
//! newline, lines that go on in the next, two lengths, a length and a coding.

/// The longest beginning of a line that is looked at: `transfer-encoding:`.
const PREFIX_BYTES: usize = 18;

/// Follows the lines of a head, in whatever pieces they come.
#[derive(Default)]
pub(crate) struct Lines {
    /// The beginning of the current line, in lower case.
    prefix: [u8; PREFIX_BYTES],
    line_bytes: usize,
    last: u8,
    /// Complete lines of this head.
    lines: usize,
    lengths: usize,
    codings: usize,
    /// Whether the connection speaks HTTP/2, whose frames are not lines.
    http2: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// The head goes on.
    More,
    /// It is complete. What comes behind it was not looked at.
    End,
    /// It has to be refused.
    Bad,
}

impl Lines {
    pub(crate) fn speaks_http2(&self) -> bool {
        self.http2
    }

    /// The next bytes begin a head, or go on with one whose beginning was not looked at.
    pub(crate) fn begin(&mut self) {
        *self = Lines { http2: self.http2, last: self.last, ..Lines::default() };
    }

    /// What is read of bodies, and of heads that a client sends before it has its answer.
    pub(crate) fn pass(&mut self, bytes: &[u8]) {
        self.last = bytes.last().copied().unwrap_or(self.last);
    }

    pub(crate) fn take(&mut self, bytes: &[u8]) -> Seen {
        let mut rest = bytes;
        while let Some(at) = memchr::memchr(b'\n', rest) {
            let (line, after) = (&rest[..at], &rest[at + 1..]);
            self.grow(line);
            if self.last != b'\r' {
                return Seen::Bad;
            }
            self.last = b'\n';
            let empty = self.line_bytes <= 1;
            if !empty && !self.end_line() {
                return Seen::Bad;
            }
            self.line_bytes = 0;
            // An empty line before the first is passed over, as the parser does.
            if self.http2 || empty && self.lines > 0 {
                self.begin();
                self.pass(bytes);
                return Seen::End;
            }
            rest = after;
        }
        self.grow(rest);
        Seen::More
    }

    fn grow(&mut self, part: &[u8]) {
        let from = self.line_bytes.min(PREFIX_BYTES);
        for (kept, byte) in self.prefix[from..].iter_mut().zip(part) {
            *kept = byte.to_ascii_lowercase();
        }
        self.line_bytes += part.len();
        self.pass(part);
    }

    /// Whether the current line may stand in a head.
    fn end_line(&mut self) -> bool {
        let prefix = &self.prefix[..self.line_bytes.min(PREFIX_BYTES)];
        if self.lines == 0 {
            self.http2 = prefix.starts_with(b"pri * http/2.0");
        } else if matches!(prefix[0], b' ' | b'\t') {
            return false;
        }
        self.lengths += usize::from(prefix.starts_with(b"content-length:"));
        self.codings += usize::from(prefix.starts_with(b"transfer-encoding:"));
        self.lines += 1;
        self.lengths + self.codings <= 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(head: &[u8]) -> Seen {
        let whole = Lines::default().take(head);
        // It does not matter in which pieces a head comes.
        for cut in 1..head.len() {
            let mut lines = Lines::default();
            let first = lines.take(&head[..cut]);
            let second = if first == Seen::More { lines.take(&head[cut..]) } else { first };
            assert_eq!(second, whole, "cut at {cut}");
        }
        whole
    }

    #[test]
    fn plain_heads_end_with_an_empty_line() {
        assert_eq!(seen(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"), Seen::End);
        assert_eq!(seen(b"\r\nPOST / HTTP/1.1\r\ncontent-length: 3\r\n\r\n"), Seen::End);
        assert_eq!(seen(b"GET / HTTP/1.1\r\nHost: x\r\n"), Seen::More);
        assert_eq!(seen(b"GET / HTTP/1.1\r\n\r\n"), Seen::End);
    }

    #[test]
    fn what_could_hide_a_second_request_is_refused() {
        for head in [
            "GET / HTTP/1.1\nHost: x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\n\n",
            "\nGET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\n y\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\n\ty\r\n\r\n",
            "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
            "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
            "POST / HTTP/1.1\r\nTRANSFER-ENCODING: chunked\r\ncontent-length: 1\r\n\r\n",
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
        ] {
            assert_eq!(seen(head.as_bytes()), Seen::Bad, "{head:?}");
        }
    }

    #[test]
    fn the_next_head_begins_anew_and_http_2_is_left_alone() {
        let mut lines = Lines::default();
        for _ in 0..2 {
            assert_eq!(lines.take(b"POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nx"), Seen::End);
        }
        assert!(!lines.speaks_http2());
        lines.take(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        assert!(lines.speaks_http2());
    }
}
