//! How large, and how many at once.

use testkit::check;

#[test]
fn a_request_has_at_most_6_mib() {
    check(
        r#"
        function f answer:1
        lambda Invoke {"FunctionName":"f","Payload":"@{x*6291454}"} => {"Payload":1}
        lambda Invoke {"FunctionName":"f","Payload":"@{x*6291455}"}
            => ! RequestEntityTooLargeException 413 "Request must be smaller than 6291456 bytes for the InvokeFunction operation"
               {"Type":null,"message":null}
        # Nobody has looked for the function by then.
        lambda Invoke {"FunctionName":"g","Payload":"@{x*6291455}"} => ! RequestEntityTooLargeException 413
        "#,
    );
}

#[test]
fn a_response_has_at_most_6_mib_and_100_bytes() {
    check(
        r#"
        function f do
        lambda Invoke {"FunctionName":"f","Payload":{"do":"size:6291556"}} => 200 {"FunctionError":null}
        lambda Invoke {"FunctionName":"f","Payload":{"do":"size:6291557"}}
            => 200 {"FunctionError":"Unhandled","Payload":{"errorType":"Function.ResponseSizeTooLarge",
                "errorMessage":"Response payload size exceeded maximum allowed payload size (6291556 bytes)."}}
        log /aws/lambda/f
            | …
            | REPORT …
            | START …
            | 413 {"errorMessage":"Exceeded maximum allowed payload size (6291556 bytes).","errorType":"RequestEntityTooLarge"}
            | END …
            | REPORT …\tStatus: error\tError Type: Function.ResponseSizeTooLarge\t
        # The environment survives.
        lambda Invoke {"FunctionName":"f","Payload":{"do":"count"}} => {"Payload":{"process":3,"environment":1}}
        environments 1
        "#,
    );
}

#[test]
fn the_1001st_invocation_at_once_is_throttled() {
    check(
        r#"
        function f sleep:1s
        &1000 lambda Invoke {"FunctionName":"f"} => 200
        environments 1000
        lambda Invoke {"FunctionName":"f"}
            => ! TooManyRequestsException 429 "Rate Exceeded." {"Type":"User","Reason":"ConcurrentInvocationLimitExceeded"}
        as 000000000000 eu-west-1
        function elsewhere echo
        lambda Invoke {"FunctionName":"elsewhere"} => 200
        as 000000000000 us-east-1
        host +1s
        join
        & lambda Invoke {"FunctionName":"f"} => 200
        host +1s
        join
        "#,
    );
}

#[test]
fn a_package_has_at_most_50_mib() {
    // Zero bytes, which are no zip: how many they are is looked at first.
    check(
        r#"
        lambda CreateFunction {"Code":{"ZipFile":"@{AAAA*17476267}"}, …}
            => ! RequestEntityTooLargeException 413 "Zipped size must be smaller than 52428800 bytes" {"Type":null}
        "#,
    );
}

#[test]
fn a_request_with_a_package_has_a_limit_of_its_own() {
    // What is announced is refused before it is sent.
    check(
        r#"
        http POST /2015-03-31/functions content-length=70167212
            => ! RequestEntityTooLargeException 413 "Request must be smaller than 70167211 bytes for the CreateFunction operation"
        http PUT /2015-03-31/functions/f/code content-length=69905068
            => ! RequestEntityTooLargeException 413 "Request must be smaller than 69905067 bytes for the UpdateFunctionCode operation"
        http PUT /2015-03-31/functions/f/configuration content-length=6291457
            => ! RequestEntityTooLargeException 413 "Request must be smaller than 6291456 bytes for the UpdateFunctionConfiguration operation"
        "#,
    );
}
