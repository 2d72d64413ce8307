//! What a client may rely on when it changes a function.

use crate::support::{Function, Server, have, until, zip};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;

fn app(number: u32) -> String {
    format!("import os\ndef handler(event, context): return [{number}, os.environ.get('NUMBER')]\n")
}

/// Asks without a pause, as no real client does.
fn updated(server: &Server) {
    until("the update is done", || {
        let answer = server.call("GET", "/2015-03-31/functions/app/configuration", b"").json();
        (answer["LastUpdateStatus"] == "Successful").then_some(())
    });
}

#[test]
fn what_is_said_to_be_updated_is_what_runs() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    server.create(&Function::python("app", "app.handler", &[("app.py", app(0).as_bytes())]));
    assert_eq!(server.invoke("app", &json!({})).value(), json!([0, null]));
    for number in 1..=20 {
        let package = zip(&[("app.py", app(number).as_bytes())]);
        let code = json!({"ZipFile": BASE64_STANDARD.encode(package)}).to_string();
        let answer = server.call("PUT", "/2015-03-31/functions/app/code", code.as_bytes());
        assert_eq!((answer.status, answer.json()["LastUpdateStatus"].as_str()), (200, Some("InProgress")));
        updated(&server);
        assert_eq!(server.invoke("app", &json!({})).value()[0], number);

        let variables = json!({"Environment": {"Variables": {"NUMBER": number.to_string()}}}).to_string();
        let answer = server.call("PUT", "/2015-03-31/functions/app/configuration", variables.as_bytes());
        assert_eq!(answer.status, 200, "{}", answer.text());
        updated(&server);
        assert_eq!(server.invoke("app", &json!({})).value(), json!([number, number.to_string()]));
    }
}

#[test]
fn an_invocation_under_way_ends_on_the_code_that_it_began_with() {
    let Some(()) = have::python() else { return };
    let server = Server::start();
    let slow = b"import time\ndef handler(event, context):\n    time.sleep(event['s'])\n    return 'old'\n";
    server.create(&Function::python("app", "app.handler", &[("app.py", slow)]));
    server.invoke("app", &json!({"s": 0})).value();
    std::thread::scope(|scope| {
        let slow = scope.spawn(|| server.invoke("app", &json!({"s": 2})).value());
        until("it has begun", || {
            let log = server.call("GET", "/_hikeshi/logs?group=/aws/lambda/app", b"").text();
            (log.matches("START RequestId").count() == 2).then_some(())
        });
        let package = zip(&[("app.py", app(1).as_bytes())]);
        let code = json!({"ZipFile": BASE64_STANDARD.encode(package)}).to_string();
        assert_eq!(server.call("PUT", "/2015-03-31/functions/app/code", code.as_bytes()).status, 200);
        updated(&server);
        assert_eq!(server.invoke("app", &json!({})).value()[0], 1);
        assert_eq!(slow.join().unwrap(), "old");
    });
}
