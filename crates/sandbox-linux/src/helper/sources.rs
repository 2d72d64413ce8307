//! What environments may be shown of the host, and the most that may be asked for them.
//!
//! The helper has privileges that the server has given up, so it does not take the server's word for either: code that
//! has taken over the server can ask for nothing that a function could not have been given anyway.

use super::root::view_of;
use super::standing::Standing;
use crate::protocol::Walls;
use rustix::fs::{CWD, Mode, OFlags, ResolveFlags, openat, openat2};
use std::io;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

/// Where a bind may go. The rest of the root is the same for every environment.
const TARGETS: [&str; 6] = [
    "/var/task",
    "/var/runtime",
    "/var/runtime/site-packages",
    "/var/runtime/node_modules",
    "/var/lang",
    "/opt",
];

/// Far beyond what AWS gives any function, and still something that a host survives a few times.
const MEMORY_BYTES_MAX: u64 = 64 << 30;
const TMP_BYTES_MAX: u64 = 64 << 30;
const PROCESSES_MAX: u64 = 32_768;
const FILES_MAX: u64 = 1 << 20;
const BINDS_MAX: usize = 16;

/// Directories below which everything may be shown, opened before the server gave up its privileges.
pub struct Sources(Vec<(PathBuf, OwnedFd)>);

impl Sources {
    pub fn open(paths: &[PathBuf]) -> io::Result<Sources> {
        let open = |path: &PathBuf| {
            let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
            Ok((path.clone(), openat(CWD, path, flags, Mode::empty())?))
        };
        paths.iter().map(open).collect::<io::Result<_>>().map(Sources)
    }

    /// A read-only view of `source`, which no link on the way to it leads out of what may be shown.
    pub fn view(&self, source: &Path) -> io::Result<OwnedFd> {
        let below = self.0.iter().find_map(|(top, opened)| Some((source.strip_prefix(top).ok()?, opened)));
        let Some((path, top)) = below else { return Err(refused("it is none of what may be shown")) };
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let flags = OFlags::PATH | OFlags::CLOEXEC;
        let links = ResolveFlags::BENEATH | ResolveFlags::NO_MAGICLINKS;
        view_of(&openat2(top, path, flags, Mode::empty(), links)?)
    }
}

pub fn check(walls: &Walls, standing: Standing) -> io::Result<()> {
    let within = walls.memory_bytes <= MEMORY_BYTES_MAX
        && walls.tmp_bytes <= TMP_BYTES_MAX
        && walls.processes_max <= PROCESSES_MAX
        && walls.files_max <= FILES_MAX
        && walls.binds.len() <= BINDS_MAX;
    if !within {
        return Err(refused("nobody needs walls as wide as these"));
    }
    if standing == Standing::Ordinary && !walls.isolated {
        return Err(refused("without root, functions run in networks of their own only"));
    }
    match walls.binds.iter().find(|(_, target)| !TARGETS.contains(&target.as_str())) {
        Some((_, target)) => Err(refused(&format!("nothing is bound at {target}"))),
        None => Ok(()),
    }
}

fn refused(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::PermissionDenied, why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn walls() -> Walls {
        Walls {
            id: "e".into(),
            memory_bytes: 128 << 20,
            millicores: 1000,
            processes_max: 1024,
            files_max: 1024,
            tmp_bytes: 512 << 20,
            isolated: true,
            binds: vec![("/anything".into(), "/var/task".into())],
        }
    }

    #[test]
    fn walls_are_bounded_and_bound_only_where_functions_look() {
        assert!(check(&walls(), Standing::Root).is_ok());
        assert!(check(&Walls { memory_bytes: u64::MAX, ..walls() }, Standing::Root).is_err());
        assert!(check(&Walls { tmp_bytes: 1 << 40, ..walls() }, Standing::Root).is_err());
        let on_the_hosts_network = Walls { isolated: false, ..walls() };
        assert!(check(&on_the_hosts_network, Standing::Root).is_ok());
        assert!(check(&on_the_hosts_network, Standing::Ordinary).is_err());
        for target in ["/etc", "/usr/bin", "/var/task/../../etc", "/proc"] {
            let error = check(&Walls { binds: vec![("/".into(), target.into())], ..walls() }, Standing::Root);
            assert_eq!(error.unwrap_err().to_string(), format!("nothing is bound at {target}"));
        }
    }

    #[test]
    fn nothing_but_what_lies_below_the_sources_is_shown() {
        let directory = tempfile::tempdir().unwrap();
        let data = directory.path().join("data");
        fs::create_dir_all(data.join("package")).unwrap();
        fs::create_dir(directory.path().join("secret")).unwrap();
        std::os::unix::fs::symlink("../secret", data.join("link")).unwrap();
        std::os::unix::fs::symlink(directory.path().join("secret"), data.join("absolute")).unwrap();
        let sources = Sources::open(std::slice::from_ref(&data)).unwrap();
        let errno = |path: &Path| sources.view(path).map(drop).map_err(|error| error.raw_os_error());
        for outside in ["link", "absolute", "../secret", "package/../../secret"] {
            assert_eq!(errno(&data.join(outside)), Err(Some(libc::EXDEV)), "{outside}");
        }
        assert_eq!(errno(&directory.path().join("secret")), Err(None));
        assert_eq!(errno(Path::new("/etc")), Err(None));
        // Only whoever may mount gets a view at all.
        if rustix::process::geteuid().is_root() {
            assert_eq!(errno(&data.join("package")), Ok(()));
            assert_eq!(errno(&data), Ok(()));
        }
    }
}
