//! The thread that writes: what gathers goes to the journal, and a full journal becomes a segment.

use crate::journal::Journal;
use crate::segment::{self, Segment};
use crate::store::{Bounds, Pending, Shared, newest, remove};
use crate::{codec, files};
use std::io;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// So long, at most, the first event of a batch waits for others to be written with it: an invocation's lines go in one
/// write, and wake the writer once.
pub const LINGER: Duration = Duration::from_millis(5);
/// A batch does not wait once it has so many bytes.
const BATCH_BYTES: usize = 256 << 10;
/// After a failed seal so many batches go by before it is tried again.
const SEAL_RESTS: u32 = 100;
/// A frame of the journal has at most so many events, for a bound on what is encoded at a time.
const FRAME_EVENTS_MAX: usize = 16 << 10;

/// Dropping it ends the thread once everything is written.
pub(crate) struct Thread {
    shared: Arc<Shared>,
    handle: Option<JoinHandle<()>>,
}

impl Drop for Thread {
    fn drop(&mut self) {
        self.shared.lock().stop = true;
        self.shared.wake.notify_one();
        if let Some(handle) = self.handle.take()
            && handle.join().is_err()
        {
            tracing::error!("the thread that writes the logs panicked");
        }
    }
}

pub(crate) fn start(
    shared: Arc<Shared>,
    directory: PathBuf,
    bounds: Bounds,
    journal: Journal,
    old_journals: Vec<PathBuf>,
) -> io::Result<Thread> {
    let (cleared, journaled) = {
        let state = shared.lock();
        (state.cleared, state.last_number)
    };
    let mut writer = Writer {
        cleared,
        journaled,
        shared: shared.clone(),
        directory,
        bounds,
        journal: Some(journal),
        old_journals,
        failing: [false; 2],
        seal_rests: 0,
    };
    let handle = std::thread::Builder::new().name("log-writer".into()).spawn(move || writer.run())?;
    Ok(Thread { shared, handle: Some(handle) })
}

struct Writer {
    shared: Arc<Shared>,
    directory: PathBuf,
    bounds: Bounds,
    /// `None` if it could not be made; it is tried again.
    journal: Option<Journal>,
    /// Their events are in memory, and they go once these are sealed.
    old_journals: Vec<PathBuf>,
    /// The number of the last event that is in a journal.
    journaled: u64,
    cleared: u64,
    /// Whether the last write to the journal failed, and the last seal.
    failing: [bool; 2],
    /// Batches until a failed seal is tried again.
    seal_rests: u32,
}

/// What is to be written.
struct Batch {
    events: Vec<Pending>,
    /// The number of the first of them, or of the next that comes.
    next: u64,
    cleared: u64,
    stop: bool,
}

impl Writer {
    fn run(&mut self) {
        loop {
            let batch = self.gather();
            if batch.cleared != self.cleared {
                self.cleared = batch.cleared;
                // Numbers go on from where they were.
                self.journaled = batch.next - 1;
                self.begin_journal();
                self.shared.lock().cleared_on_disk = batch.cleared;
            }
            self.write(&batch.events);
            for pending in &batch.events {
                pending.source.written(pending.event.bytes());
            }
            {
                let written: usize = batch.events.iter().map(|pending| pending.event.bytes()).sum();
                let mut state = self.shared.lock();
                // A clear has counted them already.
                if state.cleared == batch.cleared {
                    state.pending_bytes -= written;
                }
            }
            self.seal_if_full();
            if batch.stop && batch.events.is_empty() {
                return;
            }
        }
    }

    fn gather(&self) -> Batch {
        let mut state = self.shared.lock();
        while state.pending.is_empty() && !state.stop && state.cleared == self.cleared {
            state = self.shared.wake.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if !state.stop && state.pending_bytes < BATCH_BYTES {
            // Nobody notifies for more than the first event, so that this is one wait and not one for each.
            let waited = self.shared.wake.wait_timeout(state, LINGER);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        let next = state.pending.first().map_or(state.last_number + 1, |pending| pending.event.number);
        Batch { events: std::mem::take(&mut state.pending), next, cleared: state.cleared, stop: state.stop }
    }

    fn write(&mut self, events: &[Pending]) {
        for chunk in events.chunks(FRAME_EVENTS_MAX) {
            let content = codec::encode(chunk.iter().map(|pending| (&pending.group, &pending.event)));
            let written = self.journal().and_then(|journal| journal.append(&content));
            let failed = written.as_ref().err().map(ToString::to_string);
            match written {
                Ok(()) => self.journaled = chunk.last().map_or(self.journaled, |last| last.event.number),
                // They are in memory for a while, and go to the next segment if there is one in time.
                Err(_) => {
                    self.shared.counts.unwritten.fetch_add(chunk.len() as u64, Ordering::Relaxed);
                }
            }
            self.tell(0, failed);
        }
    }

    fn journal(&mut self) -> io::Result<&mut Journal> {
        if self.journal.is_none() {
            let next = self.journaled + 1;
            self.journal = Some(Journal::create(files::journal(&self.directory, next), next)?);
        }
        Ok(self.journal.as_mut().expect("it was just made"))
    }

    /// Says once when the disk begins to fail, and once when it has recovered: of the journal (0) and of sealing (1).
    fn tell(&mut self, what: usize, failed: Option<String>) {
        let failing_before = self.failing != [false; 2];
        self.failing[what] = failed.is_some();
        let failing = self.failing != [false; 2];
        self.shared.counts.failing.store(failing, Ordering::Relaxed);
        match failed {
            Some(error) if !failing_before => tracing::error!(
                directory = %self.directory.display(), %error,
                "could not write logs; the last of them are in memory until this works again"
            ),
            None if failing_before && !failing => tracing::info!("logs are written again"),
            _ => {}
        }
    }

    fn seal_if_full(&mut self) {
        if self.seal_rests > 0 {
            self.seal_rests -= 1;
            return;
        }
        let (events, cleared) = {
            let state = self.shared.lock();
            if state.recent.bytes() < self.bounds.seal_bytes {
                return;
            }
            (state.recent.through(self.journaled), state.cleared)
        };
        if events.is_empty() {
            return;
        }
        let last = events.iter().map(|(_, event)| event.number).max().unwrap_or_default();
        let sealed = segment::seal(&self.directory, &events);
        self.tell(1, sealed.as_ref().err().map(ToString::to_string));
        let Ok(sealed) = sealed else {
            self.seal_rests = SEAL_RESTS;
            return;
        };
        {
            let mut state = self.shared.lock();
            if state.cleared != cleared {
                drop(state);
                remove(&sealed);
                return;
            }
            state.segments.push(Arc::new(sealed));
            state.recent.forget_through(last);
        }
        self.begin_journal();
        self.hold_bounds(newest(&events));
    }

    /// After a seal, or a clear: a new journal, then the old ones go.
    fn begin_journal(&mut self) {
        let next = self.journaled + 1;
        let created = Journal::create(files::journal(&self.directory, next), next);
        self.tell(1, created.as_ref().err().map(ToString::to_string));
        // Without a new one the old goes on: its events are known to be sealed by their numbers.
        let Ok(new) = created else { return };
        self.old_journals.extend(self.journal.replace(new).map(|old| old.path));
        let current = self.journal.as_ref().map(|journal| journal.path.clone());
        for old in self.old_journals.drain(..).filter(|old| Some(old) != current.as_ref()) {
            if let Err(error) = std::fs::remove_file(&old) {
                tracing::warn!(path = %old.display(), %error, "could not remove a journal of logs");
            }
        }
    }

    /// Removes the oldest segments until the rest is within its bounds.
    fn hold_bounds(&self, newest: Option<clock::Timestamp>) {
        let removed: Vec<Arc<Segment>> = {
            let mut state = self.shared.lock();
            let mut bytes: u64 = state.segments.iter().map(|segment| segment.file_bytes).sum();
            let mut count = 0;
            for segment in &state.segments {
                let age = newest.map(|newest| newest.since(segment.last_at));
                let too_old = self.bounds.age_max.zip(age).is_some_and(|(max, age)| age > max);
                if bytes <= self.bounds.bytes_max && !too_old {
                    break;
                }
                bytes -= segment.file_bytes;
                count += 1;
            }
            state.segments.drain(..count).collect()
        };
        for segment in &removed {
            self.shared.counts.removed.fetch_add(segment.events, Ordering::Relaxed);
            tracing::info!(
                events = segment.events,
                bytes = segment.file_bytes,
                "removed the oldest log events: logs have reached their bound on disk"
            );
            remove(segment);
        }
    }
}
