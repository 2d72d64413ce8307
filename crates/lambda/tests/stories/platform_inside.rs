//! The platform as functions reach it.

use testkit::check;

#[test]
fn a_function_reaches_the_api_as_its_account() {
    check(
        r#"
        as 111111111111 eu-west-1
        function other echo
        function f call:GET:/2015-03-31/functions/other/configuration
        lambda Invoke {"FunctionName":"f"}
            => {"Payload":{"status":200,"body":{"FunctionArn":"arn:aws:lambda:eu-west-1:111111111111:function:other"}}}
        "#,
    );
}

#[test]
fn a_function_may_call_another() {
    check(
        r#"
        function child echo
        function parent call:POST:/2015-03-31/functions/child/invocations:7
        lambda Invoke {"FunctionName":"parent"} => {"Payload":{"status":200,"body":7}}
        environments 2
        "#,
    );
}

#[test]
fn a_function_does_not_reach_the_admin_api() {
    check(
        r#"
        function f do
        lambda Invoke {"FunctionName":"f","Payload":{"do":"call:POST:/_hikeshi/reset"}} => {"Payload":{"status":404}}
        lambda Invoke {"FunctionName":"f","Payload":{"do":"call:GET:/_hikeshi/health"}} => {"Payload":{"status":404}}
        lambda Invoke {"FunctionName":"f","Payload":{"do":"call:GET:/_localstack/health"}} => {"Payload":{"status":404}}
        lambda GetFunction {"FunctionName":"f"} => 200
        "#,
    );
}
