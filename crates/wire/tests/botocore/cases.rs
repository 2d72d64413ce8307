//! The cases, as they are in the package.

use serde_json::Value as Json;
use std::io::Write;
use std::path::{Path, PathBuf};

/// One case with the model that it stands in.
pub struct Case {
    /// `input` or `output`.
    pub direction: String,
    /// The file's name, which is nearly the protocol's.
    pub file: String,
    /// Metadata, shapes and the case as botocore has them.
    pub suite: Json,
    pub case: Json,
}

impl Case {
    pub fn name(&self) -> String {
        format!("{} {} {}", self.direction, self.file, self.case["id"].as_str().unwrap())
    }

    pub fn is_input(&self) -> bool {
        self.direction == "input"
    }

    pub fn protocol(&self) -> &str {
        self.suite["metadata"]["protocol"].as_str().unwrap()
    }
}

/// Where `cargo xtask test` puts what it fetches.
pub fn test_env() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    std::env::var_os("HIKESHI_TEST_ENV").map_or_else(|| root.join("target/test-env"), PathBuf::from)
}

pub fn folder() -> Option<PathBuf> {
    found("the protocol cases of botocore", test_env().join("botocore-cases"))
}

/// The path, or said past the harness that nothing is there.
pub fn found(what: &str, path: PathBuf) -> Option<PathBuf> {
    if path.exists() {
        return Some(path);
    }
    let line = format!("skipped: {what} are not there; `cargo xtask test` fetches them\n");
    let _ = std::io::stderr().write_all(line.as_bytes());
    let file = std::fs::OpenOptions::new().create(true).append(true).open(test_env().join("skipped.txt"));
    if let Ok(mut file) = file {
        let _ = file.write_all(line.as_bytes());
    }
    None
}

/// Every case but those of the protocol of EC2, which hikeshi does not speak.
pub fn load(folder: &Path) -> Vec<Case> {
    let mut cases = Vec::new();
    for direction in ["input", "output"] {
        let mut files: Vec<_> =
            std::fs::read_dir(folder.join(direction)).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for path in files {
            let file = path.file_stem().unwrap().to_str().unwrap().to_owned();
            if file == "ec2" {
                continue;
            }
            let suites: Json = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            for suite in suites.as_array().unwrap() {
                for case in suite["cases"].as_array().unwrap() {
                    cases.push(Case {
                        direction: direction.to_owned(),
                        file: file.clone(),
                        suite: serde_json::json!({"metadata": suite["metadata"], "shapes": suite["shapes"]}),
                        case: case.clone(),
                    });
                }
            }
        }
    }
    assert!(cases.len() > 600, "there are only {} cases", cases.len());
    cases
}
