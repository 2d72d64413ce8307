//! Which interpreter of this host runs which of AWS's runtimes, and how.

mod compiled;
mod found;
pub mod sdk;

use crate::failure::Failure;
pub use found::{Candidates, Interpreter, Language, Version};
use sandbox::Bind;
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// Our bootstraps: directory, file, text. `provided` has an empty /var/runtime.
macro_rules! bootstraps {
    ($($directory:literal: [$($file:literal),*];)*) => {
        &[$(($directory, &[$(($file, include_str!(concat!("../runtime/", $directory, "/", $file)))),*])),*]
    };
}
const BOOTSTRAPS: &[(&str, &[(&str, &str)])] = bootstraps! {
    "python": ["bootstrap.py", "hikeshi_json.py", "hikeshi_logging.py", "hikeshi_runtime_api.py"];
    "nodejs": [
        "bootstrap.cjs", "context.cjs", "errors.cjs", "handler.cjs", "logging.cjs", "runtime_api.cjs",
        "sdk_hook.mjs", "serve_callbacks.cjs", "serve_promises.cjs", "streaming.cjs"
    ];
    "provided": [];
};

/// What the configuration says about runtimes.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Interpreters by runtime identifier, before whatever the host has.
    pub named: HashMap<String, PathBuf>,
    /// Refuse a runtime whose very version is not here, instead of taking the nearest of its language.
    pub exact: bool,
}

/// Finds interpreters, and remembers them.
pub struct Runtimes {
    choice: Choice,
    /// Where our bootstraps lie, a directory for each language.
    bootstraps: PathBuf,
    /// Where the AWS SDKs are, if they were installed.
    sdks: PathBuf,
    candidates: Option<Candidates>,
    interpreters: Mutex<Option<Arc<Vec<Interpreter>>>>,
    known: Mutex<HashMap<String, Arc<Runtime>>>,
}

/// How functions of one runtime are run here.
#[derive(Debug)]
pub struct Runtime {
    /// AWS's identifier.
    pub name: String,
    pub language: Language,
    /// `None` for `provided`, which brings its own.
    pub interpreter: Option<Interpreter>,
    /// Whether it is the version that was asked for.
    pub exact: bool,
    bootstrap: PathBuf,
    /// Where its SDK is, if it was installed.
    sdk: Option<PathBuf>,
    /// Whether the bootstrap is Python's byte code, which starts some milliseconds sooner than its source.
    compiled: bool,
}

impl Runtimes {
    /// Writes our bootstraps below `directory`.
    pub fn new(choice: Choice, directory: &Path) -> io::Result<Runtimes> {
        let bootstraps = directory.join("bootstraps");
        // What lies there may be of another version of ours, and nothing runs from it yet.
        if bootstraps.exists() {
            std::fs::remove_dir_all(&bootstraps)?;
        }
        for (directory, files) in BOOTSTRAPS {
            std::fs::create_dir_all(bootstraps.join(directory))?;
            for (file, text) in *files {
                std::fs::write(bootstraps.join(directory).join(file), text)?;
            }
            // What an SDK is bound over, where there is one.
            for place in ["site-packages", "node_modules"] {
                std::fs::create_dir_all(bootstraps.join(directory).join(place))?;
            }
        }
        Ok(Runtimes {
            choice,
            bootstraps,
            sdks: directory.join(sdk::DIRECTORY),
            candidates: None,
            interpreters: Mutex::default(),
            known: Mutex::default(),
        })
    }

    /// Chooses among what was found by somebody who could look into more places.
    #[must_use]
    pub fn among(self, candidates: Candidates) -> Runtimes {
        Runtimes { candidates: Some(candidates), ..self }
    }

    /// Every interpreter that this host has. The first call looks for them, unless that was done, and asks Node.js for
    /// its version.
    pub fn interpreters(&self) -> Arc<Vec<Interpreter>> {
        let mut interpreters = self.interpreters.lock().expect("no panic holds this lock");
        let find = || match &self.candidates {
            Some(candidates) => candidates.interpreters(),
            None => Candidates::on_this_host().interpreters(),
        };
        interpreters.get_or_insert_with(|| Arc::new(find())).clone()
    }

    /// The runtime for AWS's identifier if it was asked for before.
    pub fn known(&self, name: &str) -> Option<Arc<Runtime>> {
        self.known.lock().expect("no panic holds this lock").get(name).cloned()
    }

    /// The runtime for AWS's identifier, or why there is none. Blocks while interpreters are looked for.
    pub fn find(&self, name: &str) -> Result<Arc<Runtime>, String> {
        if let Some(known) = self.known(name) {
            return Ok(known);
        }
        let runtime = Arc::new(self.look_up(name)?);
        self.known.lock().expect("no panic holds this lock").insert(name.to_owned(), runtime.clone());
        Ok(runtime)
    }

    fn look_up(&self, name: &str) -> Result<Runtime, String> {
        let wanted = found::wanted(name).ok_or_else(|| format!("{name} cannot be run here yet"))?;
        let directory = match wanted.language {
            Language::Python => "python",
            Language::Node { .. } => "nodejs",
            Language::Provided => "provided",
        };
        let mut bootstrap = self.bootstraps.join(directory);
        let name = name.to_owned();
        if wanted.language == Language::Provided {
            return Ok(Runtime {
                name,
                language: wanted.language,
                interpreter: None,
                exact: true,
                bootstrap,
                sdk: None,
                compiled: false,
            });
        }
        let interpreter = self.interpreter(&name, &wanted)?;
        let exact = interpreter.version.matches(&wanted.version);
        if self.choice.exact && !exact {
            return Err(format!(
                "this host has {} but not the version that {name} names",
                interpreter.executable.display()
            ));
        }
        let language = interpreter.language;
        let compiled = language == Language::Python
            && match compiled::for_interpreter(&interpreter, &bootstrap) {
                Ok(directory) => {
                    bootstrap = directory;
                    true
                }
                Err(error) => {
                    tracing::warn!(%error, "could not compile the Python bootstrap; it starts slower");
                    false
                }
            };
        let sdk = sdk::directory(&self.sdks, language, &interpreter.version);
        Ok(Runtime { name, language, interpreter: Some(interpreter), exact, bootstrap, sdk, compiled })
    }

    fn interpreter(&self, name: &str, wanted: &found::Wanted) -> Result<Interpreter, String> {
        if let Some(path) = self.choice.named.get(name) {
            return found::interpreter_at(path, wanted.language)
                .ok_or_else(|| format!("{} is no interpreter for {name}", path.display()));
        }
        let interpreters = self.interpreters();
        let same_language = interpreters.iter().filter(|found| found.language.is_like(wanted.language));
        let nearest = same_language.min_by_key(|found| found.version.distance(&wanted.version)).cloned();
        nearest.ok_or_else(|| format!("this host has no interpreter for {name}"))
    }
}

impl Runtime {
    /// What INIT_START says: the version, and an ARN for it. `provided` has none, as on AWS.
    pub(crate) fn version_text(&self) -> Option<(String, String)> {
        let interpreter = self.interpreter.as_ref()?;
        let version = &interpreter.version;
        let language = match self.language {
            Language::Python => "python",
            Language::Node { .. } => "nodejs",
            Language::Provided => return None,
        };
        let instead = match self.exact {
            true => String::new(),
            false => format!(" (this host's nearest to {})", self.name),
        };
        let text = format!("{language}:{version}{instead}");
        Some((text, format!("arn:aws:lambda:local::runtime:{language}-{version}")))
    }

    /// AWS looks for a bootstrap in two places before it starts anything.
    pub(crate) fn missing_entry(&self, code: &Path) -> Option<Failure> {
        let missing = self.language == Language::Provided && !code.join("bootstrap").exists();
        missing.then_some(Failure::NoBootstrap)
    }

    /// The command inside the sandbox.
    pub(crate) fn command(&self) -> Vec<String> {
        let inside = |interpreter: &Interpreter| {
            let name = interpreter.executable.file_name().unwrap_or_default();
            format!("/var/lang/bin/{}", name.to_string_lossy())
        };
        match (&self.interpreter, self.language) {
            (Some(python), Language::Python) => {
                let file = if self.compiled { "bootstrap.pyc" } else { "bootstrap.py" };
                // Unbuffered, so that nothing is lost at a kill, and without the host's site-packages.
                vec![inside(python), "-u".into(), "-S".into(), format!("/var/runtime/{file}")]
            }
            (Some(node), Language::Node { .. }) => vec![inside(node), "/var/runtime/bootstrap.cjs".into()],
            _ => vec!["/var/task/bootstrap".into()],
        }
    }

    /// Read-only views that a function of this runtime needs.
    pub(crate) fn binds(&self, code: &Path) -> Vec<Bind> {
        let mut binds = vec![
            Bind { source: code.to_owned(), target: "/var/task" },
            Bind { source: self.bootstrap.clone(), target: "/var/runtime" },
        ];
        if let Some(interpreter) = &self.interpreter {
            binds.push(Bind { source: interpreter.prefix.clone(), target: "/var/lang" });
        }
        // Looked for each time: it may be installed while the platform runs.
        if let Some((source, target)) = self.sdk.as_deref().and_then(|sdk| sdk::bind(sdk, self.language)) {
            binds.push(Bind { source, target });
        }
        binds
    }
}
