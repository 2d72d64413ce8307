//! Which system calls code in a sandbox may make: an allow-list after Docker's default profile for a process without
//! capabilities, compiled once when the helper starts.
//!
//! The program is a binary search over ranges of numbers. Compilers that test one number after the other (seccompiler
//! does) make one of 1,500 steps, and the kernel walks every program for every system call when it is installed, to
//! learn which calls it need not ask about: that costs a start most of a millisecond, this some microseconds.

mod calls;

use crate::sys;
use libc::{
    BPF_ABS, BPF_JA, BPF_JEQ, BPF_JGE, BPF_JMP, BPF_JSET, BPF_K, BPF_LD, BPF_RET, BPF_W, sock_filter,
};
use std::io;

#[cfg(target_arch = "x86_64")]
const ARCHITECTURE: u32 = 0xc000_003e;
#[cfg(target_arch = "aarch64")]
const ARCHITECTURE: u32 = 0xc000_00b7;

/// Beyond every number in the lists: what is true of this one is true of all that follow, of x32's and of negative ones.
const BEYOND: i64 = 512;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Verdict {
    Allow,
    /// EPERM: it exists, and is not for you.
    Refuse,
    /// ENOSYS: a program takes another way. So it is for calls of the future, too.
    Absent,
    /// Allowed if the first argument has none of these bits.
    WithoutBits(u32),
    /// Allowed if the first argument is one of these.
    OneOf(Vec<u32>),
    /// Allowed for some families of sockets, and of netlink's protocols for one.
    Socket,
}

pub struct Filter {
    program: Vec<sock_filter>,
}

impl Filter {
    pub fn compile() -> Filter {
        let mut program = vec![
            step(BPF_LD | BPF_W | BPF_ABS, OFFSET_ARCHITECTURE, 0, 0),
            step(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
            step(BPF_RET | BPF_K, libc::SECCOMP_RET_KILL_PROCESS, 0, 0),
            step(BPF_LD | BPF_W | BPF_ABS, OFFSET_NUMBER, 0, 0),
        ];
        program.extend(search(&ranges()));
        Filter { program }
    }

    /// Holds for this process and all its children.
    pub fn apply(&self) -> io::Result<()> {
        sys::install_filter(&self.program)
    }
}

fn verdict(number: i64) -> Verdict {
    let allowed = [calls::EVERYWHERE, calls::HERE, calls::NEW];
    match number {
        // No new namespaces. clone3 hides its flags behind a pointer: it is absent, and libc falls back to clone. So
        // is io_uring, which goes past this filter; programs that know it know to do without.
        libc::SYS_clone => Verdict::WithoutBits(NAMESPACES),
        libc::SYS_socket => Verdict::Socket,
        // It makes sockets of any family too, before it finds that most families have no pairs.
        libc::SYS_socketpair => Verdict::OneOf(vec![libc::AF_UNIX as u32]),
        // Docker's five: what programs set to run under another kernel's habits, and the question what is set.
        libc::SYS_personality => Verdict::OneOf(vec![0x0, 0x8, 0x2_0000, 0x2_0008, 0xffff_ffff]),
        _ if allowed.iter().any(|list| list.contains(&number)) => Verdict::Allow,
        _ if calls::REFUSED.iter().any(|(_, list)| list.contains(&number)) => Verdict::Refuse,
        _ => Verdict::Absent,
    }
}

/// Neither vsock (the host of a virtual machine) nor packet and crypto sockets, which are attack surface only.
const FAMILIES: [i32; 3] = [libc::AF_UNIX, libc::AF_INET, libc::AF_INET6];
/// Netlink tells about interfaces and routes, which name resolution needs, and of nothing else: its other protocols
/// tell of the host's devices, audit and crypto, whatever the network namespace.
const NETLINK_PROTOCOL: i32 = libc::NETLINK_ROUTE;

const NAMESPACES: u32 = (libc::CLONE_NEWNS
    | libc::CLONE_NEWCGROUP
    | libc::CLONE_NEWUTS
    | libc::CLONE_NEWIPC
    | libc::CLONE_NEWUSER
    | libc::CLONE_NEWPID
    | libc::CLONE_NEWNET) as u32;

/// The first number of each run of numbers with one verdict.
fn ranges() -> Vec<(u32, Verdict)> {
    let mut ranges: Vec<(u32, Verdict)> = Vec::new();
    for number in 0..=BEYOND {
        let verdict = verdict(number);
        if ranges.last().is_none_or(|(_, last)| *last != verdict) {
            ranges.push((number as u32, verdict));
        }
    }
    ranges
}

/// The offsets in `struct seccomp_data`; of arguments the lower half, on little-endian machines.
const OFFSET_NUMBER: u32 = 0;
const OFFSET_ARCHITECTURE: u32 = 4;
const OFFSET_FIRST_ARGUMENT: u32 = 16;
const OFFSET_THIRD_ARGUMENT: u32 = 32;

fn search(ranges: &[(u32, Verdict)]) -> Vec<sock_filter> {
    if let [(_, verdict)] = ranges {
        return answer(verdict);
    }
    let (below, from) = ranges.split_at(ranges.len() / 2);
    let (below, start, from) = (search(below), from[0].0, search(from));
    let mut program = match u8::try_from(below.len()) {
        Ok(length) => vec![step(BPF_JMP | BPF_JGE | BPF_K, start, length, 0)],
        // Too far for a conditional jump: go on to an unconditional one, or step over it.
        Err(_) => vec![
            step(BPF_JMP | BPF_JGE | BPF_K, start, 0, 1),
            step(BPF_JMP | BPF_JA, below.len() as u32, 0, 0),
        ],
    };
    program.extend(below);
    program.extend(from);
    program
}

fn answer(verdict: &Verdict) -> Vec<sock_filter> {
    let ret = |value: u32| step(BPF_RET | BPF_K, value, 0, 0);
    let allow = ret(libc::SECCOMP_RET_ALLOW);
    let refuse = ret(libc::SECCOMP_RET_ERRNO | libc::EPERM as u32);
    let load = |offset: u32| step(BPF_LD | BPF_W | BPF_ABS, offset, 0, 0);
    let argument = load(OFFSET_FIRST_ARGUMENT);
    let is = |value: i32, jt: u8, jf: u8| step(BPF_JMP | BPF_JEQ | BPF_K, value as u32, jt, jf);
    match verdict {
        Verdict::Allow => vec![allow],
        Verdict::Refuse => vec![refuse],
        Verdict::Absent => vec![ret(libc::SECCOMP_RET_ERRNO | libc::ENOSYS as u32)],
        Verdict::WithoutBits(bits) => {
            vec![argument, step(BPF_JMP | BPF_JSET | BPF_K, *bits, 1, 0), allow, refuse]
        }
        Verdict::OneOf(values) => {
            let mut program = vec![argument];
            for (at, value) in values.iter().enumerate() {
                // Over the tests that are left and the refusal.
                let to_allow = (values.len() - at) as u8;
                program.push(step(BPF_JMP | BPF_JEQ | BPF_K, *value, to_allow, 0));
            }
            program.extend([refuse, allow]);
            program
        }
        Verdict::Socket => {
            let [first, second, third] = FAMILIES;
            vec![
                argument,
                is(first, 6, 0),
                is(second, 5, 0),
                is(third, 4, 0),
                is(libc::AF_NETLINK, 0, 2),
                load(OFFSET_THIRD_ARGUMENT),
                is(NETLINK_PROTOCOL, 1, 0),
                refuse,
                allow,
            ]
        }
    }
}

fn step(code: u32, k: u32, jt: u8, jf: u8) -> sock_filter {
    sock_filter { code: code as u16, jt, jf, k }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs the program as the kernel would.
    fn decide(program: &[sock_filter], architecture: u32, number: u32, [first, third]: [u32; 2]) -> u32 {
        let (mut at, mut value) = (0, 0);
        loop {
            let sock_filter { code, jt, jf, k } = program[at];
            at += 1;
            let jump = |taken: bool| usize::from(if taken { jt } else { jf });
            match u32::from(code) {
                code if code == BPF_LD | BPF_W | BPF_ABS => {
                    value = match k {
                        OFFSET_NUMBER => number,
                        OFFSET_ARCHITECTURE => architecture,
                        OFFSET_THIRD_ARGUMENT => third,
                        _ => first,
                    }
                }
                code if code == BPF_JMP | BPF_JEQ | BPF_K => at += jump(value == k),
                code if code == BPF_JMP | BPF_JGE | BPF_K => at += jump(value >= k),
                code if code == BPF_JMP | BPF_JSET | BPF_K => at += jump(value & k != 0),
                code if code == BPF_JMP | BPF_JA => at += k as usize,
                _ => return k,
            }
        }
    }

    const ALLOW: u32 = libc::SECCOMP_RET_ALLOW;
    const REFUSE: u32 = libc::SECCOMP_RET_ERRNO | libc::EPERM as u32;
    const ABSENT: u32 = libc::SECCOMP_RET_ERRNO | libc::ENOSYS as u32;

    #[test]
    fn the_search_finds_for_every_number_the_verdict_of_the_list() {
        let Filter { program } = Filter::compile();
        assert!(program.len() < 400, "{} steps", program.len());
        for number in (0..2000).chain([0x4000_0000, 0x4000_0001, u32::MAX]) {
            let expected = match verdict(i64::from(number)) {
                Verdict::Allow => ALLOW,
                Verdict::Refuse => REFUSE,
                Verdict::Absent => ABSENT,
                Verdict::WithoutBits(_) | Verdict::OneOf(_) | Verdict::Socket => continue,
            };
            assert_eq!(decide(&program, ARCHITECTURE, number, [0, 0]), expected, "system call {number}");
        }
    }

    #[test]
    fn arguments_decide_about_clone_and_socket() {
        let Filter { program } = Filter::compile();
        let decide =
            |number: i64, argument: i32| decide(&program, ARCHITECTURE, number as u32, [argument as u32, 0]);
        assert_eq!(decide(libc::SYS_clone, libc::CLONE_VM | libc::SIGCHLD), ALLOW);
        assert_eq!(decide(libc::SYS_clone, libc::CLONE_NEWUSER | libc::SIGCHLD), REFUSE);
        assert_eq!(decide(libc::SYS_socket, libc::AF_INET6), ALLOW);
        assert_eq!(decide(libc::SYS_socket, libc::AF_UNIX), ALLOW);
        assert_eq!(decide(libc::SYS_socket, libc::AF_VSOCK), REFUSE);
        assert_eq!(decide(libc::SYS_socketpair, libc::AF_UNIX), ALLOW);
        assert_eq!(decide(libc::SYS_socketpair, libc::AF_VSOCK), REFUSE);
        assert_eq!(decide(libc::SYS_socketpair, libc::AF_TIPC), REFUSE);
        assert_eq!(decide(libc::SYS_personality, 0x2_0000), ALLOW);
        assert_eq!(decide(libc::SYS_personality, 0x4_0000), REFUSE);
    }

    #[test]
    fn another_architecture_is_killed() {
        let Filter { program } = Filter::compile();
        let kill = libc::SECCOMP_RET_KILL_PROCESS;
        assert_eq!(decide(&program, 0x4000_0003, libc::SYS_read as u32, [0, 0]), kill);
    }

    #[test]
    fn of_netlink_only_routes() {
        let Filter { program } = Filter::compile();
        let socket = |family: i32, protocol: i32| {
            decide(&program, ARCHITECTURE, libc::SYS_socket as u32, [family as u32, protocol as u32])
        };
        assert_eq!(socket(libc::AF_NETLINK, libc::NETLINK_ROUTE), ALLOW);
        for protocol in (0..32).filter(|protocol| *protocol != libc::NETLINK_ROUTE) {
            assert_eq!(socket(libc::AF_NETLINK, protocol), REFUSE, "netlink {protocol}");
        }
        // Only netlink's protocols are looked at.
        assert_eq!(socket(libc::AF_INET, libc::IPPROTO_TCP), ALLOW);
        for family in (0..64).filter(|one| !FAMILIES.contains(one) && *one != libc::AF_NETLINK) {
            assert_eq!(socket(family, 0), REFUSE, "family {family}");
        }
    }

    /// The list by class, for who reads the filter: `cargo nextest run -p sandbox-linux by_class --no-capture`.
    #[test]
    fn every_call_is_in_one_class_and_what_is_in_none_is_absent() {
        let here = ("allowed here", calls::HERE);
        let allowed = [("allowed everywhere", calls::EVERYWHERE), here, ("allowed, new", calls::NEW)];
        let decided = [libc::SYS_clone, libc::SYS_socket, libc::SYS_socketpair, libc::SYS_personality];
        let by_argument = [("allowed by argument", &decided[..])];
        let classes = allowed.iter().chain(&by_argument).chain(calls::REFUSED);
        let mut classed = std::collections::HashMap::new();
        for (class, numbers) in classes {
            println!("{class:20} {:3}", numbers.len());
            for number in *numbers {
                assert_eq!(classed.insert(*number, *class), None, "{number} is {class}, too");
                assert!((0..BEYOND).contains(number));
            }
        }
        println!("{:20} every other number", "absent");
        for number in 0..BEYOND {
            assert_eq!(classed.contains_key(&number), verdict(number) != Verdict::Absent, "{number}");
        }
        let absent = [libc::SYS_clone3, libc::SYS_io_uring_setup, libc::SYS_memfd_secret, BEYOND];
        assert!(absent.iter().all(|number| verdict(*number) == Verdict::Absent));
    }
}
