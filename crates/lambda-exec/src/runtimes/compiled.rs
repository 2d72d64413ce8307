//! The Python bootstrap as byte code, made once for each interpreter.

use super::found::Interpreter;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Compiles every source of a directory into another; tracebacks name the files as the function sees them.
const COMPILE: &str = "
import os, py_compile, sys
source, target = sys.argv[1:]
for name in os.listdir(source):
    stem, extension = os.path.splitext(name)
    if extension == '.py':
        py_compile.compile(os.path.join(source, name), os.path.join(target, stem + '.pyc'),
                           '/var/runtime/' + name, doraise=True)
";

/// The directory to mount as `/var/runtime`: beside `sources`, named after the interpreter's version.
pub(super) fn for_interpreter(interpreter: &Interpreter, sources: &Path) -> io::Result<PathBuf> {
    let target = sources.with_file_name(format!("python{}", interpreter.version));
    if target.exists() {
        return Ok(target);
    }
    // Two runtimes may be served by one interpreter, and both be asked for now: each makes a directory of its own,
    // and the first to finish gives it its name.
    let ours =
        sources.with_file_name(format!("python{}.{:?}", interpreter.version, std::thread::current().id()));
    // What an SDK is bound over, where there is one.
    fs::create_dir_all(ours.join("site-packages"))?;
    let compiled = Command::new(&interpreter.executable)
        .args(["-S", "-c", COMPILE])
        .args([sources, &ours])
        .env_clear()
        .output()?;
    if !compiled.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&compiled.stderr).into_owned()));
    }
    match fs::rename(&ours, &target) {
        Err(_) if target.exists() => fs::remove_dir_all(&ours)?,
        renamed => renamed?,
    }
    Ok(target)
}
