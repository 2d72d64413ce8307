//! In development mode everybody is believed.

use testkit::check;

#[test]
fn a_twelve_digit_key_is_the_root_of_its_account() {
    check(
        r#"
        as 111111111111 eu-west-1
        sts GetCallerIdentity {}
            => {"UserId":"111111111111","Account":"111111111111","Arn":"arn:aws:iam::111111111111:root"}
        "#,
    );
}

#[test]
fn a_function_is_its_role() {
    check(
        r#"
        function f query:sts:Action=GetCallerIdentity&Version=2011-06-15 {"Role":"arn:aws:iam::000000000000:role/team/worker"}
        lambda Invoke {"FunctionName":"f"}
            => {"Payload":{"status":200,"body":"…<Arn>arn:aws:sts::000000000000:assumed-role/worker/f</Arn>…"}}
        function g variables
        lambda Invoke {"FunctionName":"g"}
            => {"Payload":{"AWS_ACCESS_KEY_ID":"ASIA…","AWS_SECRET_ACCESS_KEY":"$secret","AWS_SESSION_TOKEN":"$token"}}
        "#,
    );
}

#[test]
fn an_access_key_id_tells_its_account() {
    check(
        r#"
        sts GetAccessKeyInfo {"AccessKeyId":"ASIAQNZGKIQY56JQ7WML"} => {"Account":"029608264753"}
        sts GetAccessKeyInfo {"AccessKeyId":"AKIAIOSFODNN7EXAMPLE"}
            => ! ValidationError 400 "The access key ID AKIAIOSFODNN7EXAMPLE is not valid."
        "#,
    );
}

#[test]
fn operations_of_awss_that_are_not_offered_are_refused_by_name() {
    check(
        r#"
        sts GetFederationToken {"Name":"x"} => ! NotImplemented 501 "hikeshi does not offer sts:GetFederationToken yet."
        "#,
    );
}

#[test]
fn a_role_that_is_known_must_trust_lambda_also_in_development() {
    check(
        r#"
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}}"}
        function f echo {"Role":"arn:aws:iam::000000000000:role/r"}
            => ! InvalidParameterValueException 400 "The role defined for the function cannot be assumed by Lambda."
        function f echo {"Role":"arn:aws:iam::000000000000:role/nobody"}
        "#,
    );
}
