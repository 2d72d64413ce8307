//! `/tmp`: a stock of mounted file systems of exactly the size asked for, kept filled by a process of its own
//! ([`super::tmp_maker`]), because making one takes milliseconds that no request should wait for.

use super::image::unmount;
use super::standing::Standing;
use super::tmp_maker::{self, Made, Order};
use crate::protocol::{self, Receiver};
use crate::sys;
use clock::{Clock, HostInstant};
use rustix::mount::{
    FsMountFlags, FsOpenFlags, MountAttrFlags, fsconfig_create, fsconfig_set_flag, fsconfig_set_string,
    fsmount, fsopen,
};
use rustix::net::{AddressFamily, SocketFlags, SocketType, socketpair, sockopt};
use std::collections::{HashMap, VecDeque};
use std::fs;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::time::Duration;

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

    /// Here and now.
    fn remove(self) {
        match self {
            Tmp::Image { keeper, .. } => unmount(keeper),
            Tmp::Plain { directory } => drop(fs::remove_dir_all(directory)),
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

/// How many orders of one size may be on their way: the maker makes one after the other.
const ORDERS_MAX: usize = 4;
/// What the connection to the maker holds, a few orders: what is ordered later can still overtake what is thrown away.
const CONNECTION_BYTES: usize = 4096;

pub struct Stock {
    state_dir: PathBuf,
    scratch: PathBuf,
    standing: Standing,
    clock: Clock,
    /// `None` after it has died, until it may be started again.
    maker: Option<OwnedFd>,
    receiver: Receiver,
    shelves: HashMap<u64, Shelf>,
    /// The other sizes, the one asked for last at the end.
    others: Vec<u64>,
    /// What the connection has no room for: at most what is [`ORDERS_MAX`] for each size, and one for each environment
    /// that was torn down.
    orders: VecDeque<Order>,
    discarded: VecDeque<(Order, Option<OwnedFd>)>,
    /// After a failure nothing is made ahead for a while; after a death no maker is started.
    failures: Pause,
    deaths: Pause,
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
    pub fn new(state_dir: &Path, scratch: &Path, standing: Standing) -> io::Result<Stock> {
        Ok(Stock {
            state_dir: state_dir.to_path_buf(),
            scratch: scratch.to_path_buf(),
            standing,
            clock: Clock::real(),
            maker: Some(start_maker(state_dir, scratch, standing)?),
            receiver: Receiver::new(),
            shelves: HashMap::new(),
            others: Vec::new(),
            orders: VecDeque::new(),
            discarded: VecDeque::new(),
            failures: Pause::default(),
            deaths: Pause::default(),
        })
    }

    /// Readable when a delivery has come; writable when [`Stock::send`] can go on.
    pub fn maker(&self) -> Option<&OwnedFd> {
        self.maker.as_ref()
    }

    /// Whether something waits for the maker to be writable.
    pub fn has_more_to_send(&self) -> bool {
        !(self.orders.is_empty() && self.discarded.is_empty())
    }

    /// Orders what is missing from the stock.
    pub fn fill(&mut self) {
        if !self.failures.is_over(self.clock.host_now()) {
            return;
        }
        self.order_up_to(USUAL_BYTES, AHEAD_USUAL);
        for bytes in self.others.clone() {
            self.order_up_to(bytes, AHEAD_OTHER);
        }
    }

    /// One from the shelf. If it is empty, one is on its way to each of `waiting`, the asker among them; or there is no
    /// maker, and will be none for a while.
    pub fn take(&mut self, bytes: u64, waiting: usize) -> io::Result<Option<Tmp>> {
        if bytes != USUAL_BYTES {
            self.remember(bytes);
        }
        let taken = self.shelves.entry(bytes).or_default().ready.pop();
        if taken.is_none() {
            self.start_maker_again()?;
            self.order_up_to(bytes, waiting.min(ORDERS_MAX));
        }
        Ok(taken)
    }

    /// `waiting` still wait for this size.
    pub fn want(&mut self, bytes: u64, waiting: usize) {
        self.order_up_to(bytes, waiting.min(ORDERS_MAX));
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
        if self.maker.is_none() {
            return;
        }
        let shelf = self.shelves.entry(bytes).or_default();
        while shelf.ready.len() + shelf.coming < wanted {
            self.orders.push_back(Order::Make { bytes });
            shelf.coming += 1;
        }
        self.send();
    }

    /// Sends what the connection has room for, what is wanted before what is thrown away. Never waits for the maker,
    /// who may be busy for seconds.
    pub fn send(&mut self) {
        let Some(maker) = &self.maker else { return };
        while let Some(order) = self.orders.front() {
            match protocol::send(maker, order, &[]) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return,
                // A maker that is gone is noticed by who reads from it.
                Err(_) | Ok(()) => drop(self.orders.pop_front()),
            }
        }
        while let Some((order, keeper)) = self.discarded.front() {
            let keeper: Vec<_> = keeper.iter().map(AsFd::as_fd).collect();
            match protocol::send(maker, order, &keeper) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return,
                Err(_) | Ok(()) => drop(self.discarded.pop_front()),
            }
        }
    }

    /// Takes in one delivery.
    pub fn receive(&mut self) -> io::Result<Delivery> {
        let Some(maker) = &self.maker else { return Ok(Delivery::MakerGone) };
        let received = self.receiver.receive::<Made>(maker);
        let Some((made, descriptors)) = received? else {
            self.maker = None;
            self.orders.clear();
            // What nobody is there to unmount in the background is unmounted by being closed.
            self.discarded.clear();
            self.shelves.values_mut().for_each(|shelf| shelf.coming = 0);
            self.deaths.begin(self.clock.host_now());
            return Ok(Delivery::MakerGone);
        };
        let shelf = self.shelves.entry(made.bytes()).or_default();
        shelf.coming = shelf.coming.saturating_sub(1);
        let delivery = match made {
            Made::Image { bytes, device } => match descriptors.into_iter().next() {
                Some(keeper) => {
                    shelf.ready.push(Tmp::Image { device, keeper });
                    Delivery::Ready { bytes }
                }
                None => {
                    let text = "the helper may not open more descriptors (ulimit -n)".into();
                    Delivery::Failed { bytes, no_room: true, text }
                }
            },
            Made::Plain { bytes, directory } => {
                shelf.ready.push(Tmp::Plain { directory });
                Delivery::Ready { bytes }
            }
            Made::Failed { bytes, no_room, text } => Delivery::Failed { bytes, no_room, text },
        };
        match delivery {
            Delivery::Ready { .. } => {
                self.failures = Pause::default();
                self.deaths = Pause::default();
            }
            _ => self.failures.begin(self.clock.host_now()),
        }
        Ok(delivery)
    }

    fn start_maker_again(&mut self) -> io::Result<()> {
        if self.maker.is_some() {
            return Ok(());
        }
        if !self.deaths.is_over(self.clock.host_now()) {
            return Err(io::Error::other("the maker of /tmp died, and is not started again at once"));
        }
        self.receiver = Receiver::new();
        self.maker = Some(start_maker(&self.state_dir, &self.scratch, self.standing)?);
        Ok(())
    }

    /// Throws one away; the maker does the unmounting.
    pub fn discard(&mut self, tmp: Tmp) {
        if self.maker.is_none() {
            return tmp.remove();
        }
        self.discarded.push_back(match tmp {
            Tmp::Image { keeper, .. } => (Order::Close, Some(keeper)),
            Tmp::Plain { directory } => (Order::Remove { directory }, None),
        });
        self.send();
    }

    /// Waits until everything that was thrown away is unmounted.
    pub fn finish(mut self) {
        for shelf in std::mem::take(&mut self.shelves).into_values() {
            shelf.ready.into_iter().for_each(|tmp| self.discard(tmp));
        }
        self.orders.clear();
        let Some(maker) = &self.maker else { return };
        let _ = rustix::io::ioctl_fionbio(maker, false);
        self.send();
        let Some(maker) = &self.maker else { return };
        let _ = rustix::net::shutdown(maker, rustix::net::Shutdown::Write);
        while let Ok(Some(_late)) = self.receiver.receive::<Made>(maker) {}
    }
}

/// After something has failed: longer each time, until it succeeds.
#[derive(Default)]
struct Pause {
    failures: u32,
    until: Option<HostInstant>,
}

impl Pause {
    const FIRST: Duration = Duration::from_millis(100);
    const LONGEST: Duration = Duration::from_secs(30);

    fn begin(&mut self, now: HostInstant) {
        let length = Pause::FIRST.saturating_mul(1 << self.failures.min(16)).min(Pause::LONGEST);
        // The first failure may be an accident.
        self.until = (self.failures > 0).then(|| now + length);
        self.failures += 1;
    }

    fn is_over(&self, now: HostInstant) -> bool {
        self.until.is_none_or(|until| now >= until)
    }
}

fn start_maker(state_dir: &Path, scratch: &Path, standing: Standing) -> io::Result<OwnedFd> {
    let (ours, theirs) = socketpair(AddressFamily::UNIX, SocketType::SEQPACKET, SocketFlags::CLOEXEC, None)?;
    sockopt::set_socket_send_buffer_size(&ours, CONNECTION_BYTES)?;
    rustix::io::ioctl_fionbio(&ours, true)?;
    if sys::fork()?.is_none() {
        let theirs = sys::keep_only(&theirs);
        tmp_maker::run(theirs, state_dir, scratch, standing)
    }
    Ok(ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_from_the_second_failure_on_and_end() {
        let clock = Clock::real();
        let now = clock.host_now();
        let mut pause = Pause::default();
        pause.begin(now);
        assert!(pause.is_over(now), "once may be an accident");
        let mut lengths = Vec::new();
        for _ in 0..12 {
            pause.begin(now);
            let length =
                (0..).map(|s| Duration::from_millis(s * 100)).find(|length| pause.is_over(now + *length));
            lengths.push(length.unwrap());
        }
        assert_eq!(lengths[..3], [200, 400, 800].map(Duration::from_millis));
        assert_eq!(lengths[11], Pause::LONGEST);
    }
}
