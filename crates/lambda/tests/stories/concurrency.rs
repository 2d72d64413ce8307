//! Reserved and provisioned concurrency, and what GetAccountSettings tells of an account.

use testkit::check;

#[test]
fn a_reservation_is_stored_and_holds() {
    check(
        r#"
        function f sleep:2s
        lambda GetFunctionConcurrency {"FunctionName":"f"} => 200 {"ReservedConcurrentExecutions":null}
        lambda PutFunctionConcurrency {"FunctionName":"f","ReservedConcurrentExecutions":1} => 200 exactly {"ReservedConcurrentExecutions":1}
        lambda GetFunctionConcurrency {"FunctionName":"f"} => {"ReservedConcurrentExecutions":1}
        lambda GetFunction {"FunctionName":"f"} => {"Concurrency":{"ReservedConcurrentExecutions":1}}
        & lambda Invoke {"FunctionName":"f"} => 200
        lambda Invoke {"FunctionName":"f"}
            => ! TooManyRequestsException 429 "Rate Exceeded." {"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User"}
        host +2s
        join
        lambda PutFunctionConcurrency {"FunctionName":"f","ReservedConcurrentExecutions":0} => 200
        restart
        lambda Invoke {"FunctionName":"f"}
            => ! TooManyRequestsException 429 "Rate Exceeded." {"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded"}
        lambda Invoke {"FunctionName":"f","InvocationType":"DryRun"} => 204
        lambda DeleteFunctionConcurrency {"FunctionName":"f"} => 204
        lambda DeleteFunctionConcurrency {"FunctionName":"f"} => 204
        lambda GetFunction {"FunctionName":"f"} => {"Concurrency":null}
        & lambda Invoke {"FunctionName":"f"} => 200
        host +2s
        join
        "#,
    );
}

#[test]
fn a_reservation_goes_with_its_function() {
    check(
        r#"
        function f echo
        lambda PutFunctionConcurrency {"FunctionName":"f","ReservedConcurrentExecutions":0} => 200
        lambda DeleteFunction {"FunctionName":"f"} => 204
        function f echo
        lambda Invoke {"FunctionName":"f"} => 200
        lambda GetAccountSettings => {"AccountLimit":{"UnreservedConcurrentExecutions":1000}}
        "#,
    );
}

#[test]
fn a_hundred_stay_for_those_who_have_reserved_nothing() {
    check(
        r#"
        function f echo
        function g echo
        lambda PutFunctionConcurrency {"FunctionName":"f","ReservedConcurrentExecutions":901}
            => ! InvalidParameterValueException 400 "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100]."
               {"Type":null}
        lambda PutFunctionConcurrency {"FunctionName":"f","ReservedConcurrentExecutions":900} => 200
        lambda PutFunctionConcurrency {"FunctionName":"f","ReservedConcurrentExecutions":899} => 200
        lambda PutFunctionConcurrency {"FunctionName":"g","ReservedConcurrentExecutions":2} => ! InvalidParameterValueException 400
        lambda PutFunctionConcurrency {"FunctionName":"g","ReservedConcurrentExecutions":1} => 200
        lambda GetAccountSettings => {"AccountLimit":{"ConcurrentExecutions":1000,"UnreservedConcurrentExecutions":100}}
        lambda PutFunctionConcurrency {"FunctionName":"g","ReservedConcurrentExecutions":-1} => ! ValidationException 400
        lambda PutFunctionConcurrency {"FunctionName":"g:1","ReservedConcurrentExecutions":1}
            => ! InvalidParameterValueException 400 "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN."
        lambda PutFunctionConcurrency {"FunctionName":"h","ReservedConcurrentExecutions":1} => ! ResourceNotFoundException 404
        "#,
    );
}

#[test]
fn provisioned_concurrency_is_stored_and_said_not_to_be_allocated() {
    check(
        r#"
        function f echo {"Publish":true}
        lambda PutProvisionedConcurrencyConfig {"FunctionName":"f","Qualifier":"1","ProvisionedConcurrentExecutions":2}
            => 202 {"RequestedProvisionedConcurrentExecutions":2,"AvailableProvisionedConcurrentExecutions":0,
                "AllocatedProvisionedConcurrentExecutions":0,"Status":"IN_PROGRESS","LastModified":"2026-11-23T00:00:00.000+0000"}
        lambda GetProvisionedConcurrencyConfig {"FunctionName":"f","Qualifier":"1"}
            => 200 {"RequestedProvisionedConcurrentExecutions":2,"AllocatedProvisionedConcurrentExecutions":0,
                "Status":"FAILED","StatusReason":"hikeshi does not allocate provisioned concurrency yet."}
        lambda ListProvisionedConcurrencyConfigs {"FunctionName":"f"}
            => 200 {"ProvisionedConcurrencyConfigs":[{"FunctionArn":"arn:aws:lambda:us-east-1:000000000000:function:f:1","Status":"FAILED"}],"NextMarker":null}
        lambda DeleteProvisionedConcurrencyConfig {"FunctionName":"f","Qualifier":"1"} => 204
        lambda DeleteProvisionedConcurrencyConfig {"FunctionName":"f","Qualifier":"1"} => 204
        lambda GetProvisionedConcurrencyConfig {"FunctionName":"f","Qualifier":"1"}
            => ! ProvisionedConcurrencyConfigNotFoundException 404 "No Provisioned Concurrency Config found for this function"
        "#,
    );
}

#[test]
fn provisioned_concurrency_has_rules() {
    check(
        r#"
        function f echo {"Publish":true}
        lambda CreateAlias {"FunctionName":"f","Name":"live","FunctionVersion":"1"} => 201
        lambda CreateAlias {"FunctionName":"f","Name":"latest","FunctionVersion":"$LATEST"} => 201
        lambda PutProvisionedConcurrencyConfig {"FunctionName":"f","Qualifier":"$LATEST","ProvisionedConcurrentExecutions":1}
            => ! InvalidParameterValueException 400 "Provisioned Concurrency Configs cannot be applied to unpublished function versions."
        lambda PutProvisionedConcurrencyConfig {"FunctionName":"f","Qualifier":"latest","ProvisionedConcurrentExecutions":1}
            => ! InvalidParameterValueException 400 "Provisioned Concurrency Configs cannot be applied to unpublished function versions."
        lambda GetProvisionedConcurrencyConfig {"FunctionName":"f","Qualifier":"$LATEST"}
            => ! InvalidParameterValueException 400 "The function resource provided must be an alias or a published version."
        lambda PutProvisionedConcurrencyConfig {"FunctionName":"f","Qualifier":"2","ProvisionedConcurrentExecutions":1}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:2"
        lambda PutProvisionedConcurrencyConfig {"FunctionName":"f","Qualifier":"other","ProvisionedConcurrentExecutions":1}
            => ! ResourceNotFoundException 404 "Cannot find alias arn: arn:aws:lambda:us-east-1:000000000000:function:f:other"
        lambda PutProvisionedConcurrencyConfig {"FunctionName":"f","Qualifier":"1","ProvisionedConcurrentExecutions":0}
            => ! ValidationException 400 "1 validation error detected: Value '0' at 'provisionedConcurrentExecutions' failed to satisfy constraint: Member must have value greater than or equal to 1"
        lambda PutProvisionedConcurrencyConfig {"FunctionName":"f","Qualifier":"1","ProvisionedConcurrentExecutions":1001}
            => ! InvalidParameterValueException 400 "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [1000]."
        lambda PutProvisionedConcurrencyConfig {"FunctionName":"f","Qualifier":"1","ProvisionedConcurrentExecutions":901}
            => ! InvalidParameterValueException 400 "Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100]."
        lambda PutFunctionConcurrency {"FunctionName":"f","ReservedConcurrentExecutions":2} => 200
        lambda PutProvisionedConcurrencyConfig {"FunctionName":"f","Qualifier":"1","ProvisionedConcurrentExecutions":3}
            => ! InvalidParameterValueException 400 "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function"
        lambda PutProvisionedConcurrencyConfig {"FunctionName":"f","Qualifier":"1","ProvisionedConcurrentExecutions":2} => 202
        lambda PutFunctionConcurrency {"FunctionName":"f","ReservedConcurrentExecutions":1}
            => ! InvalidParameterValueException 400 " ReservedConcurrentExecutions  1 should not be lower than function's total provisioned concurrency [2]."
        lambda PutProvisionedConcurrencyConfig {"FunctionName":"f","Qualifier":"live","ProvisionedConcurrentExecutions":1}
            => ! ResourceConflictException 409 "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version"
        lambda DeleteProvisionedConcurrencyConfig {"FunctionName":"f","Qualifier":"1"} => 204
        lambda PutProvisionedConcurrencyConfig {"FunctionName":"f","Qualifier":"live","ProvisionedConcurrentExecutions":1} => 202
        lambda PutProvisionedConcurrencyConfig {"FunctionName":"f","Qualifier":"1","ProvisionedConcurrentExecutions":1}
            => ! ResourceConflictException 409 "Version is pointed to by a Provisioned Concurrency alias"
        lambda DeleteAlias {"FunctionName":"f","Name":"live"} => 204
        lambda ListProvisionedConcurrencyConfigs {"FunctionName":"f"} => {"ProvisionedConcurrencyConfigs":[]}
        lambda ListProvisionedConcurrencyConfigs {"FunctionName":"f","MaxItems":51} => ! ValidationException 400
        "#,
    );
}

#[test]
fn an_account_knows_what_it_has() {
    check(
        r#"
        lambda GetAccountSettings
            => 200 exactly {"AccountLimit":{"TotalCodeSize":80530636800,"CodeSizeUnzipped":262144000,"CodeSizeZipped":52428800,
                "ConcurrentExecutions":1000,"UnreservedConcurrentExecutions":1000},"AccountUsage":{"TotalCodeSize":0,"FunctionCount":0}}
        function f echo {"Code":{"ZipFile":"zip:one"}}
        lambda GetFunctionConfiguration {"FunctionName":"f"} => {"CodeSize":"$size"}
        lambda GetAccountSettings => {"AccountUsage":{"TotalCodeSize":"$size","FunctionCount":1}}
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Timeout":9} => 200
        lambda GetAccountSettings => {"AccountUsage":{"TotalCodeSize":"$size","FunctionCount":1}}
        lambda PublishVersion {"FunctionName":"f"} => {"Version":"1"}
        lambda GetAccountSettings => {"AccountUsage":{"TotalCodeSize":"$twice","FunctionCount":1}}
        lambda PublishVersion {"FunctionName":"f"} => {"Version":"1"}
        lambda GetAccountSettings => {"AccountUsage":{"TotalCodeSize":"$twice","FunctionCount":1}}
        lambda DeleteFunction {"FunctionName":"f:1"} => 204
        lambda GetAccountSettings => {"AccountUsage":{"TotalCodeSize":"$size","FunctionCount":1}}
        lambda DeleteFunction {"FunctionName":"f"} => 204
        lambda GetAccountSettings => {"AccountUsage":{"TotalCodeSize":0,"FunctionCount":0}}
        "#,
    );
}
