//! `vm-test`: the suites of the sandbox and of the data plane, on a kernel whose control groups are laid out as asked.
//!
//! Most hosts have control groups of version 2 alone, and a machine has one layout at a time. So Debian's cloud kernel
//! is started in an emulated machine, with a small root of Debian's packages, and runs the programs that were built
//! here. Nothing is installed on this machine: packages are fetched and unpacked below the target directory.

mod cpio;
mod debian;
mod guest;
mod machine;
mod payload;

use crate::root;
use guest::Layout;
use machine::Machine;

pub fn run(arguments: &[String]) -> Result<(), String> {
    let (layouts, jobs) = wanted(arguments)?;
    let folder = root::target().join("vm");
    let machine = Machine::prepare(&folder)?;
    let payload = payload::make(&folder, &jobs)?;
    for layout in layouts {
        println!("── vm-test: {jobs:?} with control groups {}, {}", layout.name(), machine.describe());
        machine.run(layout, &payload)?;
        println!("── vm-test: passed with control groups {}", layout.name());
    }
    Ok(())
}

fn wanted(arguments: &[String]) -> Result<(Vec<Layout>, Vec<String>), String> {
    const USAGE: &str = "usage: vm-test [--cgroup v2|hybrid|v1|all] [sandbox|data-plane [FILTER …] …]";
    let mut layouts = vec![Layout::V2];
    let mut jobs = Vec::new();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--cgroup" => {
                let name = rest.next().ok_or(USAGE)?;
                layouts = match name.as_str() {
                    "all" => Layout::ALL.to_vec(),
                    name => vec![Layout::ALL.into_iter().find(|l| l.name() == name).ok_or(USAGE)?],
                };
            }
            option if option.starts_with('-') => return Err(USAGE.to_owned()),
            job => jobs.push(job.to_owned()),
        }
    }
    Ok((layouts, jobs))
}
