use testkit::check;

const TRUST: &str = r#"{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"000000000000\"},\"Action\":\"sts:AssumeRole\"}}"#;

fn story(text: &str) {
    check(&text.replace("<trust>", TRUST).replace("<r>", "arn:aws:iam::000000000000:role/r"));
}

#[test]
fn a_session_is_whoever_it_was_made_for_also_after_a_restart() {
    story(
        r#"
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<trust>"} => {"Role":{"RoleId":"$id"}}
        sts AssumeRole {"RoleArn":"<r>","RoleSessionName":"me"}
            => {"AssumedRoleUser":{"Arn":"arn:aws:sts::000000000000:assumed-role/r/me","AssumedRoleId":"$id:me"},
                "Credentials":{"AccessKeyId":"$key","SecretAccessKey":"$secret","SessionToken":"$token","Expiration":"2026-11-23T01:00:00Z"},
                "PackedPolicySize":null}
        restart
        key $key $secret $token
        sts GetCallerIdentity {}
            => {"Arn":"arn:aws:sts::000000000000:assumed-role/r/me","UserId":"$id:me","Account":"000000000000"}
        sts GetSessionToken {} => ! AccessDenied 403 "Cannot call GetSessionToken with session credentials"
        "#,
    );
}

#[test]
fn a_session_lasts_as_long_as_its_role_allows() {
    story(
        r#"
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<trust>","MaxSessionDuration":7200}
        sts AssumeRole {"RoleArn":"<r>","RoleSessionName":"me","DurationSeconds":7201}
            => ! ValidationError 400 "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
        sts AssumeRole {"RoleArn":"<r>","RoleSessionName":"me","DurationSeconds":899}
            => ! ValidationError 400 "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900"
        sts AssumeRole {"RoleArn":"<r>","RoleSessionName":"me","DurationSeconds":7200}
            => {"Credentials":{"AccessKeyId":"$key","SecretAccessKey":"$secret","SessionToken":"$token","Expiration":"2026-11-23T02:00:00Z"}}
        # A role that is assumed with a role's credentials lasts an hour at most.
        key $key $secret $token
        sts AssumeRole {"RoleArn":"<r>","RoleSessionName":"me","DurationSeconds":3601}
            => ! ValidationError 400 "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining."
        sts AssumeRole {"RoleArn":"<r>","RoleSessionName":"me","DurationSeconds":3600}
        "#,
    );
}

#[test]
fn tags_and_the_source_are_passed_on() {
    story(
        r#"
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<trust>"}
        sts AssumeRole {"RoleArn":"<r>","RoleSessionName":"me","SourceIdentity":"ann","TransitiveTagKeys":["a"],
            "Tags":[{"Key":"a","Value":"1"},{"Key":"b","Value":"2"}]}
            => {"SourceIdentity":"ann","PackedPolicySize":1,"Credentials":{"AccessKeyId":"$key","SecretAccessKey":"$secret","SessionToken":"$token"}}
        key $key $secret $token
        sts AssumeRole {"RoleArn":"<r>","RoleSessionName":"me","Tags":[{"Key":"A","Value":"3"}]}
            => ! ValidationError 400 "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session."
        sts AssumeRole {"RoleArn":"<r>","RoleSessionName":"me"} => {"SourceIdentity":"ann"}
        sts AssumeRole {"RoleArn":"<r>","RoleSessionName":"me","TransitiveTagKeys":["c"]}
            => ! ValidationError 400 "The specified transitive tag key must be included in the requested tags."
        "#,
    );
}

#[test]
fn what_cannot_be_assumed_is_refused() {
    story(
        r#"
        sts AssumeRole {"RoleArn":"arn:aws:iam::000000000000:user/ann","RoleSessionName":"me"}
            => ! ValidationError 400 "arn:aws:iam::000000000000:user/ann is invalid"
        # In development mode a role need not exist.
        sts AssumeRole {"RoleArn":"<r>","RoleSessionName":"me"}
            => {"AssumedRoleUser":{"Arn":"arn:aws:sts::000000000000:assumed-role/r/me"}}
        sts AssumeRole {"RoleArn":"<r>","RoleSessionName":"me","Policy":"{}"}
            => ! MalformedPolicyDocument 400 "Syntax errors in policy."
        sts AssumeRole {"RoleArn":"<r>","RoleSessionName":"me","SerialNumber":"arn:aws:iam::000000000000:mfa/x","TokenCode":"123456"}
            => ! NotImplemented 501 "hikeshi does not offer MFA devices yet."
        sts AssumeRole {"RoleArn":"<r>","RoleSessionName":"me","Policy":"{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:@{x*1990}\",\"Resource\":\"*\"}}"}
            => ! PackedPolicyTooLarge 400 "Packed policy consumes 101% of allotted space, please use smaller policy."
        "#,
    );
}

#[test]
fn a_root_gets_a_session_of_an_hour() {
    story(
        r#"
        sts GetSessionToken {"DurationSeconds":7200}
            => {"Credentials":{"AccessKeyId":"$key","SecretAccessKey":"$secret","SessionToken":"$token","Expiration":"2026-11-23T01:00:00Z"}}
        key $key $secret $token
        sts GetCallerIdentity {} => {"Arn":"arn:aws:iam::000000000000:root"}
        "#,
    );
}
