//! Where an environment's log goes: the platform's own lines, and what its processes write.

use crate::logs::{Splitter, Tail};
use crate::report::Lines;
use clock::Clock;
use sandbox::Output;
use segments::Stream;

/// The log of one environment.
pub(crate) struct Log {
    pub stream: Stream,
    pub lines: Lines,
    pub splitter: Splitter,
}

/// Output that is taken at once when an invocation ends; a tree that has written more is read again later.
const DRAIN_BYTES_MAX: usize = 1 << 20;

impl Log {
    pub(crate) fn platform(
        &self,
        clock: &Clock,
        line: impl FnOnce(Lines, clock::Timestamp) -> String,
        tail: Option<&mut Tail>,
    ) {
        let at = clock.now();
        let text = line(self.lines, at);
        if !text.is_empty() {
            self.write(at, &text, tail);
        }
    }

    fn write(&self, at: clock::Timestamp, text: &str, tail: Option<&mut Tail>) {
        if let Some(tail) = tail {
            tail.write(text);
        }
        self.stream.write(at, at, text);
        // Only what an invocation's end takes at once can be too much; everything else waits in the pipe.
        if let Some(dropped) = self.stream.take_dropped() {
            self.stream.write(at, at, &self.lines.logs_dropped(at, dropped.events, dropped.bytes));
        }
    }

    pub(crate) fn complete(&mut self, clock: &Clock, mut tail: Option<&mut Tail>) {
        for text in self.splitter.complete() {
            self.write(clock.now(), &text, tail.as_deref_mut());
        }
    }

    pub(crate) fn flush(&mut self, clock: &Clock, mut tail: Option<&mut Tail>) {
        for text in self.splitter.all() {
            self.write(clock.now(), &text, tail.as_deref_mut());
        }
    }

    pub(crate) fn drain(&mut self, clock: &Clock, output: &mut Output, tail: Option<&mut Tail>) {
        if output.drain(self.splitter.buffer(), DRAIN_BYTES_MAX) > 0 {
            self.complete(clock, tail);
        }
    }
}
