//! Disks in memory: one that loses power, and one that fails as it is told.

use super::Chance;
use redb::StorageBackend;
use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard};

/// What a disk writes whole or not at all.
const SECTOR: usize = 512;

/// The power of a machine with some disks: it goes off at the n-th operation of any of them.
#[derive(Debug, Clone)]
pub struct Power(Arc<Mutex<u64>>);

impl Power {
    pub fn for_operations(operations: u64) -> Power {
        Power(Arc::new(Mutex::new(operations)))
    }

    fn use_once(&self) -> io::Result<()> {
        let mut left = self.0.lock().expect("no panic holds this lock");
        *left = left.checked_sub(1).ok_or_else(|| io::Error::other("the power is off"))?;
        Ok(())
    }
}

/// Remembers what was synced, and everything since.
#[derive(Debug, Clone)]
pub struct Platter {
    state: Arc<Mutex<State>>,
    power: Power,
    bytes_read: Arc<AtomicU64>,
}

#[derive(Debug)]
struct State {
    /// As programs see it.
    now: Vec<u8>,
    /// Length at the last sync, and each since.
    lengths: Vec<usize>,
    /// Each sector that was written since the last sync: what it was then, and each thing that it was since.
    versions: BTreeMap<usize, Vec<[u8; SECTOR]>>,
}

impl Platter {
    pub fn new(image: Vec<u8>, power: &Power) -> Platter {
        let state = State { lengths: vec![image.len()], now: image, versions: BTreeMap::new() };
        Platter { state: Arc::new(Mutex::new(state)), power: power.clone(), bytes_read: Arc::default() }
    }

    /// How much was read of it.
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read.load(Relaxed)
    }

    /// What is found on the disk when the power is back: whatever was synced, and of each sector written since, any of
    /// the things that it was. Writes are so lost, torn and reordered in every way that a disk and a file system may.
    pub fn after_power_loss(&self, chance: &mut Chance) -> Vec<u8> {
        let state = self.state();
        let mut image = state.now.clone();
        image.resize(state.lengths.iter().copied().max().unwrap_or(0).next_multiple_of(SECTOR), 0);
        // Mostly all sectors share a fate, sometimes each has its own.
        let style = chance.below(4);
        for (sector, versions) in &state.versions {
            let version = match style {
                0 => 0,
                1 => versions.len() - 1,
                _ => chance.below(versions.len() as u64) as usize,
            };
            image[sector * SECTOR..][..SECTOR].copy_from_slice(&versions[version]);
        }
        let length = match style {
            0 => state.lengths[0],
            1 => *state.lengths.last().expect("at least one"),
            _ => state.lengths[chance.below(state.lengths.len() as u64) as usize],
        };
        image.truncate(length);
        image
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no panic holds this lock")
    }
}

impl State {
    fn sector(&self, sector: usize) -> [u8; SECTOR] {
        let mut bytes = [0; SECTOR];
        let there = self.now.get(sector * SECTOR..).unwrap_or_default();
        let some = there.len().min(SECTOR);
        bytes[..some].copy_from_slice(&there[..some]);
        bytes
    }

    /// Runs a change of these bytes, and remembers what was there before it and after it.
    fn change(&mut self, from: usize, to: usize, change: impl FnOnce(&mut Vec<u8>)) {
        for sector in from / SECTOR..to.div_ceil(SECTOR) {
            let before = self.sector(sector);
            self.versions.entry(sector).or_insert_with(|| vec![before]);
        }
        change(&mut self.now);
        for sector in from / SECTOR..to.div_ceil(SECTOR) {
            let after = self.sector(sector);
            self.versions.get_mut(&sector).expect("it was made above").push(after);
        }
        self.lengths.push(self.now.len());
    }
}

impl StorageBackend for Platter {
    fn len(&self) -> io::Result<u64> {
        Ok(self.state().now.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.bytes_read.fetch_add(out.len() as u64, Relaxed);
        let state = self.state();
        let bytes = state.now.get(offset as usize..).and_then(|bytes| bytes.get(..out.len()));
        out.copy_from_slice(bytes.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.power.use_once()?;
        let mut state = self.state();
        let (now, len) = (state.now.len(), len as usize);
        // What is cut off and added again is zero.
        state.change(len.min(now), now, |bytes| bytes.resize(len, 0));
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        self.power.use_once()?;
        let mut state = self.state();
        state.versions.clear();
        state.lengths = vec![state.now.len()];
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.power.use_once()?;
        let (from, to) = (offset as usize, offset as usize + data.len());
        self.state().change(from, to, |bytes| {
            if bytes.len() < to {
                bytes.resize(to, 0);
            }
            bytes[from..to].copy_from_slice(data);
        });
        Ok(())
    }
}

/// How a disk fails from some moment on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing can be written: ENOSPC.
    Full,
    /// The next sync fails with EIO; later ones claim to succeed, as the kernel's do, which has dropped the pages.
    Sync,
}

/// A disk in memory with a switch for faults. After a failed sync it has lost what was not synced before.
#[derive(Debug, Clone)]
pub struct Faulty {
    platter: Platter,
    fault: Arc<Mutex<Option<Fault>>>,
    /// What the disk holds since a sync failed.
    lost: Arc<Mutex<Option<Vec<u8>>>>,
}

impl Faulty {
    pub fn new(image: Vec<u8>) -> Faulty {
        let platter = Platter::new(image, &Power::for_operations(u64::MAX));
        Faulty { platter, fault: Arc::default(), lost: Arc::default() }
    }

    pub fn set(&self, fault: Option<Fault>) {
        *self.fault.lock().expect("no panic holds this lock") = fault;
    }

    /// What the next process finds.
    pub fn image(&self) -> Vec<u8> {
        let lost = self.lost.lock().expect("no panic holds this lock").clone();
        lost.unwrap_or_else(|| self.platter.state().now.clone())
    }

    fn fault(&self) -> Option<Fault> {
        *self.fault.lock().expect("no panic holds this lock")
    }

    fn room(&self) -> io::Result<()> {
        match self.fault() {
            Some(Fault::Full) => Err(io::ErrorKind::StorageFull.into()),
            _ => Ok(()),
        }
    }
}

impl StorageBackend for Faulty {
    fn len(&self) -> io::Result<u64> {
        self.platter.len()
    }
    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.platter.read(offset, out)
    }
    fn set_len(&self, len: u64) -> io::Result<()> {
        self.room().and_then(|()| self.platter.set_len(len))
    }
    fn sync_data(&self) -> io::Result<()> {
        if self.fault() != Some(Fault::Sync) {
            return self.platter.sync_data();
        }
        self.set(None);
        // The style that drops everything since the last sync.
        let mut dropping =
            (0..).map(Chance).find(|chance| chance.clone().below(4) == 0).expect("some seed does");
        let on_disk = self.platter.after_power_loss(&mut dropping);
        *self.lost.lock().expect("no panic holds this lock") = Some(on_disk);
        Err(io::Error::from_raw_os_error(5))
    }
    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.room().and_then(|()| self.platter.write(offset, data))
    }
}
