//! Which packages are in use, and the removal of those that are not.
//!
//! A package is needed while a stored function refers to it, while an environment runs from it, and between its upload
//! and the write of the function that it is for. The last two hold a [`Pin`]; when the last pin goes, the store is
//! asked about the first.

use crate::package::Packages;
use crate::table::{FUNCTIONS, VERSIONS};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use store::{Shard, Span, Store};
use tokio::sync::mpsc;

/// Counts the pins of each package.
pub(crate) struct Pins {
    counts: Arc<Counts>,
    /// Packages whose last pin went. The collector keeps up: a pin goes with a create, an update or a delete, each of
    /// which takes a write to disk, and a question to the store takes less.
    unpinned: mpsc::UnboundedSender<String>,
}

#[derive(Default)]
struct Counts(Mutex<Counted>);

#[derive(Default)]
struct Counted {
    pins: HashMap<String, usize>,
    /// What the collector asks the store about, unless somebody has pinned it since: then the answer may be out of date,
    /// and the end of that pin asks again.
    asked: Option<String>,
}

/// Holds a package on disk.
#[derive(Debug)]
pub(crate) struct Pin {
    pins: Arc<Pins>,
    hex: String,
}

impl std::fmt::Debug for Pins {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pins")
    }
}

impl Pins {
    /// Also starts the collector, which runs for as long as there are pins or somebody to make them.
    pub(crate) fn new(store: Store, packages: Arc<Packages>) -> Arc<Pins> {
        let (unpinned, receiver) = mpsc::unbounded_channel();
        let counts = Arc::new(Counts::default());
        tokio::spawn(collect(receiver, store, packages, counts.clone()));
        Arc::new(Pins { counts, unpinned })
    }

    pub(crate) fn pin(self: &Arc<Self>, hex: &str) -> Pin {
        self.counts.add(hex);
        Pin { pins: self.clone(), hex: hex.to_owned() }
    }

    pub(crate) fn is_pinned(&self, hex: &str) -> bool {
        self.counts.is_pinned(hex)
    }
}

impl Drop for Pin {
    fn drop(&mut self) {
        if self.pins.counts.take(&self.hex) == 0 {
            let _ = self.pins.unpinned.send(std::mem::take(&mut self.hex));
        }
    }
}

impl Counts {
    fn lock(&self) -> MutexGuard<'_, Counted> {
        self.0.lock().expect("no panic holds this lock")
    }

    fn add(&self, hex: &str) {
        let mut counted = self.lock();
        *counted.pins.entry(hex.to_owned()).or_default() += 1;
        if counted.asked.as_deref() == Some(hex) {
            counted.asked = None;
        }
    }

    /// Answers how many are left.
    fn take(&self, hex: &str) -> usize {
        let mut counted = self.lock();
        let count = counted.pins.get_mut(hex).expect("it is pinned");
        *count -= 1;
        let left = *count;
        if left == 0 {
            counted.pins.remove(hex);
        }
        left
    }

    fn is_pinned(&self, hex: &str) -> bool {
        self.lock().pins.contains_key(hex)
    }

    /// The store is going to be asked whether it refers to a package; `false` if that does not matter, being pinned.
    fn ask(&self, hex: &str) -> bool {
        let mut counted = self.lock();
        let matters = !counted.pins.contains_key(hex);
        counted.asked = matters.then(|| hex.to_owned());
        matters
    }

    /// Whether nobody has pinned it since the store was asked.
    fn is_as_asked(&self, hex: &str) -> bool {
        self.lock().asked.as_deref() == Some(hex)
    }
}

async fn collect(
    mut unpinned: mpsc::UnboundedReceiver<String>,
    store: Store,
    packages: Arc<Packages>,
    counts: Arc<Counts>,
) {
    while let Some(hex) = unpinned.recv().await {
        if !counts.ask(&hex) {
            continue;
        }
        match is_referred_to(&store, &hex).await {
            Ok(false) => {}
            Ok(true) => continue,
            Err(error) => {
                tracing::warn!(%error, "could not see whether a package is still needed");
                continue;
            }
        }
        // Whoever uploads the same bytes now has pinned them before, or finds them gone and writes them again.
        let (packages, counts) = (packages.clone(), counts.clone());
        let removed =
            tokio::task::spawn_blocking(move || packages.remove_unless(&hex, || !counts.is_as_asked(&hex)))
                .await;
        if let Ok(Err(error)) = removed {
            tracing::warn!(%error, "could not remove a package");
        }
    }
}

async fn is_referred_to(store: &Store, hex: &str) -> Result<bool, store::Error> {
    for shard in Shard::all() {
        let found = store
            .read(shard, |tx| {
                for row in tx.scan(&FUNCTIONS, Span::all()) {
                    if row?.1.packages().any(|package| package.hex == hex) {
                        return Ok(true);
                    }
                }
                for row in tx.scan(&VERSIONS, Span::all()) {
                    if row?.1.package.hex == hex {
                        return Ok(true);
                    }
                }
                Ok::<_, store::Error>(false)
            })
            .await?;
        if found {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use store::Memory;

    fn zip(text: &str) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("f", zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn what_was_pinned_after_the_store_was_asked_stays() {
        let counts = Counts::default();
        assert!(counts.ask("a"));
        assert!(counts.is_as_asked("a"));
        // Somebody uploads it, stores a function that refers to it, and is done.
        counts.add("a");
        assert_eq!(counts.take("a"), 0);
        assert!(!counts.is_as_asked("a"));
        counts.add("a");
        assert!(!counts.ask("a"));
        assert!(!counts.is_as_asked("a"));
    }

    #[tokio::test]
    async fn a_package_goes_with_its_last_pin_unless_it_is_pinned_again() {
        let directory = tempfile::tempdir().unwrap();
        let packages = Arc::new(Packages::open(directory.path()).unwrap());
        let (unpinned, receiver) = mpsc::unbounded_channel();
        let counts = Arc::new(Counts::default());
        let pins = Arc::new(Pins { counts: counts.clone(), unpinned });
        let [gone, kept] = ["gone", "kept"].map(|text| packages.store(&zip(text)).unwrap().sha256_hex);
        let twice = [pins.pin(&gone), pins.pin(&gone)];
        drop(pins.pin(&kept));
        let again = pins.pin(&kept);
        drop((twice, pins));
        // The collector ends when nobody can unpin any more: with the second pin of `kept`.
        let collector = tokio::spawn(collect(receiver, Store::new(Memory::new()), packages.clone(), counts));
        while packages.zip_path(&gone).unwrap().exists() {
            tokio::task::yield_now().await;
        }
        assert!(packages.zip_path(&kept).unwrap().exists());
        drop(again);
        collector.await.unwrap();
        assert!(!packages.zip_path(&kept).unwrap().exists());
    }
}
