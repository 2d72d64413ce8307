//! A slot is an environment's small number: its user, its passwd file, its control group's name.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// At most this many environments at once.
const SLOTS_MAX: u32 = 4096;
/// The first of the users of all servers, in a range that neither systemd nor distributions give out.
const USER_BASE: u32 = 1_900_000_000;
/// The group of everything in every sandbox; no file of the host belongs to it.
pub const GROUP: u32 = USER_BASE;

pub struct Slots {
    scratch: PathBuf,
    /// Each server has its own range of users: what the kernel counts per user is not shared with another's.
    first_user: u32,
    free: Vec<u32>,
    next: u32,
}

impl Slots {
    pub fn new(scratch: &Path, state_dir: &Path) -> io::Result<Slots> {
        let server = (fs::metadata(state_dir)?.ino() % 50_000) as u32;
        Ok(Slots {
            scratch: scratch.to_path_buf(),
            first_user: USER_BASE + 1 + server * SLOTS_MAX,
            free: Vec::new(),
            next: 0,
        })
    }

    pub fn take(&mut self) -> io::Result<u32> {
        if let Some(slot) = self.free.pop() {
            return Ok(slot);
        }
        if self.next == SLOTS_MAX {
            return Err(io::ErrorKind::OutOfMemory.into());
        }
        let slot = self.next;
        let passwd = format!(
            "root:x:0:0:root:/root:/sbin/nologin\nsbx_user1051:x:{}:{GROUP}::/home/sbx_user1051:/sbin/nologin\n\
             nobody:x:65534:65534:nobody:/:/sbin/nologin\n",
            self.user(slot)
        );
        fs::write(self.passwd(slot), passwd)?;
        // Readable for the user inside, whatever the umask that the server was started with.
        fs::set_permissions(self.passwd(slot), std::os::unix::fs::PermissionsExt::from_mode(0o644))?;
        self.next += 1;
        Ok(slot)
    }

    pub fn give_back(&mut self, slot: u32) {
        self.free.push(slot);
    }

    pub fn user(&self, slot: u32) -> u32 {
        self.first_user + slot
    }

    pub fn passwd(&self, slot: u32) -> PathBuf {
        self.scratch.join(format!("passwd-{slot}"))
    }
}
