//! The grammar's sentences, what is decided, and a naive model of it.

use super::*;
use crate::Identity;
use proptest::prelude::*;
use serde_json::{Value, json};

fn said(purpose: Use, document: &str) -> String {
    parse(document, purpose).map_or_else(|Malformed(text)| text, |_| "fine".into())
}

fn inline(statement: Value) -> String {
    said(Use::Inline, &json!({"Version": "2012-10-17", "Statement": [statement]}).to_string())
}

fn trust(statement: Value) -> String {
    said(Use::Trust, &json!({"Version": "2012-10-17", "Statement": [statement]}).to_string())
}

#[test]
fn what_is_wrong_with_a_policy_is_said_in_awss_words() {
    const SYNTAX: &str = "Syntax errors in policy.";
    assert_eq!(said(Use::Inline, "{"), SYNTAX);
    assert_eq!(said(Use::Inline, "[]"), SYNTAX);
    assert_eq!(said(Use::Inline, r#"{"Version":"2012-10-17"}"#), SYNTAX);
    assert_eq!(said(Use::Inline, " {}"), "JSON strings must not have leading spaces");
    assert_eq!(said(Use::Inline, r#"{"Version":"2021-01-01","Statement":[]}"#), SYNTAX);
    let old = r#"{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
    assert_eq!(said(Use::Inline, old), "fine");
    assert_eq!(said(Use::Managed, old), "Policy document must be version 2012-10-17 or greater.");
    let fine = json!({"Effect": "Allow", "Action": ["lambda:Get*", "s3:*"], "Resource": "arn:aws:s3:::b/*"});
    assert_eq!(inline(fine.clone()), "fine");
    let with = |name: &str, value: Value| {
        let mut changed = fine.clone();
        match value {
            Value::Null => _ = changed.as_object_mut().unwrap().remove(name),
            value => changed[name] = value,
        }
        inline(changed)
    };
    assert_eq!(with("Effect", json!("allow")), SYNTAX);
    assert_eq!(with("Effekt", json!("Allow")), SYNTAX);
    assert_eq!(with("Action", Value::Null), "Policy statement must contain actions.");
    assert_eq!(with("Action", json!([])), "Policy statement must contain actions.");
    assert_eq!(with("Action", json!(7)), SYNTAX);
    assert_eq!(with("Resource", Value::Null), "Policy statement must contain resources.");
    assert_eq!(with("NotResource", json!("*")), SYNTAX);
    assert_eq!(with("Resource", json!("vpc")), "Resource vpc must be in ARN format or \"*\".");
    assert_eq!(with("Resource", json!("arn:aws:s3")), "Resource arn:aws:s3 must be in ARN format or \"*\".");
    assert_eq!(with("Resource", json!("arn:aws:s3:*")), "fine");
    assert_eq!(
        with("Resource", json!("arn::s3:::b")),
        "Partition \"\" is not valid for resource \"arn::s3:::b\"."
    );
    assert_eq!(
        with("Resource", json!("arn:aws:iam:us-east-1:123456789012:role/r")),
        "IAM resource arn:aws:iam:us-east-1:123456789012:role/r cannot contain region information."
    );
    assert_eq!(
        with("Action", json!("GetFunction")),
        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
    );
    assert_eq!(with("Action", json!("la mbda:GetFunction")), "Vendor la mbda is not valid");
    assert_eq!(with("Principal", json!("*")), "Policy document should not specify a principal.");
    assert_eq!(
        with("Sid", json!("a b")),
        "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*"
    );
    let condition = |value| with("Condition", value);
    assert_eq!(condition(json!({"StringEquals": {"aws:username": ["a", "b"]}})), "fine");
    assert_eq!(condition(json!({"Bool": {"aws:SecureTransport": true}})), "fine");
    assert_eq!(
        condition(json!({"StringSame": {"aws:username": "a"}})),
        "Invalid Condition type : StringSame."
    );
    assert_eq!(
        condition(json!({"ForSomeValues:StringEquals": {"aws:username": "a"}})),
        "Invalid Condition type : ForSomeValues:StringEquals."
    );
    assert_eq!(
        condition(json!({"StringEquals": {"username": "a"}})),
        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
    );
    let twice = json!({"Sid": "a", "Effect": "Allow", "Action": "*", "Resource": "*"});
    assert_eq!(
        said(Use::Inline, &json!({"Version": "2012-10-17", "Statement": [twice, twice]}).to_string()),
        "Statement IDs (SID) in a single policy must be unique."
    );
}

#[test]
fn what_is_wrong_with_a_trust_policy() {
    assert_eq!(said(Use::Trust, "nonsense"), "This policy contains invalid Json");
    assert_eq!(said(Use::Trust, r#"{"Version":"2012-10-17"}"#), "Missing required field Statement");
    let fine = json!({"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"});
    assert_eq!(trust(fine.clone()), "fine");
    let with = |name: &str, value: Value| {
        let mut changed = fine.clone();
        match value {
            Value::Null => _ = changed.as_object_mut().unwrap().remove(name),
            value => changed[name] = value,
        }
        trust(changed)
    };
    assert_eq!(with("Effect", Value::Null), "Missing required field Effect");
    assert_eq!(with("Principal", Value::Null), "Missing required field Principal");
    assert_eq!(with("Action", Value::Null), "Missing required field Action");
    assert_eq!(with("Resource", json!("*")), "Has prohibited field Resource");
    assert_eq!(with("Actions", json!("x")), "Unknown field Actions");
    for action in ["lambda:InvokeFunction", "sts:GetCallerIdentity", "s3:*"] {
        assert_eq!(
            with("Action", json!(action)),
            "AssumeRole policy may only specify STS AssumeRole actions."
        );
    }
    assert_eq!(with("Action", json!(["sts:AssumeRole", "sts:TagSession"])), "fine");
    for (principal, text) in [
        (json!({"AWS": "123456789012"}), "fine"),
        (json!({"AWS": ["arn:aws:iam::123456789012:root", "*"]}), "fine"),
        (json!({"AWS": "arn:aws:sts::123456789012:assumed-role/r/s"}), "fine"),
        (json!({"Federated": "cognito-identity.amazonaws.com"}), "fine"),
        (
            json!({"AWS": "arn:aws:iam::1:root"}),
            "Invalid principal in policy: \"AWS\":\"arn:aws:iam::1:root\"",
        ),
        (
            json!({"AWS": "arn:aws:iam::123456789012:role/*"}),
            "Invalid principal in policy: \"AWS\":\"arn:aws:iam::123456789012:role/*\"",
        ),
        (json!({"Service": "lambda"}), "Invalid principal in policy: \"SERVICE\":\"lambda\""),
        (json!({"Somebody": "x"}), "Syntax errors in policy."),
        (json!({}), "Missing required field Principal cannot be empty!"),
    ] {
        assert_eq!(with("Principal", principal.clone()), text, "{principal}");
    }
}

#[test]
fn a_trust_policy_trusts_whom_it_names() {
    let document = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": ["lambda.amazonaws.com"]}, "Action": "sts:AssumeRole"}]});
    let policy = parse(&document.to_string(), Use::Trust).unwrap();
    assert!(policy.trusts_service("lambda.amazonaws.com", &Context::default()));
    assert!(!policy.trusts_service("ec2.amazonaws.com", &Context::default()));
}

const ACCOUNT: &str = "123456789012";
const FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:f";
const INVOKE: &str = "lambda:InvokeFunction";

fn allow(action: &str) -> Policy {
    policy(json!([{"Effect": "Allow", "Action": action, "Resource": "*"}]))
}

fn deny(action: &str) -> Policy {
    policy(json!([{"Effect": "Deny", "Action": action, "Resource": "*"}]))
}

fn policy(statements: Value) -> Policy {
    parse(&json!({"Version": "2012-10-17", "Statement": statements}).to_string(), Use::Resource).unwrap()
}

fn on_function(principal: Value) -> Policy {
    policy(json!([{"Effect": "Allow", "Principal": principal, "Action": INVOKE, "Resource": FUNCTION}]))
}

fn session() -> Identity {
    Identity::of_arn("arn:aws:iam::123456789012:role/r", "s").unwrap()
}

fn decided(who: &Identity, applicable: &Applicable<'_>) -> Option<Denial> {
    decide(who, applicable, INVOKE, FUNCTION, &Context::default()).err()
}

#[test]
fn an_explicit_denial_wins_wherever_it_stands() {
    let (yes, no) = (allow("*"), deny("lambda:Invoke*"));
    let who = session();
    let base = || Applicable { identity: vec![&yes], ..Applicable::default() };
    assert_eq!(decided(&who, &base()), None);
    assert_eq!(
        decided(&who, &Applicable { identity: vec![&yes, &no], ..Applicable::default() }),
        Some(Denial::Explicit(PolicyKind::Identity))
    );
    assert_eq!(
        decided(&who, &Applicable { boundary: Some(&no), ..base() }),
        Some(Denial::Explicit(PolicyKind::Boundary))
    );
    assert_eq!(
        decided(&who, &Applicable { session: Some(vec![&yes, &no]), ..base() }),
        Some(Denial::Explicit(PolicyKind::Session))
    );
    let resource = policy(json!([{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}]));
    assert_eq!(
        decided(&Identity::root(ACCOUNT), &Applicable { resource: Some(&resource), ..base() }),
        Some(Denial::Explicit(PolicyKind::Resource))
    );
}

#[test]
fn boundaries_and_session_policies_only_narrow() {
    let (yes, other) = (allow("*"), allow("s3:*"));
    let who = session();
    let nothing = Applicable { boundary: Some(&yes), session: Some(vec![&yes]), ..Applicable::default() };
    assert_eq!(decided(&who, &nothing), Some(Denial::Implicit(PolicyKind::Identity)));
    let base = || Applicable { identity: vec![&yes], ..Applicable::default() };
    let boundary = Applicable { boundary: Some(&other), ..base() };
    assert_eq!(decided(&who, &boundary), Some(Denial::Implicit(PolicyKind::Boundary)));
    let session = Applicable { session: Some(vec![&other]), ..base() };
    assert_eq!(decided(&who, &session), Some(Denial::Implicit(PolicyKind::Session)));
    let both = Applicable { session: Some(vec![&other, &yes]), boundary: Some(&yes), ..base() };
    assert_eq!(decided(&who, &both), None);
    // A root is bound by nothing but what denies.
    assert_eq!(decided(&Identity::root(ACCOUNT), &Applicable::default()), None);
}

#[test]
fn a_resource_names_whom_it_lets_in() {
    let who = session();
    let other = allow("s3:*");
    let names = |principal| on_function(json!({"AWS": principal}));
    for (principal, bounded, expected) in [
        ("arn:aws:sts::123456789012:assumed-role/r/s", true, None),
        ("arn:aws:iam::123456789012:role/r", false, None),
        ("arn:aws:iam::123456789012:role/r", true, Some(Denial::Implicit(PolicyKind::Session))),
        ("arn:aws:iam::123456789012:root", false, Some(Denial::Implicit(PolicyKind::Identity))),
        ("arn:aws:iam::123456789012:role/q", false, Some(Denial::Implicit(PolicyKind::Identity))),
        ("*", false, None),
    ] {
        let resource = names(principal);
        let session = bounded.then(|| vec![&other]);
        let applicable = Applicable { resource: Some(&resource), session, ..Applicable::default() };
        assert_eq!(decided(&who, &applicable), expected, "{principal}");
    }
    // Another account's resource and one's own account must both agree.
    let (yes, resource) = (allow("*"), names("arn:aws:iam::123456789012:role/r"));
    let foreign =
        |identity, resource| Applicable { identity, resource, is_foreign: true, ..Applicable::default() };
    assert_eq!(decided(&who, &foreign(vec![&yes], None)), Some(Denial::Implicit(PolicyKind::Resource)));
    assert_eq!(
        decided(&who, &foreign(vec![], Some(&resource))),
        Some(Denial::Implicit(PolicyKind::Identity))
    );
    assert_eq!(decided(&who, &foreign(vec![&yes], Some(&resource))), None);
}

#[test]
fn the_end_of_awss_sentence() {
    let texts: Vec<String> = [
        Denial::Implicit(PolicyKind::Identity),
        Denial::Implicit(PolicyKind::Boundary),
        Denial::Explicit(PolicyKind::Identity),
        Denial::Explicit(PolicyKind::Session),
    ]
    .map(|denial| denial.because(INVOKE))
    .to_vec();
    assert_eq!(
        texts,
        [
            " because no identity-based policy allows the lambda:InvokeFunction action",
            " because no permissions boundary allows the lambda:InvokeFunction action",
            " with an explicit deny in an identity-based policy",
            " with an explicit deny in a session policy",
        ]
    );
}

/// A statement of the naive model: what it is about can be read off.
#[derive(Debug, Clone)]
struct Simple {
    allows: bool,
    not_action: bool,
    action: &'static str,
    not_resource: bool,
    resource: &'static str,
    /// `aws:username` equals, or does not equal, this.
    user: Option<(bool, &'static str)>,
}

const ACTIONS: [&str; 5] = ["*", "s:A", "s:B", "s:*", "S:a"];
const RESOURCES: [&str; 4] = ["*", "arn:aws:s:::x", "arn:aws:s:::y", "arn:aws:s:::${aws:username}"];

impl Simple {
    fn json(&self) -> Value {
        let mut json = json!({"Effect": if self.allows { "Allow" } else { "Deny" }});
        json[if self.not_action { "NotAction" } else { "Action" }] = json!(self.action);
        json[if self.not_resource { "NotResource" } else { "Resource" }] = json!([self.resource]);
        if let Some((equals, user)) = self.user {
            let operator = if equals { "StringEquals" } else { "StringNotEquals" };
            json["Condition"] = json!({operator: {"aws:username": user}});
        }
        json
    }

    fn is_about(&self, action: &str, resource: &str, user: Option<&str>) -> bool {
        let names_action = match self.action {
            "*" | "s:*" => true,
            text => text.eq_ignore_ascii_case(action),
        };
        let names_resource = match self.resource {
            "*" => true,
            "arn:aws:s:::${aws:username}" => {
                user.is_some_and(|user| resource == format!("arn:aws:s:::{user}"))
            }
            text => text == resource,
        };
        let condition = match self.user {
            None => true,
            Some((equals, wanted)) => (user == Some(wanted)) == equals,
        };
        names_action != self.not_action && names_resource != self.not_resource && condition
    }
}

fn simple() -> impl Strategy<Value = Simple> {
    let user = proptest::option::of((any::<bool>(), prop_oneof![Just("x"), Just("y")]));
    (any::<bool>(), any::<bool>(), 0..ACTIONS.len(), any::<bool>(), 0..RESOURCES.len(), user).prop_map(
        |(allows, not_action, action, not_resource, resource, user)| Simple {
            allows,
            not_action,
            action: ACTIONS[action],
            not_resource,
            resource: RESOURCES[resource],
            user,
        },
    )
}

fn simples() -> impl Strategy<Value = Vec<Simple>> {
    proptest::collection::vec(simple(), 0..4)
}

proptest! {
    /// Identity, boundary and session against the rule in one sentence each: nobody denies, and each that is there
    /// allows.
    #[test]
    fn the_evaluator_agrees_with_a_naive_model(
        identity in simples(),
        boundary in proptest::option::of(simples()),
        session in proptest::option::of(simples()),
        action in prop_oneof![Just("s:A"), Just("s:B")],
        resource in prop_oneof![Just("arn:aws:s:::x"), Just("arn:aws:s:::y")],
        user in proptest::option::of(prop_oneof![Just("x"), Just("y")]),
    ) {
        let about = |statements: &[Simple], allows: bool| {
            statements.iter().any(|one| one.allows == allows && one.is_about(action, resource, user))
        };
        let layers: Vec<&Vec<Simple>> =
            [Some(&identity), boundary.as_ref(), session.as_ref()].into_iter().flatten().collect();
        let expected = layers.iter().all(|layer| !about(layer, false))
            && layers.iter().all(|layer| about(layer, true));

        let read = |statements: &[Simple]| policy(Value::Array(statements.iter().map(Simple::json).collect()));
        let (identity, boundary, session) =
            (read(&identity), boundary.as_deref().map(read), session.as_deref().map(read));
        let applicable = Applicable {
            identity: vec![&identity],
            boundary: boundary.as_ref(),
            session: session.as_ref().map(|session| vec![session]),
            ..Applicable::default()
        };
        let mut context = Context::default();
        if let Some(user) = user {
            context.put("aws:username", user);
        }
        let decided = decide(&self::session(), &applicable, action, resource, &context);
        prop_assert_eq!(decided.is_ok(), expected, "{:?}", decided);
    }

    #[test]
    fn no_text_makes_the_grammar_panic(text in r#"[{}\[\]":,a-zA-Z0-9* -]{0,60}"#) {
        for purpose in [Use::Inline, Use::Managed, Use::Trust, Use::Resource] {
            let _ = parse(&text, purpose);
        }
    }
}
