//! What the emulated machine boots into: the first programs, and its root.

use super::cpio::Archive;
use super::debian::{Unpacked, output};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How control groups are mounted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Version 2 alone, as on most of today's machines.
    V2,
    /// Controllers of version 1, and a version 2 without any.
    Hybrid,
    V1,
}

impl Layout {
    pub const ALL: [Layout; 3] = [Layout::V2, Layout::Hybrid, Layout::V1];

    pub fn name(self) -> &'static str {
        match self {
            Layout::V2 => "v2",
            Layout::Hybrid => "hybrid",
            Layout::V1 => "v1",
        }
    }
}

/// In the order in which they need each other. Those of the disk, then those that a server would have loaded.
const MODULES: &[&str] = &[
    "drivers/virtio/virtio_ring.ko",
    "drivers/virtio/virtio.ko",
    "drivers/virtio/virtio_pci_modern_dev.ko",
    "drivers/virtio/virtio_pci_legacy_dev.ko",
    "drivers/virtio/virtio_pci.ko",
    "drivers/block/virtio_blk.ko",
    "drivers/block/loop.ko",
    "fs/overlayfs/overlay.ko",
    "drivers/net/tun.ko",
];
/// No program runs these, and they are half of the bytes.
const USELESS: [&str; 5] = ["doc", "man", "locale", "info", "perl"];

const USERS: &str = "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n\
                     edo:x:1000:1000:An ordinary user:/home/edo:/bin/sh\n";
const GROUPS: &str = "root:x:0:\nnogroup:x:65534:\nedo:x:1000:\n";

/// The kernel and its initial root, which finds the disks and goes on from there.
pub fn initial_root(unpacked: &Unpacked) -> Result<(PathBuf, Vec<u8>), String> {
    let boot = unpacked.kernel.join("boot");
    let kernel = only_entry(&boot, "vmlinuz-")?;
    let modules = only_entry(&unpacked.kernel.join("usr/lib/modules"), "")?.join("kernel");
    let mut archive = Archive::default();
    for directory in ["bin", "dev", "modules", "proc", "new"] {
        archive.directory(directory);
    }
    archive.program("bin/busybox", &read(&unpacked.guest.join("usr/bin/busybox"))?);
    for (number, module) in MODULES.iter().enumerate() {
        let path = modules.join(module);
        // What a later kernel has built in is not there to be loaded.
        if path.exists() {
            archive.program(&format!("modules/{number:02}.ko"), &read(&path)?);
        }
    }
    archive.program("init", include_bytes!("initial.sh"));
    Ok((kernel, archive.finish()))
}

/// The image of the root, made once.
pub fn root_image(folder: &Path, unpacked: &Unpacked) -> Result<PathBuf, String> {
    let image = folder.join("root.ext4");
    let newer = |path: &Path| fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    if newer(&image).is_some_and(|made| Some(made) > newer(&folder.join("guest.packages"))) {
        return Ok(image);
    }
    let guest = &unpacked.guest;
    let could_not = |error: std::io::Error| format!("could not furnish {}: {error}", guest.display());
    for name in USELESS {
        let _ = fs::remove_dir_all(guest.join("usr/share").join(name));
    }
    for directory in ["dev", "etc", "home/edo", "payload", "proc", "root", "run", "sys", "tmp"] {
        fs::create_dir_all(guest.join(directory)).map_err(could_not)?;
    }
    fs::write(guest.join("etc/passwd"), USERS).map_err(could_not)?;
    fs::write(guest.join("etc/group"), GROUPS).map_err(could_not)?;
    fs::write(guest.join("etc/hosts"), "127.0.0.1 localhost\n").map_err(could_not)?;
    let unfinished = folder.join("root.unfinished");
    file_system(guest, &unfinished, ROOT_MB)?;
    fs::rename(&unfinished, &image).map_err(could_not)?;
    Ok(image)
}

/// Room for a few full `/tmp`s of half a gigabyte beside the root.
const ROOT_MB: u64 = 4096;

/// Makes an image of an ext4 that holds what is in `folder`, without mounting anything.
pub fn file_system(folder: &Path, image: &Path, megabytes: u64) -> Result<(), String> {
    let _ = fs::remove_file(image);
    let search = std::env::var("PATH").unwrap_or_default();
    let mut format = Command::new("mke2fs");
    format.args(["-q", "-t", "ext4", "-F", "-m", "0", "-O", "^has_journal", "-d"]);
    format
        .arg(folder)
        .arg(image)
        .arg(format!("{megabytes}M"))
        .env("PATH", format!("{search}:/usr/sbin:/sbin"));
    output(&mut format).map(drop)
}

fn only_entry(folder: &Path, prefix: &str) -> Result<PathBuf, String> {
    let entries =
        fs::read_dir(folder).map_err(|error| format!("could not read {}: {error}", folder.display()))?;
    let mut entries =
        entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix));
    entries.next().map(|entry| entry.path()).ok_or_else(|| format!("{} has no {prefix}…", folder.display()))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("could not read {}: {error}", path.display()))
}
