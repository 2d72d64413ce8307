use testkit::check;

const ALLOW: &str = r#"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}"#;
const OTHER: &str = r#"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sqs:*\",\"Resource\":\"*\"}]}"#;
const ARN: &str = "arn:aws:iam::000000000000:policy/team/p";

fn story(text: &str) {
    check(&text.replace("<allow>", ALLOW).replace("<other>", OTHER).replace("<arn>", ARN));
}

#[test]
fn a_managed_policy_has_up_to_five_versions_one_of_which_counts() {
    story(
        r#"
        iam CreatePolicy {"PolicyName":"p","Path":"/team/","PolicyDocument":"<allow>","Description":"what for"}
            => {"Policy":{"PolicyName":"p","Arn":"<arn>","PolicyId":"ANPA…","DefaultVersionId":"v1","AttachmentCount":0,"IsAttachable":true,"Path":"/team/"}}
        iam CreatePolicy {"PolicyName":"P","PolicyDocument":"<allow>"}
            => ! EntityAlreadyExists 409 "A policy called P already exists. Duplicate names are not allowed."
        iam CreatePolicyVersion {"PolicyArn":"<arn>","PolicyDocument":"<other>"}
            => {"PolicyVersion":{"VersionId":"v2","IsDefaultVersion":false,"Document":null}}
        iam GetPolicy {"PolicyArn":"<arn>"} => {"Policy":{"DefaultVersionId":"v1","Description":"what for"}}
        clock +60s
        iam SetDefaultPolicyVersion {"PolicyArn":"<arn>","VersionId":"v2"}
        iam GetPolicy {"PolicyArn":"<arn>"} => {"Policy":{"DefaultVersionId":"v2","UpdateDate":"2026-11-23T00:01:00Z","CreateDate":"2026-11-23T00:00:00Z"}}
        iam GetPolicyVersion {"PolicyArn":"<arn>","VersionId":"v2"}
            => {"PolicyVersion":{"Document":"…sqs:*…","VersionId":"v2","IsDefaultVersion":true}}
        iam CreatePolicyVersion {"PolicyArn":"<arn>","PolicyDocument":"<allow>","SetAsDefault":true}
            => {"PolicyVersion":{"VersionId":"v3","IsDefaultVersion":true}}
        iam CreatePolicyVersion {"PolicyArn":"<arn>","PolicyDocument":"<allow>"}
        iam CreatePolicyVersion {"PolicyArn":"<arn>","PolicyDocument":"<allow>"}
        iam CreatePolicyVersion {"PolicyArn":"<arn>","PolicyDocument":"<allow>"}
            => ! LimitExceeded 409 "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version."
        iam DeletePolicyVersion {"PolicyArn":"<arn>","VersionId":"v3"}
            => ! DeleteConflict 409 "Cannot delete the default version of a policy."
        iam DeletePolicyVersion {"PolicyArn":"<arn>","VersionId":"v5"}
        # Numbers are not used again.
        iam CreatePolicyVersion {"PolicyArn":"<arn>","PolicyDocument":"<allow>"} => {"PolicyVersion":{"VersionId":"v6"}}
        restart
        iam ListPolicyVersions {"PolicyArn":"<arn>"}
            => {"Versions":[{"VersionId":"v6"},{"VersionId":"v4"},{"VersionId":"v3","IsDefaultVersion":true},{"VersionId":"v2"},{"VersionId":"v1"}],"IsTruncated":false}
        iam ListPolicyVersions {"PolicyArn":"<arn>","MaxItems":4} => {"IsTruncated":true,"Marker":"$next"}
        iam ListPolicyVersions {"PolicyArn":"<arn>","Marker":"$next"} => {"Versions":[{"VersionId":"v1"}],"IsTruncated":false}
        iam GetPolicyVersion {"PolicyArn":"<arn>","VersionId":"v5"}
            => ! NoSuchEntity 404 "Policy <arn> version v5 does not exist or is not attachable."
        iam DeletePolicy {"PolicyArn":"<arn>"}
            => ! DeleteConflict 409 "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy."
        "#,
    );
}

#[test]
fn a_policy_knows_who_holds_it_and_cannot_be_deleted_from_under_them() {
    story(
        r#"
        iam CreatePolicy {"PolicyName":"p","Path":"/team/","PolicyDocument":"<allow>"}
        iam CreateUser {"UserName":"u"} => {"User":{"UserId":"$user"}}
        iam CreateRole {"RoleName":"r","AssumeRolePolicyDocument":"{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}}"}
            => {"Role":{"RoleId":"$role"}}
        iam AttachUserPolicy {"UserName":"u","PolicyArn":"<arn>"}
        iam AttachRolePolicy {"RoleName":"r","PolicyArn":"<arn>"}
        iam PutRolePermissionsBoundary {"RoleName":"r","PermissionsBoundary":"<arn>"}
        iam GetPolicy {"PolicyArn":"<arn>"} => {"Policy":{"AttachmentCount":2,"PermissionsBoundaryUsageCount":1}}
        iam ListEntitiesForPolicy {"PolicyArn":"<arn>"}
            => {"PolicyUsers":[{"UserName":"u","UserId":"$user"}],"PolicyRoles":[{"RoleName":"r","RoleId":"$role"}],"PolicyGroups":[],"IsTruncated":false}
        iam ListEntitiesForPolicy {"PolicyArn":"<arn>","EntityFilter":"Role"} => {"PolicyUsers":[],"PolicyRoles":[{"RoleName":"r"}]}
        iam ListEntitiesForPolicy {"PolicyArn":"<arn>","PolicyUsageFilter":"PermissionsBoundary"} => {"PolicyUsers":[],"PolicyRoles":[{"RoleName":"r"}]}
        iam DeletePolicy {"PolicyArn":"<arn>"} => ! DeleteConflict 409 "Cannot delete a policy attached to entities."
        iam DetachUserPolicy {"UserName":"u","PolicyArn":"<arn>"}
        iam DetachRolePolicy {"RoleName":"r","PolicyArn":"<arn>"}
        iam DeleteRolePermissionsBoundary {"RoleName":"r"}
        iam DeletePolicy {"PolicyArn":"<arn>"}
        iam GetPolicy {"PolicyArn":"<arn>"} => ! NoSuchEntity 404 "Policy <arn> was not found."
        "#,
    );
}

#[test]
fn policies_are_listed_by_scope_path_and_use() {
    story(
        r#"
        iam CreatePolicy {"PolicyName":"p","Path":"/team/","PolicyDocument":"<allow>","Tags":[{"Key":"a","Value":"1"}]}
        iam CreatePolicy {"PolicyName":"q","PolicyDocument":"<allow>"}
        iam CreateUser {"UserName":"u"}
        iam AttachUserPolicy {"UserName":"u","PolicyArn":"arn:aws:iam::000000000000:policy/q"}
        iam ListPolicies {"Scope":"Local"}
            => {"Policies":[{"PolicyName":"q","AttachmentCount":1,"Tags":null},{"PolicyName":"p"}],"IsTruncated":false}
        iam ListPolicies {"Scope":"Local","OnlyAttached":true} => {"Policies":[{"PolicyName":"q"}]}
        iam ListPolicies {"PathPrefix":"/team/"} => {"Policies":[{"PolicyName":"p"}]}
        iam ListPolicies {"Scope":"AWS","MaxItems":1}
            => {"Policies":[{"PolicyName":"AWSCloudFormationFullAccess","Arn":"arn:aws:iam::aws:policy/AWSCloudFormationFullAccess"}],"IsTruncated":true}
        iam ListPolicyTags {"PolicyArn":"<arn>"} => {"Tags":[{"Key":"a","Value":"1"}]}
        iam TagPolicy {"PolicyArn":"<arn>","Tags":[{"Key":"b","Value":"2"}]}
        iam UntagPolicy {"PolicyArn":"<arn>","TagKeys":["a"]}
        iam GetPolicy {"PolicyArn":"<arn>"} => {"Policy":{"Tags":[{"Key":"b","Value":"2"}]}}
        "#,
    );
}

#[test]
fn what_is_no_managed_policy_is_refused() {
    story(
        r#"
        iam CreatePolicy {"PolicyName":"p","PolicyDocument":"{\"Statement\":[]}"}
            => ! MalformedPolicyDocument 400 "Policy document must be version 2012-10-17 or greater."
        iam CreatePolicy {"PolicyName":"p","PolicyDocument":"{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:@{x*6200}\",\"Resource\":\"*\"}}"}
            => ! LimitExceeded 409 "Cannot exceed quota for PolicySize: 6144"
        iam CreatePolicyVersion {"PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess","PolicyDocument":"<allow>"}
            => ! AccessDenied 403
        iam DeletePolicy {"PolicyArn":"<arn>"} => ! NoSuchEntity 404 "Policy <arn> was not found."
        "#,
    );
}
