//! Processes that are measured: the platform, and the floor with its functions.

use crate::Binaries;
use crate::client::Client;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use hyper::Method;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Cursor, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;

/// A process that ends with its value, and its children with it.
pub struct Running {
    pub child: Child,
    pub host: String,
}

impl Drop for Running {
    fn drop(&mut self) {
        // SIGTERM and not SIGKILL, so that the platform takes down what it has built.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }
}

pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("bound").port()
}

/// A platform on a fresh data directory; returns as soon as it answers.
pub async fn start(binaries: &Binaries, data: &Path) -> Running {
    let host = format!("127.0.0.1:{}", free_port());
    let child = Command::new(&binaries.hikeshi)
        .args(["start", "--listen", &host, "--data-dir"])
        .arg(data)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("hikeshi starts");
    let running = Running { child, host };
    healthy(&running.host).await;
    running
}

/// Asks until it is answered.
pub async fn healthy(host: &str) {
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        if let Ok(mut client) = Client::connect(host).await {
            let answer = client.call(Method::GET, "/_hikeshi/health", Bytes::new()).await;
            if answer.is_ok_and(|answer| answer.status == 200) {
                return;
            }
        }
        assert!(Instant::now() < deadline, "the platform does not answer");
        tokio::time::sleep(Duration::from_micros(200)).await;
    }
}

/// The floor and so many function processes.
pub struct Floor {
    pub front: Running,
    _functions: Vec<Running>,
}

/// `scratch` is the data directory of a platform that has run functions of this runtime, with its bootstraps.
pub fn floor(binaries: &Binaries, runtime: &str, scratch: &Scratch, functions: usize) -> Floor {
    let mut child = Command::new(std::env::current_exe().expect("our own path"))
        .arg("floor")
        .stdout(Stdio::piped())
        .spawn()
        .expect("the floor starts");
    let mut line = String::new();
    let out = child.stdout.take().expect("piped");
    BufReader::new(out).read_line(&mut line).expect("two addresses");
    let (host, runtime_api) = line.trim().split_once(' ').expect("two addresses");
    let front = Running { child, host: host.to_owned() };
    let function = |_| {
        let child = bare(binaries, runtime, scratch, runtime_api).spawn().expect("the function starts");
        Running { child, host: String::new() }
    };
    Floor { front, _functions: (0..functions).map(function).collect() }
}

/// The process that runs an echo in a runtime, outside of any sandbox and with nothing of our own environment.
pub fn bare(binaries: &Binaries, runtime: &str, scratch: &Scratch, runtime_api: &str) -> Command {
    let bootstraps = scratch.0.join("bootstraps");
    let task = scratch.0.join(format!("task-{runtime}"));
    std::fs::create_dir_all(&task).expect("a directory");
    std::fs::write(task.join("handler.py"), PYTHON_ECHO).expect("a file");
    std::fs::write(task.join("index.js"), NODE_ECHO).expect("a file");
    let mut command = match runtime {
        "provided" => Command::new(&binaries.provided),
        "python" => {
            let mut command = Command::new("/usr/bin/python3.11");
            command.args(["-u", "-S"]).arg(bootstraps.join("python3.11/bootstrap.pyc"));
            command
        }
        _ => {
            let mut command = Command::new("/usr/bin/node");
            command.arg(bootstraps.join("nodejs/bootstrap.cjs"));
            command
        }
    };
    let handler = if runtime == "python" { "handler.handler" } else { "index.handler" };
    command
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("_HANDLER", handler)
        .env("LAMBDA_TASK_ROOT", &task)
        .env("AWS_REGION", "us-east-1")
        .env("AWS_LAMBDA_RUNTIME_API", runtime_api)
        .env("AWS_LAMBDA_FUNCTION_NAME", "f")
        .env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
        .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769")
        .env("AWS_LAMBDA_LOG_GROUP_NAME", "g")
        .env("AWS_LAMBDA_LOG_STREAM_NAME", "s")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

const PYTHON_ECHO: &str = "def handler(event, context):\n    return event\n";
const NODE_ECHO: &str = "exports.handler = async (event) => event;\n";

/// What a function is made of.
pub struct Package {
    pub runtime: &'static str,
    pub handler: &'static str,
    pub zip: Vec<u8>,
}

impl Package {
    pub fn provided(binaries: &Binaries) -> Package {
        let program = std::fs::read(&binaries.provided).expect("provided-rust was built");
        Package { runtime: "provided.al2023", handler: "bootstrap", zip: zip("bootstrap", &program) }
    }

    pub fn python() -> Package {
        let zip = zip("handler.py", PYTHON_ECHO.as_bytes());
        Package { runtime: "python3.11", handler: "handler.handler", zip }
    }

    pub fn node() -> Package {
        let zip = zip("index.js", NODE_ECHO.as_bytes());
        Package { runtime: "nodejs20.x", handler: "index.handler", zip }
    }
}

fn zip(file: &str, content: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(file, SimpleFileOptions::default().unix_permissions(0o755)).expect("in memory");
    zip.write_all(content).expect("in memory");
    zip.finish().expect("in memory").into_inner()
}

/// Creates a function of a whole core and waits until it can be invoked.
pub async fn create(client: &mut Client, name: &str, package: &Package) {
    let body = json!({
        "FunctionName": name, "Runtime": package.runtime, "Handler": package.handler, "MemorySize": 1769,
        "Role": "arn:aws:iam::000000000000:role/bench",
        "Timeout": 30, "Code": {"ZipFile": BASE64_STANDARD.encode(&package.zip)},
    });
    let path = "/2015-03-31/functions";
    let answer = client.call(Method::POST, path, body.to_string().into()).await.expect("an answer");
    assert_eq!(answer.status, 201, "{:?}", answer.body);
    let path = format!("/2015-03-31/functions/{name}/configuration");
    loop {
        let answer = client.call(Method::GET, &path, Bytes::new()).await.expect("an answer");
        let state: Value = serde_json::from_slice(&answer.body).expect("JSON");
        if state["State"] == "Active" {
            return;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// A directory of this run's own, removed at its end.
pub struct Scratch(pub std::path::PathBuf);

impl Scratch {
    pub fn new(name: &str) -> Scratch {
        let path = std::env::temp_dir().join(format!("hikeshi-bench-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a scratch directory");
        Scratch(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
