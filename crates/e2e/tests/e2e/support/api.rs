//! The few calls that most tests begin with.

use super::http::{Answer, Connection};
use super::package::{Entry, zip};
use super::server::Server;
use super::until;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

const AUTHORIZATION: (&str, &str) =
    ("authorization", "AWS4-HMAC-SHA256 Credential=000000000000/20260820/us-east-1/lambda/aws4_request");

/// What to create. Fields that a test does not care about are AWS's defaults.
pub struct Function<'a> {
    pub name: &'a str,
    pub runtime: &'a str,
    pub handler: &'a str,
    pub files: &'a [Entry<'a>],
    pub memory_mb: u32,
    pub timeout_s: u32,
}

impl<'a> Function<'a> {
    pub fn python(name: &'a str, handler: &'a str, files: &'a [Entry<'a>]) -> Function<'a> {
        Function { name, runtime: "python3.12", handler, files, memory_mb: 128, timeout_s: 30 }
    }

    /// Of the functions that the tests are about, in `functions`.
    pub fn ours(handler: &'a str) -> Function<'a> {
        Function::python(handler.split_once('.').map_or(handler, |(_, name)| name), handler, OURS)
    }
}

const OURS: &[Entry<'static>] = &[
    ("inside.py", include_bytes!("../../../functions/inside.py")),
    ("greedy.py", include_bytes!("../../../functions/greedy.py")),
];

/// The answer to an invocation.
pub struct Invoked {
    pub status: u16,
    pub function_error: Option<String>,
    pub payload: Vec<u8>,
    /// The log's end, if it was asked for.
    pub log: String,
}

impl Invoked {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.payload).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.payload).into_owned()
    }

    /// The value of a function that did not fail.
    pub fn value(&self) -> Value {
        assert_eq!((self.status, &self.function_error), (200, &None), "{}\n{}", self.text(), self.log);
        self.json()
    }

    /// The error of a function that did.
    pub fn error(&self) -> Value {
        let failed = self.function_error.as_deref();
        assert_eq!((self.status, failed), (200, Some("Unhandled")), "{}\n{}", self.text(), self.log);
        self.json()
    }

    /// A field of the REPORT line, such as `Max Memory Used`, without its unit.
    pub fn reported(&self, field: &str) -> f64 {
        let line = self.report();
        let value = line.split('\t').find_map(|part| part.strip_prefix(field)?.strip_prefix(": "));
        let number = value.and_then(|value| value.split(' ').next()?.parse().ok());
        number.unwrap_or_else(|| panic!("no {field} in {line:?}"))
    }

    pub fn report(&self) -> String {
        let line = self.log.lines().find(|line| line.starts_with("REPORT"));
        line.unwrap_or_else(|| panic!("no REPORT in {:?}", self.log)).to_owned()
    }
}

impl From<Answer> for Invoked {
    fn from(answer: Answer) -> Invoked {
        let log = BASE64_STANDARD.decode(answer.header("x-amz-log-result").unwrap_or_default());
        Invoked {
            status: answer.status,
            function_error: answer.header("x-amz-function-error").map(str::to_owned),
            log: String::from_utf8_lossy(&log.expect("base64")).into_owned(),
            payload: answer.body,
        }
    }
}

impl Server {
    pub fn connect(&self) -> Connection {
        Connection::open(self.address).expect("the server listens")
    }

    /// One call on a connection of its own.
    pub fn call(&self, method: &str, path: &str, body: &[u8]) -> Answer {
        self.connect().call(method, path, &[AUTHORIZATION], body).expect("an answer")
    }

    /// Creates a function, whether or not it is ready yet.
    pub fn create_at_once(&self, function: &Function<'_>) -> Answer {
        let body = json!({
            "FunctionName": function.name,
            "Runtime": function.runtime,
            "Handler": function.handler,
            "Role": "arn:aws:iam::000000000000:role/e2e",
            "MemorySize": function.memory_mb,
            "Timeout": function.timeout_s,
            "Code": {"ZipFile": BASE64_STANDARD.encode(zip(function.files))},
        });
        let answer = self.call("POST", "/2015-03-31/functions", body.to_string().as_bytes());
        assert_eq!(answer.status, 201, "{}", answer.text());
        answer
    }

    pub fn create(&self, function: &Function<'_>) {
        self.create_at_once(function);
        self.active(function.name);
    }

    /// Waits until a function can be invoked.
    pub fn active(&self, name: &str) {
        until("the function is active", || {
            let path = format!("/2015-03-31/functions/{name}/configuration");
            let answer = self.call("GET", &path, b"");
            assert_eq!(answer.status, 200, "{}", answer.text());
            (answer.json()["State"] == "Active").then_some(())
        });
    }

    /// Invokes with the log's end.
    pub fn invoke(&self, name: &str, event: &Value) -> Invoked {
        let path = format!("/2015-03-31/functions/{name}/invocations");
        let headers = [AUTHORIZATION, ("x-amz-log-type", "Tail")];
        self.connect().call("POST", &path, &headers, event.to_string().as_bytes()).expect("an answer").into()
    }
}
