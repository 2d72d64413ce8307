//! botocore as the judge. First, the protocol cases that it tests itself with, run in the server's direction: the request of an input case is
//! read into its parameters; the result of an output case is written into a response that botocore's own parser reads
//! as that result.
//!
//! The cases come with botocore's source package, which `cargo xtask test` fetches. What does not pass stands in
//! `exceptions.txt` with its reason, and nothing else does.
//!
//! Second, every operation that we offer ([`golden`]).

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod cases;
mod generate;
mod golden;
mod input;
mod model;
mod output;
mod value;

use cases::Case;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn the_cases_of_botocore_pass_but_for_the_exceptions() {
    let Some(folder) = cases::folder() else { return };
    let Some(parser) = output::Parser::start() else { return };
    let cases = cases::load(&folder);
    let failed: BTreeMap<String, String> = input::failures(cases.iter().filter(|case| case.is_input()))
        .into_iter()
        .chain(parser.failures(cases.iter().filter(|case| !case.is_input())))
        .collect();
    report(&cases, &failed);
    let excepted = exceptions();
    let failed_names: BTreeSet<&str> = failed.keys().map(String::as_str).collect();
    let excepted_names: BTreeSet<&str> = excepted.keys().map(String::as_str).collect();
    for name in failed_names.difference(&excepted_names) {
        eprintln!("fails: {name}: {}", failed[*name]);
    }
    for name in excepted_names.difference(&failed_names) {
        eprintln!("passes, so take it off exceptions.txt: {name}");
    }
    assert_eq!(failed_names, excepted_names);
}

/// How many cases of each protocol pass, of those that are not about what only a client does.
fn report(cases: &[Case], failed: &BTreeMap<String, String>) {
    let excepted = exceptions();
    let mut counts: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for case in cases {
        let name = case.name();
        if excepted.get(&name).is_some_and(|why| why.starts_with(CLIENT_ONLY)) {
            continue;
        }
        let (passed, applicable) = counts.entry((&case.direction, &case.file)).or_default();
        *applicable += 1;
        *passed += usize::from(!failed.contains_key(&name));
    }
    for ((direction, file), (passed, applicable)) in counts {
        println!("{direction} {file}: {passed} of {applicable}");
    }
}

/// How the reason of a case begins that a server has nothing to do with.
const CLIENT_ONLY: &str = "client only";

/// `<direction> <file> <id>: <reason>`, a line each.
fn exceptions() -> BTreeMap<String, String> {
    let lines = include_str!("exceptions.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, why) = line.split_once(": ").unwrap();
            (name.to_owned(), why.to_owned())
        })
        .collect()
}
