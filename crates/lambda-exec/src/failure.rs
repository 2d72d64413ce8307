//! What the caller of a function gets when the platform, and not the function's code, says what went wrong.
//! Texts as recorded from AWS in November 2025.

use bytes::Bytes;
use sandbox::Exit;
use serde_json::json;

/// Why a process tree could not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The configured time-out, in seconds.
    TimedOut {
        timeout_s: u32,
    },
    /// The runtime went away without an answer.
    Exited {
        exit: Exit,
        out_of_memory: bool,
    },
    NoBootstrap,
    /// The runtime's answer was longer than AWS lets through.
    ResponseTooLarge {
        bytes_max: u64,
    },
    /// The runtime's answer broke off.
    ResponseTruncated,
    InvalidResponseMode,
}

impl Failure {
    /// `errorType` of the payload.
    fn payload_type(&self) -> &'static str {
        match self {
            Failure::TimedOut { .. } => "Sandbox.Timedout",
            Failure::Exited { .. } => "Runtime.ExitError",
            _ => self.error_type(),
        }
    }

    /// `Error Type` of the REPORT line.
    pub(crate) fn error_type(&self) -> &'static str {
        match self {
            Failure::TimedOut { .. } => "Sandbox.Timedout",
            Failure::Exited { out_of_memory: true, .. } => "Runtime.OutOfMemory",
            Failure::Exited { .. } => "Runtime.ExitError",
            Failure::NoBootstrap => "Runtime.InvalidEntrypoint",
            Failure::ResponseTooLarge { .. } => "Function.ResponseSizeTooLarge",
            Failure::ResponseTruncated => "Runtime.TruncatedResponse",
            Failure::InvalidResponseMode => "Runtime.InvalidResponseModeHeader",
        }
    }

    fn sentence(&self) -> String {
        match self {
            Failure::TimedOut { timeout_s } => {
                format!("Task timed out after {:.2} seconds", f64::from(*timeout_s))
            }
            Failure::Exited { exit: Exit::Code(0), .. } => "Runtime exited without providing a reason".into(),
            Failure::Exited { exit: Exit::NotExecuted { errno }, .. } => {
                format!("fork/exec /var/task/bootstrap: {}", errno_text(*errno))
            }
            Failure::Exited { exit: Exit::Signal { number, .. }, .. } => {
                let exit = Exit::Signal { number: *number, core_dumped: dumps_core(*number) };
                format!("Runtime exited with error: {exit}")
            }
            Failure::Exited { exit, .. } => format!("Runtime exited with error: {exit}"),
            Failure::NoBootstrap => {
                "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]".into()
            }
            Failure::ResponseTooLarge { bytes_max } => {
                format!("Response payload size exceeded maximum allowed payload size ({bytes_max} bytes).")
            }
            Failure::ResponseTruncated => "Response was truncated".into(),
            Failure::InvalidResponseMode => "Invalid function response mode".into(),
        }
    }

    /// The body that the caller gets with `X-Amz-Function-Error: Unhandled`.
    pub(crate) fn payload(&self, request_id: &str) -> Bytes {
        let error_type = self.payload_type();
        // AWS writes the size error in the other order and without the request id.
        if let Failure::ResponseTooLarge { .. } = self {
            return Bytes::from(
                json!({"errorMessage": self.sentence(), "errorType": error_type}).to_string(),
            );
        }
        let message =
            serde_json::Value::String(format!("RequestId: {request_id} Error: {}", self.sentence()));
        Bytes::from(format!(r#"{{"errorType":"{error_type}","errorMessage":{message}}}"#))
    }
}

/// On AWS a process may write 10 GB of core, so whatever ends with a signal of this kind is said to have dumped one.
/// Here none is written (the host's handler of cores would get the function's memory), and the words are AWS's still.
fn dumps_core(signal: i32) -> bool {
    // SIGQUIT, ILL, TRAP, ABRT, BUS, FPE, SEGV, XCPU, XFSZ, SYS.
    matches!(signal, 3..=8 | 11 | 24 | 25 | 31)
}

/// The words of Go's `syscall.Errno`, which AWS shows, for what `execve` commonly answers.
fn errno_text(errno: i32) -> String {
    let text = match errno {
        2 => "no such file or directory",
        8 => "exec format error",
        13 => "permission denied",
        20 => "not a directory",
        21 => "is a directory",
        40 => "too many levels of symbolic links",
        _ => return format!("errno {errno}"),
    };
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payload(failure: Failure) -> String {
        String::from_utf8(failure.payload("r-1").to_vec()).unwrap()
    }

    #[test]
    fn payloads_are_those_recorded_from_aws() {
        assert_eq!(
            payload(Failure::TimedOut { timeout_s: 3 }),
            r#"{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: r-1 Error: Task timed out after 3.00 seconds"}"#
        );
        assert_eq!(
            payload(Failure::Exited { exit: Exit::Code(0), out_of_memory: false }),
            r#"{"errorType":"Runtime.ExitError","errorMessage":"RequestId: r-1 Error: Runtime exited without providing a reason"}"#
        );
        assert_eq!(
            payload(Failure::ResponseTooLarge { bytes_max: 6_291_556 }),
            r#"{"errorMessage":"Response payload size exceeded maximum allowed payload size (6291556 bytes).","errorType":"Function.ResponseSizeTooLarge"}"#
        );
    }

    #[test]
    fn an_out_of_memory_kill_is_named_in_the_report() {
        let exit = Exit::Signal { number: 9, core_dumped: false };
        let failure = Failure::Exited { exit, out_of_memory: true };
        assert_eq!(failure.error_type(), "Runtime.OutOfMemory");
        assert!(payload(failure).contains("Runtime exited with error: signal: killed"));
    }
}
