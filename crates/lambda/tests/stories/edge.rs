//! The platform's edge: what is unknown, what is refused, and what is not AWS's.

use testkit::{Story, check};

#[test]
fn what_aws_has_and_we_have_not_is_said_by_name() {
    check(
        r#"
        http GET /2015-03-31/event-source-mappings => ! NotImplemented 501 "hikeshi does not offer lambda:ListEventSourceMappings yet."
        http GET /2015-03-31/event-source-mappings => ! NotImplemented 501 "hikeshi does not offer lambda:ListEventSourceMappings yet."
        http POST / for=dynamodb => ! NotImplemented 501 "hikeshi does not offer the service dynamodb yet."
        "#,
    );
}

#[test]
fn the_client_of_a_service_that_we_have_not_can_read_so() {
    check(
        r#"
        http POST /?Action=ListTopics for=sns content-type=application/x-www-form-urlencoded
            => 501 {"headers":{"content-type":"text/xml"}}
        http GET /bucket/key for=s3 => 501 {"headers":{"content-type":"application/xml"}}
        http POST / for=sqs x-amz-target=AmazonSQS.SendMessage {} => ! NotImplemented 501
        "#,
    );
}

#[test]
fn a_client_that_hangs_up_does_not_cancel_its_create() {
    check(
        r#"
        disk stop
        & lambda CreateFunction {"FunctionName":"f","Handler":"answer:1", …}
        leave
        disk go
        lambda GetFunctionConfiguration {"FunctionName":"f"} => {"State":"Active","LastUpdateStatus":"Successful"}
        lambda Invoke {"FunctionName":"f"} => {"Payload":1}
        "#,
    );
}

#[test]
fn a_client_that_hangs_up_does_not_cancel_its_update() {
    check(
        r#"
        function f code
        disk stop
        & lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:2"}
        leave
        disk go
        lambda GetFunctionConfiguration {"FunctionName":"f"} => {"State":"Active","LastUpdateStatus":"Successful"}
        lambda Invoke {"FunctionName":"f"} => {"Payload":"2"}
        "#,
    );
}

#[test]
fn a_client_that_hangs_up_does_not_cancel_its_delete() {
    check(
        r#"
        function f echo
        lambda Invoke {"FunctionName":"f"}
        disk stop
        & lambda DeleteFunction {"FunctionName":"f"}
        leave
        disk go
        lambda GetFunction {"FunctionName":"f"} => ! ResourceNotFoundException 404
        lambda Invoke {"FunctionName":"f"} => ! ResourceNotFoundException 404
        environments 0
        "#,
    );
}

#[test]
fn who_follows_a_log_hears_of_what_comes_after_a_reset() {
    check(
        r#"
        function f print:hello
        lambda Invoke {"FunctionName":"f"}
        http GET /_hikeshi/logs?group=/aws/lambda/f&after=3 => {"events":[{"number":4}]}
        http POST /_hikeshi/reset
        function f print:again
        lambda Invoke {"FunctionName":"f"}
        http GET /_hikeshi/logs?group=/aws/lambda/f&after=4 => {"events":[{},{"message":"again\n"},{},{}]}
        "#,
    );
}

#[test]
fn what_nobody_has_is_an_unknown_operation() {
    check(
        r#"
        http GET /2015-03-31/nothing => ! UnknownOperationException 404 {"headers":{"x-amzn-requestid":"…"}}
        http PATCH /2015-03-31/functions => ! UnknownOperationException 404
        http GET / for= => ! UnknownOperationException 404
        "#,
    );
}

#[test]
fn a_request_needs_no_signature() {
    check(
        r#"
        function f echo
        http GET /2015-03-31/functions/f/configuration for= => {"body":null,"FunctionName":"f"}
        "#,
    );
}

#[test]
fn foreign_names_and_foreign_pages_are_refused() {
    check(
        r#"
        http GET /2015-03-31/functions host=evil.example => 403 {"message":"evil.example is not a name of this endpoint"}
        http POST /_hikeshi/reset host=evil.example => 403
        http GET /2015-03-31/functions origin=https://evil.example
            => 403 {"message":"pages of another origin may not use this endpoint"}
        http GET /2015-03-31/functions host=lambda.us-east-1.amazonaws.com => 200 {"Functions":[]}
        http GET /2015-03-31/functions origin=http://localhost:3000 => 200
        http GET /2015-03-31/functions origin=https://bucket.s3.amazonaws.com => 403
        "#,
    );
}

#[test]
fn health_tells_what_is_there() {
    check(
        r#"
        http GET /_hikeshi/health => 200 {"status":"ok","version":"0.0.0","environments":{"idle":0}}
        function f echo
        lambda Invoke {"FunctionName":"f"}
        http GET /_hikeshi/health => 200 {"environments":{"idle":1}}
        http GET /_localstack/health => 200 {"services":{"lambda":"running"}}
        http GET /_hikeshi/nothing => 404
        "#,
    );
}

#[test]
fn a_reset_empties_everything() {
    check(
        r#"
        function f echo
        as 111111111111 eu-west-1
        function g print:hello
        lambda Invoke {"FunctionName":"g"}
        environments 1
        http POST /_hikeshi/reset => 200 {"status":"reset"}
        environments 0
        log /aws/lambda/g
        lambda ListFunctions => {"Functions":[]}
        lambda Invoke {"FunctionName":"g"} => ! ResourceNotFoundException 404
        as 000000000000 us-east-1
        lambda ListFunctions => {"Functions":[]}
        function f echo
        lambda Invoke {"FunctionName":"f"} => 200
        "#,
    );
}

#[test]
fn logs_can_be_read_and_followed() {
    check(
        r#"
        function f print:hello
        http GET /_hikeshi/logs?group=/aws/lambda/f => 200 {"events":[]}
        & http GET /_hikeshi/logs?group=/aws/lambda/f&follow=true => 200 {"events":[{"number":1,"message":"START …\n"}]}
        lambda Invoke {"FunctionName":"f"}
        join
        http GET /_hikeshi/logs?group=/aws/lambda/f&after=1
            => {"events":[{"number":2,"timestamp":1795392000000,"message":"hello\n"},{"number":3},{"number":4}]}
        & http GET /_hikeshi/logs?group=/aws/lambda/f&after=4&follow=true => 200 {"events":[]}
        host +20s
        join
        http GET /_hikeshi/logs => 400
        "#,
    );
}

/// A Lambda in which everything that is listed panics.
struct Broken;

impl service::Handle<model::lambda::ListFunctions> for Broken {
    async fn handle(
        &self,
        _: &service::Ctx,
        _: model::lambda::ListFunctionsInput,
    ) -> service::Result<model::lambda::ListFunctionsOutput> {
        panic!("a secret of ours");
    }
}

#[test]
fn a_panic_is_an_internal_failure_and_harms_nobody_else() {
    let broken = |_: &lambda::Lambda| {
        let list = service::Service::list(&model::lambda::SERVICE, std::sync::Arc::new(Broken), 1_000);
        vec![list.op::<model::lambda::ListFunctions>().done()]
    };
    Story::offering(broken).check(
        r#"
        lambda ListFunctions
            => ! InternalFailure 500 "The request processing has failed because of an unknown error."
        http GET /_hikeshi/health => 200
        lambda ListFunctions => ! InternalFailure 500
        "#,
    );
}
