//! Sockets of other kinds, the host's services, and the settings of the sandbox's own network.

use super::attempt::{Attempt, call, name, open, raw, told, variable};
use libc::*;
use std::net::{TcpListener, TcpStream, ToSocketAddrs, UdpSocket};
use std::os::fd::AsRawFd;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixStream};

fn socket(family: i32, kind: i32, protocol: i32) -> String {
    told(open(SYS_socket, [family.into(), kind.into(), protocol.into()]))
}

fn option(level: i32, option: i32, value: i32) -> String {
    match open(SYS_socket, [AF_INET.into(), SOCK_STREAM.into(), 0]) {
        Ok(socket) => {
            let value = (&raw const value) as i64;
            call(SYS_setsockopt, [socket.as_raw_fd().into(), level.into(), option.into(), value, 4])
        }
        Err(error) => name(&error),
    }
}

/// An ioctl on the interface `lo`, with these flags or numbers.
fn interface(request: u64, flags: i16) -> String {
    let mut what = [0u8; 40];
    what[..2].copy_from_slice(b"lo");
    what[16..18].copy_from_slice(&flags.to_ne_bytes());
    match open(SYS_socket, [AF_INET.into(), SOCK_DGRAM.into(), 0]) {
        Ok(socket) => call(SYS_ioctl, [socket.as_raw_fd().into(), request as i64, what.as_mut_ptr() as i64]),
        Err(error) => name(&error),
    }
}

/// Asks the kernel over netlink: the error in its answer.
fn route(kind: u16, body: &[u8]) -> String {
    let socket = open(SYS_socket, [AF_NETLINK.into(), SOCK_RAW.into(), 0]).unwrap();
    let mut message = Vec::new();
    message.extend((16 + body.len() as u32).to_ne_bytes());
    message.extend(kind.to_ne_bytes());
    // NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE
    message.extend(0x405u16.to_ne_bytes());
    message.extend([0; 8]);
    message.extend(body);
    let fd = socket.as_raw_fd().into();
    raw(SYS_sendto, [fd, message.as_ptr() as i64, message.len() as i64, 0, 0, 0]).unwrap();
    let mut answer = [0u8; 1024];
    raw(SYS_recvfrom, [fd, answer.as_mut_ptr() as i64, 1024, 0, 0, 0]).unwrap();
    let error = i32::from_ne_bytes(answer[16..20].try_into().unwrap());
    if error == 0 { "done".into() } else { name(&std::io::Error::from_raw_os_error(-error)) }
}

fn connect(address: String) -> String {
    told(TcpStream::connect(address))
}

/// What comes of a datagram: the error of sending, or of asking for an answer.
fn datagram(address: String) -> String {
    let outcome = UdpSocket::bind("0.0.0.0:0").and_then(|socket| {
        socket.connect(&address)?;
        socket.send(b"?")?;
        socket.set_read_timeout(Some(std::time::Duration::from_millis(500)))?;
        socket.recv(&mut [0; 8])
    });
    told(outcome)
}

pub const REFUSED: &[Attempt] = &[
    ("a packet socket", || socket(AF_PACKET, SOCK_RAW, 0x300), "EPERM"),
    ("a packet socket of datagrams", || socket(AF_PACKET, SOCK_DGRAM, 0x300), "EPERM"),
    ("a raw socket", || socket(AF_INET, SOCK_RAW, IPPROTO_RAW), "EPERM"),
    ("a raw socket for pings", || socket(AF_INET, SOCK_RAW, IPPROTO_ICMP), "EPERM"),
    ("a raw socket of version 6", || socket(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6), "EPERM"),
    ("netlink: the host's devices", || socket(AF_NETLINK, SOCK_RAW, NETLINK_KOBJECT_UEVENT), "EPERM"),
    ("netlink: audit", || socket(AF_NETLINK, SOCK_RAW, NETLINK_AUDIT), "EPERM"),
    ("netlink: filters", || socket(AF_NETLINK, SOCK_RAW, NETLINK_NETFILTER), "EPERM"),
    ("netlink: everybody's sockets", || socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG), "EPERM"),
    ("netlink: transforms", || socket(AF_NETLINK, SOCK_RAW, NETLINK_XFRM), "EPERM"),
    ("netlink: generic", || socket(AF_NETLINK, SOCK_RAW, NETLINK_GENERIC), "EPERM"),
    ("netlink: crypto", || socket(AF_NETLINK, SOCK_RAW, NETLINK_CRYPTO), "EPERM"),
    ("a socket to the virtual machine's host", || socket(AF_VSOCK, SOCK_STREAM, 0), "EPERM"),
    ("a crypto socket", || socket(AF_ALG, SOCK_SEQPACKET, 0), "EPERM"),
    ("a key socket", || socket(AF_KEY, SOCK_RAW, 2), "EPERM"),
    ("a Bluetooth socket", || socket(AF_BLUETOOTH, SOCK_STREAM, 3), "EPERM"),
    ("a CAN socket", || socket(AF_CAN, SOCK_RAW, 1), "EPERM"),
    ("a TIPC socket", || socket(AF_TIPC, SOCK_STREAM, 0), "EPERM"),
    ("an RDS socket", || socket(AF_RDS, SOCK_SEQPACKET, 0), "EPERM"),
    ("an XDP socket", || socket(AF_XDP, SOCK_RAW, 0), "EPERM"),
    ("an SMC socket", || socket(43, SOCK_STREAM, 0), "EPERM"),
    ("a KCM socket", || socket(41, SOCK_DGRAM, 0), "EPERM"),
    ("a PPP socket", || socket(24, SOCK_STREAM, 0), "EPERM"),
    (
        "a family hidden in the upper half",
        || call(SYS_socket, [1 << 32 | i64::from(AF_VSOCK), 1, 0]),
        "EPERM",
    ),
    ("a pair of vsocks", || call(SYS_socketpair, [AF_VSOCK.into(), 1, 0, 0]), "EPERM"),
    (
        "a service of the host on loopback",
        || connect(format!("127.0.0.1:{}", variable("HOST_PORT"))),
        "ECONNREFUSED",
    ),
    (
        "a service of the host on loopback of version 6",
        || connect(format!("[::1]:{}", variable("HOST_PORT_6"))),
        "ECONNREFUSED or EADDRNOTAVAIL or ENETUNREACH",
    ),
    (
        "a service of the host on its address",
        || connect(format!("{}:{}", variable("HOST_ADDRESS"), variable("HOST_PORT"))),
        "ENETUNREACH",
    ),
    (
        "a service of the host where the platform is",
        || connect(format!("169.254.100.1:{}", variable("HOST_PORT"))),
        "ECONNREFUSED",
    ),
    (
        "datagrams to the host",
        || datagram(format!("127.0.0.1:{}", variable("HOST_PORT_UDP"))),
        "ECONNREFUSED",
    ),
    ("the machine's metadata", || connect("169.254.169.254:80".into()), "ENETUNREACH"),
    ("the world", || connect("192.0.2.1:443".into()), "ENETUNREACH"),
    ("the world in version 6", || connect("[2001:db8::1]:443".into()), "ENETUNREACH or EADDRNOTAVAIL"),
    ("the world's name servers", || datagram("192.0.2.53:53".into()), "ENETUNREACH"),
    ("everybody on the wire", || datagram("224.0.0.251:5353".into()), "ENETUNREACH"),
    (
        "a name",
        || match ("example.com", 80).to_socket_addrs() {
            Ok(_) => "resolved".into(),
            Err(_) => "unknown".into(),
        },
        "unknown",
    ),
    (
        "an abstract socket of the host",
        || {
            let address = SocketAddr::from_abstract_name(variable("HOST_ABSTRACT")).unwrap();
            told(UnixStream::connect_addr(&address))
        },
        "ECONNREFUSED",
    ),
    ("a socket of the host's services", || told(UnixStream::connect("/run/systemd/private")), "ENOENT"),
    ("the Runtime API's place", || told(TcpListener::bind("169.254.100.1:9001")), "EADDRINUSE"),
    ("the platform's place", || told(TcpListener::bind("169.254.100.1:4566")), "EADDRINUSE"),
    ("the Runtime API's place everywhere", || told(TcpListener::bind("0.0.0.0:9001")), "EADDRINUSE"),
    ("a place below 1024", || told(TcpListener::bind("127.0.0.1:80")), "EACCES"),
    ("switch the interface off", || interface(0x8914, 0), "EPERM"),
    ("listen to the whole interface", || interface(0x8914, 0x100), "EPERM"),
    ("an address of one's own", || interface(0x8916, 2), "EPERM"),
    ("an address by netlink", || route(20, &[2, 8, 0, 0, 1, 0, 0, 0, 8, 0, 2, 0, 10, 0, 0, 1]), "EPERM"),
    ("a route by netlink", || route(24, &[2, 0, 0, 0, 254, 3, 0, 1, 0, 0, 0, 0]), "EPERM"),
    ("an interface by netlink", || route(16, &[0; 16]), "EPERM"),
    ("larger buffers than allowed", || option(SOL_SOCKET, SO_RCVBUFFORCE, 1 << 30), "EPERM"),
    ("larger sending buffers than allowed", || option(SOL_SOCKET, SO_SNDBUFFORCE, 1 << 30), "EPERM"),
    ("marked packets", || option(SOL_SOCKET, SO_MARK, 1), "EPERM"),
    ("debugged packets", || option(SOL_SOCKET, SO_DEBUG, 1), "EACCES"),
    ("foreign addresses", || option(SOL_IP, IP_TRANSPARENT, 1), "EPERM"),
    ("a connection to repair", || option(SOL_TCP, TCP_REPAIR, 1), "EPERM"),
    ("rules for packets", || option(SOL_IP, 64, 0), "EPERM"),
];

pub const ALLOWED: &[Attempt] = &[
    (
        "one's interfaces",
        || {
            // SAFETY: takes nothing; what it answers is never freed, nor read.
            let names = unsafe { if_nameindex() };
            if names.is_null() { "none".into() } else { "some".into() }
        },
        "some",
    ),
    (
        "a connection to oneself",
        || {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            told(TcpStream::connect(listener.local_addr().unwrap()))
        },
        "done",
    ),
    ("a pair of sockets", || told(UnixStream::pair()), "done"),
    ("the Runtime API", || connect("169.254.100.1:9001".into()), "done"),
    ("the platform", || connect("169.254.100.1:4566".into()), "done"),
    ("netlink for routes", || socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE), "done"),
];
