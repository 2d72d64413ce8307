//! Cuts a process tree's output into log events: by line, or by frame.
//!
//! One pipe carries both: our bootstraps write records as frames in AWS's form (4 bytes type, 4 bytes length, 8 bytes
//! microseconds, all big-endian, then the message; events have platform time, so the frame's own is not used), and whatever else the tree writes is plain text. A frame's first
//! three bytes cannot occur in UTF-8 text, so the two cannot be mistaken for one another.

/// What cannot be part of UTF-8 text begins every frame.
const FRAME_MARK: [u8; 3] = [0xa5, 0x5a, 0x00];
const FRAME_HEAD_BYTES: usize = 16;

/// Turns bytes into events, whatever pieces they come in.
pub(crate) struct Splitter {
    pending: Vec<u8>,
    /// Longer lines and frames are cut into several events.
    event_bytes_max: usize,
}

impl Splitter {
    pub(crate) fn new(event_bytes_max: usize) -> Splitter {
        Splitter { pending: Vec::new(), event_bytes_max }
    }

    /// Where the next bytes go.
    pub(crate) fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.pending
    }

    /// Everything that is complete.
    pub(crate) fn complete(&mut self) -> Vec<String> {
        let mut pieces = Vec::new();
        let mut from = 0;
        while let Some((piece, length)) = self.next(&self.pending[from..]) {
            pieces.push(piece);
            from += length;
        }
        self.pending.drain(..from);
        pieces
    }

    /// Everything, also a last line that lacks its newline.
    pub(crate) fn all(&mut self) -> Vec<String> {
        let mut pieces = self.complete();
        if !self.pending.is_empty() {
            pieces.push(line(&self.pending));
            self.pending.clear();
        }
        pieces
    }

    /// The first complete piece of `bytes`, and how many bytes it takes.
    fn next(&self, bytes: &[u8]) -> Option<(String, usize)> {
        if bytes.starts_with(&FRAME_MARK) {
            return self.frame(bytes);
        }
        let until = &bytes[..bytes.len().min(self.event_bytes_max)];
        let newline = until.iter().position(|byte| *byte == b'\n');
        // A frame may begin in the middle of a line, but looking for one stops at the line's end: a flood of short
        // lines is searched once and not once for each line.
        let end = newline.map_or(until.len(), |newline| newline + 1);
        if let Some(mark) = find(&until[..end], &FRAME_MARK) {
            return Some((line(&bytes[..mark]), mark));
        }
        let complete = newline.is_some() || bytes.len() >= self.event_bytes_max;
        complete.then(|| (line(&bytes[..end]), end))
    }

    fn frame(&self, bytes: &[u8]) -> Option<(String, usize)> {
        let head = bytes.get(..FRAME_HEAD_BYTES)?;
        let length = u32::from_be_bytes(head[4..8].try_into().expect("four bytes")) as usize;
        let end = FRAME_HEAD_BYTES + length;
        // A frame that is longer than an event may be is passed on in pieces as it comes.
        if length > self.event_bytes_max {
            let text = String::from_utf8_lossy(&bytes[FRAME_HEAD_BYTES..bytes.len().min(end)]).into_owned();
            return Some((text, bytes.len().min(end)));
        }
        let message = bytes.get(FRAME_HEAD_BYTES..end)?;
        Some((line(message), end))
    }
}

fn line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(message: &str) -> Vec<u8> {
        let mut bytes = 0xa55a_000f_u32.to_be_bytes().to_vec();
        bytes.extend((message.len() as u32).to_be_bytes());
        bytes.extend(1_500_000_i64.to_be_bytes());
        bytes.extend(message.as_bytes());
        bytes
    }

    #[test]
    fn lines_and_frames_come_out_in_order_however_they_are_cut() {
        let mut bytes = b"one\ntwo".to_vec();
        bytes.extend(frame("multi\nline\n"));
        bytes.extend(b"three\npart");
        for step in 1..bytes.len() {
            let mut splitter = Splitter::new(1_000);
            let mut all = Vec::new();
            for chunk in bytes.chunks(step) {
                splitter.buffer().extend_from_slice(chunk);
                all.extend(splitter.complete());
            }
            assert_eq!(all.concat(), "one\ntwomulti\nline\nthree\n", "step {step}");
            assert!(all.contains(&"multi\nline\n".to_string()), "step {step}");
            assert_eq!(splitter.all(), ["part"]);
        }
    }

    #[test]
    fn a_line_without_end_is_cut() {
        let mut splitter = Splitter::new(4);
        splitter.buffer().extend(b"abcdefghij");
        assert_eq!(splitter.complete(), ["abcd", "efgh"]);
        assert_eq!(splitter.all(), ["ij"]);
    }
}
