//! The process that makes file systems for `/tmp`.
//!
//! An image is a sparse copy of a template, a file without a name behind a loop device that the kernel releases with
//! its last user: when every process of hikeshi dies at once, nothing of it stays.

use super::tmp::mount_image;
use crate::protocol::{self, Receiver};
use crate::sys;
use rustix::fs::{CWD, FileType, Mode, OFlags, SeekFrom, copy_file_range, mknodat, openat, seek};
use rustix::io::Errno;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(Serialize, Deserialize)]
pub enum Order {
    Make {
        bytes: u64,
    },
    /// Close the descriptor beside this message: the last one of a mount, whose unmounting takes time.
    Close,
    Remove {
        directory: PathBuf,
    },
}

#[derive(Serialize, Deserialize)]
pub enum Made {
    Image { bytes: u64, device: PathBuf },
    Plain { bytes: u64, directory: PathBuf },
    Failed { bytes: u64, no_room: bool, text: String },
}

impl Made {
    pub fn bytes(&self) -> u64 {
        match self {
            Made::Image { bytes, .. } | Made::Plain { bytes, .. } | Made::Failed { bytes, .. } => *bytes,
        }
    }
}

pub fn run(link: OwnedFd, state_dir: &Path, scratch: &Path) -> ! {
    let mut maker = Maker {
        state_dir: state_dir.to_path_buf(),
        scratch: scratch.to_path_buf(),
        formatter: formatter(),
        templates: HashMap::new(),
        devices_before: devices(),
        devices_used: HashSet::new(),
        directories: 0,
    };
    let mut receiver = Receiver::new();
    while let Ok(Some((order, descriptors))) = receiver.receive::<Order>(&link) {
        match order {
            Order::Make { bytes } => {
                let (made, keeper) = maker.make(bytes);
                let keeper: Vec<_> = keeper.iter().map(AsFd::as_fd).collect();
                let _ = protocol::send(&link, &made, &keeper);
            }
            Order::Close => drop(descriptors),
            Order::Remove { directory } => drop(fs::remove_dir_all(directory)),
        }
    }
    maker.remove_devices();
    sys::exit_now(0)
}

/// The program that formats, if this host can have images at all.
pub fn formatter() -> Option<PathBuf> {
    let search = std::env::var_os("PATH").unwrap_or_default();
    let usual = ["/usr/sbin", "/sbin", "/usr/bin"].map(PathBuf::from);
    let program = std::env::split_paths(&search).chain(usual).map(|d| d.join("mkfs.ext4")).find(|p| p.is_file())?;
    Path::new("/dev/loop-control").exists().then_some(program)
}

struct Maker {
    state_dir: PathBuf,
    scratch: PathBuf,
    formatter: Option<PathBuf>,
    templates: HashMap<u64, File>,
    devices_before: HashSet<u32>,
    devices_used: HashSet<u32>,
    directories: u64,
}

impl Maker {
    fn make(&mut self, bytes: u64) -> (Made, Option<OwnedFd>) {
        let made = match self.formatter.clone() {
            Some(formatter) => self.image(bytes, &formatter),
            None => self.plain(bytes),
        };
        made.unwrap_or_else(|error| {
            let text = format!("could not make a /tmp of {bytes} bytes: {error}");
            (Made::Failed { bytes, no_room: super::is_no_room(&error), text }, None)
        })
    }

    fn plain(&mut self, bytes: u64) -> io::Result<(Made, Option<OwnedFd>)> {
        self.directories += 1;
        let directory = self.state_dir.join("tmp").join(self.directories.to_string());
        fs::create_dir_all(&directory)?;
        fs::set_permissions(&directory, fs::Permissions::from_mode(0o1777))?;
        Ok((Made::Plain { bytes, directory }, None))
    }

    fn image(&mut self, bytes: u64, formatter: &Path) -> io::Result<(Made, Option<OwnedFd>)> {
        if !self.templates.contains_key(&bytes) {
            let template = self.template(bytes, formatter)?;
            self.templates.insert(bytes, template);
        }
        let image = self.nameless_file()?;
        copy_sparsely(&self.templates[&bytes], &image)?;
        let (device, path) = self.put_behind_device(&image)?;
        let keeper = mount_image(&path)?;
        drop(device);
        Ok((Made::Image { bytes, device: path }, Some(keeper)))
    }

    fn nameless_file(&self) -> io::Result<File> {
        let flags = OFlags::RDWR | OFlags::CLOEXEC;
        let mode = Mode::from_raw_mode(0o600);
        if let Ok(file) = openat(CWD, &self.state_dir, flags | OFlags::TMPFILE, mode) {
            return Ok(file.into());
        }
        // A file system without nameless files.
        let path = self.state_dir.join("image");
        let file = openat(CWD, &path, flags | OFlags::CREATE | OFlags::TRUNC, mode)?;
        fs::remove_file(path)?;
        Ok(file.into())
    }

    fn put_behind_device(&mut self, image: &File) -> io::Result<(File, PathBuf)> {
        let control = File::options().read(true).write(true).open("/dev/loop-control")?;
        // Another program may take the free device before we do.
        for _ in 0..64 {
            let number = sys::loop_device_free(&control)?;
            let path = self.device_path(number)?;
            let device = File::options().read(true).write(true).open(&path)?;
            match sys::loop_device_configure(&device, image) {
                Ok(()) => {
                    self.devices_used.insert(number);
                    return Ok((device, path));
                }
                Err(error) if error.raw_os_error() == Some(libc::EBUSY) => {}
                Err(error) => return Err(error),
            }
        }
        Err(Errno::AGAIN.into())
    }

    /// The device's node; where no devtmpfs makes it, we do.
    fn device_path(&self, number: u32) -> io::Result<PathBuf> {
        let usual = PathBuf::from(format!("/dev/loop{number}"));
        if usual.exists() {
            return Ok(usual);
        }
        let own = self.scratch.join(format!("loop{number}"));
        if !own.exists() {
            let text = fs::read_to_string(format!("/sys/block/loop{number}/dev"))?;
            let (major, minor) = text.trim().split_once(':').ok_or(io::ErrorKind::InvalidData)?;
            let parse = |part: &str| part.parse::<u32>().map_err(|_| io::Error::from(io::ErrorKind::InvalidData));
            let device = rustix::fs::makedev(parse(major)?, parse(minor)?);
            mknodat(CWD, &own, FileType::BlockDevice, Mode::from_raw_mode(0o600), device)?;
        }
        Ok(own)
    }

    /// The template for this size, kept in the state directory from one start of the server to the next.
    fn template(&mut self, bytes: u64, formatter: &Path) -> io::Result<File> {
        // The number is the version of what we make; an older template is not found and another is made.
        let path = self.state_dir.join(format!("tmp-{bytes}.1.ext4"));
        if let Ok(file) = File::open(&path) {
            return Ok(file);
        }
        let unfinished = self.state_dir.join("tmp-template");
        let mut image_bytes = bytes + bytes / 64 + (8 << 20);
        // What the file system keeps for itself is known once it is there: the second image fits.
        for _ in 0..4 {
            let file = File::create(&unfinished)?;
            file.set_len(image_bytes)?;
            format(formatter, &unfinished)?;
            let free = self.prepare(&unfinished)?;
            // Its own bookkeeping of one file as large as it all, and a little.
            let wanted = bytes + (256 << 10);
            if (wanted..wanted + (1 << 20)).contains(&free) {
                break;
            }
            image_bytes = (image_bytes + wanted + (64 << 10)).saturating_sub(free).next_multiple_of(4096);
        }
        fs::rename(&unfinished, &path)?;
        File::open(&path)
    }

    /// Makes the root directory of a new file system what `/tmp` is, and answers how much fits into it.
    fn prepare(&mut self, image: &Path) -> io::Result<u64> {
        let image = File::options().read(true).write(true).open(image)?;
        let (_device, path) = self.put_behind_device(&image)?;
        let mount = mount_image(&path)?;
        let root = openat(&mount, ".", OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
        match rustix::fs::unlinkat(&root, "lost+found", rustix::fs::AtFlags::REMOVEDIR) {
            Ok(()) | Err(Errno::NOENT) => {}
            Err(error) => return Err(error.into()),
        }
        rustix::fs::fchmod(&root, Mode::from_raw_mode(0o1777))?;
        let status = rustix::fs::fstatvfs(&root)?;
        Ok(status.f_bavail * status.f_frsize)
    }

    /// Device nodes that exist only because we asked for them go when we go.
    fn remove_devices(&self) {
        let Ok(control) = File::options().read(true).write(true).open("/dev/loop-control") else { return };
        for number in self.devices_used.difference(&self.devices_before) {
            sys::loop_device_remove(&control, *number);
        }
    }
}

fn devices() -> HashSet<u32> {
    let entries = fs::read_dir("/sys/block").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.strip_prefix("loop")?.parse().ok()).collect()
}

/// No journal (nothing is to survive), no reserve for root, nothing left to initialise later.
fn format(formatter: &Path, image: &Path) -> io::Result<()> {
    let output = Command::new(formatter)
        .args(["-q", "-F", "-m", "0", "-b", "4096", "-O", "^has_journal,^resize_inode,^metadata_csum,uninit_bg"])
        .args(["-E", "nodiscard,lazy_itable_init=1"])
        .arg(image)
        .output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(io::Error::other(format!("mkfs.ext4: {}", String::from_utf8_lossy(&output.stderr).trim())))
}

/// Copies the parts of a sparse file that hold data, or has the file system share them.
fn copy_sparsely(from: &File, to: &File) -> io::Result<()> {
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
