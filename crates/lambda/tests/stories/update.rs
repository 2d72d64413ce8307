//! UpdateFunctionCode and UpdateFunctionConfiguration.

use testkit::check;

#[test]
fn an_update_is_in_progress_and_then_successful() {
    check(
        r#"
        lambda CreateFunction {"FunctionName":"f", …} => {"RevisionId":"$first"}
        clock +60s
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Timeout":9,"Description":"new"}
            => 200 {"Timeout":9,"Description":"new","MemorySize":128,"State":"Active","LastUpdateStatus":"InProgress",
                "LastUpdateStatusReason":"The function is being created.","LastUpdateStatusReasonCode":"Creating",
                "LastModified":"2026-11-23T00:01:00.000+0000","RevisionId":"$second"}
        lambda GetFunctionConfiguration {"FunctionName":"f"}
            => {"Timeout":9,"LastUpdateStatus":"Successful","LastUpdateStatusReason":null,"RevisionId":"$second"}
        lambda UpdateFunctionConfiguration {"FunctionName":"f","RevisionId":"$first","Timeout":10}
            => ! PreconditionFailedException 412 "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id"
        lambda UpdateFunctionConfiguration {"FunctionName":"f","RevisionId":"$second","Timeout":10} => {"Timeout":10}
        "#,
    );
}

#[test]
fn the_old_code_serves_until_the_new_one_is_ready() {
    check(
        r#"
        function f code {"Code":{"ZipFile":"zip:old"}}
        lambda Invoke {"FunctionName":"f"} => {"Payload":"old"}
        environments 1
        disk stop
        & lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:new"}
            => 200 {"State":"Active","LastUpdateStatus":"InProgress"}
        disk step
        join
        lambda Invoke {"FunctionName":"f"} => {"Payload":"old"}
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Timeout":9}
            => ! ResourceConflictException 409 "The operation cannot be performed at this time. An update is in progress for resource: arn:aws:lambda:us-east-1:000000000000:function:f"
        disk go
        environments 0
        lambda Invoke {"FunctionName":"f"} => {"Payload":"new"}
        lambda GetFunctionConfiguration {"FunctionName":"f"} => {"LastUpdateStatus":"Successful","Timeout":3}
        "#,
    );
}

#[test]
fn an_update_retires_environments_and_lets_invocations_end() {
    check(
        r#"
        function f sleep:2s,code {"Code":{"ZipFile":"zip:old"}}
        & lambda Invoke {"FunctionName":"f"} => {"Payload":"old"}
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:new"} => 200
        & lambda Invoke {"FunctionName":"f"} => {"Payload":"new"}
        environments 2
        host +2s
        join
        environments 1
        "#,
    );
}

#[test]
fn what_a_function_runs_with_is_what_was_set_last() {
    check(
        r#"
        function f variables {"Environment":{"Variables":{"KEY":"old"}}}
        lambda Invoke {"FunctionName":"f"}
            => {"Payload":{"KEY":"old","AWS_LAMBDA_FUNCTION_MEMORY_SIZE":"128","AWS_LAMBDA_FUNCTION_NAME":"f"}}
        lambda UpdateFunctionConfiguration {"FunctionName":"f","MemorySize":256,"Environment":{"Variables":{"OTHER":"new"}}}
            => {"Environment":{"Variables":{"KEY":null,"OTHER":"new"}}}
        lambda Invoke {"FunctionName":"f"}
            => {"Payload":{"KEY":null,"OTHER":"new","AWS_LAMBDA_FUNCTION_MEMORY_SIZE":"256"}}
        "#,
    );
}

#[test]
fn an_empty_text_takes_away_what_may_be_absent() {
    check(
        r#"
        function f echo {"DeadLetterConfig":{"TargetArn":"arn:aws:sqs:us-east-1:000000000000:q"}}
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Timeout":5}
            => {"DeadLetterConfig":{"TargetArn":"arn:aws:sqs:us-east-1:000000000000:q"}}
        lambda UpdateFunctionConfiguration {"FunctionName":"f","DeadLetterConfig":{"TargetArn":""}}
            => {"DeadLetterConfig":null}
        "#,
    );
}

#[test]
fn the_limits_of_a_create_hold_for_an_update() {
    check(
        r#"
        function f echo
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Timeout":901}
            => ! ValidationException 400 "1 validation error detected: Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900"
        lambda UpdateFunctionConfiguration {"FunctionName":"f","MemorySize":10241}
            => ! InvalidParameterValueException 400 "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 10240"
        lambda UpdateFunctionConfiguration {"FunctionName":"f","EphemeralStorage":{"Size":511}}
            => ! ValidationException 400
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Environment":{"Variables":{"AWS_REGION":"x"}}}
            => ! InvalidParameterValueException 400 "…Reserved keys used in this request: AWS_REGION"
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Runtime":"python3.6"}
            => ! InvalidParameterValueException 400 "The runtime parameter of python3.6 is no longer supported…"
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"bm90IGEgemlw"}
            => ! InvalidParameterValueException 400 "Could not unzip uploaded file. Please check your file, then try to upload again."
        lambda UpdateFunctionCode {"FunctionName":"f"}
            => ! InvalidParameterValueException 400 "Please provide a source for function code."
        lambda GetFunctionConfiguration {"FunctionName":"f"} => {"Timeout":3,"LastUpdateStatus":"Successful"}
        "#,
    );
}

#[test]
fn what_is_not_there_cannot_be_updated() {
    check(
        r#"
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Timeout":4}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f"
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f"
        "#,
    );
}

#[test]
fn a_dry_run_of_new_code_changes_nothing() {
    check(
        r#"
        function f code {"Code":{"ZipFile":"zip:old"}}
        lambda GetFunctionConfiguration {"FunctionName":"f"} => {"RevisionId":"$revision","CodeSha256":"$sha"}
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:new","DryRun":true} => 200
        lambda GetFunctionConfiguration {"FunctionName":"f"} => {"RevisionId":"$revision","CodeSha256":"$sha"}
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:new","DryRun":true,"RevisionId":"other"}
            => ! PreconditionFailedException 412
        lambda Invoke {"FunctionName":"f"} => {"Payload":"old"}
        "#,
    );
}

#[test]
fn an_update_that_the_platform_did_not_live_to_end_is_ended_after_its_start() {
    check(
        r#"
        function f code {"Code":{"ZipFile":"zip:old"}}
        disk stop
        & lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:new"} => {"LastUpdateStatus":"InProgress"}
        disk step
        join
        lambda Invoke {"FunctionName":"f"} => {"Payload":"old"}
        restart
        lambda GetFunctionConfiguration {"FunctionName":"f"} => {"LastUpdateStatus":"Successful"}
        lambda Invoke {"FunctionName":"f"} => {"Payload":"new"}
        "#,
    );
}

#[test]
fn an_update_that_fails_leaves_what_was_there_before() {
    check(
        r#"
        function f code {"Code":{"ZipFile":"zip:old"}}
        disk stop
        & lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:new","Publish":true} => {"Version":"1"}
        disk step
        join
        disk lose
        disk go
        lambda GetFunctionConfiguration {"FunctionName":"f"}
            => {"State":"Active","StateReason":null,"LastUpdateStatus":"Failed",
                "LastUpdateStatusReason":"The package could not be unpacked.","LastUpdateStatusReasonCode":"InternalError"}
        lambda Invoke {"FunctionName":"f"} => {"Payload":"old"}
        lambda GetFunctionConfiguration {"FunctionName":"f:1"} => {"State":"Failed","StateReasonCode":"InternalError"}
        lambda Invoke {"FunctionName":"f:1"} => ! ResourceNotReadyException 502
        restart
        lambda Invoke {"FunctionName":"f"} => {"Payload":"old"}
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:newer"} => {"LastUpdateStatus":"InProgress"}
        lambda GetFunctionConfiguration {"FunctionName":"f"} => {"LastUpdateStatus":"Successful"}
        lambda Invoke {"FunctionName":"f"} => {"Payload":"newer"}
        "#,
    );
}

#[test]
fn of_a_logging_configuration_only_what_is_given_changes() {
    check(
        r#"
        function f echo {"LoggingConfig":{"LogFormat":"JSON","ApplicationLogLevel":"DEBUG","LogGroup":"shared"}}
        lambda UpdateFunctionConfiguration {"FunctionName":"f","LoggingConfig":{"SystemLogLevel":"WARN"}}
            => {"LoggingConfig":{"LogFormat":"JSON","ApplicationLogLevel":"DEBUG","SystemLogLevel":"WARN","LogGroup":"shared"}}
        lambda UpdateFunctionConfiguration {"FunctionName":"f","LoggingConfig":{"LogFormat":"Text","SystemLogLevel":"INFO"}}
            => ! InvalidParameterValueException 400 "Log-level configuration is not supported for the Text log format. …"
        lambda UpdateFunctionConfiguration {"FunctionName":"f","LoggingConfig":{"LogFormat":"Text"}}
            => {"LoggingConfig":{"LogFormat":"Text","ApplicationLogLevel":null,"SystemLogLevel":null,"LogGroup":"shared"}}
        lambda UpdateFunctionConfiguration {"FunctionName":"f","LoggingConfig":{"SystemLogLevel":"WARN"}}
            => ! InvalidParameterValueException 400 "Log-level configuration is not supported for the Text log format. …"
        lambda UpdateFunctionConfiguration {"FunctionName":"f","LoggingConfig":{"LogGroup":"other"}}
            => {"LoggingConfig":{"LogFormat":"Text","LogGroup":"other"}}
        lambda UpdateFunctionConfiguration {"FunctionName":"f","LoggingConfig":{"LogFormat":"JSON"}}
            => {"LoggingConfig":{"LogFormat":"JSON","ApplicationLogLevel":"INFO","SystemLogLevel":"INFO","LogGroup":"other"}}
        "#,
    );
}

#[test]
fn the_rules_of_a_create_hold_for_an_update_one_by_one() {
    check(
        r#"
        function f echo
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Timeout":0} => ! ValidationException 400 "…at 'timeout'…greater than or equal to 1"
        lambda UpdateFunctionConfiguration {"FunctionName":"f","MemorySize":127} => ! ValidationException 400 "…at 'memorySize'…greater than or equal to 128"
        lambda UpdateFunctionConfiguration {"FunctionName":"f","MemorySize":32769} => ! ValidationException 400 "…less than or equal to 32768"
        lambda UpdateFunctionConfiguration {"FunctionName":"f","EphemeralStorage":{"Size":10241}}
            => ! ValidationException 400 "…at 'ephemeralStorage.size'…less than or equal to 10240"
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Environment":{"Variables":{"AB":"@{x*4088}"}}}
            => ! InvalidParameterValueException 400 "Lambda was unable … exceeded the 4KB limit. String measured: …"
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Environment":{"Variables":{"A":"x"}}} => ! ValidationException 400
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Handler":"@{h*129}"} => ! ValidationException 400 "…at 'handler'…"
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Description":"@{d*257}"} => ! ValidationException 400 "…at 'description'…"
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Role":"me"} => ! ValidationException 400 "…at 'role'…"
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Runtime":"python9.9"}
            => ! InvalidParameterValueException 400 "Value python9.9 at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: […] or be a valid ARN"
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:","Architectures":["x86_64","arm64"]} => ! ValidationException 400
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:(empty)"}
            => ! InvalidParameterValueException 400 "Uploaded file must be a non-empty zip"
        lambda GetFunctionConfiguration {"FunctionName":"f"} => {"Timeout":3,"LastUpdateStatus":"Successful"}
        "#,
    );
}
