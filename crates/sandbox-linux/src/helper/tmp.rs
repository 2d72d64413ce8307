//! `/tmp`: a stock of mounted file systems of exactly the size asked for, kept filled by a process of its own
//! ([`super::tmp_maker`]), because making one takes milliseconds that no request should wait for.

use super::tmp_maker::{self, Made, Order};
use crate::protocol::{self, Receiver};
use crate::sys;
use rustix::mount::{
    FsMountFlags, FsOpenFlags, MountAttrFlags, fsconfig_create, fsconfig_set_flag, fsconfig_set_string,
    fsmount, fsopen,
};
use rustix::net::{AddressFamily, SocketFlags, SocketType, socketpair};
use std::collections::HashMap;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::path::{Path, PathBuf};

/// How many are kept ready of the size that almost every function has.
const AHEAD_USUAL: usize = 4;
const USUAL_BYTES: u64 = 512 << 20;
/// How many are kept ready of each of the other sizes that were asked for last.
const AHEAD_OTHER: usize = 1;
const OTHER_SIZES_MAX: usize = 4;

pub enum Tmp {
    Image {
        device: PathBuf,
        /// Keeps the file system mounted while no process tree lives, and is where its use is read.
        keeper: OwnedFd,
    },
    /// This host has no loop devices or no ext4: a directory without a size limit.
    Plain { directory: PathBuf },
}

impl Tmp {
    /// A new detached mount of the same file system.
    pub fn mount(&self) -> io::Result<OwnedFd> {
        match self {
            Tmp::Image { device, .. } => mount_image(device),
            Tmp::Plain { directory } => {
                let view = rustix::mount::open_tree(
                    rustix::fs::CWD,
                    directory,
                    rustix::mount::OpenTreeFlags::OPEN_TREE_CLONE
                        | rustix::mount::OpenTreeFlags::OPEN_TREE_CLOEXEC,
                )?;
                sys::set_mount_attributes(&view, libc::MOUNT_ATTR_NOSUID | libc::MOUNT_ATTR_NODEV, false)?;
                Ok(view)
            }
        }
    }

    pub fn keeper(&self) -> Option<&OwnedFd> {
        match self {
            Tmp::Image { keeper, .. } => Some(keeper),
            Tmp::Plain { .. } => None,
        }
    }
}

/// Mounts the ext4 on a device, detached. What is in it is thrown away with the environment, so nothing waits for the
/// disk (`nobarrier`), and nothing is written in the background (`noinit_itable`).
pub fn mount_image(device: &Path) -> io::Result<OwnedFd> {
    let context = fsopen("ext4", FsOpenFlags::FSOPEN_CLOEXEC)?;
    fsconfig_set_string(&context, "source", device)?;
    fsconfig_set_flag(&context, "noinit_itable")?;
    fsconfig_set_flag(&context, "nobarrier")?;
    fsconfig_create(&context)?;
    let attributes = MountAttrFlags::MOUNT_ATTR_NOSUID
        | MountAttrFlags::MOUNT_ATTR_NODEV
        | MountAttrFlags::MOUNT_ATTR_NOATIME;
    Ok(fsmount(&context, FsMountFlags::FSMOUNT_CLOEXEC, attributes)?)
}

pub struct Stock {
    state_dir: PathBuf,
    scratch: PathBuf,
    maker: OwnedFd,
    receiver: Receiver,
    shelves: HashMap<u64, Shelf>,
    /// The other sizes, the one asked for last at the end.
    others: Vec<u64>,
}

#[derive(Default)]
struct Shelf {
    ready: Vec<Tmp>,
    coming: usize,
}

/// What the maker had to say.
pub enum Delivery {
    Ready {
        bytes: u64,
    },
    Failed {
        bytes: u64,
        no_room: bool,
        text: String,
    },
    /// The maker is gone; everything ordered from it will not come.
    MakerGone,
}

impl Stock {
    pub fn new(state_dir: &Path, scratch: &Path) -> io::Result<Stock> {
        Ok(Stock {
            state_dir: state_dir.to_path_buf(),
            scratch: scratch.to_path_buf(),
            maker: start_maker(state_dir, scratch)?,
            receiver: Receiver::new(),
            shelves: HashMap::new(),
            others: Vec::new(),
        })
    }

    /// Readable when a delivery has come.
    pub fn maker(&self) -> &OwnedFd {
        &self.maker
    }

    /// Orders what is missing from the stock.
    pub fn fill(&mut self) {
        self.order_up_to(USUAL_BYTES, AHEAD_USUAL);
        for bytes in self.others.clone() {
            self.order_up_to(bytes, AHEAD_OTHER);
        }
    }

    /// One from the shelf; if it is empty, one is on its way, besides those for the `waiting` who came before.
    pub fn take(&mut self, bytes: u64, waiting: usize) -> Option<Tmp> {
        if bytes != USUAL_BYTES {
            self.remember(bytes);
        }
        let taken = self.shelves.entry(bytes).or_default().ready.pop();
        if taken.is_none() {
            self.order_up_to(bytes, waiting + 1);
        }
        taken
    }

    fn remember(&mut self, bytes: u64) {
        self.others.retain(|other| *other != bytes);
        self.others.push(bytes);
        if self.others.len() > OTHER_SIZES_MAX {
            let oldest = self.others.remove(0);
            let shelf = self.shelves.get_mut(&oldest).map(|shelf| std::mem::take(&mut shelf.ready));
            shelf.into_iter().flatten().for_each(|tmp| self.discard(tmp));
        }
    }

    fn order_up_to(&mut self, bytes: u64, wanted: usize) {
        let shelf = self.shelves.entry(bytes).or_default();
        while shelf.ready.len() + shelf.coming < wanted {
            if protocol::send(&self.maker, &Order::Make { bytes }, &[]).is_err() {
                return;
            }
            shelf.coming += 1;
        }
    }

    /// Takes in one delivery.
    pub fn receive(&mut self) -> io::Result<Delivery> {
        let Some((made, descriptors)) = self.receiver.receive::<Made>(&self.maker)? else {
            self.shelves.values_mut().for_each(|shelf| shelf.coming = 0);
            self.maker = start_maker(&self.state_dir, &self.scratch)?;
            return Ok(Delivery::MakerGone);
        };
        let shelf = self.shelves.entry(made.bytes()).or_default();
        shelf.coming = shelf.coming.saturating_sub(1);
        Ok(match made {
            Made::Image { bytes, device } => {
                let Some(keeper) = descriptors.into_iter().next() else {
                    let text = "the helper may not open more descriptors (ulimit -n)".into();
                    return Ok(Delivery::Failed { bytes, no_room: true, text });
                };
                shelf.ready.push(Tmp::Image { device, keeper });
                Delivery::Ready { bytes }
            }
            Made::Plain { bytes, directory } => {
                shelf.ready.push(Tmp::Plain { directory });
                Delivery::Ready { bytes }
            }
            Made::Failed { bytes, no_room, text } => Delivery::Failed { bytes, no_room, text },
        })
    }

    /// Throws one away; the maker does the unmounting.
    pub fn discard(&mut self, tmp: Tmp) {
        let _ = match tmp {
            Tmp::Image { keeper, .. } => protocol::send(&self.maker, &Order::Close, &[keeper.as_fd()]),
            Tmp::Plain { directory } => protocol::send(&self.maker, &Order::Remove { directory }, &[]),
        };
    }

    /// Waits until everything that was thrown away is unmounted.
    pub fn finish(mut self) {
        for shelf in std::mem::take(&mut self.shelves).into_values() {
            shelf.ready.into_iter().for_each(|tmp| self.discard(tmp));
        }
        let _ = rustix::net::shutdown(&self.maker, rustix::net::Shutdown::Write);
        while let Ok(Some(_late)) = self.receiver.receive::<Made>(&self.maker) {}
    }
}

fn start_maker(state_dir: &Path, scratch: &Path) -> io::Result<OwnedFd> {
    let (ours, theirs) = socketpair(AddressFamily::UNIX, SocketType::SEQPACKET, SocketFlags::CLOEXEC, None)?;
    if sys::fork()?.is_none() {
        let theirs = sys::keep_only(&theirs);
        tmp_maker::run(theirs, state_dir, scratch)
    }
    Ok(ours)
}
