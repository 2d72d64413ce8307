//! Other processes: those of the sandbox's keeper, those of the host, and new namespaces for one's own.

use super::attempt::{Attempt, call, name, open, raw, text, variable};
use libc::*;
use std::os::fd::AsRawFd;

fn host_pid() -> i64 {
    variable("HOST_PID").parse().unwrap()
}

fn clone_with(flags: i32) -> String {
    match raw(SYS_clone, [i64::from(flags | SIGCHLD), 0, 0, 0, 0]) {
        Ok(0) => std::process::exit(0),
        Ok(_) => "done".into(),
        Err(error) => name(&error),
    }
}

fn unshare_with(flags: i32) -> String {
    call(SYS_unshare, [i64::from(flags)])
}

pub const REFUSED: &[Attempt] = &[
    ("attach to init", || call(SYS_ptrace, [PTRACE_ATTACH.into(), 1, 0, 0]), "EPERM"),
    ("seize the parent", || call(SYS_ptrace, [PTRACE_SEIZE.into(), parent(), 0, 0]), "EPERM"),
    ("be traced", || call(SYS_ptrace, [PTRACE_TRACEME.into(), 0, 0, 0]), "EPERM"),
    ("read the memory of init", || call(SYS_process_vm_readv, [1, 0, 0, 0, 0, 0]), "EPERM"),
    ("write the memory of the parent", || call(SYS_process_vm_writev, [parent(), 0, 0, 0, 0, 0]), "EPERM"),
    ("advise about another's memory", || call(SYS_process_madvise, [0, 0, 0, 0, 0]), "EPERM"),
    ("move another's pages", || call(SYS_move_pages, [1, 0, 0, 0, 0, 0]), "EPERM"),
    ("migrate another's pages", || call(SYS_migrate_pages, [1, 0, 0, 0]), "EPERM"),
    ("compare with init", || call(SYS_kcmp, [1, parent(), 0, 0, 0]), "EPERM"),
    ("take a descriptor of the parent", || call(SYS_pidfd_getfd, [0, 0, 0]), "EPERM"),
    ("kill init", || call(SYS_kill, [1, SIGKILL.into()]), "EPERM"),
    ("stop init", || call(SYS_kill, [1, SIGSTOP.into()]), "EPERM"),
    ("signal init by its thread", || call(SYS_tgkill, [1, 1, SIGKILL.into()]), "EPERM"),
    (
        "queue a signal for init",
        || call(SYS_rt_sigqueueinfo, [1, SIGTERM.into(), [0u64; 16].as_ptr() as i64]),
        "EPERM",
    ),
    (
        "signal init by a descriptor",
        || match open(SYS_pidfd_open, [1, 0]) {
            Ok(init) => call(SYS_pidfd_send_signal, [init.as_raw_fd().into(), SIGKILL.into(), 0, 0]),
            Err(error) => name(&error),
        },
        "EPERM",
    ),
    ("kill a process of the host", || call(SYS_kill, [host_pid(), SIGKILL.into()]), "ESRCH"),
    ("a descriptor of a process of the host", || call(SYS_pidfd_open, [host_pid(), 0]), "ESRCH or EINVAL"),
    (
        "limits of init",
        || call(SYS_prlimit64, [1, RLIMIT_NOFILE.into(), 0, text(c"................")]),
        "EPERM",
    ),
    ("processors of init", || call(SYS_sched_setaffinity, [1, 8, [1u64].as_ptr() as i64]), "EPERM"),
    ("niceness of init", || call(SYS_setpriority, [PRIO_PROCESS.into(), 1, 19]), "EPERM"),
    ("scheduler of init", || call(SYS_sched_setscheduler, [1, 0, [0i32; 4].as_ptr() as i64]), "EPERM"),
    ("disk priority of init", || call(SYS_ioprio_set, [1, 1, 0x4007]), "EPERM"),
    ("the process group of init", || call(SYS_setpgid, [1, 0]), "ESRCH or EPERM"),
    ("read init's variables", || read("/proc/1/environ"), "ENOENT"),
    ("see init's root", || read("/proc/1/root/etc/shadow"), "ENOENT"),
    ("read init's memory", || read("/proc/1/mem"), "ENOENT"),
    ("see a process of the host", || read(&format!("/proc/{}/status", host_pid())), "ENOENT"),
    ("a new user namespace", || unshare_with(CLONE_NEWUSER), "EPERM"),
    ("a new mount namespace", || unshare_with(CLONE_NEWNS), "EPERM"),
    ("a new network namespace", || unshare_with(CLONE_NEWNET), "EPERM"),
    ("a new pid namespace", || unshare_with(CLONE_NEWPID), "EPERM"),
    ("a new cgroup namespace", || unshare_with(CLONE_NEWCGROUP), "EPERM"),
    ("a new time namespace", || unshare_with(0x80), "EPERM"),
    ("a child in a new user namespace", || clone_with(CLONE_NEWUSER), "EPERM"),
    ("a child in a new mount namespace", || clone_with(CLONE_NEWNS), "EPERM"),
    (
        "a child in new namespaces of every kind",
        || {
            clone_with(
                CLONE_NEWUSER
                    | CLONE_NEWNS
                    | CLONE_NEWPID
                    | CLONE_NEWNET
                    | CLONE_NEWUTS
                    | CLONE_NEWIPC
                    | CLONE_NEWCGROUP,
            )
        },
        "EPERM",
    ),
    (
        "clone3 with a user namespace",
        || {
            let arguments: [u64; 8] = [CLONE_NEWUSER as u64, 0, 0, 0, SIGCHLD as u64, 0, 0, 0];
            call(SYS_clone3, [arguments.as_ptr() as i64, 64])
        },
        "ENOSYS",
    ),
    (
        "join a namespace",
        || match std::fs::File::open("/proc/self/ns/net") {
            Ok(namespace) => call(SYS_setns, [namespace.as_raw_fd().into(), 0]),
            Err(error) => name(&error),
        },
        "EPERM",
    ),
    (
        "the parent of a user namespace",
        || match std::fs::File::open("/proc/self/ns/pid") {
            // NS_GET_PARENT
            Ok(namespace) => call(SYS_ioctl, [namespace.as_raw_fd().into(), 0xb702]),
            Err(error) => name(&error),
        },
        "EPERM",
    ),
    ("real-time by the clock", || scheduler(SCHED_FIFO), "EPERM"),
    ("real-time in turns", || scheduler(SCHED_RR), "EPERM"),
    (
        "a deadline of one's own",
        || {
            let attributes: [u64; 6] = [48 | 6 << 32, 0, 0, 1_000_000, 10_000_000, 10_000_000];
            call(SYS_sched_setattr, [0, attributes.as_ptr() as i64, 0])
        },
        "EPERM",
    ),
    ("niceness -20", || call(SYS_setpriority, [PRIO_PROCESS.into(), 0, -20]), "EACCES"),
    ("real-time disk priority", || call(SYS_ioprio_set, [1, 0, 0x2000]), "EPERM"),
    ("more descriptors than the limit", || raise(RLIMIT_NOFILE), "EPERM"),
    ("more processes than the limit", || raise(RLIMIT_NPROC), "EPERM"),
    ("more locked memory than the limit", || raise(RLIMIT_MEMLOCK), "EPERM"),
    ("core dumps", || raise(RLIMIT_CORE), "EPERM"),
    ("real-time by a limit", || raise(RLIMIT_RTPRIO), "EPERM"),
    ("a better niceness by a limit", || raise(RLIMIT_NICE), "EPERM"),
    ("larger message queues by a limit", || raise(RLIMIT_MSGQUEUE), "EPERM"),
    (
        "lock a megabyte of memory",
        || {
            let memory = vec![1u8; 1 << 20];
            call(SYS_mlock, [memory.as_ptr() as i64, 1 << 20])
        },
        "ENOMEM",
    ),
    ("lock all memory", || call(SYS_mlockall, [i64::from(MCL_CURRENT | MCL_FUTURE)]), "ENOMEM"),
];

pub const ALLOWED: &[Attempt] = &[
    ("threads", || std::thread::spawn(|| "ran").join().unwrap().into(), "ran"),
    ("one processor of one's choice", || call(SYS_sched_setaffinity, [0, 8, [1u64].as_ptr() as i64]), "done"),
    ("to be nicer", || call(SYS_setpriority, [PRIO_PROCESS.into(), 0, 10]), "done"),
    ("a descriptor of oneself", || call(SYS_pidfd_open, [i64::from(std::process::id()), 0]), "done"),
    (
        "a filter of one's own",
        || {
            let allow = sock_filter { code: (BPF_RET | BPF_K) as u16, jt: 0, jf: 0, k: SECCOMP_RET_ALLOW };
            let program = sock_fprog { len: 1, filter: (&raw const allow).cast_mut() };
            call(SYS_seccomp, [SECCOMP_SET_MODE_FILTER.into(), 0, (&raw const program) as i64])
        },
        "done",
    ),
    (
        "to know one's own limits",
        || call(SYS_prlimit64, [0, RLIMIT_NOFILE.into(), 0, [0u64; 2].as_mut_ptr() as i64]),
        "done",
    ),
];

fn parent() -> i64 {
    // SAFETY: takes nothing, answers a number.
    unsafe { getppid() }.into()
}

fn read(path: &str) -> String {
    super::attempt::told(std::fs::read(path))
}

fn scheduler(policy: i32) -> String {
    call(SYS_sched_setscheduler, [0, policy.into(), [1i32; 4].as_ptr() as i64])
}

fn raise(resource: u32) -> String {
    let mut limit: [u64; 2] = [0; 2];
    raw(SYS_prlimit64, [0, resource.into(), 0, limit.as_mut_ptr() as i64]).unwrap();
    limit = [limit[0], limit[1] + 1];
    call(SYS_prlimit64, [0, resource.into(), limit.as_ptr() as i64, 0])
}
