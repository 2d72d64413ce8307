//! From a text to a policy, or to AWS's sentence about what is wrong with it.
//!
//! Source: IAM User Guide, "Grammar of the IAM JSON policy language"; the sentences are those that IAM answers with
//! MalformedPolicyDocument, from memory and public reports, not recorded.

use super::condition::{Condition, Operator, Quantifier};
use super::document::{Effect, Listed, Policy, Principals, Statement};
use serde_json::{Map, Value};
use std::collections::HashSet;

/// What is wrong, as AWS says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed(pub String);

/// What a policy is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Inline in a user or role, or a session's.
    Inline,
    /// By itself, with versions.
    Managed,
    /// Who may assume a role.
    Trust,
    /// On another resource.
    Resource,
}

type Checked<T> = Result<T, Malformed>;

const SYNTAX: &str = "Syntax errors in policy.";

fn wrong<T>(text: impl Into<String>) -> Checked<T> {
    Err(Malformed(text.into()))
}

/// Reads a document.
///
/// # Errors
/// The first thing that AWS would say against it.
pub fn parse(text: &str, purpose: Use) -> Checked<Policy> {
    let not_json = if purpose == Use::Trust { "This policy contains invalid Json" } else { SYNTAX };
    if text.starts_with(char::is_whitespace) {
        return wrong("JSON strings must not have leading spaces");
    }
    let Ok(Value::Object(document)) = serde_json::from_str::<Value>(text) else { return wrong(not_json) };
    if let Some(unknown) = document.keys().find(|key| !["Version", "Id", "Statement"].contains(&key.as_str()))
    {
        return unknown_field(purpose, unknown);
    }
    let version = match document.get("Version") {
        None => "2008-10-17",
        Some(Value::String(version)) => version,
        Some(_) => return wrong(SYNTAX),
    };
    match (version, purpose) {
        ("2012-10-17", _) => {}
        ("2008-10-17", Use::Managed) => {
            return wrong("Policy document must be version 2012-10-17 or greater.");
        }
        ("2008-10-17", _) => {}
        _ => return wrong(SYNTAX),
    }
    let statements = match document.get("Statement") {
        Some(Value::Object(one)) => vec![statement(one, purpose)?],
        Some(Value::Array(many)) => {
            let mut statements = Vec::with_capacity(many.len());
            for one in many {
                let Value::Object(one) = one else { return wrong(SYNTAX) };
                statements.push(statement(one, purpose)?);
            }
            statements
        }
        _ if purpose == Use::Trust => return wrong("Missing required field Statement"),
        _ => return wrong(SYNTAX),
    };
    sids(&document["Statement"])?;
    Ok(Policy { statements, variables: version == "2012-10-17" })
}

fn unknown_field<T>(purpose: Use, name: &str) -> Checked<T> {
    match purpose {
        Use::Trust => wrong(format!("Unknown field {name}")),
        _ => wrong(SYNTAX),
    }
}

fn sids(statements: &Value) -> Checked<()> {
    let mut seen = HashSet::new();
    for statement in statements.as_array().into_iter().flatten() {
        if let Some(sid) = statement.get("Sid").and_then(Value::as_str)
            && !sid.is_empty()
            && !seen.insert(sid)
        {
            return wrong("Statement IDs (SID) in a single policy must be unique.");
        }
    }
    Ok(())
}

const FIELDS: &[&str] = &[
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

fn statement(fields: &Map<String, Value>, purpose: Use) -> Checked<Statement> {
    if let Some(unknown) = fields.keys().find(|key| !FIELDS.contains(&key.as_str())) {
        return unknown_field(purpose, unknown);
    }
    match fields.get("Sid") {
        None => {}
        // Policies of other services take any text.
        Some(Value::String(_)) if purpose == Use::Resource => {}
        Some(Value::String(sid)) if sid.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {}
        Some(Value::String(_)) => {
            return wrong(
                "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
            );
        }
        Some(_) => return wrong(SYNTAX),
    }
    let effect = match fields.get("Effect").map(Value::as_str) {
        Some(Some("Allow")) => Effect::Allow,
        Some(Some("Deny")) => Effect::Deny,
        None if purpose == Use::Trust => return wrong("Missing required field Effect"),
        _ => return wrong(SYNTAX),
    };
    let principals = principals(fields, purpose)?;
    let actions = listed(fields, "Action", "NotAction")?;
    let Some(actions) = actions.filter(|actions| !actions.texts.is_empty()) else {
        return wrong(match purpose {
            Use::Trust => "Missing required field Action",
            _ => "Policy statement must contain actions.",
        });
    };
    actions.texts.iter().try_for_each(|action| check_action(action, purpose))?;
    let resources = listed(fields, "Resource", "NotResource")?;
    match (&resources, purpose) {
        (Some(_), Use::Trust) => return wrong("Has prohibited field Resource"),
        (None, Use::Trust | Use::Resource) => {}
        (None, _) => return wrong("Policy statement must contain resources."),
        (Some(resources), _) if resources.texts.is_empty() => {
            return wrong("Policy statement must contain resources.");
        }
        (Some(resources), _) => resources.texts.iter().try_for_each(|resource| check_resource(resource))?,
    }
    let conditions = conditions(fields.get("Condition"))?;
    Ok(Statement { effect, principals, actions, resources, conditions })
}

fn listed(fields: &Map<String, Value>, name: &str, not_name: &str) -> Checked<Option<Listed>> {
    let (value, not) = match (fields.get(name), fields.get(not_name)) {
        (None, None) => return Ok(None),
        (Some(value), None) => (value, false),
        (None, Some(value)) => (value, true),
        (Some(_), Some(_)) => return wrong(SYNTAX),
    };
    Ok(Some(Listed { not, texts: texts(value)? }))
}

/// One text or several.
fn texts(value: &Value) -> Checked<Vec<String>> {
    match value {
        Value::String(one) => Ok(vec![one.clone()]),
        Value::Array(many) => many
            .iter()
            .map(|one| one.as_str().map(str::to_owned).ok_or_else(|| Malformed(SYNTAX.into())))
            .collect(),
        _ => wrong(SYNTAX),
    }
}

fn check_action(action: &str, purpose: Use) -> Checked<()> {
    if action == "*" && purpose != Use::Trust {
        return Ok(());
    }
    let Some((vendor, name)) = action.split_once(':') else {
        return wrong("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
    };
    if purpose == Use::Trust {
        const OFFERED: &[&str] = &["assumerole", "tagsession", "setsourceidentity", "setcontext", "*"];
        let name = name.to_ascii_lowercase();
        let is_offered = OFFERED.iter().any(|known| name.starts_with(known));
        return match vendor.eq_ignore_ascii_case("sts") && is_offered {
            true => Ok(()),
            false => wrong("AssumeRole policy may only specify STS AssumeRole actions."),
        };
    }
    let is_vendor = !vendor.is_empty()
        && vendor.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '*' | '?'));
    if !is_vendor {
        return wrong(format!("Vendor {vendor} is not valid"));
    }
    match name.is_empty() || name.contains(|c: char| c.is_whitespace() || c == ':') {
        true => wrong(SYNTAX),
        false => Ok(()),
    }
}

const PARTITIONS: &[&str] =
    &["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc", "*"];

fn check_resource(resource: &str) -> Checked<()> {
    if resource == "*" {
        return Ok(());
    }
    let not_an_arn = || Malformed(format!("Resource {resource} must be in ARN format or \"*\"."));
    let parts: Vec<&str> = resource.splitn(6, ':').collect();
    if parts[0] != "arn" || parts.len() < 2 {
        return Err(not_an_arn());
    }
    if !PARTITIONS.contains(&parts[1]) && !parts[1].contains(['*', '?', '$']) {
        return wrong(format!("Partition \"{}\" is not valid for resource \"{resource}\".", parts[1]));
    }
    // A star that ends a part may stand for all that follow.
    if parts.len() < 6 && !parts.last().is_some_and(|last| last.ends_with('*')) {
        return Err(not_an_arn());
    }
    if parts[2] == "iam" && parts.get(3).is_some_and(|region| !matches!(*region, "" | "*")) {
        return wrong(format!("IAM resource {resource} cannot contain region information."));
    }
    Ok(())
}

fn principals(fields: &Map<String, Value>, purpose: Use) -> Checked<Option<Principals>> {
    let (value, not) = match (fields.get("Principal"), fields.get("NotPrincipal")) {
        (None, None) if purpose == Use::Trust => return wrong("Missing required field Principal"),
        (None, None) => return Ok(None),
        (Some(_), Some(_)) => return wrong(SYNTAX),
        (Some(value), None) => (value, false),
        (None, Some(value)) => (value, true),
    };
    match purpose {
        Use::Inline | Use::Managed => return wrong("Policy document should not specify a principal."),
        Use::Trust if not => return wrong("Has prohibited field NotPrincipal"),
        Use::Trust | Use::Resource => {}
    }
    let mut principals = Principals { not, ..Principals::default() };
    match value {
        Value::String(everybody) if everybody == "*" => principals.everybody = true,
        Value::Object(kinds) if !kinds.is_empty() => {
            for (kind, named) in kinds {
                for name in texts(named)? {
                    principal(kind, &name, &mut principals)?;
                }
            }
        }
        Value::Object(_) => return wrong("Missing required field Principal cannot be empty!"),
        _ => return wrong(SYNTAX),
    }
    Ok(Some(principals))
}

fn principal(kind: &str, name: &str, into: &mut Principals) -> Checked<()> {
    let is_valid = match kind {
        "AWS" if name == "*" => {
            into.everybody = true;
            return Ok(());
        }
        "AWS" => {
            let is_account = name.len() == 12 && name.bytes().all(|byte| byte.is_ascii_digit());
            into.aws.push(name.to_owned());
            // The unique id of a principal that was deleted stays in the policies that named it.
            is_account || is_principal_arn(name) || name.starts_with("AIDA") || name.starts_with("AROA")
        }
        "Service" => {
            into.services.push(name.to_owned());
            [".amazonaws.com", ".amazonaws.com.cn", ".amazon.com"].iter().any(|end| name.ends_with(end))
        }
        // Nobody comes in this way yet.
        "Federated" | "CanonicalUser" => true,
        _ => return wrong(SYNTAX),
    };
    match is_valid {
        true => Ok(()),
        false => wrong(format!("Invalid principal in policy: \"{}\":\"{name}\"", kind.to_ascii_uppercase())),
    }
}

/// `arn:aws:iam::<account>:root`, `…:user/…`, `…:role/…`, `arn:aws:sts::<account>:assumed-role/…/…`
fn is_principal_arn(name: &str) -> bool {
    let parts: Vec<&str> = name.splitn(6, ':').collect();
    let ["arn", partition, service, "", account, resource] = parts[..] else { return false };
    let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    let named =
        |kind: &str| resource.strip_prefix(kind).is_some_and(|name| !name.is_empty() && !name.contains('*'));
    let is_named = match service {
        "iam" => resource == "root" || named("user/") || named("role/"),
        "sts" => named("assumed-role/") || named("federated-user/"),
        _ => false,
    };
    PARTITIONS.contains(&partition) && is_account && is_named
}

fn conditions(value: Option<&Value>) -> Checked<Vec<Condition>> {
    let operators = match value {
        None => return Ok(Vec::new()),
        Some(Value::Object(operators)) => operators,
        Some(_) => return wrong(SYNTAX),
    };
    let mut conditions = Vec::new();
    for (name, keys) in operators {
        let (operator, if_exists, quantifier) = operator(name)?;
        let Value::Object(keys) = keys else { return wrong(SYNTAX) };
        for (key, values) in keys {
            if !key.contains(':') {
                return wrong("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
            }
            let key = key.to_ascii_lowercase();
            conditions.push(Condition { operator, if_exists, quantifier, key, values: values_of(values)? });
        }
    }
    Ok(conditions)
}

fn operator(name: &str) -> Checked<(Operator, bool, Option<Quantifier>)> {
    let (quantifier, rest) = match name.split_once(':') {
        None => (None, name),
        Some(("ForAllValues", rest)) => (Some(Quantifier::All), rest),
        Some(("ForAnyValue", rest)) => (Some(Quantifier::Any), rest),
        Some(_) => return wrong(format!("Invalid Condition type : {name}.")),
    };
    let (rest, if_exists) = match rest.strip_suffix("IfExists") {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    match Operator::parse(rest) {
        Some(operator) => Ok((operator, if_exists, quantifier)),
        None => wrong(format!("Invalid Condition type : {name}.")),
    }
}

/// Numbers and booleans may stand without quotes.
fn values_of(value: &Value) -> Checked<Vec<String>> {
    let one = |value: &Value| match value {
        Value::String(text) => Ok(text.clone()),
        Value::Bool(_) | Value::Number(_) => Ok(value.to_string()),
        _ => wrong(SYNTAX),
    };
    match value {
        Value::Array(many) => many.iter().map(one).collect(),
        value => Ok(vec![one(value)?]),
    }
}
