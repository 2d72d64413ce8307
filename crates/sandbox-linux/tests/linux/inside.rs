//! What the test program does when it is executed inside a sandbox: `inside <what> <arguments>`.

use crate::hostile;
use clock::Clock;
use std::io::{Error, Read, Write};
use std::net::{TcpStream, UdpSocket};
use std::process::ExitCode;
use std::time::Duration;

pub fn main(arguments: &[String]) -> ExitCode {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["abort"] => std::process::abort(),
        ["allocate", megabytes] => allocate(megabytes.parse().unwrap()),
        ["hoard-in-sockets"] => hoard_in_sockets(),
        ["threads"] => threads(),
        ["descriptors"] => descriptors(),
        ["system-calls"] => system_calls(),
        ["attempts"] => hostile::all(),
        ["attempt", name] => hostile::one(name),
        ["bomb", kind] => hostile::bomb(kind),
        ["privileges"] => hostile::privileges(),
        ["allocate-and-wait", megabytes] => {
            allocate(megabytes.parse().unwrap());
            std::thread::park();
        }
        ["spin"] => spin(Duration::MAX),
        ["spin", seconds] => spin(Duration::from_secs(seconds.parse().unwrap())),
        ["talk", address] => talk(address),
        ["connect", address] => println!("{:?}", TcpStream::connect(address).map(drop).map_err(number)),
        ref other => panic!("nobody knows how to {other:?}"),
    }
    ExitCode::SUCCESS
}

fn number(error: Error) -> i32 {
    error.raw_os_error().unwrap_or(-1)
}

fn allocate(megabytes: usize) {
    let memory = vec![1u8; megabytes << 20];
    println!("allocated {}", std::hint::black_box(memory).len() >> 20);
}

/// Fills the queues of many sockets and tells how much was in them.
fn hoard_in_sockets() {
    let socket = || {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.set_nonblocking(true).unwrap();
        socket
    };
    let sender = socket();
    let receivers: Vec<UdpSocket> = (0..1000).map(|_| socket()).collect();
    for receiver in &receivers {
        // A queue that is full drops what comes, without an error.
        (0..8).for_each(|_| drop(sender.send_to(&[1; 32 << 10], receiver.local_addr().unwrap())));
    }
    let mut buffer = [0; 64 << 10];
    let mut drain =
        |socket: &UdpSocket| -> usize { std::iter::from_fn(|| socket.recv(&mut buffer).ok()).sum() };
    println!("{}", receivers.iter().map(&mut drain).sum::<usize>());
}

fn threads() {
    let mut started = 1;
    let error = loop {
        match std::thread::Builder::new().stack_size(16 << 10).spawn(std::thread::park) {
            Ok(_) => started += 1,
            Err(error) => break number(error),
        }
    };
    println!("{started} threads, errno {error}");
}

fn descriptors() {
    let mut open = Vec::new();
    let error = loop {
        match std::fs::File::open("/dev/null") {
            Ok(file) => open.push(file),
            Err(error) => break number(error),
        }
    };
    println!("{} descriptors, errno {error}", open.len() + 3);
    // Until the test has read the meters.
    let _ = std::io::stdin().read(&mut [0]);
    std::thread::park();
}

fn system_calls() {
    let calls: &[(&str, i64, [i64; 5])] = &[
        ("mount", libc::SYS_mount, [0; 5]),
        ("ptrace", libc::SYS_ptrace, [0; 5]),
        ("unshare", libc::SYS_unshare, [i64::from(libc::CLONE_NEWUSER), 0, 0, 0, 0]),
        ("clone-newuser", libc::SYS_clone, [i64::from(libc::CLONE_NEWUSER | libc::SIGCHLD), 0, 0, 0, 0]),
        ("keyctl", libc::SYS_keyctl, [0; 5]),
        ("bpf", libc::SYS_bpf, [0; 5]),
        ("setns", libc::SYS_setns, [0; 5]),
        ("userfaultfd", libc::SYS_userfaultfd, [0; 5]),
        ("open_by_handle_at", libc::SYS_open_by_handle_at, [0; 5]),
        ("vsock", libc::SYS_socket, [i64::from(libc::AF_VSOCK), i64::from(libc::SOCK_STREAM), 0, 0, 0]),
        (
            "pair-of-vsocks",
            libc::SYS_socketpair,
            [i64::from(libc::AF_VSOCK), i64::from(libc::SOCK_STREAM), 0, 0, 0],
        ),
        ("clone3", libc::SYS_clone3, [0; 5]),
        ("io_uring", libc::SYS_io_uring_setup, [0; 5]),
        ("of-the-future", 500, [0; 5]),
        ("getpid", libc::SYS_getpid, [0; 5]),
    ];
    for (name, number, [a, b, c, d, e]) in calls {
        // SAFETY: each is refused before it looks at an argument, but getpid, which has none.
        let result = unsafe { libc::syscall(*number, *a, *b, *c, *d, *e) };
        let errno = if result < 0 { Error::last_os_error().raw_os_error().unwrap_or(0) } else { 0 };
        println!("{name} {errno}");
    }
}

fn spin(duration: Duration) {
    println!("spinning");
    let clock = Clock::real();
    let start = clock.host_now();
    while clock.host_now().since(start) < duration {}
}

/// Says a line to a listener and prints what comes back.
fn talk(address: &str) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(b"hello\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    println!("{answer}");
}
