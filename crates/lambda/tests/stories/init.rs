//! The init phase: reported when it succeeds before the first invocation, tried again inside it when it fails.

use testkit::check;

#[test]
fn a_cold_start_is_reported_once_and_billed() {
    check(
        r#"
        function f init:sleep:4s,sleep:1s,memory:36 {"Runtime":"python3.12"}
        & lambda Invoke {"FunctionName":"f"}
        host +5s
        join
        & lambda Invoke {"FunctionName":"f"}
        host +1s
        join
        log /aws/lambda/f
            | INIT_START Runtime Version: python:3.12\tRuntime Version ARN: arn:aws:lambda:…::runtime:…
            | START RequestId: $one Version: $LATEST
            | END RequestId: $one
            | REPORT RequestId: $one\tDuration: 1000.00 ms\tBilled Duration: 5000 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB\tInit Duration: 4000.00 ms\t
            | START RequestId: $two Version: $LATEST
            | END RequestId: $two
            | REPORT RequestId: $two\tDuration: 1000.00 ms\tBilled Duration: 1000 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB\t
        "#,
    );
}

#[test]
fn an_init_that_fails_is_run_again_inside_the_invocation_and_its_second_error_is_the_answer() {
    check(
        r#"
        function f init:print:starting,init:exit:1 {"Runtime":"python3.12"}
        lambda Invoke {"FunctionName":"f"}
            => {"FunctionError":"Unhandled","Payload":{"errorType":"Runtime.ExitError",
                "errorMessage":"RequestId: $id Error: Runtime exited with error: exit status 1"}}
        log /aws/lambda/f
            | INIT_START …
            | starting
            | INIT_REPORT Init Duration: 0.00 ms\tPhase: init\tStatus: error\tError Type: Runtime.ExitError
            | START RequestId: $id Version: $LATEST
            | starting
            | END RequestId: $id
            | REPORT RequestId: $id\tDuration: 0.00 ms\tBilled Duration: 0 ms\tMemory Size: 128 MB\tStatus: error\tError Type: Runtime.ExitError\t
        # The next invocation tries again, in the same sandbox.
        lambda Invoke {"FunctionName":"f"} => {"FunctionError":"Unhandled"}
        log /aws/lambda/f
            | START …
            | starting
            | END …
            | REPORT …
        environments 1
        "#,
    );
}

#[test]
fn an_init_that_fails_once_is_not_noticed_by_the_caller() {
    check(
        r#"
        function f init:once:exit:1,count
        lambda Invoke {"FunctionName":"f"} => {"Payload":{"process":1,"environment":1}}
        log /aws/lambda/f
            | INIT_REPORT …\tStatus: error\tError Type: Runtime.ExitError
            | START …
            | END …
            | REPORT RequestId: …\tDuration: 0.00 ms\tBilled Duration: 0 ms\tMemory Size: 128 MB\t
        "#,
    );
}

#[test]
fn what_a_runtime_says_of_its_init_is_passed_on() {
    check(
        r#"
        function f init:fail:Runtime.ImportModuleError:no_module_x
        lambda Invoke {"FunctionName":"f"}
            => {"FunctionError":"Unhandled","Payload":{"errorMessage":"no module x","errorType":"Runtime.ImportModuleError"}}
        log /aws/lambda/f
            | INIT_REPORT …\tPhase: init\tStatus: error\tError Type: Runtime.ImportModuleError
            | START …
            | END …
            | REPORT …\tStatus: error\tError Type: Runtime.ImportModuleError\t
        "#,
    );
}

#[test]
fn an_init_has_10_seconds_and_then_the_time_of_the_invocation() {
    check(
        r#"
        function f init:once:hang,echo
        & lambda Invoke {"FunctionName":"f","Payload":1} => {"Payload":1}
        host +9999ms
        environments 1
        host +1ms
        join
        log /aws/lambda/f
            | INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout
            | START …
            | END …
            | REPORT …\tDuration: 0.00 ms\tBilled Duration: 0 ms\tMemory Size: 128 MB\t
        "#,
    );
}

#[test]
fn an_init_that_never_ends_uses_up_the_invocation() {
    check(
        r#"
        function f init:hang {"Timeout":5}
        & lambda Invoke {"FunctionName":"f"}
            => {"FunctionError":"Unhandled","Payload":{"errorType":"Sandbox.Timedout",
                "errorMessage":"RequestId: … Error: Task timed out after 5.00 seconds"}}
        host +15s
        join
        log /aws/lambda/f
            | INIT_REPORT …\tStatus: timeout
            | START …
            | END …
            | REPORT …\tDuration: 5000.00 ms\t…\tStatus: timeout\t
        "#,
    );
}

#[test]
fn a_repeated_init_takes_from_the_time_of_the_invocation() {
    check(
        r#"
        function f init:sleep:2s,do {"Timeout":3}
        & lambda Invoke {"FunctionName":"f","Payload":{"do":"exit:1"}} => {"FunctionError":"Unhandled"}
        host +2s
        join
        & lambda Invoke {"FunctionName":"f","Payload":{"do":"sleep:2s"}} => {"FunctionError":"Unhandled"}
        host +3s
        join
        log /aws/lambda/f
            | …
            | REPORT …\tInit Duration: 2000.00 ms\tStatus: error\tError Type: Runtime.ExitError\t
            | …
            | REPORT …\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\tStatus: timeout\t
        "#,
    );
}
