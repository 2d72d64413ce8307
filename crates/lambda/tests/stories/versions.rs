//! PublishVersion, ListVersionsByFunction, and everything that takes a version's number.

use testkit::check;

#[test]
fn a_version_is_latest_as_it_was() {
    check(
        r#"
        function f code {"Code":{"ZipFile":"zip:one"},"Description":"first"}
        lambda GetFunctionConfiguration {"FunctionName":"f"} => {"RevisionId":"$latest","CodeSha256":"$one"}
        clock +60s
        lambda PublishVersion {"FunctionName":"f"}
            => 201 {"Version":"1","FunctionArn":"arn:aws:lambda:us-east-1:000000000000:function:f:1","Description":"first",
                "CodeSha256":"$one","State":"Active","LastUpdateStatus":"Successful","RevisionId":"$version",
                "LastModified":"2026-11-23T00:01:00.000+0000"}
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:two"} => {"Version":"$LATEST"}
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Timeout":9} => 200
        lambda Invoke {"FunctionName":"f"} => {"Payload":"two","ExecutedVersion":"$LATEST"}
        lambda Invoke {"FunctionName":"f","Qualifier":"1"} => {"Payload":"one","ExecutedVersion":"1"}
        lambda Invoke {"FunctionName":"f:1"} => {"Payload":"one","ExecutedVersion":"1"}
        lambda Invoke {"FunctionName":"arn:aws:lambda:us-east-1:000000000000:function:f:1","Qualifier":"1"}
            => {"Payload":"one","ExecutedVersion":"1"}
        environments 2
        lambda GetFunction {"FunctionName":"f:1"}
            => {"Configuration":{"Version":"1","Timeout":3,"CodeSha256":"$one","RevisionId":"$version"},
                "Code":{"Location":"http://localhost:4566$path"}}
        http GET $path => 200
        lambda GetFunctionConfiguration {"FunctionName":"f","Qualifier":"2"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:2"
        lambda Invoke {"FunctionName":"f","Qualifier":"2"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:2"
        "#,
    );
}

#[test]
fn what_runs_in_an_environment_knows_its_version() {
    check(
        r#"
        function f variables
        lambda PublishVersion {"FunctionName":"f"} => {"Version":"1"}
        lambda Invoke {"FunctionName":"f:1"}
            => {"Payload":{"AWS_LAMBDA_FUNCTION_VERSION":"1","AWS_LAMBDA_LOG_STREAM_NAME":"2026/11/23/[1]…"}}
        lambda Invoke {"FunctionName":"f"}
            => {"Payload":{"AWS_LAMBDA_FUNCTION_VERSION":"$LATEST","AWS_LAMBDA_LOG_STREAM_NAME":"2026/11/23/[$LATEST]…"}}
        log /aws/lambda/f
            | START RequestId: … Version: 1
            | END …
            | REPORT …
            | START RequestId: … Version: $LATEST
            | END …
            | REPORT …
        "#,
    );
}

#[test]
fn what_has_not_changed_is_not_published_again() {
    check(
        r#"
        function f echo
        lambda PublishVersion {"FunctionName":"f","Description":"one"} => 201 {"Version":"1","Description":"one"}
        lambda PublishVersion {"FunctionName":"f","Description":"other"} => 201 {"Version":"1","Description":"one"}
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Timeout":3} => 200
        lambda PublishVersion {"FunctionName":"f"} => 201 {"Version":"1"}
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Timeout":4} => 200
        lambda PublishVersion {"FunctionName":"f"} => 201 {"Version":"2","Timeout":4,"Description":""}
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Description":"new"} => 200
        lambda PublishVersion {"FunctionName":"f"} => 201 {"Version":"3","Description":"new"}
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:other"} => 200
        lambda PublishVersion {"FunctionName":"f"} => 201 {"Version":"4"}
        "#,
    );
}

#[test]
fn a_number_is_never_used_again() {
    check(
        r#"
        function f echo
        lambda PublishVersion {"FunctionName":"f"} => {"Version":"1"}
        lambda DeleteFunction {"FunctionName":"f","Qualifier":"1"} => 204
        lambda PublishVersion {"FunctionName":"f"} => {"Version":"2"}
        lambda DeleteFunction {"FunctionName":"f"} => 204
        function f echo {"Publish":true}
        restart
        lambda GetFunctionConfiguration {"FunctionName":"f:3"} => {"Version":"3"}
        lambda GetFunctionConfiguration {"FunctionName":"f:2"} => ! ResourceNotFoundException 404
        "#,
    );
}

#[test]
fn what_is_published_has_to_be_what_the_caller_knows() {
    check(
        r#"
        function f code {"Code":{"ZipFile":"zip:one"}}
        lambda GetFunctionConfiguration {"FunctionName":"f"} => {"RevisionId":"$old","CodeSha256":"$one"}
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:two"} => {"RevisionId":"$new","CodeSha256":"$two"}
        lambda PublishVersion {"FunctionName":"f","CodeSha256":"$one"}
            => ! InvalidParameterValueException 400 "CodeSHA256 ($one) is different from current CodeSHA256 in $LATEST ($two). Please try again with the CodeSHA256 in $LATEST."
        lambda PublishVersion {"FunctionName":"f","RevisionId":"$old"} => ! PreconditionFailedException 412
        lambda PublishVersion {"FunctionName":"f","RevisionId":"$new","CodeSha256":"$two"} => {"Version":"1"}
        lambda PublishVersion {"FunctionName":"g"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:g"
        "#,
    );
}

#[test]
fn a_create_may_publish() {
    check(
        r#"
        disk stop
        & lambda CreateFunction {"FunctionName":"f","Handler":"code","Code":{"ZipFile":"zip:one"},"Publish":true, …}
            => 201 {"Version":"1","State":"Pending","FunctionArn":"arn:aws:lambda:us-east-1:000000000000:function:f"}
        disk step
        join
        lambda GetFunctionConfiguration {"FunctionName":"f:1"} => {"State":"Pending","StateReasonCode":"Creating"}
        lambda Invoke {"FunctionName":"f:1"}
            => ! ResourceConflictException 409 "The operation cannot be performed at this time. The function is currently in the following state: Pending"
        lambda PublishVersion {"FunctionName":"f"}
            => ! ResourceConflictException 409 "The operation cannot be performed at this time. The function is currently in the following state: Pending"
        disk go
        lambda GetFunctionConfiguration {"FunctionName":"f:1"} => {"State":"Active","LastUpdateStatus":"Successful"}
        lambda GetFunctionConfiguration {"FunctionName":"f"} => {"State":"Active","Version":"$LATEST"}
        lambda Invoke {"FunctionName":"f:1"} => {"Payload":"one"}
        lambda PublishVersion {"FunctionName":"f"} => {"Version":"1"}
        "#,
    );
}

#[test]
fn an_update_of_code_may_publish() {
    check(
        r#"
        function f code {"Code":{"ZipFile":"zip:one"}}
        disk stop
        & lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:two","Publish":true}
            => 200 {"Version":"1","FunctionArn":"arn:aws:lambda:us-east-1:000000000000:function:f:1"}
        disk step
        join
        lambda PublishVersion {"FunctionName":"f"}
            => ! ResourceConflictException 409 "The operation cannot be performed at this time. An update is in progress for resource: arn:aws:lambda:us-east-1:000000000000:function:f"
        restart
        lambda GetFunctionConfiguration {"FunctionName":"f:1"} => {"State":"Active"}
        lambda Invoke {"FunctionName":"f:1"} => {"Payload":"two"}
        "#,
    );
}

#[test]
fn a_published_version_cannot_be_changed() {
    check(
        r#"
        function f echo
        lambda PublishVersion {"FunctionName":"f"} => {"Version":"1"}
        lambda UpdateFunctionConfiguration {"FunctionName":"f:1","Timeout":9}
            => ! InvalidParameterValueException 400 "Current operation does not support versions other than $LATEST."
        lambda UpdateFunctionCode {"FunctionName":"arn:aws:lambda:us-east-1:000000000000:function:f:1","ZipFile":"zip:"}
            => ! InvalidParameterValueException 400 "Current operation does not support versions other than $LATEST."
        lambda UpdateFunctionConfiguration {"FunctionName":"f:$LATEST","Timeout":9} => {"Timeout":9}
        "#,
    );
}

#[test]
fn versions_are_listed_a_page_at_a_time() {
    check(
        r#"
        function f echo
        lambda ListVersionsByFunction {"FunctionName":"f"}
            => 200 {"Versions":[{"Version":"$LATEST","FunctionArn":"arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST",
                "State":null,"LastUpdateStatus":null}],"NextMarker":null}
        lambda PublishVersion {"FunctionName":"f"} => {"Version":"1"}
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Timeout":4} => 200
        lambda PublishVersion {"FunctionName":"f"} => {"Version":"2"}
        lambda ListVersionsByFunction {"FunctionName":"f","MaxItems":2}
            => {"Versions":[{"Version":"$LATEST"},{"Version":"1"}],"NextMarker":"$marker"}
        lambda ListVersionsByFunction {"FunctionName":"f","MaxItems":2,"Marker":"$marker"}
            => {"Versions":[{"Version":"2","FunctionArn":"arn:aws:lambda:us-east-1:000000000000:function:f:2"}],"NextMarker":null}
        lambda ListVersionsByFunction {"FunctionName":"f","Marker":"?"} => ! InvalidParameterValueException 400
        lambda ListVersionsByFunction {"FunctionName":"f","MaxItems":0} => ! ValidationException 400
        lambda ListVersionsByFunction {"FunctionName":"g"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:g"
        "#,
    );
}

#[test]
fn functions_are_listed_with_all_of_their_versions() {
    check(
        r#"
        function a echo {"Publish":true}
        function b echo
        function c echo {"Publish":true}
        lambda ListFunctions => {"Functions":[{"FunctionName":"a"},{"FunctionName":"b"},{"FunctionName":"c"}]}
        lambda ListFunctions {"FunctionVersion":"ALL","MaxItems":2}
            => {"Functions":[{"FunctionName":"a","Version":"$LATEST"},{"FunctionName":"a","Version":"1"}],"NextMarker":"$first"}
        lambda ListFunctions {"FunctionVersion":"ALL","MaxItems":2,"Marker":"$first"}
            => {"Functions":[{"FunctionName":"b"},{"FunctionName":"c","Version":"$LATEST"}],"NextMarker":"$second"}
        lambda ListFunctions {"FunctionVersion":"ALL","MaxItems":2,"Marker":"$second"}
            => {"Functions":[{"FunctionArn":"arn:aws:lambda:us-east-1:000000000000:function:c:1"}],"NextMarker":null}
        # Replicas of Lambda@Edge: there are none.
        lambda ListFunctions {"FunctionVersion":"ALL","MasterRegion":"eu-west-1"} => {"Functions":[]}
        lambda ListFunctions {"FunctionVersion":"ALL","MasterRegion":"ALL","MaxItems":1} => {"Functions":[{"FunctionName":"a"}]}
        lambda ListFunctions {"MasterRegion":"us-east-1"} => ! InvalidParameterValueException 400
        lambda ListFunctions {"MasterRegion":"here"} => ! ValidationException 400
        "#,
    );
}

#[test]
fn a_version_is_deleted_by_its_number() {
    check(
        r#"
        function f echo {"Publish":true}
        lambda Invoke {"FunctionName":"f:1"} => 200
        environments 1
        lambda DeleteFunction {"FunctionName":"f","Qualifier":"1"} => 204
        environments 0
        lambda Invoke {"FunctionName":"f:1"} => ! ResourceNotFoundException 404
        lambda Invoke {"FunctionName":"f"} => 200
        lambda ListVersionsByFunction {"FunctionName":"f"} => {"Versions":[{"Version":"$LATEST"}]}
        # AWS says so even of what was never there.
        lambda DeleteFunction {"FunctionName":"f:9"} => 204
        lambda DeleteFunction {"FunctionName":"f","Qualifier":"$LATEST"}
            => ! InvalidParameterValueException 400 "$LATEST version cannot be deleted without deleting the function."
        lambda DeleteFunction {"FunctionName":"f:live"}
            => ! InvalidParameterValueException 400 "Deletion of aliases is not currently supported."
        lambda DeleteFunction {"FunctionName":"g:1"} => ! ResourceNotFoundException 404
        "#,
    );
}

#[test]
fn versions_go_with_their_function() {
    check(
        r#"
        function f code {"Code":{"ZipFile":"zip:one"},"Publish":true}
        lambda CreateAlias {"FunctionName":"f","Name":"live","FunctionVersion":"1"} => 201
        lambda Invoke {"FunctionName":"f:live"} => {"Payload":"one"}
        lambda Invoke {"FunctionName":"f"} => {"Payload":"one"}
        environments 2
        lambda GetFunction {"FunctionName":"f:1"} => {"Code":{"Location":"http://localhost:4566$path"}}
        lambda DeleteFunction {"FunctionName":"f"} => 204
        environments 0
        http GET $path => 404
        function f code {"Code":{"ZipFile":"zip:two"}}
        lambda Invoke {"FunctionName":"f:1"} => ! ResourceNotFoundException 404
        lambda Invoke {"FunctionName":"f:live"} => ! ResourceNotFoundException 404
        lambda GetAlias {"FunctionName":"f","Name":"live"} => ! ResourceNotFoundException 404
        "#,
    );
}

#[test]
fn a_package_stays_while_a_version_needs_it() {
    check(
        r#"
        function f code {"Code":{"ZipFile":"zip:one"},"Publish":true}
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:two"} => 200
        restart
        lambda Invoke {"FunctionName":"f:1"} => {"Payload":"one"}
        lambda GetFunction {"FunctionName":"f:1"} => {"Code":{"Location":"http://localhost:4566$path"}}
        lambda DeleteFunction {"FunctionName":"f:1"} => 204
        http GET $path => 404
        lambda Invoke {"FunctionName":"f"} => {"Payload":"two"}
        "#,
    );
}

#[test]
fn a_number_is_written_in_one_way() {
    check(
        r#"
        function f echo {"Publish":true}
        lambda Invoke {"FunctionName":"f:01"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:01"
        lambda GetFunctionConfiguration {"FunctionName":"f","Qualifier":"01"} => ! ResourceNotFoundException 404
        lambda AddPermission {"FunctionName":"f:01","StatementId":"one","Action":"lambda:InvokeFunction","Principal":"*"}
            => ! ResourceNotFoundException 404
        lambda PutProvisionedConcurrencyConfig {"FunctionName":"f","Qualifier":"01","ProvisionedConcurrentExecutions":1}
            => ! ResourceNotFoundException 404
        lambda CreateAlias {"FunctionName":"f","Name":"live","FunctionVersion":"01"} => ! ResourceNotFoundException 404
        # Versions that are not there are as good as deleted; the first one is there.
        lambda DeleteFunction {"FunctionName":"f","Qualifier":"01"} => 204
        lambda DeleteFunction {"FunctionName":"f","Qualifier":"0"} => 204
        lambda DeleteFunction {"FunctionName":"f","Qualifier":"99999999999999999999"} => 204
        lambda Invoke {"FunctionName":"f:1"} => 200
        "#,
    );
}

#[test]
fn a_version_that_failed_is_not_the_answer_to_another_publication() {
    check(
        r#"
        function f code {"Code":{"ZipFile":"zip:old"}}
        disk stop
        & lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:new","Publish":true} => {"Version":"1"}
        disk step
        join
        disk lose
        disk go
        lambda GetFunctionConfiguration {"FunctionName":"f:1"} => {"State":"Failed"}
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:new","Publish":true} => {"Version":"2"}
        lambda Invoke {"FunctionName":"f:2"} => {"Payload":"new"}
        "#,
    );
}

#[test]
fn the_package_before_an_update_goes_though_nothing_has_run_it_since_the_start() {
    check(
        r#"
        function f code {"Code":{"ZipFile":"zip:one"}}
        restart
        lambda GetFunction {"FunctionName":"f"} => {"Code":{"Location":"http://localhost:4566$path"}}
        http GET $path => 200
        lambda UpdateFunctionCode {"FunctionName":"f","ZipFile":"zip:two"} => 200
        http GET $path => 404
        lambda Invoke {"FunctionName":"f"} => {"Payload":"two"}
        "#,
    );
}
