//! Everything in `fuzz/corpus` goes through its target again.

use fuzz_targets::TARGETS;
use std::fs;
use std::path::Path;

#[test]
fn what_the_fuzzers_know_still_holds() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    for target in TARGETS {
        let entries = fs::read_dir(corpora.join(target.name));
        let entries = entries.unwrap_or_else(|error| panic!("the corpus of {}: {error}", target.name));
        let mut paths: Vec<_> = entries.map(|entry| entry.expect("it can be listed").path()).collect();
        paths.sort();
        assert!(!paths.is_empty(), "the corpus of {} is empty", target.name);
        for path in paths {
            eprintln!("{}", path.display());
            (target.run)(&fs::read(&path).expect("it can be read"));
        }
    }
}

#[test]
fn every_target_has_its_program() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let manifest = fs::read_to_string(fuzz.join("Cargo.toml")).expect("it is there");
    for target in TARGETS {
        let program = fs::read_to_string(fuzz.join(format!("fuzz_targets/{}.rs", target.name)));
        let program = program.unwrap_or_else(|error| panic!("the program of {}: {error}", target.name));
        assert!(program.contains(&format!("\"{}\"", target.name)), "{program}");
        assert!(manifest.contains(&format!("name = \"{}\"", target.name)), "{}", target.name);
    }
}
