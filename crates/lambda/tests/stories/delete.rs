//! DeleteFunction.

use testkit::check;

#[test]
fn a_function_is_gone_at_once() {
    check(
        r#"
        function f echo
        lambda Invoke {"FunctionName":"f"} => 200
        environments 1
        lambda DeleteFunction {"FunctionName":"f"} => 204
        environments 0
        lambda GetFunction {"FunctionName":"f"} => ! ResourceNotFoundException 404
        lambda Invoke {"FunctionName":"f"} => ! ResourceNotFoundException 404
        lambda DeleteFunction {"FunctionName":"f"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f"
        "#,
    );
}

#[test]
fn an_invocation_under_way_still_ends() {
    check(
        r#"
        function f sleep:2s
        & lambda Invoke {"FunctionName":"f","Payload":7} => {"Payload":7}
        lambda DeleteFunction {"FunctionName":"f"} => 204
        environments 1
        host +2s
        join
        environments 0
        "#,
    );
}

#[test]
fn a_function_of_the_same_name_is_another_one() {
    check(
        r#"
        function f count
        lambda Invoke {"FunctionName":"f"} => {"Payload":{"environment":1}}
        lambda DeleteFunction {"FunctionName":"f"} => 204
        function f count
        lambda Invoke {"FunctionName":"f"} => {"Payload":{"environment":1}}
        "#,
    );
}
