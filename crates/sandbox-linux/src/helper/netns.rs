//! Network namespaces: made ahead, used again, never deleted while the server runs (the kernel takes milliseconds
//! of every processor's time for that), and the two listeners in them.

use crate::sys;
use rustix::io::Errno;
use rustix::net::sockopt::set_socket_reuseaddr;
use rustix::net::{AddressFamily, SocketFlags, SocketType, bind, listen, socket_with};
use std::collections::VecDeque;
use std::io;
use std::net::{Ipv4Addr, SocketAddrV4};
use std::os::fd::OwnedFd;

/// Where an environment reaches the platform, and nothing else.
pub const ADDRESS: Ipv4Addr = Ipv4Addr::new(169, 254, 100, 1);
/// The Runtime API and the platform's AWS API, in the order in which listeners are made.
const PORTS: [u16; 2] = [9001, 4566];
/// Connections that wait to be accepted: an environment opens a handful, and beyond this it waits, not fails.
const BACKLOG: i32 = 128;

pub struct Pool {
    host: OwnedFd,
    /// The longest unused is taken first: the server has had the most time to let go of the listeners in it.
    free: VecDeque<OwnedFd>,
}

/// A namespace in use, and the listeners for its present user.
pub struct Net {
    pub namespace: OwnedFd,
    pub listeners: [OwnedFd; 2],
}

impl Pool {
    pub fn new() -> io::Result<Pool> {
        Ok(Pool { host: sys::network_namespace_of(tcp_socket()?)?, free: VecDeque::new() })
    }

    /// A namespace with fresh listeners: no connection made to an earlier user's can be waiting in them.
    pub fn take(&mut self) -> io::Result<Net> {
        while let Some(namespace) = self.free.pop_front() {
            sys::enter(&namespace)?;
            let listeners = listeners(ADDRESS, PORTS);
            self.come_back();
            match listeners {
                Ok(listeners) => return Ok(Net { namespace, listeners }),
                // The server still holds the listener of the earlier user: let this namespace go with it.
                Err(error) if error.raw_os_error() == Some(Errno::ADDRINUSE.raw_os_error()) => {}
                Err(error) => return Err(error),
            }
        }
        self.make()
    }

    /// Takes back a namespace in which no process is left.
    pub fn give_back(&mut self, namespace: OwnedFd) {
        self.free.push_back(namespace);
    }

    fn make(&self) -> io::Result<Net> {
        sys::unshare(libc::CLONE_NEWNET)?;
        let made = furnish();
        self.come_back();
        made
    }

    fn come_back(&self) {
        sys::enter(&self.host).expect("a namespace that this process was in can be entered again");
    }
}

/// Listeners on loopback ports of the host that the kernel chooses.
pub fn host_listeners() -> io::Result<[OwnedFd; 2]> {
    listeners(Ipv4Addr::LOCALHOST, [0, 0])
}

fn furnish() -> io::Result<Net> {
    let socket = tcp_socket()?;
    sys::interface_up(&socket, "lo")?;
    sys::interface_address(&socket, "lo:1", ADDRESS.octets(), [255; 4])?;
    Ok(Net { namespace: sys::network_namespace_of(&socket)?, listeners: listeners(ADDRESS, PORTS)? })
}

fn listeners(address: Ipv4Addr, ports: [u16; 2]) -> io::Result<[OwnedFd; 2]> {
    let [first, second] = ports;
    Ok([listener(address, first)?, listener(address, second)?])
}

fn listener(address: Ipv4Addr, port: u16) -> io::Result<OwnedFd> {
    let socket = tcp_socket()?;
    set_socket_reuseaddr(&socket, true)?;
    bind(&socket, &SocketAddrV4::new(address, port))?;
    listen(&socket, BACKLOG)?;
    Ok(socket)
}

fn tcp_socket() -> io::Result<OwnedFd> {
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    Ok(socket_with(AddressFamily::INET, SocketType::STREAM, flags, None)?)
}
