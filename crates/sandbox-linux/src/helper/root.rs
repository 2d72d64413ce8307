//! The two mount namespaces of the helper.
//!
//! The helper lives in the **host** one: a private copy of the server's, so that what it mounts vanishes with it. The
//! **template** one holds nothing but the read-only root that every environment sees. An environment is born from the
//! template: its mount namespace is a copy of four mounts and not of the host's whole table, and nothing of the host
//! is in it that would have to be taken away.

use super::standing::Standing;
use crate::sys;
use rustix::fs::{CWD, FileType, Mode, mknodat};
use rustix::io::Errno;
use rustix::mount::{
    MountFlags, MountPropagationFlags, MoveMountFlags, OpenTreeFlags, UnmountFlags, mount, mount_bind,
    mount_change, move_mount, open_tree, unmount,
};
use rustix::process::Pid;
use std::ffi::CString;
use std::fs::{self, File};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

pub struct Namespaces {
    host: OwnedFd,
    template: OwnedFd,
    masks: Vec<Mask>,
}

impl Namespaces {
    /// Leaves the process in the host namespace, with a tmpfs for the helper's small files at `scratch`.
    pub fn make(scratch: &Path, standing: Standing) -> io::Result<Namespaces> {
        sys::unshare(libc::CLONE_NEWNS)?;
        mount_change("/", MountPropagationFlags::PRIVATE | MountPropagationFlags::REC)?;
        let flags = MountFlags::NOSUID | MountFlags::NOEXEC;
        mount("hikeshi", scratch, "tmpfs", flags, c"mode=0700")?;
        let host = current()?;
        sys::unshare(libc::CLONE_NEWNS)?;
        let template = current()?;
        let built = enter_template(scratch, standing);
        sys::enter(&host)?;
        built?;
        Ok(Namespaces { host, template, masks: masks()? })
    }

    /// To put on the /proc of a new environment.
    pub fn masks(&self) -> &[Mask] {
        &self.masks
    }

    /// Forks a child into new namespaces that begin as copies of the template. `None` is the child.
    pub fn birth(&self, others: libc::c_int, group: Option<&OwnedFd>) -> io::Result<Option<Pid>> {
        sys::enter(&self.template)?;
        match sys::clone_into(libc::CLONE_NEWNS | others, group) {
            Ok(None) => Ok(None),
            outcome => {
                sys::enter(&self.host).expect("a namespace that this process was in can be entered again");
                outcome
            }
        }
    }
}

fn current() -> io::Result<OwnedFd> {
    Ok(File::open("/proc/self/ns/mnt")?.into())
}

/// Builds the root and makes it the only thing in this mount namespace.
fn enter_template(scratch: &Path, standing: Standing) -> io::Result<()> {
    let root = scratch.join("root");
    fs::create_dir(&root)?;
    mount("hikeshi", &root, "tmpfs", MountFlags::NOSUID, c"mode=0755")?;
    fill(&root)?;
    if standing == Standing::Ordinary {
        // The kernel lets only whoever sees the machine's /proc mount another; each environment's goes over this one.
        attach(&open_tree(CWD, "/proc", CLONE | OpenTreeFlags::AT_RECURSIVE)?, &root.join("proc"))?;
    }
    let top = open_tree(CWD, &root, OpenTreeFlags::OPEN_TREE_CLOEXEC)?;
    sys::set_mount_attributes(&top, libc::MOUNT_ATTR_RDONLY | libc::MOUNT_ATTR_NOSUID, false)?;
    std::env::set_current_dir(&root)?;
    rustix::process::pivot_root(".", ".")?;
    unmount(".", UnmountFlags::DETACH)?;
    std::env::set_current_dir("/")
}

const EMPTY_DIRECTORIES: [&str; 11] =
    ["proc", "sys", "tmp", "var", "var/task", "var/runtime", "var/lang", "var/tmp", "opt", "mnt", "home"];
/// Where programs and their libraries are: on most hosts links into /usr, on some directories.
const SYSTEM_DIRECTORIES: [&str; 7] = ["usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32"];
/// Configuration that common programs read and that holds no secret of the host.
const ETC_DIRECTORIES: [&str; 6] =
    ["ssl/certs", "alternatives", "pki/tls/certs", "pki/ca-trust", "crypto-policies", "fonts"];
const ETC_FILES: [&str; 8] = [
    "ld.so.cache",
    "ssl/openssl.cnf",
    "pki/tls/openssl.cnf",
    "os-release",
    "mime.types",
    "services",
    "protocols",
    "debian_version",
];

fn fill(root: &Path) -> io::Result<()> {
    for directory in EMPTY_DIRECTORIES {
        fs::create_dir(root.join(directory))?;
    }
    for name in SYSTEM_DIRECTORIES {
        same_as_on_the_host(root, name)?;
    }
    fill_etc(&root.join("etc"))?;
    fill_dev(&root.join("dev"))
}

fn same_as_on_the_host(root: &Path, name: &str) -> io::Result<()> {
    let host = Path::new("/").join(name);
    match fs::symlink_metadata(&host) {
        Ok(metadata) if metadata.is_symlink() => symlink(fs::read_link(&host)?, root.join(name)),
        Ok(metadata) if metadata.is_dir() => {
            fs::create_dir(root.join(name))?;
            attach(&read_only_view(&host, true)?, &root.join(name))
        }
        _ => Ok(()),
    }
}

fn fill_etc(etc: &Path) -> io::Result<()> {
    fs::create_dir(etc)?;
    for (name, text) in [
        // Each environment binds its own over this one: the number differs, the name does not.
        ("passwd", ""),
        ("group", "root:x:0:\nsbx_group:x:1900000000:\nnobody:x:65534:\n"),
        ("hosts", "127.0.0.1 localhost localhost.localdomain\n169.254.100.1 sandbox sandbox.localdomain\n"),
        ("resolv.conf", ""),
        (
            "nsswitch.conf",
            "passwd: files\ngroup: files\nhosts: files dns\nservices: files\nprotocols: files\n",
        ),
    ] {
        fs::write(etc.join(name), text)?;
    }
    for name in ETC_FILES {
        let host = Path::new("/etc").join(name);
        if let Ok(bytes) = fs::read(&host) {
            fs::create_dir_all(parent(&etc.join(name)))?;
            fs::write(etc.join(name), bytes)?;
        }
    }
    for name in ETC_DIRECTORIES {
        let host = Path::new("/etc").join(name);
        if host.is_dir() {
            fs::create_dir_all(etc.join(name))?;
            attach(&read_only_view(&host, false)?, &etc.join(name))?;
        }
    }
    Ok(())
}

fn parent(path: &Path) -> PathBuf {
    path.parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The devices of a Lambda environment. No /dev/shm, no /dev/pts: AWS has neither.
fn fill_dev(dev: &Path) -> io::Result<()> {
    fs::create_dir(dev)?;
    for (name, minor) in [("null", 3), ("zero", 5), ("full", 7), ("random", 8), ("urandom", 9)] {
        let path = dev.join(name);
        let number = rustix::fs::makedev(1, minor);
        if mknodat(CWD, &path, FileType::CharacterDevice, Mode::from_raw_mode(0o666), number).is_err() {
            // A container may forbid making devices; the host's own can still be shown.
            File::create(&path)?;
            attach(&open_tree(CWD, Path::new("/dev").join(name), CLONE)?, &path)?;
        } else {
            fs::set_permissions(&path, fs::Permissions::from_mode(0o666))?;
        }
    }
    for (name, target) in [
        ("fd", "/proc/self/fd"),
        ("stdin", "/proc/self/fd/0"),
        ("stdout", "/proc/self/fd/1"),
        ("stderr", "/proc/self/fd/2"),
    ] {
        symlink(target, dev.join(name))?;
    }
    Ok(())
}

/// What of /proc an environment sees besides its own processes: what programs ask about the machine that they run on,
/// how busy it is, and how machines of its kind are made. Each entry that is covered costs a start and an end some
/// microseconds, so only what names things of this host is: its disks, file systems, interrupts, keys, its boot line.
const PROC_KEPT: [&str; 33] = [
    "acpi",
    "buddyinfo",
    "cgroups",
    "config.gz",
    "consoles",
    "cpuinfo",
    "crypto",
    "devices",
    "dma",
    "driver",
    "execdomains",
    "filesystems",
    "iomem",
    "ioports",
    "loadavg",
    "meminfo",
    "misc",
    "mounts",
    "mtrr",
    "net",
    "pressure",
    "self",
    "softirqs",
    "stat",
    "sys",
    "sysvipc",
    "thread-self",
    "timer_list",
    "tty",
    "uptime",
    "version",
    "vmstat",
    "zoneinfo",
];

/// Something empty over an entry of /proc.
pub struct Mask {
    place: CString,
    empty: &'static str,
}

impl Mask {
    /// In an environment that is being born, whose root is the template's.
    pub fn put_on(&self) -> io::Result<()> {
        match mount_bind(self.empty, self.place.as_c_str()) {
            // A driver may go while we live.
            Err(Errno::NOENT) => Ok(()),
            outcome => Ok(outcome?),
        }
    }
}

/// Whatever else a stranger may read there. Found by looking, so that what later kernels add is covered, too.
fn masks() -> io::Result<Vec<Mask>> {
    let mut masks = Vec::new();
    for entry in fs::read_dir("/proc")?.flatten() {
        let (name, Ok(metadata)) = (entry.file_name(), entry.metadata()) else { continue };
        let name = name.to_string_lossy();
        let process = name.bytes().all(|byte| byte.is_ascii_digit());
        if process || PROC_KEPT.contains(&&*name) || metadata.permissions().mode() & 0o004 == 0 {
            continue;
        }
        let empty = if metadata.is_dir() { "/mnt" } else { "/dev/null" };
        masks.push(Mask { place: CString::new(format!("/proc/{name}"))?, empty });
    }
    Ok(masks)
}

const CLONE: OpenTreeFlags = OpenTreeFlags::OPEN_TREE_CLONE.union(OpenTreeFlags::OPEN_TREE_CLOEXEC);

/// A detached, read-only view of a host directory or file, without effect of set-user-id bits and device nodes.
pub fn read_only_view(source: &Path, recursive: bool) -> io::Result<OwnedFd> {
    let flags = if recursive { CLONE | OpenTreeFlags::AT_RECURSIVE } else { CLONE };
    let view = open_tree(CWD, source, flags)?;
    let attributes = libc::MOUNT_ATTR_RDONLY | libc::MOUNT_ATTR_NOSUID | libc::MOUNT_ATTR_NODEV;
    sys::set_mount_attributes(&view, attributes, recursive)?;
    Ok(view)
}

/// The same for what a descriptor of the kind O_PATH refers to.
pub fn view_of(opened: &OwnedFd) -> io::Result<OwnedFd> {
    let view = open_tree(opened, "", CLONE | OpenTreeFlags::AT_EMPTY_PATH)?;
    let attributes = libc::MOUNT_ATTR_RDONLY | libc::MOUNT_ATTR_NOSUID | libc::MOUNT_ATTR_NODEV;
    sys::set_mount_attributes(&view, attributes, false)?;
    Ok(view)
}

/// Puts a detached mount in its place.
pub fn attach(detached: &OwnedFd, place: &Path) -> io::Result<()> {
    Ok(move_mount(detached, "", CWD, place, MoveMountFlags::MOVE_MOUNT_F_EMPTY_PATH)?)
}
