//! AddPermission, RemovePermission, GetPolicy.

use testkit::check;

#[test]
fn a_statement_is_shown_as_aws_shows_it() {
    check(
        r#"
        function f echo
        lambda AddPermission {"FunctionName":"f","StatementId":"s3","Action":"lambda:InvokeFunction","Principal":"s3.amazonaws.com",
                "SourceArn":"arn:aws:s3:::bucket","SourceAccount":"123456789012"}
            => 201 exactly {"Statement":"{\"Sid\":\"s3\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"s3.amazonaws.com\"},\"Action\":\"lambda:InvokeFunction\",\"Resource\":\"arn:aws:lambda:us-east-1:000000000000:function:f\",\"Condition\":{\"StringEquals\":{\"AWS:SourceAccount\":\"123456789012\"},\"ArnLike\":{\"AWS:SourceArn\":\"arn:aws:s3:::bucket\"}}}"}
        lambda GetPolicy {"FunctionName":"f"}
            => 200 exactly {"Policy":"{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":[{\"Sid\":\"s3\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"s3.amazonaws.com\"},\"Action\":\"lambda:InvokeFunction\",\"Resource\":\"arn:aws:lambda:us-east-1:000000000000:function:f\",\"Condition\":{\"StringEquals\":{\"AWS:SourceAccount\":\"123456789012\"},\"ArnLike\":{\"AWS:SourceArn\":\"arn:aws:s3:::bucket\"}}}]}",
                "RevisionId":"…-…-4…-…-…"}
        "#,
    );
}

#[test]
fn every_kind_of_principal_and_condition_has_its_form() {
    check(
        r#"
        function f echo
        lambda AddPermission {"FunctionName":"f","StatementId":"account","Action":"lambda:InvokeFunction","Principal":"111111111111"}
            => {"Statement":"…\"Principal\":{\"AWS\":\"arn:aws:iam::111111111111:root\"},\"Action\":\"lambda:InvokeFunction\",\"Resource\":\"arn:aws:lambda:us-east-1:000000000000:function:f\"}"}
        lambda AddPermission {"FunctionName":"f","StatementId":"role","Action":"lambda:GetFunction","Principal":"arn:aws:iam::111111111111:role/r"}
            => {"Statement":"…\"Principal\":{\"AWS\":\"arn:aws:iam::111111111111:role/r\"},\"Action\":\"lambda:GetFunction\"…"}
        lambda AddPermission {"FunctionName":"f","StatementId":"url","Action":"lambda:InvokeFunctionUrl","Principal":"*","FunctionUrlAuthType":"NONE"}
            => {"Statement":"…\"Principal\":\"*\",…\"Condition\":{\"StringEquals\":{\"lambda:FunctionUrlAuthType\":\"NONE\"}}}"}
        lambda AddPermission {"FunctionName":"f","StatementId":"via","Action":"lambda:InvokeFunction","Principal":"*","InvokedViaFunctionUrl":true}
            => {"Statement":"…\"Condition\":{\"Bool\":{\"lambda:InvokedViaFunctionUrl\":\"true\"}}}"}
        lambda AddPermission {"FunctionName":"f","StatementId":"org","Action":"lambda:InvokeFunction","Principal":"*","PrincipalOrgID":"o-a1b2c3d4e5"}
            => {"Statement":"…\"Condition\":{\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-a1b2c3d4e5\"}}}"}
        lambda AddPermission {"FunctionName":"f","StatementId":"alexa","Action":"lambda:InvokeFunction","Principal":"alexa-appkit.amazon.com","EventSourceToken":"amzn1.ask.skill"}
            => {"Statement":"…\"Condition\":{\"StringEquals\":{\"lambda:EventSourceToken\":\"amzn1.ask.skill\"}}}"}
        lambda AddPermission {"FunctionName":"f","StatementId":"x","Action":"lambda:InvokeFunction","Principal":"nobody"}
            => ! InvalidParameterValueException 400 "The provided principal was invalid. Please check the principal and try again."
        lambda AddPermission {"FunctionName":"f","StatementId":"x","Action":"lambda:InvokeFunction","Principal":"*","FunctionUrlAuthType":"NONE"}
            => ! InvalidParameterValueException 400 "FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action"
        lambda AddPermission {"FunctionName":"f","StatementId":"a b","Action":"lambda:InvokeFunction","Principal":"*"}
            => ! ValidationException 400 "1 validation error detected: Value 'a b' at 'statementId' failed to satisfy constraint: Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)"
        lambda AddPermission {"FunctionName":"f","StatementId":"x","Action":"s3:GetObject","Principal":"*"} => ! ValidationException 400
        "#,
    );
}

#[test]
fn a_statement_id_is_there_once_and_can_be_taken_away() {
    check(
        r#"
        function f echo
        lambda GetPolicy {"FunctionName":"f"} => ! ResourceNotFoundException 404 "The resource you requested does not exist."
        lambda RemovePermission {"FunctionName":"f","StatementId":"one"}
            => ! ResourceNotFoundException 404 "No policy is associated with the given resource."
        lambda AddPermission {"FunctionName":"f","StatementId":"one","Action":"lambda:InvokeFunction","Principal":"*"} => 201
        lambda AddPermission {"FunctionName":"f","StatementId":"one","Action":"lambda:InvokeFunction","Principal":"*"}
            => ! ResourceConflictException 409 "The statement id (one) provided already exists. Please provide a new statement id, or remove the existing statement."
        lambda GetPolicy {"FunctionName":"f"} => {"RevisionId":"$first"}
        lambda AddPermission {"FunctionName":"f","StatementId":"two","Action":"lambda:InvokeFunction","Principal":"*","RevisionId":"$first"} => 201
        lambda AddPermission {"FunctionName":"f","StatementId":"three","Action":"lambda:InvokeFunction","Principal":"*","RevisionId":"$first"}
            => ! PreconditionFailedException 412 "The Revision Id provided does not match the latest Revision Id. Call the GetPolicy API to retrieve the latest Revision Id"
        lambda RemovePermission {"FunctionName":"f","StatementId":"one","RevisionId":"$first"} => ! PreconditionFailedException 412
        lambda RemovePermission {"FunctionName":"f","StatementId":"one"} => 204
        lambda RemovePermission {"FunctionName":"f","StatementId":"one"}
            => ! ResourceNotFoundException 404 "Statement one is not found in resource policy."
        lambda RemovePermission {"FunctionName":"f","StatementId":"two"} => 204
        lambda GetPolicy {"FunctionName":"f"} => ! ResourceNotFoundException 404
        lambda GetPolicy {"FunctionName":"g"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:g"
        "#,
    );
}

#[test]
fn versions_and_aliases_have_policies_of_their_own() {
    check(
        r#"
        function f echo {"Publish":true}
        lambda CreateAlias {"FunctionName":"f","Name":"live","FunctionVersion":"1"} => 201
        lambda AddPermission {"FunctionName":"f:live","StatementId":"one","Action":"lambda:InvokeFunction","Principal":"*"}
            => {"Statement":"…\"Resource\":\"arn:aws:lambda:us-east-1:000000000000:function:f:live\"}"}
        lambda AddPermission {"FunctionName":"f","Qualifier":"1","StatementId":"one","Action":"lambda:InvokeFunction","Principal":"*"}
            => {"Statement":"…function:f:1\"}"}
        lambda GetPolicy {"FunctionName":"f","Qualifier":"live"} => {"Policy":"…function:f:live\"}]}"}
        lambda GetPolicy {"FunctionName":"f"} => ! ResourceNotFoundException 404
        lambda AddPermission {"FunctionName":"f:$LATEST","StatementId":"one","Action":"lambda:InvokeFunction","Principal":"*"}
            => ! InvalidParameterValueException 400 "We currently do not support adding policies for $LATEST."
        lambda AddPermission {"FunctionName":"f:2","StatementId":"one","Action":"lambda:InvokeFunction","Principal":"*"}
            => ! ResourceNotFoundException 404 "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:2"
        # A policy goes with what it is for.
        lambda DeleteAlias {"FunctionName":"f","Name":"live"} => 204
        lambda CreateAlias {"FunctionName":"f","Name":"live","FunctionVersion":"1"} => 201
        lambda GetPolicy {"FunctionName":"f:live"} => ! ResourceNotFoundException 404 "The resource you requested does not exist."
        lambda DeleteFunction {"FunctionName":"f"} => 204
        function f echo
        lambda GetPolicy {"FunctionName":"f"} => ! ResourceNotFoundException 404 "The resource you requested does not exist."
        "#,
    );
}

#[test]
fn a_policy_has_20480_bytes_at_most() {
    // 56 bytes of document; 173 of each statement without the account, of which one is filled up to the last byte.
    let add = |sid: String, arn: usize| {
        format!(
            r#"lambda AddPermission {{"FunctionName":"f","StatementId":"{sid}","Action":"lambda:InvokeFunction","Principal":"s3.amazonaws.com",
                "SourceArn":"arn:aws:s3:::@{{x*{arn}}}"}}"#
        )
    };
    let statement_bytes = r#"{"Sid":"a","Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"arn:aws:lambda:us-east-1:000000000000:function:f","Condition":{"ArnLike":{"AWS:SourceArn":"arn:aws:s3:::"}}}"#.len();
    let document_bytes = r#"{"Version":"2012-10-17","Id":"default","Statement":[,,]}"#.len();
    let filled = 20_480 - document_bytes - 3 * statement_bytes;
    check(&format!(
        r#"
        function f echo
        {} => 201
        {} => 201
        {} => ! PolicyLengthExceededException 400
        {} => 201
        lambda GetPolicy {{"FunctionName":"f"}} => 200
        "#,
        add("a".into(), 9_000),
        add("b".into(), 9_000),
        add("c".into(), filled - 18_000 + 1),
        add("c".into(), filled - 18_000),
    ));
}
