//! Who is to be killed when the whole machine runs out of memory: functions first, their keepers last.

use std::fs;

/// What a program in a sandbox begins with, and, where the helper may say so, cannot go below.
pub const PROGRAM: i32 = 500;
const HELPER: i32 = -900;
const SERVER: i32 = -500;

/// The score of the helper, of which children inherit it, and of its server. Only a process with CAP_SYS_RESOURCE may
/// lower a score; without it both stay where they are, which is below what programs begin with.
pub fn protect() {
    lower("/proc/self/oom_score_adj", HELPER);
    if let Some(server) = rustix::process::getppid() {
        lower(&format!("/proc/{}/oom_score_adj", server.as_raw_nonzero()), SERVER);
    }
}

fn lower(path: &str, score: i32) {
    let now = fs::read_to_string(path).ok().and_then(|text| text.trim().parse::<i32>().ok());
    if now.is_some_and(|now| now > score) {
        // Refused: it stays as its starter wanted it.
        let _ = fs::write(path, score.to_string());
    }
}
