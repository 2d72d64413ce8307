//! Interpreters: what a runtime identifier wants, and what this host has.

use super::Choice;
use std::fmt;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Python,
    Node { major: u32 },
    Provided,
}

impl Language {
    pub(super) fn is_like(self, other: Language) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

/// The parts of a version that are known, the most significant first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version(pub Vec<u32>);

impl Version {
    fn parse(text: &str) -> Option<Version> {
        text.trim().split('.').map(|part| part.parse().ok()).collect::<Option<Vec<_>>>().map(Version)
    }

    /// Whether the parts that both know are the same.
    pub(super) fn matches(&self, wanted: &Version) -> bool {
        self.0.iter().zip(&wanted.0).all(|(a, b)| a == b)
    }

    /// How far from `wanted`: an older one is a little farther than a newer one, since code written for a language
    /// more often runs on its successor.
    pub(super) fn distance(&self, wanted: &Version) -> Vec<(u32, bool)> {
        self.0.iter().zip(&wanted.0).map(|(a, b)| (a.abs_diff(*b), a < b)).collect()
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&parts.join("."))
    }
}

/// One interpreter of this host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interpreter {
    pub language: Language,
    pub version: Version,
    pub executable: PathBuf,
    /// The directory above its `bin`, seen as `/var/lang` inside.
    pub prefix: PathBuf,
}

/// What a runtime identifier asks for.
pub(super) struct Wanted {
    pub language: Language,
    pub version: Version,
}

pub(super) fn wanted(runtime: &str) -> Option<Wanted> {
    if let Some(version) = runtime.strip_prefix("python") {
        return Some(Wanted { language: Language::Python, version: Version::parse(version)? });
    }
    if let Some(rest) = runtime.strip_prefix("nodejs") {
        let major: u32 = rest.split('.').next()?.parse().ok()?;
        return Some(Wanted { language: Language::Node { major }, version: Version(vec![major]) });
    }
    let provided = matches!(runtime, "provided" | "provided.al2" | "provided.al2023");
    provided.then(|| Wanted { language: Language::Provided, version: Version(Vec::new()) })
}

/// Programs that are interpreters by their names, before any of them is run to tell its version.
#[derive(Debug, Clone)]
pub struct Candidates(Vec<(Program, Language)>);

/// The file behind a path, and the directory above its `bin`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Program {
    executable: PathBuf,
    prefix: PathBuf,
}

impl Candidates {
    /// Everything that can be found without being told: the usual directories, and those of pyenv, nvm and the like.
    pub fn on_this_host() -> Candidates {
        let mut found = Vec::new();
        for directory in directories() {
            let Ok(entries) = fs::read_dir(&directory) else { continue };
            for entry in entries.flatten() {
                let name = entry.file_name();
                let language = match name.to_str() {
                    Some("node" | "nodejs") => Language::Node { major: 0 },
                    Some(name) if name.starts_with("python3.") => Language::Python,
                    _ => continue,
                };
                found.extend(Program::at(&entry.path()).map(|program| (program, language)));
            }
        }
        // The same file may be reached by several names.
        found.dedup_by(|a, b| a.0 == b.0);
        Candidates(found)
    }

    /// The directories that functions see as `/var/lang`: of these interpreters, and of those that were named.
    pub fn prefixes(&self, choice: &Choice) -> Vec<PathBuf> {
        let named = choice.named.values().filter_map(|path| Program::at(path));
        let programs = self.0.iter().map(|(program, _)| program.clone()).chain(named);
        let mut prefixes: Vec<PathBuf> = programs.map(|program| program.prefix).collect();
        prefixes.sort();
        prefixes.dedup();
        prefixes
    }

    pub(super) fn interpreters(&self) -> Vec<Interpreter> {
        self.0.iter().filter_map(|(program, language)| program.clone().interpreter(*language)).collect()
    }
}

impl Program {
    /// `None` for what is no program (pyenv's shims are scripts), or in no `bin`.
    fn at(path: &Path) -> Option<Program> {
        let executable = path.canonicalize().ok()?;
        let bin = executable.parent()?;
        let prefix = bin.parent()?.to_owned();
        let is_one = is_program(&executable) && bin.file_name()? == "bin";
        is_one.then_some(Program { executable, prefix })
    }

    /// The interpreter that it is, if its version can be told.
    fn interpreter(self, language: Language) -> Option<Interpreter> {
        let Program { executable, prefix } = self;
        let (language, version) = match language {
            // Its file name says it, and asking would take longer than a cold start.
            Language::Python => {
                let name = executable.file_name()?.to_str()?;
                (Language::Python, Version::parse(name.strip_prefix("python")?)?)
            }
            Language::Node { .. } => {
                let answer = Command::new(&executable).arg("--version").output().ok()?;
                let text = String::from_utf8(answer.stdout).ok()?;
                let version = Version::parse(text.trim().strip_prefix('v')?)?;
                (Language::Node { major: *version.0.first()? }, version)
            }
            Language::Provided => return None,
        };
        Some(Interpreter { language, version, executable, prefix })
    }
}

fn directories() -> Vec<PathBuf> {
    let mut directories: Vec<PathBuf> =
        ["/usr/local/bin", "/usr/bin"].into_iter().map(PathBuf::from).collect();
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let pyenv = std::env::var_os("PYENV_ROOT").map(PathBuf::from);
    let versions = [
        pyenv.or_else(|| home.as_ref().map(|home| home.join(".pyenv"))).map(|root| root.join("versions")),
        home.as_ref().map(|home| home.join(".nvm/versions/node")),
        home.as_ref().map(|home| home.join(".local/share/uv/python")),
    ];
    for root in versions.into_iter().flatten() {
        let Ok(entries) = fs::read_dir(root) else { continue };
        directories.extend(entries.flatten().map(|entry| entry.path().join("bin")));
    }
    directories
}

/// The interpreter behind a path.
pub(super) fn interpreter_at(path: &Path, language: Language) -> Option<Interpreter> {
    Program::at(path)?.interpreter(language)
}

fn is_program(path: &Path) -> bool {
    let mut magic = [0; 4];
    fs::File::open(path).and_then(|mut file| file.read_exact(&mut magic)).is_ok() && magic == *b"\x7fELF"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_version_is_the_same_or_the_next() {
        let wanted = Version(vec![3, 12]);
        let mut have: Vec<Version> = [9, 11, 13, 14].map(|minor| Version(vec![3, minor])).into();
        have.sort_by_key(|version| version.distance(&wanted));
        assert_eq!(have[0], Version(vec![3, 13]));
        assert!(Version(vec![20, 20, 2]).matches(&Version(vec![20])));
    }

    #[test]
    fn runtime_identifiers_are_understood() {
        assert_eq!(wanted("python3.12").map(|wanted| wanted.version), Some(Version(vec![3, 12])));
        assert!(wanted("nodejs22.x").is_some_and(|wanted| wanted.language == Language::Node { major: 22 }));
        assert!(wanted("provided.al2023").is_some());
        assert!(wanted("java21").is_none());
    }
}
