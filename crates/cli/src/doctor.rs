//! `hikeshi doctor`: which of AWS's limits this machine can hold, and how; which runtimes it can run.

use crate::Done;
use crate::directories::Temporary;
use crate::table::Table;
use clock::Ids;
use lambda_exec::runtimes::{Choice, Language, Runtimes};
use std::process::ExitCode;

/// Those of AWS's runtimes that this version knows how to run.
const RUNTIMES: &[&str] = &[
    "python3.9",
    "python3.10",
    "python3.11",
    "python3.12",
    "python3.13",
    "python3.14",
    "nodejs18.x",
    "nodejs20.x",
    "nodejs22.x",
    "nodejs24.x",
    "provided.al2",
    "provided.al2023",
];

/// Exit code 1: something is not held.
pub(crate) fn run() -> Done {
    let held = sandbox_linux::probe();
    let mut limits = Table::new(&["limit", "held", "how"]);
    for row in &held {
        limits.row(&[row.what, if row.held { "yes" } else { "NO" }, &row.how]);
    }
    print!("{limits}\n{}", runtimes()?);
    let all = held.iter().all(|row| row.held);
    Ok(if all { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn runtimes() -> std::io::Result<Table> {
    let scratch = Temporary::new("hikeshi-doctor-", &Ids::random().hex(8))?;
    let runtimes = Runtimes::new(Choice::default(), scratch.path())?;
    let mut table = Table::new(&["runtime", "runs with", ""]);
    for name in RUNTIMES {
        match runtimes.find(name) {
            Ok(runtime) => match &runtime.interpreter {
                Some(interpreter) => {
                    let note = if runtime.exact { "" } else { "the nearest of its language" };
                    table.row(&[name, &interpreter.executable.display().to_string(), note]);
                }
                None => {
                    debug_assert_eq!(runtime.language, Language::Provided);
                    table.row(&[name, "the package's own bootstrap", ""]);
                }
            },
            Err(why) => table.row(&[name, "nothing", &why]),
        }
    }
    Ok(table)
}
