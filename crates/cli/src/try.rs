//! `hikeshi try`: a platform with examples, three of which fail on purpose.

use crate::Done;
use crate::args::TryArgs;
use crate::assemble::{Foundation, Keep, Running};
use crate::client::{Answer, Client};
use crate::config::Config;
use crate::directories::Temporary;
use crate::start::{End, log_to_stderr, runtime};
use crate::table::Table;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use clock::Ids;
use hyper::{Method, StatusCode};
use serde_json::json;
use std::io::{Cursor, Write};
use std::process::ExitCode;
use zip::write::SimpleFileOptions;

/// One function to deploy and invoke.
struct Example {
    name: &'static str,
    runtimes: &'static [RuntimeExample],
    timeout_s: u32,
    /// What AWS would have said, for the table.
    expected: &'static str,
}

/// The same function in one language. The first whose interpreter is here is taken.
struct RuntimeExample {
    runtime: &'static str,
    handler: &'static str,
    file: &'static str,
    text: &'static str,
}

const PYTHON: RuntimeExample = RuntimeExample {
    runtime: "python3.12",
    handler: "handler.handler",
    file: "handler.py",
    text: include_str!("../../../examples/python/handler.py"),
};
const NODE: RuntimeExample = RuntimeExample {
    runtime: "nodejs22.x",
    handler: "index.handler",
    file: "index.mjs",
    text: include_str!("../../../examples/nodejs/index.mjs"),
};
const PROVIDED: RuntimeExample = RuntimeExample {
    runtime: "provided.al2023",
    handler: "bootstrap",
    file: "bootstrap",
    text: include_str!("../../../examples/provided/bootstrap"),
};

const fn failing(python: &'static str, node: &'static str) -> [RuntimeExample; 2] {
    [
        RuntimeExample {
            runtime: "python3.12",
            handler: python,
            file: "failures.py",
            text: include_str!("../../../examples/failures/failures.py"),
        },
        RuntimeExample {
            runtime: "nodejs22.x",
            handler: node,
            file: "failures.mjs",
            text: include_str!("../../../examples/failures/failures.mjs"),
        },
    ]
}

const EXAMPLES: &[Example] = &[
    Example { name: "hello-python", runtimes: &[PYTHON], timeout_s: 3, expected: "200" },
    Example { name: "hello-nodejs", runtimes: &[NODE], timeout_s: 3, expected: "200" },
    Example { name: "hello-provided", runtimes: &[PROVIDED], timeout_s: 3, expected: "200" },
    Example {
        name: "too-slow",
        runtimes: &failing("failures.too_slow", "failures.too_slow"),
        timeout_s: 1,
        expected: "200 Unhandled: Sandbox.Timedout",
    },
    Example {
        name: "out-of-memory",
        runtimes: &failing("failures.out_of_memory", "failures.out_of_memory"),
        timeout_s: 10,
        expected: "200 Unhandled: Runtime.ExitError (signal: killed)",
    },
    Example {
        name: "exception",
        runtimes: &failing("failures.exception", "failures.exception"),
        timeout_s: 3,
        expected: "200 Unhandled: the exception's type",
    },
];

pub(crate) fn run(args: &TryArgs) -> Done {
    log_to_stderr();
    // A real directory with the embedded store, gone when this ends.
    let scratch = Temporary::new("hikeshi-try-", &Ids::random().hex(8))?;
    let config = Config::default();
    let foundation = Foundation::lay(Keep::Awhile(scratch), &config, args.listen, None)?;
    runtime()?.block_on(async {
        let mut end = End::listen()?;
        let running = Running::start(foundation, &config, None).await?;
        let endpoint = format!("http://{}", running.address);
        let shown = tokio::select! {
            shown = show(&running, &endpoint) => shown.map(|()| !args.once),
            () = end.come() => Ok(false),
        };
        if let Ok(true) = shown {
            println!("{}", next_steps(&endpoint));
            end.come().await;
        }
        running.stop().await;
        shown.map(|_| ExitCode::SUCCESS)
    })
}

async fn show(running: &Running, endpoint: &str) -> Result<(), Box<dyn std::error::Error>> {
    println!("hikeshi listens on {endpoint}; it keeps its state in {}\n", running.directory().display());
    let client = Client::new(endpoint, "000000000000", "us-east-1")?;
    let mut table = Table::new(&["function", "runtime", "answer", "what AWS answers", "billed", "memory"]);
    for example in EXAMPLES {
        let Some(chosen) = choose(running, example).await else {
            let missing: Vec<&str> = example.runtimes.iter().map(|one| one.runtime).collect();
            let why = format!("left out: no interpreter here for {}", missing.join(" or "));
            table.row(&[example.name, "–", &why, "", "", ""]);
            continue;
        };
        deploy(&client, running, example, chosen).await?;
        let answer = invoke(&client, example.name).await?;
        let report = Report::of(&answer)?;
        table.row(&[
            example.name,
            chosen.runtime,
            &summary(&answer),
            example.expected,
            &report.billed,
            &report.memory,
        ]);
    }
    println!("{table}");
    Ok(())
}

async fn choose<'a>(running: &Running, example: &'a Example) -> Option<&'a RuntimeExample> {
    for candidate in example.runtimes {
        if running.platform().exec().runtime(candidate.runtime).await.is_ok() {
            return Some(candidate);
        }
    }
    None
}

async fn deploy(
    client: &Client,
    running: &Running,
    example: &Example,
    chosen: &RuntimeExample,
) -> Result<(), Box<dyn std::error::Error>> {
    let body = json!({
        "FunctionName": example.name,
        "Runtime": chosen.runtime,
        "Handler": chosen.handler,
        "Role": "arn:aws:iam::000000000000:role/lambda",
        "Timeout": example.timeout_s,
        "Code": {"ZipFile": BASE64_STANDARD.encode(package(chosen)?)},
    });
    let answer = client.call(Method::POST, "/2015-03-31/functions", &[], body.to_string()).await?;
    if answer.status != StatusCode::CREATED {
        let text = String::from_utf8_lossy(&answer.body);
        return Err(format!("could not deploy {}: {text}", example.name).into());
    }
    running.platform().settled().await;
    Ok(())
}

fn package(chosen: &RuntimeExample) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(chosen.file, SimpleFileOptions::default().unix_permissions(0o755))?;
    zip.write_all(chosen.text.as_bytes())?;
    Ok(zip.finish()?.into_inner())
}

async fn invoke(client: &Client, name: &str) -> Result<Answer, Box<dyn std::error::Error>> {
    let path = format!("/2015-03-31/functions/{name}/invocations");
    client.call(Method::POST, &path, &[("x-amz-log-type", "Tail")], r#"{"name":"Edo"}"#).await
}

fn summary(answer: &Answer) -> String {
    let status = answer.status.as_u16();
    let Some(kind) = answer.header("x-amz-function-error") else {
        return format!("{status} {}", shortened(&String::from_utf8_lossy(&answer.body), 60));
    };
    let body: serde_json::Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let error_type = body["errorType"].as_str().unwrap_or("?");
    // The request id says nothing to a reader of the table.
    let message = body["errorMessage"].as_str().unwrap_or_default();
    let message = message.split_once(" Error: ").map_or(message, |(_, rest)| rest);
    format!("{status} {kind}: {error_type}: {}", shortened(message, 50))
}

fn shortened(text: &str, characters_max: usize) -> String {
    match text.char_indices().nth(characters_max) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// What the REPORT line of an invocation says.
struct Report {
    billed: String,
    memory: String,
}

impl Report {
    fn of(answer: &Answer) -> Result<Report, Box<dyn std::error::Error>> {
        let log = BASE64_STANDARD.decode(answer.header("x-amz-log-result").unwrap_or_default())?;
        let log = String::from_utf8_lossy(&log).into_owned();
        let report = log.lines().rev().find(|line| line.starts_with("REPORT")).unwrap_or_default();
        let field = |name: &str| {
            let found = report.split('\t').find_map(|field| field.strip_prefix(name));
            found.unwrap_or("?").to_owned()
        };
        Ok(Report {
            billed: field("Billed Duration: "),
            memory: format!("{} of {}", field("Max Memory Used: "), field("Memory Size: ")),
        })
    }
}

fn next_steps(endpoint: &str) -> String {
    format!(
        "It stays up until Ctrl-C. In another terminal:\n\n  \
         export AWS_ENDPOINT_URL={endpoint} AWS_ACCESS_KEY_ID=000000000000 AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1\n  \
         aws lambda list-functions --query 'Functions[].FunctionName'\n  \
         aws lambda invoke --function-name hello-python --log-type Tail /dev/stdout\n  \
         hikeshi invoke too-slow; hikeshi logs too-slow\n"
    )
}
