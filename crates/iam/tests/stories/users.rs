use testkit::check;

const ALLOW: &str = r#"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}"#;

fn story(text: &str) {
    check(&text.replace("<allow>", ALLOW));
}

#[test]
fn a_user_is_made_shown_and_deleted() {
    story(
        r#"
        iam CreateUser {"UserName":"ann","Path":"/team/","Tags":[{"Key":"a","Value":"1"}]}
            => {"User":{"UserName":"ann","Arn":"arn:aws:iam::000000000000:user/team/ann","UserId":"AIDA$id","Tags":[{"Key":"a"}]}}
        iam CreateUser {"UserName":"Ann"} => ! EntityAlreadyExists 409 "User with name Ann already exists."
        iam GetUser {"UserName":"ann"} => {"User":{"UserId":"AIDA$id"}}
        iam ListUsers {"PathPrefix":"/team/"} => {"Users":[{"UserName":"ann","Tags":null}],"IsTruncated":false}
        iam PutUserPolicy {"UserName":"ann","PolicyName":"p","PolicyDocument":"<allow>"}
        iam GetUserPolicy {"UserName":"ann","PolicyName":"p"} => {"UserName":"ann","PolicyDocument":"…s3…"}
        iam ListUserPolicies {"UserName":"ann"} => {"PolicyNames":["p"]}
        iam AttachUserPolicy {"UserName":"ann","PolicyArn":"arn:aws:iam::aws:policy/AmazonSQSFullAccess"}
        iam ListAttachedUserPolicies {"UserName":"ann"} => {"AttachedPolicies":[{"PolicyName":"AmazonSQSFullAccess"}]}
        iam DeleteUser {"UserName":"ann"} => ! DeleteConflict 409 "Cannot delete entity, must detach all policies first."
        iam DetachUserPolicy {"UserName":"ann","PolicyArn":"arn:aws:iam::aws:policy/AmazonSQSFullAccess"}
        iam DeleteUser {"UserName":"ann"} => ! DeleteConflict 409 "Cannot delete entity, must delete policies first."
        iam DeleteUserPolicy {"UserName":"ann","PolicyName":"p"}
        iam CreateAccessKey {"UserName":"ann"} => {"AccessKey":{"AccessKeyId":"$key"}}
        iam DeleteUser {"UserName":"ann"} => ! DeleteConflict 409 "Cannot delete entity, must delete access keys first."
        iam DeleteAccessKey {"UserName":"ann","AccessKeyId":"$key"}
        iam DeleteUser {"UserName":"ann"}
        iam GetUser {"UserName":"ann"} => ! NoSuchEntity 404 "The user with name ann cannot be found."
        "#,
    );
}

#[test]
fn a_user_has_at_most_two_keys_whose_secrets_are_shown_once() {
    story(
        r#"
        iam CreateUser {"UserName":"ann"}
        iam CreateAccessKey {"UserName":"ann"}
            => {"AccessKey":{"UserName":"ann","AccessKeyId":"AKIA$one","Status":"Active","SecretAccessKey":"$secret"}}
        iam CreateAccessKey {"UserName":"ann"} => {"AccessKey":{"AccessKeyId":"AKIA$two"}}
        iam CreateAccessKey {"UserName":"ann"} => ! LimitExceeded 409 "Cannot exceed quota for AccessKeysPerUser: 2"
        iam UpdateAccessKey {"UserName":"ann","AccessKeyId":"AKIA$one","Status":"Inactive"}
        iam DeleteAccessKey {"UserName":"ann","AccessKeyId":"AKIA$two"}
        iam ListAccessKeys {"UserName":"ann"}
            => {"AccessKeyMetadata":[{"UserName":"ann","AccessKeyId":"AKIA$one","Status":"Inactive","SecretAccessKey":null}],"IsTruncated":false}
        iam DeleteAccessKey {"UserName":"ann","AccessKeyId":"AKIAIOSFODNN7EXAMPLE"}
            => ! NoSuchEntity 404 "The Access Key with id AKIAIOSFODNN7EXAMPLE cannot be found."
        iam CreateAccessKey {"UserName":"bob"} => ! NoSuchEntity 404 "The user with name bob cannot be found."
        "#,
    );
}

#[test]
fn who_names_no_user_means_himself() {
    story(
        r#"
        iam GetUser {} => {"User":{"Arn":"arn:aws:iam::000000000000:root","UserId":"000000000000"}}
        iam CreateAccessKey {}
            => ! ValidationError 400 "Must specify userName when calling with non-User credentials"
        iam CreateUser {"UserName":"ann"}
        iam CreateAccessKey {"UserName":"ann"} => {"AccessKey":{"AccessKeyId":"AKIA$id","SecretAccessKey":"$secret"}}
        key AKIA$id $secret
        iam GetUser {} => {"User":{"UserName":"ann"}}
        iam ListAccessKeys {} => {"AccessKeyMetadata":[{"AccessKeyId":"AKIA$id"}]}
        sts GetCallerIdentity {} => {"Arn":"arn:aws:iam::000000000000:user/ann","Account":"000000000000"}
        sts GetAccessKeyInfo {"AccessKeyId":"AKIA$id"} => {"Account":"000000000000"}
        "#,
    );
}

#[test]
fn a_users_inline_policies_have_2048_characters() {
    story(
        r#"
        iam CreateUser {"UserName":"ann"}
        iam PutUserPolicy {"UserName":"ann","PolicyName":"p","PolicyDocument":"{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:@{x*2000}\",\"Resource\":\"*\"}}"}
            => ! LimitExceeded 409 "Maximum policy size of 2048 bytes exceeded for user ann"
        "#,
    );
}
