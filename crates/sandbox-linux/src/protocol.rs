//! What the server and its helper say to each other: one JSON message per packet, descriptors beside it.

use rustix::io::Errno;
use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, ReturnFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags, recvmsg, sendmsg,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::{self, IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::PathBuf;

/// The longest message: AWS's 4 KB of variables, a command and binds fit many times.
pub const MESSAGE_BYTES_MAX: usize = 128 * 1024;
/// The most descriptors in one message: an environment's controls and listeners.
const DESCRIPTORS_MAX: usize = 24;

/// From the server. `sequence` comes back in the answer.
#[derive(Debug, Serialize, Deserialize)]
pub struct Request {
    pub sequence: u64,
    pub body: Body,
}

#[derive(Debug, Serialize, Deserialize)]
pub enum Body {
    /// The first message.
    Hello(Hello),
    Build(Walls),
    /// The request's sequence number names the run in [`Message::Exited`].
    Start {
        environment: u64,
        process: Process,
    },
    Kill {
        environment: u64,
    },
    TearDown {
        environment: u64,
    },
    ShutDown,
}

/// What the helper learns before the server gives up its privileges, and never again.
#[derive(Debug, Serialize, Deserialize)]
pub struct Hello {
    pub state_dir: PathBuf,
    /// Nothing of the host but what lies below these may be bound.
    pub sources: Vec<PathBuf>,
    /// The state directory goes with the helper.
    pub leave_nothing: bool,
}

/// [`sandbox::Walls`] on the wire.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Walls {
    pub id: String,
    pub memory_bytes: u64,
    pub millicores: u32,
    pub processes_max: u64,
    pub files_max: u64,
    pub tmp_bytes: u64,
    pub isolated: bool,
    /// Host directory, place inside.
    pub binds: Vec<(PathBuf, String)>,
}

/// [`sandbox::Process`] on the wire.
#[derive(Debug, Serialize, Deserialize)]
pub struct Process {
    pub command: Vec<String>,
    pub variables: Vec<(String, String)>,
    pub working_directory: String,
}

/// From the helper.
#[derive(Debug, Serialize, Deserialize)]
pub enum Message {
    Answer { sequence: u64, answer: Answer },
    Exited { run: u64, exit: Exit },
}

#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    Ready { held: Vec<Held> },
    Built { environment: u64, group: String, controls: Vec<Control> },
    Started,
    Done,
    Failed { no_room: bool, text: String },
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Held {
    pub what: String,
    pub how: String,
    pub held: bool,
}

/// [`sandbox::Exit`] on the wire.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub enum Exit {
    Code(i32),
    Signal { number: i32, core_dumped: bool },
    NotExecuted { errno: i32 },
}

/// What each descriptor beside [`Answer::Built`] is, so that the server needs no path and no privilege later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Control {
    RuntimeApi,
    Platform,
    /// Any file of the mount at `/tmp`, for statvfs.
    Tmp,
    /// v2 `cgroup.freeze`: `1` and `0`.
    FreezeV2,
    /// v1 `freezer.state`: `FROZEN` and `THAWED`.
    FreezeV1,
    CpuQuotaV1,
    CpuMaxV2,
    MemoryPeakV1,
    MemoryPeakV2,
    /// v2 `memory.current`.
    MemoryNow,
    MemoryStat,
    /// `memory.oom_control` (v1) or `memory.events` (v2): both have a line `oom_kill`.
    MemoryEvents,
    CpuUsageV1,
    CpuStatV2,
    PidsPeak,
    PidsNow,
    Processes,
}

/// Sends one message; the descriptors arrive with it or not at all.
pub fn send<T: Serialize>(socket: impl AsFd, message: &T, descriptors: &[BorrowedFd<'_>]) -> io::Result<()> {
    let bytes = serde_json::to_vec(message)?;
    send_bytes(socket, &bytes, descriptors)
}

pub fn send_bytes(socket: impl AsFd, bytes: &[u8], descriptors: &[BorrowedFd<'_>]) -> io::Result<()> {
    if bytes.len() > MESSAGE_BYTES_MAX {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "the message to or from the helper is too long",
        ));
    }
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(DESCRIPTORS_MAX))];
    let mut ancillary = SendAncillaryBuffer::new(&mut space);
    if !descriptors.is_empty() && !ancillary.push(SendAncillaryMessage::ScmRights(descriptors)) {
        return Err(io::Error::other("too many descriptors for one message"));
    }
    loop {
        match sendmsg(&socket, &[IoSlice::new(bytes)], &mut ancillary, SendFlags::NOSIGNAL) {
            Err(Errno::INTR) => {}
            outcome => return outcome.map(drop).map_err(Into::into),
        }
    }
}

/// Receives packets into one buffer that is reused.
pub struct Receiver {
    buffer: Vec<u8>,
}

impl Receiver {
    pub fn new() -> Receiver {
        Receiver { buffer: vec![0; MESSAGE_BYTES_MAX] }
    }

    /// The next message, or `None` at the end of the connection. Its descriptors are missing if this process may not
    /// open as many.
    pub fn receive<T: DeserializeOwned>(
        &mut self,
        socket: impl AsFd,
    ) -> io::Result<Option<(T, Vec<OwnedFd>)>> {
        self.receive_with(socket, RecvFlags::empty())
    }

    /// The same, without waiting for one.
    pub fn receive_now<T: DeserializeOwned>(
        &mut self,
        socket: impl AsFd,
    ) -> io::Result<Option<(T, Vec<OwnedFd>)>> {
        self.receive_with(socket, RecvFlags::DONTWAIT)
    }

    fn receive_with<T: DeserializeOwned>(
        &mut self,
        socket: impl AsFd,
        flags: RecvFlags,
    ) -> io::Result<Option<(T, Vec<OwnedFd>)>> {
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(DESCRIPTORS_MAX))];
        let mut ancillary = RecvAncillaryBuffer::new(&mut space);
        let received = loop {
            let mut buffers = [IoSliceMut::new(&mut self.buffer)];
            match recvmsg(&socket, &mut buffers, &mut ancillary, RecvFlags::CMSG_CLOEXEC | flags) {
                Err(Errno::INTR) => {}
                // A peer that died with packets of ours unread resets the connection: as gone as closed.
                Err(Errno::CONNRESET) => return Ok(None),
                outcome => break outcome?,
            }
        };
        let mut descriptors = Vec::new();
        for message in ancillary.drain() {
            if let RecvAncillaryMessage::ScmRights(rights) = message {
                descriptors.extend(rights);
            }
        }
        if received.bytes == 0 {
            return Ok(None);
        }
        if received.flags.contains(ReturnFlags::TRUNC) {
            return Err(io::Error::other("a message was too long"));
        }
        if received.flags.contains(ReturnFlags::CTRUNC) {
            // This process has no room for all of them: some are worth nothing.
            descriptors.clear();
        }
        Ok(Some((serde_json::from_slice(&self.buffer[..received.bytes])?, descriptors)))
    }
}
