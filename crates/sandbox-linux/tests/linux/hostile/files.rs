//! Files of the host, of others, of the system, and devices.

use super::attempt::{Attempt, call, name, open, raw, text, told, variable};
use libc::*;
use std::fs::{File, OpenOptions};
use std::os::fd::AsRawFd;

fn read(path: &str) -> String {
    told(std::fs::read(path))
}

fn write(path: &str) -> String {
    told(File::create(path))
}

fn node(mode: u32, major: u32, minor: u32) -> String {
    call(SYS_mknodat, [-100, text(c"/tmp/node"), (mode | 0o666).into(), makedev(major, minor) as i64])
}

/// An ioctl on a file of one's own in /tmp.
fn control(request: i64, argument: i64) -> String {
    let file = File::create("/tmp/controlled").unwrap();
    call(SYS_ioctl, [file.as_raw_fd().into(), request, argument])
}

pub const REFUSED: &[Attempt] = &[
    ("write to /", || write("/x"), "EROFS"),
    ("write to /var/task", || write("/var/task/x"), "EROFS"),
    (
        "write to one's own program",
        || told(OpenOptions::new().write(true).open("/var/task/linux")),
        "EROFS or EACCES",
    ),
    ("write to /var/runtime", || write("/var/runtime/x"), "EROFS"),
    ("write to /opt", || write("/opt/x"), "EROFS"),
    ("write to /usr/bin", || write("/usr/bin/x"), "EROFS"),
    ("write to /etc", || write("/etc/x"), "EROFS"),
    ("write to /etc/passwd", || told(OpenOptions::new().write(true).open("/etc/passwd")), "EROFS or EACCES"),
    ("write to /dev", || write("/dev/x"), "EROFS"),
    ("write to /proc", || write("/proc/x"), "ENOENT or EACCES"),
    ("write to /sys", || write("/sys/x"), "EROFS or EACCES"),
    ("remove a system file", || told(std::fs::remove_file("/etc/hosts")), "EROFS"),
    ("rename a system file", || told(std::fs::rename("/etc/hosts", "/tmp/hosts")), "EXDEV"),
    (
        "a hard link from the package into /tmp",
        || told(std::fs::hard_link("/var/task/linux", "/tmp/linked")),
        "EXDEV or EPERM",
    ),
    (
        "a hard link from the system into /tmp",
        || told(std::fs::hard_link("/usr/bin/env", "/tmp/env")),
        "EXDEV or EPERM",
    ),
    (
        "the times of a package's file",
        || call(SYS_utimensat, [-100, text(c"/var/task/linux"), 0, 0]),
        "EROFS",
    ),
    ("the mode of a package's file", || call(SYS_fchmodat, [-100, text(c"/var/task/linux"), 0o777]), "EROFS"),
    (
        "an attribute of a package's file",
        || call(SYS_setxattr, [text(c"/var/task/linux"), text(c"user.x"), text(c"y"), 1, 0]),
        "EROFS",
    ),
    ("the owner of /tmp", || call(SYS_fchownat, [-100, text(c"/tmp"), 1000, 1000, 0]), "EPERM"),
    ("the mode of /tmp", || call(SYS_fchmodat, [-100, text(c"/tmp"), 0o700]), "EPERM"),
    ("remove /tmp", || told(std::fs::remove_dir("/tmp")), "EBUSY or EROFS"),
    ("a block device", || node(S_IFBLK, 254, 0), "EPERM"),
    ("a block device of a loop", || node(S_IFBLK, 7, 0), "EPERM"),
    ("a device of memory", || node(S_IFCHR, 1, 1), "EPERM"),
    ("a device of nothing", || node(S_IFCHR, 1, 3), "EPERM"),
    ("the host's disk", || read("/dev/vda"), "ENOENT"),
    ("the host's first SCSI disk", || read("/dev/sda"), "ENOENT"),
    ("a loop device", || read("/dev/loop0"), "ENOENT"),
    ("what makes loop devices", || read("/dev/loop-control"), "ENOENT"),
    ("memory as a device", || read("/dev/mem"), "ENOENT"),
    ("the kernel's messages as a device", || read("/dev/kmsg"), "ENOENT"),
    ("virtual machines", || read("/dev/kvm"), "ENOENT"),
    ("file systems of one's own", || read("/dev/fuse"), "ENOENT"),
    ("network devices of one's own", || read("/dev/net/tun"), "ENOENT"),
    ("a terminal", || read("/dev/tty"), "ENOENT"),
    ("a console", || read("/dev/console"), "ENOENT"),
    ("a new terminal", || read("/dev/ptmx"), "ENOENT"),
    ("shared memory of the host", || read("/dev/shm"), "ENOENT"),
    ("the host's passwords", || read("/etc/shadow"), "ENOENT"),
    (
        "the host's users",
        || {
            if std::fs::read_to_string("/etc/passwd").unwrap().lines().count() == 3 {
                "three".into()
            } else {
                "more".into()
            }
        },
        "three",
    ),
    ("the host's home of root", || read("/root"), "ENOENT"),
    ("the host's keys", || read("/etc/ssh/ssh_host_rsa_key"), "ENOENT"),
    ("private keys of certificates", || read("/etc/ssl/private/key.pem"), "ENOENT"),
    ("what runs on the host", || read("/run/utmp"), "ENOENT"),
    ("the host's logs", || read("/var/log/syslog"), "ENOENT"),
    ("the host's kernel", || read("/boot/vmlinuz"), "ENOENT"),
    ("the state of the platform", || read(&variable("HOST_FILE")), "ENOENT"),
    ("what lies beside the package", || read("/var/task/../../var/lib/hikeshi"), "ENOENT"),
    ("an absolute link in a package", || read("/var/task/absolute-link"), "ENOENT"),
    ("an upward link in a package", || read("/var/task/upward-link"), "ENOENT"),
    ("through a link to the root", || read("/var/task/link-to-the-root/etc/shadow"), "ENOENT"),
    ("through a link to init's root", || read("/var/task/link-to-init/etc/shadow"), "ENOENT"),
    ("through the root of oneself", || read("/proc/self/root/../../../etc/shadow"), "ENOENT"),
    ("a file that cannot be changed", || control(0x4008_6602, (&raw const IMMUTABLE) as i64), "EPERM"),
    ("a file that can only grow", || control(0x4008_6602, (&raw const APPEND_ONLY) as i64), "EPERM"),
    ("a project of quotas", || told_project(), "EPERM or EOPNOTSUPP or ENOTTY"),
    ("freeze the file system", || control(0xc004_5877, 0), "EPERM"),
    ("trim the file system", || control(0xc018_5879, [0u64; 3].as_mut_ptr() as i64), "EPERM or EOPNOTSUPP"),
    ("shut the file system down", || control(0x8004_587d, [0u32].as_mut_ptr() as i64), "EPERM"),
    ("grow the file system", || control(0x4008_6610, [u64::MAX].as_mut_ptr() as i64), "EPERM or EINVAL"),
    ("where a file's blocks lie on the disk", || control(1, [0i32].as_mut_ptr() as i64), "EPERM"),
    (
        "more than a device can take",
        || {
            let full = File::options().write(true).open("/dev/full").unwrap();
            call(SYS_write, [full.as_raw_fd().into(), text(c"x"), 1])
        },
        "ENOSPC",
    ),
    (
        "the host's message queue",
        || {
            let name = std::ffi::CString::new(variable("HOST_QUEUE").trim_start_matches('/')).unwrap();
            told(open(SYS_mq_open, [name.as_ptr() as i64, 0, 0, 0]))
        },
        "ENOENT",
    ),
    (
        "the host's shared memory by its key",
        || call(SYS_shmget, [variable("HOST_SEGMENT").parse().unwrap(), 4096, 0]),
        "ENOENT",
    ),
    ("type into a terminal", || call(SYS_ioctl, [0, TIOCSTI as i64, text(c"x")]), "ENOTTY"),
    ("a terminal of one's own", || call(SYS_ioctl, [0, TIOCSCTTY as i64, 1]), "ENOTTY"),
];

static IMMUTABLE: u64 = 0x10;
static APPEND_ONLY: u64 = 0x20;

fn told_project() -> String {
    control(0x401c_5820, [0u32, 0, 0, 7, 0, 0, 0].as_ptr() as i64)
}

pub const ALLOWED: &[Attempt] = &[
    ("a file in /tmp", || write("/tmp/x"), "done"),
    (
        "a named pipe in /tmp",
        || call(SYS_mknodat, [-100, text(c"/tmp/fifo"), (S_IFIFO | 0o600).into(), 0]),
        "done",
    ),
    (
        "a link in /tmp that points nowhere",
        || told(std::os::unix::fs::symlink("/nowhere", "/tmp/nowhere")),
        "done",
    ),
    (
        "a program in /tmp",
        || {
            std::fs::copy("/bin/true", "/tmp/true").unwrap();
            told(std::process::Command::new("/tmp/true").status())
        },
        "done",
    ),
    ("a package's files", || read("/var/task/linux"), "done"),
    ("nothing", || write("/dev/null"), "done"),
    (
        "chance",
        || match open(SYS_openat, [-100, text(c"/dev/urandom"), 0, 0]) {
            Ok(file) => match raw(SYS_read, [file.as_raw_fd().into(), [0u8; 8].as_mut_ptr() as i64, 8]) {
                Ok(8) => "done".into(),
                _ => "short".into(),
            },
            Err(error) => name(&error),
        },
        "done",
    ),
];
