//! With `--auth`: signatures are verified, and policies decide.

use auth::{FileKey, FileKeys, Identity};
use testkit::Story;

/// `root` knows everything, `ann` is a user of whom only the file knows.
fn story(text: &str) {
    let key = |principal: &str, policies: &[&str]| FileKey {
        secret: "secret".into(),
        identity: Identity::of_arn(principal, "file").expect("an ARN"),
        policies: policies.iter().map(ToString::to_string).collect(),
    };
    let keys: FileKeys = [
        ("ROOTKEYEXAMPLE000000".to_owned(), key("arn:aws:iam::000000000000:root", &[])),
        (
            "ANNKEYEXAMPLE0000000".to_owned(),
            key(
                "arn:aws:iam::000000000000:user/ann",
                &[
                    "arn:aws:iam::aws:policy/AWSLambda_ReadOnlyAccess",
                    r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}}"#,
                ],
            ),
        ),
    ]
    .into();
    let text = text
        .replace("<root>", "key ROOTKEYEXAMPLE000000 secret")
        .replace("<ann>", "key ANNKEYEXAMPLE0000000 secret")
        .replace("<r>", "arn:aws:iam::000000000000:role/r")
        .replace("<trust-account>", r#"{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"000000000000\"},\"Action\":\"sts:AssumeRole\"}}"#)
        .replace("<trust-lambda>", r#"{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}}"#);
    Story::default().knowing(keys).check(&text);
}

#[test]
fn each_protocol_names_its_refusals_in_its_own_way() {
    story(
        r#"
        http GET /2015-03-31/functions for=
            => ! MissingAuthenticationTokenException 403 "Missing Authentication Token"
        lambda ListFunctions {}
            => ! IncompleteSignatureException 403
        key NOBODYSKEY0000000000 secret
        lambda ListFunctions {}
            => ! UnrecognizedClientException 403 "The security token included in the request is invalid."
        sts GetCallerIdentity {}
            => ! InvalidClientTokenId 403 "The security token included in the request is invalid."
        key ROOTKEYEXAMPLE000000 wrong
        lambda ListFunctions {}
            => ! InvalidSignatureException 403 "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.…The Canonical String for this request should have been…'GET…/2015-03-31/functions…"
        sts GetCallerIdentity {}
            => ! SignatureDoesNotMatch 403 "The request signature we calculated does not match…"
        <root>
        lambda ListFunctions {} => {"Functions":[]}
        sts GetCallerIdentity {} => {"Arn":"arn:aws:iam::000000000000:root"}
        # What is not AWS's is signed for `hikeshi`; the reset is a matter of development.
        http GET /_hikeshi/health for= => 200
        http GET /_hikeshi/environments for= => ! MissingAuthenticationTokenException 403
        http GET /_hikeshi/environments for=lambda
            => ! InvalidSignatureException 403 "Credential should be scoped to correct service: 'hikeshi'."
        http GET /_hikeshi/environments for=hikeshi => 200
        http POST /_hikeshi/reset for=hikeshi => 403
        key ANNKEYEXAMPLE0000000 secret
        http GET /_hikeshi/environments for=hikeshi
            => ! AccessDeniedException 403 "User: arn:aws:iam::000000000000:user/ann is not authorized to perform: hikeshi:Admin on resource: * because no identity-based policy allows the hikeshi:Admin action"
        "#,
    );
}

#[test]
fn who_is_not_allowed_is_told_by_what() {
    story(
        r#"
        <ann>
        sts GetCallerIdentity {} => {"Arn":"arn:aws:iam::000000000000:user/ann"}
        lambda ListFunctions {} => {"Functions":[]}
        lambda DeleteFunction {"FunctionName":"f"}
            => ! AccessDeniedException 403 "User: arn:aws:iam::000000000000:user/ann is not authorized to perform: lambda:DeleteFunction on resource: arn:aws:lambda:us-east-1:000000000000:function:f because no identity-based policy allows the lambda:DeleteFunction action"
        iam CreateUser {"UserName":"bob"}
            => ! AccessDenied 403 "User: arn:aws:iam::000000000000:user/ann is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::000000000000:user/bob because no identity-based policy allows the iam:CreateUser action"
        "#,
    );
}

#[test]
fn users_keys_are_known_as_long_as_they_are_active() {
    story(
        r#"
        <root>
        iam CreateUser {"UserName":"bob","Path":"/team/"}
        iam PutUserPolicy {"UserName":"bob","PolicyName":"p","PolicyDocument":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"iam:GetUser\",\"iam:ListAccessKeys\"],\"Resource\":\"arn:aws:iam::*:user/team/${aws:username}\"},{\"Effect\":\"Deny\",\"Action\":\"iam:ListAccessKeys\",\"Resource\":\"*\"}]}"}
        iam CreateAccessKey {"UserName":"bob"} => {"AccessKey":{"AccessKeyId":"$id","SecretAccessKey":"$secret"}}
        key $id $secret
        iam GetUser {} => {"User":{"UserName":"bob"}}
        iam GetUser {"UserName":"bob"} => {"User":{"UserName":"bob"}}
        iam GetUser {"UserName":"other"}
            => ! AccessDenied 403 "User: arn:aws:iam::000000000000:user/team/bob is not authorized to perform: iam:GetUser on resource: arn:aws:iam::000000000000:user/other because no identity-based policy allows the iam:GetUser action"
        iam ListAccessKeys {}
            => ! AccessDenied 403 "User: arn:aws:iam::000000000000:user/team/bob is not authorized to perform: iam:ListAccessKeys on resource: arn:aws:iam::000000000000:user/team/bob with an explicit deny in an identity-based policy"
        <root>
        iam UpdateAccessKey {"UserName":"bob","AccessKeyId":"$id","Status":"Inactive"}
        key $id $secret
        iam GetUser {} => ! InvalidClientTokenId 403 "The security token included in the request is invalid."
        "#,
    );
}

#[test]
fn a_role_is_assumed_only_by_those_whom_it_trusts() {
    story(
        r#"
        <root>
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<trust-lambda>"}
        <ann>
        sts AssumeRole {"RoleArn":"<r>","RoleSessionName":"me"}
            => ! AccessDenied 403 "User: arn:aws:iam::000000000000:user/ann is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::000000000000:role/r"
        sts AssumeRole {"RoleArn":"arn:aws:iam::000000000000:role/nobody","RoleSessionName":"me"}
            => ! AccessDenied 403 "User: arn:aws:iam::000000000000:user/ann is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::000000000000:role/nobody"
        <root>
        iam UpdateAssumeRolePolicy {"RoleName":"r","PolicyDocument":"<trust-account>"}
        sts AssumeRole {"RoleArn":"<r>","RoleSessionName":"me"}
            => ! AccessDenied 403 "Roles may not be assumed by root accounts."
        <ann>
        sts AssumeRole {"RoleArn":"<r>","RoleSessionName":"me"} => {"AssumedRoleUser":{"Arn":"arn:aws:sts::000000000000:assumed-role/r/me"}}
        "#,
    );
}

#[test]
fn a_session_may_what_its_role_and_its_own_policy_both_allow_until_it_ends() {
    story(
        r#"
        <root>
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<trust-account>"}
        iam AttachRolePolicy {"RoleName":"r","PolicyArn":"arn:aws:iam::aws:policy/AWSLambda_ReadOnlyAccess"}
        <ann>
        sts AssumeRole {"RoleArn":"<r>","RoleSessionName":"me","DurationSeconds":900,"Policy":"{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"lambda:List*\",\"Resource\":\"*\"}}"}
            => {"Credentials":{"AccessKeyId":"$key","SecretAccessKey":"$secret","SessionToken":"$token"}}
        key $key $secret $token
        lambda ListFunctions {} => {"Functions":[]}
        lambda GetFunction {"FunctionName":"f"}
            => ! AccessDeniedException 403 "User: arn:aws:sts::000000000000:assumed-role/r/me is not authorized to perform: lambda:GetFunction on resource: arn:aws:lambda:us-east-1:000000000000:function:f because no session policy allows the lambda:GetFunction action"
        # A token is worth nothing without its key, nor the key without its token.
        key $key $secret
        lambda ListFunctions {} => ! UnrecognizedClientException 403
        key ANNKEYEXAMPLE0000000 secret $token
        lambda ListFunctions {} => ! UnrecognizedClientException 403
        key $key $secret $token
        # Credentials live by host time, which nobody moves but tests.
        clock +2h
        lambda ListFunctions {} => {"Functions":[]}
        host +899s
        lambda ListFunctions {} => {"Functions":[]}
        host +1s
        lambda ListFunctions {} => ! ExpiredTokenException 403 "The security token included in the request is expired"
        sts GetCallerIdentity {} => ! ExpiredToken 403 "The security token included in the request is expired"
        "#,
    );
}

#[test]
fn a_boundary_bounds_and_a_deleted_role_may_nothing() {
    story(
        r#"
        <root>
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<trust-account>","PermissionsBoundary":"arn:aws:iam::aws:policy/AWSLambda_ReadOnlyAccess"}
        iam AttachRolePolicy {"RoleName":"r","PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}
        <ann>
        sts AssumeRole {"RoleArn":"<r>","RoleSessionName":"me"}
            => {"Credentials":{"AccessKeyId":"$key","SecretAccessKey":"$secret","SessionToken":"$token"}}
        key $key $secret $token
        lambda ListFunctions {} => {"Functions":[]}
        iam CreateUser {"UserName":"bob"}
            => ! AccessDenied 403 "User: arn:aws:sts::000000000000:assumed-role/r/me is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::000000000000:user/bob because no permissions boundary allows the iam:CreateUser action"
        <root>
        iam DetachRolePolicy {"RoleName":"r","PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}
        iam DeleteRole {"RoleName":"r"}
        # Another role of the same name is another role.
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<trust-account>"}
        iam AttachRolePolicy {"RoleName":"r","PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}
        key $key $secret $token
        lambda ListFunctions {} => ! AccessDeniedException 403
        "#,
    );
}

#[test]
fn a_users_session_is_the_user_but_for_iam() {
    story(
        r#"
        <ann>
        sts GetSessionToken {} => {"Credentials":{"AccessKeyId":"$key","SecretAccessKey":"$secret","SessionToken":"$token"}}
        key $key $secret $token
        sts GetCallerIdentity {} => {"Arn":"arn:aws:iam::000000000000:user/ann"}
        lambda ListFunctions {} => {"Functions":[]}
        iam ListRoles {} => ! InvalidClientTokenId 403 "The security token included in the request is invalid."
        "#,
    );
}

#[test]
fn a_role_must_be_passed_by_somebody_who_may() {
    story(
        r#"
        <root>
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<trust-lambda>"}
        iam CreateUser {"UserName":"bob"}
        iam PutUserPolicy {"UserName":"bob","PolicyName":"p","PolicyDocument":"{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"lambda:*\",\"Resource\":\"*\"}}"}
        iam CreateAccessKey {"UserName":"bob"} => {"AccessKey":{"AccessKeyId":"$id","SecretAccessKey":"$secret"}}
        key $id $secret
        function f echo {"Role":"<r>"}
            => ! AccessDeniedException 403 "User: arn:aws:iam::000000000000:user/bob is not authorized to perform: iam:PassRole on resource: arn:aws:iam::000000000000:role/r because no identity-based policy allows the iam:PassRole action"
        <root>
        iam AttachUserPolicy {"UserName":"bob","PolicyArn":"arn:aws:iam::aws:policy/AWSLambda_FullAccess"}
        key $id $secret
        function f echo {"Role":"<r>"}
        lambda Invoke {"FunctionName":"f","Payload":1} => {"Payload":1}
        "#,
    );
}

#[test]
fn a_function_may_what_its_role_may() {
    story(
        r#"
        <root>
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<trust-lambda>"}
        function f do {"Role":"<r>"}
        lambda Invoke {"FunctionName":"f","Payload":{"do":"query:sts:Action=GetCallerIdentity&Version=2011-06-15"}}
            => {"Payload":{"status":200,"body":"…<Arn>arn:aws:sts::000000000000:assumed-role/r/f</Arn>…"}}
        lambda Invoke {"FunctionName":"f","Payload":{"do":"call:GET:/2015-03-31/functions"}}
            => {"Payload":{"status":403,"body":{"Message":"User: arn:aws:sts::000000000000:assumed-role/r/f is not authorized to perform: lambda:ListFunctions on resource: * because no identity-based policy allows the lambda:ListFunctions action"}}}
        iam AttachRolePolicy {"RoleName":"r","PolicyArn":"arn:aws:iam::aws:policy/AWSLambda_ReadOnlyAccess"}
        lambda Invoke {"FunctionName":"f","Payload":{"do":"call:GET:/2015-03-31/functions"}}
            => {"Payload":{"status":200}}
        environments 1
        # Long before its credentials end, an environment is replaced by one with new ones.
        host +6h
        lambda Invoke {"FunctionName":"f","Payload":{"do":"call:GET:/2015-03-31/functions"}}
            => {"Payload":{"status":200}}
        "#,
    );
}

#[test]
fn a_functions_role_must_trust_lambda() {
    story(
        r#"
        <root>
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<trust-account>"}
        function f echo {"Role":"<r>"}
            => ! InvalidParameterValueException 400 "The role defined for the function cannot be assumed by Lambda."
        function f echo {"Role":"arn:aws:iam::000000000000:role/nobody"}
            => ! InvalidParameterValueException 400 "The role defined for the function cannot be assumed by Lambda."
        function f echo {"Role":"arn:aws-cn:iam::000000000000:role/r"}
            => ! InvalidParameterValueException 400 "The role defined for the function cannot be assumed by Lambda."
        function f echo {"Role":"arn:aws:iam::111111111111:role/r"}
            => ! AccessDeniedException 403 "Cross-account pass role is not allowed."
        iam UpdateAssumeRolePolicy {"RoleName":"r","PolicyDocument":"<trust-lambda>"}
        function f echo {"Role":"<r>"}
        iam CreateRole {"RoleName":"q","AssumeRolePolicyDocument":"<trust-account>"}
        lambda UpdateFunctionConfiguration {"FunctionName":"f","Role":"arn:aws:iam::000000000000:role/q"}
            => ! InvalidParameterValueException 400 "The role defined for the function cannot be assumed by Lambda."
        "#,
    );
}

#[test]
fn a_functions_own_policy_lets_somebody_in() {
    story(
        r#"
        <root>
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<trust-lambda>"}
        function f echo {"Role":"<r>"}
        iam CreateUser {"UserName":"bob"}
        iam CreateAccessKey {"UserName":"bob"} => {"AccessKey":{"AccessKeyId":"$id","SecretAccessKey":"$secret"}}
        key $id $secret
        lambda Invoke {"FunctionName":"f","Payload":1} => ! AccessDeniedException 403 "…because no identity-based policy allows the lambda:InvokeFunction action"
        <root>
        lambda AddPermission {"FunctionName":"f","StatementId":"s","Action":"lambda:InvokeFunction","Principal":"arn:aws:iam::000000000000:user/bob"}
        key $id $secret
        lambda Invoke {"FunctionName":"f","Payload":1} => {"Payload":1}
        lambda GetFunction {"FunctionName":"f"} => ! AccessDeniedException 403
        "#,
    );
}

#[test]
fn a_denial_holds_however_the_function_is_named() {
    story(
        r#"
        <root>
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<trust-lambda>"}
        function prod echo {"Role":"<r>"}
        iam CreateUser {"UserName":"bob"}
        iam PutUserPolicy {"UserName":"bob","PolicyName":"p","PolicyDocument":"{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"lambda:*\",\"Resource\":\"*\"},{\"Effect\":\"Deny\",\"Action\":\"lambda:*\",\"Resource\":\"arn:aws:lambda:*:*:function:prod*\"}]}"}
        iam CreateAccessKey {"UserName":"bob"} => {"AccessKey":{"AccessKeyId":"$id","SecretAccessKey":"$secret"}}
        key $id $secret
        lambda Invoke {"FunctionName":"prod","Payload":1} => ! AccessDeniedException 403
        lambda Invoke {"FunctionName":"000000000000:prod","Payload":1} => ! AccessDeniedException 403
        lambda Invoke {"FunctionName":"us-east-1:prod","Payload":1} => ! AccessDeniedException 403
        lambda Invoke {"FunctionName":"us-east-1:000000000000:function:prod","Payload":1} => ! AccessDeniedException 403
        lambda Invoke {"FunctionName":"arn:aws:lambda:prod","Payload":1} => ! AccessDeniedException 403
        lambda Invoke {"FunctionName":"arn:aws-cn:lambda:us-east-1:000000000000:function:prod","Payload":1}
            => ! AccessDeniedException 403
        lambda TagResource {"Resource":"arn:aws-cn:lambda:us-east-1:000000000000:function:prod","Tags":{"a":"b"}}
            => ! AccessDeniedException 403
        "#,
    );
}

#[test]
fn who_rules_an_account_does_not_rule_the_platform() {
    story(
        r#"
        <root>
        iam CreateUser {"UserName":"bob"}
        iam AttachUserPolicy {"UserName":"bob","PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}
        iam CreateAccessKey {"UserName":"bob"} => {"AccessKey":{"AccessKeyId":"$id","SecretAccessKey":"$secret"}}
        # Nor does a key of the file by what IAM says of its user.
        iam CreateUser {"UserName":"ann"}
        iam AttachUserPolicy {"UserName":"ann","PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}
        key $id $secret
        iam ListRoles {} => 200
        http GET /_hikeshi/environments for=hikeshi
            => ! AccessDeniedException 403 "User: arn:aws:iam::000000000000:user/bob is not authorized to perform: hikeshi:Admin on resource: * because no identity-based policy allows the hikeshi:Admin action"
        <ann>
        iam ListRoles {} => 200
        http GET /_hikeshi/environments for=hikeshi => ! AccessDeniedException 403
        "#,
    );
}

#[test]
fn a_package_is_open_to_whoever_was_given_its_address() {
    story(
        r#"
        <root>
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<trust-lambda>"}
        function f echo {"Role":"<r>"}
        lambda GetFunction {"FunctionName":"f"} => {"Code":{"Location":"http://localhost:4566$bare.zip?$query"}}
        http GET $bare.zip?$query for= => 200
        http GET $bare.zip for= => 403
        http GET $bare.zip for=hikeshi => 403
        host +10m
        http GET $bare.zip?$query for= => 403
        "#,
    );
}

#[test]
fn what_a_session_passes_on_must_be_let_in_by_the_next_role() {
    story(
        r#"
        <root>
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":[\"sts:AssumeRole\",\"sts:SetSourceIdentity\"]}}"}
        iam CreateRole {"RoleName":"q","AssumeRolePolicyDocument":"{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"<r>\"},\"Action\":\"sts:AssumeRole\"}}"}
        iam CreateUser {"UserName":"bob"}
        iam AttachUserPolicy {"UserName":"bob","PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}
        iam CreateAccessKey {"UserName":"bob"} => {"AccessKey":{"AccessKeyId":"$id","SecretAccessKey":"$secret"}}
        key $id $secret
        sts AssumeRole {"RoleArn":"<r>","RoleSessionName":"me","SourceIdentity":"bob"}
            => {"Credentials":{"AccessKeyId":"$key","SecretAccessKey":"$other","SessionToken":"$token"}}
        key $key $other $token
        sts AssumeRole {"RoleArn":"arn:aws:iam::000000000000:role/q","RoleSessionName":"me"}
            => ! AccessDenied 403 "User: arn:aws:sts::000000000000:assumed-role/r/me is not authorized to perform: sts:SetSourceIdentity on resource: arn:aws:iam::000000000000:role/q"
        "#,
    );
}
