//! The emulated machine.

use super::debian::{Debian, Unpacked};
use super::guest::{self, Layout};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

const MEMORY_MB: u32 = 3072;
/// A machine that works is up in less than a second.
const TRIAL_MAX: Duration = Duration::from_secs(10);
/// Each job has its own bound (`run.sh`); this is for a machine that hangs.
const SILENCE_MAX: Duration = Duration::from_secs(300);

pub struct Machine {
    folder: PathBuf,
    unpacked: Unpacked,
    kernel: PathBuf,
    root: PathBuf,
    accelerator: &'static str,
}

impl Machine {
    /// Fetches and makes what is not there yet.
    pub fn prepare(folder: &Path) -> Result<Machine, String> {
        if !cfg!(target_arch = "x86_64") {
            return Err("the emulated machine is an x86-64, and the programs built here are not".into());
        }
        let could_not = |error: std::io::Error| format!("could not use {}: {error}", folder.display());
        fs::create_dir_all(folder).map_err(could_not)?;
        let emulator_missing = version(Command::new("qemu-system-x86_64").arg("--version")).is_none();
        let unpacked = Debian::below(folder).unpacked(emulator_missing)?;
        let (kernel, initial) = guest::initial_root(&unpacked)?;
        fs::write(folder.join("initial.cpio"), initial).map_err(could_not)?;
        let root = guest::root_image(folder, &unpacked)?;
        let mut machine =
            Machine { folder: folder.to_owned(), unpacked, kernel, root, accelerator: "tcg,thread=multi" };
        if machine.can_use_kvm() {
            machine.accelerator = "kvm";
        }
        Ok(machine)
    }

    pub fn describe(&self) -> String {
        let how = if self.accelerator == "kvm" { "KVM" } else { "software emulation" };
        let kernel = self.kernel.file_name().unwrap_or_default().to_string_lossy().into_owned();
        format!("{} under {how}", kernel.replace("vmlinuz-", "Linux "))
    }

    /// The node may be there and not work: only a machine that comes up tells.
    fn can_use_kvm(&self) -> bool {
        if File::options().read(true).write(true).open("/dev/kvm").is_err() {
            return false;
        }
        let mut trial = self.emulator();
        trial
            .args(["-accel", "kvm", "-m", "256", "-nodefaults", "-no-user-config", "-display", "none"])
            .args([
                "-nic",
                "none",
                "-no-reboot",
                "-serial",
                "stdio",
                "-append",
                "console=ttyS0 quiet hikeshi.trial",
            ])
            .arg("-kernel")
            .arg(&self.kernel)
            .arg("-initrd")
            .arg(self.folder.join("initial.cpio"))
            .stderr(Stdio::null());
        Started::new(&mut trial).is_ok_and(|started| {
            let said = started.lines.recv_timeout(TRIAL_MAX);
            said.is_ok_and(|line| line.contains("vm-test: up"))
        })
    }

    fn emulator(&self) -> Command {
        let Some(folder) = &self.unpacked.emulator else { return Command::new("qemu-system-x86_64") };
        let mut command = Command::new(folder.join("usr/bin/qemu-system-x86_64"));
        let libraries = folder.join("usr/lib/x86_64-linux-gnu");
        command.env("LD_LIBRARY_PATH", libraries);
        command.arg("-L").arg(folder.join("usr/share/qemu")).arg("-L").arg(folder.join("usr/share/seabios"));
        command
    }

    /// Runs the payload's jobs and shows what they say.
    ///
    /// # Errors
    /// A job failed, or the machine did not come to its end in time.
    pub fn run(&self, layout: Layout, payload: &Path) -> Result<(), String> {
        let mut command = self.emulator();
        let processors = std::thread::available_parallelism().map_or(1, usize::from).min(4);
        let words = format!(
            "console=ttyS0 quiet loglevel=4 panic=-1 mitigations=off random.trust_cpu=on hikeshi.cgroup={}",
            layout.name()
        );
        // What the root's disk is written to is thrown away: each machine finds the root as it was made.
        let disk = |path: &Path, more: &str| format!("file={},format=raw,if=virtio,{more}", path.display());
        command
            .args(["-accel", self.accelerator, "-cpu", "max", "-m", &MEMORY_MB.to_string()])
            .args(["-smp", &processors.to_string()])
            .args(["-nodefaults", "-no-user-config", "-display", "none", "-nic", "none", "-no-reboot"])
            .args(["-serial", "stdio", "-kernel"])
            .arg(&self.kernel)
            .arg("-initrd")
            .arg(self.folder.join("initial.cpio"))
            .args(["-append", &words])
            .args(["-drive", &disk(&self.root, "snapshot=on,cache=unsafe")])
            .args(["-drive", &disk(payload, "readonly=on")]);
        Started::new(&mut command)?.watch()
    }
}

/// A machine that is ended, by its process number, when nobody watches it any more.
struct Started {
    child: Child,
    lines: mpsc::Receiver<String>,
}

impl Started {
    fn new(command: &mut Command) -> Result<Started, String> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("could not start qemu: {error}"))?;
        let output = child.stdout.take().expect("its output is a pipe");
        let (sender, lines) = mpsc::sync_channel(64);
        std::thread::spawn(move || {
            for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned();
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Ok(Started { child, lines })
    }

    /// Shows what the machine says until it ends.
    fn watch(self) -> Result<(), String> {
        let mut result = None;
        let mut failed = Vec::new();
        loop {
            match self.lines.recv_timeout(SILENCE_MAX) {
                Ok(line) => {
                    println!("   {line}");
                    result = line.strip_prefix("vm-test: result ").map(str::to_owned).or(result);
                    failed.extend(line.strip_prefix("vm-test: FAILED ").map(str::to_owned));
                }
                Err(mpsc::RecvTimeoutError::Disconnected) => break,
                Err(mpsc::RecvTimeoutError::Timeout) => {
                    return Err(format!("the machine has said nothing for {SILENCE_MAX:?}"));
                }
            }
        }
        match result.as_deref() {
            Some("0") => Ok(()),
            Some(_) => Err(format!("failed in the emulated machine: {}", failed.join("; "))),
            None => Err("the machine ended without a result".to_owned()),
        }
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn version(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).lines().next()?.to_owned())
}
