//! Files that hold a file system: formatting, copying, and emptying one that is thrown away.

use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, SeekFrom, copy_file_range, openat, seek, unlinkat};
use rustix::io::Errno;
use std::ffi::CStr;
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::Command;

/// No journal (nothing is to survive), no reserve for root, nothing left to initialise later.
pub fn format(formatter: &Path, image: &Path) -> io::Result<()> {
    let output = Command::new(formatter)
        .args([
            "-q",
            "-F",
            "-m",
            "0",
            "-b",
            "4096",
            "-O",
            "^has_journal,^resize_inode,^metadata_csum,uninit_bg",
        ])
        .args(["-E", "nodiscard,lazy_itable_init=1"])
        .arg(image)
        .output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(io::Error::other(format!("mkfs.ext4: {}", String::from_utf8_lossy(&output.stderr).trim())))
}

/// Copies the parts of a sparse file that hold data, or has the file system share them.
pub fn copy_sparsely(from: &File, to: &File) -> io::Result<()> {
    if rustix::fs::ioctl_ficlone(to, from).is_ok() {
        return Ok(());
    }
    let length = from.metadata()?.len();
    to.set_len(length)?;
    let mut at = 0;
    loop {
        let data = match seek(from, SeekFrom::Data(at)) {
            Err(Errno::NXIO) => return Ok(()),
            found => found?,
        };
        let hole = seek(from, SeekFrom::Hole(data))?;
        copy_range(from, to, data, hole)?;
        at = hole;
    }
}

fn copy_range(from: &File, to: &File, start: u64, end: u64) -> io::Result<()> {
    let (mut read_at, mut write_at) = (start, start);
    while read_at < end {
        let length = (end - read_at) as usize;
        if copy_file_range(from, Some(&mut read_at), to, Some(&mut write_at), length)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(())
}

/// Closes the last descriptor of a mount. What it holds would be written out first, to be thrown away right after:
/// deleting it is faster.
pub fn unmount(mount: OwnedFd) {
    if let Ok(root) = open_directory(&mount, c".") {
        delete_files(root, &mut DELETE_MAX.clone(), DEPTH_MAX);
    }
}

/// Deleting more than this takes longer than writing it out may.
const DELETE_MAX: u32 = 4096;
const DEPTH_MAX: u32 = 8;

fn delete_files(directory: OwnedFd, budget: &mut u32, depth: u32) {
    let Ok(entries) = Dir::read_from(&directory) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        if *budget == 0 || name == c"." || name == c".." {
            continue;
        }
        *budget -= 1;
        if entry.file_type() != FileType::Directory {
            let _ = unlinkat(&directory, name, AtFlags::empty());
        } else if let (1.., Ok(inner)) = (depth, open_directory(&directory, name)) {
            delete_files(inner, budget, depth - 1);
        }
    }
}

pub fn open_directory(at: &OwnedFd, name: &CStr) -> rustix::io::Result<OwnedFd> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    openat(at, name, flags, Mode::empty())
}
