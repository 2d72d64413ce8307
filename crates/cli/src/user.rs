//! Who the server is once it has what needs root, and what belongs to that user.

use rustix::fs::{AtFlags, Dir, FileType, Gid, Mode, OFlags, Uid, chownat, fstat, openat, statat};
use sandbox::Held;
use sandbox_linux::User;
use std::ffi::{CStr, CString};
use std::fs;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// The user of servers that root starts on a directory of root's: just below those of the sandboxes, in a range that
/// neither systemd nor distributions give out, so that nothing else on the machine belongs to it.
const NOBODYS: u32 = 1_899_999_999;
/// An account that an administrator has made for us is better than a number.
const ACCOUNT: &str = "hikeshi";
/// What belongs to the helper, which stays root.
pub(crate) const HELPERS: &str = "sandbox";

/// Whom to become: who was named, else who owns the data directory, else the account `hikeshi`, else nobody in
/// particular. Whoever is not root stays who they are.
pub(crate) fn choose(named: Option<&str>, directory: &Path) -> Result<User, String> {
    let now = User::now();
    if !now.is_root() {
        return match named {
            Some(_) => Err("only root can start the server as another user".to_owned()),
            None => Ok(now),
        };
    }
    if let Some(name) = named {
        return find(name).ok_or_else(|| format!("there is no user {name} on this machine"));
    }
    let owner = fs::metadata(directory).map_or(0, |metadata| metadata.uid());
    Ok(match owner {
        0 => find(ACCOUNT).unwrap_or(User { user: NOBODYS, group: NOBODYS }),
        owner => number(owner),
    })
}

fn find(name: &str) -> Option<User> {
    if let Ok(user) = name.parse() {
        return Some(number(user));
    }
    accounts().into_iter().find(|(account, _)| account == name).map(|(_, user)| user)
}

/// With the group of its account. Without an account it has a group of its own number, which nobody is in.
fn number(user: u32) -> User {
    let account = accounts().into_iter().find(|(_, account)| account.user == user);
    account.map_or(User { user, group: user }, |(_, account)| account)
}

fn accounts() -> Vec<(String, User)> {
    let text = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let account = |line: &str| {
        let mut fields = line.split(':');
        let (name, _, user, group) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
        Some((name.to_owned(), User { user: user.parse().ok()?, group: group.parse().ok()? }))
    };
    text.lines().filter_map(account).collect()
}

/// Makes the data directory the user's, with everything in it but what is the helper's. A directory that was kept by
/// a server that stayed root has files of root's; later starts find nothing to do.
///
/// The user may have put anything there, so no link is followed, and a file with a second name, which may lie
/// elsewhere, is left alone.
pub(crate) fn hand_over(directory: &Path, user: User) -> Result<(), String> {
    if !User::now().is_root() {
        return Ok(());
    }
    let could_not = |error: rustix::io::Errno| {
        let error = io::Error::from(error);
        format!("could not make {} belong to user {}: {error}", directory.display(), user.user)
    };
    let name = CString::new(directory.as_os_str().as_bytes()).map_err(|error| error.to_string())?;
    let top = open_directory(rustix::fs::CWD, &name).map_err(could_not)?;
    if fstat(&top).map_err(could_not)?.st_uid == user.user && !has_anothers(&top, user).map_err(could_not)? {
        return Ok(());
    }
    hand_over_below(&top, user, Some(HELPERS)).map_err(could_not)?;
    // Last: a hand-over that was cut short is begun again.
    rustix::fs::fchown(&top, Some(Uid::from_raw(user.user)), Some(Gid::from_raw(user.group)))
        .map_err(could_not)
}

/// Makes a directory in which root has made files that of its owner again, so that who serves it can use them.
pub(crate) fn give_back(directory: &Path, owner: Option<u32>) -> Result<(), String> {
    owner.filter(|owner| *owner != 0).map_or(Ok(()), |owner| hand_over(directory, number(owner)))
}

/// Whether anything directly in the directory, the helper's apart, is somebody else's.
fn has_anothers(directory: &OwnedFd, user: User) -> rustix::io::Result<bool> {
    for entry in Dir::read_from(directory)? {
        let entry = entry?;
        let name = entry.file_name();
        if !is_special(name) && name.to_bytes() != HELPERS.as_bytes() {
            let found = statat(directory, name, AtFlags::SYMLINK_NOFOLLOW)?;
            if found.st_uid != user.user {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

fn hand_over_below(directory: &OwnedFd, user: User, but: Option<&str>) -> rustix::io::Result<()> {
    for entry in Dir::read_from(directory)? {
        let entry = entry?;
        let name = entry.file_name();
        if is_special(name) || but.is_some_and(|but| name.to_bytes() == but.as_bytes()) {
            continue;
        }
        let found = statat(directory, name, AtFlags::SYMLINK_NOFOLLOW)?;
        let kind = FileType::from_raw_mode(found.st_mode);
        if kind == FileType::Directory {
            hand_over_below(&open_directory(directory, name)?, user, None)?;
        } else if found.st_nlink != 1 {
            continue;
        }
        let (owner, group) = (Uid::from_raw(user.user), Gid::from_raw(user.group));
        chownat(directory, name, Some(owner), Some(group), AtFlags::SYMLINK_NOFOLLOW)?;
    }
    Ok(())
}

fn is_special(name: &CStr) -> bool {
    name == c"." || name == c".."
}

fn open_directory(at: impl AsFd, name: &CStr) -> rustix::io::Result<OwnedFd> {
    openat(at, name, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC, Mode::empty())
}

/// What the banner and the health say of it.
pub(crate) fn held(user: User) -> Held {
    let (how, held) = match (user.is_root(), User::now() == user) {
        (true, _) => ("the server stays root, as was asked for".to_owned(), false),
        (false, _) => (format!("the server is user {} and has no capability", user.user), true),
    };
    Held { what: "privileges", how, held }
}

/// A directory in a place that only root may enter is no use to anybody else.
pub(crate) fn can_use(directory: &Path, user: User) -> Result<(), String> {
    if fs::read_dir(directory).is_ok() {
        return Ok(());
    }
    Err(format!(
        "user {}, who the server is when root has started it, cannot reach {}: keep the data elsewhere, \
         let everybody pass through the directories above it (chmod o+x), or name a user who can with --user",
        user.user,
        directory.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn the_owner_of_the_data_is_who_serves_it() {
        if !User::now().is_root() {
            return;
        }
        let directory = tempfile();
        assert_eq!(choose(None, &directory).unwrap().user, find(ACCOUNT).map_or(NOBODYS, |user| user.user));
        std::os::unix::fs::chown(&directory, Some(4711), None).unwrap();
        assert_eq!(choose(None, &directory).unwrap(), User { user: 4711, group: 4711 });
        assert_eq!(choose(Some("0"), &directory).unwrap().user, 0);
        assert!(choose(Some("no-such-user"), &directory).is_err());
        fs::remove_dir(directory).unwrap();
    }

    #[test]
    fn what_root_kept_is_handed_over_but_nothing_that_lies_elsewhere() {
        if !User::now().is_root() {
            return;
        }
        let (directory, outside) = (tempfile(), tempfile());
        fs::create_dir_all(directory.join("packages/one")).unwrap();
        fs::create_dir(directory.join(HELPERS)).unwrap();
        for file in ["store", "packages/one/file", "sandbox/lock"] {
            fs::write(directory.join(file), "").unwrap();
        }
        fs::write(outside.join("secret"), "").unwrap();
        symlink(&outside, directory.join("packages/link")).unwrap();
        fs::hard_link(outside.join("secret"), directory.join("hard")).unwrap();
        let user = User { user: 4711, group: 4712 };
        hand_over(&directory, user).unwrap();
        let owner = |path: &Path| {
            let found = fs::symlink_metadata(path).unwrap();
            (found.uid(), found.gid())
        };
        for theirs in ["", "store", "packages", "packages/one", "packages/one/file", "packages/link"] {
            assert_eq!(owner(&directory.join(theirs)), (4711, 4712), "{theirs}");
        }
        for roots in ["sandbox", "sandbox/lock", "hard"] {
            assert_eq!(owner(&directory.join(roots)).0, 0, "{roots}");
        }
        assert_eq!(owner(&outside.join("secret")).0, 0);
        fs::remove_dir_all(directory).unwrap();
        fs::remove_dir_all(outside).unwrap();
    }

    fn tempfile() -> std::path::PathBuf {
        let path = std::env::temp_dir().join(format!("hikeshi-user-{}", clock::Ids::random().hex(8)));
        fs::create_dir(&path).unwrap();
        path
    }
}
