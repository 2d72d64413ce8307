//! CreateFunction.

use testkit::check;

#[test]
fn a_new_function_has_the_defaults_and_is_pending() {
    check(
        r#"
        lambda CreateFunction {"FunctionName":"f","Runtime":"provided.al2023","Handler":"echo",
                "Role":"arn:aws:iam::000000000000:role/r","Code":{"ZipFile":"zip:code"}}
            => 201 exactly {"FunctionName":"f","FunctionArn":"arn:aws:lambda:us-east-1:000000000000:function:f",
                "Runtime":"provided.al2023","Handler":"echo","Role":"arn:aws:iam::000000000000:role/r",
                "CodeSize":"…","CodeSha256":"…=","Description":"","Timeout":3,"MemorySize":128,
                "LastModified":"2026-11-23T00:00:00.000+0000","Version":"$LATEST","RevisionId":"…-…-4…-…-…",
                "State":"Pending","StateReason":"The function is being created.","StateReasonCode":"Creating",
                "TracingConfig":{"Mode":"PassThrough"},"PackageType":"Zip","Architectures":["x86_64"],
                "EphemeralStorage":{"Size":512},"SnapStart":{"ApplyOn":"None","OptimizationStatus":"Off"},
                "LoggingConfig":{"LogFormat":"Text","LogGroup":"/aws/lambda/f"}}
        lambda GetFunctionConfiguration {"FunctionName":"f"}
            => 200 {"State":"Active","LastUpdateStatus":"Successful","StateReason":null,"StateReasonCode":null}
        "#,
    );
}

#[test]
fn everything_that_is_given_comes_back() {
    check(
        r#"
        lambda CreateFunction {"Description":"d","Timeout":900,"MemorySize":10240,"EphemeralStorage":{"Size":10240},
                "Environment":{"Variables":{"KEY":"value"}},"Architectures":["arm64"],"TracingConfig":{"Mode":"Active"},
                "DeadLetterConfig":{"TargetArn":"arn:aws:sqs:us-east-1:000000000000:q"},"Tags":{"t":"v"},
                "KMSKeyArn":"arn:aws:kms:us-east-1:000000000000:key/k","LoggingConfig":{"LogGroup":"shared"}, …}
            => 201 {"Description":"d","Timeout":900,"MemorySize":10240,"EphemeralStorage":{"Size":10240},
                "Environment":{"Variables":{"KEY":"value"}},"Architectures":["arm64"],"TracingConfig":{"Mode":"Active"},
                "DeadLetterConfig":{"TargetArn":"arn:aws:sqs:us-east-1:000000000000:q"},
                "KMSKeyArn":"arn:aws:kms:us-east-1:000000000000:key/k",
                "LoggingConfig":{"LogFormat":"Text","LogGroup":"shared"},"Tags":null}
        "#,
    );
}

#[test]
fn a_function_that_is_still_pending_cannot_be_invoked_or_updated() {
    check(
        r#"
        disk stop
        & lambda CreateFunction {"FunctionName":"f", …} => 201 {"State":"Pending"}
        disk step
        join
        lambda GetFunctionConfiguration {"FunctionName":"f"} => {"State":"Pending","LastUpdateStatus":null}
        lambda Invoke {"FunctionName":"f"}
            => ! ResourceConflictException 409 "The operation cannot be performed at this time. The function is currently in the following state: Pending"
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Timeout":4}
            => ! ResourceConflictException 409 "The operation cannot be performed at this time. The function is currently in the following state: Pending"
        disk go
        lambda Invoke {"FunctionName":"f"} => 200
        "#,
    );
}

#[test]
fn a_name_is_taken_once() {
    check(
        r#"
        function f echo
        lambda CreateFunction {"FunctionName":"f", …}
            => ! ResourceConflictException 409 "Function already exist: f" {"Type":"User"}
        as 111111111111 us-east-1
        lambda CreateFunction {"FunctionName":"f", …} => 201
        as 000000000000 eu-west-1
        lambda CreateFunction {"FunctionName":"f", …}
            => 201 {"FunctionArn":"arn:aws:lambda:eu-west-1:000000000000:function:f"}
        "#,
    );
}

#[test]
fn a_name_has_at_most_64_characters() {
    check(
        r#"
        lambda CreateFunction {"FunctionName":"@{n*64}", …} => 201
        lambda CreateFunction {"FunctionName":"@{n*65}", …}
            => ! InvalidParameterValueException 400 "1 validation error detected: Value '@{n*65}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64"
        lambda CreateFunction {"FunctionName":"arn:aws:lambda:us-east-1:000000000000:function:@{n*100}", …}
            => ! ValidationException 400 "1 validation error detected: Value 'arn:…' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 140"
               {"Type":null}
        lambda CreateFunction {"FunctionName":"a b", …}
            => ! ValidationException 400 "1 validation error detected: Value 'a b' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: …"
        "#,
    );
}

#[test]
fn a_timeout_is_1_to_900_seconds() {
    check(
        r#"
        lambda CreateFunction {"FunctionName":"least","Timeout":1, …} => 201 {"Timeout":1}
        lambda CreateFunction {"Timeout":0, …}
            => ! ValidationException 400 "1 validation error detected: Value '0' at 'timeout' failed to satisfy constraint: Member must have value greater than or equal to 1"
        lambda CreateFunction {"Timeout":901, …}
            => ! ValidationException 400 "1 validation error detected: Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900"
               {"Type":null}
        "#,
    );
}

#[test]
fn memory_is_128_to_10240_mb_and_the_model_allows_more() {
    check(
        r#"
        lambda CreateFunction {"MemorySize":127, …}
            => ! ValidationException 400 "1 validation error detected: Value '127' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128"
        lambda CreateFunction {"MemorySize":10241, …}
            => ! InvalidParameterValueException 400 "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 10240"
               {"Type":"User"}
        lambda CreateFunction {"MemorySize":32769, …}
            => ! ValidationException 400 "1 validation error detected: Value '32769' at 'memorySize' failed to satisfy constraint: Member must have value less than or equal to 32768"
        "#,
    );
}

#[test]
fn tmp_has_512_to_10240_mb() {
    check(
        r#"
        lambda CreateFunction {"EphemeralStorage":{"Size":511}, …}
            => ! ValidationException 400 "1 validation error detected: Value '511' at 'ephemeralStorage.size' failed to satisfy constraint: Member must have value greater than or equal to 512"
        lambda CreateFunction {"EphemeralStorage":{"Size":10241}, …}
            => ! ValidationException 400 "1 validation error detected: Value '10241' at 'ephemeralStorage.size' failed to satisfy constraint: Member must have value less than or equal to 10240"
        "#,
    );
}

#[test]
fn what_is_wrong_in_several_places_is_said_at_once() {
    check(
        r#"
        lambda CreateFunction {"Timeout":0,"MemorySize":1, …}
            => ! ValidationException 400 "2 validation errors detected: Value '…' at '…' failed to satisfy constraint: …; Value '…' at '…' failed to satisfy constraint: Member must have value greater than or equal to …"
        lambda CreateFunction {"Description":"@{d*257}", …}
            => ! ValidationException 400 "1 validation error detected: Value '@{d*257}' at 'description' failed to satisfy constraint: Member must have length less than or equal to 256"
        lambda CreateFunction {"Handler":"@{h*129}", …}
            => ! ValidationException 400 "1 validation error detected: Value '@{h*129}' at 'handler' failed to satisfy constraint: Member must have length less than or equal to 128"
        lambda CreateFunction {"Handler":"a b", …}
            => ! ValidationException 400 "1 validation error detected: Value 'a b' at 'handler' failed to satisfy constraint: Member must satisfy regular expression pattern: …"
        lambda CreateFunction {"Role":"me", …}
            => ! ValidationException 400 "1 validation error detected: Value 'me' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: …"
        lambda CreateFunction {"Architectures":["x86_64","arm64"], …} => ! ValidationException 400 "1 validation error detected: …"
        lambda CreateFunction {"Architectures":["risc"], …} => ! ValidationException 400 "1 validation error detected: …"
        "#,
    );
}

#[test]
fn variables_have_4096_bytes_as_json() {
    check(
        r#"
        lambda CreateFunction {"FunctionName":"edge","Environment":{"Variables":{"AB":"@{x*4087}"}}, …} => 201
        lambda CreateFunction {"Environment":{"Variables":{"AB":"@{x*4088}"}}, …}
            => ! InvalidParameterValueException 400 "Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: {\"AB\":\"@{x*4088}\"}"
        # AWS counts UTF-8 bytes, not characters.
        lambda CreateFunction {"Environment":{"Variables":{"AB":"@{é*2044}"}}, …}
            => ! InvalidParameterValueException 400 "Lambda was unable … exceeded the 4KB limit. String measured: …"
        "#,
    );
}

#[test]
fn names_of_variables_are_checked() {
    check(
        r#"
        lambda CreateFunction {"Environment":{"Variables":{"AWS_REGION":"x","OK":"x","_HANDLER":"y"}}, …}
            => ! ValidationException 400 "1 validation error detected: …"
        lambda CreateFunction {"Environment":{"Variables":{"AWS_REGION":"x","OK":"x","LAMBDA_TASK_ROOT":"y"}}, …}
            => ! InvalidParameterValueException 400 "Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: AWS_REGION, LAMBDA_TASK_ROOT"
        lambda CreateFunction {"Environment":{"Variables":{"A":"x"}}, …}
            => ! ValidationException 400 "1 validation error detected: Value at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+, Member must not be null]"
        "#,
    );
}

#[test]
fn a_runtime_has_to_be_one_that_aws_takes() {
    check(
        r#"
        lambda CreateFunction {"Runtime":"python9.9", …}
            => ! InvalidParameterValueException 400 "Value python9.9 at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: […] or be a valid ARN"
        lambda CreateFunction {"Runtime":"python3.7", …}
            => ! InvalidParameterValueException 400 "The runtime parameter of python3.7 is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions."
        lambda CreateFunction {"FunctionName":"f","Role":"arn:aws:iam::000000000000:role/r","Code":{"ZipFile":"zip:"}}
            => ! InvalidParameterValueException 400 "Runtime and Handler are mandatory parameters for functions created with deployment packages."
        "#,
    );
}

#[test]
fn a_package_has_to_be_a_zip_with_something_in_it() {
    check(
        r#"
        lambda CreateFunction {"Code":{"ZipFile":"bm90IGEgemlw"}, …}
            => ! InvalidParameterValueException 400 "Could not unzip uploaded file. Please check your file, then try to upload again."
        lambda CreateFunction {"Code":{"ZipFile":"zip:(empty)"}, …}
            => ! InvalidParameterValueException 400 "Uploaded file must be a non-empty zip"
        lambda CreateFunction {"Code":{}, …}
            => ! InvalidParameterValueException 400 "Please provide a source for function code."
        lambda CreateFunction {"Code":{"ZipFile":"not base64!"}, …} => ! SerializationException 400
        lambda ListFunctions => {"Functions":[]}
        "#,
    );
}

#[test]
fn what_must_be_given_is_missed() {
    check(
        r#"
        lambda CreateFunction {"FunctionName":"f","Runtime":"provided.al2023","Handler":"h"}
            => ! ValidationException 400 "2 validation errors detected: Value null at '…' failed to satisfy constraint: Member must not be null; Value null at '…' failed to satisfy constraint: Member must not be null"
        http POST /2015-03-31/functions raw:{ => ! SerializationException 400
        http POST /2015-03-31/functions {"FunctionName":7} => ! SerializationException 400
        "#,
    );
}

#[test]
fn a_function_has_at_most_50_tags() {
    let tags = |count: usize| {
        let tags: Vec<String> = (0..count).map(|number| format!(r#""t{number}":"v""#)).collect();
        tags.join(",")
    };
    check(&format!(
        r#"
        lambda CreateFunction {{"FunctionName":"edge","Tags":{{{}}}, …}} => 201
        lambda CreateFunction {{"Tags":{{{}}}, …}}
            => ! InvalidParameterValueException 400 "Number of tags exceeds resource tag limit."
        "#,
        tags(50),
        tags(51)
    ));
}

#[test]
fn log_levels_belong_to_json_logs() {
    check(
        r#"
        lambda CreateFunction {"FunctionName":"defaults","LoggingConfig":{"LogFormat":"JSON"}, …}
            => 201 {"LoggingConfig":{"LogFormat":"JSON","ApplicationLogLevel":"INFO","SystemLogLevel":"INFO"}}
        lambda CreateFunction {"FunctionName":"levels",
                "LoggingConfig":{"LogFormat":"JSON","ApplicationLogLevel":"TRACE","SystemLogLevel":"WARN"}, …}
            => 201 {"LoggingConfig":{"ApplicationLogLevel":"TRACE","SystemLogLevel":"WARN","LogGroup":"/aws/lambda/levels"}}
        lambda CreateFunction {"LoggingConfig":{"LogFormat":"Text","SystemLogLevel":"WARN"}, …}
            => ! InvalidParameterValueException 400 "Log-level configuration is not supported for the Text log format. …"
        "#,
    );
}

#[test]
fn what_is_not_offered_is_said_by_name() {
    check(
        r#"
        lambda CreateFunction {"PublishTo":"LATEST_PUBLISHED", …}
            => ! NotImplemented 501 "hikeshi does not offer capacity providers (PublishTo) yet."
        lambda CreateFunction {"PackageType":"Image", …} => ! NotImplemented 501 "hikeshi does not offer container images yet."
        lambda CreateFunction {"Layers":["arn:aws:lambda:us-east-1:000000000000:layer:l:1"], …}
            => ! NotImplemented 501 "hikeshi does not offer layers yet."
        "#,
    );
}

#[test]
fn what_was_pending_when_the_platform_ended_is_made_ready_when_it_starts_again() {
    check(
        r#"
        disk stop
        & lambda CreateFunction {"FunctionName":"f","Handler":"code","Code":{"ZipFile":"zip:kept"}, …}
            => 201 {"State":"Pending","RevisionId":"$revision"}
        disk step
        join
        restart
        lambda GetFunctionConfiguration {"FunctionName":"f"}
            => {"State":"Active","LastUpdateStatus":"Successful","RevisionId":"$revision"}
        lambda Invoke {"FunctionName":"f"} => {"Payload":"kept"}
        "#,
    );
}

#[test]
fn every_reserved_name_is_refused_and_what_users_may_set_is_not() {
    let reserved = [
        "AWS_DEFAULT_REGION",
        "AWS_REGION",
        "AWS_EXECUTION_ENV",
        "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        "AWS_LAMBDA_LOG_GROUP_NAME",
        "AWS_LAMBDA_LOG_STREAM_NAME",
        "AWS_ACCESS_KEY",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_LAMBDA_RUNTIME_API",
        "LAMBDA_TASK_ROOT",
        "LAMBDA_RUNTIME_DIR",
    ];
    let refused: Vec<String> = reserved
        .iter()
        .map(|name| {
            format!(
                r#"lambda CreateFunction {{"Environment":{{"Variables":{{"{name}":"x"}}}}, …}}
            => ! InvalidParameterValueException 400 "…Reserved keys used in this request: {name}""#
            )
        })
        .collect();
    check(&refused.join("\n"));
    check(
        r#"
        lambda CreateFunction {"FunctionName":"f","Environment":{"Variables":{"PATH":"x","LD_LIBRARY_PATH":"x","TZ":"x",
                "LANG":"x","NODE_PATH":"x","PYTHONPATH":"x","AWS_LAMBDA_EXEC_WRAPPER":"x","AWS_XRAY_CONTEXT_MISSING":"x"}}, …} => 201
        lambda CreateFunction {"Environment":{"Variables":{"_HANDLER":"x"}}, …} => ! ValidationException 400
        lambda CreateFunction {"Environment":{"Variables":{"1A":"x"}}, …} => ! ValidationException 400
        lambda CreateFunction {"Environment":{"Variables":{"A-B":"x"}}, …} => ! ValidationException 400
        "#,
    );
}
