//! Code signing configurations.

use testkit::check;

#[test]
fn a_configuration_lives_and_functions_have_it() {
    check(
        r#"
        lambda CreateCodeSigningConfig {"Description":"d","AllowedPublishers":{"SigningProfileVersionArns":["arn:aws:signer:us-east-1:000000000000:/signing-profiles/p/v"]},"Tags":{"t":"v"}}
            => 201 {"CodeSigningConfig":{"CodeSigningConfigArn":"arn:aws:lambda:us-east-1:000000000000:code-signing-config:$id","CodeSigningConfigId":"$id",
                "Description":"d","CodeSigningPolicies":{"UntrustedArtifactOnDeployment":"Warn"},"LastModified":"2026-11-23T00:00:00.000+0000"}}
        lambda GetCodeSigningConfig {"CodeSigningConfigArn":"arn:aws:lambda:us-east-1:000000000000:code-signing-config:$id"}
            => 200 {"CodeSigningConfig":{"CodeSigningConfigId":"$id","AllowedPublishers":{"SigningProfileVersionArns":["arn:aws:signer:us-east-1:000000000000:/signing-profiles/p/v"]}}}
        lambda ListTags {"Resource":"arn:aws:lambda:us-east-1:000000000000:code-signing-config:$id"} => {"Tags":{"t":"v"}}
        function f echo {"CodeSigningConfigArn":"arn:aws:lambda:us-east-1:000000000000:code-signing-config:$id"}
        function g echo
        lambda GetFunctionCodeSigningConfig {"FunctionName":"f"}
            => 200 exactly {"CodeSigningConfigArn":"arn:aws:lambda:us-east-1:000000000000:code-signing-config:$id","FunctionName":"f"}
        lambda PutFunctionCodeSigningConfig {"FunctionName":"g","CodeSigningConfigArn":"arn:aws:lambda:us-east-1:000000000000:code-signing-config:$id"} => 200
        lambda ListFunctionsByCodeSigningConfig {"CodeSigningConfigArn":"arn:aws:lambda:us-east-1:000000000000:code-signing-config:$id","MaxItems":1}
            => 200 {"FunctionArns":["arn:aws:lambda:us-east-1:000000000000:function:f"],"NextMarker":"$marker"}
        lambda ListFunctionsByCodeSigningConfig {"CodeSigningConfigArn":"arn:aws:lambda:us-east-1:000000000000:code-signing-config:$id","Marker":"$marker"}
            => 200 {"FunctionArns":["arn:aws:lambda:us-east-1:000000000000:function:g"],"NextMarker":null}
        lambda ListCodeSigningConfigs => 200 {"CodeSigningConfigs":[{"CodeSigningConfigId":"$id"}],"NextMarker":null}
        lambda DeleteCodeSigningConfig {"CodeSigningConfigArn":"arn:aws:lambda:us-east-1:000000000000:code-signing-config:$id"}
            => ! ResourceConflictException 409
        lambda DeleteFunctionCodeSigningConfig {"FunctionName":"f"} => 204
        lambda DeleteFunction {"FunctionName":"g"} => 204
        lambda DeleteCodeSigningConfig {"CodeSigningConfigArn":"arn:aws:lambda:us-east-1:000000000000:code-signing-config:$id"} => 204
        lambda ListCodeSigningConfigs => {"CodeSigningConfigs":[]}
        "#,
    );
}

#[test]
fn code_that_nobody_signed_is_refused_where_signatures_are_enforced() {
    check(
        r#"
        lambda CreateCodeSigningConfig {"AllowedPublishers":{"SigningProfileVersionArns":["arn:aws:signer:us-east-1:000000000000:/signing-profiles/p/v"]},"CodeSigningPolicies":{"UntrustedArtifactOnDeployment":"Enforce"}}
            => 201 {"CodeSigningConfig":{"CodeSigningConfigId":"$id","CodeSigningPolicies":{"UntrustedArtifactOnDeployment":"Enforce"}}}
        lambda CreateFunction {"FunctionName":"f","CodeSigningConfigArn":"arn:aws:lambda:us-east-1:000000000000:code-signing-config:$id", …}
            => ! CodeVerificationFailedException 400 "Lambda cannot deploy the function. The function or layer might be signed using a signature that the client is not configured to accept. Check the provided signature for f."
        lambda ListFunctions => {"Functions":[]}
        function f code {"Code":{"ZipFile":"zip:old"}}
        lambda PutFunctionCodeSigningConfig {"FunctionName":"f","CodeSigningConfigArn":"arn:aws:lambda:us-east-1:000000000000:code-signing-config:$id"} => 200
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:new"} => ! CodeVerificationFailedException 400
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Timeout":9} => 200
        lambda Invoke {"FunctionName":"f"} => {"Payload":"old"}
        lambda UpdateCodeSigningConfig {"CodeSigningConfigArn":"arn:aws:lambda:us-east-1:000000000000:code-signing-config:$id","CodeSigningPolicies":{"UntrustedArtifactOnDeployment":"Warn"}}
            => 200 {"CodeSigningConfig":{"CodeSigningPolicies":{"UntrustedArtifactOnDeployment":"Warn"}}}
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:new"} => 200
        "#,
    );
}

#[test]
fn a_configuration_that_is_not_there_is_not_found() {
    check(
        r#"
        function f echo
        lambda GetCodeSigningConfig {"CodeSigningConfigArn":"arn:aws:lambda:us-east-1:000000000000:code-signing-config:csc-0123456789abcdef0"}
            => ! ResourceNotFoundException 404 "The Lambda code signing configuration arn:aws:lambda:us-east-1:000000000000:code-signing-config:csc-0123456789abcdef0 can not be found."
        lambda PutFunctionCodeSigningConfig {"FunctionName":"f","CodeSigningConfigArn":"arn:aws:lambda:us-east-1:000000000000:code-signing-config:csc-0123456789abcdef0"}
            => ! CodeSigningConfigNotFoundException 404 "The code signing configuration cannot be found. Check that the provided configuration is not deleted: arn:aws:lambda:us-east-1:000000000000:code-signing-config:csc-0123456789abcdef0."
        lambda GetCodeSigningConfig {"CodeSigningConfigArn":"csc"} => ! ValidationException 400
        lambda CreateCodeSigningConfig {"AllowedPublishers":{"SigningProfileVersionArns":[]}} => ! ValidationException 400
        lambda GetFunctionCodeSigningConfig {"FunctionName":"g"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:g"
        "#,
    );
}
