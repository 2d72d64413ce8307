//! What a function sees of the machine that it runs on: nothing but its own.

use crate::support::{Entry, Function, Server, have, until};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr, TcpListener, UdpSocket};

fn names(value: &Value) -> BTreeMap<String, String> {
    serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{error}: {value}"))
}

#[test]
fn a_function_has_no_privileges_and_sees_only_itself() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&Function::ours("inside.world"));
    let world = server.invoke("world", &json!({})).value();

    assert!(world["uid"].as_u64().unwrap() > 0 && world["gid"].as_u64().unwrap() > 0, "{world}");
    let status = world["status"].as_str().unwrap();
    let field = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    for sets in ["CapInh:", "CapPrm:", "CapEff:", "CapBnd:", "CapAmb:"] {
        assert_eq!(field(sets), Some("0000000000000000"), "{sets}");
    }
    assert_eq!((field("NoNewPrivs:"), field("Seccomp:")), (Some("1"), Some("2")));
    let processes = world["processes"].as_array().unwrap();
    assert!(processes.len() <= 3, "{processes:?}");
    assert_eq!(world["interfaces"], json!(["lo"]));
    assert_eq!(world["task"], json!(["greedy.py", "inside.py"]));
    assert_eq!(world["cwd"], "/var/task");
}

#[test]
fn what_belongs_to_the_host_or_to_others_cannot_be_read() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    let secret = [("secret.py", b"def handler(event, context): return 1".as_slice())];
    server.create(&Function::python("other", "secret.handler", &secret));
    server.create(&Function::ours("inside.read"));
    server.invoke("other", &json!({})).value();
    let data = server.data.path();
    let mut paths: Vec<String> = [
        "/etc/shadow",
        "/etc/ssh",
        "/root",
        "/run",
        "/boot",
        "/sys/fs/cgroup",
        "/dev/mem",
        "/dev/kmsg",
        "/dev/loop-control",
        "/dev/loop0",
        "/dev/shm",
        "/proc/kcore",
        "/proc/1/environ",
        "/proc/1/root",
        "/proc/1/cwd",
    ]
    .map(str::to_owned)
    .into();
    paths.push(data.to_string_lossy().into_owned());
    for entry in std::fs::read_dir(&data).unwrap() {
        paths.push(entry.unwrap().path().to_string_lossy().into_owned());
    }
    assert!(paths.iter().any(|path| path.ends_with("/packages")), "{paths:?}");
    let outcomes = names(&server.invoke("read", &json!({"paths": paths})).value());
    for (path, outcome) in outcomes {
        assert!(["ENOENT", "EACCES", "EPERM"].contains(&outcome.as_str()), "{path}: {outcome}");
    }
    let own = json!({"paths": ["/var/task", "/var/task/inside.py", "/etc/passwd", "/etc/hosts"]});
    for (path, outcome) in names(&server.invoke("read", &own).value()) {
        assert!(outcome.ends_with(" bytes") || outcome == "2 entries", "{path}: {outcome}");
    }
}

#[test]
fn only_tmp_can_be_written() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&Function::ours("inside.write"));
    let paths = [
        "/",
        "/var",
        "/var/task",
        "/var/runtime",
        "/var/lang",
        "/var/tmp",
        "/opt",
        "/usr",
        "/usr/lib",
        "/etc",
        "/bin",
        "/home",
        "/mnt",
        "/dev",
        "/proc",
        "/sys",
    ];
    for (path, outcome) in names(&server.invoke("write", &json!({"paths": paths})).value()) {
        assert!(["EROFS", "EACCES", "ENOENT", "EPERM"].contains(&outcome.as_str()), "{path}: {outcome}");
    }
    let tmp = server.invoke("write", &json!({"paths": ["/tmp"]})).value();
    assert_eq!(tmp, json!({"/tmp": "written"}));
}

/// The address that this machine uses towards others, if it has one: no packet is sent to find out.
fn outward_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_loopback() && !address.is_unspecified()).then_some(address)
}

#[test]
fn nothing_that_listens_on_the_host_can_be_reached() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&Function::ours("inside.connect"));
    let everywhere = TcpListener::bind("0.0.0.0:0").unwrap();
    let port = everywhere.local_addr().unwrap().port();
    let mut targets = vec![
        server.address.to_string(),
        format!("127.0.0.1:{port}"),
        format!("169.254.100.1:{}", server.address.port()),
        format!("169.254.100.1:{port}"),
        "192.0.2.1:80".to_owned(),
    ];
    targets.extend(outward_address().map(|address| SocketAddr::new(address, port).to_string()));
    for (target, outcome) in names(&server.invoke("connect", &json!({"targets": targets})).value()) {
        assert_ne!(outcome, "connected", "{target}");
    }
    let own = ["169.254.100.1:9001", "169.254.100.1:4566"];
    for (target, outcome) in names(&server.invoke("connect", &json!({"targets": own})).value()) {
        assert_eq!(outcome, "connected", "{target}");
    }
}

#[test]
fn an_environment_reaches_no_runtime_api_but_its_own() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&Function::ours("inside.nap"));
    server.create(&Function::ours("inside.request"));
    server.invoke("nap", &json!({"s": 0})).value();
    std::thread::scope(|scope| {
        let napping = scope.spawn(|| server.invoke("nap", &json!({"s": 2})).value());
        let other = until("the other's invocation has begun", || {
            let log = server.call("GET", "/_hikeshi/logs?group=/aws/lambda/nap", b"").text();
            let starts: Vec<&str> = log.split("START RequestId: ").skip(1).collect();
            (starts.len() == 2).then(|| starts[1][..36].to_owned())
        });
        let path = format!("/2018-06-01/runtime/invocation/{other}/response");
        let event = json!({"to": "runtime", "method": "POST", "path": path, "body": "stolen"});
        let answer = server.invoke("request", &event).value();
        assert_eq!(answer["status"], 400, "{answer}");
        assert!(answer["body"].as_str().unwrap().contains("InvalidRequestID"), "{answer}");
        assert_eq!(napping.join().unwrap(), json!({"slept": 2}));
    });
}

#[test]
fn a_runtime_api_that_is_abused_refuses_and_goes_on() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&Function { memory_mb: 512, timeout_s: 120, ..Function::ours("inside.abuse") });
    server.create(&Function::ours("inside.echo"));
    for _ in 0..2 {
        let mut said = server.invoke("abuse", &json!({})).value();
        let connections = said.as_object_mut().unwrap().remove("connections").unwrap();
        // The runtime itself may have one of the 64.
        assert!((1..=64).contains(&connections.as_u64().unwrap()), "{connections} connections at once");
        let expected = json!({
            "next while an invocation runs": "403",
            "a response for another": "400",
            "an error for another": "400",
            "an id that climbs": "404",
            "an init error after init": "403",
            "a response that is fetched": "404",
            "a next that is posted": "404",
            "a next that is deleted": "404",
            "another path": "404",
            "the root": "404",
            "the admin API": "404",
            "another version": "404",
            "a huge head": "431",
            "many heads": "431",
            "two lengths": "400",
            "a length below nothing": "400",
            "no HTTP": "400",
        });
        assert_eq!(said, expected);
        assert_eq!(server.invoke("echo", &json!(1)).value(), 1);
    }
}

#[test]
fn the_platform_inside_offers_the_aws_api_and_no_admin_api() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&Function::ours("inside.request"));
    let ask =
        |method: &str, path: &str| server.invoke("request", &json!({"method": method, "path": path})).value();
    let listed = ask("GET", "/2015-03-31/functions/");
    assert_eq!(listed["status"], 200, "{listed}");
    let list: Value = serde_json::from_str(listed["body"].as_str().unwrap()).unwrap();
    assert_eq!(list["Functions"][0]["FunctionName"], "request");
    for (method, path) in [
        ("GET", "/_hikeshi/health"),
        ("POST", "/_hikeshi/reset"),
        ("GET", "/_hikeshi/logs?group=/aws/lambda/request"),
        ("GET", "/_localstack/health"),
        ("GET", "/_hikeshi/../_hikeshi/health"),
        ("GET", "//_hikeshi/health"),
        ("GET", "/%5fhikeshi/health"),
    ] {
        let answer = ask(method, path);
        assert!(answer["status"].as_u64().unwrap() >= 400, "{method} {path}: {answer}");
        assert!(!answer["body"].as_str().unwrap().contains("environments"), "{method} {path}: {answer}");
    }
    // Nothing was reset.
    assert_eq!(ask("GET", "/2015-03-31/functions/request")["status"], 200);
}

#[test]
fn a_function_invokes_another() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&Function::ours("inside.echo"));
    server.create(&Function::ours("inside.request"));
    let path = "/2015-03-31/functions/echo/invocations";
    let event = json!({"method": "POST", "path": path, "body": {"from": "another function"}});
    let answer = server.invoke("request", &event).value();
    assert_eq!(answer, json!({"status": 200, "body": r#"{"from": "another function"}"#}));
}

#[test]
fn variables_are_those_of_aws() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&Function::ours("inside.world"));
    let world = server.invoke("world", &json!({})).value();
    let variables = names(&world["variables"]);
    for (name, value) in [
        ("AWS_EXECUTION_ENV", "AWS_Lambda_python3.12"),
        ("AWS_LAMBDA_FUNCTION_NAME", "world"),
        ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"),
        ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        ("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/world"),
        ("AWS_LAMBDA_RUNTIME_API", "169.254.100.1:9001"),
        ("AWS_ENDPOINT_URL", "http://169.254.100.1:4566"),
        ("AWS_REGION", "us-east-1"),
        ("AWS_DEFAULT_REGION", "us-east-1"),
        ("LAMBDA_TASK_ROOT", "/var/task"),
        ("LAMBDA_RUNTIME_DIR", "/var/runtime"),
        ("_HANDLER", "inside.world"),
        ("TZ", ":UTC"),
        ("LANG", "en_US.UTF-8"),
        ("PWD", "/var/task"),
        ("PATH", "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin"),
    ] {
        assert_eq!(variables.get(name).map(String::as_str), Some(value), "{name}");
    }
    for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] {
        assert!(variables.get(name).is_some_and(|value| !value.is_empty()), "{name}");
    }
    let stream = &variables["AWS_LAMBDA_LOG_STREAM_NAME"];
    assert!(stream.contains("/[$LATEST]"), "{stream}");
    assert!(variables["_X_AMZN_TRACE_ID"].starts_with("Root=1-"));
    // Nothing of ours or of the host's leaks in.
    for name in variables.keys() {
        assert!(!name.contains("HIKESHI") && name != "HOME" && !name.starts_with("CARGO"), "{name}");
    }
    let context = &world["context"];
    assert_eq!(context["memory"], "128");
    assert_eq!(context["arn"], "arn:aws:lambda:us-east-1:000000000000:function:world");
    assert!((1..=30_000).contains(&context["remaining_ms"].as_i64().unwrap()), "{context}");
}

#[test]
fn the_first_process_of_an_environment_is_out_of_a_functions_reach() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&Function::ours("inside.kill_init"));
    for _ in 0..2 {
        let outcomes = server.invoke("kill_init", &json!({})).value();
        assert_eq!(outcomes, json!(["EPERM", "EPERM", "ESRCH"]));
    }
}

#[test]
fn functions_in_nodejs_and_on_provided_have_the_variables_of_aws_too() {
    let Some(()) = have::node() else { return };
    let server = Server::start();
    let files: &[Entry<'_>] = &[("app.mjs", b"export const handler = async () => process.env;")];
    server.create(&Function { runtime: "nodejs20.x", ..Function::python("node", "app.handler", files) });
    let bootstrap = include_str!("../../../../examples/provided/bootstrap").replace(
        r#""{\"greeting\":\"Hello!\",\"from\":\"Bash $BASH_VERSION\",\"event\":$body}""#,
        r#""$(env)""#,
    );
    let files: &[Entry<'_>] = &[("bootstrap", bootstrap.as_bytes())];
    server.create(&Function {
        runtime: "provided.al2023",
        ..Function::python("provided", "own.handler", files)
    });

    let node = names(&server.invoke("node", &json!({})).value());
    let text = server.invoke("provided", &json!({})).text();
    let provided: BTreeMap<String, String> = text
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    for (name, variables, handler) in [("node", &node, "app.handler"), ("provided", &provided, "own.handler")]
    {
        assert_eq!(variables["AWS_LAMBDA_FUNCTION_NAME"], name);
        assert_eq!(variables["_HANDLER"], handler);
        assert_eq!(variables["AWS_LAMBDA_RUNTIME_API"], "169.254.100.1:9001");
        assert_eq!(variables["AWS_ENDPOINT_URL"], "http://169.254.100.1:4566");
        assert_eq!(variables["LAMBDA_TASK_ROOT"], "/var/task");
        assert!(variables.keys().all(|name| !name.contains("HIKESHI")), "{variables:?}");
    }
    assert_eq!(node["AWS_EXECUTION_ENV"], "AWS_Lambda_nodejs20.x");
    assert!(node["NODE_PATH"].starts_with("/opt/nodejs/node20/node_modules:"), "{}", node["NODE_PATH"]);
    assert!(!provided.contains_key("AWS_EXECUTION_ENV"));
}
