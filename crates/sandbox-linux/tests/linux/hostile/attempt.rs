//! What attempts are made of.

use std::io::Error;
use std::os::fd::{FromRawFd, OwnedFd};

/// Its name; what it does, inside, and what came of it; what must come of it (`A or B` where kernels differ).
pub type Attempt = (&'static str, fn() -> String, &'static str);

/// A system call with numbers and C strings as arguments: the name of its error, or `done`.
pub fn call<const N: usize>(number: i64, arguments: [i64; N]) -> String {
    match raw(number, arguments) {
        Ok(_) => "done".into(),
        Err(error) => name(&error),
    }
}

pub fn raw<const N: usize>(number: i64, arguments: [i64; N]) -> Result<i64, Error> {
    let mut all = [0; 6];
    all[..N].copy_from_slice(&arguments);
    let [a, b, c, d, e, f] = all;
    // SAFETY: callers pass numbers, C strings, and buffers that live through the call and are as long as they say; or
    // a call that must be refused, and ends the attempt's process badly if it is not.
    let result = unsafe { libc::syscall(number, a, b, c, d, e, f) };
    if result < 0 { Err(Error::last_os_error()) } else { Ok(result) }
}

/// A call that answers a new descriptor.
pub fn open<const N: usize>(number: i64, arguments: [i64; N]) -> Result<OwnedFd, Error> {
    // SAFETY: the descriptor is new, and nobody else's.
    raw(number, arguments).map(|fd| unsafe { OwnedFd::from_raw_fd(fd as i32) })
}

pub fn text(string: &'static std::ffi::CStr) -> i64 {
    string.as_ptr() as i64
}

pub fn told<T>(outcome: std::io::Result<T>) -> String {
    match outcome {
        Ok(_) => "done".into(),
        Err(error) => name(&error),
    }
}

pub fn variable(name: &str) -> String {
    std::env::var(name).expect("the test sets it")
}

pub fn name(error: &Error) -> String {
    const NAMES: &[(i32, &str)] = &[
        (libc::EPERM, "EPERM"),
        (libc::ENOENT, "ENOENT"),
        (libc::ESRCH, "ESRCH"),
        (libc::EBADF, "EBADF"),
        (libc::EAGAIN, "EAGAIN"),
        (libc::ENOMEM, "ENOMEM"),
        (libc::EACCES, "EACCES"),
        (libc::EFAULT, "EFAULT"),
        (libc::EBUSY, "EBUSY"),
        (libc::EEXIST, "EEXIST"),
        (libc::EXDEV, "EXDEV"),
        (libc::ENOTDIR, "ENOTDIR"),
        (libc::ENODEV, "ENODEV"),
        (libc::ENXIO, "ENXIO"),
        (libc::EINVAL, "EINVAL"),
        (libc::EMFILE, "EMFILE"),
        (libc::ENOTTY, "ENOTTY"),
        (libc::ENOSPC, "ENOSPC"),
        (libc::EROFS, "EROFS"),
        (libc::EPIPE, "EPIPE"),
        (libc::ENOSYS, "ENOSYS"),
        (libc::ELOOP, "ELOOP"),
        (libc::EOPNOTSUPP, "EOPNOTSUPP"),
        (libc::EPROTONOSUPPORT, "EPROTONOSUPPORT"),
        (libc::EAFNOSUPPORT, "EAFNOSUPPORT"),
        (libc::EADDRINUSE, "EADDRINUSE"),
        (libc::EADDRNOTAVAIL, "EADDRNOTAVAIL"),
        (libc::ENETUNREACH, "ENETUNREACH"),
        (libc::ECONNREFUSED, "ECONNREFUSED"),
        (libc::ETOOMANYREFS, "ETOOMANYREFS"),
        (libc::ENOPROTOOPT, "ENOPROTOOPT"),
        (libc::ETIMEDOUT, "ETIMEDOUT"),
    ];
    let number = error.raw_os_error().unwrap_or(-1);
    NAMES.iter().find(|(known, _)| *known == number).map_or_else(|| error.to_string(), |(_, n)| (*n).into())
}
