//! What is asked of a sandbox.

use std::path::PathBuf;

/// The limits and the view of an environment, fixed for its life (the CPU share apart).
#[derive(Debug, Clone)]
pub struct Walls {
    /// Names the environment in control groups and logs: `[a-z0-9-]`, at most 40 characters, unique.
    pub id: String,
    /// Memory of the whole tree; beyond it the kernel kills.
    pub memory_bytes: u64,
    pub cpu: CpuQuota,
    /// Processes and threads together.
    pub processes_max: u64,
    /// Open descriptors of one process.
    pub files_max: u64,
    /// Size of `/tmp`; ENOSPC beyond it.
    pub tmp_bytes: u64,
    pub network: Network,
    /// Read-only views of host directories. Set-user-id bits and device nodes in them have no effect.
    pub binds: Vec<Bind>,
}

/// One host directory, seen read-only inside.
#[derive(Debug, Clone)]
pub struct Bind {
    pub source: PathBuf,
    /// `/var/task`, `/opt`, `/var/runtime` or `/var/lang`.
    pub target: &'static str,
}

/// How much of the machine's cores the tree may use, in thousandths of a core.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CpuQuota {
    pub millicores: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Network {
    /// A namespace of its own, in which only the two listeners can be reached.
    Isolated,
    /// The host's network; the listeners are then on loopback ports of the host.
    Host,
}

/// The listeners that each environment has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// 9001: the Runtime API.
    RuntimeApi,
    /// 4566: the platform's own AWS API.
    Platform,
}

impl Port {
    pub const fn number(self) -> u16 {
        match self {
            Port::RuntimeApi => 9001,
            Port::Platform => 4566,
        }
    }
}

/// What runs inside.
#[derive(Debug, Clone)]
pub struct Process {
    /// Absolute path inside, then its arguments.
    pub command: Vec<String>,
    pub variables: Vec<(String, String)>,
    pub working_directory: String,
}
