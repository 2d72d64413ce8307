//! `hikeshi doctor`: which of AWS's limits this machine can hold, and how; which runtimes it can run.

use crate::directories::{Temporary, default_data_dir};
use crate::start::runtime;
use crate::table::Table;
use crate::{Done, HELPER, runtimes, user};
use clock::Ids;
use sandbox::{Engine, Held};
use sandbox_linux::{LinuxEngine, Options};
use std::process::ExitCode;

/// Exit code 1: something is not held.
pub(crate) fn run() -> Done {
    let held = match try_out() {
        Ok(held) => held,
        Err(error) => vec![Held { what: "sandboxes", how: error.to_string(), held: false }],
    };
    let mut limits = Table::new(&["limit", "held", "how"]);
    for row in &held {
        limits.row(&[row.what, if row.held { "yes" } else { "NO" }, &row.how]);
    }
    print!("{limits}\n{}", runtimes::table_for(&default_data_dir())?);
    let all = held.iter().all(|row| row.held);
    Ok(if all { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Starts a helper for a moment: what it says it can hold is what it would hold.
fn try_out() -> Result<Vec<Held>, Box<dyn std::error::Error>> {
    let scratch = Temporary::new("hikeshi-doctor-", &Ids::random().hex(8))?;
    let mut options = Options::of_this_program(scratch.path().join(user::HELPERS), HELPER);
    options.leave_nothing = true;
    let engine = LinuxEngine::launch(options)?;
    let held = engine.holds();
    runtime()?.block_on(engine.shut_down());
    Ok(held)
}
