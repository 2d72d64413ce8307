//! The kernel itself: its clock, its names, its modules, its keys, and the doors that go past a filter.

use super::attempt::{Attempt, call, name, raw, text, told};
use libc::*;

fn write(path: &str, what: &str) -> String {
    use std::io::Write;
    told(std::fs::File::options().write(true).open(path).and_then(|mut file| file.write_all(what.as_bytes())))
}

fn read(path: &str) -> String {
    told(std::fs::read(path))
}

/// Nothing, as of a file that is empty.
fn bytes(path: &str) -> String {
    match std::fs::read(path) {
        Ok(bytes) => format!("{} bytes", bytes.len()),
        Err(error) => name(&error),
    }
}

fn entries(path: &str) -> String {
    match std::fs::read_dir(path) {
        Ok(entries) => format!("{} entries", entries.count()),
        Err(error) => name(&error),
    }
}

pub const REFUSED: &[Attempt] = &[
    ("bpf", || call(SYS_bpf, [0, 0, 0]), "EPERM"),
    ("perf_event_open", || call(SYS_perf_event_open, [0, 0, -1, -1, 0]), "EPERM"),
    ("keyctl", || call(SYS_keyctl, [0, 0]), "EPERM"),
    ("add_key", || call(SYS_add_key, [text(c"user"), text(c"k"), text(c"v"), 1, -3]), "EPERM"),
    ("request_key", || call(SYS_request_key, [text(c"user"), text(c"k"), 0, -3]), "EPERM"),
    ("userfaultfd", || call(SYS_userfaultfd, [0]), "EPERM"),
    ("io_uring", || call(SYS_io_uring_setup, [8, [0u8; 256].as_mut_ptr() as i64]), "ENOSYS"),
    ("kexec_load", || call(SYS_kexec_load, [0, 0, 0, 0]), "EPERM"),
    ("kexec_file_load", || call(SYS_kexec_file_load, [-1, -1, 0, 0, 0]), "EPERM"),
    ("init_module", || call(SYS_init_module, [0, 0, text(c"")]), "EPERM"),
    ("finit_module", || call(SYS_finit_module, [0, text(c""), 0]), "EPERM"),
    ("delete_module", || call(SYS_delete_module, [text(c"loop"), 0]), "EPERM"),
    // The arguments that only switch Ctrl-Alt-Del off: this must be harmless to try.
    ("reboot", || call(SYS_reboot, [0xfee1_dead, 672_274_793, 0, 0]), "EPERM"),
    ("set the time of day", || call(SYS_settimeofday, [[0i64; 2].as_ptr() as i64, 0]), "EPERM"),
    (
        "set the clock",
        || call(SYS_clock_settime, [CLOCK_REALTIME.into(), [1_000_000i64, 0].as_ptr() as i64]),
        "EPERM",
    ),
    ("adjust the time", || call(SYS_adjtimex, [[1u8; 256].as_mut_ptr() as i64]), "EPERM"),
    ("adjust the clock", || call(SYS_clock_adjtime, [0, [1u8; 256].as_mut_ptr() as i64]), "EPERM"),
    ("set the host name", || call(SYS_sethostname, [text(c"mine"), 4]), "EPERM"),
    ("set the domain name", || call(SYS_setdomainname, [text(c"mine"), 4]), "EPERM"),
    ("account processes", || call(SYS_acct, [text(c"/tmp/a")]), "EPERM"),
    ("the kernel's log", || call(SYS_syslog, [3, [0u8; 64].as_mut_ptr() as i64, 64]), "EPERM"),
    ("clear the kernel's log", || call(SYS_syslog, [5, 0, 0]), "EPERM"),
    ("hang up the terminal", || call(SYS_vhangup, []), "EPERM"),
    ("fanotify", || call(SYS_fanotify_init, [0, 0]), "EPERM"),
    ("the cookie of a directory", || call(SYS_lookup_dcookie, [0, 0, 0]), "EPERM or ENOSYS"),
    ("a system call of the future", || call(600, []), "ENOSYS"),
    ("a system call that no kernel has", || call(2_000_000, []), "ENOSYS"),
    ("a negative system call", || call(-7, []), "ENOSYS"),
    ("another's habits of addresses", || call(SYS_personality, [0x004_0000]), "EPERM"),
    ("a map of one's own memory", || call(SYS_prctl, [35, 1, 0x1000, 0, 0]), "EPERM"),
    ("secret memory", || call(447, [0]), "EPERM or ENOSYS"),
    ("an alarm that wakes the machine", || call(SYS_timerfd_create, [8, 0]), "EPERM or EOPNOTSUPP"),
    ("magic keys", || write("/proc/sysrq-trigger", "h"), "EACCES or EROFS or ENOENT"),
    ("where core dumps go", || write("/proc/sys/kernel/core_pattern", "|/tmp/mine"), "EACCES"),
    ("what loads modules", || write("/proc/sys/kernel/modprobe", "/tmp/mine"), "EACCES or ENOENT"),
    ("the host name as a file", || write("/proc/sys/kernel/hostname", "mine"), "EACCES"),
    ("drop the host's caches", || write("/proc/sys/vm/drop_caches", "3"), "EACCES"),
    ("let everybody overcommit", || write("/proc/sys/vm/overcommit_memory", "1"), "EACCES"),
    ("forward packets", || write("/proc/sys/net/ipv4/ip_forward", "1"), "EACCES"),
    (
        "every process's filter of binaries",
        || write("/proc/sys/fs/binfmt_misc/register", ":x"),
        "ENOENT or EACCES",
    ),
    ("processors of interrupts", || write("/proc/irq/default_smp_affinity", "1"), "ENOENT or EACCES"),
    ("be killed for memory after the server", || write("/proc/self/oom_score_adj", "-1"), "EACCES"),
    ("never be killed for memory", || write("/proc/self/oom_score_adj", "-1000"), "EACCES"),
    ("never be killed for memory, the old way", || write("/proc/self/oom_adj", "-17"), "EACCES"),
    ("who logged in", || write("/proc/self/loginuid", "0"), "EPERM or ENOENT or EACCES"),
    ("map users", || write("/proc/self/uid_map", "0 0 1"), "EPERM or EACCES"),
    ("the kernel's memory", || read("/proc/kcore"), "EACCES or ENOENT"),
    ("every page of memory", || read("/proc/kpageflags"), "EACCES or ENOENT"),
    ("the kernel's messages", || read("/proc/kmsg"), "EACCES or EPERM or ENOENT"),
    ("slabs", || read("/proc/slabinfo"), "EACCES or ENOENT"),
    (
        "addresses of the kernel",
        || {
            let symbols = std::fs::read_to_string("/proc/kallsyms").unwrap_or_default();
            let shown = symbols.lines().any(|line| !line.starts_with("0000000000000000"));
            if shown { "shown".into() } else { "hidden".into() }
        },
        "hidden",
    ),
    ("the host's partitions", || bytes("/proc/partitions"), "0 bytes"),
    ("the host's disks", || bytes("/proc/diskstats"), "0 bytes or ENOENT"),
    ("how the host was booted", || bytes("/proc/cmdline"), "0 bytes"),
    ("everybody's keys", || bytes("/proc/keys"), "0 bytes or ENOENT"),
    ("everybody's numbers of keys", || bytes("/proc/key-users"), "0 bytes or ENOENT"),
    ("the host's interrupts", || bytes("/proc/interrupts"), "0 bytes"),
    ("the host's swap", || bytes("/proc/swaps"), "0 bytes"),
    ("the host's locks", || bytes("/proc/locks"), "0 bytes or ENOENT"),
    ("the host's modules", || bytes("/proc/modules"), "0 bytes or ENOENT"),
    ("the host's buses", || entries("/proc/bus"), "0 entries or ENOENT"),
    ("the host's file systems", || entries("/proc/fs"), "0 entries or ENOENT"),
    ("the host's interrupt settings", || entries("/proc/irq"), "0 entries or ENOENT"),
    ("devices in /sys", || entries("/sys"), "0 entries"),
    ("control groups", || entries("/sys/fs/cgroup"), "ENOENT"),
    (
        "one's place among the host's control groups",
        || {
            let groups = std::fs::read_to_string("/proc/self/cgroup").unwrap();
            let outside = groups.lines().filter(|line| !line.ends_with(":/"));
            let told = outside.filter(|line| line.contains("hikeshi") || line.contains("env-"));
            if told.count() == 0 { "not told".into() } else { groups }
        },
        "not told",
    ),
    #[cfg(target_arch = "x86_64")]
    ("ports of devices", || call(SYS_ioperm, [0x80, 1, 1]), "EPERM"),
    #[cfg(target_arch = "x86_64")]
    ("every port of devices", || call(SYS_iopl, [3]), "EPERM"),
    #[cfg(target_arch = "x86_64")]
    ("a segment of one's own", || call(SYS_modify_ldt, [1, 0, 0]), "EPERM"),
    #[cfg(target_arch = "x86_64")]
    ("a library the old way", || call(SYS_uselib, [text(c"/tmp/x")]), "EPERM"),
    #[cfg(target_arch = "x86_64")]
    ("a system call of x32", || call(0x4000_0000 | SYS_getpid, []), "ENOSYS"),
    #[cfg(target_arch = "x86_64")]
    (
        "a system call of 32 bits",
        || {
            let mut number: u64 = 20;
            // SAFETY: getpid of the 32-bit interface takes nothing; r8 to r11 may be lost.
            unsafe {
                std::arch::asm!("int 0x80", inout("rax") number, out("r8") _, out("r9") _, out("r10") _, out("r11") _);
            }
            format!("answered {number}")
        },
        "signal 31",
    ),
];

pub const ALLOWED: &[Attempt] = &[
    ("what processors there are", || some("/proc/cpuinfo"), "some"),
    ("how much memory there is", || some("/proc/meminfo"), "some"),
    ("how busy the machine is", || some("/proc/loadavg"), "some"),
    ("how busy its processors are", || some("/proc/stat"), "some"),
    ("how long it has been up", || some("/proc/uptime"), "some"),
    ("which kernel it is", || some("/proc/version"), "some"),
    ("one's own status", || some("/proc/self/status"), "some"),
    ("one's own mounts", || some("/proc/self/mountinfo"), "some"),
    ("one's own network", || some("/proc/net/tcp"), "some"),
    ("how many connections may wait", || some("/proc/sys/net/core/somaxconn"), "some"),
    ("whether memory is overcommitted", || some("/proc/sys/vm/overcommit_memory"), "some"),
    ("which file systems there are", || some("/proc/filesystems"), "some"),
    ("a worse score for memory", || write("/proc/self/oom_score_adj", "900"), "done"),
    ("to sleep for an instant", || call(SYS_nanosleep, [[0i64, 1].as_ptr() as i64, 0]), "done"),
    (
        "memory without a name",
        || match raw(SYS_memfd_create, [text(c"m"), 0]) {
            Ok(_) => "done".into(),
            Err(error) => name(&error),
        },
        "done",
    ),
    ("a name of one's own for a thread", || call(SYS_prctl, [15, text(c"mine"), 0, 0, 0]), "done"),
];

fn some(path: &str) -> String {
    match std::fs::read(path) {
        Ok(bytes) if bytes.is_empty() => "nothing".into(),
        Ok(_) => "some".into(),
        Err(error) => name(&error),
    }
}
