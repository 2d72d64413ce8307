//! Taking so much of something that nothing is left for others. Each ends at a limit of the sandbox, is counted
//! where it is memory, and leaves an environment that can be killed, used again, and torn down in good time.

use super::attempt::{call, name, open, raw, text};
use crate::Test;
use crate::world::{MB, finish, inside as program, line, run, shell, walls, with_engine};
use clock::Clock;
use libc::*;
use sandbox::{Engine, Exit, Sandbox};
use std::fs::File;
use std::io::{Error, Read, Write};
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::time::Duration;

pub const TESTS: &[Test] = &[
    ("memory_without_a_name_is_memory", || too_much_memory("memfd")),
    ("shared_memory_is_memory", || too_much_memory("shm")),
    ("memory_of_many_processes_is_one_sum", || too_much_memory("family")),
    ("what_waits_in_pipes_is_memory", || counted("pipes", 20 * MB)),
    ("descriptors_of_many_processes_are_memory", || counted("files", 5 * MB)),
    ("watches_of_files_end_at_a_limit", || ends("inotify", &["ENOSPC", "EMFILE", "ENOMEM"])),
    ("message_queues_end_at_a_limit", || ends("queues", &["EMFILE", "ENOSPC", "ENOMEM"])),
    ("descriptors_on_their_way_end_at_a_limit", || ends("rights", &["ETOOMANYREFS", "EAGAIN"])),
    ("loops_of_epoll_are_refused", || ends("epoll", &["ELOOP"])),
    ("a_pile_of_zombies_ends_at_the_limit_of_processes", || ends("zombies", &["EAGAIN"])),
    ("files_without_content_end_at_the_size_of_tmp", inodes),
    ("space_is_not_promised_twice", || ends("fallocate", &["ENOSPC"])),
    ("a_tree_that_has_stopped_itself_is_killed", stopped),
    ("a_flood_that_nobody_reads_waits", flood),
    ("whatever_tmp_contains_it_is_removed_and_nothing_else", strange_tmp),
];

/// `inside bomb <kind>`
pub fn inside(kind: &str) {
    match kind {
        "memfd" => memfd(),
        "shm" => shm(),
        "family" => family(),
        "pipes" => pipes(),
        "files" => files(),
        "inotify" => inotify(),
        "queues" => queues(),
        "rights" => rights(),
        "epoll" => println!("{}", epoll()),
        "zombies" => zombies(),
        "inodes" => empty_files(),
        "fallocate" => println!("{}", fallocate_twice()),
        "strange" => strange(),
        other => panic!("no bomb {other}"),
    }
}

/// The test's side: more than the limit of memory, so the kernel kills, and counts it.
fn too_much_memory(kind: &'static str) {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        let (output, exit) = finish(sandbox.start(program(&["bomb", kind])).await.unwrap()).await;
        let usage = sandbox.usage();
        assert!(usage.oom_kills > 0, "{exit}: {output}: {usage:?}");
        assert_eq!(usage.memory_peak_bytes, Some(128 * MB));
        still_works(&*sandbox).await;
    });
}

/// Held by the kernel for the function: it must be among what the function is said to use.
fn counted(kind: &'static str, bytes_min: u64) {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        let (output, exit) = finish(sandbox.start(program(&["bomb", kind])).await.unwrap()).await;
        let usage = sandbox.usage();
        let peak = usage.memory_peak_bytes.unwrap();
        assert!(peak > bytes_min && peak <= 128 * MB, "{exit}: {output}: {usage:?}");
        still_works(&*sandbox).await;
    });
}

/// Ends with one of these errors, or, where it is memory, is killed for it.
fn ends(kind: &'static str, errors: &'static [&'static str]) {
    with_engine(|engine| async move {
        let mut walls = walls();
        walls.processes_max = 256;
        let sandbox = engine.build(walls).await.unwrap();
        let (output, exit) = finish(sandbox.start(program(&["bomb", kind])).await.unwrap()).await;
        let killed = sandbox.usage().oom_kills > 0;
        let error = output.trim().rsplit(' ').next().unwrap().to_owned();
        assert!(killed || errors.contains(&error.as_str()), "{exit}: {output}");
        still_works(&*sandbox).await;
    });
}

async fn still_works(sandbox: &dyn Sandbox) {
    assert_eq!(run(sandbox, "echo calm").await, ("calm\n".into(), Exit::Code(0)));
}

fn inodes() {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        let (output, exit) = finish(sandbox.start(program(&["bomb", "inodes"])).await.unwrap()).await;
        assert_eq!(exit, Exit::Code(0), "{output}");
        let (count, error) = output.trim().split_once(' ').unwrap();
        assert!(count.parse::<u32>().unwrap() < 1_000_000 && error == "ENOSPC", "{output}");
        still_works(&*sandbox).await;
        in_good_time("tear down tens of thousands of files", sandbox.tear_down()).await;
        let next = engine.build(walls()).await.unwrap();
        assert_eq!(run(&*next, "ls -A /tmp | wc -l").await.0, "0\n");
    });
}

fn stopped() {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        let script = "trap '' TERM INT HUP QUIT; for i in 1 2 3; do (echo down; kill -STOP 0) & done; wait";
        let mut running = sandbox.start(shell(script)).await.unwrap();
        line(&mut running).await;
        in_good_time("kill what has stopped itself", sandbox.kill()).await;
        assert_eq!(running.exit.await.unwrap().to_string(), "signal: killed");
        still_works(&*sandbox).await;
    });
}

fn flood() {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        let script = "(sleep 0.2; kill -KILL $$) & exec cat /dev/zero";
        let running = sandbox.start(shell(script)).await.unwrap();
        // Nobody reads: the program waits in its first hundred kilobytes and not in our memory.
        assert_eq!(running.exit.await.unwrap().to_string(), "signal: killed");
        in_good_time("kill what waits for a reader", sandbox.kill()).await;
        still_works(&*sandbox).await;
    });
}

fn strange_tmp() {
    let precious = tempfile::tempdir().unwrap();
    std::fs::write(precious.path().join("kept"), "kept").unwrap();
    let path = precious.path().to_path_buf();
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        let mut process = program(&["bomb", "strange"]);
        process.variables.push(("PRECIOUS".into(), path.display().to_string()));
        let mut running = sandbox.start(process).await.unwrap();
        assert_eq!(line(&mut running).await, "made");
        // Still changing it, while it is read and removed.
        assert!(sandbox.usage().tmp_bytes.unwrap() > 0);
        in_good_time("tear down a strange /tmp", sandbox.tear_down()).await;
        let next = engine.build(walls()).await.unwrap();
        assert_eq!(run(&*next, "ls -A /tmp | wc -l").await.0, "0\n");
    });
    assert_eq!(std::fs::read_to_string(precious.path().join("kept")).unwrap(), "kept");
}

/// Wide: other work runs on the machine.
async fn in_good_time(what: &str, work: impl Future<Output = ()>) {
    let clock = Clock::real();
    let before = clock.host_now();
    work.await;
    let took = clock.host_now().since(before);
    assert!(took < Duration::from_secs(10), "{took:?} to {what}");
}

// What follows runs inside.

fn said(count: usize, error: &Error) {
    println!("{count} {}", name(error));
}

fn memfd() {
    let memory = open(SYS_memfd_create, [text(c"m"), 0]).unwrap();
    let mut file = File::from(memory);
    let chunk = vec![1u8; 1 << 20];
    (0..200).for_each(|_| file.write_all(&chunk).unwrap());
    println!("took 200 MB");
}

fn shm() {
    let id = raw(SYS_shmget, [0, 200 << 20, 0o600]).unwrap();
    let at = raw(SYS_shmat, [id, 0, 0]).unwrap();
    for page in 0..(200 << 20) / 4096 {
        // SAFETY: inside of the segment that was just attached.
        unsafe { ((at + page * 4096) as *mut u8).write_volatile(1) };
    }
    println!("took 200 MB");
}

/// Ten children of twenty megabytes each, until the kernel has killed one.
fn family() {
    let me = std::env::args().next().unwrap();
    let child =
        |_| std::process::Command::new(&me).args(["inside", "allocate-and-wait", "20"]).spawn().unwrap();
    let mut children: Vec<_> = (0..10).map(child).collect();
    // SAFETY: no status is asked for.
    unsafe { wait(std::ptr::null_mut()) };
    children.iter_mut().for_each(|child| drop(child.kill()));
    println!("one was killed");
}

/// As much as pipes take.
fn pipes() {
    let mut held = Vec::new();
    let mut bytes = 0;
    let chunk = [1u8; 64 << 10];
    while let Ok((reader, mut writer)) = std::io::pipe() {
        // SAFETY: a number and a size.
        let size = unsafe { fcntl(writer.as_raw_fd(), F_SETPIPE_SZ, 1 << 20) };
        if size < 0
            || raw(SYS_ioctl, [writer.as_raw_fd().into(), FIONBIO as i64, (&raw const ONE) as i64]).is_err()
        {
            break;
        }
        while let Ok(written) = writer.write(&chunk) {
            bytes += written;
        }
        held.push((reader, writer));
    }
    println!("{bytes}");
}

static ONE: i32 = 1;

/// Two hundred processes with a thousand open files each.
fn files() {
    let mut children = 0;
    // The parent's end of this pipe: while it is open, nobody ends.
    let (mut all_are_here, here) = std::io::pipe().unwrap();
    let mut here = Some(here);
    for _ in 0..200 {
        // SAFETY: the child opens files, waits and ends, without anything of the parent's.
        let pid = unsafe { fork() };
        if pid == 0 {
            let opened: Vec<_> = std::iter::from_fn(|| File::open("/dev/null").ok()).collect();
            drop(here.take());
            let _ = all_are_here.read(&mut [0]);
            std::process::exit(i32::from(opened.is_empty()));
        }
        children += i32::from(pid > 0);
    }
    drop(here);
    for _ in 0..children {
        // SAFETY: no status is asked for.
        unsafe { wait(std::ptr::null_mut()) };
    }
    println!("{children} processes");
}

fn inotify() {
    let watcher = open(SYS_inotify_init1, [0]).unwrap();
    let mut count = 0;
    let error = loop {
        let path = std::ffi::CString::new(format!("/tmp/{count}")).unwrap();
        if let Err(error) = File::create(path.to_str().unwrap()) {
            break error;
        }
        if let Err(error) = raw(SYS_inotify_add_watch, [watcher.as_raw_fd().into(), path.as_ptr() as i64, 2])
        {
            break error;
        }
        count += 1;
    };
    said(count, &error);
}

fn queues() {
    let mut held = Vec::new();
    let error = loop {
        let name = std::ffi::CString::new(format!("q{}", held.len())).unwrap();
        let flags = i64::from(O_CREAT | O_RDWR);
        match open(SYS_mq_open, [name.as_ptr() as i64, flags, 0o600, 0]) {
            Ok(queue) => held.push(queue),
            Err(error) => break error,
        }
    };
    said(held.len(), &error);
}

/// Sends descriptors that nobody takes.
fn rights() {
    let mut sent = 0;
    let mut pairs = Vec::new();
    let file = File::open("/dev/null").unwrap();
    loop {
        let Ok(pair) = std::os::unix::net::UnixDatagram::pair() else { return println!("{sent} EMFILE") };
        pair.0.set_nonblocking(true).unwrap();
        loop {
            match send_rights(&pair.0, &[file.as_raw_fd(); 250]) {
                Ok(()) => sent += 250,
                Err(error) if error.raw_os_error() == Some(EAGAIN) => break,
                Err(error) => return said(sent, &error),
            }
        }
        pairs.push(pair);
        if pairs.len() > 400 {
            return println!("{sent} EAGAIN");
        }
    }
}

fn send_rights(socket: &std::os::unix::net::UnixDatagram, rights: &[i32]) -> Result<(), Error> {
    let mut control = [0u64; 256];
    let mut byte = [0u8];
    let mut part = iovec { iov_base: byte.as_mut_ptr().cast(), iov_len: 1 };
    // SAFETY: the control message is written into a buffer of 2 KiB, which 250 descriptors and a header fit into.
    unsafe {
        let mut message: msghdr = std::mem::zeroed();
        message.msg_iov = &raw mut part;
        message.msg_iovlen = 1;
        message.msg_control = control.as_mut_ptr().cast();
        message.msg_controllen = CMSG_SPACE(size_of_val(rights) as u32) as _;
        let header = CMSG_FIRSTHDR(&raw const message);
        (*header).cmsg_level = SOL_SOCKET;
        (*header).cmsg_type = SCM_RIGHTS;
        (*header).cmsg_len = CMSG_LEN(size_of_val(rights) as u32) as _;
        std::ptr::copy_nonoverlapping(rights.as_ptr(), CMSG_DATA(header).cast(), rights.len());
        match sendmsg(socket.as_raw_fd(), &raw const message, 0) {
            -1 => Err(Error::last_os_error()),
            _ => Ok(()),
        }
    }
}

/// A ring of epolls, each watching the next.
fn epoll() -> String {
    let ring: Vec<OwnedFd> = (0..4).map(|_| open(SYS_epoll_create1, [0]).unwrap()).collect();
    let event = epoll_event { events: EPOLLIN as u32, u64: 0 };
    let watch = |from: &OwnedFd, to: &OwnedFd| {
        let (from, to) = (from.as_raw_fd().into(), to.as_raw_fd().into());
        call(SYS_epoll_ctl, [from, EPOLL_CTL_ADD.into(), to, (&raw const event) as i64])
    };
    for pair in ring.windows(2) {
        assert_eq!(watch(&pair[0], &pair[1]), "done");
    }
    watch(&ring[3], &ring[0])
}

fn zombies() {
    let mut count = 0;
    let error = loop {
        // SAFETY: the child ends at once, and nobody asks for its status.
        match unsafe { fork() } {
            // SAFETY: nothing of the parent's is run or dropped.
            0 => unsafe { _exit(0) },
            1.. => count += 1,
            _ => break Error::last_os_error(),
        }
    };
    said(count, &error);
}

fn empty_files() {
    let mut count = 0;
    let error = loop {
        match File::create(format!("/tmp/{count}")) {
            Ok(_) => count += 1,
            Err(error) => break error,
        }
    };
    said(count, &error);
}

fn fallocate_twice() -> String {
    let file = File::create("/tmp/promised").unwrap();
    call(SYS_fallocate, [file.as_raw_fd().into(), 0, 0, 1 << 30])
}

/// Names that are no text, a tree that is too deep to walk by paths, links to what must not be followed; and then
/// directories that become links and directories again, for ever.
fn strange() {
    let precious = std::env::var("PRECIOUS").unwrap();
    for name in [&b"a\nb"[..], b"\xff\xfe\x80", b"-rf", b"\x1b[2J", b"*", &[b'n'; 255]] {
        std::fs::create_dir(Path::new("/tmp").join(std::ffi::OsStr::from_bytes(name))).unwrap();
    }
    std::env::set_current_dir("/tmp").unwrap();
    for _ in 0..3000 {
        std::fs::create_dir("d").unwrap();
        std::env::set_current_dir("d").unwrap();
    }
    std::env::set_current_dir("/tmp").unwrap();
    std::os::unix::fs::symlink(&precious, "/tmp/link").unwrap();
    std::os::unix::fs::symlink("/proc/self/fd", "/tmp/fds").unwrap();
    std::os::unix::fs::symlink("loop", "/tmp/loop").unwrap();
    call(SYS_mknodat, [-100, text(c"/tmp/fifo"), (S_IFIFO | 0o666).into(), 0]);
    std::fs::set_permissions("/tmp/-rf", std::os::unix::fs::PermissionsExt::from_mode(0o0)).unwrap();
    println!("made");
    loop {
        let _ = std::fs::create_dir("/tmp/race");
        let _ = std::fs::remove_dir("/tmp/race");
        let _ = std::os::unix::fs::symlink(&precious, "/tmp/race");
        let _ = std::fs::remove_file("/tmp/race");
    }
}
