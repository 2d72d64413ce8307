//! The process that makes file systems for `/tmp`.
//!
//! An image is a sparse copy of a template, a file without a name behind a loop device that the kernel releases with
//! its last user: when every process of hikeshi dies at once, nothing of it stays.

use super::image::{copy_sparsely, format, open_directory, unmount};
use super::standing::Standing;
use super::tmp::mount_image;
use crate::protocol::{self, Receiver};
use crate::sys;
use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, mknodat, openat, unlinkat};
use rustix::io::Errno;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fs::{self, File};
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

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

pub fn run(link: OwnedFd, state_dir: &Path, scratch: &Path, standing: Standing) -> ! {
    let mut maker = Maker {
        state_dir: state_dir.to_path_buf(),
        scratch: scratch.to_path_buf(),
        formatter: formatter(standing),
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
            Order::Close => descriptors.into_iter().for_each(unmount),
            Order::Remove { directory } => drop(fs::remove_dir_all(directory)),
        }
    }
    let _ = fs::remove_dir_all(maker.plain_directories());
    // Who waits for the end of the connection waits for what is unmounted, not for this, which takes the kernel some
    // 50 ms for each device.
    drop(link);
    maker.remove_devices();
    sys::exit_now(0)
}

/// The program that formats, if this host can have images at all.
pub fn formatter(standing: Standing) -> Option<PathBuf> {
    if standing == Standing::Ordinary {
        return None;
    }
    let search = std::env::var_os("PATH").unwrap_or_default();
    let usual = ["/usr/sbin", "/sbin", "/usr/bin"].map(PathBuf::from);
    let program =
        std::env::split_paths(&search).chain(usual).map(|d| d.join("mkfs.ext4")).find(|p| p.is_file())?;
    Path::new("/dev/loop-control").exists().then_some(program)
}

/// With less free disk than this there are no new environments: what they write to their `/tmp` would take it from the
/// store, whose own reserve this is twice.
const RESERVE_BYTES: u64 = 64 << 20;

fn has_room(state_dir: &Path) -> io::Result<()> {
    let disk = rustix::fs::statvfs(state_dir)?;
    match disk.f_bavail.saturating_mul(disk.f_frsize) < RESERVE_BYTES {
        true => Err(Errno::NOSPC.into()),
        false => Ok(()),
    }
}

struct Maker {
    state_dir: PathBuf,
    scratch: PathBuf,
    formatter: Option<PathBuf>,
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
        let directory = self.plain_directories().join(self.directories.to_string());
        fs::create_dir_all(&directory)?;
        fs::set_permissions(&directory, fs::Permissions::from_mode(0o1777))?;
        Ok((Made::Plain { bytes, directory }, None))
    }

    fn plain_directories(&self) -> PathBuf {
        self.state_dir.join("tmp")
    }

    fn image(&mut self, bytes: u64, formatter: &Path) -> io::Result<(Made, Option<OwnedFd>)> {
        has_room(&self.state_dir)?;
        let template = self.template(bytes, formatter)?;
        let image = self.nameless_file()?;
        copy_sparsely(&template, &image)?;
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
        // Another program may take the free device, or remove it, before we have it.
        for _ in 0..64 {
            let number = sys::loop_device_free(&control)?;
            match self.try_device(number, image) {
                Ok(device) => {
                    self.devices_used.insert(number);
                    return Ok(device);
                }
                Err(error)
                    if [libc::EBUSY, libc::ENXIO, libc::ENOENT].map(Some).contains(&error.raw_os_error()) => {
                }
                Err(error) => return Err(error),
            }
        }
        Err(Errno::AGAIN.into())
    }

    fn try_device(&self, number: u32, image: &File) -> io::Result<(File, PathBuf)> {
        let path = self.device_path(number)?;
        let device = File::options().read(true).write(true).open(&path)?;
        sys::loop_device_configure(&device, image)?;
        Ok((device, path))
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
            let parse =
                |part: &str| part.parse::<u32>().map_err(|_| io::Error::from(io::ErrorKind::InvalidData));
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
        let root = open_directory(&mount, c".")?;
        match unlinkat(&root, "lost+found", AtFlags::REMOVEDIR) {
            Ok(()) | Err(Errno::NOENT) => {}
            Err(error) => return Err(error.into()),
        }
        rustix::fs::fchmod(&root, Mode::from_raw_mode(0o1777))?;
        let status = rustix::fs::fstatvfs(&root)?;
        Ok(status.f_bavail * status.f_frsize)
    }

    /// Device nodes that exist only because we asked for them, beyond those that the kernel always has, go when we
    /// go. One that somebody else took meanwhile stays.
    fn remove_devices(&self) {
        let Ok(control) = File::options().read(true).write(true).open("/dev/loop-control") else { return };
        let always = fs::read_to_string("/sys/module/loop/parameters/max_loop").unwrap_or_default();
        let always = always.trim().parse().unwrap_or(8);
        for number in self.devices_used.iter().filter(|number| **number >= always) {
            sys::loop_device_remove(&control, *number);
        }
    }
}
