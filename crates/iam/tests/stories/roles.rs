use testkit::check;

#[test]
fn a_role_is_made_shown_changed_and_deleted() {
    check(
        r#"
        iam CreateRole {"RoleName":"r","Path":"/team/","Description":"what for","MaxSessionDuration":7200,
            "AssumeRolePolicyDocument":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}",
            "Tags":[{"Key":"a","Value":"1"}]}
            => 200 {"Role":{"RoleName":"r","Path":"/team/","Arn":"arn:aws:iam::000000000000:role/team/r",
                "RoleId":"AROA$id","CreateDate":"2026-11-23T00:00:00Z","Description":"what for",
                "MaxSessionDuration":null,"Tags":[{"Key":"a","Value":"1"}],
                "AssumeRolePolicyDocument":"{\"Version\":\"2012-10-17\",…lambda.amazonaws.com…}"}}
        iam GetRole {"RoleName":"r"}
            => {"Role":{"RoleId":"AROA$id","MaxSessionDuration":7200,"RoleLastUsed":{},"Tags":[{"Key":"a"}]}}
        # Names are distinguished without regard to case.
        iam CreateRole {"RoleName":"R","AssumeRolePolicyDocument":"{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}}"}
            => ! EntityAlreadyExists 409 "Role with name R already exists."
        iam UpdateRole {"RoleName":"r","Description":"other"}
        iam UpdateRoleDescription {"RoleName":"r","Description":"third"} => {"Role":{"Description":"third"}}
        iam GetRole {"RoleName":"r"} => {"Role":{"Description":"third","MaxSessionDuration":3600}}
        iam UpdateAssumeRolePolicy {"RoleName":"r","PolicyDocument":"{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"000000000000\"},\"Action\":\"sts:AssumeRole\"}}"}
        iam GetRole {"RoleName":"r"} => {"Role":{"AssumeRolePolicyDocument":"…\"AWS\":\"000000000000\"…"}}
        restart
        iam ListRoles {} => {"Roles":[{"RoleName":"r","Tags":null,"MaxSessionDuration":3600}],"IsTruncated":false}
        iam ListInstanceProfilesForRole {"RoleName":"r"} => {"InstanceProfiles":[],"IsTruncated":false}
        iam DeleteRole {"RoleName":"r"}
        iam GetRole {"RoleName":"r"} => ! NoSuchEntity 404 "The role with name r cannot be found."
        iam DeleteRole {"RoleName":"r"} => ! NoSuchEntity 404 "The role with name r cannot be found."
        iam ListInstanceProfilesForRole {"RoleName":"r"} => ! NoSuchEntity 404 "The role with name r cannot be found."
        "#,
    );
}

const TRUST: &str = r#"{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}}"#;
const ALLOW: &str = r#"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}"#;

fn story(text: &str) {
    check(&text.replace("<trust>", TRUST).replace("<allow>", ALLOW));
}

#[test]
fn all_regions_see_the_same_roles_and_other_accounts_do_not() {
    story(
        r#"
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<trust>"}
        as 000000000000 eu-west-1
        iam GetRole {"RoleName":"r"}
        as 111111111111 us-east-1
        iam GetRole {"RoleName":"r"} => ! NoSuchEntity 404
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<trust>"}
            => {"Role":{"Arn":"arn:aws:iam::111111111111:role/r"}}
        "#,
    );
}

#[test]
fn a_role_holds_inline_policies_within_their_quota() {
    story(
        r#"
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<trust>"}
        iam PutRolePolicy {"RoleName":"r","PolicyName":"p","PolicyDocument":"<allow>"}
        iam PutRolePolicy {"RoleName":"r","PolicyName":"q","PolicyDocument":"<allow>"}
        iam GetRolePolicy {"RoleName":"r","PolicyName":"p"}
            => {"RoleName":"r","PolicyName":"p","PolicyDocument":"{\"Version\":\"2012-10-17\",…\"s3:*\"…}"}
        iam ListRolePolicies {"RoleName":"r"} => {"PolicyNames":["p","q"],"IsTruncated":false}
        iam PutRolePolicy {"RoleName":"r","PolicyName":"p","PolicyDocument":"{}"}
            => ! MalformedPolicyDocument 400 "Syntax errors in policy."
        # White space does not count; 10,240 other characters are the most.
        iam PutRolePolicy {"RoleName":"r","PolicyName":"big","PolicyDocument":"{@{ *20000}\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}"}
        iam PutRolePolicy {"RoleName":"r","PolicyName":"big","PolicyDocument":"{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:@{x*10200}\",\"Resource\":\"*\"}}"}
            => ! LimitExceeded 409 "Maximum policy size of 10240 bytes exceeded for role r"
        iam DeleteRole {"RoleName":"r"}
            => ! DeleteConflict 409 "Cannot delete entity, must delete policies first."
        iam DeleteRolePolicy {"RoleName":"r","PolicyName":"p"}
        iam DeleteRolePolicy {"RoleName":"r","PolicyName":"p"}
            => ! NoSuchEntity 404 "The role policy with name p cannot be found."
        iam GetRolePolicy {"RoleName":"r","PolicyName":"p"}
            => ! NoSuchEntity 404 "The role policy with name p cannot be found."
        iam DeleteRolePolicy {"RoleName":"r","PolicyName":"q"}
        iam DeleteRolePolicy {"RoleName":"r","PolicyName":"big"}
        iam DeleteRole {"RoleName":"r"}
        "#,
    );
}

#[test]
fn awss_own_policies_can_be_attached() {
    story(
        r#"
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<trust>"}
        iam AttachRolePolicy {"RoleName":"r","PolicyArn":"arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"}
        iam AttachRolePolicy {"RoleName":"r","PolicyArn":"arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"}
        iam AttachRolePolicy {"RoleName":"r","PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}
        iam ListAttachedRolePolicies {"RoleName":"r"}
            => {"AttachedPolicies":[
                {"PolicyName":"AdministratorAccess","PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess"},
                {"PolicyName":"AWSLambdaBasicExecutionRole"}]}
        iam ListAttachedRolePolicies {"RoleName":"r","PathPrefix":"/service-role/"}
            => {"AttachedPolicies":[{"PolicyName":"AWSLambdaBasicExecutionRole"}]}
        iam GetPolicy {"PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}
            => {"Policy":{"AttachmentCount":1,"IsAttachable":true,"DefaultVersionId":"v1"}}
        iam GetPolicyVersion {"PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess","VersionId":"v1"}
            => {"PolicyVersion":{"Document":"…\"Action\": \"*\"…","IsDefaultVersion":true}}
        iam AttachRolePolicy {"RoleName":"r","PolicyArn":"arn:aws:iam::aws:policy/NoSuchPolicy"}
            => ! NoSuchEntity 404 "Policy arn:aws:iam::aws:policy/NoSuchPolicy does not exist or is not attachable."
        iam AttachRolePolicy {"RoleName":"r","PolicyArn":"arn:aws:iam::aws:nonsense/x"}
            => ! InvalidInput 400 "ARN arn:aws:iam::aws:nonsense/x is not valid."
        iam DeleteRole {"RoleName":"r"}
            => ! DeleteConflict 409 "Cannot delete entity, must detach all policies first."
        iam DetachRolePolicy {"RoleName":"r","PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}
        iam DetachRolePolicy {"RoleName":"r","PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}
            => ! NoSuchEntity 404 "Policy arn:aws:iam::aws:policy/AdministratorAccess was not found."
        "#,
    );
}

#[test]
fn a_role_has_at_most_ten_managed_policies() {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"];
    let mut text =
        String::from("iam CreateRole {\"RoleName\":\"r\",\"AssumeRolePolicyDocument\":\"<trust>\"}\n");
    for (at, name) in names.iter().enumerate() {
        text += &format!("iam CreatePolicy {{\"PolicyName\":\"{name}\",\"PolicyDocument\":\"<allow>\"}}\n");
        text += &format!(
            "iam AttachRolePolicy {{\"RoleName\":\"r\",\"PolicyArn\":\"arn:aws:iam::000000000000:policy/{name}\"}}"
        );
        text += if at < 10 {
            "\n"
        } else {
            " => ! LimitExceeded 409 \"Cannot exceed quota for PoliciesPerRole: 10\"\n"
        };
    }
    story(&text);
}

#[test]
fn tags_are_added_replaced_and_removed() {
    story(
        r#"
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<trust>"}
        iam TagRole {"RoleName":"r","Tags":[{"Key":"b","Value":"1"},{"Key":"a","Value":"2"}]}
        iam TagRole {"RoleName":"r","Tags":[{"Key":"B","Value":"3"}]}
        iam ListRoleTags {"RoleName":"r"} => {"Tags":[{"Key":"B","Value":"3"},{"Key":"a","Value":"2"}],"IsTruncated":false}
        iam UntagRole {"RoleName":"r","TagKeys":["A"]}
        iam ListRoleTags {"RoleName":"r"} => {"Tags":[{"Key":"B"}]}
        iam TagRole {"RoleName":"r","Tags":[{"Key":"x","Value":"1"},{"Key":"X","Value":"2"}]}
            => ! InvalidInput 400 "Duplicate tag keys found. Please note that Tag keys are case insensitive."
        "#,
    );
}

#[test]
fn what_a_role_may_do_at_most_is_a_managed_policy() {
    story(
        r#"
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<trust>","PermissionsBoundary":"arn:aws:iam::aws:policy/Nothing"}
            => ! NoSuchEntity 404
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<trust>","PermissionsBoundary":"arn:aws:iam::aws:policy/PowerUserAccess"}
            => {"Role":{"PermissionsBoundary":{"PermissionsBoundaryType":"PermissionsBoundaryPolicy","PermissionsBoundaryArn":"arn:aws:iam::aws:policy/PowerUserAccess"}}}
        iam PutRolePermissionsBoundary {"RoleName":"r","PermissionsBoundary":"arn:aws:iam::aws:policy/AmazonSQSFullAccess"}
        iam GetRole {"RoleName":"r"} => {"Role":{"PermissionsBoundary":{"PermissionsBoundaryArn":"arn:aws:iam::aws:policy/AmazonSQSFullAccess"}}}
        iam DeleteRolePermissionsBoundary {"RoleName":"r"}
        iam GetRole {"RoleName":"r"} => {"Role":{"PermissionsBoundary":null}}
        "#,
    );
}

#[test]
fn roles_are_listed_a_page_at_a_time_and_by_path() {
    story(
        r#"
        iam CreateRole {"RoleName":"b","AssumeRolePolicyDocument":"<trust>"}
        iam CreateRole {"RoleName":"A","Path":"/x/","AssumeRolePolicyDocument":"<trust>"}
        iam CreateRole {"RoleName":"c","Path":"/x/y/","AssumeRolePolicyDocument":"<trust>"}
        iam ListRoles {"MaxItems":2} => {"Roles":[{"RoleName":"A"},{"RoleName":"b"}],"IsTruncated":true,"Marker":"$next"}
        iam ListRoles {"MaxItems":2,"Marker":"$next"} => {"Roles":[{"RoleName":"c"}],"IsTruncated":false,"Marker":null}
        iam ListRoles {"PathPrefix":"/x/"} => {"Roles":[{"RoleName":"A"},{"RoleName":"c"}]}
        iam ListRoles {"MaxItems":0} => ! ValidationError 400
        iam ListRoles {"Marker":"no marker"} => ! ValidationError 400 "Invalid Marker: no marker"
        "#,
    );
}

#[test]
fn what_is_no_role_is_refused() {
    story(
        r#"
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"nonsense"}
            => ! MalformedPolicyDocument 400 "This policy contains invalid Json"
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<allow>"}
            => ! MalformedPolicyDocument 400 "Missing required field Principal"
        iam CreateRole {"RoleName":"a b","AssumeRolePolicyDocument":"<trust>"}
            => ! ValidationError 400 "1 validation error detected: Value 'a b' at 'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]+"
        iam CreateRole {"RoleName":"r","MaxSessionDuration":60,"AssumeRolePolicyDocument":"<trust>"}
            => ! ValidationError 400 "1 validation error detected: Value '60' at 'maxSessionDuration' failed to satisfy constraint: Member must have value greater than or equal to 3600"
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"{\"Statement\":{\"Sid\":\"@{x*2000}\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}}"}
            => ! LimitExceeded 409 "Cannot exceed quota for ACLSizePerRole: 2048"
        "#,
    );
}

#[test]
fn a_reset_removes_everything() {
    story(
        r#"
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"<trust>"}
        iam CreateUser {"UserName":"u"}
        http POST /_hikeshi/reset
        iam ListRoles {} => {"Roles":[]}
        iam ListUsers {} => {"Users":[]}
        "#,
    );
}
