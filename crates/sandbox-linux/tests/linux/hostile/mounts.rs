//! Changing what is mounted where, and leaving the root.

use super::attempt::{Attempt, call, text};
use libc::*;

pub const REFUSED: &[Attempt] = &[
    ("mount a tmpfs", || call(SYS_mount, [text(c"none"), text(c"/tmp"), text(c"tmpfs"), 0, 0]), "EPERM"),
    ("mount another proc", || call(SYS_mount, [text(c"proc"), text(c"/tmp"), text(c"proc"), 0, 0]), "EPERM"),
    ("mount sysfs", || call(SYS_mount, [text(c"sysfs"), text(c"/tmp"), text(c"sysfs"), 0, 0]), "EPERM"),
    (
        "mount a control group",
        || call(SYS_mount, [text(c"x"), text(c"/tmp"), text(c"cgroup2"), 0, 0]),
        "EPERM",
    ),
    (
        "mount an overlay",
        || {
            let options = text(c"lowerdir=/usr,upperdir=/tmp/u,workdir=/tmp/w");
            call(SYS_mount, [text(c"o"), text(c"/tmp"), text(c"overlay"), 0, options])
        },
        "EPERM",
    ),
    ("bind the root", || call(SYS_mount, [text(c"/"), text(c"/tmp"), 0, MS_BIND as i64, 0]), "EPERM"),
    (
        "remount the root for writing",
        || call(SYS_mount, [0, text(c"/"), 0, (MS_REMOUNT | MS_BIND) as i64, 0]),
        "EPERM",
    ),
    (
        "remount /var/task for writing",
        || call(SYS_mount, [0, text(c"/var/task"), 0, (MS_REMOUNT | MS_BIND) as i64, 0]),
        "EPERM",
    ),
    (
        "remount /tmp with devices",
        || call(SYS_mount, [0, text(c"/tmp"), 0, (MS_REMOUNT | MS_BIND) as i64, 0]),
        "EPERM",
    ),
    ("share the root", || call(SYS_mount, [0, text(c"/"), 0, (MS_SHARED | MS_REC) as i64, 0]), "EPERM"),
    ("move /tmp", || call(SYS_mount, [text(c"/tmp"), text(c"/mnt"), 0, MS_MOVE as i64, 0]), "EPERM"),
    ("unmount /proc", || call(SYS_umount2, [text(c"/proc"), 0]), "EPERM"),
    ("unmount /var/task", || call(SYS_umount2, [text(c"/var/task"), i64::from(MNT_DETACH)]), "EPERM"),
    ("unmount /tmp by force", || call(SYS_umount2, [text(c"/tmp"), i64::from(MNT_FORCE)]), "EPERM"),
    ("pivot_root", || call(SYS_pivot_root, [text(c"/tmp"), text(c"/tmp")]), "EPERM"),
    ("chroot", || call(SYS_chroot, [text(c"/tmp")]), "EPERM"),
    ("open_tree", || call(SYS_open_tree, [i64::from(AT_FDCWD), text(c"/"), 1]), "EPERM"),
    ("move_mount", || call(SYS_move_mount, [0, text(c""), -100, text(c"/tmp"), 4]), "EPERM"),
    ("fsopen", || call(SYS_fsopen, [text(c"tmpfs"), 0]), "EPERM"),
    ("fsconfig", || call(SYS_fsconfig, [0, 0, 0, 0, 0]), "EPERM"),
    ("fsmount", || call(SYS_fsmount, [0, 0, 0]), "EPERM"),
    ("fspick", || call(SYS_fspick, [-100, text(c"/"), 0]), "EPERM"),
    ("mount_setattr", || call(SYS_mount_setattr, [-100, text(c"/"), 0, 0, 0]), "EPERM"),
    ("list mounts by number", || call(458, [0, 0, 0, 0]), "EPERM or ENOSYS"),
    ("a quota", || call(SYS_quotactl, [0, text(c"/dev/loop0"), 0, 0]), "EPERM"),
    ("swap on a file", || call(SYS_swapon, [text(c"/tmp/s"), 0]), "EPERM"),
    ("swapoff", || call(SYS_swapoff, [text(c"/dev/vdb")]), "EPERM"),
    ("a file by its handle", || call(SYS_open_by_handle_at, [-100, 0, 0]), "EPERM"),
    ("the handle of a file", || call(SYS_name_to_handle_at, [-100, text(c"/"), 0, 0, 0]), "EPERM"),
    (
        "out of the root by ..",
        || {
            let up = std::fs::metadata("/../../../..").map(|m| std::os::unix::fs::MetadataExt::ino(&m));
            let root = std::fs::metadata("/").map(|m| std::os::unix::fs::MetadataExt::ino(&m));
            if up.unwrap() == root.unwrap() { "still the root".into() } else { "elsewhere".into() }
        },
        "still the root",
    ),
    (
        "something to write on besides /tmp and /proc",
        || {
            let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap();
            let writable = mounts.lines().filter(|line| line.split(' ').nth(5).unwrap().starts_with("rw"));
            writable.map(|line| line.split(' ').nth(4).unwrap()).collect::<Vec<_>>().join(" ")
        },
        "/tmp /proc",
    ),
    (
        "a mount where devices or set-user-id bits count",
        || {
            let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap();
            let loose = mounts.lines().filter(|line| {
                let options = line.split(' ').nth(5).unwrap();
                !options.contains("nosuid")
            });
            let loose: Vec<_> = loose.map(|line| line.split(' ').nth(4).unwrap()).collect();
            if loose.is_empty() { "none".into() } else { loose.join(" ") }
        },
        "none",
    ),
];
