//! The Runtime API as a process sees it: what it refuses, in whose words.

use testkit::check;

#[test]
fn only_the_current_invocation_can_be_answered_and_only_once() {
    check(
        r#"
        function f api:POST:runtime/invocation/other/response:1,echo,api:POST:runtime/invocation/ID/response:2,api:GET:ping
        lambda Invoke {"FunctionName":"f","Payload":0} => {"Payload":0}
        log /aws/lambda/f
            | START …
            | 400 {"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}
            | 403 {"errorMessage":"State transition from ResponseSent to InvocationResponse failed for runtime. Error: …","errorType":"InvalidStateTransition"}
            | 200 pong
            | END …
            | REPORT …
        "#,
    );
}

#[test]
fn what_comes_out_of_turn_is_refused() {
    check(
        r#"
        function f init:api:POST:runtime/invocation/x/response:1,api:GET:runtime/invocation/next,api:POST:runtime/init/error
        lambda Invoke {"FunctionName":"f","Payload":0} => {"Payload":0}
        log /aws/lambda/f
            | 403 {"errorMessage":"State transition from Started to InvocationResponse failed for runtime. Error: …","errorType":"InvalidStateTransition"}
            | START …
            | 403 {"errorMessage":"State transition from Running to Ready failed for runtime. Error: …","errorType":"InvalidStateTransition"}
            | 403 {"errorMessage":"State transition from Running to InitError failed for runtime. Error: …","errorType":"InvalidStateTransition"}
            | END …
            | REPORT …
        "#,
    );
}

#[test]
fn a_response_mode_is_streaming_or_none() {
    check(
        r#"
        function f mode:streaming
        lambda Invoke {"FunctionName":"f","Payload":0} => {"Payload":0}
        function g mode:buffered
        lambda Invoke {"FunctionName":"g"}
            => {"FunctionError":"Unhandled","Payload":{"errorType":"Runtime.InvalidResponseModeHeader"}}
        log /aws/lambda/g
            | START …
            | 400 {"errorMessage":"Invalid function response mode","errorType":"InvalidFunctionResponseMode"}
            | END …
            | REPORT …
        "#,
    );
}

#[test]
fn a_response_that_breaks_off_is_an_error() {
    check(
        r#"
        function f truncate
        lambda Invoke {"FunctionName":"f"}
            => {"FunctionError":"Unhandled","Payload":{"errorType":"Runtime.TruncatedResponse"}}
        "#,
    );
}

#[test]
fn a_stream_that_fails_half_way_is_an_error() {
    check(
        r#"
        function f break:Function.Oops:half_way
        lambda Invoke {"FunctionName":"f"}
            => {"FunctionError":"Unhandled","Payload":{"errorMessage":"half way","errorType":"Function.Oops"}}
        log /aws/lambda/f
            | START …
            | END …
            | REPORT …\tStatus: error\tError Type: Function.Oops\t
        "#,
    );
}

#[test]
fn there_is_nothing_else() {
    check(
        r#"
        function f api:GET:runtime/nothing,api:DELETE:runtime/invocation/next
        lambda Invoke {"FunctionName":"f","Payload":0} => {"Payload":0}
        log /aws/lambda/f
            | START …
            | 404 …
            | 404 …
            | END …
            | REPORT …
        "#,
    );
}

#[test]
fn an_error_type_of_no_known_form_is_unknown_in_the_report() {
    check(
        r#"
        function f do
        lambda Invoke {"FunctionName":"f","Payload":{"do":"fail:Function.Oops:x"}} => {"FunctionError":"Unhandled"}
        lambda Invoke {"FunctionName":"f","Payload":{"do":"fail:ValueError:x"}}
            => {"FunctionError":"Unhandled","Payload":{"errorType":"ValueError"}}
        log /aws/lambda/f
            | …
            | REPORT …\tError Type: Function.Oops\t
            | …
            | REPORT …\tError Type: Runtime.Unknown\t
        "#,
    );
}
