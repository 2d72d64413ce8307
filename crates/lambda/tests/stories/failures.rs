//! What the caller of a function, and its log, get when it fails.

use testkit::check;

#[test]
fn an_error_of_the_function_is_passed_on_as_it_is() {
    check(
        r#"
        function f fail:ValueError:no_luck
        lambda Invoke {"FunctionName":"f"}
            => 200 {"FunctionError":"Unhandled","ExecutedVersion":"$LATEST",
                "Payload":{"errorMessage":"no luck","errorType":"ValueError"}}
        environments 1
        lambda Invoke {"FunctionName":"f"} => {"FunctionError":"Unhandled"}
        environments 1
        "#,
    );
}

#[test]
fn a_process_that_exits_is_an_exit_error() {
    check(
        r#"
        function f do
        lambda Invoke {"FunctionName":"f","Payload":{"do":"exit:3"}}
            => 200 {"FunctionError":"Unhandled","ExecutedVersion":"$LATEST","Payload":{"errorType":"Runtime.ExitError",
                "errorMessage":"RequestId: $id Error: Runtime exited with error: exit status 3"},
                "headers":{"x-amzn-requestid":"$id"}}
        lambda Invoke {"FunctionName":"f","Payload":{"do":"exit:0"}}
            => {"FunctionError":"Unhandled","Payload":{"errorType":"Runtime.ExitError",
                "errorMessage":"RequestId: … Error: Runtime exited without providing a reason"}}
        lambda Invoke {"FunctionName":"f","Payload":{"do":"signal:9"}}
            => {"FunctionError":"Unhandled","Payload":{"errorType":"Runtime.ExitError",
                "errorMessage":"RequestId: … Error: Runtime exited with error: signal: killed"}}
        lambda Invoke {"FunctionName":"f","Payload":{"do":"crash:11"}}
            => {"FunctionError":"Unhandled","Payload":{"errorType":"Runtime.ExitError",
                "errorMessage":"RequestId: … Error: Runtime exited with error: signal: segmentation fault (core dumped)"}}
        log /aws/lambda/f
            | START RequestId: $id Version: $LATEST
            | END RequestId: $id
            | REPORT RequestId: $id\tDuration: 0.00 ms\t…\tStatus: error\tError Type: Runtime.ExitError\t
            | …
            | REPORT …\tStatus: error\tError Type: Runtime.ExitError\t
        "#,
    );
}

#[test]
fn a_function_that_takes_too_long_is_ended() {
    check(
        r#"
        function f hang {"Timeout":3}
        & lambda Invoke {"FunctionName":"f"}
            => {"FunctionError":"Unhandled","Payload":{"errorType":"Sandbox.Timedout",
                "errorMessage":"RequestId: $id Error: Task timed out after 3.00 seconds"}}
        host +3s
        join
        log /aws/lambda/f
            | START RequestId: $id Version: $LATEST
            | END RequestId: $id
            | REPORT RequestId: $id\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\tInit Duration: 0.00 ms\tStatus: timeout\t
        "#,
    );
}

#[test]
fn a_function_that_is_killed_for_memory_says_so_in_its_report() {
    check(
        r#"
        function f memory:130,oom
        lambda Invoke {"FunctionName":"f"}
            => {"FunctionError":"Unhandled","Payload":{"errorType":"Runtime.ExitError",
                "errorMessage":"RequestId: $id Error: Runtime exited with error: signal: killed"}}
        log /aws/lambda/f
            | START …
            | END …
            | REPORT RequestId: $id\t…\tMemory Size: 128 MB\tMax Memory Used: 128 MB\t…Status: error\tError Type: Runtime.OutOfMemory\t
        "#,
    );
}

#[test]
fn a_kill_after_an_earlier_one_for_memory_is_just_a_kill() {
    check(
        r#"
        function f do
        lambda Invoke {"FunctionName":"f","Payload":{"do":"oom"}} => {"FunctionError":"Unhandled"}
        lambda Invoke {"FunctionName":"f","Payload":{"do":"signal:9"}} => {"FunctionError":"Unhandled"}
        log /aws/lambda/f
            | …
            | REPORT …\tError Type: Runtime.OutOfMemory\t
            | …
            | REPORT …\tError Type: Runtime.ExitError\t
        "#,
    );
}

#[test]
fn what_a_process_said_before_it_crashed_is_in_its_log() {
    check(
        r#"
        function f print:last_words,exit:1
        lambda Invoke {"FunctionName":"f","LogType":"Tail"}
            => {"FunctionError":"Unhandled","LogResult":"START …\nlast words\nEND …\nREPORT …"}
        log /aws/lambda/f
            | START …
            | last words
            | END …
            | REPORT …
        "#,
    );
}

#[test]
fn the_environment_is_kept_across_a_crash_and_the_process_is_not() {
    check(
        r#"
        function f do {"Runtime":"python3.12"}
        lambda Invoke {"FunctionName":"f","Payload":{"do":"count"}} => {"Payload":{"process":1,"environment":1}}
        lambda Invoke {"FunctionName":"f","Payload":{"do":"count"}} => {"Payload":{"process":2,"environment":2}}
        lambda Invoke {"FunctionName":"f","Payload":{"do":"exit:1"}} => {"FunctionError":"Unhandled"}
        log /aws/lambda/f
            | INIT_START Runtime Version: python:3.12\tRuntime Version ARN: arn:…
            | START …
            | …
        # The init of the new process is not reported: its time is the invocation's.
        lambda Invoke {"FunctionName":"f","Payload":{"do":"count"}} => {"Payload":{"process":1,"environment":3}}
        log /aws/lambda/f
            | START …
            | END …
            | REPORT RequestId: $id\tDuration: 0.00 ms\tBilled Duration: 0 ms\tMemory Size: 128 MB\t
        environments 1
        "#,
    );
}

#[test]
fn a_timeout_keeps_tmp_too() {
    check(
        r#"
        function f do
        lambda Invoke {"FunctionName":"f","Payload":{"do":"count"}} => {"Payload":{"process":1,"environment":1}}
        & lambda Invoke {"FunctionName":"f","Payload":{"do":"hang"}} => {"FunctionError":"Unhandled"}
        host +3s
        join
        lambda Invoke {"FunctionName":"f","Payload":{"do":"count"}} => {"Payload":{"process":1,"environment":2}}
        environments 1
        "#,
    );
}

#[test]
fn a_failure_after_the_answer_is_only_in_the_report() {
    check(
        r#"
        function f echo,exit:1
        lambda Invoke {"FunctionName":"f","Payload":1} => {"Payload":1}
        log /aws/lambda/f
            | START …
            | END …
            | REPORT …\tStatus: error\tError Type: Runtime.ExitError\t
        lambda Invoke {"FunctionName":"f","Payload":2} => {"Payload":2}
        environments 1
        "#,
    );
}

#[test]
fn a_runtime_that_answers_and_does_not_come_back_times_out_in_the_report() {
    check(
        r#"
        function f echo,hang
        lambda Invoke {"FunctionName":"f","Payload":1} => {"Payload":1}
        host +3s
        log /aws/lambda/f
            | START …
            | END …
            | REPORT …\tDuration: 3000.00 ms\t…\tStatus: timeout\t
        "#,
    );
}

#[test]
fn a_process_that_dies_while_nobody_looks_is_replaced() {
    check(
        r#"
        function f dies:1s,count
        lambda Invoke {"FunctionName":"f"} => {"Payload":{"process":1,"environment":1}}
        host +1s
        lambda Invoke {"FunctionName":"f"} => {"Payload":{"process":1,"environment":2}}
        environments 1
        "#,
    );
}

#[test]
fn a_package_without_bootstrap_has_no_entry_point() {
    check(
        r#"
        function f echo {"Code":{"ZipFile":"zip:(no-bootstrap)"}}
        lambda Invoke {"FunctionName":"f"}
            => {"FunctionError":"Unhandled","Payload":{"errorType":"Runtime.InvalidEntrypoint",
                "errorMessage":"RequestId: … Error: Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]"}}
        "#,
    );
}

#[test]
fn a_report_as_json_has_status_and_error_type() {
    check(
        r#"
        function f exit:1 {"Runtime":"python3.12","LoggingConfig":{"LogFormat":"JSON"}}
        lambda Invoke {"FunctionName":"f"} => {"FunctionError":"Unhandled"}
        log /aws/lambda/f
            | {"time":"2026-11-23T00:00:00.000Z","type":"platform.initStart","record":{…}}
            | {"time":"2026-11-23T00:00:00.000Z","type":"platform.start","record":{"requestId":"$id","version":"$LATEST"}}
            | {"time":"2026-11-23T00:00:00.000Z","type":"platform.report","record":{"errorType":"Runtime.ExitError","metrics":{…},"requestId":"$id","status":"error"}}
        "#,
    );
}

#[test]
fn of_json_logs_at_level_warn_only_failures_are_written() {
    check(
        r#"
        function f do {"Runtime":"python3.12","LoggingConfig":{"LogFormat":"JSON","SystemLogLevel":"WARN"}}
        lambda Invoke {"FunctionName":"f","Payload":{"do":"print:hello"}} => 200
        log /aws/lambda/f
            | hello
        lambda Invoke {"FunctionName":"f","Payload":{"do":"exit:1"}} => {"FunctionError":"Unhandled"}
        log /aws/lambda/f
            | {…"type":"platform.report"…"status":"error"}}
        "#,
    );
}
