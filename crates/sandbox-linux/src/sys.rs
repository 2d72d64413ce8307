//! The system calls that no safe wrapper offers. Everything unsafe of this crate is here; each function is as small
//! as the call it makes.

use rustix::process::Pid;
use std::ffi::{CStr, CString, c_char, c_int, c_long, c_ulong};
use std::io;
use std::os::fd::{AsFd, AsRawFd, FromRawFd, OwnedFd};

fn check(result: c_long) -> io::Result<c_long> {
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(result) }
}

#[repr(C)]
#[derive(Default)]
struct CloneArguments {
    flags: u64,
    pidfd: u64,
    child_tid: u64,
    parent_tid: u64,
    exit_signal: u64,
    stack: u64,
    stack_size: u64,
    tls: u64,
    set_tid: u64,
    set_tid_size: u64,
    cgroup: u64,
}

/// Forks with new namespaces, the child born inside the v2 control group `cgroup` if one is given. `None` is the
/// child. Only for a process with one thread: the child goes on with a copy of all its memory.
pub fn clone_into(namespaces: c_int, cgroup: Option<impl AsFd>) -> io::Result<Option<Pid>> {
    let mut arguments = CloneArguments {
        flags: namespaces as u64,
        exit_signal: libc::SIGCHLD as u64,
        ..CloneArguments::default()
    };
    if let Some(cgroup) = &cgroup {
        const CLONE_INTO_CGROUP: u64 = 0x2_0000_0000;
        arguments.flags |= CLONE_INTO_CGROUP;
        arguments.cgroup = cgroup.as_fd().as_raw_fd() as u64;
    }
    // SAFETY: the arguments live through the call, no stack or TLS is replaced, memory is copied and not shared, and
    // the caller has one thread, so that no lock can be held by a thread that the child lacks.
    let pid = check(unsafe { libc::syscall(libc::SYS_clone3, &arguments, size_of::<CloneArguments>()) })?;
    Ok(Pid::from_raw(pid as i32))
}

/// Forks. `None` is the child. Only for a process with one thread.
pub fn fork() -> io::Result<Option<Pid>> {
    // SAFETY: the caller has one thread, so the child's copy of memory is consistent.
    let pid = check(c_long::from(unsafe { libc::fork() }))?;
    Ok(Pid::from_raw(pid as i32))
}

/// A null-terminated array of C strings, as execve wants it, built before the fork.
pub struct StringArray {
    _strings: Vec<CString>,
    pointers: Vec<*const c_char>,
}

impl StringArray {
    pub fn new(strings: Vec<CString>) -> StringArray {
        let pointers = strings.iter().map(|s| s.as_ptr()).chain([std::ptr::null()]).collect();
        StringArray { _strings: strings, pointers }
    }
}

/// Replaces this program. Returns only if that failed.
pub fn execute(path: &CStr, arguments: &StringArray, variables: &StringArray) -> io::Error {
    // SAFETY: both arrays end with null and own the strings that they point to.
    unsafe { libc::execve(path.as_ptr(), arguments.pointers.as_ptr(), variables.pointers.as_ptr()) };
    io::Error::last_os_error()
}

/// Ends this process without running what the parent registered for its own exit.
pub fn exit_now(code: i32) -> ! {
    // SAFETY: `_exit` runs no handler and touches no memory.
    unsafe { libc::_exit(code) }
}

/// Sets attributes (`MOUNT_ATTR_*`) of a mount that a descriptor refers to.
pub fn set_mount_attributes(mount: impl AsFd, attributes: u64, recursive: bool) -> io::Result<()> {
    #[repr(C)]
    struct Attributes {
        set: u64,
        clear: u64,
        propagation: u64,
        user_namespace: u64,
    }
    let wanted = Attributes { set: attributes, clear: 0, propagation: 0, user_namespace: 0 };
    let flags = libc::AT_EMPTY_PATH | if recursive { libc::AT_RECURSIVE } else { 0 };
    // SAFETY: the path is an empty C string, `wanted` has the layout and the size of `struct mount_attr`.
    check(unsafe {
        libc::syscall(
            libc::SYS_mount_setattr,
            mount.as_fd().as_raw_fd(),
            c"".as_ptr(),
            flags,
            &wanted,
            size_of::<Attributes>(),
        )
    })?;
    Ok(())
}

/// New namespaces for this process, which has one thread.
pub fn unshare(namespaces: c_int) -> io::Result<()> {
    // SAFETY: no memory is involved, and descriptors are not unshared.
    check(c_long::from(unsafe { libc::unshare(namespaces) }))?;
    Ok(())
}

/// Moves this process, which has one thread, into a namespace.
pub fn enter(namespace: impl AsFd) -> io::Result<()> {
    // SAFETY: no memory is involved.
    check(c_long::from(unsafe { libc::setns(namespace.as_fd().as_raw_fd(), 0) }))?;
    Ok(())
}

/// The network namespace that a socket was made in.
pub fn network_namespace_of(socket: impl AsFd) -> io::Result<OwnedFd> {
    const SIOCGSKNS: c_ulong = 0x894c;
    // SAFETY: the call takes no argument and answers a new descriptor, which nobody else owns.
    unsafe {
        let fd = check(c_long::from(libc::ioctl(socket.as_fd().as_raw_fd(), SIOCGSKNS as _)))?;
        Ok(OwnedFd::from_raw_fd(fd as i32))
    }
}

fn interface(name: &str) -> libc::ifreq {
    // SAFETY: every field of `ifreq` may be zero.
    let mut request: libc::ifreq = unsafe { std::mem::zeroed() };
    for (to, from) in request.ifr_name.iter_mut().zip(name.bytes()) {
        *to = from as c_char;
    }
    request
}

/// Brings a network interface up.
pub fn interface_up(socket: impl AsFd, name: &str) -> io::Result<()> {
    let mut request = interface(name);
    request.ifr_ifru.ifru_flags = libc::IFF_UP as i16;
    // SAFETY: `request` is a whole `ifreq` that lives through the call.
    check(c_long::from(unsafe {
        libc::ioctl(socket.as_fd().as_raw_fd(), libc::SIOCSIFFLAGS as _, &raw mut request)
    }))?;
    Ok(())
}

/// Gives a network interface, or an alias of it such as `lo:1`, an IPv4 address and mask.
pub fn interface_address(socket: impl AsFd, name: &str, address: [u8; 4], mask: [u8; 4]) -> io::Result<()> {
    for (code, value) in [(libc::SIOCSIFADDR, address), (libc::SIOCSIFNETMASK, mask)] {
        let mut request = interface(name);
        request.ifr_ifru.ifru_addr = socket_address(value);
        // SAFETY: `request` is a whole `ifreq` that lives through the call.
        check(c_long::from(unsafe { libc::ioctl(socket.as_fd().as_raw_fd(), code as _, &raw mut request) }))?;
    }
    Ok(())
}

fn socket_address(address: [u8; 4]) -> libc::sockaddr {
    let mut data = [0 as c_char; 14];
    for (to, from) in data[2..6].iter_mut().zip(address) {
        *to = from as c_char;
    }
    libc::sockaddr { sa_family: libc::AF_INET as libc::sa_family_t, sa_data: data }
}

/// The number of a free loop device, made if there was none.
pub fn loop_device_free(control: impl AsFd) -> io::Result<u32> {
    const LOOP_CTL_GET_FREE: c_ulong = 0x4c82;
    // SAFETY: the call takes no argument.
    let number =
        check(c_long::from(unsafe { libc::ioctl(control.as_fd().as_raw_fd(), LOOP_CTL_GET_FREE as _) }))?;
    Ok(number as u32)
}

/// Puts `image` behind a loop device, to be released when its last user is gone.
pub fn loop_device_configure(device: impl AsFd, image: impl AsFd) -> io::Result<()> {
    const LOOP_CONFIGURE: c_ulong = 0x4c0a;
    const LO_FLAGS_AUTOCLEAR: u32 = 4;
    #[repr(C)]
    struct Configuration {
        descriptor: u32,
        block_size: u32,
        info: Info,
        reserved: [u64; 8],
    }
    /// `struct loop_info64`, of which only the flags matter here.
    #[repr(C)]
    struct Info {
        numbers: [u64; 5],
        number: u32,
        encrypt_type: u32,
        encrypt_key_size: u32,
        flags: u32,
        names: [u8; 160],
        init: [u64; 2],
    }
    let configuration = Configuration {
        descriptor: image.as_fd().as_raw_fd() as u32,
        block_size: 4096,
        info: Info {
            numbers: [0; 5],
            number: 0,
            encrypt_type: 0,
            encrypt_key_size: 0,
            flags: LO_FLAGS_AUTOCLEAR,
            names: [0; 160],
            init: [0; 2],
        },
        reserved: [0; 8],
    };
    // SAFETY: `configuration` has the layout of `struct loop_config` and lives through the call.
    check(c_long::from(unsafe {
        libc::ioctl(device.as_fd().as_raw_fd(), LOOP_CONFIGURE as _, &configuration)
    }))?;
    Ok(())
}

/// Removes a loop device that nobody uses; one in use stays.
pub fn loop_device_remove(control: impl AsFd, number: u32) {
    const LOOP_CTL_REMOVE: c_ulong = 0x4c81;
    // SAFETY: the argument is a number.
    unsafe { libc::ioctl(control.as_fd().as_raw_fd(), LOOP_CTL_REMOVE as _, c_long::from(number)) };
}

fn signal_set(signals: &[c_int]) -> libc::sigset_t {
    // SAFETY: `sigemptyset` initialises the set before it is read.
    unsafe {
        let mut set = std::mem::zeroed();
        libc::sigemptyset(&mut set);
        for signal in signals {
            libc::sigaddset(&mut set, *signal);
        }
        set
    }
}

/// Blocks exactly these signals.
pub fn block_signals(signals: &[c_int]) {
    let set = signal_set(signals);
    // SAFETY: the set is initialised; the old one is not asked for.
    unsafe { libc::sigprocmask(libc::SIG_SETMASK, &set, std::ptr::null_mut()) };
}

/// A descriptor that is readable while one of these (blocked) signals is pending.
pub fn signal_descriptor(signals: &[c_int]) -> io::Result<OwnedFd> {
    let set = signal_set(signals);
    // SAFETY: the set is initialised, and the descriptor is new and ours.
    unsafe {
        let fd = check(c_long::from(libc::signalfd(-1, &set, libc::SFD_CLOEXEC | libc::SFD_NONBLOCK)))?;
        Ok(OwnedFd::from_raw_fd(fd as i32))
    }
}

/// Leaves the parent's session keyring for an empty one. A kernel without keyrings has nothing to leave.
pub fn new_session_keyring() {
    const KEYCTL_JOIN_SESSION_KEYRING: c_long = 1;
    // SAFETY: a null name asks for a nameless keyring; no memory is involved.
    unsafe { libc::syscall(libc::SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, std::ptr::null::<c_char>()) };
}

/// Filters the system calls of this process and its children to come. Needs no_new_privs.
pub fn install_filter(program: &[libc::sock_filter]) -> io::Result<()> {
    let program = libc::sock_fprog { len: program.len() as u16, filter: program.as_ptr().cast_mut() };
    // SAFETY: `program` points to as many steps as it says; the kernel copies and does not change them.
    check(unsafe { libc::syscall(libc::SYS_seccomp, libc::SECCOMP_SET_MODE_FILTER, 0, &program) })?;
    Ok(())
}

/// Gives every signal its default action: what a parent ignored would stay ignored through execve.
pub fn default_signals() {
    for signal in 1..=64 {
        // SAFETY: the default action runs no code of ours; numbers that cannot be set fail and are left.
        unsafe { libc::signal(signal, libc::SIG_DFL) };
    }
}

/// Puts this process under the ordinary scheduler: a real-time parent's children could not join a cpu group.
pub fn schedule_normally() {
    let parameters = libc::sched_param { sched_priority: 0 };
    // SAFETY: `parameters` lives through the call.
    unsafe { libc::sched_setscheduler(0, libc::SCHED_OTHER, &parameters) };
}

/// Interrupts a blocking call of this process after `seconds` (0: never), by a signal that does nothing else.
pub fn interrupt_after(seconds: u32) {
    extern "C" fn ignore(_: c_int) {}
    // SAFETY: the handler does nothing; without SA_RESTART the blocking call fails with EINTR.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = ignore as extern "C" fn(c_int) as usize;
        libc::sigaction(libc::SIGALRM, &action, std::ptr::null_mut());
        libc::alarm(seconds);
    }
}

/// Closes every descriptor from `first` on, or marks it to be closed by execve.
pub fn close_from(first: u32, only_mark: bool) {
    const CLOSE_RANGE_CLOEXEC: c_int = 4;
    let flags = if only_mark { CLOSE_RANGE_CLOEXEC } else { 0 };
    // SAFETY: called in a fresh child that owns no descriptor type beyond those it still names, all below `first`
    // or never used again.
    unsafe { libc::syscall(libc::SYS_close_range, first, u32::MAX, flags) };
}

/// Sets one resource limit, soft and hard, lowered to what this process may have.
pub fn limit(resource: u32, soft: u64, hard: u64) {
    let mut now = libc::rlimit64 { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: both structures live through the calls.
    unsafe {
        libc::getrlimit64(resource as _, &mut now);
        let wanted = libc::rlimit64 { rlim_cur: soft, rlim_max: hard };
        if libc::setrlimit64(resource as _, &wanted) != 0 {
            let most = now.rlim_max;
            let allowed = libc::rlimit64 { rlim_cur: soft.min(most), rlim_max: hard.min(most) };
            libc::setrlimit64(resource as _, &allowed);
        }
    }
}

/// Closes, in a fresh child, a descriptor that the parent's memory says it owns.
pub fn close_inherited(descriptor: &OwnedFd) {
    // SAFETY: the child never uses nor drops what owns the descriptor: it ends in execve or `_exit`.
    unsafe { libc::close(descriptor.as_raw_fd()) };
}

/// Closes every descriptor but this one.
pub fn keep_only(descriptor: &OwnedFd) -> OwnedFd {
    const KEPT: c_int = 3;
    // SAFETY: called where nothing that owned another descriptor is used again; the copy at `KEPT` has one owner.
    unsafe {
        libc::dup2(descriptor.as_raw_fd(), KEPT);
        libc::syscall(libc::SYS_close_range, KEPT + 1, u32::MAX, 0);
        libc::syscall(libc::SYS_close_range, 0, KEPT - 1, 0);
        OwnedFd::from_raw_fd(KEPT)
    }
}
