//! What a sandbox measures, and how a process tree ends.

use std::fmt;
use std::time::Duration;

/// What an environment has used. A figure that this host cannot measure is `None`, never a guess.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Usage {
    /// Peak memory of the tree over the environment's life, reclaimable page cache left out.
    pub memory_peak_bytes: Option<u64>,
    /// CPU time, user and system, over the environment's life.
    pub cpu_time: Option<Duration>,
    /// Bytes in use in `/tmp` now.
    pub tmp_bytes: Option<u64>,
    /// Open descriptors of the process that has the most, now.
    pub files: Option<u64>,
    /// Processes and threads: the kernel's peak where it keeps one, else now.
    pub threads: Option<u64>,
    /// Times that the kernel killed a process of the tree for memory, over the environment's life.
    pub oom_kills: u64,
}

/// What is read after each invocation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Memory {
    /// As [`Usage::memory_peak_bytes`].
    pub peak_bytes: Option<u64>,
    /// As [`Usage::oom_kills`].
    pub oom_kills: u64,
}

impl Usage {
    /// The higher of each figure.
    #[must_use]
    pub fn peak(&self, other: &Usage) -> Usage {
        Usage {
            memory_peak_bytes: self.memory_peak_bytes.max(other.memory_peak_bytes),
            cpu_time: self.cpu_time.max(other.cpu_time),
            tmp_bytes: self.tmp_bytes.max(other.tmp_bytes),
            files: self.files.max(other.files),
            threads: self.threads.max(other.threads),
            oom_kills: self.oom_kills.max(other.oom_kills),
        }
    }
}

/// How the first process of a tree ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Code(i32),
    Signal {
        number: i32,
        core_dumped: bool,
    },
    /// It could not be executed at all: the `errno` of `execve`.
    NotExecuted {
        errno: i32,
    },
}

impl fmt::Display for Exit {
    /// As AWS words it after "Runtime exited with error: ".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Exit::Code(code) => write!(f, "exit status {code}"),
            Exit::Signal { number, core_dumped } => {
                let core = if core_dumped { " (core dumped)" } else { "" };
                match signal_text(number) {
                    Some(text) => write!(f, "signal: {text}{core}"),
                    None => write!(f, "signal: signal {number}{core}"),
                }
            }
            Exit::NotExecuted { errno } => write!(f, "exec failed: errno {errno}"),
        }
    }
}

/// The words that Go's runtime has for a signal, which are those that AWS shows.
fn signal_text(number: i32) -> Option<&'static str> {
    Some(match number {
        1 => "hangup",
        2 => "interrupt",
        3 => "quit",
        4 => "illegal instruction",
        5 => "trace/breakpoint trap",
        6 => "aborted",
        7 => "bus error",
        8 => "floating point exception",
        9 => "killed",
        10 => "user defined signal 1",
        11 => "segmentation fault",
        12 => "user defined signal 2",
        13 => "broken pipe",
        14 => "alarm clock",
        15 => "terminated",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exit_is_worded_as_aws_words_it() {
        assert_eq!(Exit::Code(127).to_string(), "exit status 127");
        assert_eq!(Exit::Signal { number: 9, core_dumped: false }.to_string(), "signal: killed");
        let segfault = Exit::Signal { number: 11, core_dumped: true };
        assert_eq!(segfault.to_string(), "signal: segmentation fault (core dumped)");
    }
}
