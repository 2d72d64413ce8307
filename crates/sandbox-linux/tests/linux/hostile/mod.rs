//! A hostile function: what it attempts, and the exact way in which each attempt fails. Every attempt is a program of
//! its own inside one sandbox; the world outside is looked at before and after.

mod attempt;
mod bombs;
mod descriptors;
mod files;
mod identity;
mod kernel;
mod leaks;
mod mounts;
mod network;
mod processes;

use crate::Test;
use crate::world::{finish, shell, walls, with_engine};
use attempt::Attempt;
use sandbox::{Bind, Engine, Exit};
use std::collections::BTreeMap;
use std::ffi::CString;
use std::net::{TcpListener, UdpSocket};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::{SocketAddr, UnixListener};
use std::path::Path;
use std::process::Command;

pub use bombs::inside as bomb;
pub use identity::privileges;

pub fn tests() -> Vec<Test> {
    [TESTS, bombs::TESTS, leaks::TESTS].concat()
}

const TESTS: &[Test] = &[
    ("every_attempt_of_a_hostile_function_is_refused", all_refused),
    ("what_functions_need_they_may_do", needs),
];

/// What is refused, by what it aims at.
fn attempts() -> Vec<(&'static str, &'static [Attempt])> {
    vec![
        ("mounts", mounts::REFUSED),
        ("processes", processes::REFUSED),
        ("kernel", kernel::REFUSED),
        ("network", network::REFUSED),
        ("files", files::REFUSED),
        ("identity", identity::REFUSED),
        ("descriptors", descriptors::REFUSED),
    ]
}

/// What is allowed, because programs need it, and harms nobody.
fn allowed() -> Vec<(&'static str, &'static [Attempt])> {
    vec![
        ("processes", processes::ALLOWED),
        ("kernel", kernel::ALLOWED),
        ("network", network::ALLOWED),
        ("files", files::ALLOWED),
        ("descriptors", descriptors::ALLOWED),
    ]
}

/// `inside attempts`: every attempt in a process of its own, `name` tab `outcome` for each.
pub fn all() {
    for (name, ..) in attempts().into_iter().chain(allowed()).flat_map(|(_, table)| table) {
        let tried = Command::new("/proc/self/exe").args(["inside", "attempt", name]).output().unwrap();
        let said = String::from_utf8_lossy(&tried.stdout).into_owned();
        match std::os::unix::process::ExitStatusExt::signal(&tried.status) {
            Some(number) => println!("{name}\tsignal {number}"),
            None if said.is_empty() => println!("{name}\t{}", String::from_utf8_lossy(&tried.stderr).trim()),
            None => println!("{name}\t{}", said.trim()),
        }
    }
}

/// `inside attempt <name>`: one.
pub fn one(name: &str) {
    let mut tables = attempts().into_iter().chain(allowed()).flat_map(|(_, table)| table);
    let (_, attempt, _) = tables.find(|(known, ..)| *known == name).expect("a known attempt");
    println!("{}", attempt());
}

fn all_refused() {
    check(attempts(), "refused");
}

fn needs() {
    check(allowed(), "allowed");
}

/// What the host has that a hostile function would like to reach.
struct Outside {
    package: tempfile::TempDir,
    abstract_name: String,
    _listeners: (UnixListener, TcpListener, TcpListener, UdpSocket),
    port: u16,
    port_6: u16,
    port_udp: u16,
    queue: CString,
    segment: i32,
}

const SEGMENT_KEY: i32 = 0x6869_6b65;

impl Outside {
    fn new() -> Outside {
        let package = tempfile::tempdir().unwrap();
        hostile_package(package.path());
        let abstract_name = format!("hikeshi-outside-{}", std::process::id());
        let address = SocketAddr::from_abstract_name(&abstract_name).unwrap();
        let unix = UnixListener::bind_addr(&address).unwrap();
        let tcp = TcpListener::bind("0.0.0.0:0").unwrap();
        let tcp_6 = TcpListener::bind("[::1]:0").unwrap();
        let udp = UdpSocket::bind("0.0.0.0:0").unwrap();
        let queue = CString::new(format!("/{abstract_name}")).unwrap();
        // SAFETY: the name is a C string; no attributes are given.
        let made = unsafe {
            libc::mq_open(queue.as_ptr(), libc::O_CREAT, 0o666, std::ptr::null_mut::<libc::mq_attr>())
        };
        assert!(made >= 0);
        // SAFETY: numbers only.
        let segment = unsafe { libc::shmget(SEGMENT_KEY, 4096, libc::IPC_CREAT | 0o666) };
        assert!(segment >= 0);
        Outside {
            port: tcp.local_addr().unwrap().port(),
            port_6: tcp_6.local_addr().unwrap().port(),
            port_udp: udp.local_addr().unwrap().port(),
            package,
            abstract_name,
            _listeners: (unix, tcp, tcp_6, udp),
            queue,
            segment,
        }
    }

    fn variables(&self) -> Vec<(String, String)> {
        let own = std::process::id();
        [
            ("HOST_ABSTRACT", self.abstract_name.clone()),
            ("HOST_PORT", self.port.to_string()),
            ("HOST_PORT_6", self.port_6.to_string()),
            ("HOST_PORT_UDP", self.port_udp.to_string()),
            ("HOST_ADDRESS", outward_address().unwrap_or_else(|| "192.0.2.7".into())),
            ("HOST_PID", own.to_string()),
            ("HOST_QUEUE", self.queue.to_str().unwrap().to_owned()),
            ("HOST_FILE", self.package.path().display().to_string()),
            ("HOST_SEGMENT", SEGMENT_KEY.to_string()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
    }
}

impl Drop for Outside {
    fn drop(&mut self) {
        // SAFETY: a C string, and a number that shmget gave.
        unsafe {
            libc::mq_unlink(self.queue.as_ptr());
            libc::shmctl(self.segment, libc::IPC_RMID, std::ptr::null_mut());
        }
    }
}

/// The address that this machine uses towards others, if it has one: no packet is sent to find out.
fn outward_address() -> Option<String> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_loopback() && !address.is_unspecified()).then(|| address.to_string())
}

/// This program, and beside it: a copy that would run as root, one that would have every capability, links that point
/// out of the package in every way, and a hard link to a file elsewhere.
fn hostile_package(package: &Path) {
    let me = std::env::current_exe().unwrap();
    for name in ["linux", "setuid-root", "setgid-root", "capable"] {
        std::fs::copy(&me, package.join(name)).unwrap();
        std::fs::set_permissions(package.join(name), PermissionsExt::from_mode(0o755)).unwrap();
    }
    std::fs::set_permissions(package.join("setuid-root"), PermissionsExt::from_mode(0o4755)).unwrap();
    std::fs::set_permissions(package.join("setgid-root"), PermissionsExt::from_mode(0o2755)).unwrap();
    let path = CString::new(package.join("capable").to_str().unwrap()).unwrap();
    // VFS_CAP_REVISION_2 with the effective bit, and all permitted.
    let all: [u32; 5] = [0x0200_0001, u32::MAX, 0, 0x1ff, 0];
    // SAFETY: both names are C strings and the value is as long as it says.
    let set = unsafe {
        let value = all.as_ptr().cast();
        libc::setxattr(path.as_ptr(), c"security.capability".as_ptr(), value, size_of_val(&all), 0)
    };
    assert_eq!(set, 0, "{}", std::io::Error::last_os_error());
    symlink("/etc/shadow", package.join("absolute-link")).unwrap();
    symlink("../../../../../../etc/shadow", package.join("upward-link")).unwrap();
    symlink("/", package.join("link-to-the-root")).unwrap();
    symlink("/proc/1/root", package.join("link-to-init")).unwrap();
}

fn check(tables: Vec<(&'static str, &'static [Attempt])>, kind: &'static str) {
    let outside = Outside::new();
    let before = Facts::read();
    with_engine(|engine| async move {
        let mut walls = walls();
        walls.memory_bytes = 256 << 20;
        walls.binds = vec![Bind { source: outside.package.path().to_path_buf(), target: "/var/task" }];
        let sandbox = engine.build(walls).await.unwrap();
        let _held = [sandbox::Port::RuntimeApi, sandbox::Port::Platform].map(|port| sandbox.listener(port));
        let mut process = shell("exec /var/task/linux inside attempts");
        process.variables.extend(outside.variables());
        let (output, exit) = finish(sandbox.start(process).await.unwrap()).await;
        assert_eq!(exit, Exit::Code(0), "{output}");
        let outcomes: BTreeMap<&str, &str> =
            output.lines().filter_map(|line| line.split_once('\t')).collect();
        let mut wrong = Vec::new();
        let mut count = 0;
        for (group, table) in tables {
            for (name, _, expected) in table {
                count += 1;
                let outcome = outcomes.get(name).copied().unwrap_or("was not attempted");
                if !expected.split(" or ").any(|one| one == outcome) {
                    wrong.push(format!("{group}: {name}: {outcome} instead of {expected}"));
                }
            }
            println!("  {kind}: {group:12} {:3}", table.len());
        }
        println!("  {kind}: {count} attempts");
        assert!(wrong.is_empty(), "{wrong:#?}");
    });
    assert_eq!(before, Facts::read(), "the world outside has changed");
}

/// What no attempt may change.
#[derive(Debug, PartialEq, Eq)]
struct Facts {
    hostname: String,
    core_pattern: String,
    swaps: String,
    modules: String,
    mounts: usize,
    own_oom_score: String,
    /// The difference of wall clock and time since boot, to ten seconds.
    boot_time_s: u64,
    lo: String,
}

impl Facts {
    fn read() -> Facts {
        let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
        let boot = read("/proc/stat");
        let boot = boot.lines().find_map(|line| line.strip_prefix("btime ")).unwrap().to_owned();
        Facts {
            hostname: read("/proc/sys/kernel/hostname"),
            core_pattern: read("/proc/sys/kernel/core_pattern"),
            swaps: read("/proc/swaps"),
            modules: read("/proc/modules").lines().map(|line| line.split(' ').next().unwrap_or("")).collect(),
            mounts: read("/proc/self/mountinfo").lines().count(),
            own_oom_score: read("/proc/self/oom_score_adj"),
            boot_time_s: boot.parse::<u64>().unwrap() / 10,
            lo: read("/sys/class/net/lo/flags"),
        }
    }
}
