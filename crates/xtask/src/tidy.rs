//! `tidy`: the repository's own rules, those that no compiler holds.

mod files;
mod layers;
mod promises;
mod rules;
mod tables;

use crate::{limits_codegen, root};

pub fn run(_arguments: &[String]) -> Result<(), String> {
    let files = files::all(&root::root())?;
    let mut found = layers::check()?;
    found.extend(rules::check(&files));
    found.extend(promises::check(&files));
    found.extend(tables::check(&files));
    // Every row names its source, or nothing can be generated.
    if let Err(error) = limits_codegen::generate(&root::read(limits_codegen::INPUT)?) {
        found.push(format!("{}: {error}", limits_codegen::INPUT));
    }
    for problem in &found {
        eprintln!("{problem}");
    }
    match found.len() {
        0 => Ok(()),
        count => Err(format!("{count} problems")),
    }
}
