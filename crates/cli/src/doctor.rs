//! `hikeshi doctor`: which of AWS's limits this machine can hold, and how; which runtimes it can run.

use crate::Done;
use crate::directories::default_data_dir;
use crate::runtimes;
use crate::table::Table;
use std::process::ExitCode;

/// Exit code 1: something is not held.
pub(crate) fn run() -> Done {
    let held = sandbox_linux::probe();
    let mut limits = Table::new(&["limit", "held", "how"]);
    for row in &held {
        limits.row(&[row.what, if row.held { "yes" } else { "NO" }, &row.how]);
    }
    print!("{limits}\n{}", runtimes::table_for(&default_data_dir())?);
    let all = held.iter().all(|row| row.held);
    Ok(if all { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
