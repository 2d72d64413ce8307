//! `hikeshi runtimes`: what runs AWS's runtimes here, and the SDKs that AWS's carry.

use crate::Done;
use crate::args::{AddSdkArgs, RuntimesArgs};
use crate::directories::{Temporary, default_data_dir};
use crate::table::Table;
use clock::Ids;
use lambda_exec::runtimes::{Choice, Interpreter, Language, Runtimes, sdk};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// Those of AWS's runtimes that this version knows how to run.
pub(crate) const RUNTIMES: &[&str] = &[
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

/// What is installed for Node.js unless told otherwise. AWS's runtimes carry every client, some hundred megabytes;
/// these are the ones that functions use most, and `--client` adds others.
const NODE_PACKAGES: &[&str] = &[
    "@aws-sdk/client-lambda",
    "@aws-sdk/client-api-gateway",
    "@aws-sdk/client-apigatewaymanagementapi",
    "@aws-sdk/client-cloudformation",
    "@aws-sdk/client-cloudwatch",
    "@aws-sdk/client-cloudwatch-logs",
    "@aws-sdk/client-cognito-identity-provider",
    "@aws-sdk/client-dynamodb",
    "@aws-sdk/client-ec2",
    "@aws-sdk/client-ecs",
    "@aws-sdk/client-eventbridge",
    "@aws-sdk/client-firehose",
    "@aws-sdk/client-iam",
    "@aws-sdk/client-kinesis",
    "@aws-sdk/client-kms",
    "@aws-sdk/client-s3",
    "@aws-sdk/client-scheduler",
    "@aws-sdk/client-secrets-manager",
    "@aws-sdk/client-ses",
    "@aws-sdk/client-sfn",
    "@aws-sdk/client-sns",
    "@aws-sdk/client-sqs",
    "@aws-sdk/client-ssm",
    "@aws-sdk/client-sts",
    "@aws-sdk/credential-providers",
    "@aws-sdk/lib-dynamodb",
    "@aws-sdk/lib-storage",
    "@aws-sdk/s3-request-presigner",
    "@aws-sdk/util-dynamodb",
];
const PYTHON_PACKAGES: &[&str] = &["boto3"];
const NODE_PACKAGE_V2: &str = "aws-sdk@2";

/// One runtime of AWS's, and what runs it here.
struct Row {
    name: &'static str,
    interpreter: Option<Interpreter>,
    exact: bool,
    /// `None` where AWS's runtime has none either.
    sdk: Option<Result<String, ()>>,
    why_not: Option<String>,
}

fn rows(data: &Path) -> std::io::Result<Vec<Row>> {
    let scratch = Temporary::new("hikeshi-runtimes-", &Ids::random().hex(8))?;
    let runtimes = Runtimes::new(Choice::default(), scratch.path())?;
    let sdks = data.join(sdk::DIRECTORY);
    let row = |name: &&'static str| match runtimes.find(name) {
        Ok(runtime) => {
            let interpreter = runtime.interpreter.clone();
            let directory =
                interpreter.as_ref().and_then(|found| sdk::directory(&sdks, found.language, &found.version));
            let installed = directory.map(|directory| sdk::installed(&directory).ok_or(()));
            Row { name, interpreter, exact: runtime.exact, sdk: installed, why_not: None }
        }
        Err(why) => Row { name, interpreter: None, exact: false, sdk: None, why_not: Some(why) },
    };
    Ok(RUNTIMES.iter().map(row).collect())
}

pub(crate) fn run(args: &RuntimesArgs) -> Done {
    if let Some(crate::args::RuntimesCommand::AddSdk(add)) = &args.command {
        return add_sdk(add);
    }
    let data = args.data_dir.clone().unwrap_or_else(default_data_dir);
    let rows = rows(&data)?;
    if args.json {
        let all: Vec<Value> = rows.iter().map(Row::json).collect();
        println!("{}", serde_json::to_string_pretty(&all)?);
        return Ok(ExitCode::SUCCESS);
    }
    print!("{}", table(&rows));
    if rows.iter().any(|row| matches!(row.sdk, Some(Err(())))) {
        println!("\nAWS's runtimes carry the AWS SDK: `hikeshi runtimes add-sdk` installs what is missing.");
    }
    Ok(ExitCode::SUCCESS)
}

/// What `doctor` shows, too.
pub(crate) fn table_for(data: &Path) -> std::io::Result<Table> {
    Ok(table(&rows(data)?))
}

fn table(rows: &[Row]) -> Table {
    let mut table = Table::new(&["runtime", "runs with", "version", "SDK", ""]);
    for row in rows {
        let sdk = match &row.sdk {
            None => "",
            Some(Ok(installed)) => installed,
            Some(Err(())) => "missing",
        };
        match (&row.interpreter, &row.why_not) {
            (Some(found), _) => {
                let note = if row.exact { "" } else { "the nearest of its language" };
                let (path, version) = (found.executable.display().to_string(), found.version.to_string());
                table.row(&[row.name, &path, &version, sdk, note]);
            }
            (None, None) => table.row(&[row.name, "the package's own bootstrap", "", "", ""]),
            (None, Some(why)) => table.row(&[row.name, "nothing", "", "", why]),
        }
    }
    table
}

impl Row {
    fn json(&self) -> Value {
        json!({
            "runtime": self.name,
            "runs": self.why_not.is_none(),
            "interpreter": self.interpreter.as_ref().map(|found| found.executable.display().to_string()),
            "version": self.interpreter.as_ref().map(|found| found.version.to_string()),
            "exact": self.exact,
            "sdk": match &self.sdk { Some(Ok(installed)) => Value::from(installed.as_str()), _ => Value::Null },
            "whyNot": self.why_not,
        })
    }
}

/// What is to be installed for one kind of interpreter.
struct Sdk {
    directory: PathBuf,
    interpreter: Interpreter,
    packages: Vec<String>,
}

fn add_sdk(args: &AddSdkArgs) -> Done {
    let data = args.data_dir.clone().unwrap_or_else(default_data_dir);
    let sdks = data.join(sdk::DIRECTORY);
    fs::create_dir_all(&sdks).map_err(|error| format!("could not make {}: {error}", sdks.display()))?;
    let mut wanted: BTreeMap<PathBuf, Sdk> = BTreeMap::new();
    for row in rows(&data)? {
        let Some(interpreter) = row.interpreter else { continue };
        if !args.only.is_empty() && !args.only.iter().any(|only| only == row.name) {
            continue;
        }
        let Some(directory) = sdk::directory(&sdks, interpreter.language, &interpreter.version) else {
            continue;
        };
        let packages = packages(args, interpreter.language);
        // Of one Node.js SDK for all of them, the newest interpreter decides.
        wanted.insert(directory.clone(), Sdk { directory, interpreter, packages });
    }
    if wanted.is_empty() {
        return Err("there is no interpreter to install an SDK for; see `hikeshi runtimes`".into());
    }
    let mut failed = false;
    for one in wanted.into_values() {
        let place = one.directory.display().to_string();
        if let (Some(there), false) = (one.already_there(), args.update) {
            println!("{place}: {there} is there");
            continue;
        }
        match one.install() {
            Ok(installed) => println!("{place}: installed {installed}"),
            Err(why) => {
                eprintln!("hikeshi: could not install the SDK in {place}: {why}");
                failed = true;
            }
        }
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn packages(args: &AddSdkArgs, language: Language) -> Vec<String> {
    match language {
        Language::Python => {
            let pinned = args.boto3.as_ref().map(|version| format!("boto3=={version}"));
            pinned.map_or_else(|| PYTHON_PACKAGES.iter().map(ToString::to_string).collect(), |one| vec![one])
        }
        _ => {
            let chosen: Vec<String> = match args.client.is_empty() {
                true => NODE_PACKAGES.iter().map(ToString::to_string).collect(),
                false => args.client.iter().map(|client| format!("@aws-sdk/client-{client}")).collect(),
            };
            chosen.into_iter().chain(args.sdk_v2.then(|| NODE_PACKAGE_V2.to_owned())).collect()
        }
    }
}

impl Sdk {
    /// What is installed, if it is what is wanted.
    fn already_there(&self) -> Option<String> {
        let wanted = fs::read_to_string(self.directory.join("wanted.txt")).ok()?;
        (wanted == self.packages.join("\n")).then(|| sdk::installed(&self.directory)).flatten()
    }

    /// Installs beside, then takes the place of what was there, so that no function ever sees half an SDK.
    fn install(&self) -> Result<String, String> {
        let text = |error: std::io::Error| error.to_string();
        let beside = self.directory.with_extension(format!("new-{}", std::process::id()));
        let old = self.directory.with_extension(format!("old-{}", std::process::id()));
        let _ = fs::remove_dir_all(&beside);
        fs::create_dir_all(&beside).map_err(text)?;
        let installed = self.fill(&beside).and_then(|packages| {
            fs::write(beside.join(sdk::INSTALLED), packages.join("\n")).map_err(text)?;
            fs::write(beside.join("wanted.txt"), self.packages.join("\n")).map_err(text)?;
            if self.directory.exists() {
                fs::rename(&self.directory, &old).map_err(text)?;
            }
            fs::rename(&beside, &self.directory).map_err(text)?;
            sdk::installed(&self.directory).ok_or_else(|| "it is not there".to_owned())
        });
        let _ = fs::remove_dir_all(&beside);
        // Environments that run from it keep it until they end.
        let _ = fs::remove_dir_all(&old);
        installed
    }

    /// Lets the language's own installer fill a directory. Answers what is then there, each with its version.
    fn fill(&self, directory: &Path) -> Result<Vec<String>, String> {
        match self.interpreter.language {
            Language::Python => self.fill_with_pip(directory),
            _ => self.fill_with_npm(directory),
        }
    }

    fn fill_with_pip(&self, directory: &Path) -> Result<Vec<String>, String> {
        let packages = directory.join("site-packages");
        let version = self.interpreter.version.to_string();
        // The SDK is pure Python: any pip can install it for any version.
        let pips = [self.interpreter.executable.as_path(), Path::new("python3")];
        let has_pip = |python: &&Path| {
            let mut command = Command::new(python);
            quiet(command.args(["-m", "pip", "--version"])).status().is_ok_and(|status| status.success())
        };
        let python = pips.into_iter().find(has_pip).ok_or("there is no Python with pip")?;
        let mut pip = Command::new(python);
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-input",
            "--no-compile",
        ])
        .args(["--only-binary=:all:", "--implementation", "py", "--python-version", &version, "--target"])
        .arg(&packages)
        .args(&self.packages);
        ran("pip", &mut pip)?;
        // Functions cannot write beside it, and without byte code each cold start would compile it anew.
        let mut compile = Command::new(&self.interpreter.executable);
        compile.args(["-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]).arg(&packages);
        ran("compileall", &mut compile)?;
        let mut found = names(&packages)?
            .into_iter()
            .filter_map(|name| Some(name.strip_suffix(".dist-info")?.replacen('-', " ", 1)))
            .collect::<Vec<_>>();
        // boto3 first, then what it needs.
        found.sort_by_key(|name| (!name.starts_with("boto3 "), name.clone()));
        Ok(found)
    }

    fn fill_with_npm(&self, directory: &Path) -> Result<Vec<String>, String> {
        fs::write(directory.join("package.json"), "{\"private\": true}\n")
            .map_err(|error| error.to_string())?;
        let mut npm = Command::new("npm");
        npm.args([
            "install",
            "--no-audit",
            "--no-fund",
            "--no-package-lock",
            "--ignore-scripts",
            "--loglevel=error",
        ])
        .args(&self.packages)
        .current_dir(directory);
        ran("npm", &mut npm)?;
        let version = |package: &String| {
            let name = package.strip_suffix("@2").unwrap_or(package);
            let text = fs::read(directory.join("node_modules").join(name).join("package.json")).ok()?;
            let description: Value = serde_json::from_slice(&text).ok()?;
            Some(format!("{name} {}", description["version"].as_str()?))
        };
        Ok(self.packages.iter().filter_map(version).collect())
    }
}

fn names(directory: &Path) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(directory).map_err(|error| error.to_string())?;
    Ok(entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect())
}

fn quiet(command: &mut Command) -> &mut Command {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())
}

/// Runs an installer; what it complains of is passed on, since it knows best (no network, no such version, no room).
fn ran(name: &str, command: &mut Command) -> Result<(), String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("could not start {name}, which installs it: {error}"))?;
    match output.status.success() {
        true => Ok(()),
        false => {
            let said = String::from_utf8_lossy(&output.stderr);
            let last: Vec<&str> = said.lines().rev().take(8).collect();
            Err(format!("{name} said:\n{}", last.into_iter().rev().collect::<Vec<_>>().join("\n")))
        }
    }
}
