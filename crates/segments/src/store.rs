//! All logs of a platform.

use crate::files::{self, Kind};
use crate::journal::{self, Journal};
use crate::query::{Order, Page, Query, StreamSummary};
use crate::recent::Recent;
use crate::segment::Segment;
use crate::stream::{Source, Stream};
use crate::writer::{self, Thread};
use crate::{Error, Event, Group};
use clock::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// What one group keeps in memory where there is no disk.
const GROUP_BYTES_MAX: usize = 4 << 20;
/// What all groups keep in memory where there is no disk, or while the disk fails.
const MEMORY_BYTES_MAX: usize = 64 << 20;
/// What is left once that is passed: room for a while, as looking for idle groups looks at all of them.
const MEMORY_BYTES_LEFT: usize = MEMORY_BYTES_MAX / 16 * 15;
/// What may be on its way to the journal, of all streams.
const PENDING_BYTES_MAX: usize = 32 << 20;

/// How much is kept on disk.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Of segments; the oldest go first. The journal comes on top, with a few megabytes.
    pub bytes_max: u64,
    /// Segments all of whose events are older than the newest event by more than this go, too.
    pub age_max: Option<Duration>,
    /// The journal is sealed once its events take up so much.
    pub seal_bytes: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds { bytes_max: 1 << 30, age_max: None, seal_bytes: 8 << 20 }
    }
}

/// Every log group. Cheap to clone; the last clone's end ends the writing, after all that came is in the journal.
#[derive(Clone)]
pub struct LogStore {
    shared: Arc<Shared>,
    directory: Option<Arc<Path>>,
    /// Ends the thread that writes.
    _thread: Option<Arc<Thread>>,
}

pub(crate) struct Shared {
    state: Mutex<State>,
    /// Wakes the thread that writes.
    pub wake: Condvar,
    changed: watch::Sender<u64>,
    pub counts: Counts,
    /// Whether there is a disk.
    kept: bool,
}

#[derive(Default)]
pub(crate) struct State {
    pub recent: Recent,
    pub segments: Vec<Arc<Segment>>,
    pub last_number: u64,
    pub pending: Vec<Pending>,
    pub pending_bytes: usize,
    /// Rises with every clear, so that what was under way before it is not kept.
    pub cleared: u64,
    /// The last clear that the journal has followed.
    pub cleared_on_disk: u64,
    pub stop: bool,
}

/// An event that is not in the journal yet.
pub(crate) struct Pending {
    pub group: Arc<Group>,
    pub event: Event,
    pub source: Arc<Source>,
}

#[derive(Default)]
pub(crate) struct Counts {
    pub written: AtomicU64,
    pub written_bytes: AtomicU64,
    pub overflowed: AtomicU64,
    /// Events that were removed, or forgotten, for others to have room.
    pub removed: AtomicU64,
    /// Events that the disk did not take: they are in memory for a while.
    pub unwritten: AtomicU64,
    pub damaged: AtomicU64,
    pub torn_bytes: AtomicU64,
    pub failing: AtomicBool,
}

/// How the logs stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    pub events: u64,
    pub bytes: u64,
    pub dropped_overflow: u64,
    pub dropped_removed: u64,
    pub unwritten: u64,
    pub damaged_blocks: u64,
    pub torn_bytes: u64,
    pub segments: usize,
    pub disk_bytes: u64,
    pub memory_bytes: usize,
    pub pending_bytes: usize,
    /// Whether the disk has refused the last write.
    pub failing: bool,
}

impl Default for LogStore {
    fn default() -> Self {
        LogStore::memory()
    }
}

impl LogStore {
    /// Keeps the last events of every group in memory alone.
    pub fn memory() -> LogStore {
        LogStore {
            shared: Arc::new(Shared::new(State::default(), false, Counts::default())),
            directory: None,
            _thread: None,
        }
    }

    /// Keeps events in a directory, made if missing. One store at a time has it.
    ///
    /// # Errors
    /// The directory cannot be read or written.
    pub fn open(directory: &Path, bounds: Bounds) -> Result<LogStore, Error> {
        std::fs::create_dir_all(directory).map_err(|cause| Error::new("make", directory, cause))?;
        let found = Found::in_directory(directory)?;
        for path in found.unfinished.iter().chain(&found.journals) {
            // A journal of no use has no whole head, or nothing that is not sealed already.
            std::fs::remove_file(path).map_err(|cause| Error::new("remove", path, cause))?;
        }
        let journal = match found.journal {
            Some((path, length)) => {
                Journal::reopen(path.clone(), length).map_err(|cause| Error::new("open", &path, cause))?
            }
            None => {
                let path = files::journal(directory, found.state.last_number + 1);
                Journal::create(path.clone(), found.state.last_number + 1)
                    .map_err(|cause| Error::new("make", &path, cause))?
            }
        };
        let shared = Arc::new(Shared::new(found.state, true, found.counts));
        let thread = writer::start(shared.clone(), directory.to_owned(), bounds, journal, found.old_journals)
            .map_err(|cause| Error::new("start a thread for", directory, cause))?;
        Ok(LogStore { shared, directory: Some(directory.into()), _thread: Some(Arc::new(thread)) })
    }

    /// Reads what lies in a directory that nobody writes to, changing nothing. What is written to this store is in memory
    /// alone.
    ///
    /// # Errors
    /// The directory cannot be read.
    pub fn read_only(directory: &Path) -> Result<LogStore, Error> {
        let found = Found::in_directory(directory)?;
        let shared = Arc::new(Shared::new(found.state, false, found.counts));
        Ok(LogStore { shared, directory: Some(directory.into()), _thread: None })
    }

    /// Where its files are, if it has any.
    pub fn directory(&self) -> Option<&Path> {
        self.directory.as_deref()
    }

    /// A stream to write to.
    pub fn stream(&self, group: Arc<Group>, name: Arc<str>) -> Stream {
        Stream::new(self.shared.clone(), group, name)
    }

    /// Changes whenever any group gets an event.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.shared.changed.subscribe()
    }

    /// Whether reading may have to wait for a disk.
    pub fn is_on_disk(&self) -> bool {
        self.shared.kept
    }

    /// Events of a group, a page of them.
    pub fn events(&self, query: &Query<'_>) -> Page {
        self.shared.events(query)
    }

    /// The streams of a group, by name.
    pub fn streams(&self, group: &Group) -> Vec<StreamSummary> {
        self.shared.streams(group)
    }

    /// Every group of an account in a region, by name.
    pub fn groups(&self, account: &str, region: &str) -> Vec<Arc<str>> {
        self.shared.groups(account, region)
    }

    /// Forgets every event. Numbers go on, so that who follows a group hears of what comes next.
    pub fn clear(&self) {
        let removed: Vec<Arc<Segment>> = {
            let mut state = self.shared.lock();
            state.recent.clear();
            state.cleared += 1;
            for pending in std::mem::take(&mut state.pending) {
                pending.source.written(pending.event.bytes());
            }
            state.pending_bytes = 0;
            state.segments.drain(..).collect()
        };
        self.shared.wake.notify_one();
        for segment in removed {
            remove(&segment);
        }
        self.flush();
    }

    pub fn figures(&self) -> Figures {
        self.shared.figures()
    }

    /// Waits until what came before is in the journal, or the disk has refused it: for tests and for a stop.
    pub fn flush(&self) {
        let is_done = || {
            let state = self.shared.lock();
            state.pending_bytes == 0 && state.cleared_on_disk == state.cleared
        };
        while self._thread.is_some() && !is_done() {
            std::thread::yield_now();
        }
    }
}

pub(crate) fn remove(segment: &Segment) {
    if let Err(error) = std::fs::remove_file(&segment.path)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(path = %segment.path.display(), %error, "could not remove a log segment");
    }
}

/// What a directory holds.
struct Found {
    state: State,
    counts: Counts,
    unfinished: Vec<PathBuf>,
    /// Journals that hold nothing that is not sealed.
    journals: Vec<PathBuf>,
    /// The journal to go on with, and how long of it is whole.
    journal: Option<(PathBuf, u64)>,
    /// Journals before it, to be removed once their events are sealed.
    old_journals: Vec<PathBuf>,
}

impl Found {
    fn in_directory(directory: &Path) -> Result<Found, Error> {
        let mut found = Found {
            state: State::default(),
            counts: Counts::default(),
            unfinished: Vec::new(),
            journals: Vec::new(),
            journal: None,
            old_journals: Vec::new(),
        };
        let files = files::list(directory).map_err(|cause| Error::new("read", directory, cause))?;
        let (mut sealed, mut last) = (0, 0);
        for (kind, _, path) in &files {
            if *kind == Kind::Segment {
                let segment = Segment::open(path.clone(), &found.counts.damaged)
                    .map_err(|cause| Error::new("read", path, cause))?;
                sealed = sealed.max(segment.last);
                found.state.segments.push(Arc::new(segment));
            }
        }
        last = last.max(sealed);
        for (kind, _, path) in files {
            match kind {
                Kind::Segment => {}
                Kind::Unfinished => found.unfinished.push(path),
                Kind::Journal => found.journal(path, sealed, &mut last)?,
            }
        }
        found.state.last_number = last;
        Ok(found)
    }

    fn journal(&mut self, path: PathBuf, sealed: u64, last: &mut u64) -> Result<(), Error> {
        let read = journal::read(&path).map_err(|cause| Error::new("read", &path, cause))?;
        self.counts.torn_bytes.fetch_add(read.torn, Ordering::Relaxed);
        *last = (*last).max(read.next_number.saturating_sub(1));
        if read.length == 0 {
            self.journals.push(path);
            return Ok(());
        }
        for (group, event) in read.events {
            *last = (*last).max(event.number);
            if event.number > sealed {
                self.state.recent.push(&group, event);
            }
        }
        if let Some((old, _)) = self.journal.replace((path, read.length)) {
            self.old_journals.push(old);
        }
        Ok(())
    }
}

impl Shared {
    fn new(state: State, kept: bool, counts: Counts) -> Shared {
        let changed = watch::Sender::new(0);
        Shared { state: Mutex::new(state), wake: Condvar::new(), changed, counts, kept }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn write(&self, group: &Arc<Group>, mut event: Event, source: &Arc<Source>) {
        let bytes = event.bytes();
        let first = {
            let mut state = self.lock();
            if self.kept && state.pending_bytes + bytes > PENDING_BYTES_MAX {
                drop(state);
                source.dropped(event.message.len());
                self.counts.overflowed.fetch_add(1, Ordering::Relaxed);
                return;
            }
            state.last_number += 1;
            event.number = state.last_number;
            if self.kept {
                source.pending(bytes);
                state.pending_bytes += bytes;
                let pending = Pending { group: group.clone(), event: event.clone(), source: source.clone() };
                state.pending.push(pending);
            }
            state.recent.push(group, event);
            self.bound(&mut state, group);
            self.kept && state.pending.len() == 1
        };
        self.counts.written.fetch_add(1, Ordering::Relaxed);
        self.counts.written_bytes.fetch_add((bytes - size_of::<Event>()) as u64, Ordering::Relaxed);
        if first {
            self.wake.notify_one();
        }
        // Nobody follows most of the time, and then there is nobody to wake.
        if self.changed.receiver_count() > 0 {
            self.changed.send_modify(|count| *count += 1);
        }
    }

    /// Where there is a disk, memory is bounded by what goes there; where there is none, or it fails, by forgetting.
    fn bound(&self, state: &mut State, group: &Group) {
        let mut gone = 0;
        if !self.kept {
            gone += state.recent.shrink_group(group, GROUP_BYTES_MAX);
        }
        if state.recent.bytes() > MEMORY_BYTES_MAX {
            gone += state.recent.shrink(MEMORY_BYTES_LEFT);
        }
        if gone > 0 {
            self.counts.removed.fetch_add(gone, Ordering::Relaxed);
        }
    }

    fn events(&self, query: &Query<'_>) -> Page {
        let (numbers, times) = (query.numbers(), query.times());
        // Both at once: between the two, events move from one to the other.
        let (segments, recent) = {
            let state = self.lock();
            let recent: Vec<Event> = state.recent.between(query.group, numbers).cloned().collect();
            (state.segments.clone(), recent)
        };
        let relevant = segments.iter().filter(|segment| {
            segment.may_hold(query.group)
                && segment.first <= numbers.1
                && numbers.0 <= segment.last
                && segment.first_at <= times.1
                && times.0 <= segment.last_at
        });
        let mut page = Gathering { query, page: Page::default(), bytes: 0 };
        let read = |segment: &Arc<Segment>| match segment.read(
            query.group,
            numbers,
            times,
            &self.counts.damaged,
        ) {
            Ok(events) => events,
            Err(error) => {
                // Removed a moment ago, to make room; anything else is worth a word.
                if error.kind() != std::io::ErrorKind::NotFound {
                    tracing::warn!(path = %segment.path.display(), %error, "could not read a log segment");
                }
                Vec::new()
            }
        };
        match query.order {
            Order::Forward => {
                let mut sealed = 0;
                for segment in relevant {
                    sealed = segment.last;
                    if !page.add(read(segment).into_iter()) {
                        return page.page;
                    }
                }
                page.add(recent.into_iter().filter(|event| event.number > sealed));
            }
            Order::Backward => {
                if page.add(recent.into_iter().rev()) {
                    for segment in relevant.rev() {
                        if !page.add(read(segment).into_iter().rev()) {
                            break;
                        }
                    }
                }
            }
        }
        page.page
    }

    fn streams(&self, group: &Group) -> Vec<StreamSummary> {
        let mut all: BTreeMap<Arc<str>, StreamSummary> = BTreeMap::new();
        let segments = {
            let state = self.lock();
            for event in state.recent.between(group, (0, u64::MAX)) {
                let summary = all.entry(event.stream.clone()).or_insert_with(|| StreamSummary::of(event));
                summary.add(event);
            }
            state.segments.clone()
        };
        for segment in segments.iter().filter(|segment| segment.may_hold(group)) {
            for summary in segment.streams(group, &self.counts.damaged).unwrap_or_default() {
                match all.get_mut(&summary.name) {
                    Some(known) => known.merge(&summary),
                    None => drop(all.insert(summary.name.clone(), summary)),
                }
            }
        }
        all.into_values().collect()
    }

    fn groups(&self, account: &str, region: &str) -> Vec<Arc<str>> {
        let mut all: BTreeSet<Arc<str>> = BTreeSet::new();
        let mut add = |group: &Group| {
            if *group.account == *account && *group.region == *region {
                all.insert(group.name.clone());
            }
        };
        let segments = {
            let state = self.lock();
            state.recent.groups().for_each(|group| add(group));
            state.segments.clone()
        };
        for segment in segments {
            segment.groups(&self.counts.damaged).unwrap_or_default().iter().for_each(|group| add(group));
        }
        all.into_iter().collect()
    }

    fn figures(&self) -> Figures {
        let state = self.lock();
        let count = |count: &AtomicU64| count.load(Ordering::Relaxed);
        Figures {
            events: count(&self.counts.written),
            bytes: count(&self.counts.written_bytes),
            dropped_overflow: count(&self.counts.overflowed),
            dropped_removed: count(&self.counts.removed),
            unwritten: count(&self.counts.unwritten),
            damaged_blocks: count(&self.counts.damaged),
            torn_bytes: count(&self.counts.torn_bytes),
            segments: state.segments.len(),
            disk_bytes: state.segments.iter().map(|segment| segment.file_bytes).sum(),
            memory_bytes: state.recent.bytes(),
            pending_bytes: state.pending_bytes,
            failing: self.counts.failing.load(Ordering::Relaxed),
        }
    }
}

/// A page that is being filled.
struct Gathering<'a> {
    query: &'a Query<'a>,
    page: Page,
    bytes: usize,
}

impl Gathering<'_> {
    /// Takes what is wanted; whether there is room for more.
    fn add(&mut self, events: impl Iterator<Item = Event>) -> bool {
        for event in events {
            if !self.query.wants(&event) {
                continue;
            }
            let full = self.page.events.len() >= self.query.events_max
                || (!self.page.events.is_empty() && self.bytes + event.message.len() > self.query.bytes_max);
            if full {
                self.page.more = true;
                return false;
            }
            self.bytes += event.message.len();
            self.page.events.push(event);
        }
        true
    }
}

/// The newest time among events.
pub(crate) fn newest(events: &[(Arc<Group>, Event)]) -> Option<Timestamp> {
    events.iter().map(|(_, event)| event.at).max()
}
