//! Environments: reused one at a time, as many as are needed at once, gone when nobody wants them.

use testkit::check;

#[test]
fn an_environment_serves_one_invocation_after_the_other() {
    check(
        r#"
        function f count
        lambda Invoke {"FunctionName":"f"} => {"Payload":{"process":1}}
        lambda Invoke {"FunctionName":"f"} => {"Payload":{"process":2}}
        environments 1
        "#,
    );
}

#[test]
fn invocations_at_the_same_time_have_an_environment_each() {
    check(
        r#"
        function f sleep:1s,count
        &3 lambda Invoke {"FunctionName":"f"} => {"Payload":{"process":1}}
        environments 3
        host +1s
        join
        &2 lambda Invoke {"FunctionName":"f"} => {"Payload":{"process":2}}
        environments 3
        host +1s
        join
        "#,
    );
}

#[test]
fn an_idle_environment_is_torn_down_after_a_while() {
    check(
        r#"
        function f echo
        lambda Invoke {"FunctionName":"f"}
        host +599s
        environments 1
        lambda Invoke {"FunctionName":"f"}
        host +599s
        environments 1
        host +1s
        environments 0
        lambda Invoke {"FunctionName":"f"} => 200
        "#,
    );
}

#[test]
fn a_runtime_that_lingers_is_not_waited_for() {
    check(
        r#"
        function f echo,sleep:1s
        lambda Invoke {"FunctionName":"f","Payload":1} => {"Payload":1}
        & lambda Invoke {"FunctionName":"f","Payload":2} => {"Payload":2}
        environments 1
        host +10ms
        join
        environments 2
        host +1s
        log /aws/lambda/f
            | …
            | REPORT …\tDuration: 1000.00 ms\t…
            | …
            | REPORT …
        "#,
    );
}

#[test]
fn one_that_is_ready_in_a_moment_is_waited_for() {
    check(
        r#"
        function f echo,sleep:5ms
        lambda Invoke {"FunctionName":"f","Payload":1} => {"Payload":1}
        & lambda Invoke {"FunctionName":"f","Payload":2} => {"Payload":2}
        host +5ms
        join
        environments 1
        host +5ms
        "#,
    );
}

#[test]
fn an_environment_is_frozen_when_it_has_rested_for_a_moment() {
    check(
        r#"
        function f count
        lambda Invoke {"FunctionName":"f"}
        http GET /_hikeshi/environments => {"environments":[{"frozen":false}]}
        host +2ms
        http GET /_hikeshi/environments
            => {"environments":[{"frozen":true,"functionArn":"arn:aws:lambda:us-east-1:000000000000:function:f"}]}
        lambda Invoke {"FunctionName":"f"} => {"Payload":{"process":2}}
        environments 1
        "#,
    );
}

#[test]
fn a_process_knows_where_it_is() {
    check(
        r#"
        function f variables {"Runtime":"python3.12","Environment":{"Variables":{"TZ":"Asia/Tokyo","KEY":"v"}}}
        lambda Invoke {"FunctionName":"f"}
            => {"Payload":{"AWS_LAMBDA_FUNCTION_NAME":"f","AWS_LAMBDA_FUNCTION_VERSION":"$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE":"128","AWS_LAMBDA_INITIALIZATION_TYPE":"on-demand",
                "AWS_LAMBDA_LOG_GROUP_NAME":"/aws/lambda/f","AWS_LAMBDA_LOG_STREAM_NAME":"2026/11/23/[$LATEST]$stream",
                "AWS_LAMBDA_RUNTIME_API":"169.254.100.1:9001","AWS_EXECUTION_ENV":"AWS_Lambda_python3.12",
                "AWS_REGION":"us-east-1","AWS_DEFAULT_REGION":"us-east-1","LAMBDA_TASK_ROOT":"/var/task",
                "LAMBDA_RUNTIME_DIR":"/var/runtime","_HANDLER":"variables","LANG":"en_US.UTF-8","PWD":"/var/task",
                "PATH":"/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin","PYTHONPATH":"/var/runtime",
                "AWS_XRAY_CONTEXT_MISSING":"LOG_ERROR","AWS_LAMBDA_LOG_FORMAT":null,
                "AWS_ACCESS_KEY_ID":"…","AWS_SECRET_ACCESS_KEY":"…","AWS_SESSION_TOKEN":"…",
                "TZ":"Asia/Tokyo","KEY":"v"}}
        http GET /_hikeshi/logs?group=/aws/lambda/f => {"events":[{"logStreamName":"2026/11/23/[$LATEST]$stream"},"…","…","…"]}
        "#,
    );
}

#[test]
fn a_shared_log_group_names_the_function_in_its_streams() {
    check(
        r#"
        function f variables {"LoggingConfig":{"LogGroup":"shared","LogFormat":"JSON"}}
        lambda Invoke {"FunctionName":"f"}
            => {"Payload":{"AWS_LAMBDA_LOG_GROUP_NAME":"shared","AWS_LAMBDA_LOG_STREAM_NAME":"2026/11/23/f[$LATEST]…",
                "AWS_LAMBDA_LOG_FORMAT":"JSON","AWS_LAMBDA_LOG_LEVEL":"INFO","AWS_EXECUTION_ENV":null}}
        log shared
            | {…"type":"platform.start"…}
            | {…"type":"platform.report"…}
        "#,
    );
}

#[test]
fn what_is_not_reserved_is_as_the_user_sets_it() {
    check(
        r#"
        function f variables {"Environment":{"Variables":{"AWS_XRAY_CONTEXT_MISSING":"IGNORE_ERROR","AWS_XRAY_DAEMON_ADDRESS":"127.0.0.1:1",
                "TZ":"Europe/Madrid","PATH":"/opt/own"}}}
        lambda Invoke {"FunctionName":"f"}
            => {"Payload":{"AWS_XRAY_CONTEXT_MISSING":"IGNORE_ERROR","AWS_XRAY_DAEMON_ADDRESS":"127.0.0.1:1",
                "_AWS_XRAY_DAEMON_ADDRESS":"169.254.100.1","TZ":"Europe/Madrid","PATH":"/opt/own"}}
        function g variables
        lambda Invoke {"FunctionName":"g"}
            => {"Payload":{"AWS_XRAY_CONTEXT_MISSING":"LOG_ERROR","AWS_XRAY_DAEMON_ADDRESS":"169.254.100.1:2000","TZ":":UTC"}}
        "#,
    );
}
