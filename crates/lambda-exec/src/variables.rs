//! The variables that a runtime process starts with.
//! Source: spec of Lambda's reserved and unreserved environment variables; values recorded from AWS in February 2026.

use crate::credentials::Handed;
use crate::function::{Function, LogFormat};
use crate::runtimes::Language;

/// What differs between the environments of one function.
pub(crate) struct Place<'a> {
    pub runtime_api: String,
    pub platform: String,
    pub log_stream: &'a str,
    pub credentials: &'a Handed,
}

/// Every variable of the process: AWS's defaults, over them the user's, over those the reserved ones.
pub(crate) fn of(function: &Function, language: Language, place: &Place<'_>) -> Vec<(String, String)> {
    let mut variables = Variables(Vec::with_capacity(40));
    defaults(&mut variables, language);
    for (name, value) in &function.variables {
        variables.set(name, value);
    }
    reserved(&mut variables, function, language, place);
    variables.0
}

struct Variables(Vec<(String, String)>);

impl Variables {
    fn set(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        match self.0.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name.to_owned(), value)),
        }
    }
}

/// What a user may override.
fn defaults(variables: &mut Variables, language: Language) {
    variables.set("LANG", "en_US.UTF-8");
    variables.set("TZ", ":UTC");
    variables.set("PATH", "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin");
    variables.set(
        "LD_LIBRARY_PATH",
        "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib",
    );
    // Set on AWS whether a trace is taken or not; nobody listens there, and the datagrams go nowhere.
    variables.set("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
    variables.set("AWS_XRAY_DAEMON_ADDRESS", "169.254.100.1:2000");
    match language {
        Language::Python => {
            variables.set("PYTHONPATH", "/var/runtime");
            variables.set("LC_CTYPE", "C.UTF-8");
        }
        Language::Node { major } => variables.set(
            "NODE_PATH",
            format!(
                "/opt/nodejs/node{major}/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:/var/task"
            ),
        ),
        Language::Provided => {}
    }
}

fn reserved(variables: &mut Variables, function: &Function, language: Language, place: &Place<'_>) {
    if language != Language::Provided {
        variables.set("AWS_EXECUTION_ENV", format!("AWS_Lambda_{}", function.runtime));
    }
    variables.set("AWS_LAMBDA_FUNCTION_NAME", &*function.name);
    variables.set("AWS_LAMBDA_FUNCTION_VERSION", &*function.version);
    variables.set("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", function.memory_mb.to_string());
    variables.set("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    variables.set("AWS_LAMBDA_LOG_GROUP_NAME", &*function.logging.group);
    variables.set("AWS_LAMBDA_LOG_STREAM_NAME", place.log_stream);
    variables.set("AWS_LAMBDA_RUNTIME_API", &place.runtime_api);
    variables.set("AWS_REGION", &*function.region);
    variables.set("AWS_DEFAULT_REGION", &*function.region);
    variables.set("_AWS_XRAY_DAEMON_ADDRESS", "169.254.100.1");
    variables.set("_AWS_XRAY_DAEMON_PORT", "2000");
    variables.set("LAMBDA_TASK_ROOT", "/var/task");
    variables.set("LAMBDA_RUNTIME_DIR", "/var/runtime");
    variables.set("_HANDLER", &function.handler);
    if function.logging.format == LogFormat::Json {
        variables.set("AWS_LAMBDA_LOG_FORMAT", "JSON");
        let level = function.logging.application_level.as_deref().unwrap_or("INFO");
        variables.set("AWS_LAMBDA_LOG_LEVEL", level);
    }
    variables.set("AWS_ACCESS_KEY_ID", &*place.credentials.access_key);
    variables.set("AWS_SECRET_ACCESS_KEY", &*place.credentials.secret);
    variables.set("AWS_SESSION_TOKEN", &*place.credentials.token);
    variables.set("AWS_ENDPOINT_URL", format!("http://{}", place.platform));
    variables.set("PWD", "/var/task");
    variables.set("SHLVL", "0");
    if language != Language::Provided {
        // Our own bootstraps then write log records as frames, so that each is one event whatever it contains.
        variables.set("_HIKESHI_FRAMED_OUTPUT", "1");
    }
}
