//! What an operation needs: which actions on which resources.
//!
//! Source: Service Authorization Reference, the tables of actions and resource types of each service. Most operations
//! follow from their name and input; what does not stands here by name. A test goes through every offered operation.

use crate::{FunctionParts, Session};
use shape::Value;

/// One thing that must be allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed {
    /// `lambda:InvokeFunction`
    pub action: String,
    pub resource: Target,
    /// Condition keys that only this action has.
    pub context: Vec<(&'static str, Vec<String>)>,
}

/// What an action is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An ARN, or `*`.
    Text(String),
    /// A role of the caller's account by name: its ARN has its path, which is stored.
    Role(String),
    User(String),
    /// Whoever asks.
    Caller,
}

/// Where the caller is.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    pub account: &'a str,
    pub region: &'a str,
}

/// Everything that a request needs; nothing if everybody may.
pub fn needed(service: &str, operation: &str, input: &Value, place: Place<'_>) -> Vec<Needed> {
    match service {
        "lambda" => lambda(operation, input, place),
        "iam" => iam(operation, input, place),
        "sts" => sts(operation, input),
        service => vec![on(format!("{service}:{operation}"), "*")],
    }
}

fn on(action: impl Into<String>, resource: impl Into<String>) -> Needed {
    Needed { action: action.into(), resource: Target::Text(resource.into()), context: Vec::new() }
}

fn text<'a>(input: &'a Value, name: &str) -> Option<&'a str> {
    input.member(name).and_then(Value::as_str)
}

fn lambda(operation: &str, input: &Value, place: Place<'_>) -> Vec<Needed> {
    let function = text(input, "FunctionName")
        .map(|name| function_arn(name, text(input, "Qualifier"), place))
        .or_else(|| text(input, "Resource").map(of_partition));
    let signing = text(input, "CodeSigningConfigArn").map(of_partition);
    let action = match operation {
        "Invoke" => "lambda:InvokeFunction".to_owned(),
        name => format!("lambda:{name}"),
    };
    let mut needed = Vec::new();
    let context = lambda_context(operation, input);
    match operation {
        "ListFunctionsByCodeSigningConfig" => needed.push(on(&*action, signing.unwrap_or("*".into()))),
        "CreateFunction" | "PutFunctionCodeSigningConfig" => {
            needed.push(on(&*action, function.clone().unwrap_or("*".into())));
            needed.extend(signing.map(|arn| on(&*action, arn)));
        }
        _ => needed.push(on(action, function.clone().or(signing).unwrap_or("*".into()))),
    }
    for one in &mut needed {
        one.context.clone_from(&context);
    }
    if operation == "CreateFunction" && has_tags(input) {
        needed.push(on("lambda:TagResource", function.unwrap_or("*".into())));
    }
    if matches!(operation, "CreateFunction" | "UpdateFunctionConfiguration")
        && let Some(role) = text(input, "Role")
    {
        let context = vec![("iam:PassedToService", vec!["lambda.amazonaws.com".to_owned()])];
        needed.push(Needed { context, ..on("iam:PassRole", role) });
    }
    needed
}

/// The condition keys of Lambda that an input alone tells.
/// Source: Service Authorization Reference, "Condition keys for AWS Lambda".
fn lambda_context(operation: &str, input: &Value) -> Vec<(&'static str, Vec<String>)> {
    let listed = |value: &Value, name: &str| match value.member(name) {
        Some(Value::List(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let one = |name: &str| text(input, name).map(str::to_owned).into_iter().collect();
    let found: Vec<(&str, Vec<String>)> = match operation {
        "AddPermission" => vec![
            ("lambda:Principal", one("Principal")),
            ("lambda:FunctionUrlAuthType", one("FunctionUrlAuthType")),
        ],
        "CreateFunction" | "UpdateFunctionConfiguration" => {
            let vpc = input.member("VpcConfig");
            let of_vpc = |name: &str| vpc.map(|vpc| listed(vpc, name)).unwrap_or_default();
            vec![
                ("lambda:CodeSigningConfigArn", one("CodeSigningConfigArn")),
                ("lambda:Layer", listed(input, "Layers")),
                ("lambda:SecurityGroupIds", of_vpc("SecurityGroupIds")),
                ("lambda:SubnetIds", of_vpc("SubnetIds")),
            ]
        }
        "PutFunctionCodeSigningConfig" => {
            vec![("lambda:CodeSigningConfigArn", one("CodeSigningConfigArn"))]
        }
        _ => Vec::new(),
    };
    found.into_iter().filter(|(_, values)| !values.is_empty()).collect()
}

/// The ARN behind any of the ways to name a function.
pub fn function_arn(name: &str, qualifier: Option<&str>, place: Place<'_>) -> String {
    let parts = FunctionParts::cut(name);
    let (region, account) = (parts.region.unwrap_or(place.region), parts.account.unwrap_or(place.account));
    let qualifier =
        parts.qualifier.or(qualifier).map(|qualifier| format!(":{qualifier}")).unwrap_or_default();
    format!("arn:aws:lambda:{region}:{account}:function:{}{qualifier}", parts.name)
}

/// An ARN as policies write it: there is one partition here, whatever a caller calls it.
fn of_partition(arn: &str) -> String {
    match arn.splitn(3, ':').collect::<Vec<_>>()[..] {
        ["arn", _, rest] => format!("arn:aws:{rest}"),
        _ => arn.to_owned(),
    }
}

fn has_tags(input: &Value) -> bool {
    match input.member("Tags") {
        Some(Value::Map(tags)) => !tags.is_empty(),
        Some(Value::List(tags)) => !tags.is_empty(),
        _ => false,
    }
}

fn iam(operation: &str, input: &Value, place: Place<'_>) -> Vec<Needed> {
    let arn = |resource: String| format!("arn:aws:iam::{}:{resource}", place.account);
    let path = text(input, "Path").unwrap_or("/");
    let prefix = text(input, "PathPrefix").unwrap_or("/");
    let policy = text(input, "PolicyArn").map(str::to_owned);
    let of_role = text(input, "RoleName").map(|name| Target::Role(name.to_owned()));
    let of_user = text(input, "UserName").map(|name| Target::User(name.to_owned()));
    let resource = match operation {
        "CreateRole" => {
            Target::Text(arn(format!("role{path}{}", text(input, "RoleName").unwrap_or_default())))
        }
        "CreateUser" => {
            Target::Text(arn(format!("user{path}{}", text(input, "UserName").unwrap_or_default())))
        }
        "CreatePolicy" => {
            Target::Text(arn(format!("policy{path}{}", text(input, "PolicyName").unwrap_or_default())))
        }
        "ListRoles" => Target::Text(arn(format!("role{prefix}"))),
        "ListUsers" => Target::Text(arn(format!("user{prefix}"))),
        "ListPolicies" => Target::Text(format!("policy path {prefix}")),
        "GetUser" | "CreateAccessKey" | "DeleteAccessKey" | "ListAccessKeys" | "UpdateAccessKey" => {
            of_user.unwrap_or(Target::Caller)
        }
        _ => of_role
            .or(of_user)
            .unwrap_or_else(|| Target::Text(policy.clone().unwrap_or_else(|| "*".to_owned()))),
    };
    let mut context = Vec::new();
    if matches!(operation, "AttachRolePolicy" | "DetachRolePolicy" | "AttachUserPolicy" | "DetachUserPolicy")
    {
        context.extend(policy.map(|arn| ("iam:PolicyARN", vec![arn])));
    }
    if let Some(boundary) = text(input, "PermissionsBoundary") {
        context.push(("iam:PermissionsBoundary", vec![boundary.to_owned()]));
    }
    vec![Needed { action: format!("iam:{operation}"), resource, context }]
}

fn sts(operation: &str, input: &Value) -> Vec<Needed> {
    match operation {
        // Everybody may know who he is, and get a session that can do no more than he can.
        "GetCallerIdentity" | "GetSessionToken" => Vec::new(),
        "AssumeRole" => {
            let role = text(input, "RoleArn").unwrap_or("*");
            let mut context = Vec::new();
            for (member, key) in [
                ("ExternalId", "sts:ExternalId"),
                ("RoleSessionName", "sts:RoleSessionName"),
                ("SourceIdentity", "sts:SourceIdentity"),
            ] {
                context.extend(text(input, member).map(|value| (key, vec![value.to_owned()])));
            }
            let mut needed = vec![Needed { context: context.clone(), ..on("sts:AssumeRole", role) }];
            if has_tags(input) {
                needed.push(Needed { context: context.clone(), ..on("sts:TagSession", role) });
            }
            if text(input, "SourceIdentity").is_some() {
                needed.push(Needed { context, ..on("sts:SetSourceIdentity", role) });
            }
            needed
        }
        operation => vec![on(format!("sts:{operation}"), "*")],
    }
}

/// What assuming a role needs besides, if the caller's session passes something on to the one that is made.
/// Source: IAM User Guide, "Passing session tags in AWS STS" and "Monitor and control actions taken with assumed roles".
pub(crate) fn passed_on(session: &Session, needed: &[Needed]) -> Vec<Needed> {
    let Some(assumed) = needed.iter().find(|one| one.action == "sts:AssumeRole") else { return Vec::new() };
    let source = session.source_identity.as_ref();
    let mut context = assumed.context.clone();
    context.extend(source.map(|source| ("sts:SourceIdentity", vec![source.clone()])));
    [
        ("sts:TagSession", !session.transitive.is_empty()),
        ("sts:SetSourceIdentity", session.source_identity.is_some()),
    ]
    .into_iter()
    .filter(|(action, passes)| *passes && !needed.iter().any(|one| one.action == *action))
    .map(|(action, _)| Needed {
        action: action.to_owned(),
        resource: assumed.resource.clone(),
        context: context.clone(),
    })
    .collect()
}

/// Tags of a request that are looked at: more than any service takes.
const TAGS_MAX: usize = 256;

/// Names and values of the tags that a request wants to set, however its service writes them; and names that it
/// wants to remove.
pub(crate) fn tags(input: &Value) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    match input.member("Tags") {
        Some(Value::Map(tags)) => {
            let tags = tags.iter().take(TAGS_MAX);
            found.extend(tags.map(|(key, value)| (key.clone(), value.as_str().map(str::to_owned))));
        }
        Some(Value::List(tags)) => found.extend(tags.iter().take(TAGS_MAX).filter_map(|tag| {
            let key = text(tag, "Key")?;
            Some((key.to_owned(), text(tag, "Value").map(str::to_owned)))
        })),
        _ => {}
    }
    if let Some(Value::List(keys)) = input.member("TagKeys") {
        found.extend(keys.iter().take(TAGS_MAX).filter_map(Value::as_str).map(|key| (key.to_owned(), None)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Place<'_> = Place { account: "123456789012", region: "eu-west-1" };

    fn shown(service: &str, operation: &str, members: &[(&'static str, &str)]) -> Vec<String> {
        let members = members.iter().map(|(name, value)| (*name, Value::from(*value))).collect();
        needed(service, operation, &Value::Structure(members), PLACE)
            .into_iter()
            .map(|needed| match needed.resource {
                Target::Text(text) => format!("{} {text}", needed.action),
                other => format!("{} {other:?}", needed.action),
            })
            .collect()
    }

    #[test]
    fn every_way_to_name_a_function_is_one_arn() {
        let f = "arn:aws:lambda:eu-west-1:123456789012:function:f";
        for (name, qualifier, expected) in [
            ("f", None, f.to_owned()),
            ("f", Some("live"), format!("{f}:live")),
            ("f:1", None, format!("{f}:1")),
            ("function:f", None, f.to_owned()),
            ("123456789012:function:f:1", None, format!("{f}:1")),
            // Lambda's model lets all of these through, too.
            ("123456789012:f", None, f.to_owned()),
            ("eu-west-1:f:1", None, format!("{f}:1")),
            ("eu-west-1:123456789012:function:f", None, f.to_owned()),
            ("arn:aws:lambda:f", None, f.to_owned()),
            ("arn:aws-cn:lambda:eu-west-1:123456789012:function:f", None, f.to_owned()),
            (f, Some("1"), format!("{f}:1")),
            (
                "arn:aws:lambda:us-east-1:999999999999:function:g",
                None,
                "arn:aws:lambda:us-east-1:999999999999:function:g".into(),
            ),
            ("function", None, "arn:aws:lambda:eu-west-1:123456789012:function:function".into()),
        ] {
            assert_eq!(function_arn(name, qualifier, PLACE), expected, "{name}");
        }
    }

    #[test]
    fn operations_need_what_the_reference_says() {
        let f = "arn:aws:lambda:eu-west-1:123456789012:function:f";
        assert_eq!(
            shown("lambda", "Invoke", &[("FunctionName", "f")]),
            [format!("lambda:InvokeFunction {f}")]
        );
        assert_eq!(shown("lambda", "ListFunctions", &[]), ["lambda:ListFunctions *"]);
        for partition in ["aws", "aws-cn"] {
            let named = f.replace("aws", partition);
            let expected = [format!("lambda:TagResource {f}")];
            assert_eq!(shown("lambda", "TagResource", &[("Resource", &named)]), expected);
        }
        assert_eq!(
            shown("lambda", "CreateFunction", &[("FunctionName", "f"), ("Role", "arn:aws:iam::1:role/r")]),
            [format!("lambda:CreateFunction {f}"), "iam:PassRole arn:aws:iam::1:role/r".into()]
        );
        assert_eq!(
            shown("lambda", "UpdateFunctionConfiguration", &[("FunctionName", "f")]),
            [format!("lambda:UpdateFunctionConfiguration {f}")]
        );
        assert_eq!(
            shown("iam", "CreateRole", &[("RoleName", "r"), ("Path", "/team/")]),
            ["iam:CreateRole arn:aws:iam::123456789012:role/team/r"]
        );
        assert_eq!(shown("iam", "GetRole", &[("RoleName", "r")]), ["iam:GetRole Role(\"r\")"]);
        assert_eq!(shown("iam", "GetUser", &[]), ["iam:GetUser Caller"]);
        assert_eq!(shown("iam", "ListRoles", &[]), ["iam:ListRoles arn:aws:iam::123456789012:role/"]);
        assert_eq!(shown("sts", "GetCallerIdentity", &[]), [""; 0]);
        assert_eq!(
            shown("sts", "AssumeRole", &[("RoleArn", "arn:aws:iam::1:role/r"), ("SourceIdentity", "a")]),
            ["sts:AssumeRole arn:aws:iam::1:role/r", "sts:SetSourceIdentity arn:aws:iam::1:role/r"]
        );
    }

    #[test]
    fn what_is_given_to_a_function_can_be_a_condition() {
        let text = |text: &str| Value::from(text);
        let input = |members: Vec<(&'static str, Value)>| Value::Structure(members);
        let add = input(vec![("FunctionName", text("f")), ("Principal", text("*"))]);
        let context = |operation, input: &Value| needed("lambda", operation, input, PLACE)[0].context.clone();
        assert_eq!(context("AddPermission", &add), [("lambda:Principal", vec!["*".to_owned()])]);
        let subnets = Value::List(vec![text("subnet-1"), text("subnet-2")]);
        let create =
            input(vec![("FunctionName", text("f")), ("VpcConfig", input(vec![("SubnetIds", subnets)]))]);
        let expected = [("lambda:SubnetIds", vec!["subnet-1".to_owned(), "subnet-2".to_owned()])];
        assert_eq!(context("CreateFunction", &create), expected);
        assert_eq!(context("GetFunction", &create), []);
    }

    /// An operation whose input names something must be about that, not about everything.
    #[test]
    fn no_offered_operation_is_about_everything_by_oversight() {
        const ABOUT_EVERYTHING: &[&str] = &[
            "lambda:CreateCodeSigningConfig",
            "lambda:GetAccountSettings",
            "lambda:ListCodeSigningConfigs",
            "lambda:ListFunctions",
            "sts:GetAccessKeyInfo",
        ];
        for service in [&model::lambda::SERVICE, &model::iam::SERVICE, &model::sts::SERVICE] {
            for operation in service.operations.iter().filter(|operation| operation.is_offered()) {
                let members = operation.input.map(|schema| match schema.kind {
                    shape::Kind::Structure { members } => members,
                    _ => &[],
                });
                let input = members.unwrap_or_default().iter().filter(|member| member.required);
                let input =
                    Value::Structure(input.map(|member| (member.name, Value::from("named"))).collect());
                for one in needed(service.signing_name, operation.name, &input, PLACE) {
                    let everything = one.resource == Target::Text("*".into());
                    assert_eq!(everything, ABOUT_EVERYTHING.contains(&&*one.action), "{}", one.action);
                }
            }
        }
    }
}
