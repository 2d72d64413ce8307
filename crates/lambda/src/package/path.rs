//! Names of entries as paths below one directory, and where symbolic links may point.

use super::PackageError;

/// The longest name of one file that Linux's file systems take, in bytes.
const NAME_BYTES_MAX: usize = 255;
/// The longest target of a symbolic link that Linux takes, in bytes.
const TARGET_BYTES_MAX: usize = 4_095;

/// Where the package is in the sandbox.
const TASK_ROOT: &str = "/var/task";

/// Makes a name a relative path of plain names, `a/b/c`; empty for the package's own directory.
///
/// Windows tools of old write `a\b`: as Info-ZIP does, a backslash is a separator if the archive was made there, and
/// otherwise a character as any other.
pub(super) fn parse(name: &str, made_on_dos: bool) -> Result<String, PackageError> {
    let refuse = |why| Err(PackageError::Unsafe { entry: name.to_owned(), why });
    let slashed = if made_on_dos { name.replace('\\', "/") } else { name.to_owned() };
    if slashed.starts_with('/') {
        return refuse("is an absolute path");
    }
    if slashed.contains('\0') {
        return refuse("has a zero in its name");
    }
    let names: Vec<&str> = slashed.split('/').filter(|name| !matches!(*name, "" | ".")).collect();
    if names.contains(&"..") {
        return refuse("goes up with ..");
    }
    if names.first().is_some_and(|first| is_drive(first)) {
        return refuse("begins with a drive");
    }
    let path = names.join("/");
    let too_long = names.iter().any(|name| name.len() > NAME_BYTES_MAX);
    if too_long || !limits::lambda::CODE_PATH_BYTES_MAX.allows(path.len()) {
        return refuse("has a name that is too long");
    }
    Ok(path)
}

fn is_drive(name: &str) -> bool {
    let bytes = name.as_bytes();
    bytes.len() >= 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':'
}

/// Checks that a symbolic link, as the sandbox sees it, leads to a place within the package: a relative target, or one
/// below `/var/task`.
///
/// `..` is taken at the beginning of a target only. After a name it would depend on where that name leads, and a chain of
/// links that each look harmless could climb out.
pub(super) fn check_link(link: &str, target: &[u8]) -> Result<(), PackageError> {
    let refuse = |why| Err(PackageError::Unsafe { entry: link.to_owned(), why });
    if target.is_empty() || target.len() > TARGET_BYTES_MAX || target.contains(&0) {
        return refuse("is a symbolic link to nowhere");
    }
    let Ok(target) = std::str::from_utf8(target) else {
        return refuse("is a symbolic link to a name that is not UTF-8");
    };
    let (relative, mut depth) = match target.strip_prefix(TASK_ROOT) {
        Some(below) if below.is_empty() || below.starts_with('/') => (below, 0),
        _ if target.starts_with('/') => return refuse("is a symbolic link out of the package"),
        _ => (target, link.split('/').count() - 1),
    };
    let mut in_front = true;
    for name in relative.split('/').filter(|name| !matches!(*name, "" | ".")) {
        if name != ".." {
            in_front = false;
        } else if !in_front || depth == 0 {
            return refuse("is a symbolic link out of the package");
        } else {
            depth -= 1;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_names_stay_and_detours_go() {
        for (name, path) in [
            ("index.js", "index.js"),
            ("./a//b/./c", "a/b/c"),
            ("a/b/", "a/b"),
            ("./", ""),
            ("a\\b", "a\\b"),
            ("..a/b..", "..a/b.."),
            ("naïve.py", "naïve.py"),
        ] {
            assert_eq!(parse(name, false).unwrap(), path);
        }
        assert_eq!(parse("a\\b\\c.dll", true).unwrap(), "a/b/c.dll");
    }

    #[test]
    fn what_could_leave_the_directory_is_refused() {
        for name in ["/etc/passwd", "../a", "a/../../b", "a/..", "C:/a", "c:a", "a\0b", "//a"] {
            assert!(parse(name, false).is_err(), "{name:?}");
        }
        for name in ["..\\a", "\\a", "C:\\a", "\\\\server\\a"] {
            assert!(parse(name, true).is_err(), "{name:?}");
        }
        assert!(parse(&"x".repeat(256), false).is_err());
        assert!(parse(&"x/".repeat(600), false).is_err());
    }

    #[test]
    fn a_link_may_lead_to_places_in_the_package_only() {
        for (link, target) in [
            ("a", "b"),
            ("a", "b/c/./d"),
            ("node_modules/.bin/tsc", "../typescript/bin/tsc"),
            ("a/b/c", "../.."),
            ("a", "/var/task"),
            ("a/b", "/var/task/lib/x.so"),
            ("a", "..."),
        ] {
            assert!(check_link(link, target.as_bytes()).is_ok(), "{link} -> {target}");
        }
        for (link, target) in [
            ("a", ".."),
            ("a/b", "../../c"),
            ("a", "/etc/passwd"),
            ("a", "/var/tasks"),
            ("a", "/var/task/.."),
            ("a", "b/../../c"),
            ("a", "b/.."),
            ("a", ""),
            ("a", "b\0c"),
        ] {
            assert!(check_link(link, target.as_bytes()).is_err(), "{link} -> {target}");
        }
        assert!(check_link("a", &[b'x'; 4_096]).is_err());
        assert!(check_link("a", b"\xff").is_err());
    }
}
