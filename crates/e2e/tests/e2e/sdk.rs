//! The SDKs that AWS's runtimes carry: installed, and used by functions that bring none.

use crate::support::{Data, Entry, Function, Server, have, hikeshi};
use serde_json::{Value, json};

const PYTHON: &[Entry<'static>] = &[(
    "app.py",
    b"import boto3\n\ndef handler(event, context):\n    settings = boto3.client('lambda').get_account_settings()\n    return [boto3.__file__, settings['AccountLimit']['ConcurrentExecutions']]\n",
)];
const COMMON_JS: &[Entry<'static>] = &[(
    "index.js",
    b"const { LambdaClient, GetAccountSettingsCommand } = require('@aws-sdk/client-lambda');\nexports.handler = async () => [require.resolve('@aws-sdk/client-lambda'), (await new LambdaClient({}).send(new GetAccountSettingsCommand({}))).AccountLimit.ConcurrentExecutions];\n",
)];
const MODULE: &[Entry<'static>] = &[(
    "index.mjs",
    b"import { LambdaClient, GetAccountSettingsCommand } from '@aws-sdk/client-lambda';\nexport const handler = async () => ['/var/runtime/', (await new LambdaClient({}).send(new GetAccountSettingsCommand({}))).AccountLimit.ConcurrentExecutions];\n",
)];
/// The function's own package is found first.
const OWN: &[Entry<'static>] = &[("app.py", PYTHON[0].1), ("boto3.py", b"def client(name):\n    return Own()\n\nclass Own:\n    def get_account_settings(self):\n        return {'AccountLimit': {'ConcurrentExecutions': -1}}\n")];

#[test]
fn functions_use_the_sdk_that_add_sdk_has_installed() {
    let (Some(()), Some(()), Some(_)) = (have::python(), have::node(), have::system_python("3.11")) else {
        return;
    };
    have::root_or_exit();
    let data = Data::new();
    let here = data.path();
    let add = || {
        let only = ["--only", "python3.11", "--only", "nodejs20.x", "--client", "lambda"];
        let output =
            hikeshi().args(["runtimes", "add-sdk", "--data-dir"]).arg(&here).args(only).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let installed = add();
    assert!(
        installed.contains("installed boto3 1.") && installed.contains("installed @aws-sdk/client-lambda 3."),
        "{installed}"
    );
    assert_eq!(add().matches(" is there\n").count(), 2, "it is not installed twice");

    let output = hikeshi().args(["runtimes", "--json", "--data-dir"]).arg(&here).output().unwrap();
    let listed: Value = serde_json::from_slice(&output.stdout).unwrap();
    let row = listed.as_array().unwrap().iter().find(|row| row["runtime"] == "python3.11").unwrap().clone();
    assert_eq!((&row["runs"], &row["exact"]), (&json!(true), &json!(true)));
    assert!(row["sdk"].as_str().unwrap().starts_with("boto3 1."), "{row}");

    let server = Server::start_on(data);
    let roomy = |function| Function { memory_mb: 512, timeout_s: 60, ..function };
    let python = |name, files| {
        roomy(Function { runtime: "python3.11", ..Function::python(name, "app.handler", files) })
    };
    let node = |name, files| {
        roomy(Function { runtime: "nodejs20.x", ..Function::python(name, "index.handler", files) })
    };
    for function in [python("boto", PYTHON), node("cjs", COMMON_JS), node("esm", MODULE)] {
        server.create(&function);
        let answer = server.invoke(function.name, &json!({})).value();
        assert!(answer[0].as_str().unwrap().starts_with("/var/runtime/"), "{answer}");
        assert_eq!(answer[1], 1000, "{}: {answer}", function.name);
    }
    server.create(&python("own", OWN));
    assert_eq!(server.invoke("own", &json!({})).value(), json!(["/var/task/boto3.py", -1]));
}
