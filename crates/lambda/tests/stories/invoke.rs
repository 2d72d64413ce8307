//! Invoke: the call itself. What can go wrong inside is in `failures`, and how large things may be in `limits`.

use testkit::check;

#[test]
fn an_event_comes_back_from_a_function_that_echoes() {
    check(
        r#"
        function f echo
        lambda Invoke {"FunctionName":"f","Payload":{"a":[1,"ü"]}}
            => 200 exactly {"StatusCode":200,"ExecutedVersion":"$LATEST","Payload":{"a":[1,"ü"]}}
        lambda Invoke {"FunctionName":"f"} => {"Payload":{}}
        lambda Invoke {"FunctionName":"f","Payload":null} => {"Payload":null}
        lambda Invoke {"FunctionName":"f","Payload":"text","Qualifier":"$LATEST","InvocationType":"RequestResponse"}
            => {"Payload":"text","ExecutedVersion":"$LATEST"}
        "#,
    );
}

#[test]
fn an_answer_has_the_headers_that_aws_sends() {
    check(
        r#"
        function f answer:not_json
        lambda Invoke {"FunctionName":"f"}
            => {"Payload":"not json","headers":{"content-type":"application/json","x-amzn-requestid":"…-…-4…-…-…",
                "x-amzn-remapped-content-length":"0","x-amzn-trace-id":"Root=1-…-…;Sampled=0"}}
        http POST /2015-03-31/functions/f/invocations x-amzn-trace-id=Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1
            => {"headers":{"x-amzn-trace-id":"Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1"}}
        "#,
    );
}

#[test]
fn a_runtime_learns_what_the_event_came_with() {
    check(
        r#"
        function f context {"Timeout":3}
        lambda Invoke {"FunctionName":"f","ClientContext":"eyJjdXN0b20iOnsiYSI6MX19"}
            => {"Payload":{"aws-request-id":"$id","deadline-ms":"1795392003000",
                "invoked-function-arn":"arn:aws:lambda:us-east-1:000000000000:function:f",
                "trace-id":"Root=1-…-…;Parent=…;Sampled=0","client-context":"{\"custom\":{\"a\":1}}"},
                "headers":{"x-amzn-requestid":"$id"}}
        host +10s
        lambda Invoke {"FunctionName":"f:$LATEST"}
            => {"Payload":{"deadline-ms":"1795392013000","client-context":null,
                "invoked-function-arn":"arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST"}}
        lambda Invoke {"FunctionName":"f","ClientContext":"bm8="} => ! InvalidRequestContentException 400
        "#,
    );
}

#[test]
fn a_payload_has_to_be_json() {
    check(
        r#"
        function f echo
        lambda Invoke {"FunctionName":"f","Payload":"raw:{\"a\""}
            => ! InvalidRequestContentException 400 "Could not parse request body into json: Could not parse payload into json: …"
               {"Type":"User"}
        lambda Invoke {"FunctionName":"f","Payload":"raw:yes","InvocationType":"DryRun"}
            => ! InvalidRequestContentException 400
        environments 0
        "#,
    );
}

#[test]
fn a_dry_run_checks_and_does_nothing() {
    check(
        r#"
        function f echo
        lambda Invoke {"FunctionName":"f","InvocationType":"DryRun"}
            => 204 exactly {"StatusCode":204,"Payload":""}
        http POST /2015-03-31/functions/f/invocations x-amz-invocation-type=DryRun
            => 204 {"headers":{"x-amzn-trace-id":null,"x-amzn-remapped-content-length":null}}
        environments 0
        lambda Invoke {"FunctionName":"g","InvocationType":"DryRun"} => ! ResourceNotFoundException 404
        "#,
    );
}

#[test]
fn a_function_that_is_not_there_is_not_found() {
    check(
        r#"
        function f echo
        lambda Invoke {"FunctionName":"g"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:g:$LATEST"
               {"Type":"User"}
        lambda Invoke {"FunctionName":"f","Qualifier":"live"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:live"
        lambda Invoke {"FunctionName":"arn:aws:lambda:ap-southeast-1:000000000000:function:f"}
            => ! ResourceNotFoundException 404 "Functions from 'ap-southeast-1' are not reachable in this region ('us-east-1')"
        # It is looked for before its payload is.
        lambda Invoke {"FunctionName":"g","Payload":"raw:{"} => ! ResourceNotFoundException 404
        "#,
    );
}

#[test]
fn what_is_asked_for_has_to_be_something_there_is() {
    check(
        r#"
        function f echo
        lambda Invoke {"FunctionName":"f","InvocationType":"Maybe"}
            => ! ValidationException 400 "1 validation error detected: Value 'Maybe' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [Event, RequestResponse, DryRun]"
        lambda Invoke {"FunctionName":"f","LogType":"All"}
            => ! ValidationException 400 "1 validation error detected: Value 'All' at 'logType' failed to satisfy constraint: Member must satisfy enum value set: [None, Tail]"
        lambda Invoke {"FunctionName":"a b"} => ! ValidationException 400
        # Not yet.
        lambda Invoke {"FunctionName":"f","InvocationType":"Event"}
            => ! NotImplemented 501 "hikeshi does not offer asynchronous invocations (Event) yet."
        "#,
    );
}

#[test]
fn a_runtime_that_this_host_lacks_is_said() {
    check(
        r#"
        function f echo {"Runtime":"java21"}
        lambda Invoke {"FunctionName":"f"} => ! InvalidRuntimeException 502 "java21 cannot be run on this host: …" {"Type":"…"}
        "#,
    );
}

#[test]
fn the_end_of_the_log_comes_with_the_answer_if_asked_for() {
    check(
        r#"
        function f init:print:initialised,print:hello,write:more {"Runtime":"python3.12"}
        lambda Invoke {"FunctionName":"f","LogType":"Tail"}
            => {"LogResult":"START RequestId: $id Version: $LATEST\nhello\nmoreEND RequestId: $id\nREPORT RequestId: $id\tDuration: 0.00 ms\tBilled Duration: 0 ms\tMemory Size: 128 MB\tInit Duration: 0.00 ms\t\n",
                "headers":{"x-amzn-requestid":"$id"}}
        lambda Invoke {"FunctionName":"f"} => {"LogResult":null}
        "#,
    );
}

#[test]
fn the_end_of_the_log_has_4096_bytes() {
    // 3,927 of the function's, the newline, 52 bytes of END and 116 of REPORT.
    check(
        r#"
        function f do
        lambda Invoke {"FunctionName":"f"} => 200
        lambda Invoke {"FunctionName":"f","LogType":"Tail","Payload":{"do":"print:@{x*5000}"}}
            => {"LogResult":"@{x*3927}\nEND RequestId: $id\nREPORT RequestId: $id\tDuration: 0.00 ms\tBilled Duration: 0 ms\tMemory Size: 128 MB\t\n"}
        "#,
    );
}

#[test]
fn an_invocation_goes_on_when_its_client_leaves() {
    check(
        r#"
        function f sleep:2s,print:done
        & lambda Invoke {"FunctionName":"f"}
        leave
        host +2s
        log /aws/lambda/f
            | START …
            | done
            | END …
            | REPORT …\tDuration: 2000.00 ms\t…
        "#,
    );
}

#[test]
fn one_invocation_of_each_account_and_region_meets_its_own_function() {
    check(
        r#"
        function f code {"Code":{"ZipFile":"zip:first"}}
        as 111111111111 us-east-1
        function f code {"Code":{"ZipFile":"zip:second"}}
        lambda Invoke {"FunctionName":"f"} => {"Payload":"second"}
        as 000000000000 us-east-1
        lambda Invoke {"FunctionName":"f"} => {"Payload":"first"}
        log /aws/lambda/f
            | START …
            | END …
            | REPORT …
        "#,
    );
}
