//! Stories of packages, friendly and hostile.

use super::raw_zip::{Raw, archive, file, link, overlapping};
use super::{Inspected, PackageError, Packages, inspect};
use std::fs;
use std::io::{Cursor, Write};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A directory that goes with the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Scratch {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let name =
            format!("hikeshi-package-{}-{}", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).unwrap();
        Scratch(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Stores and unpacks, as creating and first invoking a function would.
fn unpack(zip: &[u8]) -> Result<(Scratch, PathBuf), PackageError> {
    let scratch = Scratch::new();
    let packages = Packages::open(&scratch.0).unwrap();
    let path = packages.unpack(&packages.store(zip)?.sha256_hex)?;
    Ok((scratch, path))
}

/// Both doors are shut: at the upload, and if something got in, at the unpacking. Nothing is left of it.
fn refused(zip: &[u8]) -> PackageError {
    let scratch = Scratch::new();
    let packages = Packages::open(scratch.0.join("data")).unwrap();
    let hex = packages.store(zip).unwrap().sha256_hex;
    let late = packages.unpack(&hex).unwrap_err();
    for directory in ["unpacked", "tmp"] {
        assert_eq!(fs::read_dir(scratch.0.join("data").join(directory)).unwrap().count(), 0, "{directory}");
    }
    assert_eq!(fs::read_dir(&scratch.0).unwrap().count(), 1, "something was written outside");
    let early = inspect(zip).unwrap_err();
    assert_eq!(early.to_string(), late.to_string());
    early
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777
}

const BAD_ZIP: &str = "Could not unzip uploaded file. Please check your file, then try to upload again.";

#[test]
fn a_package_is_kept_once_and_unpacked_with_its_modes_and_links() {
    let zip = archive(&[
        file("index.js", b"exports.handler = 1"),
        Raw { mode: 0o100_755, ..file("bin/run", b"#!/bin/sh") },
        Raw { mode: 0o100_600, ..file("secret", b"") },
        Raw { mode: 0o040_750, ..file("lib/", b"") },
        file("lib/deep/x.js", b"x"),
        link("node_modules/.bin/x", "../../lib/deep/x.js"),
    ]);
    let (scratch, path) = unpack(&zip).unwrap();
    assert_eq!(fs::read(path.join("index.js")).unwrap(), b"exports.handler = 1");
    assert_eq!(fs::read(path.join("node_modules/.bin/x")).unwrap(), b"x");
    assert_eq!(fs::read_link(path.join("node_modules/.bin/x")).unwrap(), Path::new("../../lib/deep/x.js"));
    let modes =
        ["", "index.js", "bin", "bin/run", "secret", "lib", "lib/deep"].map(|name| mode(&path.join(name)));
    assert_eq!(modes, [0o755, 0o644, 0o755, 0o755, 0o600, 0o750, 0o755]);

    let packages = Packages::open(&scratch.0).unwrap();
    let stored = packages.store(&zip).unwrap();
    assert_eq!(stored.size, zip.len() as u64);
    assert_eq!(path, packages.unpack(&stored.sha256_hex).unwrap());
    assert_eq!(fs::read_dir(scratch.0.join("zip")).unwrap().count(), 1);
    assert_eq!(fs::read(packages.zip_path(&stored.sha256_hex).unwrap()).unwrap(), zip);
    assert_eq!(inspect(&zip).unwrap(), Inspected { unzipped_bytes: 19 + 9 + 1 + 19, entries: 6 });
}

#[test]
fn the_hash_is_that_of_the_api() {
    let scratch = Scratch::new();
    let stored = Packages::open(&scratch.0).unwrap().store(b"abc").unwrap();
    assert_eq!(stored.sha256_base64, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    assert_eq!(stored.sha256_hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn compressed_archives_with_any_kind_of_size_field_are_read() {
    let write = |options: SimpleFileOptions| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("a/b.txt", options).unwrap();
        zip.write_all(&b"hello ".repeat(1_000)).unwrap();
        zip.finish().unwrap().into_inner()
    };
    // A writer that cannot seek leaves the sizes to a data descriptor behind the content.
    let streamed = {
        let mut zip = ZipWriter::new_stream(Vec::new());
        zip.start_file("a/b.txt", SimpleFileOptions::default()).unwrap();
        zip.write_all(&b"hello ".repeat(1_000)).unwrap();
        zip.finish().unwrap().into_inner()
    };
    let plain = SimpleFileOptions::default();
    for zip in [
        write(plain.compression_method(CompressionMethod::Stored)),
        write(plain.compression_method(CompressionMethod::Deflated)),
        write(plain.large_file(true)),
        streamed,
        [b"#!/usr/bin/env python3\n", &write(plain)[..]].concat(),
    ] {
        assert_eq!(inspect(&zip).unwrap().unzipped_bytes, 6_000);
        let (_scratch, path) = unpack(&zip).unwrap();
        assert_eq!(fs::read(path.join("a/b.txt")).unwrap(), b"hello ".repeat(1_000));
    }
}

#[test]
fn an_archive_without_modes_gets_usual_ones_and_special_bits_are_dropped() {
    let dos = |name, content| Raw { mode: 0, made_on: 0, ..file(name, content) };
    let setuid = Raw { mode: 0o106_755, ..file("setuid", b"") };
    let zip = archive(&[dos("app\\main.py", b"1"), dos("app\\data\\", b""), setuid, file("odd\\name", b"")]);
    let (_scratch, path) = unpack(&zip).unwrap();
    let modes = ["app/main.py", "app/data", "app", "setuid", "odd\\name"].map(|name| mode(&path.join(name)));
    assert_eq!(modes, [0o644, 0o755, 0o755, 0o755, 0o644]);
}

#[test]
fn of_two_entries_with_one_path_the_last_counts() {
    for zip in [
        archive(&[file("a", b"old"), file("a", b"new")]),
        archive(&[file("./a", b"old"), file("a", b"new")]),
        archive(&[link("a", "b"), file("a", b"new")]),
    ] {
        let (_scratch, path) = unpack(&zip).unwrap();
        assert_eq!(fs::read(path.join("a")).unwrap(), b"new");
        assert!(!path.join("a").is_symlink());
    }
}

#[test]
fn names_that_leave_the_package_are_refused() {
    for name in ["../evil", "/tmp/evil", "a/../../evil", "C:\\evil", "a\0b"] {
        let error = refused(&archive(&[file("fine", b""), file(name, b"evil")]));
        assert!(matches!(error, PackageError::Unsafe { .. }), "{name:?}: {error}");
        assert_eq!(error.refusal().unwrap(), BAD_ZIP);
    }
    let error = refused(&archive(&[Raw { made_on: 0, ..file("..\\evil", b"") }]));
    assert!(matches!(error, PackageError::Unsafe { .. }), "{error}");
}

#[test]
fn links_that_leave_the_package_and_paths_through_links_are_refused() {
    for zip in [
        archive(&[link("passwd", "/etc/passwd")]),
        archive(&[link("up", "..")]),
        archive(&[link("a/b/s", "../.."), link("escape", "a/b/s/../../..")]),
        archive(&[link("tmp", "lib"), file("tmp/evil", b"")]),
        archive(&[file("tmp/evil", b""), link("tmp", "lib")]),
        archive(&[link("empty", "")]),
    ] {
        let error = refused(&zip);
        assert!(matches!(error, PackageError::Unsafe { .. }), "{error}");
    }
}

#[test]
fn devices_pipes_and_files_below_files_are_refused() {
    for kind in [0o010_000, 0o020_000, 0o060_000, 0o140_000] {
        let error = refused(&archive(&[Raw { mode: kind | 0o644, ..file("x", b"") }]));
        assert!(matches!(error, PackageError::Unsafe { .. }), "{error}");
    }
    refused(&archive(&[file("a", b""), file("a/b", b"")]));
    refused(&archive(&[file("a", b""), Raw { mode: 0, ..file("./", b"") }, file(".", b"")]));
}

#[test]
fn what_is_no_archive_or_a_damaged_one_is_refused_in_aws_words() {
    let good = archive(&[file("index.js", b"exports.handler = 1")]);
    let flipped: Vec<u8> = good.iter().map(|byte| if *byte == b'=' { b'-' } else { *byte }).collect();
    let encrypted = archive(&[Raw { flags: 1, ..file("index.js", b"0123456789abcdef") }]);
    let compressed_oddly = {
        let mut zip = good.clone();
        let directory = zip.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
        (zip[8], zip[directory + 10]) = (12, 12);
        zip
    };
    for zip in [&b"not a zip"[..], &good[..good.len() - 30], &flipped, &encrypted, &compressed_oddly] {
        let error = refused(zip);
        assert!(matches!(error, PackageError::NotAZip(_)), "{error}");
        assert_eq!(error.refusal().unwrap(), BAD_ZIP);
    }
    for zip in [&b""[..], &archive(&[])] {
        assert_eq!(inspect(zip).unwrap_err().refusal().unwrap(), "Uploaded file must be a non-empty zip");
    }
}

#[test]
fn what_declares_more_than_the_limit_is_refused_at_once() {
    let large = archive(&[Raw { declared: Some(262_144_001), ..file("a", b"small") }]);
    // Entries that share one megabyte of content: a small archive that would be large.
    let content = vec![0; 1 << 20];
    let names: Vec<String> = (0..251).map(|n| format!("file-{n}")).collect();
    for zip in [large, overlapping(&Raw { crc: Some(0), ..file("file-0", &content) }, &names)] {
        let error = refused(&zip);
        assert_eq!(error.refusal().unwrap(), "Unzipped size must be smaller than 262144000 bytes");
    }
}

#[test]
fn what_holds_more_than_it_declares_is_damaged() {
    let error = refused(&archive(&[Raw { declared: Some(1), ..file("a", &[0; 100_000]) }]));
    assert!(matches!(error, PackageError::NotAZip(_)), "{error}");
}

#[test]
fn an_archive_of_too_many_entries_is_refused() {
    // Looked for in the bytes, before the archive is read: its count has two bytes only.
    let mut many = b"PK\x01\x02".repeat(3_000_000);
    many.extend(archive(&[file("a", b"")]));
    let error = inspect(&many).unwrap_err();
    assert!(matches!(&error, PackageError::NotAZip(why) if why == "it has too many entries"), "{error}");
}

#[test]
fn callers_at_the_same_time_share_one_unpacking() {
    let scratch = Scratch::new();
    let packages = Packages::open(&scratch.0).unwrap();
    let hex = packages.store(&archive(&[file("a", b"content")])).unwrap().sha256_hex;
    std::thread::scope(|threads| {
        for _ in 0..16 {
            threads.spawn(|| {
                assert_eq!(fs::read(packages.unpack(&hex).unwrap().join("a")).unwrap(), b"content")
            });
        }
    });
    assert_eq!(fs::read_dir(scratch.0.join("tmp")).unwrap().count(), 0);
}

#[test]
fn a_removed_package_is_gone_and_may_come_again() {
    let scratch = Scratch::new();
    let packages = Packages::open(&scratch.0).unwrap();
    let zip = archive(&[Raw { mode: 0o040_500, ..file("locked/", b"") }, file("locked/a", b"")]);
    let hex = packages.store(&zip).unwrap().sha256_hex;
    let path = packages.unpack(&hex).unwrap();
    packages.remove(&hex).unwrap();
    assert!(!path.exists() && !packages.zip_path(&hex).unwrap().exists());
    assert!(
        matches!(packages.unpack(&hex), Err(PackageError::Io(cause)) if cause.kind() == std::io::ErrorKind::NotFound)
    );
    packages.remove(&hex).unwrap();
    packages.store(&zip).unwrap();
    packages.unpack(&hex).unwrap();
}

#[test]
fn a_name_that_is_no_hash_reaches_no_file() {
    let scratch = Scratch::new();
    let packages = Packages::open(scratch.0.join("data")).unwrap();
    let long = format!("../{}", "a".repeat(61));
    for name in [
        "",
        "..",
        "../zip",
        long.as_str(),
        "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
    ] {
        assert!(
            packages.unpack(name).is_err()
                && packages.remove(name).is_err()
                && packages.zip_path(name).is_err()
        );
    }
}

#[test]
fn what_a_crash_left_is_swept_and_what_another_boot_unpacked_is_made_again() {
    let scratch = Scratch::new();
    let packages = Packages::open(&scratch.0).unwrap();
    let hex = packages.store(&archive(&[file("a", b"content")])).unwrap().sha256_hex;
    let path = packages.unpack(&hex).unwrap();
    drop(packages);

    fs::create_dir(scratch.0.join("tmp/half.0")).unwrap();
    symlink("/", scratch.0.join("tmp/link.1")).unwrap();
    let packages = Packages::open(&scratch.0).unwrap();
    assert!(path.exists(), "the same boot trusts it");
    drop(packages);

    // The machine went down before the content was on the disk.
    fs::write(path.join("a"), b"").unwrap();
    fs::write(scratch.0.join("unpacked.boot"), "another").unwrap();
    let packages = Packages::open(&scratch.0).unwrap();
    assert_eq!(fs::read(packages.unpack(&hex).unwrap().join("a")).unwrap(), b"content");
    while fs::read_dir(scratch.0.join("tmp")).unwrap().count() > 0 {
        std::thread::yield_now();
    }
    assert!(Path::new("/etc").exists());
}
