//! Debian's packages: fetched by apt with lists and a cache of our own, so that nothing of the machine changes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What the tests' root is made of. Apt adds what these need.
const GUEST: &[&str] = &[
    "bash",
    "busybox-static",
    "coreutils",
    "curl",
    "dash",
    "e2fsprogs",
    "findutils",
    "grep",
    "gzip",
    "hostname",
    "kmod",
    "libc6",
    "libgcc-s1",
    "mawk",
    "mount",
    "nodejs",
    "procps",
    "python3",
    "sed",
    "tar",
    "util-linux",
];
const EMULATOR: &[&str] = &["qemu-system-x86"];
const KERNEL: &str = "linux-image-cloud-amd64";

pub struct Debian {
    folder: PathBuf,
}

/// Folders of unpacked packages.
pub struct Unpacked {
    pub guest: PathBuf,
    pub kernel: PathBuf,
    /// `None`: this machine has the emulator.
    pub emulator: Option<PathBuf>,
}

impl Debian {
    pub fn below(folder: &Path) -> Debian {
        Debian { folder: folder.to_owned() }
    }

    /// Fetches and unpacks what is not there yet.
    pub fn unpacked(&self, emulator: bool) -> Result<Unpacked, String> {
        let guest = self.once("guest", |debian, folder| {
            // As on a machine on which nothing is installed.
            let nothing = debian.folder.join("no-packages");
            fs::write(&nothing, "")
                .map_err(|error| format!("could not write {}: {error}", nothing.display()))?;
            debian.install(GUEST, Some(&nothing), folder)
        })?;
        let kernel = self.once("kernel", Debian::kernel)?;
        let emulator =
            emulator.then(|| self.once("emulator", |debian, folder| debian.install(EMULATOR, None, folder)));
        Ok(Unpacked { guest, kernel, emulator: emulator.transpose()? })
    }

    /// A folder that is whole or not there.
    fn once(
        &self,
        name: &str,
        fill: impl FnOnce(&Debian, &Path) -> Result<(), String>,
    ) -> Result<PathBuf, String> {
        // Made anew when the list of packages is another.
        let wanted = GUEST.join(" ");
        let (folder, done) = (self.folder.join(name), self.folder.join(format!("{name}.packages")));
        if fs::read_to_string(&done).is_ok_and(|had| had == wanted) {
            return Ok(folder);
        }
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder)
            .and_then(|()| fs::create_dir_all(self.folder.join("lists/partial")))
            .map_err(|error| format!("could not make {}: {error}", folder.display()))?;
        fill(self, &folder)?;
        fs::write(&done, wanted).map_err(|error| format!("could not write {}: {error}", done.display()))?;
        Ok(folder)
    }

    fn install(&self, packages: &[&str], status: Option<&Path>, to: &Path) -> Result<(), String> {
        self.update()?;
        let archives = self.archives(to)?;
        let mut apt = self.apt("apt-get");
        apt.arg("-o").arg(format!("Dir::Cache::archives={}", archives.display()));
        if let Some(status) = status {
            apt.arg("-o").arg(format!("Dir::State::status={}", status.display()));
        }
        apt.args(["-qq", "-y", "--no-install-recommends", "--download-only", "install"]).args(packages);
        run(&mut apt)?;
        unpack_all(&archives, to)
    }

    /// The package of the present kernel alone: what it depends on is for a machine that installs it.
    fn kernel(&self, to: &Path) -> Result<(), String> {
        self.update()?;
        let depends = output(self.apt("apt-cache").args(["depends", KERNEL]))?;
        let name = depends
            .lines()
            .find_map(|line| {
                line.trim().strip_prefix("Depends: ").filter(|name| name.starts_with("linux-image"))
            })
            .ok_or_else(|| format!("{KERNEL} names no kernel"))?;
        let archives = self.archives(to)?;
        run(self.apt("apt-get").args(["-qq", "download", name]).current_dir(&archives))?;
        unpack_all(&archives, to)
    }

    fn archives(&self, of: &Path) -> Result<PathBuf, String> {
        let archives = of.with_extension("archives");
        fs::create_dir_all(archives.join("partial"))
            .map_err(|error| format!("could not make {}: {error}", archives.display()))?;
        Ok(archives)
    }

    fn update(&self) -> Result<(), String> {
        let sign = self.folder.join("lists/updated");
        if sign.exists() {
            return Ok(());
        }
        run(self.apt("apt-get").args(["-qq", "update"]))?;
        fs::write(&sign, "").map_err(|error| format!("could not write {}: {error}", sign.display()))
    }

    fn apt(&self, program: &str) -> Command {
        let mut apt = Command::new(program);
        let lists = format!("Dir::State::lists={}", self.folder.join("lists").display());
        let cache = format!("Dir::Cache={}", self.folder.display());
        // The sandbox of apt is another user, which may not be able to write below the target directory.
        for option in [lists.as_str(), cache.as_str(), "APT::Sandbox::User=root", "Debug::NoLocking=1"] {
            apt.args(["-o", option]);
        }
        apt
    }
}

/// Packages ship `/bin` and `/lib`, which are links here as on every Debian of today.
fn unpack_all(archives: &Path, to: &Path) -> Result<(), String> {
    let could_not = |error: std::io::Error| format!("could not unpack into {}: {error}", to.display());
    for name in ["bin", "sbin", "lib", "lib64"] {
        fs::create_dir_all(to.join("usr").join(name)).map_err(could_not)?;
        std::os::unix::fs::symlink(format!("usr/{name}"), to.join(name)).map_err(could_not)?;
    }
    for entry in fs::read_dir(archives).map_err(could_not)?.flatten() {
        if entry.path().extension().is_none_or(|extension| extension != "deb") {
            continue;
        }
        let mut package = Command::new("dpkg-deb")
            .arg("--fsys-tarfile")
            .arg(entry.path())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("could not start dpkg-deb: {error}"))?;
        let files = package.stdout.take().expect("its output is a pipe");
        run(Command::new("tar").args(["-x", "--keep-directory-symlink", "-C"]).arg(to).stdin(files))?;
        if !package.wait().is_ok_and(|status| status.success()) {
            return Err(format!("could not unpack {}", entry.path().display()));
        }
    }
    fs::remove_dir_all(archives).map_err(could_not)
}

fn run(command: &mut Command) -> Result<(), String> {
    output(command).map(drop)
}

/// Runs a program in silence; what it said is the error if it fails.
pub fn output(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("could not start {name}: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{name} ended with {}: {}", output.status, said.trim()))
}
