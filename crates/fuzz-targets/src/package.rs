//! Zip packages: what is found good unpacks, and only to where it belongs.

use lambda::package::{Packages, inspect};
use std::path::Path;

/// Unpacking more would only make the fuzzer slow; the limit of what a package may hold has its own test.
const UNZIPPED_BYTES_MAX: u64 = 1 << 20;

pub(crate) fn run(bytes: &[u8]) {
    let Ok(inspected) = inspect(bytes) else { return };
    if inspected.unzipped_bytes > UNZIPPED_BYTES_MAX || inspected.entries > 100 {
        return;
    }
    let root = tempfile::tempdir().expect("there is a directory for temporary files");
    let packages = Packages::open(root.path().join("packages")).expect("the directory is new");
    let stored = packages.store(bytes).expect("the directory can be written to");
    // What a file system does not take, such as a name of 256 bytes, is refused now; what it takes stays inside.
    if let Ok(place) = packages.unpack(&stored.sha256_hex) {
        let mut entries = 0;
        assert!(bytes_below(&place, &mut entries) <= inspected.unzipped_bytes);
        packages.remove(&stored.sha256_hex).expect("what was made can be removed");
    }
    let outside: Vec<_> = std::fs::read_dir(root.path()).expect("it is there").flatten().collect();
    assert_eq!(outside.len(), 1, "{outside:?}");
}

fn bytes_below(folder: &Path, entries: &mut usize) -> u64 {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder).expect("it was just made").flatten() {
        *entries += 1;
        let about = entry.metadata().expect("it was just made");
        if about.is_dir() {
            bytes += bytes_below(&entry.path(), entries);
        } else if about.is_file() {
            bytes += about.len();
        }
    }
    bytes
}
